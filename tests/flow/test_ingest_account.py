"""Whatever feeds and pages do from one round to the next: every item is accounted for, and every entry is on the log."""

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from events.errors import BadInput
from ingest.ingestor import Ingestor
from ingest.kinds.apart import FeedBytes
from ingest.kinds.feed import Feed, parse_feed
from ingest.memory import Memory
from ingest.web.fetch import Fetched, FetchFailed, Request
from tests.support.desk import AT_ONCE, TEXT, Desk, rss, source

HOSTS = ("a.test", "b.test")


class Entry(NamedTuple):
    """In a feed: which story, whether whole, which wording, and what its page answers: a wording, a status, or another host."""

    number: int
    whole: bool
    wording: int
    page: int


class Round(NamedTuple):
    """What the world is like in one round. `minutes`: how long after the one before; sitrep is started anew for each."""

    entries: Sequence[Entry]
    feed: int
    minutes: int
    force: bool
    robots: int


entries = st.lists(
    st.builds(Entry, st.integers(0, 4), st.booleans(), st.integers(0, 2), st.sampled_from([0, 1, 302, 404, 429, 500])), max_size=7
)
rounds = st.lists(
    st.builds(
        Round, entries, st.sampled_from([200, 200, 200, 304, 429, 500]), st.sampled_from([1, 11, 61, 3000]), st.booleans(),
        st.sampled_from([200, 404, 404, 500]),
    ),
    min_size=1,
    max_size=5,
)  # fmt: skip


class World:
    """Answers as the present round says; no network."""

    def __init__(self) -> None:
        self.round = Round((), 200, 0, True, 404)

    def get(self, request: Request) -> Fetched:
        host, _, path = request.url.removeprefix("http://").partition("/")
        if path == "robots.txt":
            return self._status(request, self.round.robots, b"User-agent: *\nDisallow: /story/3\n")
        if path == "feed":
            return self._status(request, self.round.feed, self._feed())
        entry = next((e for e in self.round.entries if path == f"story/{e.number}"), None)
        if entry is None:
            raise FetchFailed("gone", "status", 404)
        if entry.page == 302 and host == HOSTS[0]:
            return Fetched(f"http://{HOSTS[1]}/{path}", 302, {}, b"")
        return self._status(request, 200 if entry.page < 400 else entry.page, f"<p>{TEXT}{entry.page}</p>".encode())

    def close(self) -> None:
        pass

    def parse(self, feeds: Sequence[FeedBytes]) -> list[Feed | BadInput]:
        return [parse_feed(feed.data, feed.url, feed.content_type) for feed in feeds]

    def _status(self, request: Request, status: int, body: bytes) -> Fetched:
        if status == 304 and any(request.validators):
            return Fetched(request.url, 304, {}, b"")
        if status >= 400:
            raise FetchFailed(f"HTTP {status}", "status", status, {"retry-after": "600"} if status == 429 else {})
        return Fetched(request.url, 200, {"etag": '"1"'}, body)

    def _feed(self) -> bytes:
        links = [
            (f"http://{HOSTS[0]}/story/{e.number}", f"{TEXT if e.whole else ''} Wording {e.wording}.") for e in self.round.entries
        ]
        return rss(links).body


@settings(max_examples=60, deadline=timedelta(seconds=20))
@given(rounds)
def test_every_item_is_accounted_for_and_no_entry_is_lost(happened: Sequence[Round]) -> None:
    world: Any = World()
    followed = source("s", f"http://{HOSTS[0]}/feed", 10)
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        read: set[str] = set()
        polls = 0
        for each in happened:
            world.round = each
            desk.now += timedelta(minutes=each.minutes)
            ingestor = Ingestor(desk.log, "raw", [followed], Memory(desk.path), desk.clock, world, world, AT_ONCE)
            ingestor.poll(each.force)
            ingestor.close()
            (health,) = desk.health(followed)
            assert health.fetched == health.sent + health.unchanged + health.duplicate + health.refused + health.waiting
            assert health.waiting == 0
            if health.reasons["poll"].get("read", 0) > polls:
                polls = health.reasons["poll"]["read"]
                read |= {f"http://{HOSTS[0]}/story/{entry.number}" for entry in each.entries}
            documents = desk.raw()
            assert len(documents) == health.sent
            assert {document.key for document in documents} == read
        desk.log.close()
