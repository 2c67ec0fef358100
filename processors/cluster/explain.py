"""Why two reports stand together or apart: what made them comparable, the features of the pair, and the points of each.

Made from the state alone, and the state is a fold over the log's decisions, so that any merge can be explained at any later time.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from processors.cluster.candidates import days_of, needed
from processors.cluster.corrections import CERTAIN, overrides
from processors.cluster.features import NAMES, dated, features_of
from processors.cluster.profile import Profile
from processors.cluster.scorecard import HIGHEST, NO_CANDIDATE, Model, points_of, score
from processors.cluster.siblings import counted, in_order, is_main_report, told_elsewhere
from processors.cluster.state import ClusterState


class Reason(NamedTuple):
    """A feature, its value (None: one of the two doesn't tell) and the points that it gave, in thousandths of a logit."""

    feature: str
    value: int | None
    points: int


class Candidacy(NamedTuple):
    """Whether two reports were worth comparing. `shared`: the keys in common and their weights, heaviest first; `needed`: what
    they had to weigh together; `lacking`: why they were none, "" for candidates."""

    shared: tuple[tuple[str, int], ...]
    weight: int
    needed: int
    lacking: str


class Explanation(NamedTuple):
    """`score`: what the pair's evidence comes to; `counted`: what the partition took (an analyst's word, the score of no
    candidate, or ELSEWHERE); `said`: "same" or "different" where an analyst spoke; `elsewhere`: the report that tells of the
    other's incident where an article tells of it beside its main one, "" for none; `threshold`: the closeness from which groups
    are joined."""

    a: str
    b: str
    candidacy: Candidacy
    reasons: tuple[Reason, ...]
    intercept: int
    score: int
    counted: int
    said: str
    elsewhere: str
    threshold: int
    together: bool

    @property
    def basis(self) -> str:
        """What the counted score rests on."""
        spoken = "analyst" if self.said else "told elsewhere" if self.elsewhere else ""
        return spoken or ("no candidate" if self.candidacy.lacking else "evidence")


class Explainer:
    """Explains pairs of one state. `model` is this code's; the scores that counted are the log's."""

    def __init__(self, state: ClusterState, model: Model) -> None:
        self.state, self.model = state, model
        self._scored: dict[str, Mapping[str, int]] = {}

    @cached_property
    def said(self) -> dict[str, dict[str, int]]:
        """What analysts say of pairs."""
        state = self.state
        return overrides(state.corrections, lambda article: [state.nodes[r].placed for r in state.articles.get(article, ())])

    def noted(self, report: str) -> Mapping[str, int]:
        """The scores of a node, the first report of a bundle; analysts come first. A pair that isn't there is no candidate."""
        return self.state.scores.get(report, {}) | self.said.get(report, {})

    def siblings(self, report: str) -> list[str]:
        """All reports of a report's article, the main one first."""
        nodes = self.state.nodes
        return in_order([nodes[r].placed for r in self.state.articles[nodes[report].placed.article_id]])

    def is_main(self, report: str) -> bool:
        """Whether the partition groups it first."""
        return is_main_report(self.state.nodes[report].placed, self.state.corrections)

    def scored(self, report: str) -> Mapping[str, int]:
        """What the partition has of a node; a pair that isn't there counts NO_CANDIDATE."""
        if report not in self._scored:
            self._scored[report] = counted(report, self.noted, self.siblings, self.model.threshold)
        return self._scored[report]

    def counted(self, a: str, b: str) -> int:
        """What the partition took for a pair: for the first reports of their bundles."""
        spoken, (one, other) = self.said.get(a, {}).get(b), (self.state.head(a), self.state.head(b))
        if spoken is None and one == other:
            return HIGHEST
        return self.scored(one).get(other, NO_CANDIDATE) if spoken is None else spoken

    def explain(self, report_a: str, report_b: str) -> Explanation:
        """Raises KeyError with the id of a report that is not there."""
        a, b = self.state.nodes[report_a], self.state.nodes[report_b]
        one, other = self.state.head(report_a), self.state.head(report_b)
        recorded = HIGHEST if one == other else self.state.scores[one].get(other)
        mine, theirs = (a, b) if one == other else (self.state.nodes[one], self.state.nodes[other])
        values = features_of(mine.profile, theirs.profile, likeness := self.state.likeness(report_a, report_b))
        spoken = self.said.get(report_a, {}).get(report_b, 0)
        elsewhere = told_elsewhere(one, self.noted, self.siblings, self.model.threshold).get(other, "")
        model = self.model.of(dated(mine.profile, theirs.profile))
        return Explanation(
            a=report_a,
            b=report_b,
            candidacy=candidacy(mine.profile, theirs.profile, recorded, likeness > 0),
            reasons=tuple(Reason(n, v, points_of(model, n, v)) for n, v in zip(NAMES, values, strict=True)),
            intercept=model.intercept,
            score=score(model, values),
            counted=self.counted(report_a, report_b),
            said="same" if spoken == CERTAIN else "different" if spoken == -CERTAIN else "",
            elsewhere="" if spoken else elsewhere,
            threshold=self.model.threshold,
            together=a.placed.incident == b.placed.incident,
        )


def candidacy(a: Profile, b: Profile, recorded: int | None, copies: bool) -> Candidacy:
    """Whether a pair was compared, and why not. `recorded`: the log's score, None where there is none."""
    keys = a.keys.keys() & b.keys.keys()
    shared = tuple(sorted(((key, a.keys[key]) for key in keys), key=lambda item: (-item[1], item[0])))
    weight, least = sum(w for _, w in shared), needed(days_of(a), days_of(b))
    lacking = ""
    if recorded is None:
        if a.article == b.article:
            lacking = "both are of one article, which told them apart"
        elif weight < least and not copies:
            lacking = (
                f"their shared keys weigh {weight}, {least} are needed" if shared else f"they share no key, {least} are needed"
            )
        else:
            lacking = "the evidence is as weak as that of no candidate"
    return Candidacy(shared, weight, least, lacking)
