"""The graph as one input would leave it: a view over the state, which stays as it is."""

from collections.abc import Iterator, Mapping, Sequence

from events.control import CorrectionMade
from events.incidents import PlacedReport
from processors.cluster.corrections import overrides
from processors.cluster.scorecard import NO_CANDIDATE
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

    def score(self, a: str, b: str) -> int:
        """The score of any pair; analysts come first."""
        said = self.said.get(a, {}).get(b)
        if said is not None:
            return said
        if a in self.fresh or b in self.fresh:
            return self.scores.get(a, {}).get(b, NO_CANDIDATE)
        return self.state.scores.get(a, {}).get(b, NO_CANDIDATE)

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

    def near(self, report: str, threshold: int) -> Iterator[str]:
        """The reports that a score of the threshold or above, or an analyst, ties to this one."""
        said = self.said.get(report, {})
        yield from (o for o, s in said.items() if s >= threshold)
        for other, score in self.scores.get(report, {}).items():
            if score >= threshold and other not in said:
                yield other
        if report not in self.fresh:
            for other, score in self.state.scores.get(report, {}).items():
                if score >= threshold and other not in said and other not in self.fresh and other not in self.gone:
                    yield other
