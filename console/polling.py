"""The ingestor as a worker, and what is said of what it brought."""

import logging
import time
from collections.abc import Sequence

from ingest.ingestor import Ingestor
from ingest.takings import PollResult

logger = logging.getLogger("sitrep.ingest")
BATCH_SECONDS = 1.0
TURN_SECONDS = 0.25


class Polling:
    """The ingestor as a worker."""

    def __init__(self, ingestor: Ingestor) -> None:
        self._ingestor = ingestor

    def run_batch(self, wait: float = 0.0) -> int:
        """Goes on while answers come, for a second at most; the number of documents that are new or changed."""
        until, brought = time.monotonic() + BATCH_SECONDS, 0
        while True:
            results = self._ingestor.turn(TURN_SECONDS if self._ingestor.busy else 0.0)
            log_polls(results)
            brought += sum(result.new + result.changed for result in results)
            if not self._ingestor.busy or time.monotonic() > until:
                return brought

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
