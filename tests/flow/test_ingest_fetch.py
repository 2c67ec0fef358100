"""The fetcher against a real server: limits, validators, and addresses that it won't go to."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from events.errors import BadInput, ConfigError
from ingest.web.addresses import is_public
from ingest.web.fetch import Fetcher, FetchFailed, Limits, Request, Validators

HOME = ["127.0.0.0/8"]


@contextmanager
def answering(*answers: bytes, drip: float = 0.0) -> Iterator[tuple[str, list[bytes]]]:
    """A socket that answers each connection with the next bytes, `drip` seconds between two of them. Gives its URL and what it
    heard."""
    heard: list[bytes] = []
    over = threading.Event()

    def serve(server: socket.socket) -> None:
        for answer in answers:
            connection, _ = server.accept()
            with connection:
                heard.append(connection.recv(65536))
                try:
                    for part in [answer] if not drip else [answer[i : i + 1] for i in range(len(answer))]:
                        connection.sendall(part)
                        if drip and over.wait(drip):
                            return
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=(server,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/a", heard
        over.set()
        thread.join(5)


@contextmanager
def fetching(seconds: float = 5, contact: str = "") -> Iterator[Fetcher]:
    fetcher = Fetcher(contact, allowed=HOME, limits=Limits(seconds=seconds))
    yield fetcher
    fetcher.close()


def http(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def test_validators_go_back_byte_for_byte() -> None:
    etag, modified = 'W/"\xe9-1"', "Tue, 4 Mar 2025 9:30:00 GMT"
    first = http(b"<p>", "200 OK", f"ETag: {etag}", f"Last-Modified: {modified}", "Content-Type: text/html")
    with answering(first, http(b"", "304 Not Modified")) as (url, heard), fetching(contact="desk@news.example") as fetcher:
        fetched = fetcher.get(Request(url))
        assert fetched.validators == Validators(etag, modified)
        assert fetcher.get(Request(url, fetched.validators)).unchanged
    assert b"user-agent: sitrep/0.1 (+desk@news.example)" in heard[0].lower()
    assert b"If-None-Match: " + etag.encode("latin-1") + b"\r\n" in heard[1]
    assert b"If-Modified-Since: " + modified.encode() + b"\r\n" in heard[1]


def test_a_failure_says_of_what_kind_it_is() -> None:
    busy = http(b"later", "503 Service Unavailable", "Retry-After: 120", "X-Other: 1")
    with answering(busy, b"no http") as (url, _), fetching() as fetcher:
        with pytest.raises(FetchFailed) as caught:
            fetcher.get(Request(url))
        assert (caught.value.kind, caught.value.status, caught.value.headers) == ("status", 503, {"retry-after": "120"})
        with pytest.raises(FetchFailed) as caught:
            fetcher.get(Request(url))
        assert caught.value.kind == "protocol"
    for where, kind in [(url, "unreachable"), ("file:///etc/hostname", "refused"), ("http://10.0.0.1/", "refused")]:
        with fetching() as fetcher, pytest.raises(FetchFailed) as caught:
            fetcher.get(Request(where))
        assert (caught.value.kind, caught.value.status) == (kind, 0)


@pytest.mark.parametrize(("statuses", "moved"), [("301 308", "/1"), ("301 302", "/0"), ("302 301", ""), ("307", ""), ("", "")])
def test_only_an_unbroken_chain_of_lasting_redirects_moves_a_document(statuses: str, moved: str) -> None:
    hops = [http(b"", f"{status} Moved", f"Location: /{n}") for n, status in enumerate(statuses.split())]
    with answering(*hops, http(b"<p>")) as (url, _), fetching() as fetcher:
        fetched = fetcher.get(Request(url))
    assert fetched.moved == (url.removesuffix("/a") + moved if moved else "")


def test_bodies_are_kept_decoded() -> None:
    body = "<p>Grüße</p>".encode()
    with answering(http(gzip.compress(body), "200 OK", "Content-Encoding: gzip")) as (url, _), fetching() as fetcher:
        assert fetcher.get(Request(url)).body == body


def test_what_unpacks_beyond_the_limit_is_refused() -> None:
    bomb = gzip.compress(bytes(Limits().bytes + 1))
    with (
        answering(http(bomb, "200 OK", "Content-Encoding: gzip")) as (url, _),
        fetching() as fetcher,
        pytest.raises(BadInput, match="larger than"),
    ):
        fetcher.get(Request(url))


@pytest.mark.parametrize("answer", [b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 200, http(b"y" * 200)])
def test_a_server_that_drips_is_given_up_in_time(answer: bytes) -> None:
    started = time.monotonic()
    with answering(answer, drip=0.1) as (url, _), fetching(seconds=1) as fetcher, pytest.raises(BadInput, match="too slow"):
        fetcher.get(Request(url))
    assert time.monotonic() - started < 4


def test_redirects_are_followed_to_a_limit() -> None:
    on = http(b"", "302 Found", "Location: /b")
    with answering(on, http(b"<p>")) as (url, heard), fetching() as fetcher:
        assert fetcher.get(Request(url)).url.endswith("/b")
        assert b"GET /b " in heard[1]
    hops = [http(b"", "302 Found", f"Location: /{n}") for n in range(6)]
    with answering(*hops) as (url, heard), fetching() as fetcher, pytest.raises(BadInput, match="more than 5 redirects"):
        fetcher.get(Request(url))
    assert len(heard) == 6


@pytest.mark.parametrize(
    "target", ["file:///etc/hostname", "ftp://127.0.0.1/a", "http://10.0.0.1/", "http://[::1]:1/", "//169.254.169.254/latest"]
)
def test_no_redirect_leads_elsewhere(target: str) -> None:
    with answering(http(b"", "302 Found", f"Location: {target}")) as (url, _), fetching() as fetcher, pytest.raises(BadInput):
        fetcher.get(Request(url))


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "news.example", "http://", "http://127.0.0.1:1/", "http://no-such-host.invalid/"]
)
def test_what_cannot_be_reached_says_which(url: str) -> None:
    with fetching() as fetcher, pytest.raises(BadInput) as error:
        fetcher.get(Request(url))
    assert url in str(error.value)


def test_private_addresses_are_refused_unless_allowed() -> None:
    with answering(http(b"secret")) as (url, heard):
        fetcher = Fetcher()
        for name in (url, url.replace("127.0.0.1", "localhost")):
            with pytest.raises(BadInput, match="not public"):
                fetcher.get(Request(name))
        fetcher.close()
        assert heard == []
        with fetching() as allowed:
            assert allowed.get(Request(url)).body == b"secret"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "0.0.0.0", "::1", "::ffff:10.0.0.1", "fe80::1%eth0", "224.0.0.1", "100.64.0.1"],
)
def test_what_is_not_public(address: str) -> None:
    assert not is_public(address)
    assert is_public("9.9.9.9")


def test_settings_that_cannot_be_used() -> None:
    with pytest.raises(ConfigError, match=r"10\.0\.0\.0/33"):
        Fetcher(allowed=["10.0.0.0/33"])
    with pytest.raises(ConfigError, match="contact"):
        Fetcher("desk\r\nX: y")
