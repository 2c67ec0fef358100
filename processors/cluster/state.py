"""What cluster knows: a fold over its own decisions. Scored pairs are kept; profiles and indexes are made again."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from events.control import CorrectionMade, PassageRef
from events.incidents import Incident, IncidentsDecided, PlacedReport, Resettled, resettled
from events.unique import Alike, Bundled
from processors.cluster.bundles import OF_ONE_BUNDLE, Key, Members, Plan, weighed
from processors.cluster.candidates import Index
from processors.cluster.corrections import refs_of
from processors.cluster.profile import Profile, profile_of
from processors.cluster.weighing import Weights

Pairs = dict[str, dict[str, int]]
_Item = TypeVar("_Item")


class Node:
    """A report. Its profile is made when it is first asked for: a near copy of an earlier report seldom is."""

    __slots__ = ("_profile", "_weights", "placed")

    def __init__(self, placed: PlacedReport, weights: Weights) -> None:
        self.placed, self._weights = placed, weights
        self._profile: Profile | None = None

    @property
    def profile(self) -> Profile:
        if self._profile is None:
            self._profile = profile_of(self.placed, self._weights)
        return self._profile


class Snapshot(msgspec.Struct):
    reports: list[PlacedReport]
    incidents: list[Incident]
    scores: list[tuple[str, str, int]]
    leads: dict[str, str]
    alike: list[Alike]
    corrections: list[CorrectionMade]


def same_telling(a: PlacedReport, b: PlacedReport) -> bool:
    """Whether two are the same but for the incident that they stand in: then their scores still hold."""
    return a.report == b.report and bare(a) == bare(b)


def bare(placed: PlacedReport) -> PlacedReport:
    """The report as it came, before it was placed."""
    if not placed.incident and placed.independent and not placed.duplicate_of:
        return placed
    return msgspec.structs.replace(placed, incident="", independent=True, duplicate_of="")


class ClusterState:
    """The graph of reports and what stands on it.

    `scores`, of the first reports of bundles, and `alike`, of leads, are symmetrical; a pair not there is no candidate, or no
    near copy. `heads`: incident -> those of its reports that are the first of a bundle."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.nodes: dict[str, Node] = {}
        self.articles: dict[str, list[str]] = {}
        self.holders: dict[str, set[str]] = {}
        self.leads: dict[str, str] = {}
        self.alike: dict[str, dict[str, tuple[int, int]]] = {}
        self.keys: dict[str, Key] = {}
        self.bundles: dict[Key, Members] = {}
        self.of_lead: dict[str, set[Key]] = {}
        self.scores: Pairs = {}
        self.index = Index()
        self.members: dict[str, set[str]] = {}
        self.heads: dict[str, set[str]] = {}
        self.incidents: dict[str, Incident] = {}
        self.corrections: list[CorrectionMade] = []
        self.refs: dict[str, list[PassageRef]] = {}

    def first(self, key: Key) -> str:
        """The first report of a bundle, "" where there is none."""
        members = self.bundles.get(key)
        return members[0][1] if members else ""

    def head(self, report: str) -> str:
        """The report that stands for this one in the graph."""
        return self.first(self.keys[report])

    def likeness(self, a: str, b: str) -> int:
        """How much alike two reports are as the scorer counts it, in thousandths; 0 where they are no near copies."""
        one, other = self.nodes[a].placed.digest, self.nodes[b].placed.digest
        leads = self.leads.get(one, ""), self.leads.get(other, "")
        if "" in leads or one == other:
            return 1000 * (one == other != "")
        return OF_ONE_BUNDLE if leads[0] == leads[1] else weighed(self.alike.get(leads[0], {}).get(leads[1], (0, 0)))

    def node(self, placed: PlacedReport) -> Node:
        return Node(placed, self._weights)

    def fold(self, decision: IncidentsDecided, known: Mapping[str, Node]) -> None:
        """Takes a decision in, in place. `known` holds profiles that were made already."""
        come, again = {}, []
        for placed in decision.reports:
            report = placed.report.id
            if report in self.nodes and same_telling(self.nodes[report].placed, placed):
                again.append(Resettled(reports=(report,), incident=placed.incident, duplicate_of=placed.duplicate_of))
            else:
                made = known.get(report)
                come[report] = made if made and same_telling(made.placed, placed) else self.node(placed)
        plan = Plan(self, come, decision.withdrawn, decision.bundles, decision.correction)
        self._rearrange(plan, [p for p in decision.reports if p.report.id in come])
        self._note_copies(decision.bundles, decision.alike)
        self._resettle([*again, *decision.resettled])
        for report in plan.entering:
            self.heads.setdefault(self.nodes[report].placed.incident, set()).add(report)
        for a, b, score in decision.scores:
            self.scores[a][b] = self.scores[b][a] = score
        for incident in decision.closed:
            self.incidents.pop(incident, None)
        for line in decision.incidents:
            self.incidents[line.id] = line
        if decision.correction:
            self.corrections.append(decision.correction)
            self.refs = refs_of(self.corrections)

    def snapshot(self) -> Snapshot:
        return Snapshot(
            reports=[self.nodes[r].placed for r in sorted(self.nodes)],
            incidents=[self.incidents[i] for i in sorted(self.incidents)],
            scores=sorted((a, b, s) for a, near in self.scores.items() for b, s in near.items() if a < b),
            leads=dict(sorted(self.leads.items())),
            alike=[
                Alike(a=a, b=b, likeness=self.alike[a][b][0], containment=self.alike[a][b][1])
                for a in sorted(self.alike) for b in sorted(self.alike[a]) if a < b
            ],
            corrections=self.corrections,
        )  # fmt: skip

    def _rearrange(self, plan: Plan, placed: Iterable[PlacedReport]) -> None:
        """Reports come and go, and the bundles are as the plan says."""
        for report in plan.leaving:
            self.index.remove(report, self.nodes[report].profile)
            for other in self.scores.pop(report):
                self.scores[other].pop(report, None)
            _take(self.heads, self.nodes[report].placed.incident, report)
        for report in (plan.gone | plan.come.keys()) & self.nodes.keys():
            self._forget(report)
        for one in placed:
            node = plan.come[one.report.id]
            node.placed = one
            self._place(one.report.id, node)
        self.keys |= plan.keys
        for key, members in plan.members.items():
            if members:
                self.bundles[key] = members
                if key[0]:
                    self.of_lead.setdefault(key[0], set()).add(key)
            elif self.bundles.pop(key, None):
                _take(self.of_lead, key[0], key)
        for report in plan.entering:
            self.index.add(report, self.nodes[report].profile)
            self.scores[report] = {}

    def _place(self, report: str, node: Node) -> None:
        self.nodes[report] = node
        self.articles.setdefault(node.placed.article_id, []).append(report)
        if node.placed.digest:
            self.holders.setdefault(node.placed.digest, set()).add(report)
        self.members.setdefault(node.placed.incident, set()).add(report)

    def _forget(self, report: str) -> None:
        placed = self.nodes.pop(report).placed
        del self.keys[report]
        _take(self.members, placed.incident, report)
        if placed.digest:
            _take(self.holders, placed.digest, report)
        self.articles[placed.article_id].remove(report)
        if not self.articles[placed.article_id]:
            del self.articles[placed.article_id]

    def _note_copies(self, bundles: Iterable[Bundled], alike: Iterable[Alike]) -> None:
        for b in bundles:
            if not b.report:
                continue
            for other in self.alike.pop(b.digest, ()):
                del self.alike[other][b.digest]
                if not self.alike[other]:
                    del self.alike[other]
            if b.lead:
                self.leads[b.digest] = b.lead
            else:
                self.leads.pop(b.digest, None)
        for pair in alike:
            for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
                self.alike.setdefault(one, {})[other] = (pair.likeness, pair.containment)

    def _resettle(self, groups: Iterable[Resettled]) -> None:
        for group in groups:
            for report in group.reports:
                node, before = self.nodes[report], self.nodes[report].placed
                node.placed = resettled(before, group)
                if before.incident != group.incident:
                    _take(self.members, before.incident, report)
                    self.members.setdefault(group.incident, set()).add(report)
                    if report in self.scores and _take(self.heads, before.incident, report):
                        self.heads.setdefault(group.incident, set()).add(report)


def _take(sets: dict[str, set[_Item]], key: str, item: _Item) -> bool:
    """Takes an item out of a set of sets; whether it was there."""
    there = item in sets.get(key, ())
    if there:
        sets[key].discard(item)
        if not sets[key]:
            del sets[key]
    return there


def dump(state: ClusterState) -> bytes:
    return msgspec.msgpack.encode(state.snapshot())


def load(data: bytes, weights: Weights) -> ClusterState:
    """The state of some bytes that `dump` made. Raises msgspec.DecodeError for others."""
    kept = msgspec.msgpack.decode(data, type=Snapshot)
    state = ClusterState(weights)
    state.corrections, state.refs = kept.corrections, refs_of(kept.corrections)
    bundles = tuple(Bundled(digest=d, lead=lead, report=True) for d, lead in kept.leads.items())
    whole = IncidentsDecided(
        id="", reports=tuple(kept.reports), incidents=tuple(kept.incidents), scores=tuple(kept.scores), bundles=bundles,
        alike=tuple(kept.alike),
    )  # fmt: skip
    state.fold(whole, {})
    return state
