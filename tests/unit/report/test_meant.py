"""What is looked at to tell whether the words that name an incident are meant."""

import tomllib

import pytest

from bench.train_meant import JUDGED, LABELS
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.points import Signs
from processors.report.step import Reporter
from tests.support.read_articles import read_article

PUBLISHED = "2026-03-14"


def signs(gazetteer: Gazetteer, title: str, text: str, language: str = "en") -> tuple[str, Signs]:
    [(kind, found)] = Reporter(gazetteer).senses(read_article(text, title, PUBLISHED, language))
    return kind, found


FIRE = """A fire destroyed a warehouse in Leeds on Friday. Two firemen were injured, police said.
The blaze was put out by noon. The owner was at home."""
NAMED = """The council met on Tuesday. Mayor Ann Flood opened the meeting. The members thanked Flood for her work.
The budget was passed. Flood said that taxes would not rise. The next meeting is in May."""


def test_people_days_and_towns_beside_the_words_are_counted(gazetteer: Gazetteer) -> None:
    kind, found = signs(gazetteer, "Fire destroys warehouse", FIRE)
    assert (kind, found["people"], found["people beside"], found["share"]) == ("fire", 1, 0, 50)
    assert (found["days"], found["towns"], found["first"], found["sentences"]) == (50, 50, 0, 4)


def kinds_of(gazetteer: Gazetteer, title: str, text: str, language: str = "en") -> list[str]:
    return [r.event_type for r in Reporter(gazetteer)(read_article(text, title, PUBLISHED, language)).reports]


def test_words_that_stand_as_names_are_not_meant(gazetteer: Gazetteer) -> None:
    assert kinds_of(gazetteer, "Council passes budget", NAMED) == ["other"]
    assert kinds_of(gazetteer, "Council passes budget", NAMED.replace(" Flood", " the flood")) == ["flood"]


@pytest.mark.parametrize(
    ("title", "text", "language", "kind"),
    [
        (
            "Storm hits coast",
            "Storm Ada hit Norfolk on Friday. Two people died. Roofs came off as Storm Ada went by.",
            "en",
            "storm",
        ),
        ("Mill burns", "A fire burned on Friday. Two died. Huge Blaze Guts Old Mill And Three Shops In York.", "en", "fire"),
        ("Brand in Kassel", "Bei einem Brand in Kassel starben am Freitag zwei Menschen. Der Brand ist gelöscht.", "de", "fire"),
    ],
)
def test_storms_headlines_and_german_nouns_are(gazetteer: Gazetteer, title: str, text: str, language: str, kind: str) -> None:
    assert kinds_of(gazetteer, title, text, language) == [kind]


@pytest.mark.parametrize(
    ("title", "text", "kinds"),
    [
        ("Fire destroys warehouse", FIRE, ["fire"]),
        (
            "Board approves budget for schools",
            "The school board approved a budget of two million dollars. Taxes will not rise. The vote was five to two. "
            "Two members asked for more time. The plan pays for three new buses. It also pays for a fence and a roof. "
            "The library will open at eight. Parents had asked for that. The next item was the menu of the cafeteria. "
            "A committee will look at it. Mr. Peterson came late since a hallway had flooded. He thanked the members. "
            "The board also hired two teachers. It meets again in May.",
            ["other"],
        ),
    ],
)
def test_what_is_not_meant_is_a_report_of_no_known_kind(gazetteer: Gazetteer, title: str, text: str, kinds: list[str]) -> None:
    assert kinds_of(gazetteer, title, text) == kinds


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("LEEDS (AP) - Fire destroyed a disused cotton mill early on Friday. The mill stood empty.", "en", "fire"),
        ("SYLHET (AFP) - Floodwaters have cut the only road to forty villages in the north, officials said.", "en", "flood"),
        ("КИЇВ, 3 березня (УНІАН) – Пожежа сталася на складі у Броварах у вівторок. Рятувальники гасять вогонь.", "uk", "fire"),
        ("ROANNE (AFP) - Incendie spectaculaire lundi dans une usine textile. Le feu est éteint.", "fr", "fire"),
        ("A massive Fire broke out in a godown in Bhiwandi on Monday. The Fire was doused. Nobody was inside.", "en", "fire"),
    ],
)  # fmt: skip
def test_words_behind_datelines_and_capitals_of_the_house_are_meant(
    gazetteer: Gazetteer, text: str, language: str, kind: str
) -> None:
    assert kinds_of(gazetteer, "", text, language) == [kind]


PLAIN = """The club made it known on Monday. The contract runs for two years. He is 24 years old. Fans of the team were happy.
The season begins in October. The coach said that he likes the player."""


@pytest.mark.parametrize("title", ["Shooting guard signs with club", "Earthquake at the club as coach quits"])
def test_a_title_alone_is_judged_too(gazetteer: Gazetteer, title: str) -> None:
    assert [kind for kind, _ in Reporter(gazetteer).senses(read_article(PLAIN, title, PUBLISHED))] != []
    assert kinds_of(gazetteer, title, PLAIN) == ["other"]


def test_an_item_of_a_list_stands(gazetteer: Gazetteer) -> None:
    """A round-up's items are too short to be judged by how much is said in such words."""
    text = "WIGAN\nA shop was robbed on Monday.\n\nLEEDS\nA man was stabbed on Tuesday.\n\nYORK\nA mill burned down on Friday."
    assert "other" not in {r.event_type for r in Reporter(gazetteer)(read_article(text, "Police log", PUBLISHED)).reports}


def test_each_label_is_told_once() -> None:
    labels = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    assert labels.keys() == set(JUDGED)
    for of in labels.values():
        lists = [ids.split() for ids in of.values() if isinstance(ids, str)] + [list(of.get("meant", {}))] * isinstance(
            of.get("meant"), dict
        )
        ids = [one for some in lists for one in some]
        assert len(ids) == len(set(ids))
