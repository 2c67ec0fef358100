"""Why two reports stand together or apart: the features of the pair and the points of each."""

from typing import NamedTuple

from processors.cluster.corrections import overrides
from processors.cluster.features import NAMES, features_of
from processors.cluster.scorecard import Model, points_of, score
from processors.cluster.state import ClusterState


class Reason(NamedTuple):
    """A feature, its value (None: one of the two doesn't tell) and the points that it gave, in thousandths of a logit."""

    feature: str
    value: int | None
    points: int


class Explanation(NamedTuple):
    """`score`: what the pair's evidence comes to; `counted`: what the partition took (an analyst's word, or the score of no
    candidate); `threshold`: from which average on reports stand together."""

    reasons: tuple[Reason, ...]
    intercept: int
    score: int
    counted: int | None
    threshold: int
    together: bool


def explain(state: ClusterState, model: Model, report_a: str, report_b: str) -> Explanation:
    """Raises KeyError with the id of a report that is not there. The likeness of near copies is not kept: told as 450 or 0."""
    a, b = state.nodes[report_a], state.nodes[report_b]
    values = features_of(a.profile, b.profile, 450 if report_b in state.copies.get(report_a, ()) else 0)
    reasons = tuple(Reason(name, value, points_of(model, name, value)) for name, value in zip(NAMES, values, strict=True))
    said = overrides(state.corrections, lambda article: [state.nodes[r].placed for r in state.articles.get(article, ())])
    counted = said.get(report_a, {}).get(report_b, state.scores[report_a].get(report_b))
    together = a.placed.incident == b.placed.incident
    return Explanation(reasons, model.intercept, score(model, values), counted, model.threshold, together)
