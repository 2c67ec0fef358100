"""Where reports stand after an input, told as the difference to before: whole only where a report is new or tells something else.

A bundle of a thousand near copies that stays as it was costs nothing here: its first report speaks for it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from events.incidents import PlacedReport, Resettled
from processors.cluster.bundles import Key
from processors.cluster.changes import Before
from processors.cluster.draft import Draft
from processors.cluster.merge import order, settled

Stands = tuple[str, str]  # incident, the first of the near copies there


class Standing:
    """`of`: node -> where its bundle stands now, of all nodes that may be touched."""

    def __init__(self, draft: Draft, of: Mapping[str, Stands]) -> None:
        self._plan, self._state, self.of = draft.plan, draft.state, of
        plan = self._plan
        self._changed: dict[Key, list[str]] = {}
        for report in sorted(plan.keys):
            self._changed.setdefault(plan.keys[report], []).append(report)

    def reports(self) -> tuple[PlacedReport, ...]:
        """The reports that came, as they stand."""
        return tuple(settled(self._plan.placed(r), *self._where(r)) for r in sorted(self._plan.come))

    def resettled(self) -> tuple[Resettled, ...]:
        """All others that stand elsewhere now."""
        found: dict[tuple[str, str], list[str]] = {}
        for node in self.of:
            incident, first = self.of[node]
            for report in self._moved(self._plan.key(node), self.of[node]):
                found.setdefault((incident, "" if report == first else first), []).append(report)
        return tuple(Resettled(reports=tuple(sorted(found[k])), incident=k[0], duplicate_of=k[1]) for k in sorted(found))

    def before(self) -> Before:
        """What stood, one report for all of a bundle that stay together."""
        state, plan = self._state, self._plan
        told = [*self._carriers.values(), *plan.changed]
        return Before(
            {r: state.nodes[r].placed.incident for r in sorted(told) if r in state.nodes},
            sorted(plan.gone),
            sorted(r for r in plan.come if r in state.nodes),
            {r: len(plan.bundle(key)) - len(self._changed.get(key, ())) for key, r in self._carriers.items()},
            lambda report: [r for r in self._stayed_in(plan.key(report)) if r != report],
        )

    def after(self, incidents: Iterable[str]) -> dict[str, list[str]]:
        """Incident -> the reports that `before` tells of and those that came, the first one first."""
        found: dict[str, list[str]] = {incident: [] for incident in incidents}
        for report in {*self._carriers.values(), *self._plan.keys}:
            found[self._where(report)[0]].append(report)
        return {i: sorted(reports, key=lambda r: order(self._plan.placed(r))) for i, reports in found.items()}

    @cached_property
    def _carriers(self) -> dict[Key, str]:
        """Bundle -> the first of its reports that were in it before and still are, where there is one."""
        found = {}
        for node in self.of:
            key = self._plan.key(node)
            if (stayed := next(self._stayed_in(key), None)) is not None:
                found[key] = stayed
        return found

    def _where(self, report: str) -> Stands:
        return self.of[self._plan.bundle(self._plan.key(report))[0][1]]

    def _stayed_in(self, key: Key) -> Iterator[str]:
        return (r for _, r in self._plan.bundle(key) if r not in self._plan.changed)

    def _moved(self, key: Key, now: Stands) -> Sequence[str]:
        """Of a bundle, those that did not come and stand elsewhere now."""
        first = self._state.first(key)
        moved = [r for r in self._changed.get(key, ()) if r not in self._plan.come and self._stood(r) != now]
        if first and self._stood(first) != now:
            moved += self._stayed_in(key)
        return moved

    def _stood(self, report: str) -> Stands:
        placed = self._state.nodes[report].placed
        return placed.incident, placed.duplicate_of or report
