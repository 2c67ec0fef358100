"""Groups of reports as the partition saw them: averages between them, the joins inside an incident, and what nearly joined it."""

from collections.abc import Sequence
from typing import NamedTuple

from processors.cluster.explain import Explainer
from processors.cluster.linkage import partition
from processors.cluster.scorecard import NO_CANDIDATE


class Join(NamedTuple):
    """Two groups that average linkage joined, and their average score."""

    average: int
    a: tuple[str, ...]
    b: tuple[str, ...]


class Near(NamedTuple):
    """Another incident. `average`: over all pairs of reports; `scored`: how many of the `pairs` have a score of their own;
    `a`, `b`: the pair that is most alike."""

    incident: str
    average: int
    scored: int
    pairs: int
    a: str
    b: str


def average(explainer: Explainer, these: Sequence[str], those: Sequence[str]) -> int:
    """The average score between two groups, as the partition counts it, rounded down: near copies of one bundle count once."""
    these, those = _heads(explainer, these), _heads(explainer, those)
    return sum(explainer.counted(a, b) for a in these for b in those) // (len(these) * len(those))


def joins(explainer: Explainer, reports: Sequence[str]) -> list[Join]:
    """How average linkage put the reports of one incident together, in order. What is outside decides nothing about this order:
    of any two groups inside, those joined had the highest average of all."""
    found: list[Join] = []
    partition(
        _heads(explainer, reports),
        explainer.scored,
        explainer.model.threshold,
        NO_CANDIDATE,
        lambda a, b, mean: found.append(Join(mean, a, b)),
    )
    return found


def nearest(explainer: Explainer, incident: str, most: int = 5) -> list[Near]:
    """The other incidents with the highest average score with this one, the nearest first."""
    members = explainer.state.heads
    mine = sorted(members[incident])
    scored: dict[str, dict[tuple[str, str], int]] = {}
    for a in mine:
        for b, score in explainer.scored(a).items():
            if b in explainer.state.nodes and (other := explainer.state.nodes[b].placed.incident) != incident:
                scored.setdefault(other, {})[a, b] = score
    found = [_near(other, pairs, len(mine) * len(members[other])) for other, pairs in scored.items()]
    return sorted(found, key=lambda near: (-near.average, near.incident))[:most]


def _heads(explainer: Explainer, reports: Sequence[str]) -> list[str]:
    return sorted({explainer.state.head(r) for r in reports})


def _near(incident: str, scored: dict[tuple[str, str], int], pairs: int) -> Near:
    total = sum(scored.values()) + NO_CANDIDATE * (pairs - len(scored))
    a, b = min(scored, key=lambda pair: (-scored[pair], pair))
    return Near(incident, total // pairs, len(scored), pairs, a, b)
