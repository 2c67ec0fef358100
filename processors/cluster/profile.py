"""A report as the scorer sees it: weighted terms and structured facts, all of them whole numbers.

Everything here is made from one report and the shipped term weights, so it can be made again at any time.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache
from sys import intern
from typing import NamedTuple

import msgspec
from babel import Locale, UnknownLocaleError

from events.incidents import PlacedReport
from events.reports import Claim, Place, Report, When
from processors.cluster.courts import court_words
from processors.cluster.spelling import sound
from processors.cluster.stems import STEM, stems
from processors.report.evidence import terms_of

Weights = Mapping[str, int]

RAREST = 91  # the weight of a term that the table doesn't know: 10 ln((documents + 1) / 0.5)
SHORT = {1: 15, 2: 20, 3: 30, 4: 55}  # an unknown short word is likely a particle of a language without a table
COMMON = 15  # a word lighter than this is left out
KEY = 50  # from this weight on a term is a key to candidates
DAY_KEY = 60  # the weight of "this town on this day"
KIND, RARE_KIND = "kind:", 50  # how kinds stand among the weights; the weight of one that never was there
_DAMPED = (0, 10, 14, 17, 20, 22, 24, 26, 28, 30, 32)  # 10 x the square root of a term's count
_MOST = 10  # so often a term counts
AFTERMATH = 2  # so many signs of what comes after an incident make a report of that
_FEW = 3  # days of a time that is told well enough to look for
TOWN = 3  # where_prec up to which a place is a town or finer
SURE = 800  # thousandths from which on a time is beyond doubt
_DAYS = 2  # date_prec up to which a time is told to some days
_SOME_DAYS = 6  # of the longest time that is still told to some days (date_prec 2)
_FIGURES = ("killed", "injured", "missing", "rescued", "arrested", "displaced")
NAMED = 60  # the weight from which on a name's sound is compared with those of another language


class Vector(msgspec.Struct, frozen=True):
    """Terms and what they weigh here; `norm` is the sum of squares."""

    of: dict[str, int]
    norm: int


class Weighed(msgspec.Struct, frozen=True):
    """Things and what they weigh; `total`: all of them together."""

    of: dict[str, int]
    total: int


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


class Heard:
    """How the names of a report sound (spelling.py): found out when it is first compared with one in another language."""

    def __init__(self, report: Report, language: str, weights: Weights) -> None:
        self._report, self._language, self._weights = report, language, weights

    @cached_property
    def names(self) -> frozenset[str]:
        """Those of its passage, but for the place and its country: these are compared as places. Arabic writes no capitals, so
        all its words stand for names."""
        report = self._report
        names = report.evidence.names or report.evidence.terms
        single = [n for n in names if " " not in n]
        town = _town_of(report)
        whole = single if report.evidence.names else [n if n in town else STEM[n] for n in single]
        weights = zip(single, whole, map(self._weights.get, whole), strict=True)
        loud = [n for n, term, weight in weights if (_unknown(term) if weight is None else weight) >= NAMED]
        place = report.place
        around = _around(place.name, place.admin1, place.country, self._language) if place else frozenset()
        return frozenset(map(sound, loud)) - around - {""}

    @cached_property
    def below(self) -> frozenset[str]:
        """Its street or district."""
        place = self._report.place
        return frozenset(map(sound, place.below.casefold().split())) - {""} if place else frozenset()


class Profile(msgspec.Struct, frozen=True):
    """`words`, `lead` and `title` hold stems (stems.py), with their weights; `names` are single names, `pairs` two that stand
    side by side, `lead_names` both kinds as the lead has them, all of them whole; `length` in words.

    `ages` are those that the passage tells, `lead_ages` those of its headline and first sentences;
    `days` are explicit days as MM-DD, `years` explicit years, `told_days` days and months as ISO dates, found out against the
    publication where need be; `towns` the GeoNames ids of all towns that are named; `kinds`: the main kind and
    others that the text speaks of in earnest, and how rare they are; `when_days` the days of the incident where it is told to
    a few days, as ISO dates; `times` and `spots` when and where it may have been; `aftermath` whether it tells of what
    came after the incident, `in_doubt` whether it does and names no earlier day than those before its publication, or whether
    no time of it stands out; `town` the GeoNames id of its town; `figures` the values
    that somebody claims of a field; `surname_stems` the stems of the surnames; `heard` how its names sound."""

    article: str
    language: str
    length: int
    words: Vector
    names: Vector
    pairs: Vector
    lead: Vector
    title: Weighed
    lead_names: Weighed
    numbers: Weighed
    clocks: frozenset[str]
    days: frozenset[str]
    years: frozenset[str]
    streets: frozenset[str]
    ages: frozenset[int]
    lead_ages: frozenset[int]
    when: Span | None
    when_days: tuple[str, ...]
    times: tuple[Time, ...]
    spots: tuple[Spot, ...]
    aftermath: bool
    in_doubt: bool
    published: int | None
    place: Place | None
    place_key: tuple[int, str]
    place_weight: int
    town: str
    kind: str
    kinds: dict[str, int]
    figures: dict[str, frozenset[int]]
    people: frozenset[str]
    surnames: frozenset[str]
    surname_stems: tuple[str, ...]
    heard: "Heard"
    told_days: frozenset[str]
    towns: frozenset[str]
    keys: dict[str, int]


def weight_of(weights: Weights, term: str) -> int:
    """How much a term tells: 10 times the natural logarithm of how rare it is."""
    weight = weights.get(term)
    return _unknown(term) if weight is None else weight


def _unknown(term: str) -> int:
    """The weight of a term that the table doesn't have."""
    return RAREST if " " in term else SHORT.get(len(term), RAREST)


def profile_of(placed: PlacedReport, weights: Weights) -> Profile:
    """The profile of a report."""
    report, evidence = placed.report, placed.report.evidence
    town = dict.fromkeys(_town_of(report), 1)
    names = {**town, **evidence.names}
    terms = stems({**{t: 1 for t in town if " " not in t}, **evidence.terms})
    lead, head = frozenset(evidence.lead), dict.fromkeys(map(STEM.__getitem__, evidence.lead), 1)
    seen = dict.fromkeys((*terms, *names, *head))
    told = {t: _unknown(t) if w is None else w for t, w in zip(seen, map(weights.get, seen), strict=True)}
    people = [p.name.casefold() for p in report.people if p.role != "official"]
    surnames = frozenset(n.split()[-1] for n in people)
    when, times = span_of(report.when), _times(report)
    aftermath = court_words(evidence.lead) + (report.telling == "follow_up") >= AFTERMATH
    place_weight = weight_of(weights, report.place.name.casefold()) if report.place else 0
    return Profile(
        article=placed.article_id,
        language=placed.language,
        length=sum(evidence.terms.values()),
        words=_vector(terms, told, COMMON),
        names=_vector({n: c for n, c in names.items() if " " not in n}, told, 0),
        pairs=_vector({n: c for n, c in names.items() if " " in n}, told, 0),
        lead=_vector(head, told, COMMON),
        title=_weighed({t: w for t in _title(report.title) if (w := weight_of(weights, t)) >= COMMON}),
        lead_names=_weighed({n: told[n] for n in evidence.names if lead.issuperset(n.split())}),
        numbers=_weighed({n: min(len(n), 4) for n in evidence.numbers}),
        clocks=frozenset(n for n in evidence.numbers if ":" in n),
        days=frozenset(d[-5:] for d in evidence.dates if d[-3:-2] == "-" and len(d) != 7),
        years=frozenset(d[:4] for d in evidence.dates if len(d) in (4, 7, 10)),
        streets=frozenset(evidence.streets),
        ages=frozenset(evidence.ages),
        lead_ages=frozenset(evidence.lead_ages),
        when=when,
        when_days=_days_of(when),
        times=times,
        spots=_spots(report),
        aftermath=aftermath,
        in_doubt=_unsure(times) or (aftermath and _fresh(when, ordinal(placed.published))),
        published=ordinal(placed.published),
        place=report.place,
        place_key=place_key(report.place) if report.place else (0, ""),
        place_weight=place_weight,
        town=str(report.place.geoname_id) if report.place and report.place.precision <= TOWN else "",
        kind=report.event_type,
        kinds={k: weights.get(KIND + k, RARE_KIND) for k in (report.event_type, *evidence.extra.get("kinds", "").split())},
        figures={f: _values(report.claims, f) for f in _FIGURES},
        people=frozenset(n for n in people if " " in n),
        surnames=surnames,
        surname_stems=tuple(map(STEM.__getitem__, surnames)),
        heard=Heard(report, placed.language, weights),
        told_days=frozenset(evidence.extra.get("days", "").split()),
        towns=frozenset(evidence.extra.get("towns", "").split()),
        keys=_keys(report, {t: w for t, w in told.items() if w >= KEY and (t in terms or " " in t)}, place_weight),
    )


@lru_cache(maxsize=2_000)
def _title(title: str) -> tuple[str, ...]:
    """The words of a headline."""
    return tuple(stems(terms_of(title)))


def _town_of(report: Report) -> tuple[str, ...]:
    return _town(report.place.name) if report.place and report.place.precision <= TOWN else ()


@lru_cache(maxsize=50_000)
def _town(name: str) -> tuple[str, ...]:
    """The words of a report's town: a passage is about it also where only the rest of the article names it."""
    return (*terms_of(name), name.casefold())


@lru_cache(maxsize=50_000)
def _around(town: str, region: str, country: str, language: str) -> frozenset[str]:
    try:
        land = Locale(language or "en").territories.get(country, "")
    except (UnknownLocaleError, ValueError):
        land = ""
    return frozenset(sound(word) for word in f"{town} {region} {land}".casefold().split())


def _vector(counts: Mapping[str, int], told: Weights, least: int) -> Vector:
    weighed = zip(counts.items(), map(told.__getitem__, counts), strict=True)
    found = {
        intern(term): weight * _DAMPED[count if count < _MOST else _MOST] for (term, count), weight in weighed if weight >= least
    }
    return Vector(found, sum([v * v for v in found.values()]))


def _weighed(weights: dict[str, int]) -> Weighed:
    return Weighed(weights, sum(weights.values()))


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


def _times(report: Report) -> tuple[Time, ...]:
    """The times that its incident may have; where there is but one, it is no longer than a few days."""
    if several := report.evidence.times:
        ends = [(ordinal(t.date_from), ordinal(t.date_to), t) for t in several]
        return tuple(Time(first, last, t.told, t.share, t.precision <= _DAYS) for first, last, t in ends if first and last)
    span = span_of(report.when)
    if span is None or span.month_day or span.width > _SOME_DAYS:
        return ()
    return (Time(span.first, span.last, bool(report.when.text), 1000),)


def _spots(report: Report) -> tuple[Spot, ...]:
    """The towns where its incident may have been."""
    if several := report.evidence.places:
        return tuple(Spot(p.geoname_id, p.lat, p.lon, p.share) for p in several if p.precision <= TOWN)
    place = report.place
    return (Spot(place.geoname_id, place.lat, place.lon, 1000),) if place and place.precision <= TOWN else ()


def _unsure(times: tuple[Time, ...]) -> bool:
    """Whether no time stands out."""
    return bool(times) and max([t.share for t in times]) < SURE


def _fresh(when: Span | None, published: int | None) -> bool:
    """Whether an incident is told to be of the days before the publication."""
    return bool(when and published and not when.month_day and when.last >= published - _FEW)


def _days_of(when: Span | None) -> tuple[str, ...]:
    if when is None or when.month_day or when.width > _FEW:
        return ()
    return tuple(date.fromordinal(day).isoformat() for day in range(when.first, when.last + 1))


def place_key(place: Place) -> tuple[int, str]:
    """What names a place: its GeoNames id; a county or region that has none (0) is told by country, region and name."""
    return place.geoname_id, "" if place.geoname_id else f"{place.country}.{place.admin1_code}.{place.name}"


def _keys(report: Report, found: dict[str, int], town: int) -> dict[str, int]:
    """What a report can be found by: its rare words and names (`found`), its town where it is a rare one, its town and day. One
    on the same day may name the quarter and another the city: both are found by the city."""
    if report.place and report.place.precision <= TOWN:
        number, name = place_key(report.place)
        if town >= KEY:
            found[f"@{name or number}"] = town
        span = span_of(report.when)
        if span and span.width <= 3:
            for day in range(span.first, span.last + 1):
                found[f"@{name or report.place.above or number}/{day or -span.month_day}"] = DAY_KEY
    return {intern(term): (weight - 30) ** 2 // 10 for term, weight in found.items()}


def _values(claims: tuple[Claim, ...], field: str) -> frozenset[int]:
    return frozenset(c.best for c in claims if c.field == field and c.best is not None)
