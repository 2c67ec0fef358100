"""The ingestor as a worker, and what is said of what it brought."""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from events.errors import ConfigError
from ingest.ingestor import Ingestor
from ingest.sources.source import Source
from ingest.takings import PollResult

logger = logging.getLogger("sitrep.ingest")
BATCH_SECONDS = 1.0
TURN_SECONDS = 0.25
LOOK_SECONDS = 2.0  # between two looks at sources.toml


class Polling:
    """The ingestor as a worker. `load`: what sources.toml at `path` names; it is read again when it was changed."""

    def __init__(self, ingestor: Ingestor, path: Path, load: Callable[[], Sequence[Source]]) -> None:
        self._ingestor, self._path, self._load = ingestor, path, load
        self._state = _state_of(path)
        self._look = time.monotonic() + LOOK_SECONDS

    def run_batch(self, wait: float = 0.0) -> int:
        """Goes on while answers come, for a second at most; the number of documents that are new or changed."""
        self._follow()
        until, brought = time.monotonic() + BATCH_SECONDS, 0
        while True:
            results = self._ingestor.turn(TURN_SECONDS if self._ingestor.busy else 0.0)
            log_polls(results)
            brought += sum(result.new + result.changed for result in results)
            if not self._ingestor.busy or time.monotonic() > until:
                return brought

    def _follow(self) -> None:
        """Takes up a changed file; one that can't be used is told once, and the sources before it are followed on."""
        if time.monotonic() < self._look:
            return
        self._look, state = time.monotonic() + LOOK_SECONDS, _state_of(self._path)
        if state == self._state:
            return
        self._state = state
        try:
            sources = self._load()
        except ConfigError as error:
            logger.warning("the sources stay as they were", extra={"reason": str(error)})
            return
        self._ingestor.follow(sources)
        logger.info("sources read again", extra={"sources": len(sources)})

    def lag(self) -> int:
        """Nobody knows what the world holds."""
        return 0

    def close(self) -> None:
        """The ingestor is its owner's."""


def _state_of(path: Path) -> tuple[int, int]:
    """What differs when a file was changed."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def log_polls(results: Sequence[PollResult]) -> None:
    """One line for each source that brought something or failed."""
    for result in results:
        if result.new or result.changed:
            logger.info("polled", extra={"source": result.source, "new": result.new, "changed": result.changed})
        for error in result.errors:
            logger.warning("not ingested", extra={"source": result.source, "reason": error})
