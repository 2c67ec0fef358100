"""When an article was published, as its feed or page wrote it: ISO 8601, RFC 5322 and whole dates in many languages, read without
clock, locale or zone.

Nothing is filled in: a date without a year is no date, one without a time is a day.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal, NamedTuple

from processors.read.shown_dates import day_in

Precision = Literal["", "day", "second"]
EARLIEST = 1971  # what software without a date says is 1970 or before; archives hold news from long before the web
LATE = timedelta(days=2)
DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
ISO = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?", re.I)
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d{4,6}Z?)?")
RFC = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-]+[A-Za-z]{3,9}[\s-]+(?:\d{4}\b|\d\d(?=\s+\d\d?:\d\d))")
CLOCK = re.compile(r"\d:\d\d")
OWN_CLOCK = re.compile(
    r"\b[ap]\.?m\b|[a-z]/[a-z]|gmt[+-]", re.I
)  # hours and zones that RFC 5322 knows not: then the day is what counts


class Moment(NamedTuple):
    """`text` is `YYYY-MM-DD`, or ISO 8601 with seconds and zone (the zone that was given, else UTC); "" is unknown."""

    text: str = ""
    precision: Precision = ""


UNKNOWN = Moment()


def first_moment(candidates: Iterable[str], fetched_at: str) -> Moment:
    """The first candidate that can be read and lies between 1971 and two days after the fetch; else UNKNOWN."""
    latest = datetime.fromisoformat(fetched_at).astimezone(UTC) + LATE
    for candidate in candidates:
        moment = read_moment(candidate)
        if moment.precision and _start(moment).year >= EARLIEST and _start(moment) <= latest:
            return moment
    return UNKNOWN


def read_moment(text: str) -> Moment:
    """A date as written; UNKNOWN where it is none."""
    text = " ".join(text.split())[:100]
    try:
        if found := ISO.match(text):
            day, clock, zone = found.groups()
            return _second(datetime.fromisoformat(f"{day}T{clock}{_offset(zone)}"))
        if found := DAY.fullmatch(text):
            return Moment(date(int(found[1]), int(found[3]), int(found[4])).isoformat(), "day")
        if found := COMPACT.fullmatch(text):
            return Moment(date(int(found[1]), int(found[2]), int(found[3])).isoformat(), "day")
        if RFC.match(text) and not OWN_CLOCK.search(text):
            if CLOCK.search(text):
                return _second(parsedate_to_datetime(text))
            return Moment(parsedate_to_datetime(f"{text} 00:00").date().isoformat(), "day")
    except (ValueError, OverflowError):
        pass
    day = day_in(text)
    return Moment(day, "day") if day else UNKNOWN


def _offset(zone: str | None) -> str:
    """A zone as every Python reads it: +0300 and +03 become +03:00, none and names of UTC +00:00."""
    if not zone or zone[0] not in "+-":
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _second(moment: datetime) -> Moment:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Moment(aware.isoformat(timespec="seconds"), "second")


def _start(moment: Moment) -> datetime:
    start = datetime.fromisoformat(moment.text)
    if start.tzinfo is None:
        return start.replace(tzinfo=UTC)
    try:
        return start.astimezone(UTC)
    except OverflowError:  # the first or last hours that datetime knows
        return start.replace(tzinfo=UTC)
