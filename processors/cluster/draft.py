"""The graph as one input would leave it: a view over the state, which stays as it is."""

from collections.abc import Sequence

from events.control import CorrectionMade
from events.incidents import PlacedReport
from processors.cluster.bundles import OF_ONE_BUNDLE, Plan, weighed
from processors.cluster.corrections import overrides
from processors.cluster.profile import Profile
from processors.cluster.siblings import in_order, is_main_report

COPY = 400  # thousandths of likeness from which a report is no witness of its own
INSIDE = 700  # thousandths of containment that make the same


class Draft:
    """The nodes are the first reports of bundles. Those that enter have the scores that are noted here only, and what the state
    holds of those that leave no longer counts."""

    def __init__(self, plan: Plan, alike: dict[str, dict[str, tuple[int, int]]], corrections: Sequence[CorrectionMade]):
        """`alike`: lead -> other leads that are near copies of it, where that is news."""
        self.plan, self.state, self.corrections = plan, plan.state, corrections
        self.scores: dict[str, dict[str, int]] = {r: {} for r in plan.entering}
        self.said = overrides(corrections, self.of_article) if corrections else {}
        self._alike = alike
        self._unsettled = plan.entering | plan.leaving

    def placed(self, report: str) -> PlacedReport:
        return self.plan.placed(report)

    def profile(self, report: str) -> Profile:
        return (self.plan.come.get(report) or self.state.nodes[report]).profile

    def of_article(self, article: str) -> list[PlacedReport]:
        """The reports of an article as they would be."""
        plan = self.plan
        old = [r for r in self.state.articles.get(article, ()) if r not in plan.gone and r not in plan.come]
        new = [r for r, node in plan.come.items() if node.placed.article_id == article]
        return [self.placed(r) for r in sorted(old + new)]

    def join(self, a: str, b: str, score: int) -> None:
        """Notes the score of a pair of which at least one enters."""
        self.scores.setdefault(a, {})[b] = score
        self.scores.setdefault(b, {})[a] = score

    def scored(self, report: str) -> dict[str, int]:
        """The scores of a node with others; analysts come first. A pair that is missing is no candidate."""
        old = {} if report in self.plan.entering else self.state.scores.get(report, {})
        scores = {o: s for o, s in old.items() if o not in self._unsettled} if self._unsettled else dict(old)
        return scores | self.scores.get(report, {}) | self.said.get(report, {})

    def siblings(self, report: str) -> list[str]:
        """All reports of a report's article, the main one first."""
        return in_order(self.of_article(self.placed(report).article_id))

    def is_main(self, report: str) -> bool:
        """Whether the partition groups it first."""
        return is_main_report(self.placed(report), self.corrections)

    def component(self, start: str, threshold: int) -> list[str]:
        """All nodes that can be reached over scores of the threshold and above, sorted."""
        seen, todo = {start}, [start]
        while todo:
            for other in self.near(todo.pop(), threshold):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        return sorted(seen)

    def near(self, report: str, threshold: int) -> list[str]:
        """The nodes that a score of the threshold or above, or an analyst, ties to this one."""
        return [other for other, score in self.scored(report).items() if score >= threshold]

    def alike(self, lead: str) -> dict[str, tuple[int, int]]:
        """The leads that are near copies of this one: (likeness, containment)."""
        old = {o: pair for o, pair in self.state.alike.get(lead, {}).items() if o not in self.plan.leads}
        return ({} if lead in self.plan.leads else old) | self._alike.get(lead, {})

    def lead_of(self, report: str) -> str:
        return self.plan.lead(self.placed(report).digest)

    def likenesses(self, report: str) -> dict[str, int]:
        """The nodes that are near copies of this one, and how much they are alike."""
        lead = self.lead_of(report)
        if not lead:
            return {}
        found = {other: weighed(pair) for near, pair in self.alike(lead).items() for other in self._nodes_of(near)}
        digest = self.placed(report).digest
        for other in self._nodes_of(lead):
            if other != report:
                found[other] = 1000 if self.placed(other).digest == digest else OF_ONE_BUNDLE
        return found

    def copies_of(self, group: Sequence[str]) -> dict[str, set[str]]:
        """Near copies among some nodes: those of which not more than one is a witness."""
        by_lead: dict[str, list[str]] = {}
        for r in group:
            if lead := self.lead_of(r):
                by_lead.setdefault(lead, []).append(r)
        near: dict[str, set[str]] = {r: set() for r in group}
        for lead, reports in by_lead.items():
            close = [o for o, (likeness, inside) in self.alike(lead).items() if likeness >= COPY or inside >= INSIDE]
            others = [o for near_lead in close for o in by_lead.get(near_lead, ())]
            for r in reports:
                near[r].update(others, reports)
        return near

    def _nodes_of(self, lead: str) -> list[str]:
        """The first reports of all bundles that follow a lead."""
        plan, state = self.plan, self.state
        keys = state.of_lead.get(lead, set()) | {k for k in plan.members if k[0] == lead}
        bundles = (plan.bundle(key) for key in sorted(keys))
        return [members[0][1] for members in bundles if members]
