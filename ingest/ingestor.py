"""The world -> `raw`: asks every source that is due, adds what is new or changed, and notes it once it is acknowledged."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from eventlog.log import Log, NewRecord
from events.clock import Clock, timestamp
from events.codec import encode
from events.credentials import shown
from events.documents import DocumentFetched
from events.errors import BadInput, ConfigError
from events.ids import partition_of
from events.urls import host_of
from ingest.documents import document_of_file, file_content
from ingest.kinds.apart import FeedBytes, FeedParser
from ingest.kinds.feed import Feed
from ingest.kinds.folder import FoundDocument, read_folder
from ingest.memory import Memory, SeenDocument, SeenFeed
from ingest.pages import Visit, settle, visits_of
from ingest.sources.source import FeedSource, FolderSource, Source
from ingest.web.fetch import Fetched, Fetcher, Request, Validators

logger = logging.getLogger(__name__)
BATCH = 16  # pages in memory at once
ALWAYS = "9999"  # sorts after every timestamp


class PollResult(NamedTuple):
    """What one source brought. `errors`: a reason for each thing that couldn't be used; the others went on.
    `skipped`: it was not due, so only its young pages were looked at."""

    source: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: tuple[str, ...] = ()
    skipped: bool = False


@dataclass
class _Tally:
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: bool = False
    errors: list[str] = field(default_factory=list)

    def result(self, source: str) -> PollResult:
        return PollResult(source, self.new, self.changed, self.unchanged, tuple(self.errors), self.skipped)


class Ingestor:
    """Polls sources into one topic. Raises LogUnavailable when the log can't be written: then nothing more is noted as added.

    Adding again what was added before (after a crash between the log's answer and the note) makes another record with the
    same content; dedupe knows it.
    """

    def __init__(
        self,
        log: Log,
        raw_topic: str,
        sources: Sequence[Source],
        memory: Memory,
        clock: Clock,
        fetcher: Fetcher,
        parser: FeedParser,
    ) -> None:
        self._log = log
        self._topic = raw_topic
        self._partitions = log.topics()[raw_topic]
        self._sources = sources
        self._memory = memory
        self._clock = clock
        self._fetcher = fetcher
        self._parser = parser
        self._know_the_log()

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

    def poll(self, force: bool = False) -> list[PollResult]:
        """One round. `force`: every feed and every young page is asked, due or not."""
        tallies = {source.name: _Tally() for source in self._sources}
        for source in self._sources:
            if isinstance(source, FolderSource):
                self._poll_folder(source, tallies[source.name])
        self._poll_feeds([s for s in self._sources if isinstance(s, FeedSource)], tallies, force)
        return [tallies[source.name].result(source.name) for source in self._sources]

    def close(self) -> None:
        """Lets go of connections and of the memory; the log and the parser are the caller's."""
        self._fetcher.close()
        self._memory.close()

    def _poll_folder(self, source: FolderSource, tally: _Tally) -> None:
        found: list[FoundDocument] = []
        try:
            for each in read_folder(source):
                if isinstance(each, BadInput):
                    tally.errors.append(str(each))
                else:
                    found.append(each)
        except ConfigError as error:
            tally.errors.append(str(error))
        for start in range(0, len(found), BATCH):
            self._add_files(source, found[start : start + BATCH], tally)

    def _add_files(self, source: FolderSource, found: Sequence[FoundDocument], tally: _Tally) -> None:
        documents, notes = [], []
        for each in found:
            content, seen = file_content(each), self._memory.document(source.name, each.key)
            if seen is not None and seen.content == content:
                tally.unchanged += 1
                continue
            moment = self._clock()
            documents.append(document_of_file(source.name, each, moment))
            notes.append(SeenDocument(source.name, each.key, content, seen.first_seen if seen else timestamp(moment)))
            tally.new += seen is None
            tally.changed += seen is not None
        self._add(documents, notes)

    def _poll_feeds(self, sources: Sequence[FeedSource], tallies: dict[str, _Tally], force: bool) -> None:
        now = self._clock()
        known = {source.name: self._memory.feed(source.name) for source in sources}
        asked = [s for s in sources if force or _is_due(s, known[s.name], now)]
        requests = [Request(s.url, _validators(s, known[s.name])) for s in asked]
        polled = dict(zip([s.name for s in asked], self._fetcher.get_all(requests), strict=True))
        visits, notes = [], []
        for source in sources:
            tally, answer = tallies[source.name], polled.get(source.name)
            tally.skipped = answer is None
            feed = self._feed_of(source, answer, tally)
            note = _note(source, known[source.name], answer, feed, now)
            notes += [note] if answer is not None else []
            visits += self._visits(source, feed, note, tally, ALWAYS if force else timestamp(now))
        for start in range(0, len(visits), BATCH):
            self._make(visits[start : start + BATCH], tallies)
        # Only now: validators that were noted earlier would make a crash lose what the feed held.
        self._memory.remember(feeds=notes)

    def _feed_of(self, source: FeedSource, answer: Fetched | BadInput | None, tally: _Tally) -> Feed | None:
        if isinstance(answer, BadInput):
            tally.errors.append(str(answer))
        if not isinstance(answer, Fetched) or answer.unchanged:
            return None
        (feed,) = self._parser.parse([FeedBytes(answer.body, answer.url, answer.headers.get("content-type", ""))])
        if isinstance(feed, BadInput):
            tally.errors.append(f"{shown(source.url)}: {feed}")
            return None
        tally.errors += [f"{shown(source.url)}: {problem}" for problem in feed.problems]
        return feed

    def _visits(self, source: FeedSource, feed: Feed | None, note: SeenFeed, tally: _Tally, until: str) -> list[Visit]:
        publisher = source.publisher or note.title or host_of(source.url)
        found = visits_of(source, feed, publisher, self._memory, until)
        tally.unchanged += found.unchanged
        tally.errors += found.problems
        return found.visits

    def _make(self, visits: Sequence[Visit], tallies: dict[str, _Tally]) -> None:
        requests = list(dict.fromkeys(visit.request for visit in visits if visit.request is not None))
        pages = dict(zip(requests, self._fetcher.get_all(requests), strict=True))
        documents, notes = [], []
        for visit in visits:
            settled = settle(visit, pages[visit.request] if visit.request else None, self._clock())
            tally = tallies[visit.source]
            tally.errors += settled.problems
            tally.new += settled.document is not None and visit.seen is None
            tally.changed += settled.document is not None and visit.seen is not None
            documents += [settled.document] if settled.document else []
            notes.append(settled.note)
        self._add(documents, notes)

    def _add(self, documents: Sequence[DocumentFetched], notes: Sequence[SeenDocument]) -> None:
        if documents:
            self._log.append([self._record(document) for document in documents])
            if self._memory.log() is None:
                self._know_the_log()
        if notes:
            self._memory.remember(documents=notes)

    def _record(self, document: DocumentFetched) -> NewRecord:
        return NewRecord(self._topic, partition_of(document.key, self._partitions), document.key, encode(document))


def _is_due(source: FeedSource, known: SeenFeed | None, now: datetime) -> bool:
    if known is None or known.url != source.url:
        return True
    return now >= datetime.fromisoformat(known.polled_at) + timedelta(minutes=source.poll_minutes)


def _validators(source: FeedSource, known: SeenFeed | None) -> Validators:
    return known.validators if known is not None and known.url == source.url else Validators()


def _note(
    source: FeedSource, known: SeenFeed | None, answer: Fetched | BadInput | None, feed: Feed | None, now: datetime
) -> SeenFeed:
    """What to remember of a feed: new validators only with what they stand for."""
    title = feed.title if feed is not None else known.title if known is not None else ""
    validators = answer.validators if feed is not None and isinstance(answer, Fetched) else _validators(source, known)
    return SeenFeed(source.name, source.url, validators, timestamp(now), title)
