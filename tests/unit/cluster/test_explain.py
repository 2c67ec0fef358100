"""Explanations: they add up, they tell of analysts, and the joins of an incident are those of the whole partition."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from events.control import CorrectionMade, PassageRef
from processors.cluster.corrections import CERTAIN
from processors.cluster.explain import Explainer
from processors.cluster.linkage import partition
from processors.cluster.neighbours import closeness, joins, nearest
from processors.cluster.scorecard import NO_CANDIDATE, shipped
from processors.cluster.siblings import ELSEWHERE
from processors.cluster.state import ClusterState
from processors.cluster.step import ClusterStep
from processors.dedupe.step import DedupeStep
from tests.support.tellings import article, report

IDS = ["a", "b", "c", "d", "e", "f"]
DYKE = "A dyke broke on Tallow Street in Norrvik, said Ilse Brandt of Teshkala."
TEXT = "A gas blast wrecked a bakery on Tallow Street in Norrvik. Ilse Brandt, 54, said the {} shook."


def worked_out(*, said: Sequence[CorrectionMade] = ()) -> tuple[ClusterStep, ClusterState, list[str]]:
    """Two reports of one blast, a flood that shares only a name, and a fire elsewhere."""
    step, dedupe = ClusterStep(shipped()), DedupeStep()
    state, known = step.empty(), dedupe.empty()
    events = [
        article("a", [report("a", 0, TEXT.format("road"), "explosion", "Norrvik", "2021-03-03", 3)]),
        article("b", [report("b", 0, TEXT.format("quay"), "explosion", "Norrvik", "2021-03-03", 3)]),
        article("c", [report("c", 0, DYKE, "flood", "Teshkala", "2014-06-05", 9)]),
        article("d", [report("d", 0, "Fire in a granary.", "fire", "Oduma", "2020-08-01")]),
    ]
    for event in events:
        state = step.apply(state, step.decide(state, dedupe.decide(known, event)))
    for correction in said:
        state = step.apply(state, step.decide(state, correction))
    return step, state, [e.reports[0].id for e in events]


def test_what_counted_is_an_analysts_word_where_one_spoke() -> None:
    _, _, (a, b, _, _) = worked_out()
    refs = [PassageRef(article_id=article(key, []).article_id) for key in ("a", "b")]
    apart = CorrectionMade(
        id="x", action="different", analyst="me", reason="two blasts", made_at="2026-01-01T00:00:00.000Z", a=refs[0], b=refs[1]
    )
    step, state, _ = worked_out(said=[apart])
    why = Explainer(state, step.model).explain(a, b)
    assert (why.said, why.basis, why.counted, why.together) == ("different", "analyst", -CERTAIN, False)
    assert why.score > why.threshold


def test_what_was_no_candidate_says_what_was_lacking() -> None:
    step, state, (a, _, _, d) = worked_out()
    why = Explainer(state, step.model).explain(a, d)
    assert (why.basis, why.counted) == ("no candidate", NO_CANDIDATE)
    assert why.candidacy.weight < why.candidacy.needed
    assert str(why.candidacy.needed) in why.candidacy.lacking


def test_reports_of_one_article_were_told_apart_by_it() -> None:
    step, dedupe = ClusterStep(shipped()), DedupeStep()
    state = step.empty()
    both = article("a", [report("a", n, TEXT.format(w), "explosion", "Norrvik", "2021-03-03") for n, w in enumerate(("x", "y"))])
    state = step.apply(state, step.decide(state, dedupe.decide(dedupe.empty(), both)))
    why = Explainer(state, step.model).explain(both.reports[0].id, both.reports[1].id)
    assert "one article" in why.candidacy.lacking


def test_an_article_that_tells_of_the_other_incident_elsewhere_is_not_of_it() -> None:
    step, dedupe = ClusterStep(shipped()), DedupeStep()
    state, known = step.empty(), dedupe.empty()
    blast = report("one", 0, TEXT.format("road"), "explosion", "Norrvik", "2021-03-03", 3)
    flood = report("both", 0, DYKE, "flood", "Teshkala", "2014-06-05", 9)
    besides = report("both", 1, TEXT.format("quay"), "explosion", "Norrvik", "2021-03-03", 3)
    for event in (article("one", [blast]), article("both", [flood, besides])):
        state = step.apply(state, step.decide(state, dedupe.decide(known, event)))
    explainer = Explainer(state, step.model)
    why = explainer.explain(blast.id, flood.id)
    assert (why.basis, why.elsewhere, why.counted, why.together) == ("told elsewhere", besides.id, ELSEWHERE, False)
    assert explainer.explain(blast.id, besides.id).together
    (near,) = nearest(explainer, state.nodes[blast.id].placed.incident)
    assert (near.closeness, near.pairs) == (ELSEWHERE, 1)


def test_the_nearest_other_incident_is_the_closest_one() -> None:
    step, state, (a, b, c, _) = worked_out()
    explainer = Explainer(state, step.model)
    assert state.nodes[a].placed.incident == state.nodes[b].placed.incident != state.nodes[c].placed.incident
    near = nearest(explainer, state.nodes[a].placed.incident)
    assert near[0].incident == c
    assert near[0].closeness == closeness(explainer, [a, b], [c]) < step.model.threshold
    assert near[0].pairs == 2


PAIRS = st.sampled_from([(x, y) for x in IDS for y in IDS if x < y])


@given(st.dictionaries(PAIRS, st.integers(-3000, 3000)), st.integers(-500, 500), st.sets(st.sampled_from(IDS)))
def test_the_joins_inside_a_group_are_those_of_the_whole(
    pairs: dict[tuple[str, str], int], threshold: int, main: set[str]
) -> None:
    def scored(one: str) -> Mapping[str, int]:
        return {(y if x == one else x): s for (x, y), s in pairs.items() if one in (x, y)}

    whole: list[tuple[tuple[str, ...], tuple[str, ...], int]] = []
    groups = partition(IDS, scored, threshold, NO_CANDIDATE, main, lambda *join: whole.append(join))
    inside = []
    for group in groups:
        partition(group, scored, threshold, NO_CANDIDATE, main, lambda *join: inside.append(join))
    assert sorted(inside) == sorted(whole)
    assert all(close >= threshold for _, _, close in whole)


def test_the_joins_of_an_incident_end_in_all_its_reports() -> None:
    step, state, (a, b, _, _) = worked_out()
    explainer = Explainer(state, step.model)
    (join,) = joins(explainer, [a, b])
    assert {*join.a, *join.b} == {a, b}
    assert join.closeness == closeness(explainer, join.a, join.b) == state.scores[a][b]
