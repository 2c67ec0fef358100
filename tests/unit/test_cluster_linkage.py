"""Average linkage on whole numbers, and what an incident is made of."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from processors.cluster.linkage import partition

ABSENT = -4000
Scores = dict[tuple[str, str], int]


def brute(ids: list[str], scores: Scores, threshold: int) -> list[tuple[str, ...]]:
    """The definition, word for word: join the two groups of the highest average until none reaches the threshold."""
    groups = [(i,) for i in sorted(ids)]
    while len(groups) > 1:
        ranked = []
        for a, b in combinations(groups, 2):
            total = sum(scores[min(x, y), max(x, y)] for x in a for y in b)
            ranked.append((-Fraction(total, len(a) * len(b)), *sorted((a[0], b[0])), a, b))
        best = min(ranked)
        if -best[0] < threshold:
            break
        groups = sorted([g for g in groups if g not in best[3:]] + [tuple(sorted(best[3] + best[4]))])
    return groups


def near(ids: list[str], scores: Scores) -> dict[str, dict[str, int]]:
    """Each report's scores that say more than that the pair is none."""
    return {a: {b: s for b in ids if b != a and (s := scores[min(a, b), max(a, b)]) != ABSENT} for a in ids}


@given(st.integers(1, 7), st.data())
def test_it_is_average_linkage(size: int, data: st.DataObject) -> None:
    ids = [f"r{i}" for i in range(size)]
    scores = {pair: data.draw(st.sampled_from([-4000, -900, -1, 0, 1, 500, 500, 2000])) for pair in combinations(ids, 2)}
    shuffled = data.draw(st.permutations(ids))
    found = partition(shuffled, near(ids, scores).__getitem__, 0, ABSENT)
    assert found == brute(ids, scores, 0)


def test_a_bridge_does_not_join_what_it_touches() -> None:
    scores = {("a", "b"): 900, ("b", "c"): 900, ("a", "c"): -4000}
    assert partition(["a", "b", "c"], near(["a", "b", "c"], scores).__getitem__, 0, ABSENT) == [("a", "b"), ("c",)]
