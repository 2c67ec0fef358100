"""The world -> `raw`: asks whoever is due, adds what is new or changed, and notes it once it is acknowledged.

Threads fetch; this one alone decides, takes apart, adds and notes. Nothing waits for the slowest host.
"""

import logging
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from eventlog.log import Log, NewRecord
from events.clock import Clock, timestamp
from events.codec import encode
from events.credentials import shown
from events.documents import DocumentFetched
from events.ids import partition_of
from ingest.arrivals import Arrivals
from ingest.files import look_at
from ingest.followed import Followed
from ingest.kinds.apart import FeedParser
from ingest.memory import Memory
from ingest.scheduling.crew import Answer
from ingest.scheduling.dispatch import AskSource, Dispatch, Job
from ingest.scheduling.manners import PLAIN, Manners
from ingest.scheduling.rounds import Round
from ingest.sources.source import Source
from ingest.takings import PollResult, Takings, Tally, merged
from ingest.web.fetch import Fetcher
from ingest.web.sitemap_index import with_parts

logger = logging.getLogger(__name__)
BATCH = 500  # records in one append
PAUSE = 0.2  # seconds
STALE = timedelta(days=30)  # rules of a host that wasn't asked for so long are forgotten


class Ingestor:
    """Polls sources into one topic. Raises LogUnavailable when the log can't be written, StoreUnavailable when the memory can't:
    then nothing more is asked, and what has come is added and noted as soon as that can be.

    Adding again what was added before (after a crash between the log's answer and the note) makes another record with the
    same content; dedupe knows it.
    """

    def __init__(
        self, log: Log, raw_topic: str, sources: Sequence[Source], memory: Memory, clock: Clock, fetcher: Fetcher,
        parser: FeedParser, manners: Manners = PLAIN,
    ) -> None:  # fmt: skip
        self._log, self._topic, self._partitions = log, raw_topic, log.topics()[raw_topic]
        self._sources, self._memory, self._clock, self._fetcher = sources, memory, clock, fetcher
        self._manners = manners
        self._know_the_log()
        memory.tidy(timestamp(clock() - STALE))
        self._followed = Followed(sources, memory)
        self._dispatch = Dispatch(memory, self._followed, with_parts(fetcher.get), manners)
        self._arrivals = Arrivals(memory, self._followed, self._dispatch.hosts, parser, manners.bounds)
        self._unsaved: Takings | None = None
        self._files_due: datetime | None = None

    def follow(self, sources: Sequence[Source]) -> None:
        """Other sources from now on. Answers under way to those that are followed no longer, or elsewhere, are dropped."""
        self._sources = sources
        self._followed.follow(sources)
        self._files_due = None

    def turn(self, wait: float = 0.0) -> list[PollResult]:
        """Takes what has come (waiting up to `wait` seconds), adds it, and asks whoever is due; what each source brought."""
        tallies = self._turn(wait)
        return [tally.result(source) for source, tally in tallies.items()]

    def wakes(self) -> datetime | None:
        """When there is something to do next, None while that depends on answers alone."""
        moments = [m for m in (self._dispatch.wakes, self._files_due if self._followed.files else None) if m]
        return min(moments, default=None)

    @property
    def busy(self) -> int:
        """Requests under way."""
        return self._dispatch.busy

    def poll(self, force: bool = False) -> list[PollResult]:
        """One round, to its end: every source that is due is asked once, and every page. `force`: due or not."""
        now = self._clock()
        due = {name for name in self._followed.web if (at := self._followed.due(name)) and (force or at <= now)}
        around = Round(due, self._memory) if force else Round(due, self._memory, timestamp(now))
        self._dispatch.begin_round(around)
        self._files_due = None
        turns = [self._turn(0.0)]
        while self._dispatch.busy or self._dispatch.wakes:
            turns.append(self._turn(PAUSE))
        self._dispatch.begin_round(None)
        found = merged(turns)
        for name in (n for n in self._followed.web if force and not found.get(n, Tally()).asked):
            found.setdefault(name, Tally()).errors.append(self._why_not(name))
        return [found.get(source.name, Tally()).result(source.name) for source in self._sources]

    def close(self) -> None:
        """Lets go of connections and of the memory; the log and the parser are the caller's."""
        self._dispatch.close()
        self._fetcher.close()
        self._memory.close()

    def _turn(self, wait: float) -> dict[str, Tally]:
        self._save(self._unsaved)
        brought: list[dict[str, Tally]] = []
        taken = self._dispatch.take(self._sleep(wait), self._clock)
        for part in _parts(taken):
            brought.append(self._save(self._arrivals.take(part, self._clock)))
        brought += self._look_at_files()
        unasked = self._dispatch.start(self._clock())
        brought.append(self._save(self._arrivals.leave(unasked, self._clock)))
        return merged(brought)

    def _sleep(self, wait: float) -> float:
        """Waits where nothing is under way; the seconds left to wait for what is."""
        if wait and not self._dispatch.busy:
            wakes = self.wakes()
            left = (wakes - self._clock()).total_seconds() if wakes else wait
            time.sleep(min(max(left, 0.0), wait))
            return 0.0
        return wait

    def _look_at_files(self) -> list[dict[str, Tally]]:
        now = self._clock()
        if self._files_due is not None and now < self._files_due:
            return []
        self._files_due = now + self._manners.files
        self._followed.look_again()
        return [self._save(takings) for source in self._followed.files for takings in look_at(source, self._memory, self._clock)]

    def _save(self, takings: Takings | None) -> dict[str, Tally]:
        """First the log, then the memory: what was noted earlier would be lost by a crash in between."""
        if takings is None:
            return {}
        self._unsaved = takings
        while takings.documents:
            self._log.append([self._record(document) for document in takings.documents[:BATCH]])
            del takings.documents[:BATCH]
            if self._memory.log() is None:
                self._know_the_log()
        self._memory.remember(takings.notes)
        for seen in takings.notes.sources:
            self._followed.note(seen)
        self._dispatch.go_on(takings.notes.pages)
        self._unsaved = None
        return takings.tallies

    def _why_not(self, name: str) -> str:
        host = self._dispatch.host_of(name)
        until = self._dispatch.hosts.left_until(host, self._clock())
        if until is not None:
            return f"not asked: {host} wants to be left alone until {timestamp(until)}"
        where = shown(self._followed.url(name))
        return f"{where}: not asked: it ended (410 Gone); `sitrep sources resume {name}` asks it again"

    def _know_the_log(self) -> None:
        """What was added to another log (the old one was lost, or the setting changed) is new to this one."""
        known = self._memory.log()
        if known is not None and (known[0] >= self._partitions or self._first(known[0]) != known[1]):
            logger.warning("another log: every source is asked anew", extra={"topic": self._topic})
            self._memory.forget()
        if self._memory.log() is None:
            place = next((p for p in range(self._partitions) if self._first(p)), None)
            if place is not None:
                self._memory.begin(place, self._first(place))

    def _first(self, partition: int) -> str:
        records = self._log.read(self._topic, partition, 0, 1)
        return sha256(records[0].value).hexdigest() if records else ""

    def _record(self, document: DocumentFetched) -> NewRecord:
        return NewRecord(self._topic, partition_of(document.key, self._partitions), document.key, encode(document))


def _parts(taken: Sequence[tuple[Job, Answer]]) -> list[list[tuple[Job, Answer]]]:
    """Pages before feeds: a feed must see what was noted of its entries."""
    pages = [each for each in taken if not isinstance(each[0], AskSource)]
    feeds = [each for each in taken if isinstance(each[0], AskSource)]
    return [part for part in (pages, feeds) if part]
