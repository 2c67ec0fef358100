"""The only room that names concrete classes: generations and the roles of each, from what is opened and the steps.

Imports stand inside the functions, so that `sitrep --help` needs none of them.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from console.run import Role, Worker
from console.settings import Settings
from console.wiring.intake import Intake
from console.wiring.opened import Opened
from console.wiring.steps import STATEFUL, STEPS, Measured, Steps
from events.clock import Clock, system_clock
from events.codec import AnyEvent
from events.documents import ArticleRead
from events.errors import ConfigError, GenerationMismatch, SitrepError
from events.reports import ArticleReported
from events.topics import DEAD, INCIDENTS, RAW, topic_name

if TYPE_CHECKING:
    from eventlog.generations import Generations
    from ingest.takings import PollResult

logger = logging.getLogger("sitrep")
_AT_ONCE = {"read": 100, "report": 200}  # records; reporting takes the less the more are read together


class Wiring(Opened):
    """Everything concrete for one process and one thread."""

    def __init__(self, settings: Settings, clock: Clock = system_clock, measured: Measured | None = None) -> None:
        """`measured`: another model than the shipped one, to be measured."""
        super().__init__(settings, clock)
        self.steps, self.intake = Steps(self, measured), Intake(self)
        self._told: set[str] = set()

    # Generations

    def generations(self) -> Generations:
        """Which generations there are, as the log says now."""
        from eventlog.generations import load_generations

        return load_generations(self.log)

    def first_generation(self) -> str:
        """Makes a generation and shows it to readers, where there is none yet; the name of the one that readers see."""
        from eventlog.generations import create_generation, promote_generation

        found = self.generations()
        if not found.live:
            name = next(n for n in map("g{}".format, count(1)) if n not in found.created)
            width = self.log.topics().get(RAW, self.settings.log.partitions)
            versions = self.steps.versions
            with suppress(ConfigError):  # another was faster, and may not have promoted it yet
                create_generation(self.log, name, versions, self.clock(), width)
            found = self.generations()
        if found.live and not found.promoted:
            with suppress(ConfigError):  # another was faster
                promote_generation(self.log, found.live[0], self.clock())
        found = self.generations()
        if not found.promoted:
            raise ConfigError(f"no generation is shown to readers; `sitrep promote` one of: {', '.join(found.live) or 'none'}")
        return found.promoted

    def show_promoted(self, generations: Generations) -> None:
        """Brings the database to what the log says of promotions; what it knows already changes nothing."""
        from sinks.schema import create_generation, promote

        for name in generations.live:
            create_generation(self.engine, name)
        for event in generations.promotions:
            if event.name in generations.live:
                promote(self.engine, event.name, datetime.fromisoformat(event.at))

    def drop_tables(self, generation: str) -> None:
        """Removes a generation from the database."""
        from sinks.schema import drop_generation

        drop_generation(self.engine, generation)

    # Roles

    def roles(self, names: Sequence[str]) -> list[Role]:
        """The roles `names` of every live generation that this code fits; the same workers whenever it is asked.

        Raises GenerationMismatch when it fits none."""
        self.first_generation()
        found = self.generations()
        if "ingest" in names:
            return [self._polling]
        fitting = self._fitting(found)
        if "sink" in names:
            self.show_promoted(found)
        wanted = {f"{generation} {name}": (generation, name) for generation in fitting for name in names}
        for gone in self._kept.keys() - wanted.keys():
            self._kept.pop(gone).worker.close()
        for key, (generation, name) in wanted.items():
            if key not in self._kept:
                self._kept[key] = self.role(found, generation, name, self.folder / "snapshots")
        return [self._kept[key] for key in wanted]

    def _fitting(self, found: Generations) -> list[str]:
        fitting, misfits = [], []
        for name in found.live:
            try:
                found.require(name, self.steps.versions)
                fitting.append(name)
            except GenerationMismatch as error:
                misfits.append(error)
        if not fitting:
            raise misfits[-1]
        for reason in map(str, misfits):
            if reason not in self._told:
                self._told.add(reason)
                logger.warning("left alone", extra={"reason": reason})
        return fitting

    @cached_property
    def _kept(self) -> dict[str, Role]:
        _ = self.log  # it must outlive them: they write snapshots when they are closed
        kept: dict[str, Role] = {}
        self.when_closed(lambda: _close_all(kept))
        return kept

    def role(self, found: Generations, generation: str, name: str, snapshots: Path | None = None) -> Role:
        """One worker of a generation. Who opens it closes it."""
        make = self._sink if name == "sink" else self._stateful if name in STATEFUL else self._stateless
        return Role(f"{generation} {name}", make(found, generation, name, snapshots))

    def _sink(self, found: Generations, generation: str, name: str, snapshots: Path | None) -> Worker:
        from sinks.incident_sink import IncidentSink

        return IncidentSink(self.log, engine=self.engine, generation=generation, topic=topic_name(INCIDENTS, generation))

    def _stateful(self, found: Generations, generation: str, name: str, snapshots: Path | None) -> Worker:
        from eventlog.worker import StatefulWorker

        flow = STEPS[name]
        return StatefulWorker(
            self.log, step=self.steps.stateful(name), sources=[topic_name(source, generation) for source in flow.sources],
            target=topic_name(flow.target, generation), dead=topic_name(DEAD, generation), snapshots=snapshots,
            versions=found.get(generation).versions,
        )  # fmt: skip

    def _stateless(self, found: Generations, generation: str, name: str, snapshots: Path | None) -> Worker:
        from eventlog.worker import StatelessWorker

        flow = STEPS[name]
        source = topic_name(flow.sources[0], generation)
        return StatelessWorker(
            self.log, name=name, source=source, target=topic_name(flow.target, generation), dead=topic_name(DEAD, generation),
            transform=self.steps.read if name == "read" else self.steps.report, key=_key_of,
            starts=found.starts(generation, source), batch=_AT_ONCE[name],
        )  # fmt: skip

    @cached_property
    def _polling(self) -> Role:
        from console.polling import Polling

        return Role("ingest", Polling(self.intake.ingestor, Path(self.settings.ingest.sources), self.intake.sources))

    def poll_once(self) -> list[PollResult]:
        """Asks every source, due or not."""
        from console.polling import log_polls

        self.first_generation()
        results = self.intake.ingestor.poll(force=True)
        log_polls(results)
        return results


def _close_all(roles: dict[str, Role]) -> None:
    for role in roles.values():
        try:
            role.worker.close()
        except SitrepError as error:
            logger.warning("closed without a snapshot", extra={"role": role.name, "error": str(error)})


def _key_of(event: AnyEvent) -> str:
    """Of what read and report write: all versions of an article go to one partition."""
    return event.key if isinstance(event, ArticleRead) else event.article_id if isinstance(event, ArticleReported) else event.id
