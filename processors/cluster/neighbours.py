"""Groups of reports as the partition saw them: how close they are, the joins inside an incident, and what nearly joined it."""

from collections.abc import Sequence
from typing import NamedTuple

from processors.cluster import linkage
from processors.cluster.explain import Explainer
from processors.cluster.linkage import partition
from processors.cluster.scorecard import NO_CANDIDATE


class Join(NamedTuple):
    """Two groups that were joined, and how close they were (linkage.py)."""

    closeness: int
    a: tuple[str, ...]
    b: tuple[str, ...]


class Near(NamedTuple):
    """Another incident. `closeness`: as the partition saw it; `scored`: how many of the `pairs` have a score of their own;
    `a`, `b`: the pair that is most alike."""

    incident: str
    closeness: int
    scored: int
    pairs: int
    a: str
    b: str


def closeness(explainer: Explainer, these: Sequence[str], those: Sequence[str]) -> int:
    """How close two groups are, as the partition counts it, rounded down: near copies of one bundle count once, and of two groups
    that hold main reports these alone."""
    these, those = _compared(explainer, _heads(explainer, these), _heads(explainer, those))
    rows = [[explainer.counted(a, b) for b in those] for a in these]
    ways = [sum(map(max, way)) for way in (rows, list(zip(*rows, strict=True))) if len(way) == min(len(these), len(those))]
    return linkage.closeness(sum(map(sum, rows)), min(ways), len(these), len(those)) >> linkage.EXACT


def joins(explainer: Explainer, reports: Sequence[str]) -> list[Join]:
    """How the partition put the reports of one incident together, in order. What is outside decides nothing about this order:
    of any two groups inside, those joined were the closest of all."""
    found: list[Join] = []
    heads = _heads(explainer, reports)
    partition(
        heads,
        explainer.scored,
        explainer.model.threshold,
        NO_CANDIDATE,
        set(filter(explainer.is_main, heads)),
        lambda a, b, close: found.append(Join(close, a, b)),
    )
    return found


def nearest(explainer: Explainer, incident: str, most: int = 5) -> list[Near]:
    """The other incidents that are closest to this one, the nearest first."""
    mine = sorted(explainer.state.heads[incident])
    scored: dict[str, dict[tuple[str, str], int]] = {}
    for a in mine:
        for b, score in explainer.scored(a).items():
            if b in explainer.state.nodes and (other := explainer.state.nodes[b].placed.incident) != incident:
                scored.setdefault(other, {})[a, b] = score
    found = [_near(explainer, mine, other, pairs) for other, pairs in scored.items()]
    return sorted(found, key=lambda near: (-near.closeness, near.incident))[:most]


def _heads(explainer: Explainer, reports: Sequence[str]) -> list[str]:
    return sorted({explainer.state.head(r) for r in reports})


def _compared(explainer: Explainer, these: list[str], those: list[str]) -> tuple[list[str], list[str]]:
    """The reports by which the partition compares two groups."""
    mains = [r for r in these if explainer.is_main(r)], [r for r in those if explainer.is_main(r)]
    return mains if all(mains) else (these, those)


def _near(explainer: Explainer, mine: list[str], other: str, scored: dict[tuple[str, str], int]) -> Near:
    theirs = sorted(explainer.state.heads[other])
    ours, others = _compared(explainer, mine, theirs)
    compared = {pair: score for pair, score in scored.items() if pair[0] in ours and pair[1] in others} or scored
    a, b = min(compared, key=lambda pair: (-compared[pair], pair))
    known = sum(len(explainer.noted(r).keys() & set(others)) for r in ours)
    return Near(other, closeness(explainer, mine, theirs), known, len(ours) * len(others), a, b)
