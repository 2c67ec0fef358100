"""Servers that answer with more, more slowly or more crookedly than anybody should: each in time, within memory, alone."""

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from ingest.web.codings import BadCoding, TooLarge, codings_of, decoded
from ingest.web.fetch import DEFAULT, Fetcher, FetchFailed, Limits, Request
from tests.support.hostile import HOME, Hostile, endless, growth, http, others_go_on, poll

MB = 1024 * 1024
FEED = (
    b'<rss version="2.0"><channel><title>t</title><item><title>Good one</title>'
    b"<guid isPermaLink='false'>g</guid></item></channel></rss>"
)
XML = "Content-Type: text/xml"


@pytest.fixture
def site() -> Iterator[Hostile]:
    with Hostile() as made:
        yield made


@cache
def nothing(megabytes: int) -> bytes:
    """So many MB of nothing as a bare deflate stream, a thousandth of that in size: parts that end in a full flush can be
    repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return (packer.compress(bytes(MB)) + packer.flush(zlib.Z_FULL_FLUSH)) * megabytes + packer.flush()


def gzip_bomb() -> bytes:
    """1 GB in 1 MB. Nobody gets to see that its checksum is wrong."""
    return b"\x1f\x8b\x08" + bytes(6) + b"\xff" + nothing(1024) + bytes(8)


# Name -> Content-Encoding and body
BOMBS: dict[str, Callable[[], tuple[str, bytes]]] = {
    "gzip of 1 GB": lambda: ("gzip", gzip_bomb()),
    "deflate": lambda: ("deflate", b"\x78\x9c" + nothing(200) + bytes(4)),
    "bare deflate": lambda: ("deflate", nothing(200)),
    "br": lambda: ("br", brotli.compress(bytes(100 * MB), quality=1)),
    "zstd": lambda: ("zstd", zstandard.compress(bytes(MB)) * 200),
    "gzip in gzip": lambda: ("gzip, gzip", gzip.compress(gzip_bomb())),
    "br in gzip": lambda: ("br, gzip", gzip.compress(brotli.compress(bytes(100 * MB), quality=1))),
    "empty members without end": lambda: ("gzip, gzip", gzip.compress(gzip.compress(b"") * 1_000_000)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_don_t_go_off(site: Hostile, tmp_path: Path, name: str) -> None:
    coding, body = BOMBS[name]()
    site.pages["/rss"] = http(body, "200 OK", XML, f"Content-Encoding: {coding}")
    outcome = poll(tmp_path, site.url("/rss"))
    assert outcome.titles == []
    assert f"larger than {DEFAULT.bytes} bytes" in outcome.reasons
    assert others_go_on(outcome)


def test_a_hundred_stacked_codings_are_refused_unread(site: Hostile, tmp_path: Path) -> None:
    body = FEED
    for _ in range(100):
        body = gzip.compress(body)
    site.pages["/rss"] = http(body, "200 OK", XML, f"Content-Encoding: {', '.join(['gzip'] * 100)}")
    outcome = poll(tmp_path, site.url("/rss"))
    assert "100 codings on top of each other" in outcome.reasons
    assert others_go_on(outcome)


def test_a_bomb_in_a_redirect_is_not_looked_at(site: Hostile, tmp_path: Path) -> None:
    site.pages["/rss"] = http(gzip_bomb(), "302 Found", "Location: /there", "Content-Encoding: gzip")
    site.pages["/there"] = http(FEED, "200 OK", XML)
    outcome = poll(tmp_path, site.url("/rss"))
    assert outcome.titles == ["Good one"]
    assert others_go_on(outcome)


CHUNKED = f"HTTP/1.1 200 OK\r\n{XML}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
ENDLESS: dict[str, Callable[[socket.socket], None]] = {
    "chunks": endless(CHUNKED, b"10000\r\n" + b"x" * 65536 + b"\r\n"),
    "chunks of one byte": endless(CHUNKED, b"1\r\nx\r\n" * 10_000),
    "chunk extensions": endless(CHUNKED, b"1;" + b"e" * 50_000 + b"\r\nx\r\n"),
    "a body without a length": endless(f"HTTP/1.0 200 OK\r\n{XML}\r\n\r\n".encode(), b"x" * 65536),
    "a redirect's body": endless(b"HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
    "a head": endless(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"x" * 5000 + b"\r\n"),
    "one line of a head": endless(b"HTTP/1.1 200 OK\r\nX-More: ", b"x" * 65536),
    "interim answers": endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" * 1000),
    "a trailer": endless(CHUNKED + b"0\r\n", b"X-More: " + b"x" * 5000 + b"\r\n"),
    "packed nothing": endless(
        CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n"),
        b"4000\r\n" + (gzip.compress(b"", mtime=0) * 820)[:16384].ljust(16384, b"\0") + b"\r\n",
    ),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_what_never_ends_is_ended(site: Hostile, tmp_path: Path, what: str) -> None:
    site.pages["/rss"] = ENDLESS[what]
    started = time.monotonic()
    outcome = poll(tmp_path, site.url("/rss"), Limits(seconds=5, bytes=2 * MB))
    assert time.monotonic() - started < 10
    assert outcome.titles == []
    assert len(outcome.result.errors) == 1
    assert others_go_on(outcome)


@pytest.mark.parametrize("what", ["interim answers", "chunk extensions"])
def test_bytes_that_are_no_content_are_counted_too(site: Hostile, what: str) -> None:
    site.pages["/rss"] = ENDLESS[what]
    fetcher = Fetcher(allowed=HOME, limits=Limits(seconds=60, bytes=1000))
    with pytest.raises(FetchFailed, match="more bytes than any document may have") as caught:
        fetcher.get(Request(site.url("/rss")))
    fetcher.close()
    assert caught.value.kind == "too_large"


@pytest.mark.parametrize(
    "head", [b"", CHUNKED, b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: "]
)
def test_one_byte_a_second_is_given_up_in_time(site: Hostile, tmp_path: Path, head: bytes) -> None:
    site.pages["/rss"] = endless(head, b"1", seconds=0.1)
    started = time.monotonic()
    outcome = poll(tmp_path, site.url("/rss"), Limits(seconds=2))
    assert "too slow" in outcome.reasons or "protocol" in outcome.reasons or "chunk" in outcome.reasons
    assert time.monotonic() - started < 6
    assert others_go_on(outcome)


def test_all_redirects_of_a_fetch_share_its_time(site: Hostile) -> None:
    def slowly(connection: socket.socket) -> None:
        time.sleep(0.6)
        connection.sendall(http(b"", "302 Found", f"Location: /{len(site.heard)}"))

    site.pages = dict.fromkeys(["/rss", *(f"/{n}" for n in range(9))], slowly)
    fetcher = Fetcher(allowed=HOME, limits=Limits(seconds=1.5))
    started = time.monotonic()
    with pytest.raises(FetchFailed) as caught:
        fetcher.get(Request(site.url("/rss")))
    fetcher.close()
    assert caught.value.kind == "slow"
    assert time.monotonic() - started < 2.5


LOOPS = {
    "to itself": {"/rss": "/rss"},
    "to and fro": {"/rss": "/a", "/a": "/rss"},
    "around": {"/rss": "/a", "/a": "/b", "/b": "/c", "/c": "/a"},
    "without end": {"/rss": "/0"} | {f"/{n}": f"/{n + 1}" for n in range(50)},
}


@pytest.mark.parametrize("way", LOOPS)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_in_a_circle(site: Hostile, way: str, status: int) -> None:
    site.pages = {path: http(b"", f"{status} There", f"Location: {to}") for path, to in LOOPS[way].items()}
    fetcher = Fetcher(allowed=HOME)
    with pytest.raises(FetchFailed, match="redirects") as caught:
        fetcher.get(Request(site.url("/rss")))
    fetcher.close()
    assert caught.value.kind == "refused"
    assert len(site.heard) <= DEFAULT.redirects + 1


def test_a_feed_in_a_circle_stops_no_other(site: Hostile, tmp_path: Path) -> None:
    site.pages["/rss"] = http(b"", "301 There", "Location: /rss")
    outcome = poll(tmp_path, site.url("/rss"))
    assert "redirects go round in a circle" in outcome.reasons
    assert others_go_on(outcome)


@pytest.mark.parametrize("length", [17_000, 60_000])
def test_a_redirect_that_is_longer_than_any_url_is_not_followed(site: Hostile, length: int) -> None:
    site.pages["/rss"] = http(b"", "302 Found", f"Location: /{'a' * length}")
    fetcher = Fetcher(allowed=HOME)
    with pytest.raises(FetchFailed) as caught:
        fetcher.get(Request(site.url("/rss"), stay=True))
    fetcher.close()
    assert (caught.value.kind, len(site.heard)) == ("refused", 1)


def test_an_error_shows_no_more_of_a_url_than_can_be_read(site: Hostile) -> None:
    fetcher = Fetcher(allowed=HOME)
    for path in (f"/{'a/' * 5_000}", f"/{'a/' * 50_000}"):
        with pytest.raises(FetchFailed) as caught:
            fetcher.get(Request(site.url(path)))
        assert site.url("/a/a/") in str(caught.value)
        assert len(str(caught.value)) < 700
    fetcher.close()


CROOKED = [
    b"",
    b"\0" * 1000,
    b"SSH-2.0-OpenSSH_9.6\r\n",
    b"HTTP/1.1 99999 OK\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
    b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nxxxxxxx",
    b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\nx",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 100 + b"\r\nx",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: rot13\r\n\r\nx",
    b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\r\nContent-Length: 0\r\n\r\n",
    http(b"x", "200 OK", "Content-Encoding: rot13"),
    http(b"x", "200 OK", "Content-Encoding: gzip"),
    http(gzip.compress(FEED)[:-9], "200 OK", "Content-Encoding: gzip"),
    http(zlib.compress(FEED)[:-9], "200 OK", "Content-Encoding: deflate"),
    http(brotli.compress(FEED)[:-2], "200 OK", "Content-Encoding: br"),
    http(b"\x28\xb5\x2f\xfd" + b"\xff" * 50, "200 OK", "Content-Encoding: zstd"),
    http(zstandard.compress(FEED)[:-3], "200 OK", "Content-Encoding: zstd"),
    http(zstandard.compress(FEED) + zstandard.compress(FEED)[:9], "200 OK", "Content-Encoding: zstd"),
    http(FEED).replace(b"Content-Length: ", b"Content-Length: 9"),
]


@pytest.mark.parametrize("answer", CROOKED)
def test_answers_that_are_no_http(site: Hostile, answer: bytes) -> None:
    site.pages["/rss"] = answer
    fetcher = Fetcher(allowed=HOME, limits=Limits(seconds=2))
    with pytest.raises(FetchFailed) as caught:
        fetcher.get(Request(site.url("/rss")))
    fetcher.close()
    assert site.url("/rss") in str(caught.value)


CODED = {
    "gzip": gzip.compress(FEED),
    "x-gzip": gzip.compress(FEED[:50]) + gzip.compress(FEED[50:]) + b"\0\0\0",
    "deflate": zlib.compress(FEED),
    "Deflate": zlib.compress(FEED)[2:-4],
    "br": brotli.compress(FEED),
    "zstd": zstandard.compress(FEED[:50]) + zstandard.compress(FEED[50:]),
    "gzip, br": brotli.compress(gzip.compress(FEED)),
    "identity": FEED,
}


@pytest.mark.parametrize("coding", CODED)
def test_codings_are_undone(site: Hostile, coding: str) -> None:
    site.pages["/rss"] = http(CODED[coding], "200 OK", f"Content-Encoding: {coding}")
    fetcher = Fetcher(allowed=HOME)
    assert fetcher.get(Request(site.url("/rss"))).body == FEED
    fetcher.close()
    assert "Accept-Encoding: gzip, deflate, br, zstd" in site.heard[0]


@pytest.mark.parametrize("coding", CODED)
@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_codings_are_undone_whatever_the_chunks(coding: str, size: int) -> None:
    body = CODED[coding]
    chunks = [body[i : i + size] for i in range(0, len(body), size)]
    assert b"".join(decoded(chunks, codings_of(coding), len(FEED) + 200)) == FEED
    with pytest.raises((TooLarge, BadCoding)):
        b"".join(decoded(chunks, codings_of(coding), len(FEED) - 1))


@pytest.mark.parametrize("name", BOMBS)
def test_no_piece_of_a_bomb_is_large(name: str) -> None:
    coding, body = BOMBS[name]()
    pieces = decoded([body], codings_of(coding), DEFAULT.bytes)
    with growth() as grown, pytest.raises(TooLarge):
        max(map(len, pieces))
    assert grown[0] < 16
