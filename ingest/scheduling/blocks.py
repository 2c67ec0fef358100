"""Hosts that asked to be left alone, or can't be reached: until when."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from events.clock import timestamp
from ingest.memory import Block, Notes
from ingest.reasons import reason_of
from ingest.scheduling.crew import Answer
from ingest.scheduling.hosts import Hosts
from ingest.scheduling.schedule import Bounds
from ingest.web.fetch import Fetched, FetchFailed
from ingest.web.waits import RETRY_LONGEST, retry_after

TOO_MANY, UNAVAILABLE = 429, 503
MISSED = 2  # so often in a row it couldn't be reached: then it rests, and holds no thread
MISSED_LONGEST = timedelta(hours=1)
DOUBLINGS = 10


class Blocks:
    """What a server asked for is remembered across restarts; what only failed is not."""

    def __init__(self, hosts: Hosts, known: Mapping[str, Block], bounds: Bounds) -> None:
        self._hosts, self._known, self._bounds = hosts, dict(known), bounds
        hosts.leave_all({host: datetime.fromisoformat(block.until) for host, block in known.items()})

    def heard(self, host: str, answer: Answer, now: datetime, notes: Notes) -> None:
        """An answer of the host, or a failure to get one."""
        if isinstance(answer, FetchFailed) and answer.kind in ("unreachable", "slow"):
            self._missed(host, now)
            return
        self._hosts.reached(host)
        wait = self._asked_to_wait(host, answer, now)
        if wait is not None:
            until = now + wait
            self._hosts.leave(host, until)
            assert isinstance(answer, FetchFailed)
            times = self._known[host].times + 1 if host in self._known else 1
            self._known[host] = notes.blocks[host] = Block(timestamp(until), times, reason_of(answer))
        elif isinstance(answer, Fetched) and host in self._known:
            del self._known[host]
            notes.blocks[host] = None

    def _asked_to_wait(self, host: str, answer: Answer, now: datetime) -> timedelta | None:
        """429 speaks for the whole host, and so does 503 where it says for how long."""
        if not isinstance(answer, FetchFailed) or answer.status not in (TOO_MANY, UNAVAILABLE):
            return None
        retry = retry_after(answer.headers.get("retry-after", ""), now)
        if answer.status == UNAVAILABLE or retry is not None:
            return retry
        times = self._known[host].times if host in self._known else 0
        return min(self._bounds.shortest * int(2 ** min(times, DOUBLINGS)), RETRY_LONGEST)

    def _missed(self, host: str, now: datetime) -> None:
        over = self._hosts.missed(host) - MISSED
        if over >= 0:
            self._hosts.leave(host, now + min(self._bounds.shortest * 2 ** min(over, DOUBLINGS), MISSED_LONGEST))
