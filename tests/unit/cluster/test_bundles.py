"""Bundles of near copies: a function of the set, scored once, and told compactly."""

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from events.codec import AnyEvent, decode, encode
from events.ids import make_id
from events.incidents import IncidentsDecided
from events.reports import ArticleReported
from events.unique import ArticleAdmitted
from processors.cluster.scorecard import shipped
from processors.cluster.step import ClusterStep
from processors.dedupe.bundles import BUNDLE
from processors.dedupe.copies import CopyIndex, sample_of
from processors.dedupe.step import DedupeStep
from tests.support.tellings import article, report
from tests.unit.cluster.test_cluster import Newsroom, all_of, correction, ref

WORDS = [f"word{n}" for n in range(60)]
PLACES = ["Norrvik", "Calbera", "Teshkala"]


def copied(key: str, story: int, edits: Sequence[int], *, day: int = 1, version: int = 1) -> ArticleReported:
    """A text of 120 words with some of them changed; the `day` it was published is no part of what it tells."""
    words = random.Random(story).choices(WORDS, k=120)
    for n in edits:
        words[(7 * n) % 120] = f"edit{n}"
    article_id = make_id("article", key)
    text = f"Ilse Brandt{story} of Tallow{story} Street said: {' '.join(words)}."
    place = PLACES[story % 3] if 19 not in edits else ""
    told = [report(article_id, 0, text, "explosion", place, f"2024-05-{1 + story:02d}", 2 + story, title=text[:30])]
    return article(key, told, version=version, fetched=version, published=f"2024-05-{day:02d}" if day else "")


copies = st.lists(
    st.builds(
        lambda key, story, edits, day, version: copied(f"k{key}", story, edits, day=day, version=version),
        st.integers(0, 15), st.integers(0, 1), st.lists(st.integers(0, 19), max_size=16, unique=True),
        st.integers(0, 9), st.integers(1, 3),
    ),
    min_size=1, max_size=16, unique_by=lambda a: (a.article_id, a.version),
)  # fmt: skip


def leads_from_scratch(index: CopyIndex) -> dict[str, str]:
    """The rule itself: by digest, the smallest lead before a text that is alike, else the text."""
    lead: dict[str, str] = {}
    for digest in sorted(index.held):
        mine, alike = sample_of(index.held[digest].shingles), []
        for other in (d for d, its in lead.items() if its == d):
            theirs = sample_of(index.held[other].shingles)
            shared = len(mine & theirs)
            if shared and 1000 * shared >= BUNDLE * (len(mine) + len(theirs) - shared):
                alike.append(other)
        lead[digest] = min(alike, default=digest)
    return lead


@settings(max_examples=100, deadline=None)
@given(copies)
def test_what_changes_is_mended_to_what_the_rule_says(events: list[ArticleReported]) -> None:
    room = Newsroom()
    for event in events:
        room.take(event)
        for index in (room.known.wholes, room.known.reports):
            assert {d: held.lead for d, held in index.held.items()} == leads_from_scratch(index)


def test_followers_of_another_lead_come_over_to_a_new_one() -> None:
    """Texts of many likenesses, so that some are alike to a lead that isn't alike to theirs."""
    for seed in range(12):
        chance = random.Random(seed)
        base = chance.choices(WORDS, k=40)
        dedupe = DedupeStep()
        known = dedupe.empty()
        for n in range(60):
            words = [w if chance.random() < 0.9 else f"own{chance.randrange(40)}" for w in base]
            event = article(f"k{chance.randrange(30)}", text=" ".join(words), version=n, fetched=1 + n % 28)
            known = dedupe.apply(known, dedupe.decide(known, event))
            assert {d: held.lead for d, held in known.reports.held.items()} == leads_from_scratch(known.reports)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_near_copies_are_noted_whatever_came_first(kinds: list[int], chance: random.Random) -> None:
    """The pairs that are noted join all texts that are alike."""
    events = [copied(f"k{n}", 1, [kind]) for n, kind in enumerate(kinds)]
    chance.shuffle(events)
    dedupe = DedupeStep()
    known, groups = dedupe.empty(), {e.article_id: {e.article_id} for e in events}
    for event in events:
        unique = dedupe.decide(known, event)
        assert isinstance(unique, ArticleAdmitted)
        known = dedupe.apply(known, unique)
        for pair in (c for c in unique.copies if c.a in groups and c.b in groups):
            both = groups[pair.a] | groups[pair.b]
            groups |= dict.fromkeys(both, both)
    assert set(groups[events[0].article_id]) == groups.keys()


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_order_of_copies_gives_the_same_state(data: st.DataObject) -> None:
    events = data.draw(copies)
    pick = st.sampled_from([ref(e) for e in events])
    actions = st.sampled_from(["same", "different", "set", "retract"])
    said = [
        correction(n, data.draw(actions), a=data.draw(pick), b=data.draw(pick), field="killed", value=str(n), source=f"k{n}")
        for n in range(data.draw(st.integers(0, 3)))
    ]
    one, two = Newsroom(), Newsroom()
    one.take(*events, *said)
    rest: list[AnyEvent] = list(data.draw(st.permutations(events)))
    for n, made in enumerate(said):
        rest.insert(data.draw(st.integers(rest.index(said[n - 1]) + 1 if n else 0, len(rest))), made)
    two.take(*rest)
    assert one.live() == two.live()
    assert all_of(one.state) == all_of(two.state)
    for room in (one, two):
        room.take(*(article(f"k{n}", [], text="Nothing.", version=9, fetched=9) for n in range(16)))
        assert not room.state.nodes


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_state_is_a_fold_over_what_was_decided_of_copies(data: st.DataObject) -> None:
    events = data.draw(copies)
    room = Newsroom()
    room.take(*events, correction(1, "different", a=ref(events[0]), b=ref(events[-1])), *data.draw(st.permutations(events)))
    other = ClusterStep(shipped())
    folded = other.empty()
    for decision in room.decisions:
        read = decode(encode(decision))
        assert isinstance(read, IncidentsDecided)
        folded = other.apply(folded, read)
    assert all_of(folded) == all_of(room.state) == all_of(other.load(other.dump(folded)))
    dedupe = DedupeStep()
    again = dedupe.load(dedupe.dump(room.known))
    probe = copied("probe", 0, [3])
    assert dedupe.decide(again, probe) == dedupe.decide(room.known, probe)


def test_a_hundred_copies_are_one_node_and_a_report_each() -> None:
    room = Newsroom()
    room.take(*(copied(f"k{n}", 1, [n % 20], day=1 + n % 9) for n in range(100) if n % 20 != 19))
    (incident,) = room.state.incidents.values()
    assert (incident.reports, incident.publishers) == (95, 1)
    assert len(room.state.scores) < 5
    last = room.take(copied("another", 1, [2], day=9))
    assert (len(last.reports), last.resettled, last.scores) == (1, (), ())


def test_a_new_first_report_moves_the_others_by_their_ids_alone() -> None:
    room = Newsroom()
    room.take(*(copied(f"k{n}", 1, [], day=5) for n in range(10)))
    first = room.take(copied("first", 1, [], day=1))
    assert len(first.reports) == 1
    assert [(len(g.reports), g.incident, g.duplicate_of) for g in first.resettled] == [
        (10, first.reports[0].report.id, first.reports[0].report.id)
    ]


def test_what_an_analyst_says_of_a_copy_moves_that_copy_alone() -> None:
    events = [copied(f"k{n}", 1, [], day=1 + n) for n in range(5)]
    room = Newsroom()
    room.take(*events, correction(1, "different", a=ref(events[3]), b=ref(events[0])))
    assert sorted(i.reports for i in room.state.incidents.values()) == [1, 4]
    assert len({room.state.nodes[events[n].reports[0].id].placed.incident for n in (0, 3)}) == 2
