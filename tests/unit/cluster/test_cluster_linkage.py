"""The partition of a component, on whole numbers."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from processors.cluster.linkage import partition

ABSENT = -4000
CHARGES = {1: 0, 2: 1200, 3: 1800}
Scores = dict[tuple[str, str], int]


def brute(ids: list[str], scores: Scores, threshold: int, main: set[str]) -> list[tuple[str, ...]]:
    """The definition, word for word: join the two closest groups until none reaches the threshold, first of those with main
    reports, then of all others."""
    groups = [(i,) for i in sorted(ids)]
    for first in (True, False):
        while True:
            both = [(a, b) for a, b in combinations(groups, 2) if bool(main & {*a} and main & {*b}) == first]
            ranked = [(-close(scores, a, b), *sorted((a[0], b[0])), a, b) for a, b in both]
            if not ranked or -min(ranked)[0] < threshold:
                break
            best = min(ranked)[3:]
            groups = sorted([g for g in groups if g not in best] + [tuple(sorted(best[0] + best[1]))])
    return groups


def close(scores: Scores, a: Sequence[str], b: Sequence[str]) -> Fraction:
    """Half the average, half the mean of the smaller group's best, less the charge."""
    rows = [[scores[min(x, y), max(x, y)] for y in b] for x in a]
    average = Fraction(sum(map(sum, rows)), len(a) * len(b))
    ways = [way for way in (rows, list(zip(*rows, strict=True))) if len(way) == min(len(a), len(b))]
    matched = min(Fraction(sum(map(max, way)), len(way)) for way in ways)
    return (average + matched) / 2 - CHARGES[min(len(a), len(b))]


def near(ids: list[str], scores: Scores) -> dict[str, dict[str, int]]:
    """Each report's scores that say more than that the pair is none."""
    return {a: {b: s for b in ids if b != a and (s := scores[min(a, b), max(a, b)]) != ABSENT} for a in ids}


@settings(deadline=None)
@given(st.integers(1, 7), st.data())
def test_it_joins_the_closest(size: int, data: st.DataObject) -> None:
    ids = [f"r{i}" for i in range(size)]
    scores = {pair: data.draw(st.sampled_from([-4000, -900, -1, 0, 1, 500, 2000, 2000, 4000])) for pair in combinations(ids, 2)}
    shuffled = data.draw(st.permutations(ids))
    main = data.draw(st.sets(st.sampled_from(ids)))
    found = partition(shuffled, near(ids, scores).__getitem__, 0, ABSENT, main)
    assert found == brute(ids, scores, 0, main)


def test_a_bridge_does_not_join_what_it_touches() -> None:
    scores = {("a", "b"): 900, ("b", "c"): 900, ("a", "c"): -4000}
    assert partition(["a", "b", "c"], near(["a", "b", "c"], scores).__getitem__, 0, ABSENT, "abc") == [("a", "b"), ("c",)]


def test_a_passage_draws_no_main_report_away() -> None:
    """`a` and `b` are somewhat alike, `s`, a passage of `a`'s article, is more like `b`."""
    scores = {("a", "b"): 900, ("b", "s"): 3000, ("a", "s"): -4000}
    assert partition("abs", near(list("abs"), scores).__getitem__, 0, ABSENT, "abs") == [("a",), ("b", "s")]
    assert partition("abs", near(list("abs"), scores).__getitem__, 0, ABSENT, "ab") == [("a", "b", "s")]


def test_a_passage_joins_no_two_groups_of_main_reports() -> None:
    scores = {("a", "b"): -100, ("a", "s"): 3000, ("b", "s"): 2900}
    assert partition("abs", near(list("abs"), scores).__getitem__, 0, ABSENT, "abs") == [("a", "b", "s")]
    assert partition("abs", near(list("abs"), scores).__getitem__, 0, ABSENT, "ab") == [("a", "s"), ("b",)]


def test_two_large_groups_need_more_than_a_report_that_joins_one() -> None:
    twins = {(a, b): 3000 if a[0] == b[0] else 500 for a, b in combinations(["a1", "a2", "a3", "b1", "b2", "b3"], 2)}
    ids = sorted({i for pair in twins for i in pair})
    assert partition(ids, near(ids, twins).__getitem__, 0, ABSENT, ids) == [("a1", "a2", "a3"), ("b1", "b2", "b3")]
    late = {pair: s for pair, s in twins.items() if not {"b2", "b3"} & set(pair)}
    ids = sorted({i for pair in late for i in pair})
    assert partition(ids, near(ids, late).__getitem__, 0, ABSENT, ids) == [("a1", "a2", "a3", "b1")]


def test_a_late_report_joins_by_those_that_it_resembles() -> None:
    scores = dict.fromkeys(combinations("abcd", 2), 3000) | {
        ("a", "x"): 2500,
        ("b", "x"): 500,
        ("c", "x"): -3500,
        ("d", "x"): ABSENT,
    }
    assert sum(scores[p, "x"] for p in "abcd") < 0  # on average it doesn't
    ids = ["a", "b", "c", "d", "x"]
    assert partition(ids, near(ids, scores).__getitem__, 0, ABSENT, ids) == [("a", "b", "c", "d", "x")]
