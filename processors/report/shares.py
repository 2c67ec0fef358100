"""How likely each of several choices is, by the points that a conditional logit gives them: the same numbers on every machine."""

from collections.abc import Sequence
from math import exp

LOGIT = 100  # points of one unit of a logit in the shipped weights
LEAST = 20  # a share that is told, in thousandths
_WEIGHTS = tuple(round(1_000_000 * exp(-behind / LOGIT)) for behind in range(15 * LOGIT))  # what lies further behind has none


def shares(points: Sequence[int]) -> list[int]:
    """The share of each choice in thousandths, rounded (softmax); 0 for one below LEAST that isn't the first of the likeliest,
    and for all where that one is all but certain."""
    most = max(points, default=0)
    weights = [_WEIGHTS[most - p] if most - p < len(_WEIGHTS) else 0 for p in points]
    total = sum(weights)
    found = [(1000 * w + total // 2) // total for w in weights]
    best = found.index(max(found)) if found else 0
    told = [share if share >= LEAST or i == best else 0 for i, share in enumerate(found)]
    return told if found and found[best] <= 1000 - LEAST else [0] * len(told)
