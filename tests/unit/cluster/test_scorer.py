"""The scorer: whole numbers, the same for (a, b) and (b, a), and a missing value speaks for neither side."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from processors.cluster.explain import Explainer
from processors.cluster.feature_words import NOT_TOLD, WORDING, meaning_of
from processors.cluster.features import NAMES, features_of
from processors.cluster.features_text import TEXT, text_features
from processors.cluster.features_what import ages_told, ages_told_both_ways
from processors.cluster.features_where import place
from processors.cluster.profile import Profile, profile_of
from processors.cluster.scorecard import HIGHEST, NO_CANDIDATE, Card, Model, points_of, score, shipped
from processors.cluster.scorer import Scorer
from processors.cluster.step import ClusterStep, placed_report
from processors.dedupe.step import DedupeStep
from tests.support.tellings import article, report, town

TEXTS = st.lists(st.sampled_from(["Ilse Brandt", "Norrvik", "blast", "54", "on 3 March 2021", "Tallow Street"]), max_size=8)
DAYS = st.sampled_from(["", "2021-03-03", "2021-03-05", "2020-01-01"])


@st.composite
def profiles(draw: st.DrawFn):  # type: ignore[no-untyped-def]
    text, place, day = " ".join(draw(TEXTS)), draw(st.sampled_from(["", "Norrvik", "Oduma"])), draw(DAYS)
    told = report("x", 0, text, "fire", place, day, draw(st.sampled_from([None, 0, 3])))
    return profile_of(placed_report(article("x", [told], published=draw(DAYS)), told), shipped().weights)


@given(profiles(), profiles(), st.integers(0, 1000))
def test_a_pair_scores_the_same_both_ways_and_within_bounds(a, b, likeness) -> None:  # type: ignore[no-untyped-def]
    assert features_of(a, b, likeness) == features_of(b, a, likeness)
    assert NO_CANDIDATE <= score(shipped(), features_of(a, b, likeness)) <= HIGHEST


@given(profiles(), profiles(), st.integers(0, 1000), st.integers(-20_000, 20_000))
def test_a_pair_that_is_left_off_early_scores_what_all_its_features_say(a, b, likeness, intercept) -> None:  # type: ignore[no-untyped-def]
    model = msgspec.structs.replace(shipped(), intercept=intercept)
    assert Scorer(model).score(a, b, likeness) == score(model, features_of(a, b, likeness))


def test_a_pair_without_a_chance_is_left_off_before_its_words_are_compared() -> None:
    told = report("x", 0, "A blast wrecked a bakery in Norrvik.", "fire", "Norrvik", "2021-03-03")
    one = profile_of(placed_report(article("x", [told]), told), shipped().weights)
    bare = msgspec.structs.replace(shipped(), intercept=-1_000_000)
    wordless = msgspec.structs.replace(one, words=None)  # type: ignore[arg-type]
    assert Scorer(bare).score(one, wordless, 0) == NO_CANDIDATE


def test_two_counties_without_an_id_are_neither_one_place_nor_found_by_one_key() -> None:
    def of(name: str):  # type: ignore[no-untyped-def]
        there = msgspec.structs.replace(town("Norrvik", 3), geoname_id=0, name=name)
        told = msgspec.structs.replace(report("x", 0, "Something.", "fire", "", "2021-03-03"), place=there)
        return profile_of(placed_report(article("x", [told]), told), shipped().weights)

    upper, lower = of("Uppersley County"), of("Lowersley County")
    assert place(upper, of("Uppersley County")) in (4, 5, 6)
    assert place(upper, lower) == 3
    assert not {k for k in upper.keys if k.startswith("@")} & lower.keys.keys()


@given(profiles())
def test_what_one_does_not_tell_is_missing(a) -> None:  # type: ignore[no-untyped-def]
    empty = report("y", 0, "", "")
    b = profile_of(placed_report(article("y", [empty]), empty), shipped().weights)
    values = dict(zip(NAMES, features_of(a, b, 0), strict=True))
    assert {v for n, v in values.items() if n != "copy"} == {None}


def test_the_points_of_a_bin_hold_from_its_edge_on() -> None:
    model = Model("t", 0, 0, {"words": Card((10, 20), (1, 2, 3), 9)}, {})
    assert [points_of(model, "words", v) for v in (0, 9, 10, 19, 20, 99, None)] == [1, 1, 2, 2, 3, 3, 9]


def test_the_shipped_model_has_a_card_for_each_feature() -> None:
    model = shipped()
    for cards in (model.of(True).cards, model.of(False).cards):
        assert tuple(cards) == NAMES
        assert all(len(c.points) == len(c.edges) + 1 for c in cards.values())
    assert min(model.weights.values()) >= 0


def test_pairs_without_a_publication_date_have_cards_of_their_own() -> None:
    undated = Model("", 5, 0, {}, {})
    model = Model("t", 0, 0, {}, {}, undated)
    assert [model.of(True), model.of(False), undated.of(False)] == [model, undated, undated]
    told = report("y", 0, "A blast.")
    dateless = profile_of(msgspec.structs.replace(placed_report(article("y", [told]), told), published=""), {})
    dated_one = profile_of(msgspec.structs.replace(placed_report(article("y", [told]), told), published="2020-01-01"), {})
    step = ClusterStep(model)
    assert step.model_of(dated_one, dated_one) is model
    assert step.model_of(dateless, dated_one) is undated


def test_an_explanation_adds_up_to_the_score_that_was_counted() -> None:
    step, dedupe = ClusterStep(shipped()), DedupeStep()
    state, known = step.empty(), dedupe.empty()
    text = "A gas blast wrecked a bakery on Tallow Street in Norrvik. Ilse Brandt, 54, said the {} shook."
    tellings = (("a", "road", "2021-03-03"), ("b", "quay", ""))
    events = [article(k, [report(k, 0, text.format(w), "explosion", "Norrvik", d, 3)]) for k, w, d in tellings]
    for event in events:
        state = step.apply(state, step.decide(state, dedupe.decide(known, event)))
    a, b = (e.reports[0].id for e in events)
    why = Explainer(state, step.model).explain(a, b)
    assert why.together
    assert why.counted == why.score == max(NO_CANDIDATE, min(HIGHEST, why.intercept + sum(r.points for r in why.reasons)))


def test_every_feature_has_words_and_every_value_reads() -> None:
    assert set(NAMES) <= set(WORDING)
    assert [meaning_of("place", v) for v in (5, None)] == ["the same town", NOT_TOLD]
    assert [meaning_of("when", v) for v in (0, 3, 1012, 2000)] == [
        "they meet",
        "3 days apart",
        "12 days apart, one told vaguely",
        "they meet, one without a year",
    ]
    assert meaning_of("words", 345) == "cosine 0.345"
    assert meaning_of("not there", 7) == "7"


def test_more_agreement_never_costs_points_and_a_wider_gap_never_earns_any() -> None:
    model = shipped()
    for cards in (model.of(True).cards, model.of(False).cards):
        _check_the_way(cards)


def _check_the_way(cards: dict[str, Card]) -> None:
    for name in (
        "words",
        "names",
        "lead",
        "lead names",
        "rare words",
        "numbers",
        "days told",
        "streets",
        "killed",
        "people",
        "ages told",
        "ages told both ways",
    ):
        assert list(cards[name].points) == sorted(cards[name].points), name
    gaps = cards["published"].points
    assert list(gaps) == sorted(gaps, reverse=True)
    assert list(cards["place"].points[:7]) == sorted(cards["place"].points[:7])


def test_a_text_tells_the_names_of_a_lead_whichever_stands_first() -> None:
    def of(key: str, title: str, text: str) -> Profile:
        told = report(key, 0, text, title=title)
        return profile_of(placed_report(article(key, [told]), told), shipped().weights)

    short = of("a", "Blast in Norrvik", "A blast hurt Ilse Brandt in Norrvik.")
    long = of("b", "", "Nothing else was said of it. " * 12 + "The blast in Norrvik hurt Ilse Brandt, and Oskar Lind saw it.")
    there = dict(zip(TEXT, text_features(short, long), strict=True))
    assert there == dict(zip(TEXT, text_features(long, short), strict=True))
    assert there["title told"] == 1000
    assert there["names"]
    assert there["rare name pairs"]


def test_ages_in_a_lead_are_looked_for_in_the_other_text() -> None:
    def of(lead: tuple[int, ...], ages: tuple[int, ...], killed: int = 1) -> Profile:
        told = report("x", 0, "Shots were fired.", killed=killed)
        evidence = msgspec.structs.replace(told.evidence, ages=ages, lead_ages=lead)
        return profile_of(placed_report(article("x", [told]), msgspec.structs.replace(told, evidence=evidence)), {})

    one, other = of((3, 34), (3, 34)), of((3,), (3, 7))
    assert (ages_told(one, other), ages_told_both_ways(one, other)) == (1000, 500)
    assert (ages_told(one, of((9,), (9,))), ages_told_both_ways(one, of((9,), (9, 34)))) == (0, 0)
    assert (ages_told(one, of((), (3,))), ages_told_both_ways(of((), (3,)), one)) == (None, None)
    assert ages_told(one, of((9,), (9,), killed=20)) is None, "of many dead each text may tell of another"
    assert ages_told(one, of((3,), (3, 7), killed=20)) == 1000
