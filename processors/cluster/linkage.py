"""Partition of one component: average linkage from scratch, on exact whole numbers.

UPGMA (R. Sokal and C. Michener, "A statistical method for evaluating systematic relationships", 1958), stopped at a threshold.
The two groups with the highest average score are joined first; a tie goes to the smallest ids. So the result is a function of
the set of reports and their scores.
"""

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush

Score = Callable[[str, str], int]
# Binary places of an average. Two averages of fewer than 2^20 reports differ by more than 2^-80, or not at all: so their order is
# that of the fractions, which cost ten times as much to compare.
_EXACT = 96


def partition(reports: Sequence[str], score: Score, threshold: int) -> list[tuple[str, ...]]:
    """The groups of some reports, each sorted, by their smallest id."""
    ids = sorted(reports)
    groups: dict[int, tuple[str, ...]] = {i: (report,) for i, report in enumerate(ids)}
    sums = {(i, j): score(a, ids[j]) for i, a in enumerate(ids) for j in range(i + 1, len(ids))}
    heap = [_entry(total, groups[i], groups[j], i, j) for (i, j), total in sums.items() if total >= threshold]
    heapify(heap)
    while heap:
        _, _, _, i, j = heappop(heap)
        if i not in groups or j not in groups:
            continue
        new = len(ids)
        ids.append("")
        merged = tuple(sorted(groups.pop(i) + groups.pop(j)))
        for k, group in groups.items():
            total = sums[min(i, k), max(i, k)] + sums[min(j, k), max(j, k)]
            sums[k, new] = total
            if total >= threshold * len(group) * len(merged):
                heappush(heap, _entry(total, group, merged, k, new))
        groups[new] = merged
    return sorted(groups.values())


def _entry(total: int, a: tuple[str, ...], b: tuple[str, ...], i: int, j: int) -> tuple[int, str, str, int, int]:
    low, high = sorted((a[0], b[0]))
    return (-total << _EXACT) // (len(a) * len(b)), low, high, i, j
