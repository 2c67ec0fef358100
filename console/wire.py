"""The only place that names concrete classes: what a command needs is opened when it first asks, and closed together.

Imports stand inside the functions, so that `sitrep --help` needs none of them.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime
from functools import cached_property
from itertools import count
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from console import output
from console.run import Role, Worker
from console.settings import Settings
from events.clock import Clock, system_clock
from events.codec import AnyEvent
from events.documents import ArticleRead
from events.errors import BadInput, ConfigError, GenerationMismatch, SitrepError
from events.reports import ArticleReported
from events.topics import ARTICLES, CORRECTIONS, DEAD, INCIDENTS, RAW, REPORTS, UNIQUE, topic_name

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from eventlog.generations import Generations
    from eventlog.log import Log
    from eventlog.step import BatchTransform, StatefulStep
    from ingest.health import SourceHealth
    from ingest.ingestor import Ingestor
    from ingest.kinds.apart import FeedParser
    from ingest.scheduling.manners import Manners
    from ingest.sources.source import Source
    from ingest.takings import PollResult
    from ingest.web.fetch import Fetcher, Limits
    from processors.cluster.folded import Folded
    from processors.cluster.scorecard import Model
    from processors.cluster.step import ClusterStep
    from processors.report.gazetteer import Gazetteer

logger = logging.getLogger("sitrep")


class Flow(NamedTuple):
    """What a step reads and writes, by the short names of topics."""

    sources: tuple[str, ...]
    target: str


STEPS = {
    "read": Flow((RAW,), ARTICLES),
    "report": Flow((ARTICLES,), REPORTS),
    "dedupe": Flow((REPORTS,), UNIQUE),
    "cluster": Flow((UNIQUE, CORRECTIONS), INCIDENTS),
}
STATEFUL = frozenset({"dedupe", "cluster"})
_AT_ONCE = {"read": 100, "report": 200}  # records; reporting takes the less the more are read together


class Measured(NamedTuple):
    """A model to be measured; of a cross-fitted one also the part of each article, by its id."""

    model: Model | Folded
    folds: Mapping[str, int] = MappingProxyType({})


class Wiring:
    """Everything concrete for one process and one thread."""

    def __init__(self, settings: Settings, clock: Clock = system_clock, measured: Measured | None = None) -> None:
        """`measured`: another model than the shipped one, to be measured."""
        self.settings, self.clock, self._measured = settings, clock, measured
        self._open = ExitStack()
        self._told: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    @cached_property
    def folder(self) -> Path:
        """The data folder, made if missing. Raises ConfigError when it can't be written."""
        folder = self.settings.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(
                f"data folder {folder}: {error.strerror}; set `data` or SITREP_DATA to one that can be written"
            ) from error
        if not os.access(folder, os.W_OK):
            raise ConfigError(f"data folder {folder} can't be written; set `data` or SITREP_DATA to another")
        return folder

    @cached_property
    def log(self) -> Log:
        """The log, opened."""
        from eventlog.open_log import open_log

        _ = self.folder
        log = open_log(self.settings.log_url, self.settings.kafka_options)
        self._open.callback(log.close)
        return log

    @property
    def gazetteer_path(self) -> Path:
        """Where this version's gazetteer stands or will stand."""
        from processors.report.gazetteer import GAZETTEER_VERSION

        return self.folder / f"{GAZETTEER_VERSION}.sqlite"

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer, built first where the data folder has none of this version."""
        from processors.report.gazetteer import Gazetteer
        from processors.report.gazetteer_build import build

        path = self.gazetteer_path
        if not path.exists():
            output.note(f"building the gazetteer from GeoNames, once: {path}")
            with output.progress("gazetteer") as advance:
                build(path, advance)
        gazetteer = Gazetteer.open(path)
        self._open.callback(gazetteer.close)
        return gazetteer

    @cached_property
    def engine(self) -> Engine:
        """The database, migrated: the configured one, else a PostgreSQL of our own in the data folder."""
        from sinks.schema import migrate
        from sinks.store import open_store

        engine = open_store(self.settings.database.url or self._own_postgres())
        self._open.callback(engine.dispose)
        migrate(engine)
        return engine

    def _own_postgres(self) -> str:
        from sinks.embedded import EmbeddedPostgres

        postgres = EmbeddedPostgres(self.folder, self.settings.database.version)
        url = postgres.start()
        self._open.callback(postgres.stop)
        return url

    @cached_property
    def versions(self) -> dict[str, str]:
        """What this code would make a generation with: of each step, the model and the gazetteer."""
        from processors.read.step import READ_VERSION
        from processors.report.gazetteer import GAZETTEER_VERSION
        from processors.report.step import REPORT_VERSION

        return {
            "read": READ_VERSION,
            "report": REPORT_VERSION,
            "dedupe": self._stateful_step("dedupe").version,
            "cluster": self._stateful_step("cluster").version,
            "gazetteer": GAZETTEER_VERSION,
        }

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
            versions = self.versions
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
                found.require(name, self.versions)
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
        self._open.callback(lambda: _close_all(kept))
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
            self.log, step=self._stateful_step(name), sources=[topic_name(source, generation) for source in flow.sources],
            target=topic_name(flow.target, generation), dead=topic_name(DEAD, generation), snapshots=snapshots,
            versions=found.get(generation).versions,
        )  # fmt: skip

    def _stateless(self, found: Generations, generation: str, name: str, snapshots: Path | None) -> Worker:
        from eventlog.worker import StatelessWorker

        flow = STEPS[name]
        source = topic_name(flow.sources[0], generation)
        return StatelessWorker(
            self.log, name=name, source=source, target=topic_name(flow.target, generation), dead=topic_name(DEAD, generation),
            transform=self._read_pool if name == "read" else self._reporter, key=_key_of, starts=found.starts(generation, source),
            batch=_AT_ONCE[name],
        )  # fmt: skip

    def _stateful_step(self, name: str) -> StatefulStep[Any]:
        if name == "dedupe":
            from processors.dedupe.step import DedupeStep

            return DedupeStep()
        return self.cluster_step

    @property
    def cluster_step(self) -> ClusterStep:
        """The step of this model and these families of publishers."""
        from processors.cluster.families import families
        from processors.cluster.folded import FoldedStep
        from processors.cluster.scorecard import Model, shipped
        from processors.cluster.step import ClusterStep

        extra = self.settings.cluster.families
        known = families(Path(extra) if extra else None)
        if self._measured is None:
            return ClusterStep(shipped(), known)
        model, folds = self._measured
        return ClusterStep(model, known) if isinstance(model, Model) else FoldedStep(model, dict(folds), known)

    @cached_property
    def _read_pool(self) -> BatchTransform:
        from eventlog.isolation import Allowance, Isolated
        from processors.read.step import is_plain, name_of, read_document

        read = self.settings.read
        pool = Isolated(read_document, read.workers, Allowance(read.deadline, read.megabytes), name_of, is_plain)
        self._open.callback(pool.close)
        return pool

    @cached_property
    def _reporter(self) -> BatchTransform:
        from eventlog.step import together
        from processors.report.step import Reporter

        reporter = Reporter(self.gazetteer)

        def article(event: AnyEvent) -> ArticleRead:
            if not isinstance(event, ArticleRead):
                raise BadInput(f"report reads ArticleRead from `articles`, this is {type(event).__name__} {event.id}")
            return event

        return together(lambda events: reporter.all(map(article, events)))

    # Ingest

    def sources(self) -> list[Source]:
        """What sources.toml names."""
        from ingest.sources.file import load_sources

        return load_sources(Path(self.settings.ingest.sources))

    def resume(self, names: Sequence[str]) -> None:
        """Sources that ended or failed are asked at once, if ingest knows them."""
        from ingest.memory import Memory

        path = self.folder / "ingest.db"
        if path.exists():
            memory = Memory(path)
            self._open.callback(memory.close)
            for name in names:
                memory.resume(name)

    @property
    def limits(self) -> Limits:
        """How much of the world one document may cost."""
        from ingest.web.fetch import Limits

        ingest = self.settings.ingest
        largest = ingest.megabytes * 1024 * 1024
        return Limits(ingest.seconds, largest, ingest.redirects, ingest.parse_seconds, ingest.parse_megabytes)

    @cached_property
    def fetcher(self) -> Fetcher:
        """What speaks HTTP to the world."""
        from ingest.web.fetch import Fetcher

        ingest = self.settings.ingest
        networks = [network.strip() for network in ingest.allow.split(",") if network.strip()]
        fetcher = Fetcher(ingest.contact, networks, self.limits)
        self._open.callback(fetcher.close)
        return fetcher

    @cached_property
    def feed_parser(self) -> FeedParser:
        """What takes feeds apart."""
        from ingest.kinds.apart import FeedParser

        parser = FeedParser(self.limits)
        self._open.callback(parser.close)
        return parser

    @cached_property
    def ingestor(self) -> Ingestor:
        """Ready to poll the sources onto `raw`."""
        from ingest.ingestor import Ingestor
        from ingest.memory import Memory

        self.first_generation()
        memory = Memory(self.folder / "ingest.db")
        ingestor = Ingestor(self.log, RAW, self.sources(), memory, self.clock, self.fetcher, self.feed_parser, self._manners)
        self._open.callback(ingestor.close)
        return ingestor

    def healths(self) -> list[SourceHealth]:
        """How each source does, as ingest last noted it."""
        from ingest.health import healths
        from ingest.memory import Memory

        path = self.folder / "ingest.db"
        memory = Memory(path if path.exists() else ":memory:")
        try:
            return healths(memory, self.sources(), self.clock())
        finally:
            memory.close()

    @property
    def _manners(self) -> Manners:
        from datetime import timedelta

        from ingest.scheduling.manners import Manners
        from ingest.scheduling.schedule import Bounds

        ingest = self.settings.ingest
        if ingest.shortest > ingest.longest:
            raise ConfigError(f"[ingest] shortest = {ingest.shortest} is more than longest = {ingest.longest} (minutes)")
        bounds = Bounds(timedelta(minutes=ingest.shortest), timedelta(minutes=ingest.longest))
        rest, delay, every = (timedelta(seconds=s) for s in (ingest.rest, ingest.crawl_delay, ingest.every))
        return Manners(ingest.requests, ingest.per_host, rest, delay, bounds, every)

    @cached_property
    def _polling(self) -> Role:
        from console.polling import Polling

        return Role("ingest", Polling(self.ingestor, Path(self.settings.ingest.sources), self.sources))

    def poll_once(self) -> list[PollResult]:
        """Asks every source, due or not."""
        from console.polling import log_polls

        self.first_generation()
        results = self.ingestor.poll(force=True)
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
