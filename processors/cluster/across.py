"""What two reports in different languages have in common: their words say nothing of each other, so structure alone decides.

No labelled set has such pairs, so the points of these features are set by hand (bench/train.py). A pair in one language has none
of them; a pair in two languages has none of the others.
"""

from processors.cluster.profile import Profile
from processors.cluster.spelling import shared
from processors.cluster.when_where import TOWN
from processors.report.places.streets import is_district

NEAR_DAYS, FAR_DAYS = 3, 14
_DAY = 24  # hours
LARGE = 5  # a figure from which on agreement is no accident


def apart(a: Profile, b: Profile) -> bool:
    """Whether the two are known to be in different languages."""
    return bool(a.language and b.language and a.language != b.language)


def when(gap: int | None, a: Profile, b: Profile) -> int | None:
    """0 far apart, 1 within two weeks, 2 within three days or a wider stretch that meets, 3 a day apart or one names the other's
    day, 4 the same time.

    `gap` is the feature "when"; a day without a year is near where the days are."""
    apart = _apart(gap)
    return 3 if apart is not None and apart < 3 and _names_its_day(a, b) else apart


def _names_its_day(a: Profile, b: Profile) -> bool:
    return not (b.told_days.isdisjoint(a.when_days) and a.told_days.isdisjoint(b.when_days))


def _apart(gap: int | None) -> int | None:
    if gap is None:
        return None
    days = gap % 1000
    if days > FAR_DAYS:
        return 0
    if days > NEAR_DAYS:
        return 1
    return 2 if days > 1 or gap >= 1000 else 4 - days


def place(value: int | None, a: Profile, b: Profile) -> int | None:
    """0 another country, 1 another place of it, 2 not far in one region, 3 near, a region or country that may hold the other, or
    one names the other's town, 4 the same town, 5 the same and seldom in the news. `value` is the feature "place"."""
    if value is None:
        return None
    return max((0, 1, 2, 3, 4, 5, 5, 3)[value], 3 if a.town in b.towns or b.town in a.towns else 0)


def kind(value: int | None, a: Profile, b: Profile) -> int | None:
    """0 kinds apart, 1 that may be of one incident, 2 that of the one is among those of the other, 3 the same. `value` is the
    feature "kind"."""
    if value is None:
        return None
    return 3 if a.kind == b.kind else min(value, 2)


def figures(a: Profile, b: Profile) -> int | None:
    """How far the figures that both tell agree: 2 for each of 5 or more, 1 for a smaller one, -1 for a contradiction; -2 to 6.

    Tolls are revised: up to twice as many contradict nothing, and the missing are fewer by the day."""
    told = 0
    compared = False
    for field, mine in a.figures.items():
        theirs = b.figures[field]
        if mine and theirs:
            compared = True
            both = mine & theirs
            if both:
                told += 2 if max(both) >= LARGE else 1
            elif field != "missing" and 2 * min(max(mine), max(theirs)) < max(*mine, *theirs):
                told -= 1
    return max(-2, min(told, 6)) if compared else None


def names(a: Profile, b: Profile) -> int | None:
    """How many names of the one the other has, as they sound."""
    mine, theirs = a.heard.names, b.heard.names
    if not mine or not theirs:
        return None
    return min(shared(mine, theirs), shared(theirs, mine), 4)


def below(a: Profile, b: Profile) -> int | None:
    """0 two streets or two districts that sound nothing alike, 1 alike."""
    if not a.place or not b.place or max(a.place.precision, b.place.precision) > TOWN:
        return None
    mine, theirs = a.heard.below, b.heard.below
    if not mine or not theirs:
        return None
    if shared(mine, theirs):
        return 1
    return 0 if is_district(a.place.below) == is_district(b.place.below) else None


def hours(a: Profile, b: Profile) -> int | None:
    """0 at other times of the day, 1 they meet; nothing where their days don't meet or one tells none."""
    if not a.hours or not b.hours or not a.when or not b.when or max(a.when.first - b.when.last, b.when.first - a.when.last) > 0:
        return None
    (one, until), (other, end) = a.hours, b.hours
    return int(any(one < end + turn and other + turn < until for turn in (-_DAY, 0, _DAY)))
