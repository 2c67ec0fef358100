"""Cluster: incidents are a function of the set of articles and the sequence of corrections."""

import random
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.codec import AnyEvent, decode, encode
from events.control import CorrectionMade, PassageRef
from events.errors import BadInput
from events.ids import make_id
from events.incidents import (
    Incident,
    IncidentOpened,
    IncidentRenamed,
    IncidentsDecided,
    IncidentsMerged,
    ReportAttached,
    ReportWithdrawn,
)
from events.reports import ArticleReported
from processors.cluster.bundles import Plan
from processors.cluster.draft import Draft
from processors.cluster.explain import Explainer
from processors.cluster.scorecard import shipped
from processors.cluster.state import ClusterState
from processors.cluster.step import ClusterStep
from processors.dedupe.step import DedupeStep
from processors.report.shingles import digest_of
from tests.support.tellings import article, report

DEDUPE, STEP = DedupeStep(), ClusterStep(shipped())
NAMES = ["Ilse Brandt", "Marek Duda", "Tomas Vrba", "Anna Kowal", "Piet Joosten", "Lena Fors"]
STREETS = ["Tallow", "Quarry", "Lantern", "Orchard", "Foundry", "Harbour"]
SCENES = [
    ("explosion", "A gas blast wrecked a bakery"),
    ("fire", "Fire swept a timber warehouse"),
    ("shooting", "Gunmen shot a clerk"),
]


def telling(incident: int, voice: int) -> tuple[str, str, str, str, int]:
    """(text, kind, town, day, killed) of an incident in one of several voices."""
    fixed = random.Random(incident)
    kind, scene = SCENES[incident % 3]
    town = ["Norrvik", "Calbera", "Teshkala", "Oduma"][incident % 4]
    day, killed = f"2024-{1 + incident % 11:02d}-{1 + incident % 27:02d}", 2 + incident % 7
    name, street = fixed.choice(NAMES), f"{fixed.choice(STREETS)}{'abcdefgh'[incident % 8]}"
    openers = ["Officials said", "According to the mayor", "Witnesses told reporters", "Late that evening"]
    own = " ".join(
        random.Random(1000 * incident + voice).choices(["crews", "smoke", "windows", "families", "roads", "signal"], k=12)
    )
    text = (
        f"{openers[voice % 4]} on {day}: {scene} on {street} Street in {town}, killing {killed} people. "
        f"{name}, who lived nearby, said {own}. Neighbours of {name} gathered on {street} Street."
    )
    return text, kind, town, day, killed


def told(key: str, incidents: Sequence[int], voice: int = 0, version: int = 1, fetched: int = 1) -> ArticleReported:
    article_id = make_id("article", key)
    reports = []
    for n, incident in enumerate(incidents):
        text, kind, town, day, killed = telling(incident, voice)
        reports.append(report(article_id, n, text, kind, town, day, killed, title=text[:40]))
    published = f"2024-{1 + incidents[0] % 11:02d}-28" if incidents and voice % 3 else ""
    return article(
        key,
        reports,
        text="\n".join(r.text for r in reports) or "Nothing here.",
        version=version,
        fetched=fetched,
        published=published,
    )


class Newsroom:
    """Both steps in a row, as the workers run them; keeps what cluster decided."""

    def __init__(self) -> None:
        self.known, self.state = DEDUPE.empty(), STEP.empty()
        self.decisions: list[IncidentsDecided] = []

    def take(self, *events: AnyEvent) -> IncidentsDecided:
        for event in events:
            if isinstance(event, ArticleReported):
                unique = DEDUPE.decide(self.known, event)
                self.known = DEDUPE.apply(self.known, unique)
                event = unique  # type: ignore[assignment]
            decision = STEP.decide(self.state, event)
            assert isinstance(decision, IncidentsDecided)
            self.state = STEP.apply(self.state, decision)
            self.decisions.append(decision)
        return self.decisions[-1]

    def live(self) -> tuple[dict[str, Incident], object, object]:
        placed = {r: n.placed for r, n in sorted(self.state.nodes.items())}
        return dict(sorted(self.state.incidents.items())), placed, {k: sorted(v) for k, v in sorted(self.state.members.items())}


def all_of(state: ClusterState) -> object:
    """Everything but the order in which dictionaries were filled."""
    tables = (state.members, state.articles, state.heads, state.holders, state.bundles, state.of_lead)
    return (
        state.snapshot(),
        [{k: sorted(v) for k, v in sorted(t.items())} for t in tables],  # type: ignore[attr-defined]
        sorted(state.keys.items()),
        {k: dict(sorted(v.items())) for k, v in sorted(state.scores.items())},
    )


def ref(event: ArticleReported, ordinal: int = 0) -> PassageRef:
    return PassageRef(article_id=event.article_id, digest=digest_of(event.reports[ordinal].text))


def correction(number: int, action: str, **fields: object) -> CorrectionMade:
    return CorrectionMade(id=f"c{number}", action=action, **fields)  # type: ignore[arg-type]


def test_two_tellings_of_one_incident_are_one() -> None:
    room = Newsroom()
    first = room.take(told("a", [1], voice=1))
    assert [type(c) for c in first.changes] == [IncidentOpened]
    second = room.take(told("b", [1], voice=2))
    assert [type(c) for c in second.changes] == [ReportAttached] or IncidentRenamed in [type(c) for c in second.changes]
    assert [i.reports for i in room.state.incidents.values()] == [2]
    assert [i.status for i in room.state.incidents.values()] == ["corroborated"]
    room.take(told("c", [2], voice=1))
    assert len(room.state.incidents) == 2


def test_reports_of_one_article_stay_apart() -> None:
    room = Newsroom()
    room.take(told("a", [1, 5]))
    assert len(room.state.incidents) == 2


def test_a_copy_is_a_place_where_it_ran_and_no_witness() -> None:
    room = Newsroom()
    room.take(told("a", [1], voice=1), told("b", [1], voice=1))
    (incident,) = room.state.incidents.values()
    assert (incident.reports, incident.publishers, incident.status) == (2, 1, "reported")
    copies = [n.placed for n in room.state.nodes.values() if not n.placed.independent]
    assert [p.duplicate_of for p in copies] == [incident.id]


def test_a_revision_moves_the_report_and_a_withdrawal_closes_its_incident() -> None:
    room = Newsroom()
    room.take(told("a", [1], voice=1), told("b", [2], voice=1))
    room.take(told("b", [1], voice=2, version=2, fetched=2))
    assert [i.reports for i in room.state.incidents.values()] == [2]
    gone = room.take(told("b", [], version=3, fetched=3))
    assert ReportWithdrawn in [type(c) for c in gone.changes]
    assert [i.reports for i in room.state.incidents.values()] == [1]


def test_a_revision_that_changes_nothing_here_says_nothing() -> None:
    room = Newsroom()
    room.take(told("a", [1], voice=1))
    again = msgspec.structs.replace(told("a", [1], voice=1, version=2, fetched=2), characters=5)
    decision = room.take(again)
    assert (decision.changes, decision.reports, decision.incidents) == ((), (), ())


def test_a_veto_splits_and_waits_for_its_reports() -> None:
    a, b = told("a", [1], voice=1), told("b", [1], voice=2)
    veto = correction(1, "different", a=ref(a), b=ref(b))
    late, early = Newsroom(), Newsroom()
    late.take(a, b, veto)
    early.take(veto, a, b)
    assert late.live() == early.live()
    assert len(late.state.incidents) == 2
    late.take(correction(2, "same", a=ref(a), b=ref(b)))
    assert len(late.state.incidents) == 1


def test_an_analyst_joins_what_no_evidence_does() -> None:
    a, b = told("a", [1]), told("b", [2])
    room = Newsroom()
    decision = room.take(a, b, correction(1, "same", a=ref(a), b=PassageRef(article_id=b.article_id)))
    assert IncidentsMerged in [type(c) for c in decision.changes]
    assert len(room.state.incidents) == 1


def test_a_field_set_by_an_analyst_stands() -> None:
    a, b = told("a", [1], voice=1), told("b", [1], voice=2)
    room = Newsroom()
    room.take(
        a, correction(1, "set", a=ref(a), field="killed", value="4"), correction(2, "set", a=ref(a), field="title", value="Blast")
    )
    room.take(b)
    (incident,) = room.state.incidents.values()
    assert (incident.figures["killed"].best, incident.title) == (4, "Blast")


def test_nothing_of_a_retracted_source_counts() -> None:
    a, b = told("a", [1], voice=1), told("b", [1], voice=2)
    room = Newsroom()
    room.take(a, b, correction(1, "retract", source="a"), told("a", [3], voice=2, version=2, fetched=2))
    assert {n.placed.source for n in room.state.nodes.values()} == {"b"}
    assert [i.reports for i in room.state.incidents.values()] == [1]


@pytest.mark.parametrize(
    "fields",
    [{"action": "same", "a": PassageRef(article_id="x")}, {"action": "retract"},
     {"action": "set", "a": PassageRef(article_id="x"), "field": "killed", "value": "many"},
     {"action": "set", "a": PassageRef(article_id="x"), "field": "date_from", "value": "May"},
     {"action": "set", "a": PassageRef(article_id="x"), "field": "date_to", "value": "20240512"}],
)  # fmt: skip
def test_a_correction_that_lacks_something_is_bad_input(fields: dict[str, object]) -> None:
    with pytest.raises(BadInput, match="correction c1"):
        STEP.decide(STEP.empty(), CorrectionMade(id="c1", **fields))  # type: ignore[arg-type]


inputs = st.lists(
    st.builds(
        lambda key, incidents, voice, version: told(f"k{key}", incidents, voice, version, version),
        st.integers(0, 7), st.lists(st.integers(0, 4), max_size=2, unique=True), st.integers(0, 3), st.integers(1, 3),
    ),
    min_size=1, max_size=9, unique_by=lambda a: (a.article_id, a.version),
)  # fmt: skip


@st.composite
def corrections(draw: st.DrawFn, articles: list[ArticleReported]) -> list[CorrectionMade]:
    passages = [ref(a, n) for a in articles for n in range(len(a.reports))]
    if not passages:
        return []
    pick = st.sampled_from(passages)
    made = []
    for n in range(draw(st.integers(0, 3))):
        action = draw(st.sampled_from(["same", "different", "set", "retract"]))
        made.append(correction(n, action, a=draw(pick), b=draw(pick), field="killed", value=str(n), source=f"k{n}"))
    return made


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_order_gives_the_same_incidents(data: st.DataObject) -> None:
    articles = data.draw(inputs)
    said = data.draw(corrections(articles))
    one, two = Newsroom(), Newsroom()
    one.take(*articles, *said)
    rest: list[AnyEvent] = list(data.draw(st.permutations(articles)))
    for n, made in enumerate(said):
        rest.insert(data.draw(st.integers(rest.index(said[n - 1]) + 1 if n else 0, len(rest))), made)
    two.take(*rest)
    assert one.live() == two.live()


def test_a_passage_that_an_analyst_compares_is_a_main_report_before_the_other_one_comes() -> None:
    """Else the groups would hang on which of the two came first."""
    room, both, later = Newsroom(), told("x", [0, 1]), told("y", [1])
    passage = both.reports[1].id

    def is_main() -> bool:
        return Draft(Plan(room.state, {}, (), (), None), {}, room.state.corrections).is_main(passage)

    room.take(both)
    assert not is_main()
    room.take(correction(0, "different", a=ref(both, 1), b=ref(later, 0)))
    assert is_main()
    assert Explainer(room.state, STEP.model).is_main(passage)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_state_is_a_fold_over_the_decisions(data: st.DataObject) -> None:
    """Through the log's bytes, by a step that has never decided anything; and through a snapshot."""
    articles = data.draw(inputs)
    room = Newsroom()
    room.take(*articles, *data.draw(corrections(articles)), *data.draw(st.permutations(articles)))
    other = ClusterStep(shipped())
    folded = other.empty()
    for decision in room.decisions:
        read = decode(encode(decision))
        assert isinstance(read, IncidentsDecided)
        folded = other.apply(folded, read)
    assert all_of(folded) == all_of(room.state)
    loaded = other.load(other.dump(folded))
    assert all_of(loaded) == all_of(room.state)
    probe = DEDUPE.decide(DEDUPE.empty(), told("probe", [1, 2], voice=3))
    assert other.decide(loaded, probe) == STEP.decide(room.state, probe)


@settings(max_examples=20, deadline=None)
@given(inputs)
def test_deciding_changes_nothing(articles: list[ArticleReported]) -> None:
    room = Newsroom()
    room.take(*articles)
    before = STEP.dump(room.state)
    STEP.decide(room.state, DEDUPE.decide(room.known, told("k0", [1], version=9, fetched=9)))
    assert STEP.dump(room.state) == before


def test_a_hundred_and_fifty_articles_in_three_orders() -> None:
    articles = [told(f"k{n}", [n % 40] if n % 7 else [n % 40, (n + 3) % 40], voice=n // 40) for n in range(150)]
    lives = []
    for seed in (None, 1, 2):
        if seed:
            random.Random(seed).shuffle(articles)
        room = Newsroom()
        room.take(*articles)
        lives.append(room.live())
    assert lives[0] == lives[1] == lives[2]
    incidents = lives[0][0]
    assert 1 < len(incidents) < 150
