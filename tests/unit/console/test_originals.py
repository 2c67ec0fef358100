"""Of what an article is a near copy hangs on the set of articles alone."""

import random
from collections.abc import Sequence
from itertools import permutations

from console.originals import originals
from events.base import Decision
from events.reports import ArticleReported
from processors.dedupe.step import DedupeStep
from tests.support.tellings import article


def decided(events: Sequence[ArticleReported]) -> list[Decision]:
    step = DedupeStep()
    state, decisions = step.empty(), []
    for event in events:
        decisions.append(step.decide(state, event))
        state = step.apply(state, decisions[-1])
    return decisions


def answers(events: Sequence[ArticleReported]) -> dict[str, str]:
    return originals(decided(events), {e.article_id: e.published for e in events})


def chain(seed: int, links: int = 3) -> list[ArticleReported]:
    """Texts of 40 shingles, each with 28 of the one before: a Jaccard of .54, and .25 (no near copies) two texts on."""
    words = [f"w{seed}x{n}" for n in range(44 + 12 * links)]
    days = random.Random(seed).sample(range(1, 29), links)
    return [
        article(f"k{n}", text=" ".join(words[12 * n : 12 * n + 44]), published=f"2024-05-{day:02d}") for n, day in enumerate(days)
    ]


def test_any_order_of_a_chain_gives_the_same_originals() -> None:
    """By the seed, the text in the middle or one of the others is the lead."""
    for seed in range(24):
        first, *others = map(answers, permutations(chain(seed)))
        assert others == [first] * 5


def test_any_order_of_long_chains_gives_the_same_originals() -> None:
    for seed in range(24):
        events = chain(seed, links=9)
        first = answers(events)
        random.Random(seed).shuffle(events)
        assert answers(events) == first


def test_a_text_is_a_copy_of_the_earliest_that_it_hangs_together_with() -> None:
    for seed in range(24):
        events = chain(seed)
        earliest, *rest = sorted(events, key=lambda e: e.published)
        assert answers(events) == {e.article_id: earliest.article_id for e in rest}


def test_the_same_text_is_a_copy_by_day_then_by_id_and_without_a_day_comes_last() -> None:
    text = "A fire broke out in the old mill of Norrvik at dawn and two people were taken to hospital."
    undated, late, one, two = (
        article(f"k{n}", text=text, published=day) for n, day in enumerate(("", "2024-05-03", *["2024-05-02"] * 2))
    )
    original, other = sorted((one, two), key=lambda e: e.article_id)
    assert answers([undated, late, one, two]) == {e.article_id: original.article_id for e in (undated, late, other)}


def test_an_older_version_is_no_original() -> None:
    text = "A fire broke out in the old mill of Norrvik at dawn and two people were taken to hospital."
    old, copy = article("a", text=text), article("b", text=text)
    new = article("a", text="Something else entirely was printed later.", version=2, fetched=2)
    assert answers([old, copy])
    assert not answers([old, copy, new])
    assert not answers([new, old, copy])


def test_two_short_texts_are_no_copies() -> None:
    assert not answers([article("a", text="Fire."), article("b", text="Fire.")])
