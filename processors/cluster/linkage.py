"""Partition of one component from scratch, on exact whole numbers: the two groups that are closest are joined first.

Agglomerative clustering as in R. Sokal and C. Michener, "A statistical method for evaluating systematic relationships" (1958),
with a measure of our own between two groups (`closeness`): half the average score of all pairs, half how well each of the smaller
group is matched by its best counterpart, less a charge that grows with the size of the smaller group. A late report resembles
only some of a large incident, and joins it by these; two large groups that tell of twins have many pairs that are somewhat alike,
and need more (docs/adr/0092-how-close-two-groups-are.md).

What articles are mainly about is grouped first, by itself; what else they tell of joins the groups that stand then, and brings no
two of these together (docs/adr/0145-what-articles-are-about-first.md).

A tie goes to the smallest ids, so the result is a function of the set of reports and their scores.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

Scored = Callable[[str], Mapping[str, int]]
Joined = Callable[[tuple[str, ...], tuple[str, ...], int], None]
_Entry = tuple[int, str, str, int, int]
CHARGE = 1200  # what two groups need more for each doubling of the smaller one
# Binary places of a closeness. Fractions of groups of fewer than 2^20 reports differ by more than 2^-122, or not at all; whole
# numbers cost a tenth of what fractions do.
EXACT = 128


def closeness(total: int, matched: int, one: int, other: int) -> int:
    """How close two groups of `one` and `other` reports are, shifted by EXACT places: single ones as close as their score.

    `total`: the scores of all pairs; `matched`: of each of the smaller group the score with its best counterpart, summed up; of
    groups of one size the lower such sum."""
    pairs, smaller = one * other, min(one, other)
    return ((total * smaller + matched * pairs) << EXACT) // (2 * pairs * smaller) - (_charge(smaller) << EXACT)


def _charge(smaller: int) -> int:
    """CHARGE for each doubling, in steps of a half."""
    return CHARGE * ((smaller * smaller).bit_length() - 1) // 2


class _Groups:
    """The groups so far, by numbers that are never used twice. Of scores only the excess over that of no candidate is kept: what
    is absent counts 0, groups without any scored pair are never looked at, so the cost is that of the pairs that were scored.

    `excess[i][j]`: of all pairs of two groups; `matched[i][j]`: of all of group i with their best counterparts in group j;
    `best[r][j]`: of report r with that of group j; `_main`: the groups that hold a main report."""

    def __init__(self, ids: Sequence[str], scored: Scored, absent: int, main: Container[str]) -> None:
        number = {report: i for i, report in enumerate(ids)}
        self._absent = absent
        self.reports: dict[int, tuple[str, ...]] = {i: (report,) for i, report in enumerate(ids)}
        self.excess = {
            i: {number[o]: s - absent for o, s in scored(r).items() if o in number and o != r} for i, r in enumerate(ids)
        }
        self._matched = {i: dict(others) for i, others in self.excess.items()}
        self._best = {report: dict(self.excess[i]) for i, report in enumerate(ids)}
        self._main = {i for i, report in enumerate(ids) if report in main}

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Groups of which some pair of reports has a score."""
        return ((i, j) for i, others in self.excess.items() for j in others if i < j)

    def are_main(self, i: int, j: int) -> bool:
        """Whether two groups hold a main report each."""
        return i in self._main and j in self._main

    def closeness(self, i: int, j: int, least: int) -> int | None:
        """How close two groups are, None where that is less than some threshold, which is cheaper to see."""
        one, other = len(self.reports[i]), len(self.reports[j])
        there, here = self._matched[i][j], self._matched[j][i]
        matched = there if one < other else here if other < one else min(there, here)
        pairs, smaller = one * other, min(one, other)
        total = self.excess[i][j]
        if total * smaller + matched * pairs < 2 * pairs * smaller * (least - self._absent + _charge(smaller)):
            return None
        return closeness(total, matched, one, other) + (self._absent << EXACT)

    def join(self, i: int, j: int, new: int) -> None:
        """Makes one of two groups."""
        self.reports[new] = tuple(sorted(self.reports.pop(i) + self.reports.pop(j)))
        if i in self._main or j in self._main:
            self._main.add(new)
        self.excess[new] = _summed(self.excess, i, j)
        self._matched[new] = _summed(self._matched, i, j)
        for k, more in self.excess[new].items():
            self.excess[k][new] = more
            total = 0
            for report in self.reports[k]:
                best = self._best[report]
                one, other = best.pop(i, 0), best.pop(j, 0)
                best[new] = one = one if one > other else other
                total += one
            self._matched[k][new] = total


def _summed(table: dict[int, dict[int, int]], i: int, j: int) -> dict[int, int]:
    """What two groups together have with each other group; the two are forgotten."""
    both: dict[int, int] = {}
    for one, other in ((i, j), (j, i)):
        for k, value in table.pop(one).items():
            if k != other:
                both[k] = both.get(k, 0) + value
                del table[k][one]
    return both


def partition(
    reports: Sequence[str], scored: Scored, threshold: int, absent: int, main: Container[str], joined: Joined | None = None
) -> list[tuple[str, ...]]:
    """The groups of some reports, each sorted, by their smallest id. `scored` gives a report's scores with others; a pair without
    one counts `absent`, which is below the threshold. `main`: the reports that are grouped first. `joined` hears of each two
    groups and their closeness as they are joined. Of two groups that are joined at least one pair reaches the threshold.
    """
    groups = _Groups(sorted(reports), scored, absent, main)
    new = _join_closest(groups, threshold, True, len(reports), joined)
    _join_closest(groups, threshold, False, new, joined)
    return sorted(groups.reports.values())


def _join_closest(groups: _Groups, threshold: int, main: bool, new: int, joined: Joined | None) -> int:
    """Joins until no two groups are close enough: of those that hold a main report both, or of those that don't. `new`: the
    number of the next group; answers the one after the last."""
    heap = [e for i, j in groups.pairs() if (e := _entry(groups, i, j, threshold, main))]
    heapify(heap)
    while heap:
        close, _, _, i, j = heappop(heap)
        if i not in groups.reports or j not in groups.reports:
            continue
        if joined:
            joined(groups.reports[i], groups.reports[j], -close >> EXACT)
        groups.join(i, j, new)
        for k in groups.excess[new]:
            if entry := _entry(groups, k, new, threshold, main):
                heappush(heap, entry)
        new += 1
    return new


def _entry(groups: _Groups, i: int, j: int, threshold: int, main: bool) -> _Entry | None:
    if groups.are_main(i, j) != main or (close := groups.closeness(i, j, threshold)) is None:
        return None
    low, high = sorted((groups.reports[i][0], groups.reports[j][0]))
    return -close, low, high, i, j
