"""The only place that names concrete classes: what a command needs is opened when it first asks, and closed together.

Imports stand inside the functions, so that `sitrep --help` needs none of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from console import output
from console.settings import Settings
from events.clock import Clock, system_clock
from events.codec import AnyEvent
from events.topics import ARTICLES, CORRECTIONS, DEAD, GENERATIONS, INCIDENTS, RAW, REPORTS, UNIQUE, topic_name

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from eventlog.log import Log, Partition
    from ingest.ingestor import Ingestor
    from processors.report.gazetteer import Gazetteer

STEPS = ("read", "report", "dedupe", "cluster")


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
        from events.errors import ConfigError

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

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer, built first where the data folder has none of this version."""
        from processors.report.gazetteer import GAZETTEER_VERSION, Gazetteer
        from processors.report.gazetteer_build import build

        path = self.folder / f"{GAZETTEER_VERSION}.sqlite"
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
