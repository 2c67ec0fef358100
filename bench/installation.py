"""A throw-away installation for measuring: SQLite and PostgreSQL in a temporary folder, with the data folder's gazetteer."""

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from console.run import Loop
from console.settings import LogSettings, Settings, load_settings
from console.wiring.wire import Wiring


@contextmanager
def installation(partitions: int = 1) -> Iterator[Wiring]:
    """A wiring with nothing in it yet but the gazetteer and the first generation."""
    logging.getLogger().setLevel(logging.WARNING)
    with Wiring(load_settings()) as own:
        _ = own.gazetteer
        built = own.gazetteer_path
    with TemporaryDirectory(prefix="sitrep-bench-") as folder:
        (Path(folder) / built.name).symlink_to(built)
        settings = msgspec.structs.replace(Settings(), data=folder, log=LogSettings(partitions=partitions))
        with Wiring(settings) as wiring:
            wiring.first_generation()
            yield wiring


def seconds_for(wiring: Wiring, names: Sequence[str]) -> float:
    """Plays these roles until nothing is left to do."""
    started = time.perf_counter()
    Loop(lambda: wiring.roles(names), threading.Event()).run_once(lambda done, total: None)
    return time.perf_counter() - started
