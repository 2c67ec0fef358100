"""The event is the difference: what became of the incidents that were touched, told as changes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from events.incidents import (
    Change,
    IncidentClosed,
    IncidentOpened,
    IncidentRenamed,
    IncidentsMerged,
    IncidentSplit,
    ReportAttached,
    ReportMoved,
    ReportRevised,
    ReportWithdrawn,
)

Others = Callable[[str], Sequence[str]]


class Before(NamedTuple):
    """What stood: report -> its incident, of every report of every touched incident; and which of them are gone or revised.
    `weights`: a report that is told for others, too, its near copies that go where it goes -> how many these are with it;
    `others` tells them."""

    incident: Mapping[str, str]
    withdrawn: Sequence[str]
    revised: Sequence[str]
    weights: Mapping[str, int] = {}
    others: Others = lambda report: ()


def changes_of(before: Before, after: Mapping[str, Sequence[str]]) -> tuple[Change, ...]:
    """The changes from `before` to `after` (incident -> its reports, its earliest first), in a fixed order."""
    stands = {report: incident for incident, reports in after.items() for report in reports}
    heirs = _heirs(before, stands)
    found: list[Change] = [ReportWithdrawn(incident=before.incident[r], report=r) for r in sorted(before.withdrawn)]
    found += [IncidentClosed(incident=i) for i in sorted(set(before.incident.values()) - heirs.keys())]
    found += _splits(before, stands, heirs)
    for incident in sorted(after):
        old = sorted(o for o, heir in heirs.items() if heir == incident)
        found += _of_one(before, incident, after[incident], old, heirs)
    return tuple(found)


def _heirs(before: Before, stands: Mapping[str, str]) -> dict[str, str]:
    """Old incident -> the one that now holds most of its reports; the smaller id wins a tie. None where no report is left."""
    went: dict[str, Counter[str]] = {}
    for report, old in before.incident.items():
        if report in stands:
            went.setdefault(old, Counter())[stands[report]] += before.weights.get(report, 1)
    return {old: min(counts, key=lambda new: (-counts[new], new)) for old, counts in went.items()}


def _splits(before: Before, stands: Mapping[str, str], heirs: Mapping[str, str]) -> list[Change]:
    parts: dict[str, set[str]] = {}
    for report, old in before.incident.items():
        new = stands.get(report)
        if new is not None and new != heirs[old] and new not in heirs.values():
            parts.setdefault(heirs[old], set()).add(new)
    return [IncidentSplit(incident=i, parts=tuple(sorted(parts[i]))) for i in sorted(parts)]


def _of_one(before: Before, incident: str, reports: Sequence[str], old: list[str], heirs: Mapping[str, str]) -> list[Change]:
    found: list[Change] = []
    if len(old) == 1 and old[0] != incident:
        found.append(IncidentRenamed(origin=old[0], incident=incident))
    elif len(old) > 1:
        found.append(IncidentsMerged(incident=incident, gone=tuple(o for o in old if o != incident)))
    opened = not old and all(r not in before.incident for r in reports)
    for report in reports:
        origin = before.incident.get(report)
        if origin is None:
            new = opened and report == reports[0]
            found.append(
                IncidentOpened(incident=incident, report=report) if new else ReportAttached(incident=incident, report=report)
            )
        elif heirs[origin] != incident:
            moved = (report, *(before.others(report) if report in before.weights else ()))
            found += [ReportMoved(report=r, origin=origin, incident=incident) for r in moved]
        if report in before.revised:
            found.append(ReportRevised(incident=incident, report=report))
    return found
