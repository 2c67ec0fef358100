"""Partition of one component from scratch, on exact whole numbers: the two groups that are closest are joined first.

Agglomerative clustering as in R. Sokal and C. Michener, "A statistical method for evaluating systematic relationships" (1958),
with a measure of our own between two groups (`closeness`): half the average score of all pairs, half how well each of the smaller
group is matched by its best counterpart, less a charge that grows with the size of the smaller group. A late report resembles
only some of a large incident, and joins it by these; two large groups that tell of twins have many pairs that are somewhat alike,
and need more (docs/adr/0092-how-close-two-groups-are.md).

A tie goes to the smallest ids, so the result is a function of the set of reports and their scores.
"""

from collections.abc import Callable, Mapping, Sequence
from heapq import heapify, heappop, heappush

Scored = Callable[[str], Mapping[str, int]]
Joined = Callable[[tuple[str, ...], tuple[str, ...], int], None]
CHARGE = 1200  # what two groups need more for each doubling of the smaller one
# Binary places of a closeness. Fractions of groups of fewer than 2^20 reports differ by more than 2^-80, or not at all; whole
# numbers cost a tenth of what fractions do.
EXACT = 96


def closeness(total: int, matched: int, one: int, other: int) -> int:
    """How close two groups of `one` and `other` reports are, shifted by EXACT places: single ones as close as their score.

    `total`: the scores of all pairs; `matched`: of each of the smaller group the score with its best counterpart, summed up; of
    groups of one size the lower such sum."""
    smaller = min(one, other)
    return (((total << EXACT) // (one * other) + (matched << EXACT) // smaller) >> 1) - (_charge(smaller) << EXACT)


def _charge(smaller: int) -> int:
    """CHARGE for each doubling, in steps of a half."""
    return CHARGE * ((smaller * smaller).bit_length() - 1) // 2


class _Groups:
    """The groups so far, by numbers that are never used twice. Of scores only the excess over that of no candidate is kept: what
    is absent counts 0, groups without any scored pair are never looked at, so the cost is that of the pairs that were scored.

    `excess[i][j]`: of all pairs of two groups; `best[r][j]`: of report r with its best counterpart in group j."""

    def __init__(self, ids: Sequence[str], scored: Scored, absent: int) -> None:
        number = {report: i for i, report in enumerate(ids)}
        self._absent = absent << EXACT
        self.reports: dict[int, tuple[str, ...]] = {i: (report,) for i, report in enumerate(ids)}
        self.excess = {
            i: {number[o]: s - absent for o, s in scored(r).items() if o in number and o != r} for i, r in enumerate(ids)
        }
        self._best = {report: dict(self.excess[i]) for i, report in enumerate(ids)}

    def closeness(self, i: int, j: int) -> int:
        a, b = self.reports[i], self.reports[j]
        ways = [sum([self._best[r].get(g, 0) for r in x]) for x, y, g in ((a, b, j), (b, a, i)) if len(x) <= len(y)]
        return closeness(self.excess[i][j], min(ways), len(a), len(b)) + self._absent

    def join(self, i: int, j: int, new: int) -> None:
        """Makes one of two groups."""
        self.reports[new] = tuple(sorted(self.reports.pop(i) + self.reports.pop(j)))
        both: dict[int, int] = {}
        for one, other in ((i, j), (j, i)):
            for k, more in self.excess.pop(one).items():
                if k != other:
                    both[k] = both.get(k, 0) + more
                    del self.excess[k][one]
        self.excess[new] = both
        for k, more in both.items():
            self.excess[k][new] = more
            for report in self.reports[k]:
                best = self._best[report]
                best[new] = max(best.pop(i, 0), best.pop(j, 0))


def partition(
    reports: Sequence[str], scored: Scored, threshold: int, absent: int, joined: Joined | None = None
) -> list[tuple[str, ...]]:
    """The groups of some reports, each sorted, by their smallest id. `scored` gives a report's scores with others; a pair without
    one counts `absent`, which is below the threshold. `joined` hears of each two groups and their closeness as they are joined.
    Of two groups that are joined at least one pair reaches the threshold.
    """
    groups = _Groups(sorted(reports), scored, absent)
    heap = [
        _entry(groups, i, j)
        for i, others in groups.excess.items()
        for j, more in others.items()
        if i < j and more + absent >= threshold
    ]
    heapify(heap)
    new = len(groups.reports)
    while heap:
        close, _, _, i, j = heappop(heap)
        if i not in groups.reports or j not in groups.reports:
            continue
        if joined:
            joined(groups.reports[i], groups.reports[j], -close >> EXACT)
        groups.join(i, j, new)
        for k in groups.excess[new]:
            entry = _entry(groups, k, new)
            if -entry[0] >= threshold << EXACT:
                heappush(heap, entry)
        new += 1
    return sorted(groups.reports.values())


def _entry(groups: _Groups, i: int, j: int) -> tuple[int, str, str, int, int]:
    low, high = sorted((groups.reports[i][0], groups.reports[j][0]))
    return -groups.closeness(i, j), low, high, i, j
