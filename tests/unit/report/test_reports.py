"""From an article to the incidents that it tells of, on made-up news."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.documents import ArticleRead
from events.reports import ArticleReported, Report
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.step import Reporter
from tests.support.read_articles import read_article


@pytest.fixture(scope="module")
def reporter(built_gazetteer: Path) -> Reporter:
    return Reporter(Gazetteer.open(built_gazetteer))


def _figures(report: Report) -> dict[str, int | None]:
    """The first claim of each field: the total that the article comes to."""
    figures: dict[str, int | None] = {}
    for claim in report.claims:
        if claim.field not in ("cause", "blame"):
            figures.setdefault(claim.field, claim.best)
    return figures


LOCAL = (
    "A 24-year-old man was shot and killed outside a bar on Elm Street late Friday, police said.\n"
    "Officers responded to reports of gunfire and found Mark Dunn with a gunshot wound to the chest.\n"
    "He was taken to a hospital, where he died.\n"
    "Police arrested a suspect on Sunday. The shooting remains under investigation.\n"
    "Anyone with information is asked to call detectives."
)


def test_a_local_story_is_one_report_of_the_whole_body(reporter: Reporter) -> None:
    (report,) = reporter(read_article(LOCAL, "Man killed outside bar")).reports
    body = LOCAL.rsplit("\n", 1)[0]
    assert (report.event_type, report.text, report.spans) == ("shooting", body, ((0, len(body)),))
    assert _figures(report)["killed"] == 1
    assert _figures(report).get("injured", 0) == 0


def test_articles_read_together_tell_what_each_tells_alone(reporter: Reporter, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [LOCAL, ROUND_UP, "", "Взрыв в Харькове: погибли три человека.", LOCAL.upper(), ROUND_UP + "\n" + LOCAL]
    articles = [read_article(text, title) for text in texts for title in ("", "Man killed outside bar")]
    alone = [reporter(article) for article in articles]
    assert reporter.all(articles) == alone
    monkeypatch.setattr("processors.report.step._TOGETHER", len(LOCAL) + 1)
    assert reporter.all(articles) == alone


ROUND_UP = (
    "Guerrillas attacked an army post in Medellin on 3 June 2021, killing four soldiers.\n"
    "On 5 June 2021 a car bomb exploded outside a bank in Bogota. Twelve people were injured in the explosion.\n"
    "In a separate incident, gunmen kidnapped a rancher in Cali on 7 June 2021."
)


def test_a_round_up_is_a_report_for_each_incident(reporter: Reporter) -> None:
    reports = reporter(read_article(ROUND_UP)).reports
    assert sorted((r.event_type, r.when.date_from) for r in reports) == [
        ("abduction", "2021-06-07"), ("attack", "2021-06-03"), ("bombing", "2021-06-05"),
    ]  # fmt: skip
    assert {r.place.name for r in reports if r.place} == {"Medellín", "Bogotá", "Cali"}
    bombing = next(r for r in reports if r.event_type == "bombing")
    assert _figures(bombing) == {"injured": 12}


def test_what_a_title_says_of_the_second_incident_is_not_said_of_the_first(reporter: Reporter) -> None:
    text = (
        "Artillery fire killed two people in Bogota on Wednesday morning. Three people were wounded by shells.\n"
        "In a separate attack on Wednesday afternoon, a drone hit a bus in Cali, wounding five passengers."
    )
    reports = reporter(read_article(text, "Two killed in Bogota, bus hit by drone hours later, drone found")).reports
    assert [r.event_type for r in reports] == ["shelling", "drone_strike"]


def test_an_earlier_incident_with_figures_of_its_own_stands_apart(reporter: Reporter) -> None:
    text = (
        "One worker was killed when a reactor exploded at a plant in Bogota on Tuesday. The explosion shook windows.\n"
        "It is not the first accident there. In March 2011, two workers died in an ammonia leak at the same plant."
    )
    main, earlier = reporter(read_article(text)).reports
    assert (earlier.telling, earlier.event_type, _figures(earlier)["killed"]) == ("background", "industrial_accident", 2)
    assert earlier.when.date_from == "2011-03-01"
    assert _figures(main)["killed"] == 1


def test_each_item_of_a_list_is_an_incident_in_the_town_of_its_head(reporter: Reporter) -> None:
    text = (
        "Two accidents at the weekend.\n\n"
        "Leeds. A bus from York hit a tree on Saturday on the road to Hull, killing two people.\n\n"
        "Norwich. Thieves robbed a bank on Sunday; nobody was hurt."
    )
    reports = reporter(read_article(text)).reports
    assert [(r.event_type, r.place.name if r.place else "") for r in reports] == [("road_crash", "Leeds"), ("robbery", "Norwich")]


def test_a_passage_with_a_day_a_town_and_victims_of_its_own_stands_apart(reporter: Reporter) -> None:
    text = (
        "A black week on the roads has left police asking what can be done.\n\n"
        "On Wednesday a coach hit a lorry at Leeds and burst into flames. Eleven passengers were killed.\n\n"
        "On Friday evening a van overturned in a crash near Norwich. Four women were killed and nine people were hurt.\n\n"
        "Drivers say that they are tired. Owners say that they are poor. The minister says that he will look into it."
    )
    first, second = reporter(read_article(text, published="2021-06-13")).reports
    assert (first.place and first.place.name, second.place and second.place.name) == ("Leeds", "Norwich")
    assert (_figures(first)["killed"], _figures(second)["killed"]) == (11, 4)


def test_what_somebody_believes_of_another_street_is_the_same_incident(reporter: Reporter) -> None:
    believed = "Witnesses said they believe one of the dead men was shot to avenge a murder in another neighborhood."
    text = f"Three men were shot and killed at a block party in Tulsa, Oklahoma on Monday night.\n{believed}\nThe gunmen fled."
    assert len(reporter(read_article(text, "Three shot dead at party")).reports) == 1


def test_another_attack_with_victims_is_another_incident_whoever_is_suspected(reporter: Reporter) -> None:
    text = (
        "A bomb killed five people at a market in Kabul on Monday.\nNobody claimed the attack.\n"
        "In another attack, gunmen suspected of belonging to the Taliban shot dead four policemen at a checkpoint."
    )
    assert [r.event_type for r in reporter(read_article(text)).reports] == ["bombing", "shooting"]


def test_the_most_recent_one_before_is_another_incident(reporter: Reporter) -> None:
    text = (
        "A police officer was shot in the ankle in Tulsa, Oklahoma on Wednesday. The driver fired at the officer, police said.\n"
        "The most recent shooting of an officer occurred May 16.\nThe officer is expected to recover."
    )
    (report, *_) = reporter(read_article(text, "Officer shot in chase")).reports
    assert (report.when.date_from, report.when.date_to) == ("2021-06-09", "2021-06-09")


def test_a_passage_without_a_title_is_headed_by_what_it_is_about(reporter: Reporter) -> None:
    told = "A gas explosion had torn through a bakery, killing two people."
    text = f"Fire engines rushed through Varna on Monday after an attack was reported. {told} The explosion broke windows."
    (report,) = reporter(read_article(text)).reports
    assert (report.event_type, report.title) == ("explosion", told)


def test_meanwhile_with_figures_of_its_own_is_another_incident(reporter: Reporter) -> None:
    text = "Two rockets hit a market in Tyre, killing six people. Meanwhile, the army said it destroyed 14 drones overnight."
    first, second = reporter(read_article(text)).reports
    assert (_figures(first)["killed"], _figures(second)) == (6, {"intercepted": 14})


@pytest.mark.parametrize(
    "text",
    [
        "At least 9,400 civilians have been killed and 14,000 injured since the start of the war.",
        "More than 300 residents have died as a result of hostilities since 2019. Over a thousand others have been wounded.",
        "In the 12 months preceding April 2020, 41 bombs were dropped on the region, killing dozens of people.",
    ],
)
def test_totals_over_a_long_time_are_no_report(reporter: Reporter, text: str) -> None:
    assert reporter(read_article(text)).reports == ()


def test_background_totals_are_in_no_claim(reporter: Reporter) -> None:
    text = (
        "A shell hit a school in Sidon on Tuesday, killing three people.\nThe United Nations has verified that at least 9,400 "
        "civilians have been killed since the start of the war. More than 2,000 others have been wounded."
    )
    (report,) = reporter(read_article(text)).reports
    assert _figures(report) == {"killed": 3}


def test_somebodys_view_is_no_report(reporter: Reporter) -> None:
    text = "Opinion - Ann Roe\n\nAgain medics were attacked in Leeds. Whoever attacks medics attacks us all."
    assert reporter(read_article(text)).reports == ()
    assert reporter(read_article(f"From Leeds.\n\n{text}")).reports == ()
    counted = text.replace("medics were attacked", "two medics were killed")
    assert reporter(read_article(counted)).reports == ()
    assert len(reporter(read_article(f"From Leeds.\n\n{counted}")).reports) == 1


def test_the_day_of_a_toll_is_that_of_the_count(reporter: Reporter) -> None:
    text = (
        "Die Zahl der Toten nach dem Einsturz in Passau ist am Donnerstag auf neun gestiegen.\n"
        "Das Haus war am Montag eingestürzt. 14 Menschen wurden verletzt."
    )
    (report,) = reporter(read_article(text, language="de")).reports
    assert _figures(report) == {"killed": 9, "injured": 14}


COLLAPSE = (
    "A missile struck an apartment block in Odesa on June 8, causing a stairwell to collapse.\n"
    "Half an hour later the roof collapsed, burying rescuers under the rubble. "
    "According to Mayor Olena Bondar, 12 people were injured.\n"
    "Local media have suggested that the collapsed building might have been blown up from the inside.\n"
    "The war has dragged on for years and shells fall almost every day.\n"
    "“This specific case with the collapsed stairwell raises questions. I believe this was a mistake,” "
    "military expert Ole Berg said."
)


def test_a_building_brought_down_by_a_strike_is_a_collapse_with_its_cause(reporter: Reporter) -> None:
    (report,) = reporter(read_article(COLLAPSE)).reports
    assert (report.event_type, report.when.date_from) == ("structure_collapse", "2021-06-08")
    assert report.evidence.extra["kinds"].split()[-2:] == ["missile_strike", "structure_collapse"]
    injured = next(c for c in report.claims if c.field == "injured")
    assert (injured.best, injured.speaker) == (12, "Mayor Olena Bondar")
    causes = [(c.speaker, c.quote) for c in report.claims if c.field == "cause"]
    assert any(not speaker and "A missile struck" in quote for speaker, quote in causes)
    assert any(speaker == "Local media" and "blown up" in quote for speaker, quote in causes)
    assert any("Ole Berg" in speaker and "a mistake" in quote for speaker, quote in causes)


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("John Roe was sentenced to life in prison for killing two men in a shooting in Leeds on 2 May 2019.", "follow_up"),
        ("Mourners marked the anniversary of the explosion that killed 20 people in Leeds on 10 June 2020.", "anniversary"),
        ("Leeds held a moment of silence for the victims of the 2020 bombing that killed two people.", "anniversary"),
        ("A minute of silence was held for two people who were killed in a shooting in Leeds on Tuesday.", "new"),
        (
            "An earlier version of this story incorrectly stated that six people were killed in the Leeds fire; four were.",
            "correction",
        ),
        ("Two people were killed in a shooting in Leeds on Tuesday.", "new"),
        ("The pilot of a plane that crashed in Leeds on 2 March 2021 had flown into a cloud.", "follow_up"),  # three months later
    ],
)
def test_how_a_report_tells_of_its_incident(reporter: Reporter, text: str, telling: str) -> None:
    assert reporter(read_article(text)).reports[0].telling == telling


def test_an_earlier_incident_is_told_as_background(reporter: Reporter) -> None:
    text = LOCAL + "\nOn March 2, 2021, two men were killed in another shooting at the same bar."
    main, earlier = reporter(read_article(text)).reports
    assert (earlier.telling, earlier.when.date_from, _figures(earlier)["killed"]) == ("background", "2021-03-02", 2)
    assert _figures(main)["killed"] == 1


def test_a_revised_toll_counts_each_victim_once(reporter: Reporter) -> None:
    text = (
        "The death toll from the hotel fire rose to 12. On Monday officials said nine people were killed. Three died in hospital."
    )
    (report,) = reporter(read_article(text)).reports
    assert _figures(report)["killed"] == 12


def test_sources_that_differ_are_both_shown(reporter: Reporter) -> None:
    text = "Rebels shelled the town of Bria. The army said eight people were killed. Local doctors said 11 people were killed."
    (report,) = reporter(read_article(text)).reports
    killed = [(c.best, c.speaker) for c in report.claims if c.field == "killed"]
    assert sorted(killed) == [(8, "army"), (11, "Local doctors")]


@pytest.mark.parametrize(
    ("language", "text", "kind", "killed"),
    [
        ("ru", "В результате обстрела города погибли пять человек. По словам мэра, ранены ещё двое.", "shelling", 5),
        ("uk", "Внаслідок вибуху загинули троє людей. Пожежу загасили.", "explosion", 3),
        ("es", "Un terremoto de magnitud 6 dejó 14 muertos en la costa.", "earthquake", 14),
        ("de", "Bei einem Hochwasser kamen vier Menschen ums Leben.", "flood", 4),
        ("fr", "Un séisme a fait neuf morts dans la nuit.", "earthquake", 9),
        ("ar", "مقتل خمسة أشخاص في انفجار سيارة مفخخة.", "bombing", 5),
    ],
)
def test_other_languages_than_english(reporter: Reporter, language: str, text: str, kind: str, killed: int) -> None:
    (report,) = reporter(read_article(text, language=language)).reports
    assert (report.event_type, _figures(report)["killed"]) == (kind, killed)


def test_news_of_no_known_kind_is_one_report_of_all_of_it(reporter: Reporter) -> None:
    text = "The actress will host the awards next year. It is her second time."
    (report,) = reporter(read_article(text, "Actress to host awards")).reports
    assert (report.event_type, report.text) == ("other", text)


def test_a_mention_in_passing_does_not_make_a_long_article_one_of_violence(reporter: Reporter) -> None:
    filler = "\n".join(f"The committee discussed item {n} of the agenda of the water board." for n in range(20))
    reports = reporter(read_article(filler + "\nOn May 4, 2021 a bomb exploded near the board, killing two people.")).reports
    assert [r.event_type for r in reports] == ["other", "bombing"]


def test_nor_does_news_that_a_short_article_ends_on_by_recalling_it(reporter: Reporter) -> None:
    text = (
        "В апреле жители области купили 3700 новых автомобилей. Об этом сообщил союз продавцов.\n"
        "Чаще всего выбирали белые машины.\n"
        "Напомним, вчера, 3 апреля, в Николаеве сгорел жилой дом, пожар тушили два часа."
    )
    reports = reporter(read_article(text, "Какие машины покупали в апреле", "2020-04-04", language="ru")).reports
    assert [r.event_type for r in reports] == ["other", "fire"]


def test_the_passage_of_the_kind_that_the_title_names_is_the_main_one(reporter: Reporter) -> None:
    text = (
        "Elba has a box of photos on her table. She lifts them with a blunt knife, one after the other, and hangs them up.\n"
        "Her kitchen is small. She was a porter at the school. She lives alone now. Her sister visits her on Sundays.\n"
        "On March 8, 2021, the river flooded the town of Tartagal, and three people drowned."
    )
    reports = reporter(read_article(text, "After the flood in Tartagal", "2021-06-10")).reports
    assert [r.event_type for r in reports][:1] == ["flood"]


def test_a_strike_of_several_days_is_one(reporter: Reporter) -> None:
    text = (
        "Quelque 600 soudeurs sont en grève depuis lundi à Saint-Nazaire.\nIls veulent plus d'argent.\n"
        "La direction, qui évoque 18 % de grévistes, propose une réunion vendredi.\n"
        "L'assemblée a voté la poursuite de la grève jusqu'à jeudi."
    )
    reports = reporter(read_article(text, "Les soudeurs en grève", "2023-05-17", language="fr")).reports
    assert [r.event_type for r in reports] == ["strike"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Police arrested eleven people in Derby on Monday over drug dealing. Officers searched seven homes."),
        ("de", "Die Polizei hat am Montag in Stendal elf Menschen wegen Drogenhandels festgenommen."),
        ("es", "La Guardia Civil ha detenido a once personas en Lugo por tráfico de hachís."),
        ("fr", "La police a interpellé onze personnes lundi à Lille dans une affaire de trafic de drogue."),
        ("ru", "В понедельник в Самаре задержали одиннадцать человек по делу о наркотиках."),
        ("uk", "У понеділок у Полтаві затримали одинадцять людей у справі про наркотики."),
        ("ar", "أوقفت الشرطة يوم الاثنين أحد عشر شخصا في سوهاج بتهمة تهريب المخدرات."),
    ],
)
def test_news_that_begins_with_arrests_is_of_arrests(reporter: Reporter, language: str, text: str) -> None:
    (report,) = reporter(read_article(text, language=language)).reports
    assert (report.event_type, _figures(report)["arrested"]) == ("arrest", 11)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The council approved its budget on Monday.\nRoads will be mended. In 2020, 21 people were arrested.",
        ),
        ("en", "The team lost 3-0 on Monday. Two of its players were arrested last week after a party."),
        ("fr", "En 2020, 1200 personnes ont été arrêtées pour trafic à Lille, selon des chiffres publiés lundi."),
        ("de", "In einer Wohnung in Kassel sind am Montag zwei Tote entdeckt worden. Ein Mann wurde festgenommen."),
    ],
)
def test_arrests_beside_something_else_are_no_news_of_arrests(reporter: Reporter, language: str, text: str) -> None:
    assert [r.event_type for r in reporter(read_article(text, language=language)).reports] == ["other"]


def test_the_whole_article_is_the_first_passage(reporter: Reporter) -> None:
    reported = reporter(read_article(ROUND_UP))
    assert [p.report for p in reported.passages] == ["", *(r.id for r in reported.reports)]
    one = reporter(read_article(LOCAL))
    assert one.passages[0].digest == one.passages[1].digest


def _sound(reported: ArticleReported, text: str) -> bool:
    return all(
        all(text[c.start : c.end] == c.quote for c in r.claims) and r.text == "\n".join(text[a:b] for a, b in r.spans)
        for r in reported.reports
    )


_WORDS = st.sampled_from(
    [*LOCAL.split(), *COLLAPSE.split(), "“", "”", "\n", ".", "killed", "two", "people", "10-15", "“No,” he said.", "İ", "٣"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=120))
def test_any_text_gives_quotes_at_their_offsets_and_the_same_answer(reporter: Reporter, words: list[str]) -> None:
    article = read_article(" ".join(words))
    reported = reporter(article)
    assert _sound(reported, article.text)
    assert reporter(article) == reported


_LINES = st.sampled_from([
    "____", "* * *", "—", "…", "•", "«»", "\u200b", "1", ": ", "(", "\"", "Friday: caravan blast", "Stendal.", "Am Montag: Brand",
    "Lima, 3 may (EFE).-", "A man was shot and killed in Derby on Friday.", "Ein Mann starb am Montag in Stendal.", "بغداد/",
    "Двое погибли в Самаре.", "За добу поранено трьох.", "Dos hombres murieron en Lima.", "Deux hommes sont morts à Lille.",
    "قتل رجلان في بغداد.",
])  # fmt: skip


@given(st.lists(_LINES, max_size=12), st.sampled_from(["\n", "\n\n", " "]), st.sampled_from(["", "—", "Two killed", "..."]))
@settings(deadline=None, max_examples=50)
@pytest.mark.parametrize("language", ["en", "ru", "uk", "es", "de", "fr", "ar"])
def test_lines_without_a_word_are_no_error(reporter: Reporter, language: str, lines: list[str], between: str, title: str) -> None:
    article = read_article(between.join(lines), title, language=language)
    assert _sound(reporter(article), article.text)


def test_a_very_long_text_without_stops_is_read(reporter: Reporter) -> None:
    text = "two men were shot and killed and " * 1000
    assert _sound(reporter(read_article(text)), text)


@pytest.mark.parametrize("unit", ["Monday ", "said ", "Smith said. ", "Main Street, ", "On May 5, 2019 and on May 6 "])
@pytest.mark.parametrize("published", ["2021-06-10", ""])
def test_the_work_grows_with_the_length_of_a_text_and_not_with_its_square(reporter: Reporter, unit: str, published: str) -> None:
    def once(article: ArticleRead) -> float:
        start = process_time()
        reporter(article)
        return process_time() - start

    def work(length: int) -> float:
        article = read_article(unit * (length // len(unit)), published=published)
        return min(once(article) for _ in range(3))

    assert work(160_000) / work(20_000) < 20  # 8 where it grows with the length, 64 with its square


STRUCK = (
    "A five-storey block of flats collapsed in Kherson on 8 June 2021, killing six people. A missile struck the building at "
    "noon, the governor said.\n"
    "A second missile hit the yard while rescuers dug through the rubble of the collapsed building."
)
DOUBTED = (
    "\nThe other side said that the building might have collapsed after a gas explosion, and that a bomb in the basement "
    "could have brought the building down.\n"
    "Shells and mortar shells were found there, local media suggested, so shelling may have collapsed it."
)


def test_a_collapse_is_told_as_what_caused_it_unless_that_is_disputed(reporter: Reporter) -> None:
    assert reporter(read_article(STRUCK)).reports[0].event_type == "missile_strike"
    assert reporter(read_article(STRUCK + DOUBTED)).reports[0].event_type == "structure_collapse"


def test_a_year_whose_first_day_is_that_of_the_news_is_no_anniversary(reporter: Reporter) -> None:
    (report,) = reporter(
        read_article("A fire killed six people in Leeds in 2019. The owner was jailed.", published="2021-01-01")
    ).reports
    assert report.telling == "follow_up"
