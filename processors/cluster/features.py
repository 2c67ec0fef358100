"""What two reports have in common, as whole numbers. A missing value is None, never 0: it speaks for neither side.

None of these needs English, a publication date or a country, and none tells how a corpus was collected.
"""

from collections.abc import Callable
from datetime import date
from math import asin, cos, radians, sin, sqrt

from events.reports import Place
from processors.cluster import across
from processors.cluster.features_text import TEXT, text_features
from processors.cluster.profile import Profile, Span, Spot, Time
from processors.report.taxonomy import OTHER, kinds, related

NEAR_KM, REGION_KM = 30, 120
_DEGREES = 0.3  # of latitude, more than NEAR_KM
WIDE = 1000  # added to the gap of two times of which one is wider than a week
NO_YEAR = 2000  # added to the gap of two times of which one has no year
SELDOM, RARE = 25, 38  # weights of kinds that fewer than 8 and 2 in 100 reports tell of
_WEEK, _YEAR = 7, 366
MANY = 5  # killed or hurt: from there on each text may tell of another one of them
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


def aftermath(a: Profile, b: Profile) -> int | None:
    """How many of the two tell of what came after the incident."""
    return a.aftermath + b.aftermath if a.length and b.length else None


def published_gap(a: Profile, b: Profile) -> int | None:
    """Days between the two publications."""
    return None if a.published is None or b.published is None else min(abs(a.published - b.published), 2000)


def place(a: Profile, b: Profile) -> int | None:
    """0 another country, 1 another region, 2 the same region, 3 near, 4-6 the same town, the rarer the higher,
    7 one of them is only a region or country that may hold the other."""
    one, other = a.place, b.place
    if one is None or other is None:
        return None
    if one.country != other.country:
        return 0
    if a.place_key == b.place_key and one.precision <= 3:
        return 4 + (a.place_weight >= 50) + (a.place_weight >= 75)
    same_region = one.admin1_code == other.admin1_code
    widest = max(one.precision, other.precision)
    if widest >= 4:
        return 7 if same_region or widest >= 6 else 1
    distance = km(one, other)
    return 3 if distance <= NEAR_KM else 2 if same_region and distance <= REGION_KM else 1


def km(a: Place | Spot, b: Place | Spot) -> float:
    """Great-circle distance (haversine) on a sphere of 6,371 km."""
    low, high = radians(a.lat), radians(b.lat)
    h = sin((high - low) / 2) ** 2 + cos(low) * cos(high) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


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


def town_told(a: Profile, b: Profile) -> int | None:
    """How many of the two name the other's town, by its id."""
    ways = [x.town in y.towns for x, y in ((a, b), (b, a)) if x.town and y.towns]
    return sum(ways) if ways else None


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


def near(a: Profile, b: Profile) -> int | None:
    """How likely it is, in thousandths, that both incidents were in one town or within NEAR_KM."""
    if not a.spots or not b.spots:
        return None
    return sum([x.share * y.share for x in a.spots for y in b.spots if _meet(x, y)]) // 1000


def _meet(a: Spot, b: Spot) -> bool:
    if a.number == b.number and a.number:
        return True
    return abs(a.lat - b.lat) < _DEGREES and km(a, b) <= NEAR_KM


def numbers(a: Profile, b: Profile) -> int | None:
    """Share of the smaller set of numbers that the other holds, in thousandths; longer numbers count more."""
    one, other = a.numbers, b.numbers
    if not one.total or not other.total:
        return None
    shared = sum([one.of[n] for n in one.of.keys() & other.of.keys()])
    return 1000 * shared // min(one.total, other.total)


def days_told(a: Profile, b: Profile) -> int | None:
    """How many days both tell of."""
    if not a.told_days or not b.told_days:
        return None
    return len([day for day in a.told_days & b.told_days if len(day) == _DAY])


def ages_told(a: Profile, b: Profile) -> int | None:
    """The share of the ages in one's lead that the other text tells, too, in thousandths: the higher of both ways."""
    ways = _ages_told(a, b)
    return max(ways) if ways else None


def ages_told_both_ways(a: Profile, b: Profile) -> int | None:
    """The lower of both ways."""
    ways = _ages_told(a, b)
    return min(ways) if ways else None


def _ages_told(a: Profile, b: Profile) -> list[int]:
    """Both ways; none where one lead has no age, or where many were hurt and one text tells of others among them."""
    if not a.lead_ages or not b.lead_ages:
        return []
    ways = [1000 * len(x.lead_ages & y.ages) // len(x.lead_ages) for x, y in ((a, b), (b, a))]
    return ways if min(ways) or not (_hurts_many(a) or _hurts_many(b)) else []


def _hurts_many(one: Profile) -> bool:
    return any(figure >= MANY for field in ("killed", "injured") for figure in one.figures[field])


def person_named(a: Profile, b: Profile) -> int | None:
    """How many of those whom one names with their age have their surname in the other."""
    ways = [sum([s in y.words.of for s in x.surname_stems]) for x, y in ((a, b), (b, a)) if x.surname_stems]
    return max(ways) if ways else None


def _shared(a: frozenset[str], b: frozenset[str]) -> int | None:
    return len(a & b) if a and b else None


def kind(a: Profile, b: Profile) -> int | None:
    """0 kinds apart, 1 kinds that may be of one incident; 2-4 the main kind of one is a kind of the other, rarer ones higher."""
    if not _tells(a.kind) or not _tells(b.kind):
        return None
    if a.kind == b.kind:
        rarest: int | None = a.kinds[a.kind]
    else:
        rarest = max([a.kinds[k] for k in (a.kind, b.kind) if k in a.kinds and k in b.kinds], default=None)
    if rarest is not None:
        return 2 + (rarest >= SELDOM) + (rarest >= RARE)
    return int(related(a.kind, b.kind)) if a.kind in kinds() and b.kind in kinds() else 0


def _tells(name: str) -> bool:
    return name not in ("", OTHER)


def figure(field: str, a: Profile, b: Profile) -> int | None:
    """0 contradicting, 1 within a fifth of each other, 2 none or one agrees, 3 a figure of 2-4, 4 of 5-9, 5 of 10 or more."""
    mine, theirs = a.figures[field], b.figures[field]
    if not mine or not theirs:
        return None
    shared = max(mine & theirs, default=-1)
    if shared >= 0:
        return 2 + (shared >= 2) + (shared >= 5) + (shared >= 10)
    low, high = sorted((max(mine), max(theirs)))
    return 1 if 5 * low >= 4 * high else 0


def people(a: Profile, b: Profile) -> int | None:
    """0 both name people and none in common, 1 a surname, 2 a full name, 3 several."""
    if not a.surnames or not b.surnames:
        return None
    full = len(a.people & b.people)
    return min(full, 2) + 1 if full else int(bool(a.surnames & b.surnames))


Feature = Callable[[Profile, Profile], int | None]

STRUCTURE: dict[str, Feature] = {
    "numbers": numbers,
    "clocks": lambda a, b: _shared(a.clocks, b.clocks),
    "days": lambda a, b: _shared(a.days, b.days),
    "days told": days_told,
    "when told": when_told,
    "years": lambda a, b: _shared(a.years, b.years),
    "when": lambda a, b: None if a.in_doubt or b.in_doubt else when_gap(a, b),
    "when in doubt": lambda a, b: when_gap(a, b) if a.in_doubt or b.in_doubt else None,
    "told alike": told_alike,
    "told apart": told_apart,
    "aftermath": aftermath,
    "published": published_gap,
    "place": place,
    "near": near,
    "town told": town_told,
    "streets": lambda a, b: _shared(a.streets, b.streets),
    "kind": kind,
    "killed": lambda a, b: figure("killed", a, b),
    "injured": lambda a, b: figure("injured", a, b),
    "ages told": ages_told,
    "ages told both ways": ages_told_both_ways,
    "people": people,
    "person named": person_named,
    "shorter": lambda a, b: min(a.length, b.length) or None,
}
FEATURES = (*TEXT, *STRUCTURE)
# The features of a pair in two languages, which has none of those above (across.py).
ACROSS = ("two languages", "their time", "their place", "their kind", "their figures", "their names", "their streets")
COPY = "copy"  # the likeness that dedupe found, 0 for no near copies; measured for every pair, so never missing
NAMES = (*FEATURES, *ACROSS, COPY)
_NONE_ACROSS = (None,) * len(ACROSS)
_NONE_WITHIN = (None,) * len(FEATURES)


def dated(a: Profile, b: Profile) -> bool:
    """Whether both reports have a publication date: pairs without are scored by cards of their own."""
    return a.published is not None and b.published is not None


def features_of(a: Profile, b: Profile, likeness: int) -> tuple[int | None, ...]:
    """The features of a pair, in the order of NAMES; the same for (a, b) and (b, a)."""
    if across.apart(a, b):
        return (*_NONE_WITHIN, *_across(a, b), likeness)
    return (*text_features(a, b), *(feature(a, b) for feature in STRUCTURE.values()), *_NONE_ACROSS, likeness)


def _across(a: Profile, b: Profile) -> tuple[int | None, ...]:
    return (
        1,
        across.when(when_gap(a, b)),
        across.place(place(a, b)),
        across.kind(kind(a, b)),
        across.figures(a, b),
        across.names(a, b),
        across.below(a, b),
    )
