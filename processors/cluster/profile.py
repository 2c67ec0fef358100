"""A report as the scorer sees it: weighted terms and structured facts, all of them whole numbers.

Everything here is made from one report and the shipped term weights, so it can be made again at any time.
"""

from functools import lru_cache
from sys import intern

import msgspec

from events.incidents import PlacedReport
from events.reports import Claim, Place, Report
from processors.cluster.courts import court_words
from processors.cluster.heard import Heard, town_of
from processors.cluster.stems import STEM, stems
from processors.cluster.weighing import Vector, Weighed, Weights, unknown, vector, weighed, weight_of
from processors.cluster.when_where import (
    TOWN,
    Span,
    Spot,
    Time,
    days_within,
    hours_of,
    is_fresh,
    is_unsure,
    ordinal,
    place_key,
    span_of,
    spots_of,
    times_of,
)  # fmt: skip
from processors.report.evidence import terms_of

COMMON = 15  # a word lighter than this is left out
KEY = 50  # from this weight on a term is a key to candidates
DAY_KEY = 60  # the weight of "this town on this day"
AFTERMATH = 2  # so many signs of what comes after an incident make a report of that
_FIGURES = ("killed", "injured", "missing", "rescued", "arrested", "displaced")
KIND, RARE_KIND = "kind:", 50  # how kinds stand among the weights; the weight of one that never was there


class Profile(msgspec.Struct, frozen=True):
    """`words`, `lead` and `title` hold stems (stems.py), with their weights; `names` are single names, `pairs` two that stand
    side by side, `lead_names` both kinds as the lead has them, all of them whole; `length` in words.

    `hours`: from when to when of the day it happened, past 24 of the night after;
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
    hours: tuple[int, int] | None
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
    heard: Heard
    told_days: frozenset[str]
    towns: frozenset[str]
    keys: dict[str, int]


def profile_of(placed: PlacedReport, weights: Weights) -> Profile:
    """The profile of a report."""
    report, evidence = placed.report, placed.report.evidence
    town = dict.fromkeys(town_of(report), 1)
    names = {**town, **evidence.names}
    terms = stems({**{t: 1 for t in town if " " not in t}, **evidence.terms})
    lead, head = frozenset(evidence.lead), dict.fromkeys(map(STEM.__getitem__, evidence.lead), 1)
    seen = dict.fromkeys((*terms, *names, *head))
    told = {t: unknown(t) if w is None else w for t, w in zip(seen, map(weights.get, seen), strict=True)}
    people = [p.name.casefold() for p in report.people if p.role != "official"]
    surnames = frozenset(n.split()[-1] for n in people)
    when, times = span_of(report.when), times_of(report)
    aftermath = court_words(evidence.lead) + (report.telling == "follow_up") >= AFTERMATH
    place_weight = weight_of(weights, report.place.name.casefold()) if report.place else 0
    return Profile(
        article=placed.article_id,
        language=placed.language,
        length=sum(evidence.terms.values()),
        words=vector(terms, told, COMMON),
        names=vector({n: c for n, c in names.items() if " " not in n}, told, 0),
        pairs=vector({n: c for n, c in names.items() if " " in n}, told, 0),
        lead=vector(head, told, COMMON),
        title=weighed({t: w for t in _title(report.title) if (w := weight_of(weights, t)) >= COMMON}),
        lead_names=weighed({n: told[n] for n in evidence.names if lead.issuperset(n.split())}),
        numbers=weighed({n: min(len(n), 4) for n in evidence.numbers}),
        clocks=frozenset(n for n in evidence.numbers if ":" in n),
        hours=hours_of(report),
        days=frozenset(d[-5:] for d in evidence.dates if d[-3:-2] == "-" and len(d) != 7),
        years=frozenset(d[:4] for d in evidence.dates if len(d) in (4, 7, 10)),
        streets=frozenset(evidence.streets),
        ages=frozenset(evidence.ages),
        lead_ages=frozenset(evidence.lead_ages),
        when=when,
        when_days=days_within(when),
        times=times,
        spots=spots_of(report),
        aftermath=aftermath,
        in_doubt=is_unsure(times) or (aftermath and is_fresh(when, ordinal(placed.published))),
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
