"""Partition of one component: average linkage from scratch, on exact whole numbers.

UPGMA (R. Sokal and C. Michener, "A statistical method for evaluating systematic relationships", 1958), stopped at a threshold.
The two groups with the highest average score are joined first; a tie goes to the smallest ids. So the result is a function of
the set of reports and their scores.
"""

from collections.abc import Callable, Mapping, Sequence
from heapq import heapify, heappop, heappush

Scored = Callable[[str], Mapping[str, int]]
Joined = Callable[[tuple[str, ...], tuple[str, ...], int], None]
# Binary places of an average. Two averages of fewer than 2^20 reports differ by more than 2^-80, or not at all: so their order is
# that of the fractions, which cost ten times as much to compare.
_EXACT = 96


def partition(
    reports: Sequence[str], scored: Scored, threshold: int, absent: int, joined: Joined | None = None
) -> list[tuple[str, ...]]:
    """The groups of some reports, each sorted, by their smallest id. `scored` gives a report's scores with others; a pair without
    one counts `absent`, which is below the threshold. `joined` hears of each two groups and their average as they are joined.

    Kept of two groups is only by how much their scored pairs exceed `absent`: groups without any are never joined. So the cost is
    that of the pairs that were scored, not of all pairs.
    """
    ids = sorted(reports)
    number = {report: i for i, report in enumerate(ids)}
    groups: dict[int, tuple[str, ...]] = {i: (report,) for i, report in enumerate(ids)}
    excess = {i: {number[o]: s - absent for o, s in scored(r).items() if o in number and o != r} for i, r in enumerate(ids)}
    heap = [
        _entry(more + absent, groups[i], groups[j], i, j)
        for i, others in excess.items()
        for j, more in others.items()
        if i < j and more + absent >= threshold
    ]
    heapify(heap)
    new = len(ids)
    while heap:
        average, _, _, i, j = heappop(heap)
        if i not in groups or j not in groups:
            continue
        if joined:
            joined(groups[i], groups[j], -average >> _EXACT)
        merged = tuple(sorted(groups.pop(i) + groups.pop(j)))
        excess[new] = _joined(excess, i, j)
        for k, more in excess[new].items():
            pairs = len(groups[k]) * len(merged)
            if more + absent * pairs >= threshold * pairs:
                heappush(heap, _entry(more + absent * pairs, groups[k], merged, k, new))
            excess[k][new] = more
        groups[new] = merged
        new += 1
    return sorted(groups.values())


def _joined(excess: dict[int, dict[int, int]], i: int, j: int) -> dict[int, int]:
    """What two groups together exceed with each other group; the two are forgotten."""
    both: dict[int, int] = {}
    for one, other in ((i, j), (j, i)):
        for k, more in excess.pop(one).items():
            if k != other:
                both[k] = both.get(k, 0) + more
                del excess[k][one]
    return both


def _entry(total: int, a: tuple[str, ...], b: tuple[str, ...], i: int, j: int) -> tuple[int, str, str, int, int]:
    low, high = sorted((a[0], b[0]))
    return (-total << _EXACT) // (len(a) * len(b)), low, high, i, j
