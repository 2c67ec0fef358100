"""When a source is asked next: bounds, back-off, what servers say, and that those who break news are asked more often."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.scheduling.schedule import (
    Bounds,
    Hints,
    Pace,
    Timing,
    after_failure,
    after_success,
    interval_of,
    lateness,
    learned,
    spread,
)
from ingest.web.waits import RETRY_LONGEST, RETRY_SHORTEST, fresh_for, http_date, retry_after

NOW = datetime(2025, 3, 7, 12, 0, tzinfo=UTC)
BOUNDS = Bounds()
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)

moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
far_moments = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
names = st.text(max_size=30)
spans = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=4000))
paces = st.builds(Pace, st.floats(0, 1e6), st.floats(0, 1e9))
timings = st.builds(
    Timing,
    asked=st.none() | moments,
    read=st.none() | moments,
    failures=st.integers(0, 10_000),
    pace=paces,
)
hints = st.builds(Hints, spans, spans)


@given(names, timings, st.integers(0, 10**6), hints)
def test_after_a_success_it_is_asked_within_the_bounds(name: str, before: Timing, new: int, said: Hints) -> None:
    after = after_success(name, before, NOW, new, said, BOUNDS)
    assert after.next is not None
    assert BOUNDS.shortest <= after.interval <= BOUNDS.longest
    assert after.interval <= after.next - NOW <= after.interval * 1.2
    assert (after.failures, after.ended, after.asked) == (0, False, NOW)


@given(names, timings, st.integers(0, 100), hints)
def test_what_http_says_of_freshness_is_waited_for(name: str, before: Timing, new: int, said: Hints) -> None:
    after = after_success(name, before, NOW, new, said, BOUNDS)
    assert after.next is not None
    assert after.next - NOW >= min(said.fresh, BOUNDS.longest)
    assert after.next - NOW >= min(said.told, 30 * MINUTE)


@given(paces, st.integers(0, 50), st.integers(0, 50), st.timedeltas(timedelta(), 6 * HOUR), hints)
def test_who_brings_more_is_not_asked_later(pace: Pace, one: int, other: int, elapsed: timedelta, said: Hints) -> None:
    fewer, more = sorted((one, other))
    later = interval_of(learned(pace, fewer, elapsed), said, BOUNDS)
    assert interval_of(learned(pace, more, elapsed), said, BOUNDS) <= later


@given(names, timings, st.timedeltas(MINUTE, timedelta(days=7)), st.integers(0, 9), hints)
def test_the_operators_interval_is_the_interval(name: str, before: Timing, fixed: timedelta, new: int, said: Hints) -> None:
    assert after_success(name, before, NOW, new, said, BOUNDS, fixed).next == NOW + fixed


@given(names, timings, st.none() | st.timedeltas(RETRY_SHORTEST, RETRY_LONGEST))
def test_a_failure_is_tried_again_and_retry_after_is_kept(name: str, before: Timing, retry: timedelta | None) -> None:
    after = after_failure(name, before, NOW, retry, BOUNDS)
    assert after.next is not None
    assert BOUNDS.shortest <= after.next - NOW <= max(BOUNDS.longest * 1.2, retry or timedelta())
    assert after.next >= NOW + (retry or timedelta())
    assert (after.failures, after.pace, after.interval) == (before.failures + 1, before.pace, before.interval)


@given(names, st.lists(st.booleans(), max_size=30))
def test_failures_wait_ever_longer_and_the_first_success_forgets_them(name: str, worked: list[bool]) -> None:
    timing = after_success(name, Timing(), NOW, 0, Hints(), BOUNDS)
    waits: list[timedelta] = []
    for success in worked:
        if success:
            timing, waits = after_success(name, timing, NOW, 1, Hints(), BOUNDS), []
            assert timing.failures == 0
        else:
            timing = after_failure(name, timing, NOW, None, BOUNDS)
            assert timing.next is not None
            waits.append(timing.next - NOW)
        assert waits == sorted(waits)
    assert len(set(waits[:6])) == len(waits[:6]), "each of the first failures doubles it"


def played(gap: timedelta, hours: float, before: Timing | None = None) -> Timing:
    """A source that publishes every `gap`, followed for some hours."""
    timing = before or Timing()
    now = timing.next or NOW
    start, seen = now, 0
    while now - start < hours * HOUR:
        there = int((now - start) / gap)
        timing = after_success("s", timing, now, there - seen, Hints(), BOUNDS)
        assert timing.next is not None
        now, seen = timing.next, there
    return timing


@pytest.mark.parametrize(("gap", "least", "most"), [(1, 5, 5), (20, 8, 12), (60, 25, 35), (300, 100, 240), (3000, 360, 360)])
def test_the_interval_is_learned_from_what_is_published(gap: int, least: int, most: int) -> None:
    assert least * MINUTE <= played(gap * MINUTE, 72).interval <= most * MINUTE


def test_a_source_that_breaks_news_is_asked_more_often_within_hours() -> None:
    quiet = played(24 * HOUR, 100)
    assert quiet.interval == BOUNDS.longest
    assert played(5 * MINUTE, 12, quiet).interval < HOUR


def test_a_flood_is_not_taken_for_a_pace() -> None:
    flooded = after_success("s", played(24 * HOUR, 100), NOW + 1000 * HOUR, 100_000, Hints(), BOUNDS)
    assert flooded.interval > HOUR


def test_time_that_sitrep_stood_still_is_no_quiet_of_the_source() -> None:
    before = played(10 * MINUTE, 48)
    assert before.next is not None
    after = after_success("s", before, before.next + timedelta(days=30), 20, Hints(), BOUNDS)
    assert after.interval < 30 * MINUTE


def test_time_that_a_source_failed_is_no_quiet_of_it_either() -> None:
    failing = Timing()
    for _ in range(12):
        failing = after_failure("s", failing, failing.next or NOW, None, BOUNDS)
    assert failing.next is not None
    assert after_success("s", failing, failing.next, 30, Hints(), BOUNDS).interval == 15 * MINUTE


def test_spreads_differ() -> None:
    found = [spread(f"source {n}") for n in range(1000)]
    assert 1.0 <= min(found) < 1.01 < 1.19 < max(found) < 1.2
    assert spread("source 7") == found[7]


def test_nobody_starves_and_news_goes_first() -> None:
    now = NOW + 20 * MINUTE
    assert lateness(NOW, 5 * MINUTE, now) > lateness(NOW, HOUR, now)
    assert lateness(NOW - 6 * HOUR, HOUR, now) > lateness(NOW, 5 * MINUTE, now)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120), (" 3600 ", 3600), ("90.5", 90.5), ("0", 60), ("-5", 60), ("1", 60), ("86400", 86400), ("86401", 86400),
        ("9" * 40, 86400), ("-" + "9" * 40, 60),
        ("Fri, 07 Mar 2025 12:10:00 GMT", 600), ("Friday, 07-Mar-25 12:10:00 GMT", 600), ("Fri Mar  7 12:10:00 2025", 600),
        ("Fri, 07 Mar 2025 14:10:00 +0200", 600), ("Fri, 07 Mar 2025 11:00:00 GMT", 60), ("Mon, 01 Jan 1990 00:00:00 GMT", 60),
        ("Thu, 31 Dec 9999 23:59:59 GMT", 86400), ("120s", 120), ("120, 120", 120), ("90 Seconds; a", 90),
        ("2025-03-07T12:10:00Z", 600), ("2025-03-07T14:10:00+02:00", 600),
    ],
)  # fmt: skip
def test_every_form_of_retry_after(value: str, seconds: float) -> None:
    assert retry_after(value, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "value", ["", "soon", "nan", "inf", "1e9", "１２０", "12 minutes", "Fri, 99 Foo 2025 99:99:99 GMT", "-", "\x00", "9" * 60]
)
def test_a_retry_after_that_means_nothing(value: str) -> None:
    assert retry_after(value, NOW) is None


@given(st.text(max_size=60), far_moments)
def test_no_header_can_hurt(value: str, now: datetime) -> None:
    waited = retry_after(value, now)
    assert waited is None or RETRY_SHORTEST <= waited <= RETRY_LONGEST
    for headers in ({"cache-control": value}, {"expires": value}, {"cache-control": "max-age=9", "age": value}, {"date": value}):
        assert fresh_for(headers, now) >= timedelta()
    http_date(value)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0), ({"cache-control": "max-age=300"}, 300), ({"cache-control": "public, MAX-AGE=300, s-maxage=9"}, 300),
        ({"cache-control": 'max-age="300"'}, 300), ({"cache-control": "max-age=300", "age": "100"}, 200),
        ({"cache-control": "max-age=300", "age": "400"}, 0), ({"cache-control": "no-cache, max-age=300"}, 0),
        ({"cache-control": "no-store, max-age=300"}, 0), ({"cache-control": "max-age=-1"}, 0), ({"cache-control": "max-age"}, 0),
        ({"cache-control": "s-maxage=300"}, 0), ({"cache-control": "max-age=" + "9" * 30}, 365 * 86400),
        ({"expires": "Fri, 07 Mar 2025 12:05:00 GMT"}, 300), ({"expires": "0"}, 0), ({"expires": "-1"}, 0),
        ({"expires": "Fri, 07 Mar 2025 13:05:00 GMT", "date": "Fri, 07 Mar 2025 13:00:00 GMT"}, 300),
        ({"expires": "Fri, 07 Mar 2025 12:05:00 GMT", "cache-control": "max-age=60"}, 60),
    ],
)  # fmt: skip
def test_how_long_an_answer_stays_fresh(headers: dict[str, str], seconds: float) -> None:
    assert fresh_for(headers, NOW) == timedelta(seconds=seconds)
