"""What the reports of one article say of each other's incidents."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from processors.cluster.corrections import CERTAIN
from processors.cluster.siblings import ELSEWHERE, counted, told_elsewhere

IDS = [f"{article}{n}" for article in "abc" for n in range(3)]  # the main reports are a0, b0, c0
SCORES = st.sampled_from([-CERTAIN, -3000, -1, 0, 2000, CERTAIN])
WORDS = st.sampled_from([-CERTAIN, CERTAIN])  # only analysts speak of two reports of one article
_PAIRS = list(combinations(IDS, 2))
PAIRS = st.builds(
    lambda scored, said: scored | said,
    st.dictionaries(st.sampled_from([p for p in _PAIRS if p[0][0] != p[1][0]]), SCORES),
    st.dictionaries(st.sampled_from([p for p in _PAIRS if p[0][0] == p[1][0]]), WORDS, max_size=2),
)
Pairs = dict[tuple[str, str], int]


def siblings(report: str) -> list[str]:
    return [r for r in IDS if r[0] == report[0]]


def scores(pairs: Pairs) -> dict[str, dict[str, int]]:
    return {r: {(y if x == r else x): s for (x, y), s in pairs.items() if r in (x, y)} for r in IDS}


def taken(pairs: Pairs, report: str) -> dict[str, int]:
    return dict(counted(report, scores(pairs).__getitem__, siblings, 0))


def test_the_main_report_is_not_of_what_its_article_tells_elsewhere() -> None:
    pairs = {("a0", "b0"): -500, ("a1", "b0"): 2000}
    assert taken(pairs, "a0") == {"b0": ELSEWHERE}
    assert taken(pairs, "b0") == {"a0": ELSEWHERE, "a1": 2000}
    assert told_elsewhere("b0", scores(pairs).__getitem__, siblings, 0) == {"a0": "a1"}


def test_a_pair_that_was_no_candidate_counts_so_too() -> None:
    assert taken({("a1", "b0"): 2000}, "a0") == {"b0": ELSEWHERE}


def test_main_reports_that_are_alike_stay_so() -> None:
    pairs = {("a0", "b0"): 500, ("a1", "b0"): 2000}
    assert taken(pairs, "a0") == {"b0": 500}


def test_two_passages_say_nothing_of_the_main_reports() -> None:
    assert taken({("a0", "b0"): -500, ("a1", "b1"): 2000}, "a0") == {"b0": -500}


def test_an_analysts_word_stands() -> None:
    for word in (CERTAIN, -CERTAIN):
        assert taken({("a0", "b0"): word, ("a1", "b0"): 2000}, "a0") == {"b0": word}


def test_a_passage_that_an_analyst_calls_the_same_as_the_main_report_tells_nothing_apart() -> None:
    pairs = {("a0", "b0"): -50, ("a1", "b0"): 1500, ("a0", "a1"): CERTAIN}
    assert taken(pairs, "a0") == {"b0": -50, "a1": CERTAIN}
    assert taken(pairs, "b0") == {"a0": -50, "a1": 1500}


@given(PAIRS)
def test_what_counts_is_the_same_both_ways_round(pairs: Pairs) -> None:
    for a in IDS:
        for b, score in taken(pairs, a).items():
            assert taken(pairs, b)[a] == score
