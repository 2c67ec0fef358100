"""Bundles: near copies that stand in the graph as one, by their first report. What an input changes among them.

A bundle is all reports of one rank in their articles whose passages follow one lead (dedupe/bundles.py), and which tell of the
same town and day, or have the very same words where they tell neither. So a report and the lead of its digest tell which bundle
is its. A report that an analyst names stands alone: what is said of it must not move its copies. Only the first report of a
bundle (published, then id) is compared with others.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from events.control import CorrectionMade, PassageRef
from events.incidents import PlacedReport
from events.unique import Bundled
from processors.cluster.corrections import names, refs_of
from processors.cluster.merge import order
from processors.cluster.when_where import TOWN, place_key

if TYPE_CHECKING:
    from processors.cluster.state import ClusterState, Node

Key = tuple[str, ...]
Members = list[tuple[tuple[str, str], str]]  # (order, report), the first one first
OF_ONE_BUNDLE = 700  # the likeness of two texts of one bundle, which isn't measured


def weighed(alike: tuple[int, int]) -> int:
    """A (likeness, containment) as the scorer counts it."""
    return max(alike[0], alike[1] // 2)


def key_of(placed: PlacedReport, lead: str, refs: Sequence[PassageRef]) -> Key:
    """The bundle of a report: of its own where there is no lead, or where an analyst names it. The lead stands first."""
    report = placed.report
    if not lead or any(names(ref, placed) for ref in refs):
        return (lead, "=", report.id)
    number, name = place_key(report.place) if report.place and report.place.precision <= TOWN else (0, "")
    when = report.when
    if not number and not name and not when.date_from and not when.month_day:  # what is the same then may be a form
        return (lead, str(report.ordinal), placed.digest)
    return (lead, str(report.ordinal), str(number), name, when.date_from, when.date_to, when.month_day)


class Plan:
    """What becomes of the bundles where some reports come (new or revised), some are gone, leads change, an analyst speaks.

    `changed`: reports that may stand in another bundle than before; `members`: the bundles that these are in or were, as they
    are now; `entering`: reports that from now on are the first of a bundle, or tell something else as such; `leaving`: those
    whose scores no longer hold."""

    def __init__(
        self,
        state: "ClusterState",
        come: Mapping[str, "Node"],
        gone: Iterable[str],
        bundles: Sequence[Bundled],
        correction: CorrectionMade | None,
    ) -> None:
        self.state, self.come, self.gone = state, come, frozenset(gone)
        self.leads = {b.digest: b.lead for b in bundles if b.report}
        self._refs = refs_of([correction]) if correction else {}
        held = (r for digest in self.leads for r in state.holders.get(digest, ()))
        self.changed = frozenset([*come, *self.gone, *held, *self._named()])
        self.keys: dict[str, Key] = {}
        self.members: dict[Key, Members] = {}
        for report in self.changed & state.nodes.keys():
            members = self._of(state.keys[report])
            del members[bisect_left(members, (order(state.nodes[report].placed), report))]
        for report in self.changed - self.gone:
            placed = self.placed(report)
            key = self.keys[report] = key_of(placed, self.lead(placed.digest), self._refs_to(placed.article_id))
            insort(self._of(key), (order(placed), report))
        before = {key: state.first(key) for key in self.members}
        now = {key: members[0][1] if members else "" for key, members in self.members.items()}
        stay = {now[key] for key, first in before.items() if first == now[key]} - come.keys()
        self.leaving = frozenset(before.values()) - stay - {""}
        self.entering = frozenset(now.values()) - stay - {""}

    def placed(self, report: str) -> PlacedReport:
        return (self.come.get(report) or self.state.nodes[report]).placed

    def lead(self, digest: str) -> str:
        """The lead of a digest as it would be; "" for none."""
        return self.leads[digest] if digest in self.leads else self.state.leads.get(digest, "")

    def key(self, report: str) -> Key:
        return self.keys.get(report) or self.state.keys[report]

    def bundle(self, key: Key) -> Members:
        """A bundle as it would be, not to be changed."""
        return self.members[key] if key in self.members else self.state.bundles[key]

    def _of(self, key: Key) -> Members:
        if key not in self.members:
            self.members[key] = list(self.state.bundles.get(key, ()))
        return self.members[key]

    def _refs_to(self, article: str) -> list[PassageRef]:
        return [*self.state.refs.get(article, ()), *self._refs.get(article, ())]

    def _named(self) -> list[str]:
        nodes = self.state.nodes
        return [
            r for article, refs in self._refs.items() for r in self.state.articles.get(article, ())
            if any(names(ref, nodes[r].placed) for ref in refs)
        ]  # fmt: skip
