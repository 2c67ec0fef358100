"""What cluster knows: a fold over its own decisions. Scored pairs are kept; profiles and indexes are made again."""

from collections.abc import Mapping

import msgspec

from events.control import CorrectionMade
from events.incidents import Incident, IncidentsDecided, PlacedReport
from processors.cluster.candidates import Index
from processors.cluster.profile import Profile, Weights, profile_of

Pairs = dict[str, dict[str, int]]


class Node(msgspec.Struct):
    """A report in the graph."""

    placed: PlacedReport
    profile: Profile


class Snapshot(msgspec.Struct):
    reports: list[PlacedReport]
    incidents: list[Incident]
    scores: list[tuple[str, str, int]]
    copies: list[tuple[str, str]]
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
    """The graph of reports and what stands on it. `scores` and `copies` are symmetrical; a pair not there is no candidate."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.nodes: dict[str, Node] = {}
        self.articles: dict[str, list[str]] = {}
        self.scores: Pairs = {}
        self.copies: dict[str, set[str]] = {}
        self.index = Index()
        self.members: dict[str, list[str]] = {}
        self.incidents: dict[str, Incident] = {}
        self.corrections: list[CorrectionMade] = []

    def fold(self, decision: IncidentsDecided, known: Mapping[str, Node]) -> None:
        """Takes a decision in, in place. `known` holds profiles that were made already."""
        for report in decision.withdrawn:
            self._leave(report)
            self._forget(report)
        for placed in decision.reports:
            self._place(placed, known)
        for a, b, score in decision.scores:
            self.scores[a][b] = self.scores[b][a] = score
        for a, b in decision.copies:
            self.copies.setdefault(a, set()).add(b)
            self.copies.setdefault(b, set()).add(a)
        for incident in decision.closed:
            self.incidents.pop(incident, None)
        for line in decision.incidents:
            self.incidents[line.id] = line
        if decision.correction:
            self.corrections.append(decision.correction)

    def snapshot(self) -> Snapshot:
        return Snapshot(
            reports=[self.nodes[r].placed for r in sorted(self.nodes)],
            incidents=[self.incidents[i] for i in sorted(self.incidents)],
            scores=sorted((a, b, s) for a, near in self.scores.items() for b, s in near.items() if a < b),
            copies=sorted((a, b) for a, near in self.copies.items() for b in near if a < b),
            corrections=self.corrections,
        )

    def _place(self, placed: PlacedReport, known: Mapping[str, Node]) -> None:
        report = placed.report.id
        before = self.nodes.get(report)
        if before is not None:
            self._leave(report)
        if before is not None and same_telling(before.placed, placed):
            before.placed = placed
        else:
            if before is not None:
                self._forget(report)
            made = known.get(report)
            profile = made.profile if made and same_telling(made.placed, placed) else profile_of(placed, self._weights)
            self.nodes[report] = Node(placed, profile)
            self.index.add(report, profile.keys)
            self.articles.setdefault(placed.article_id, []).append(report)
            self.scores[report] = {}
        self.members.setdefault(placed.incident, []).append(report)

    def _leave(self, report: str) -> None:
        incident = self.nodes[report].placed.incident
        self.members[incident].remove(report)
        if not self.members[incident]:
            del self.members[incident]

    def _forget(self, report: str) -> None:
        node = self.nodes.pop(report)
        self.index.remove(report, node.profile.keys)
        for other in self.scores.pop(report):
            del self.scores[other][report]
        for other in self.copies.pop(report, ()):
            self.copies[other].discard(report)
        self.articles[node.placed.article_id].remove(report)
        if not self.articles[node.placed.article_id]:
            del self.articles[node.placed.article_id]


def dump(state: ClusterState) -> bytes:
    return msgspec.msgpack.encode(state.snapshot())


def load(data: bytes, weights: Weights) -> ClusterState:
    """The state of some bytes that `dump` made. Raises msgspec.DecodeError for others."""
    kept = msgspec.msgpack.decode(data, type=Snapshot)
    state = ClusterState(weights)
    whole = IncidentsDecided(
        id="", reports=tuple(kept.reports), incidents=tuple(kept.incidents), scores=tuple(kept.scores), copies=tuple(kept.copies)
    )
    state.fold(whole, {})
    state.corrections = kept.corrections
    return state
