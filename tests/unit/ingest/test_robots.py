"""robots.txt: what an answer means (RFC 9309), what it allows, and that no file can hurt."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.clock import timestamp
from ingest.scheduling.robots import LARGEST, SeenRobots, after_answer, origin_of, ours, verdict
from ingest.web.fetch import Fetched, FetchFailed, Kind

NOW = datetime(2025, 3, 7, 12, 0, tzinfo=UTC)
ORIGIN = "https://news.example"
MOST = timedelta(seconds=30)


def found(text: str | bytes) -> SeenRobots:
    body = text if isinstance(text, bytes) else text.encode()
    return after_answer(ORIGIN, None, Fetched(ORIGIN + "/robots.txt", 200, {}, body), NOW)


def failed(kind: Kind, status: int = 0, before: SeenRobots | None = None) -> SeenRobots:
    return after_answer(ORIGIN, before, FetchFailed("no", kind, status), NOW)


def allows(text: str | bytes, path: str) -> bool:
    return verdict(found(text), ORIGIN + path, MOST).allowed


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.php$", "/x.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/x.php?a", True),
        ("User-agent: sitrep\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("USER-AGENT: SitRep/1.0\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: sitrep\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: sitrepbot\nDisallow: /", "/a", True),
        ("User-agent: sit\nDisallow: /", "/a", True),
        ("User-agent: other\nDisallow: /\nUser-agent: *\nDisallow: /b", "/a", True),
        ("User-agent: one\nUser-agent: sitrep\nDisallow: /b", "/b", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: *\nDisallow: /b", "/a", False),
        ("\ufeffUser-agent: *\r\nDisallow: /b # not this\r\n", "/b", False),
        ("<!DOCTYPE html><html><body>Not found</body></html>", "/a", True),
        (b"\xff\xfe\x00User-agent: *\nDisallow: /\n", "/a", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/caf\u00e9", False),
    ],
)
def test_what_is_allowed(text: str | bytes, path: str, allowed: bool) -> None:
    assert allows(text, path) is allowed


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_unavailable_allows_everything(status: int) -> None:
    seen = failed("status", status)
    assert verdict(seen, ORIGIN + "/a", MOST).allowed
    assert seen.good_until == timestamp(NOW + timedelta(hours=24))


@pytest.mark.parametrize(
    ("kind", "status"), [("status", 500), ("status", 503), ("status", 429), ("unreachable", 0), ("slow", 0), ("protocol", 0)]
)
def test_unreachable_forbids_everything_and_is_tried_again(kind: Kind, status: int) -> None:
    seen = failed(kind, status)
    said = verdict(seen, ORIGIN + "/a", MOST)
    assert not said.allowed
    assert "can't be had" in said.reason
    assert seen.good_until == timestamp(NOW + timedelta(minutes=10))
    assert failed(kind, status, seen).good_until == timestamp(NOW + timedelta(minutes=20))
    for _ in range(50):
        seen = failed(kind, status, seen)
    assert seen.good_until == timestamp(NOW + timedelta(hours=24))


def test_rules_that_were_known_hold_on_while_they_cannot_be_had() -> None:
    seen = failed("status", 500, found("User-agent: *\nDisallow: /b"))
    assert verdict(seen, ORIGIN + "/a", MOST).allowed
    assert not verdict(seen, ORIGIN + "/b", MOST).allowed
    assert seen.good_until == timestamp(NOW + timedelta(minutes=10))


@pytest.mark.parametrize(
    ("given_delay", "kept"),
    [("5", 5), ("2.5", 2.5), ("3600", 30), ("1e99", 30), ("-5", 0), ("nan", 0), ("inf", 0), ("soon", 0), ("", 0)],
)
def test_crawl_delay(given_delay: str, kept: float) -> None:
    said = verdict(found(f"User-agent: *\nCrawl-delay: {given_delay}"), ORIGIN + "/a", MOST)
    assert said.delay == timedelta(seconds=kept)


def test_half_a_megabyte_is_read_and_no_half_line() -> None:
    line = "Disallow: /forbidden/path\n"
    text = "User-agent: *\n" + line * (LARGEST // len(line) + 10)
    body = text.encode() + b"Disallow: /later\n"
    assert allows(body, "/later")
    assert not allows(body, "/forbidden/path")
    assert allows(body, "/forb"), "half of the last line would forbid it"


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: crawler{n}\n" for n in range(20_000)) + "Disallow: /a\n" * 5_000,
        "".join(f"User-agent crawler{n}\n" for n in range(20_000)) + "Disallow: /a\n" * 5_000,
        "User-agent: *\n" + "".join(f"Disallow: /{n}*a*b*c*d*e*f*g$\n" for n in range(15_000)),
        "User-agent: *\nDisallow: /" + "*a" * 200_000,
        "User-agent: *\n" + "User-agent: sitrep\nDisallow: /x\n" * 12_000,
        "\n" * 500_000,
        "Disallow" * 60_000,
    ],
)
def test_no_file_can_hurt(text: str) -> None:
    started = time.process_time()
    verdict(found(text), ORIGIN + "/" + "a" * 2000, MOST)
    assert time.process_time() - started < 5


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass")), st.text(max_size=40))
def test_whatever_it_holds_there_is_a_verdict(body: bytes, path: str) -> None:
    said = verdict(found(b"User-agent: *\n" + body), ORIGIN + "/" + path, MOST)
    assert timedelta() <= said.delay <= MOST
    ours(body)


def test_origins() -> None:
    assert origin_of("https://me:pw@News.example:8443/a?b#c") == "https://news.example:8443"
    assert origin_of("http://news.example/a") != origin_of("https://news.example/a")
