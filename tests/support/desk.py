"""An ingestor over a log and a memory of a test's own, at a time that the test sets; restarted whenever the test says so."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from eventlog.log import Log
from eventlog.open_log import open_log
from events.codec import decode
from events.documents import DocumentFetched
from events.topics import RAW, TopicSpec
from ingest.health import SourceHealth, healths
from ingest.ingestor import Ingestor
from ingest.memory import Memory
from ingest.scheduling.manners import Manners
from ingest.sources.source import FeedSource, Source
from ingest.takings import PollResult
from ingest.web.fetch import Fetcher, Limits
from tests.support.feeds import feed_parser
from tests.support.site import Answer

TEXT = "What happened is told here in whole sentences, one after the other. " * 20
AT_ONCE = Manners(rest=timedelta())


class Desk:
    """`now` stands still but where the test moves it. `with_log`: another log than its own, e.g. a broken one."""

    def __init__(self, folder: Path, manners: Manners = AT_ONCE, seconds: float = 5.0) -> None:
        self.now = datetime(2025, 3, 7, 12, 0, tzinfo=UTC)
        self.log: Log = open_log(f"sqlite:///{folder}/log.sqlite")
        self.log.create_topics([TopicSpec(RAW, 1)])
        self.path = folder / "ingest.sqlite"
        self.manners = manners
        self._seconds = seconds

    def open(self, *sources: Source, log: Log | None = None, memory: Memory | None = None) -> Ingestor:
        fetcher = Fetcher("desk@news.example", allowed=["127.0.0.0/8"], limits=Limits(seconds=self._seconds))
        known = memory or Memory(self.path)
        return Ingestor(log or self.log, RAW, sources, known, self.clock, fetcher, feed_parser(), self.manners)

    def round(self, *sources: Source, force: bool = True) -> list[PollResult]:
        """One round after a restart."""
        ingestor = self.open(*sources)
        try:
            return ingestor.poll(force)
        finally:
            ingestor.close()

    def follow(self, ingestor: Ingestor, span: timedelta) -> list[PollResult]:
        """Lets time pass as fast as the ingestor has nothing to do."""
        until, results = self.now + span, list[PollResult]()
        while self.now < until or ingestor.busy:
            results += ingestor.turn(0.05 if ingestor.busy else 0.0)
            if not ingestor.busy:
                wakes = ingestor.wakes()
                self.now = min(until, max(wakes, self.now + timedelta(milliseconds=1))) if wakes else until
        return results

    def health(self, *sources: Source) -> list[SourceHealth]:
        memory = Memory(self.path)
        try:
            return healths(memory, sources, self.now)
        finally:
            memory.close()

    def raw(self) -> list[DocumentFetched]:
        return [e for e in (decode(r.value) for r in self.log.read(RAW, 0, 0, 10_000)) if isinstance(e, DocumentFetched)]

    def clock(self) -> datetime:
        return self.now


def source(name: str, url: str, minutes: int | None = None) -> FeedSource:
    return FeedSource(name=name, url=url, poll_minutes=minutes)


def rss(items: Sequence[tuple[str, str]], title: str = "Wire") -> Answer:
    """A feed of (link, text): a text of a few words is a teaser, TEXT is none."""
    body = "".join(
        f"<item><title>About {link.rpartition('/')[2]}</title><link>{link}</link><guid>{link}</guid>"
        f"<description>{text}</description></item>"
        for link, text in items
    )
    feed = f"<rss version='2.0'><channel><title>{title}</title>{body}</channel></rss>"
    return Answer(feed.encode(), headers={"Content-Type": "application/rss+xml"})


def page(text: str = TEXT) -> Answer:
    return Answer(f"<html><body><p>{text}</p></body></html>".encode(), headers={"Content-Type": "text/html"})
