"""What the guards cost: fetching beside bare httpx, and taking feeds apart in a killed process beside bare feedparser.

`python -m bench.fetch_cost`. A server in a process of its own answers on 127.0.0.1 with a page and a feed of usual size, packed
with gzip; connections are kept open on both sides. Medians of rounds that take turns, so that a slow minute hits both.
"""

import gzip
import io
import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection

import feedparser  # type: ignore[import-untyped]
import httpx

from events.errors import BadInput
from ingest.kinds.apart import FeedBytes, FeedParser
from ingest.web.fetch import Fetcher, Request
from tests.support.stories import stories

ROUNDS = 5
FETCHES = 300
FEEDS = 40
ITEMS = 40


def page() -> bytes:
    """Some 50 KB of HTML."""
    paragraphs = "".join(f"<p>{story.title}. {story.text}</p>" for story in stories(80, 1))
    return f"<html><body>{paragraphs}</body></html>".encode()


def feed() -> bytes:
    """RSS of 40 items with their text."""
    items = "".join(
        f"<item><title>{s.title}</title><link>https://news.example/{n}</link><guid>{n}</guid>"
        f"<author>a@news.example (A. B)</author><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>"
        f"<description><![CDATA[<p>{s.text}</p>]]></description></item>"
        for n, s in enumerate(stories(ITEMS, 2)[:ITEMS])
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def serve(told: Connection) -> None:
    """Answers whatever is asked with the page."""
    body = gzip.compress(page())

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.send(server.server_port)
    server.serve_forever()


@contextmanager
def served() -> Iterator[str]:
    """The URL of the page."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    yield f"http://127.0.0.1:{ours.recv()}/page"
    process.kill()
    process.join()


def milliseconds(work: Callable[[], object], times: int) -> float:
    """Of one, from so many in a row."""
    started = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - started) * 1000 / times


def beside(ours: Callable[[], object], bare: Callable[[], object], times: int) -> tuple[float, float, float]:
    """Medians of both, and of their ratio; the first round only warms up."""
    rounds = [(milliseconds(ours, times), milliseconds(bare, times)) for _ in range(ROUNDS + 1)][1:]
    return (
        statistics.median(a for a, _ in rounds),
        statistics.median(b for _, b in rounds),
        statistics.median(a / b for a, b in rounds),
    )


def fetching() -> str:
    """A line on fetching."""
    with served() as url, httpx.Client() as client:
        fetcher = Fetcher(allowed=["127.0.0.0/8"])
        assert fetcher.get(Request(url)).body == client.get(url).content == page()
        ours, bare, ratio = beside(lambda: fetcher.get(Request(url)), lambda: client.get(url).content, FETCHES)
        fetcher.close()
    return f"fetching {len(page()) // 1024} KB: {ours:.2f} ms, bare httpx: {bare:.2f} ms, ratio {ratio:.2f}"


def parsing() -> str:
    """A line on taking feeds apart."""
    data = feed()
    parser = FeedParser()
    given = FeedBytes(data, "https://news.example/rss", "application/rss+xml")
    (found,) = parser.parse([given])
    assert not isinstance(found, BadInput)
    assert len(found.entries) == ITEMS
    ours, bare, ratio = beside(lambda: parser.parse([given]), lambda: feedparser.parse(io.BytesIO(data)), FEEDS)
    parser.close()
    return f"a feed of {ITEMS} items, {len(data) // 1024} KB: {ours:.1f} ms, bare feedparser: {bare:.1f} ms, ratio {ratio:.2f}"


if __name__ == "__main__":
    print(fetching())
    print(parsing())
