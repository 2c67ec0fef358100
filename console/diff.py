"""What became of the incidents between two generations: kept, merged, split, new, gone, and which fields changed."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

FIELDS = ("event_type", "title", "date_from", "date_to", "month_day", "place", "figures", "status")


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """Ids of incidents. `kept`: the same reports, `changed`: of these, the fields that differ; `moved`: one to one with
    other reports; `merged`: now -> then; `split`: then -> now."""

    kept: int
    changed: dict[str, list[str]]
    merged: dict[str, list[str]]
    split: dict[str, list[str]]
    moved: dict[str, list[str]]
    new: list[str]
    gone: list[str]


def difference(before: Iterable[dict[str, Any]], after: Iterable[dict[str, Any]]) -> Difference:
    """Compares two exports. Incidents meet by their reports, never by their own ids."""
    old, new = ({i["id"]: i for i in incidents} for incidents in (before, after))
    old_of, new_of = _holders(old), _holders(new)
    came_from = {i: _met(incident, old_of) for i, incident in new.items()}
    went_to = {i: _met(incident, new_of) for i, incident in old.items()}
    pairs = [(a[0], i) for i, a in came_from.items() if len(a) == 1 and went_to[a[0]] == [i]]
    kept = [(a, i) for a, i in pairs if _reports(old[a]) == _reports(new[i])]
    changes = {i: [f for f in FIELDS if old[a].get(f) != new[i].get(f)] for a, i in kept}
    return Difference(
        kept=len(kept),
        changed={i: fields for i, fields in changes.items() if fields},
        merged={i: a for i, a in came_from.items() if len(a) > 1},
        split={a: i for a, i in went_to.items() if len(i) > 1},
        moved={a: [i] for a, i in pairs if (a, i) not in set(kept)},
        new=[i for i, a in came_from.items() if not a],
        gone=[a for a, i in went_to.items() if not i],
    )


def _reports(incident: Mapping[str, Any]) -> set[str]:
    return {report["id"] for report in incident["reports"]}


def _holders(incidents: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    return {report: i for i, incident in incidents.items() for report in _reports(incident)}


def _met(incident: Mapping[str, Any], holders: Mapping[str, str]) -> list[str]:
    return sorted({holders[report] for report in _reports(incident) if report in holders})
