"""What everything else stands on: the data folder, the log, the gazetteer and the database, opened when first asked for.

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
from events.errors import ConfigError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from eventlog.log import Log
    from processors.report.gazetteer.gazetteer import Gazetteer


class Opened:
    """What one process and one thread has open."""

    def __init__(self, settings: Settings, clock: Clock = system_clock) -> None:
        self.settings, self.clock = settings, clock
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def when_closed(self, close: Callable[[], object]) -> None:
        """Calls `close` when all is closed, before what was opened earlier."""
        self._open.callback(close)

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
        from processors.report.gazetteer.gazetteer import GAZETTEER_VERSION

        return self.folder / f"{GAZETTEER_VERSION}.sqlite"

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer, built first where the data folder has none of this version."""
        from processors.report.gazetteer.build import build
        from processors.report.gazetteer.gazetteer import Gazetteer

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
