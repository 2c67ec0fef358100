"""When and where the incident of a report was, or may have been, in whole numbers."""

from datetime import date
from typing import NamedTuple

import msgspec

from events.reports import Place, Report, When

_FEW = 3  # days of a time that is told well enough to look for
TOWN = 3  # where_prec up to which a place is a town or finer
SURE = 800  # thousandths from which on a time is beyond doubt
_DAYS = 2  # date_prec up to which a time is told to some days
_SOME_DAYS = 6  # of the longest time that is still told to some days (date_prec 2)


class Span(msgspec.Struct, frozen=True):
    """A time: proleptic ordinals of both ends; or `month_day` as a day of a leap year (1-366) with no year."""

    first: int
    last: int
    month_day: int = 0

    @property
    def width(self) -> int:
        return self.last - self.first + 1


class Time(NamedTuple):
    """A time that an incident may have: ordinals of both ends, whether the text names it, how likely in thousandths, and whether
    it is no longer than some days."""

    first: int
    last: int
    told: bool
    share: int
    day: bool = True


class Spot(NamedTuple):
    """A town, or a part of one, where an incident may have been, how likely in thousandths. `number`: its GeoNames id."""

    number: int
    lat: float
    lon: float
    share: int


def ordinal(text: str) -> int | None:
    """The day of an ISO date or time as a proleptic ordinal; None where there is none."""
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return None


def span_of(when: When) -> Span | None:
    """The time of an incident in ordinals; None where it is unknown."""
    first = ordinal(when.date_from) or ordinal(when.date_to)
    last = ordinal(when.date_to) or first
    if first and last:
        return Span(min(first, last), max(first, last))
    day = ordinal(f"2000-{when.month_day}") if when.month_day else None
    return Span(0, 0, day - date(2000, 1, 1).toordinal() + 1) if day else None


def times_of(report: Report) -> tuple[Time, ...]:
    """The times that its incident may have; where there is but one, it is no longer than a few days."""
    if several := report.evidence.times:
        ends = [(ordinal(t.date_from), ordinal(t.date_to), t) for t in several]
        return tuple(Time(first, last, t.told, t.share, t.precision <= _DAYS) for first, last, t in ends if first and last)
    span = span_of(report.when)
    if span is None or span.month_day or span.width > _SOME_DAYS:
        return ()
    return (Time(span.first, span.last, bool(report.when.text), 1000),)


def hours_of(report: Report) -> tuple[int, int] | None:
    """From when to when of the day it happened, where that is told."""
    first, _, last = report.evidence.extra.get("hours", "").partition("-")
    return (int(first), int(last)) if first.isdecimal() and last.isdecimal() else None


def spots_of(report: Report) -> tuple[Spot, ...]:
    """The towns where its incident may have been."""
    if several := report.evidence.places:
        return tuple(Spot(p.geoname_id, p.lat, p.lon, p.share) for p in several if p.precision <= TOWN)
    place = report.place
    return (Spot(place.geoname_id, place.lat, place.lon, 1000),) if place and place.precision <= TOWN else ()


def is_unsure(times: tuple[Time, ...]) -> bool:
    """Whether no time stands out."""
    return bool(times) and max([t.share for t in times]) < SURE


def is_fresh(when: Span | None, published: int | None) -> bool:
    """Whether an incident is told to be of the days before the publication."""
    return bool(when and published and not when.month_day and when.last >= published - _FEW)


def days_within(when: Span | None) -> tuple[str, ...]:
    if when is None or when.month_day or when.width > _FEW:
        return ()
    return tuple(date.fromordinal(day).isoformat() for day in range(when.first, when.last + 1))


def place_key(place: Place) -> tuple[int, str]:
    """What names a place: its GeoNames id; a county or region that has none (0) is told by country, region and name."""
    return place.geoname_id, "" if place.geoname_id else f"{place.country}.{place.admin1_code}.{place.name}"
