"""The graph as one input would leave it: a view over the state, which stays as it is."""

from collections.abc import Mapping, Sequence

from events.control import CorrectionMade
from events.incidents import PlacedReport
from processors.cluster.corrections import overrides
from processors.cluster.state import ClusterState, Node


class Draft:
    """`fresh`: reports that are new or revised; `gone`: reports that go. What the state holds of both no longer counts."""

    def __init__(
        self, state: ClusterState, fresh: Mapping[str, Node], gone: frozenset[str], corrections: Sequence[CorrectionMade]
    ):
        self.state, self.fresh, self.gone, self.corrections = state, fresh, gone, corrections
        self.scores: dict[str, dict[str, int]] = {r: {} for r in fresh}
        self.copies: dict[str, set[str]] = {r: set() for r in fresh}
        self.said = overrides(corrections, self.of_article) if corrections else {}

    def placed(self, report: str) -> PlacedReport:
        node = self.fresh.get(report)
        return node.placed if node else self.state.nodes[report].placed

    def of_article(self, article: str) -> list[PlacedReport]:
        """The reports of an article as they would be."""
        old = [r for r in self.state.articles.get(article, ()) if r not in self.gone and r not in self.fresh]
        new = [r for r, node in self.fresh.items() if node.placed.article_id == article]
        return [self.placed(r) for r in sorted(old + new)]

    def join(self, a: str, b: str, score: int) -> None:
        """Notes the score of a pair of which at least one is fresh."""
        self.scores.setdefault(a, {})[b] = score
        self.scores.setdefault(b, {})[a] = score

    def scored(self, report: str) -> dict[str, int]:
        """The scores of a report with others; analysts come first. A pair that is missing is no candidate."""
        old = {} if report in self.fresh else self.state.scores.get(report, {})
        scores = {o: s for o, s in old.items() if o not in self.fresh and o not in self.gone}
        return scores | self.scores.get(report, {}) | self.said.get(report, {})

    def copies_of(self, reports: Sequence[str]) -> dict[str, set[str]]:
        """Near copies among some reports."""
        inside = set(reports)
        near: dict[str, set[str]] = {}
        for r in reports:
            known = set() if r in self.fresh else self.state.copies.get(r, set()) - self.fresh.keys()
            near[r] = (known | self.copies.get(r, set())) & inside
        return near

    def component(self, start: str, threshold: int) -> list[str]:
        """All reports that can be reached over scores of the threshold and above, sorted."""
        seen, todo = {start}, [start]
        while todo:
            for other in self.near(todo.pop(), threshold):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        return sorted(seen)

    def near(self, report: str, threshold: int) -> list[str]:
        """The reports that a score of the threshold or above, or an analyst, ties to this one."""
        return [other for other, score in self.scored(report).items() if score >= threshold]
