"""Dedupe: which version is current, and which passages are near copies, whatever the order."""

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.errors import BadInput
from events.reports import ArticleReported, Passage
from events.unique import ArticleAdmitted, ArticleRefused, ArticleRepeated, ArticleRevised
from processors.dedupe.bundles import Draft
from processors.dedupe.copies import CONTAINMENT, LIKENESS, CopyIndex, compare
from processors.dedupe.state import DedupeState
from processors.dedupe.step import DedupeStep
from processors.report.shingles import passage_of, shingles_in
from tests.support.tellings import article

STEP = DedupeStep()
WORDS = [f"word{i}" for i in range(400)]


def story(seed: int, length: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def decided(inputs: list[ArticleReported]) -> tuple[DedupeState, list[object]]:
    state, decisions = STEP.empty(), []
    for event in inputs:
        decision = STEP.decide(state, event)
        state = STEP.apply(state, decision)
        decisions.append(decision)
    return state, decisions


def current(state: DedupeState) -> dict[str, tuple[str, str]]:
    return {a: (k.current, k.versions[k.current].source) for a, k in state.articles.items()}


def test_an_article_is_admitted_once_and_told_again_as_repeated() -> None:
    first, again = article("a", text=story(1)), article("a", text=story(1), fetched=2)
    _, (one, two, three) = decided([first, again, first])
    assert isinstance(one, ArticleAdmitted)
    assert isinstance(two, ArticleRepeated)
    assert (two.reason, two.input_id) == ("same", again.id)
    assert isinstance(three, ArticleRepeated)
    assert three.reason == "redelivered"


def test_the_version_that_was_seen_last_is_current() -> None:
    a1, b2, a3 = (article("a", text=story(v), version=v, fetched=f) for v, f in ((1, 1), (2, 2), (1, 3)))
    state, decisions = decided([a1, b2, a3])
    assert [type(d).__name__ for d in decisions] == ["ArticleAdmitted", "ArticleRevised", "ArticleRevised"]
    assert current(state)[a1.article_id][0] == a1.version


def test_a_revision_says_what_changed() -> None:
    first = article("a", text=story(1), title="Fire in mill")
    told = msgspec.structs.replace(
        article("a", text=story(1), version=2, fetched=2), title="Fire in old mill", published="2025-03-04"
    )
    longer = article("a", text=story(1) + " " + story(2, 20), version=3, fetched=3, title="Fire in old mill")
    longer = msgspec.structs.replace(longer, published="2025-03-04", characters=told.characters + 99)
    form = msgspec.structs.replace(longer, id="x", version="zz", fetched_at=longer.fetched_at + "1")
    _, (_, one, two, three) = decided([first, told, longer, form])
    assert [(c.field, c.before, c.after) for c in one.changed] == [
        ("title", "Fire in mill", "Fire in old mill"),
        ("published", first.published, "2025-03-04"),
    ]
    (text,) = two.changed
    assert (text.field, text.before, text.after) == (
        "text",
        f"{told.characters} characters",
        f"{told.characters + 99} characters",
    )
    assert 800 < text.likeness < 900
    assert [(c.field, c.likeness) for c in three.changed] == [("form", 1000)]


def test_what_changed_is_known_after_a_restart() -> None:
    first, second = (article("a", text=story(v), version=v, fetched=v) for v in (1, 2))
    state, _ = decided([first])
    restarted = STEP.load(STEP.dump(state))
    assert STEP.decide(restarted, second) == STEP.decide(state, second)
    assert [c.field for c in STEP.decide(restarted, second).changed] == ["text"]


def test_an_older_version_that_comes_late_changes_nothing() -> None:
    new, old = article("a", text=story(2), version=2, fetched=5), article("a", text=story(1), version=1, fetched=1)
    _, (_, late) = decided([new, old])
    assert isinstance(late, ArticleRepeated)
    assert late.reason == "older"


def test_one_version_of_two_sources_counts_as_the_first_by_name() -> None:
    ours, theirs = (article("a", text=story(1), source=s) for s in ("beta", "alpha"))
    for order in ([ours, theirs], [theirs, ours]):
        assert current(decided(order)[0])[ours.article_id] == (ours.version, "alpha")


def test_a_refused_input_may_be_given_again() -> None:
    event = article("a", text=story(1))
    state = STEP.apply(STEP.empty(), STEP.refuse(event, "no"))
    assert isinstance(STEP.decide(state, event), ArticleAdmitted)


def test_an_article_that_says_nothing_is_refused_and_a_stranger_is_bad_input() -> None:
    assert isinstance(STEP.decide(STEP.empty(), article("a", text="— … !", title="12")), ArticleRefused)
    with pytest.raises(BadInput, match="ArticleRepeated"):
        STEP.decide(STEP.empty(), ArticleRepeated(id="x", article_id="", version="", fetched_at="", input_id="", reason="same"))


def test_shingles_that_are_no_numbers_are_bad_input() -> None:

    event = article("a", text=story(1))
    broken = tuple(msgspec.structs.replace(p, shingles="@@@") for p in event.passages)
    with pytest.raises(BadInput, match="can't be read"):
        STEP.decide(STEP.empty(), msgspec.structs.replace(event, passages=broken))


def test_a_copy_is_noted_for_the_article_and_for_its_report() -> None:
    a, b = article("a", text=story(1)), article("b", text=story(1) + " and a line of our own")
    _, (_, second) = decided([a, b])
    assert isinstance(second, ArticleAdmitted)
    assert {(c.a, c.b) for c in second.copies} == {
        tuple(sorted((a.article_id, b.article_id))),
        tuple(sorted((a.reports[0].id, b.reports[0].id))),
    }
    assert all(c.likeness > 900 and c.containment == 1000 for c in second.copies)


def test_a_revision_takes_the_old_copies_with_it() -> None:
    a, b = article("a", text=story(1)), article("b", text=story(1))
    changed = article("a", text=story(2), version=2, fetched=2)
    state, decisions = decided([a, b, changed])
    assert isinstance(decisions[2], ArticleRevised)
    assert decisions[2].copies == ()
    third = STEP.decide(state, article("c", text=story(1)))
    assert isinstance(third, ArticleAdmitted)
    assert {c.a for c in third.copies} | {c.b for c in third.copies} == {
        b.article_id, b.reports[0].id, *(p.id for p in third.article.passages)
    }  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_candidates_miss_no_copy(data: st.DataObject) -> None:
    """What the sample finds is what comparing everything with everything finds."""
    texts = []
    for i in range(data.draw(st.integers(2, 6))):
        base, own = story(data.draw(st.integers(0, 2)), 300), story(100 + i, 300)
        kept = data.draw(st.sampled_from([0, 60, 120, 200, 300]))
        texts.append(base[: kept * 6] + " " + own[: data.draw(st.sampled_from([60, 400, 1800]))])
    passages = [passage_of(str(i), t) for i, t in enumerate(texts)]
    index = CopyIndex()
    for p in passages:
        index.add(p)
        index.assign(p.digest, p.digest)  # each a bundle of its own
    draft = Draft(index, [], {})
    for a in passages:
        found = draft.alike(a.digest)
        for b in passages:
            alike = compare(frozenset(shingles_in(a)), shingles_in(b)) if a.digest != b.digest else None
            assert found.get(b.digest) == alike
        assert all(likeness >= LIKENESS or inside >= CONTAINMENT for likeness, inside in found.values())


@settings(max_examples=100, deadline=None)
@given(st.integers(12, 90), st.integers(60, 700), st.integers(0, 50), st.randoms(use_true_random=False))
def test_which_of_two_came_first_decides_no_copy(short: int, long: int, own: int, chance: random.Random) -> None:
    """Also where one of them is so short that all its shingles are indexed, and the other is not."""
    words = [f"word{chance.randrange(5000)}" for _ in range(max(short, long))]
    one = passage_of("a", " ".join([*words[: short - min(own, short // 2)], *(f"own{i}" for i in range(min(own, short // 2)))]))
    two = passage_of("b", " ".join(words))
    assert met(one, two) == met(two, one)


def met(first: Passage, second: Passage) -> tuple[int, int] | None:
    index = CopyIndex()
    for passage in (first, second):
        if passage.digest not in index.held:
            index.add(passage)
            index.assign(passage.digest, passage.digest)
    return Draft(index, [], {}).alike(second.digest).get(first.digest)


def test_deciding_changes_nothing() -> None:
    step = DedupeStep()
    state, _ = decided([article("a", text=story(1)), article("b", text=story(1))])
    before = step.dump(state)
    step.decide(state, article("a", text=story(2), version=2, fetched=2))
    step.decide(state, article("c", text=story(1)))
    assert step.dump(state) == before
