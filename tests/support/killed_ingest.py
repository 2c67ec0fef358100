"""`sitrep ingest --once` that is killed for real at the nth point where a crash could tear something: around each append to the
log and each note in ingest's memory.

    python -m tests.support.killed_ingest 3        # exits with -9; with 0 where there are fewer points
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from console.cli import main
from eventlog.sqlite_log import SqliteLog
from events.topics import RAW
from ingest.memory import Memory


class Points:
    """Counts down to the one that kills."""

    def __init__(self, left: int) -> None:
        self.left = left

    def pass_one(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, work: Callable[..., Any], counts: Callable[..., bool]) -> Callable[..., Any]:
        def worked(*args: Any, **kwargs: Any) -> Any:
            if not counts(*args):
                return work(*args, **kwargs)
            self.pass_one()
            done = work(*args, **kwargs)
            self.pass_one()
            return done

        return worked


if __name__ == "__main__":
    points = Points(int(sys.argv[1]))
    SqliteLog.append = points.around(SqliteLog.append, lambda log, records: records[0].topic == RAW)  # type: ignore[method-assign]
    Memory.remember = points.around(Memory.remember, lambda memory, notes: True)  # type: ignore[method-assign]
    main(["ingest", "--once"])
