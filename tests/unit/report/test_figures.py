"""Counts of people in a sentence, and the total that an article's counts come to."""

import pytest

from processors.report.claims.counted import Figure
from processors.report.claims.figures import figures_of
from processors.report.sentences.split import split
from processors.report.telling.reading import read_all
from processors.report.totals.candidates import candidates
from processors.report.totals.choice import shipped, totals
from processors.report.totals.claims import counts_of, figure_claims
from processors.report.totals.words import Worded, opinion, shipped_words, told_by, words_of
from processors.report.words.lexicon import lexicon_of


def _figures(text: str, language: str = "en") -> list[Figure]:
    return [f for s in split(text, lexicon_of(language, text)) for f in figures_of(s)]


def _counts(text: str, language: str = "en") -> list[tuple[str, int]]:
    return [(f.role, f.high) for f in _figures(text, language)]


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("Five men and ten children were killed.", 10),
        ("The fire killed a man, two women and three boys.", 3),
        ("Three children were killed.", 3),
        ("Four people, including two children, died.", 2),
        ("A man, who had two children, was killed.", 0),
        ("Five men, who worked at a mill, and ten children were killed.", 10),
        ("A girl, who was 12, was killed.", 1),
        ("A woman and her husband died.", 0),
    ],
)
def test_of_a_list_only_the_children_are_children(text: str, children: int) -> None:
    assert [f.children for f in _figures(text)] == [children]


@pytest.mark.parametrize(
    "text",
    [
        "He died of cancer at his home.",
        "The author died on Tuesday at the age of 88.",
        "She passed away peacefully in her sleep.",
    ],
)
def test_nobody_is_killed_by_age_or_illness(text: str) -> None:
    assert _counts(text) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Ann Roe, 22, of Leeds, and Bo Poe, 30, were killed.", [("killed", 2)]),
        ("A bomb killed 34-year-old Ann Roe, 19-year-old Bo Poe and 12-year-old Cy Doe.", [("killed", 3)]),
        ("The fire left Ann Roe, 22, and Bo Poe, 30, dead.", [("killed", 2)]),
        ("His wife and daughter were injured.", [("injured", 2)]),
        ("He killed his mother, stepfather, and grandmother.", [("killed", 3)]),
        ("Two of the four shooting victims had died.", [("killed", 2), ("shot", 4)]),
        ("Two of those victims have since been pronounced dead.", [("killed", 2)]),
        ("One man was killed and another taken to a hospital.", [("killed", 1), ("treated", 1)]),
        ("The crash sent nine people to area hospitals.", [("treated", 9)]),
        ("They found three people suffering from gunshot wounds.", [("shot", 3)]),
        ("The bodies of three men were found.", [("killed", 3)]),
        ("A young couple was killed.", [("killed", 2)]),
        ("It was a triple homicide.", [("killed", 3)]),
        ("He faces two counts of first-degree murder and three counts of attempted murder.", [("killed", 2)]),
        ("Two men who were shot and killed have been named.", [("killed", 2)]),
        ("A boy getting out of a car was shot to death.", [("killed", 1)]),
        ("Seven people, two of them children, were killed.", [("killed", 7)]),
        ("It killed two people, a driver and a teacher.", [("killed", 2)]),
        ("A man in his 20s was killed.", [("killed", 1)]),
        ("Three people were shot, one of them fatally.", [("killed", 1), ("shot", 3)]),
        ("Firefighters pulled seven survivors from the rubble.", [("rescued", 7)]),
        ("Six people were pulled alive from the rubble.", [("rescued", 6)]),
        ("It fell down, killing three people and trapping several others.", [("killed", 3)]),
        ("A boy of 16 was injured.", [("injured", 1)]),
        ("Divers were searching for a 31-year-old delivery driver.", [("missing", 1)]),
        ("Rescue teams searched for three men.", [("missing", 3)]),
        ("The father of two was killed.", [("killed", 1)]),
        ("On Feb. 2, a teen was shot in the leg.", [("shot", 1)]),
        ("Ann Q. Roe, 22, and her neighbor, Bo Poe, 30, dead of smoke, were found on Jan. 21.", [("killed", 2)]),
        ("It killed a man and put a woman in the ditch.", [("killed", 1)]),
        ("Two men and two women were killed.", [("killed", 4)]),
        ("He is charged in the shooting deaths of Ann Roe and Bo Poe.", [("killed", 2)]),
        ("The fire claimed the lives of two men.", [("killed", 2)]),
        ("Also killed were Ann Roe, 22, her mother, Sue Roe, 50, and Bo Poe, 31.", [("killed", 3)]),
        ("A man, 45, a woman, 38, and two children, ages 3 and 5, were found shot to death.", [("killed", 4)]),
        ("Both teens were taken to a hospital, where they died.", [("killed", 2), ("treated", 2)]),
        ("Two men were flown to Leeds, where they died.", [("killed", 2)]),
        ("Two men were found mortally wounded.", [("killed", 2)]),
        ("The victim suffered injuries that were not life-threatening.", [("injured", 1)]),
        ("A bullet struck him in the groin.", [("shot", 1)]),
        ("He killed four people before taking his own life.", [("killed", 1), ("killed", 4)]),
        ("Nine students with ties to North High School died.", [("killed", 9)]),
        ("It killed one person and seriously injured another.", [("killed", 1), ("injured", 1)]),
        ("It left one man fatally wounded and three others with serious injuries.", [("killed", 1), ("injured", 3)]),
        ("Four shooting victims were found early on Sunday.", [("shot", 4)]),
        ("Two homicide victims were named.", [("killed", 2)]),
        ("A man opened fire, hitting two men in the legs.", [("shot", 2)]),
        ("He fired several times, striking a 12-year-old boy.", [("shot", 1)]),
        ("A robbery attempt left a clerk wounded.", [("injured", 1)]),
        ("Two other victims were reported to have been grazed by bullets.", [("injured", 2)]),
        ("The second victim was shot in the leg.", [("shot", 1)]),
        ("The suspect, who was struck in the arm, fled.", [("shot", 1)]),
        ("Two were found with gunshot wounds.", [("shot", 2)]),
        ("A man was shot six to seven times.", [("shot", 1)]),
        ("Neither officer was wounded.", [("injured", 0)]),
        ("Two Wounded In South Leeds Shooting", [("injured", 2)]),
        ("Four people, including an 11-year-old, were shot.", [("shot", 4)]),
        ("Four people -- including a child -- were injured.", [("injured", 4)]),
        ("Two children, ages 3 and 5, and their mother have been found dead.", [("killed", 3)]),
        ("He is accused of shooting his parents and three younger siblings.", [("shot", 5)]),
        ("His parents were killed.", [("killed", 2)]),
        ("A shootout left one man dead and six others injured at a teen party.", [("killed", 1), ("injured", 6)]),
        ("Two men killed at home, police say.", [("killed", 2)]),
        ("Three men, one age 18 and two age 20, were also shot.", [("shot", 3)]),
        ("The two people inside suffered non-life threatening injuries.", [("injured", 2)]),
        ("Two people suffered multiple gunshot wounds.", [("shot", 2)]),
        ("Ann Roe, Bo Poe, Cy Doe, and Di Moe all suffered injuries.", [("injured", 4)]),
        ("Four people were hurt in the shooting, including one who later died.", [("injured", 4), ("killed", 1)]),
        ("Flying glass injured him and he pulled over.", [("injured", 1)]),
        ("A deputy shot him to death.", [("killed", 1)]),
        ("A 6-month-old and her mother were killed.", [("killed", 2)]),
        ("It ended in minor injuries to a landlord and a bystander.", [("injured", 2)]),
    ],
)
def test_what_befell_people_is_counted(text: str, counts: list[tuple[str, int]]) -> None:
    assert sorted(_counts(text)) == sorted(counts)


@pytest.mark.parametrize(
    "text",
    [
        "A gunman shot at two officers.",
        "Police seized two sets of body armor.",
        "One shot went through a window.",
        "He fired and shot 2 more times.",
        "Neither Ann nor their three children were injured.",
        "Hunters shot three deer.",
        "She was held up and shot at, but fled.",
        "A man shot at by police fled.",
        "He fired one shot at the house.",
        "A neighbor heard a gunshot.",
        "He was taken to the county jail.",
        "He threatened to kill two people.",
        "They killed a dog.",
        "A search warrant was executed at the home.",
        "Several people left the home.",
        "Police pulled two men over.",
        "Twelve shops burned.",
        "Police were searching for two men.",
        "There was a shooting outside 513 Union Street.",
        "Shooting 3900 Oak Road",
        "It was unclear whether any of the six suspects were injured.",
        "Police said she shot into a home.",
        "The house was shot at multiple times.",
        "No gunshot victim was reported to hospitals.",
        "He faces nine charges including murder.",
        "Their wounds were not considered life-threatening.",
        "He had threatened to harm his family and kill himself.",
        "Training prevented a suspect from killing himself.",
        "The gunfire struck two North Police Department cars.",
        "The town named the two officers involved in a fatal officer-involved shooting.",
    ],
)
def test_what_befell_nobody_is_not_counted(text: str) -> None:
    assert _counts(text) == []


def test_what_callers_reported_stands_under_a_sign_of_its_own() -> None:
    text = "Officers were called after a report of a man shot. They found two men who had been shot."
    reads = read_all(split(text, lexicon_of("en", text)), [frozenset()] * 2)
    found = {c.value: c.features for c in candidates("injured", *counts_of(reads, True, None))}
    assert "so.call" in found[1]
    assert not any(f.endswith(".call") for f in found[2])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Nach einer Meldung über einen Verletzten suchten sie."),
        ("es", "Recibieron un reporte de un hombre herido."),
        ("fr", "Un appel pour un homme blessé a été reçu."),
        ("ru", "Поступило сообщение о раненом мужчине."),
        ("uk", "Надійшло повідомлення про пораненого чоловіка."),
        ("ar", "تلقت الشرطة بلاغ عن رجل مصاب."),
    ],
)
def test_calls_are_known_in_every_language(language: str, text: str) -> None:
    assert "call" in split(text, lexicon_of(language, text))[0].phrases


def test_no_death_is_spoken_of_where_a_murder_was_only_attempted() -> None:
    text = "He was booked on a count of attempted second degree murder on Monday."
    reads = read_all(split(text, lexicon_of("en", text)), [frozenset()])
    assert [c.value for c in candidates("killed", *counts_of(reads, True, None))] == [0]


def test_who_kills_himself_is_told_apart_from_the_others() -> None:
    told = _figures("He killed two people before turning the gun on himself.")
    assert [(f.high, f.name) for f in told] == [(2, ""), (1, "=")]


def test_a_third_one_counts_those_before() -> None:
    (told,) = _figures("A third person died on Monday.")
    assert (told.more, told.ordinal) == (True, 3)


def test_who_is_told_behind_the_comma_has_a_name() -> None:
    (told,) = _figures("He shot and killed a neighbor, 55-year-old Ann Roe.")
    assert (told.name, told.alias) == ("", "ann roe")


def test_a_name_behind_a_preposition_is_a_place() -> None:
    assert [f.name for f in _figures("A man in East Leeds was killed.")] == [""]


def _totals(text: str, *, gunfire: bool = True, language: str = "en") -> dict[str, int]:
    sentences = split(text, lexicon_of(language, text))
    none: list[frozenset[str]] = [frozenset()] * len(sentences)
    counted, context = counts_of(read_all(sentences, none), gunfire, None)
    return {role: c.value for role, c in totals(counted, context).items()}


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A man was shot and killed on Monday. A second man was wounded in the shooting.", 1, 1),
        ("Four people were shot at a party, one fatally, police said.", 1, 3),
        ("A woman was shot in the leg. She was taken to a hospital in stable condition.", 0, 1),
        ("A gunman shot at a police car. No one was hurt.", 0, 0),
        ("Two men were killed and three others were wounded in a shooting at a bar.", 2, 3),
    ],
)
def test_totals_of_a_shooting(text: str, killed: int, injured: int) -> None:
    assert _totals(text) == {"killed": killed, "injured": injured}


def test_a_toll_that_rose_is_the_total() -> None:
    text = "On Monday officials said nine people were killed. The death toll from the fire has since risen to 12."
    assert _totals(text, gunfire=False)["killed"] == 12


def test_a_count_may_be_of_a_certain_day() -> None:
    text = "As of Tuesday, at least 12 people had been killed in the flood."
    sentences = split(text, lexicon_of("en", ""))
    reads = read_all(sentences, [frozenset({"2021-06-08"})])
    (claim,) = figure_claims(text, *counts_of(reads, gunfire=False, title=None), [""])
    assert (claim.field, claim.best, claim.at_least, claim.as_of) == ("killed", 12, True, "2021-06-08")


@pytest.mark.parametrize(
    ("text", "role", "value", "sign"),
    [
        ("The homicide victim was named. He lived alone.", "killed", 1, "kh."),
        ("The husband was shot in the hip. The roommate was shot in the arm.", "injured", 2, "sd."),
        ("He shot six people, killing four, before killing himself.", "injured", 2, "sg-=."),
        ("Three men were wounded in separate shootings.", "injured", 3, "injured.rounds1.v3"),
        ("In a separate attack, two men were wounded.", "injured", 2, "injured.apart1.v2"),
    ],
)
def test_a_total_that_no_sentence_counts_is_a_candidate(text: str, role: str, value: int, sign: str) -> None:
    sentences = split(text, lexicon_of("en", ""))
    counted, context = counts_of(read_all(sentences, [frozenset()] * len(sentences)), True, None)
    found = {c.value: c for c in candidates(role, counted, context._replace(killed=5 if "six" in text else 0))}
    assert sign in found[value].features


def test_attempted_murder_is_no_death_spoken_of() -> None:
    sentences = split("He was charged with attempted murder.", lexicon_of("en", ""))
    assert counts_of(read_all(sentences, [frozenset()]), True, None)[0] == []


def test_points_of_equal_candidates_fall_to_the_smaller_total() -> None:
    sentences = split("Two people were killed. Three people were killed.", lexicon_of("en", ""))
    reads = read_all(sentences, [frozenset()] * 2)
    counted, context = counts_of(reads, True, None)
    assert totals(counted, context, {})["killed"].value == 0


def test_the_points_are_whole_numbers_and_know_both_roles() -> None:
    points = shipped()
    assert points
    assert all(isinstance(p, int) for p in points.values())
    assert {"killed.most", "injured.most", "kg.background", "ig.background"} <= points.keys()


_TALK = "Detectives believe the shooting happened around midnight after several witnesses heard an argument inside the home."


def _worded(**words: int) -> Worded:
    known = frozenset(w.lower() for w in _TALK.rstrip(".").split() if len(w) > 2)
    return Worded({"killed.0": 0, "killed.v1": -10}, {f"killed.1+.{w}": p for w, p in words.items()}, known)


def _killed(text: str, worded: Worded, language: str = "en") -> int:
    sentences = split(text, lexicon_of(language, text))
    counted, context = counts_of(read_all(sentences, [frozenset()] * len(sentences)), True, None)
    return totals(counted, context, {"killed.v1": 1}, {"en": worded})["killed"].value


def test_words_of_the_article_speak_for_or_against_a_count() -> None:
    text = f"A man was killed. {_TALK}"
    assert _killed(text, _worded()) == 0
    assert _killed(text, _worded(detectives=100)) == 1


def test_a_text_that_has_few_of_the_words_is_judged_by_its_counts() -> None:
    assert _killed("A man was killed.", _worded(detectives=100)) == 1
    assert _killed("Ein Mann wurde getötet.", _worded(detectives=-100), "de") == 1


def test_each_role_has_the_points_of_its_own_words() -> None:
    words = frozenset(f"word{n}" for n in range(25))
    worded = Worded({}, {"injured.1+.word3": 7, "killed.2+.word4": -5}, words)
    assert opinion(told_by(words | {"unknown"}, worded)) == (0, -3, 4, 0)
    assert opinion(told_by(frozenset(["word3"]), worded)) == ()


def test_names_are_no_words() -> None:
    sentences = split("Detectives in Leeds shot Roe. Roe died in Leeds.", lexicon_of("en", ""))
    found = words_of(sentences, None)
    assert {w for w in found if " " not in w} == {"detectives", "shot", "died"}
    assert {w for w in found if " " in w} == {"detectives in", "in ~", "~ shot", "shot ~", "~ died", "died in"}


def test_the_words_that_are_shipped_are_whole_numbers_of_known_words() -> None:
    worded = shipped_words()["en"]
    assert len(worded.known) > 100
    assert {name.split(".", 2)[2] for name in worded.words} <= worded.known
    assert {name.split(".")[0] for name in worded.words} == {"killed", "injured"}


def test_a_title_counts_whom_the_text_only_tells_of() -> None:
    title, *_ = split("Three dead in Leeds fire", lexicon_of("en", ""))
    sentences = split("The dead were found in the kitchen. A neighbor died too.", lexicon_of("en", ""))
    counted, context = counts_of(read_all(sentences, [frozenset()] * 2), False, title)
    found = {c.value: c.support for c in candidates("killed", counted, context)}
    assert found[3] is not None


def test_a_title_before_the_text_is_a_sentence_of_its_own() -> None:
    title = "Three dead in a fire in Leeds"
    text = f"{title}LEEDS - Three people died."
    told = [text[s.start : s.end] for s in split(text, lexicon_of("en", ""), title)]
    assert told == [title, "LEEDS - Three people died."]
