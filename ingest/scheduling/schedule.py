"""When a source is asked next: from how often it brings something new, what its server said, and what went wrong. Pure.

What is learned is a rate: new items over time, where what lies six hours back counts half. A source is asked after half the mean
gap between two new items, so one that publishes every 20 minutes is asked every 10, and one that breaks news ever more often.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

HALF_LIFE = timedelta(hours=6)
SHARE = 0.5  # of the mean gap between two new items
TOGETHER = 4  # items that come at once count as this many at most: a flood says little of the next hour
TOLD_LONGEST = timedelta(minutes=30)  # publishing software says "hourly" of every feed, whatever its newsroom does
SPREAD = 0.2
DOUBLINGS = 20


class Bounds(NamedTuple):
    """No learned interval is shorter or longer. `longest` is also the longest back-off: nothing is given up."""

    shortest: timedelta = timedelta(minutes=5)
    longest: timedelta = timedelta(hours=6)


class Pace(NamedTuple):
    """New items and the seconds that they came in, both fading with age. The default is that of a source not known yet."""

    items: float = 1.0
    seconds: float = 1800.0


class Hints(NamedTuple):
    """What was said of when to come again. `fresh`: by HTTP's Cache-Control or Expires; `told`: by the feed itself."""

    fresh: timedelta = timedelta()
    told: timedelta = timedelta()


class Timing(NamedTuple):
    """When a source was asked, was read (asked with success) and is to be asked. `failures`: since the last success; `ended`: it
    said that it is gone (410)."""

    asked: datetime | None = None
    read: datetime | None = None
    next: datetime | None = None
    interval: timedelta = timedelta(minutes=15)
    failures: int = 0
    ended: bool = False
    pace: Pace = Pace()


def after_success(
    name: str, before: Timing, now: datetime, new: int, hints: Hints, bounds: Bounds, fixed: timedelta | None = None
) -> Timing:
    """`new`: the items that weren't there at the last poll; `fixed`: the interval that the operator wants."""
    pace = before.pace
    if before.read is not None:  # what the first poll brings is a stock, not a rate
        pace = learned(pace, new, min(max(now - before.read, timedelta()), bounds.longest))
    interval = fixed if fixed is not None else interval_of(pace, hints, bounds)
    wait = interval if fixed is not None else interval * spread(name)
    return Timing(now, now, now + wait, interval, 0, False, pace)


def after_failure(
    name: str, before: Timing, now: datetime, retry: timedelta | None, bounds: Bounds, gone: bool = False
) -> Timing:
    """Twice as long after each failure in a row, up to the longest interval, and at least what Retry-After asks for. What was
    learned stays, so the first success brings it all back."""
    wait = min(bounds.shortest * 2 ** min(before.failures, DOUBLINGS), bounds.longest) * spread(name)
    moment = now + max(wait, retry or timedelta())
    return before._replace(asked=now, next=moment, failures=before.failures + 1, ended=gone)


def learned(pace: Pace, new: int, elapsed: timedelta) -> Pace:
    """The pace after `elapsed` more time that brought `new` items."""
    kept = 0.5 ** (elapsed / HALF_LIFE)
    return Pace(pace.items * kept + min(new, TOGETHER), pace.seconds * kept + elapsed.total_seconds())


def interval_of(pace: Pace, hints: Hints, bounds: Bounds) -> timedelta:
    """A share of the mean gap, not shorter than what was said of freshness; all of it within the bounds."""
    longest = bounds.longest.total_seconds()
    gap = min(SHARE * pace.seconds / pace.items, longest) if pace.items > 0 else longest
    floor = max(hints.fresh, min(hints.told, TOLD_LONGEST))
    return min(max(timedelta(seconds=gap), floor, bounds.shortest), bounds.longest)


def spread(name: str) -> float:
    """From 1.0 to 1.2, the same for a name for ever: sources added together drift apart, and none is asked too early."""
    return 1.0 + SPREAD * int.from_bytes(sha256(name.encode("utf-8", "surrogatepass")).digest()[:4], "big") / 2**32


def lateness(due: datetime, interval: timedelta, now: datetime) -> float:
    """How many of its intervals a thing is late. Who is latest goes first: short intervals soon, the others in the end."""
    return (now - due) / max(interval, timedelta(seconds=1))
