"""An incident's own line, made from its reports alone. Everything is ordered; nothing is averaged.

Rules, each over independent reports (near copies of an earlier report add no weight):
- kind: the sum of weights by how a report tells; the graver kind wins a tie (`taxonomy`).
- title: the first telling by rank of telling, then by publication.
- time: among the times told to the week or finer, else among all, the one that most others meet; the narrower, then the earlier.
- place: among towns and finer, else among all, the one told most; with the part below the gazetteer that is told most.
- figures: see `figures.py`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache

import msgspec

from events.incidents import Figure, Incident, PlacedReport
from events.reports import Place, When
from processors.cluster.figures import FamilyOf, disputed, figures_of
from processors.cluster.when_where import TOWN, Span, place_key, span_of
from processors.report.taxonomy import OTHER, best_kind, kinds

TELLING_WEIGHT = {"new": 3, "follow_up": 2, "correction": 2, "anniversary": 1, "background": 1}
LATEST, EARLIEST = "9999", 1970
_WEEK = 7


def order(placed: PlacedReport) -> tuple[str, str]:
    """What comes first: publication, then id. A publication date that is missing or absurd sorts last."""
    return (_moment(placed.published), placed.report.id)


@lru_cache(maxsize=10_000)
def _moment(published: str) -> str:
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return LATEST
    if not EARLIEST <= moment.year <= 2100:
        return LATEST
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).isoformat()


def originals(reports: Sequence[PlacedReport], copies: Mapping[str, set[str]]) -> dict[str, str]:
    """Report -> the earliest one of its group of near copies (itself where it has none before it)."""
    ranked = sorted(reports, key=order)
    inside = {p.report.id for p in ranked}
    first: dict[str, str] = {}
    for placed in ranked:
        todo = [] if placed.report.id in first else [placed.report.id]
        while todo:
            report = todo.pop()
            if report not in first:
                first[report] = placed.report.id
                todo.extend(copies.get(report, set()) & inside)
    return first


def settled(placed: PlacedReport, incident: str, original: str) -> PlacedReport:
    """A report as it stands in its incident; `original` is the first of its near copies, itself where it is no copy."""
    copy = original != placed.report.id
    return msgspec.structs.replace(placed, incident=incident, independent=not copy, duplicate_of=original if copy else "")


def publishers_of(witnesses: Sequence[PlacedReport], family: FamilyOf) -> set[str]:
    """The independent publishers: outlets of one owner are one."""
    return {family(p.publisher or p.source) for p in witnesses}


def incident_of(
    reports: Sequence[PlacedReport],
    first: Mapping[str, str],
    said: Sequence[tuple[str, str]],
    family: FamilyOf,
    count: int = 0,
) -> Incident:
    """The line of an incident. `first` as `originals` gives it; `said`: fields that analysts set, in their order; `family`: the
    owner of a publisher; `count`: of all its reports, where `reports` are the first ones of their bundles only."""
    ranked = sorted(reports, key=order)
    witnesses = [p for p in ranked if first[p.report.id] == p.report.id]
    publishers = publishers_of(witnesses, family)
    status = "disputed" if disputed(witnesses) else "corroborated" if len(publishers) > 1 else "reported"
    incident = Incident(
        id=ranked[0].report.id,
        event_type=_kind(witnesses),
        title=_title(witnesses),
        when=_when(witnesses),
        place=_place(witnesses),
        figures=figures_of(witnesses, family),
        status=status,
        reports=count or len(ranked),
        publishers=len(publishers),
    )
    return _corrected(incident, ranked, said)


def _weight(placed: PlacedReport) -> int:
    return TELLING_WEIGHT[placed.report.telling]


def _kind(witnesses: Sequence[PlacedReport]) -> str:
    votes: Counter[str] = Counter()
    for p in witnesses:
        if p.report.event_type in kinds() and p.report.event_type != OTHER:
            votes[p.report.event_type] += _weight(p)
    return best_kind(votes)


def _title(witnesses: Sequence[PlacedReport]) -> str:
    titled = [p for p in witnesses if p.report.title or p.article_title]
    first = min(titled or witnesses, key=lambda p: (-_weight(p), order(p)))
    return first.report.title or first.article_title or " ".join(first.report.text.split())[:120]


def _when(witnesses: Sequence[PlacedReport]) -> When:
    told = [(p.report.when, span, _weight(p)) for p in witnesses if (span := span_of(p.report.when))]
    dated = [t for t in told if not t[1].month_day]
    fine = [t for t in dated if t[1].width <= _WEEK] or dated
    if not fine:
        return max((w for w, _, _ in told), key=lambda w: (sum(o == w for o, _, _ in told), w.month_day), default=When())

    def support(span: Span) -> int:
        return sum(weight for _, s, weight in dated if s.first <= span.last and span.first <= s.last)

    return min(fine, key=lambda t: (-support(t[1]), t[1].width, t[1].first, t[0].text))[0]


def _place(witnesses: Sequence[PlacedReport]) -> Place | None:
    told = [(p.report.place, _weight(p)) for p in witnesses if p.report.place]
    fine = [(p, w) for p, w in told if p.precision <= TOWN] or told
    votes: Counter[tuple[int, str]] = Counter()
    parts: Counter[tuple[tuple[int, str], str]] = Counter()
    for place, weight in fine:
        votes[place_key(place)] += weight
        if place.below:
            parts[place_key(place), place.below] += weight
    return min(
        (p for p, _ in fine),
        key=lambda p: (-votes[place_key(p)], place_key(p), -parts[place_key(p), p.below], p.precision, p.below),
        default=None,
    )


def _corrected(incident: Incident, ranked: Sequence[PlacedReport], said: Sequence[tuple[str, str]]) -> Incident:
    for field, value in said:
        if field in ("event_type", "title", "status"):
            incident = msgspec.structs.replace(incident, **{field: value})
        elif field in ("date_from", "date_to"):
            incident = msgspec.structs.replace(incident, when=_dated(incident.when, field, value))
        elif field == "geoname_id":
            place = next((p.report.place for p in ranked if p.report.place and p.report.place.geoname_id == int(value)), None)
            incident = msgspec.structs.replace(incident, place=place or incident.place)
        else:
            incident = msgspec.structs.replace(incident, figures=_figured(incident, field, int(value)))
    return incident


def _dated(when: When, field: str, value: str) -> When:
    first, last = (value, max(value, when.date_to)) if field == "date_from" else (min(value, when.date_from or value), value)
    return When(date_from=first, date_to=last, precision=1 if first == last else max(when.precision, 2), text=when.text)


def _figured(incident: Incident, field: str, value: int) -> dict[str, Figure]:
    old = incident.figures.get(field)
    figure = Figure(best=value, low=min(value, old.low) if old else value, high=max(value, old.high) if old else value)
    return dict(sorted({**incident.figures, field: figure}.items()))
