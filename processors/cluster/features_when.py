"""What two reports have in common of time."""

from collections.abc import Callable
from datetime import date

from processors.cluster.profile import Profile
from processors.cluster.when_where import Span, Time

WIDE = 1000  # added to the gap of two times of which one is wider than a week
NO_YEAR = 2000  # added to the gap of two times of which one has no year
_WEEK, _YEAR = 7, 366
_DAY = 10  # characters of a day, not a month


def when_gap(a: Profile, b: Profile) -> int | None:
    """Days between the two incidents' times, 0 where they meet."""
    if a.when is None or b.when is None:
        return None
    if a.when.month_day or b.when.month_day:
        return NO_YEAR + min(_around_the_year(a.when, b.when), 400)
    gap = max(0, _apart(a.when, b.when))
    wide = max(a.when.width, b.when.width) > _WEEK
    return WIDE + min(gap, 900) if wide else min(gap, 900)


def _around_the_year(a: Span, b: Span) -> int:
    gap = abs(_day_of_year(a) - _day_of_year(b))
    return min(gap, _YEAR - gap)


def _day_of_year(span: Span) -> int:
    """1-366, as of a leap year."""
    if span.month_day:
        return span.month_day
    day = date.fromordinal(span.first)
    return date(2000, day.month, day.day).timetuple().tm_yday


def published_gap(a: Profile, b: Profile) -> int | None:
    """Days between the two publications."""
    return None if a.published is None or b.published is None else min(abs(a.published - b.published), 2000)


def when_told(a: Profile, b: Profile) -> int | None:
    """Whether one tells of the day when the other's incident was: 0 no, 1 of its month only, 2 one does, 3 both do."""
    there, here = _tells_of(a, b), _tells_of(b, a)
    if there is None or here is None:
        return here if there is None else there
    return 1 + (there == 2) + (here == 2) if 2 in (there, here) else max(there, here)


def _tells_of(a: Profile, b: Profile) -> int | None:
    """Whether `b` tells of the day of the incident of `a`: 2, of its month: 1."""
    if not a.when_days or not b.told_days:
        return None
    return int(a.when_days[0][:7] in b.told_days) if b.told_days.isdisjoint(a.when_days) else 2


def told_alike(a: Profile, b: Profile) -> int | None:
    """How likely it is, in thousandths, that both texts name the day of their incident and it is one day."""
    return _both_told(a, b, lambda x, y: x.day and y.day and _apart(x, y) <= 0)


def told_apart(a: Profile, b: Profile) -> int | None:
    """How likely it is, in thousandths, that both texts name the time of their incident and these are more than a day apart."""
    return _both_told(a, b, lambda x, y: _apart(x, y) > 1)


def _both_told(a: Profile, b: Profile, counts: Callable[[Time, Time], bool]) -> int | None:
    """How likely both are told at times that count."""
    if not a.times or not b.times:
        return None
    theirs = [t for t in b.times if t.told]
    return sum([x.share * y.share for x in a.times if x.told for y in theirs if counts(x, y)]) // 1000


def _apart(a: Time | Span, b: Time | Span) -> int:
    """The days from the end of one to the begin of the other; 0 or less where they meet."""
    return max(a.first - b.last, b.first - a.last)


def days_told(a: Profile, b: Profile) -> int | None:
    """How many days both tell of."""
    if not a.told_days or not b.told_days:
        return None
    return len([day for day in a.told_days & b.told_days if len(day) == _DAY])
