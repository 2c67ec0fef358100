"""Which passages are incidents of their own, on made-up news."""

from pathlib import Path

import pytest

from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.points import Card, Decision, decisions
from processors.report.step import Reporter
from tests.support.read_articles import read_article

SPEECH = (
    "Good evening. We have come together because our country must decide what it wants.\n"
    "I say to those who threaten us with attacks: we will not be afraid, and we should not be.\n"
    "Will you stand with us? Will you tell your children that we did what we could?\n"
    "We must fight terrorism with laws and with work, and I demand of our parliament that it acts.\n"
    "We want peace. If our enemies want war, they should know that our struggle will go on.\n"
    "I thank you, and I ask you to go home and to think about what I said."
)
NEWS = (
    "Gunmen killed three policemen and wounded a teacher in an attack on a bus near the market on Monday, police said.\n"
    "The attackers opened fire from a car and fled.\n"
    "The teacher was taken to a hospital with a gunshot wound.\n"
    "Police have set up roadblocks and are questioning witnesses.\n"
    "Nobody has claimed responsibility for the attack."
)
OTHER_NEWS = (
    "The city council approved a new library on Monday after two years of debate.\n"
    "The building will stand beside the station and open in the spring, the mayor said.\n"
    "It costs nine million, of which the state pays a third.\n"
    "Readers had waited for it since the old library closed.\n"
    "Work begins in May."
)


@pytest.fixture(scope="module")
def reporter(built_gazetteer: Path) -> Reporter:
    return Reporter(Gazetteer.open(built_gazetteer))


@pytest.mark.parametrize(("text", "kinds"), [(SPEECH, []), (NEWS, ["shooting"]), (OTHER_NEWS, ["other"])])
def test_news_is_reported_and_speeches_are_not(reporter: Reporter, text: str, kinds: list[str]) -> None:
    assert [r.event_type for r in reporter(read_article(text)).reports] == kinds


def test_where_forms_say_nothing_a_town_and_victims_are_an_incidents_own(reporter: Reporter) -> None:
    text = (
        "Минула доба в області знову видалася неспокійною. Розповідаємо про головні виїзди за добу.\n\n"
        "О пів на другу ночі безпілотники поцілили в житловий квартал Шостки. Зайнялися два будинки. Двоє людей загинули. "
        "Шестеро сусідів зазнали поранень. Психологи працювали з вісьмома мешканцями.\n\n"
        "Удень ворог гатив зі ствольної артилерії по Сумах. Снаряди влучили поруч із ринком, поранені двоє чоловіків. На місці "
        "обстрілу виникло загоряння трави. Його загасили.\n\n"
        "У п'ятиповерхівці Конотопа вибухнув побутовий газ. Зруйновано дві квартири на третьому поверсі. З-під уламків дістали "
        "тіло жінки, четверо постраждалих у лікарні. Розбирання конструкцій триває, тож дані можуть уточнюватися.\n\n"
        "Нагадуємо: побачили підозрілий предмет – телефонуйте."
    )
    reports = reporter(read_article(text, language="uk")).reports
    assert [r.place.name for r in reports if r.place] == ["Shostka", "Sumy", "Konotop"]


def test_a_title_that_names_an_incident_keeps_its_report(reporter: Reporter) -> None:
    assert [r.ordinal for r in reporter(read_article(SPEECH, title="President speaks after shooting")).reports] == [0]


def test_points_are_those_of_the_stretch_that_a_value_lies_in() -> None:
    decision = Decision(threshold=5, intercept=1, cards={"a": Card((2, 4), (0, 3, 9))})
    assert [decision.score({"a": value}) for value in (1, 2, 3, 4)] == [1, 4, 4, 10]
    assert [decision.holds({"a": value}) for value in (3, 4)] == [False, True]


def test_a_sign_that_is_not_told_has_the_points_of_unknown_ones() -> None:
    decision = Decision(threshold=5, intercept=1, cards={"a": Card((2, 4), (0, 3, 9), unknown=2)})
    assert decision.score({}) == 3


def test_each_stretch_of_a_shipped_table_has_points() -> None:
    assert {"own", "story", "meant", "meant without title"} == decisions().keys()
    for decision in decisions().values():
        assert all(len(card.points) == len(card.edges) + 1 for card in decision.cards.values())


STATISTICS_FIRST = (
    "A ranger in Bozeman, Montana told us that deaths in boats are fewer than they used to be.\n"
    '"We have good statistics, they have fallen for years," said Dana Pruitt.\n'
)


def test_a_title_of_one_incident_holds_where_the_text_begins_with_statistics(reporter: Reporter) -> None:
    referred = STATISTICS_FIRST + "Pruitt would not comment on the case of Saturday."
    (report,) = reporter(read_article(referred, "Hunter shot near Bozeman is identified")).reports
    assert report.event_type == "shooting"
    assert not reporter(read_article(referred, "Number of shootings in Montana falls")).reports
    rise = (
        "Road deaths rose by 8 percent, statistics show.\nThere were 3,100 deaths.\nThe driver was drunk in a third of the cases."
    )
    assert not reporter(read_article(rise, "Crash deaths rise in Ohio")).reports
