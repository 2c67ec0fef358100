"""A server on this machine that means harm, and what one poll of it beside a good source comes to.

with Hostile() as site:
    site.pages["/rss"] = http(body, "200 OK", "Content-Type: text/xml")     # bytes, or what is done with the connection
    outcome = poll(tmp_path, site.url("/rss"))
"""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple, Self

from eventlog.open_log import open_log
from events.codec import decode
from events.documents import DocumentFetched
from events.topics import RAW, TopicSpec
from ingest.ingestor import Ingestor
from ingest.memory import Memory
from ingest.scheduling.manners import Manners
from ingest.sources.source import FeedSource
from ingest.takings import PollResult
from ingest.web.fetch import Fetcher, Limits
from tests.support.feeds import feed_parser
from tests.support.newsroom import STORIES, Newsroom

HOME = ["127.0.0.0/8"]
LIMITS = Limits(seconds=5)
MOST_GROWTH = 64  # MB

Page = bytes | Callable[[socket.socket], None]


class Hostile:
    """Answers each connection once, at a free port of `host`, with what `pages` holds for the path; 404 for the rest."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: dict[str, Page] = {}
        self.heard: list[str] = []  # requests as they came
        self._host = host

    def __enter__(self) -> Self:
        self._server = socket.create_server((self._host, 0))
        self.port = self._server.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(5)

    def url(self, path: str, host: str = "") -> str:
        return f"http://{host or self._host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for."""
        return [request.split(" ")[1] for request in self.heard]

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._server.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            request = connection.recv(65536).decode("latin-1")
            if request:
                self.heard.append(request)
                page = self.pages.get(request.split(" ")[1], http(b"", "404 Not Found"))
                connection.sendall(page) if isinstance(page, bytes) else page(connection)


def http(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """An answer with its length."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def endless(head: bytes, part: bytes, seconds: float = 0.0) -> Callable[[socket.socket], None]:
    """Sends `head`, and then `part` again and again, `seconds` apart, until nobody listens any more."""

    def send(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(part)
            time.sleep(seconds)

    return send


class Outcome(NamedTuple):
    """One poll of a hostile feed and of a good one: what the hostile one came to, its entries' titles, what the good one brought,
    and by how many MB this process grew at most."""

    result: PollResult
    titles: list[str]
    good: PollResult
    grown: float
    documents: list[DocumentFetched]

    @property
    def reasons(self) -> str:
        return "\n".join(self.result.errors)


def poll(folder: Path, url: str, limits: Limits = LIMITS) -> Outcome:
    """Through the real ingest, whose parser was started before."""
    log = open_log(f"sqlite:///{folder}/log.sqlite")
    log.create_topics([TopicSpec(RAW, 1)])
    with Newsroom() as room:
        sources = [FeedSource(name="hostile", url=url), FeedSource(name="good", url=room.url("rss.xml"))]
        fetcher = Fetcher(allowed=HOME, limits=limits)
        manners = Manners(rest=timedelta())
        ingestor = Ingestor(log, RAW, sources, Memory(folder / "ingest.db"), _clock, fetcher, feed_parser(), manners)
        with growth() as grown:
            hostile, good = ingestor.poll(force=True)
        ingestor.close()
    found = [decode(record.value) for record in log.read(RAW, 0, 0, 100_000)]
    log.close()
    documents = [event for event in found if isinstance(event, DocumentFetched)]
    titles = [d.entry.title for d in documents if d.source == "hostile" and d.entry]
    return Outcome(hostile, titles, good, grown[0], documents)


def others_go_on(outcome: Outcome) -> bool:
    """The good source brought all it has, and memory stayed where it was."""
    assert outcome.grown < MOST_GROWTH, f"grew by {outcome.grown:.0f} MB"
    return (outcome.good.new, outcome.good.errors) == (len(STORIES), ())


def _clock() -> datetime:
    return datetime.now(UTC)


@contextmanager
def growth() -> Iterator[list[float]]:
    """How many MB of memory this process had at most, above what it had before: [MB] once left, [0.0] where Linux isn't."""
    status = Path("/proc/self/status")
    grown = [0.0]
    if not status.exists():
        yield grown
        return
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the highest mark begins anew
    before = _kilobytes(status, "VmRSS")
    yield grown
    grown[0] = (_kilobytes(status, "VmHWM") - before) / 1024


def _kilobytes(status: Path, field: str) -> int:
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith(field + ":"))
    return int(line.split()[1])
