"""A thousand sources on one machine over an hour: each asked as planned, no host over its limit, memory flat.

The clock is the test's and stands still while requests are under way, so an hour takes seconds; server, log and memory are real.
"""

import os
import threading
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from eventlog.open_log import open_log
from events.topics import RAW, TopicSpec
from ingest.ingestor import Ingestor
from ingest.memory import Memory
from ingest.scheduling.manners import Manners
from ingest.scheduling.schedule import Bounds, Hints, Timing, after_failure, after_success
from ingest.sources.source import FeedSource
from ingest.web.fetch import Fetcher
from tests.support.feeds import feed_parser
from tests.support.site import Answer, Asked, Site

START = datetime(2025, 3, 7, 12, 0, tzinfo=UTC)
HOUR, REST = timedelta(hours=1), timedelta(seconds=1)
SOURCES, HOSTS = 1000, 60
GAPS = (2, 7, 20, 60, 600)  # minutes between two items of a source
MILLISECOND = timedelta(milliseconds=1)  # times are remembered as precisely
STEP = timedelta(seconds=2)  # the clock goes in steps, as the loop of `sitrep ingest` looks now and then
LATE = timedelta(seconds=40)  # a host with seventeen sources needs as many turns when all are due at once
TEXT = "What happened is told here in whole sentences. " * 30


class World:
    """A thousand feeds. `polls`: of each source when it was asked, how many items that it hadn't had, and the status."""

    def __init__(self) -> None:
        self.now = START
        self.polls: defaultdict[int, list[tuple[datetime, int, int]]] = defaultdict(list)
        self.rests: list[timedelta] = []
        self._had: dict[int, int] = {}
        self._last: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def answer(self, asked: Asked) -> Answer:
        number = int(asked.path.removeprefix("/feed/"))
        with self._lock:
            if asked.host in self._last:
                self.rests.append(self.now - self._last[asked.host])
            self._last[asked.host] = self.now
            if number % 50 == 49:
                self.polls[number].append((self.now, 0, 500))
                return Answer(status=500)
            there = int((self.now - START) / timedelta(minutes=GAPS[number % len(GAPS)])) + 5
            new, self._had[number] = there - self._had.get(number, 0), there
            self.polls[number].append((self.now, new, 200))
        if asked.headers.get("if-none-match") == f'"{there}"':
            return Answer(status=304)
        return Answer(_feed(number, there), headers={"Content-Type": "application/rss+xml", "ETag": f'"{there}"'})

    def clock(self) -> datetime:
        return self.now


def _feed(number: int, there: int) -> bytes:
    items = "".join(
        f"<item><title>Item {item} of {number}</title><guid>{number}/{item}</guid>"
        f"<link>https://site{number}.example/{item}</link><description>{TEXT}</description></item>"
        for item in range(there - 5, there)
    )
    return f"<rss version='2.0'><channel><title>Source {number}</title>{items}</channel></rss>".encode()


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def planned(source: FeedSource, polls: list[tuple[datetime, int, int]]) -> list[datetime]:
    """When it should have been asked after each of its polls, by the schedule alone."""
    timing, found = Timing(), []
    fixed = timedelta(minutes=source.poll_minutes) if source.poll_minutes else None
    for at, new, status in polls:
        if status == 200:
            timing = after_success(source.name, timing, at, new, Hints(), Bounds(), fixed)
        else:
            timing = after_failure(source.name, timing, at, None, Bounds())
        assert timing.next is not None
        found.append(timing.next)
    return found


def test_an_hour_of_a_thousand_sources(tmp_path: Path) -> None:
    world, sizes = World(), []
    log = open_log(f"sqlite:///{tmp_path}/log.db")
    log.create_topics([TopicSpec(RAW, 1)])
    with Site(world.answer) as site, site.names():
        sources = [
            FeedSource(
                name=f"source {n}", url=site.url(f"host{n % HOSTS}.test", f"/feed/{n}"), poll_minutes=10 if n % 10 == 3 else None
            )
            for n in range(SOURCES)
        ]
        fetcher = Fetcher("desk@news.example", allowed=["127.0.0.0/8"])
        memory = Memory(tmp_path / "ingest.db")
        ingestor = Ingestor(log, RAW, sources, memory, world.clock, fetcher, feed_parser(), Manners(rest=REST))
        while world.now < START + HOUR:
            ingestor.turn(0.05)
            if ingestor.busy == 0:
                wakes = ingestor.wakes()
                assert wakes is not None
                world.now += max(STEP, wakes - world.now)
            if world.now >= START + HOUR * (len(sizes) + 1) / 4:
                sizes.append(resident())
        while ingestor.busy:
            ingestor.turn(0.05)
        ingestor.close()
    log.close()
    _check_the_plan(world, sources)
    assert max(site.most.values()) == 1, "no host had two requests at a time"
    assert min(world.rests) >= REST
    assert sizes[-1] - sizes[0] < 16 * 2**20, f"resident memory after each quarter: {sizes}"


def _check_the_plan(world: World, sources: list[FeedSource]) -> None:
    assert len(world.polls) == SOURCES
    end = START + HOUR
    for number, polls in world.polls.items():
        plan = planned(sources[number], polls)
        for due, (at, _, _) in zip(plan, polls[1:], strict=False):
            assert -MILLISECOND <= at - due <= LATE, (number, due, at)
        assert plan[-1] > end - LATE, (number, "was forgotten", plan[-1])
    asked = {gap: [len(p) for n, p in world.polls.items() if GAPS[n % 5] == gap and n % 10 != 3 and n % 50 != 49] for gap in GAPS}
    means = [sum(asked[gap]) / len(asked[gap]) for gap in GAPS]
    assert means == sorted(means, reverse=True), "who brings more is asked more often"
    assert means[0] > 2 * means[-1]
