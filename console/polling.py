"""The ingestor as a worker, and what is said of what it brought."""

import logging
import time
from collections.abc import Sequence

from ingest.ingestor import Ingestor, PollResult

logger = logging.getLogger("sitrep.ingest")


class Polling:
    """The ingestor as a worker: it has its turn again when `every` seconds have passed."""

    def __init__(self, ingestor: Ingestor, every: float) -> None:
        self._ingestor, self._every = ingestor, every
        self._next = 0.0

    def run_batch(self, wait: float = 0.0) -> int:
        """Polls if it is time; the number of documents that are new or changed."""
        if time.monotonic() < self._next:
            return 0
        results = self._ingestor.poll()
        self._next = time.monotonic() + self._every
        log_polls(results)
        return sum(result.new + result.changed for result in results)

    def lag(self) -> int:
        """Nobody knows what the world holds."""
        return 0

    def close(self) -> None:
        """The ingestor is its owner's."""


def log_polls(results: Sequence[PollResult]) -> None:
    """One line for each source that brought something or failed."""
    for result in results:
        if result.new or result.changed:
            logger.info("polled", extra={"source": result.source, "new": result.new, "changed": result.changed})
        for error in result.errors:
            logger.warning("not ingested", extra={"source": result.source, "reason": error})
