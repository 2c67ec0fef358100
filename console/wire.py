"""The only place that names concrete classes: what a command needs is opened when it first asks, and closed together.

Imports stand inside the functions, so that `sitrep --help` needs none of them.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self, cast

from console import output
from console.run import Role, Worker
from console.settings import Settings
from events.clock import Clock, system_clock
from events.errors import ConfigError, GenerationMismatch
from events.topics import ARTICLES, CORRECTIONS, DEAD, INCIDENTS, RAW, REPORTS, UNIQUE, topic_name, topic_specs

if TYPE_CHECKING:
    import uvicorn
    from sqlalchemy import Engine

    from eventlog.generations import Generation, Generations
    from eventlog.log import Log
    from eventlog.step import BatchTransform
    from ingest.ingestor import Ingestor, PollResult
    from ingest.sources import Source
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
FIRST_GENERATION = "g1"


class Wiring:
    """Everything concrete for one process and one thread."""

    def __init__(self, settings: Settings, clock: Clock = system_clock) -> None:
        self.settings, self.clock = settings, clock
        self._open = ExitStack()

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
        from processors.cluster.step import CLUSTER_VERSION
        from processors.dedupe.step import DEDUPE_VERSION
        from processors.read.step import READ_VERSION
        from processors.report.gazetteer import GAZETTEER_VERSION
        from processors.report.step import REPORT_VERSION

        return {
            "read": READ_VERSION,
            "report": REPORT_VERSION,
            "dedupe": DEDUPE_VERSION,
            "cluster": CLUSTER_VERSION,
            "gazetteer": GAZETTEER_VERSION,
        }

    # Generations

    def generations(self) -> Generations:
        """Which generations there are, as the log says now."""
        from eventlog.generations import generations_of

        return generations_of(self.log)

    def fits(self, generation: Generation) -> bool:
        """Whether this code, model and gazetteer are those that the generation was made with."""
        return dict(generation.versions) == self.versions

    def first_generation(self) -> None:
        """Makes the first generation and shows it to readers, where there is none. Two at once do it as one."""
        from eventlog.generations import create, promote

        self.log.create_topics(topic_specs(FIRST_GENERATION, self.settings.log.partitions)[:3])
        if not self.generations().live:
            self.ensure_topics(FIRST_GENERATION)
            create(self.log, FIRST_GENERATION, versions=self.versions, clock=self.clock)
            promote(self.log, FIRST_GENERATION, clock=self.clock)

    def ensure_topics(self, generation: str) -> None:
        """Creates the shared topics and those of a generation, where missing."""
        self.log.create_topics(topic_specs(generation, self.settings.log.partitions))

    # Roles

    def roles(self, names: Sequence[str]) -> list[Role]:
        """The roles `names` of every live generation that this code fits; the same workers whenever it is asked.

        Raises GenerationMismatch when it fits none."""
        self.first_generation()
        live = self.generations().live
        fitting = [g for g in live.values() if self.fits(g)]
        if not fitting:
            raise GenerationMismatch(self._misfit(live.values()))
        for generation in live.values():
            if not self.fits(generation):
                logger.warning("left alone", extra={"generation": generation.name, "reason": "made by other code"})
        found = [self._kept("ingest", self.ingestor_role)] if "ingest" in names else []
        return found + [
            self._kept(f"{g.name} {name}", lambda g=g, name=name: self.role(g, name))
            for g in fitting
            for name in names
            if name != "ingest"
        ]

    def role(self, generation: Generation, name: str, snapshots: Path | None = None) -> Role:
        """One worker of a generation, opened."""
        worker = self._sink(generation) if name == "sink" else self._step_worker(generation, name, snapshots)
        self._open.callback(worker.close)
        return Role(f"{generation.name} {name}", worker)

    def _sink(self, generation: Generation) -> Worker:
        from sinks.incident_sink import IncidentSink

        topic = topic_name(INCIDENTS, generation.name)
        return IncidentSink(self.log, engine=self.engine, generation=generation.name, topic=topic)

    def _step_worker(self, generation: Generation, name: str, snapshots: Path | None) -> Worker:
        from eventlog.worker import StatefulWorker, StatelessWorker

        flow = STEPS[name]
        sources = [topic_name(source, generation.name) for source in flow.sources]
        target, dead = topic_name(flow.target, generation.name), topic_name(DEAD, generation.name)
        if name in ("dedupe", "cluster"):
            return StatefulWorker(
                self.log, step=self._stateful_step(name), sources=sources, target=target, dead=dead,
                snapshots=snapshots, versions=generation.versions,
            )  # fmt: skip
        transform = self._read_pool if name == "read" else self._reporter
        return StatelessWorker(
            self.log, name=name, source=sources[0], target=target, dead=dead, transform=transform, key=_key_of,
            starts=generation.starts_of(sources[0]),
        )  # fmt: skip

    def _stateful_step(self, name: str) -> StatefulStep[Any]:
        if name == "dedupe":
            from processors.dedupe.step import DedupeStep

            return DedupeStep()
        from processors.cluster.model import load_model
        from processors.cluster.step import ClusterStep

        return ClusterStep(load_model())

    @cached_property
    def _read_pool(self) -> BatchTransform:
        from processors.read.pool import ReadPool

        pool = ReadPool(self.settings.read.workers, self.settings.read.deadline)
        self._open.callback(pool.close)
        return pool

    @cached_property
    def _reporter(self) -> BatchTransform:
        from eventlog.step import one_by_one
        from processors.report.step import Reporter

        return one_by_one(Reporter(self.gazetteer))

    # Ingest

    def sources(self) -> list[Source]:
        """What sources.toml names."""
        from ingest.sources import load_sources

        return load_sources(Path(self.settings.ingest.sources))

    @cached_property
    def fetcher(self) -> Fetcher:
        """What speaks HTTP to the world."""
        from ingest.fetch import Fetcher

        ingest = self.settings.ingest
        fetcher = Fetcher(ingest.contact, [network.strip() for network in ingest.allow.split(",") if network.strip()])
        self._open.callback(fetcher.close)
        return fetcher

    def ingestor(self) -> Ingestor:
        """Ready to poll the sources onto `raw`."""
        from ingest.ingestor import Ingestor
        from ingest.memory import Memory

        self.first_generation()
        memory = Memory(self.folder / "ingest.db")
        ingestor = Ingestor(self.log, RAW, self.sources(), memory, self.clock, self.fetcher)
        self._open.callback(ingestor.close)
        return ingestor

    # Serving

    def server(self, host: str = "", port: int | None = None) -> uvicorn.Server:
        """The page and the API, ready to run."""
        import uvicorn

        from console.api import create_app

        http = self.settings.http
        config = uvicorn.Config(
            create_app(self.engine),
            host=host or http.host,
            port=http.port if port is None else port,
            log_config=None,
            access_log=False,
        )
        return uvicorn.Server(config)
