"""Counts of people in a sentence, and the total that an article's counts come to."""

import pytest

from processors.report.claims import Figure, figures_of
from processors.report.claims_choice import shipped, totals
from processors.report.claims_totals import counts_of, figure_claims
from processors.report.lexicon import lexicon_of
from processors.report.sentences import split
from processors.report.telling import read_all


def _figures(text: str, language: str = "en") -> list[Figure]:
    return [f for s in split(text, lexicon_of(language, text)) for f in figures_of(s)]


def _counts(text: str, language: str = "en") -> list[tuple[str, int]]:
    return [(f.role, f.high) for f in _figures(text, language)]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Ann Roe, 22, of Leeds, and Bo Poe, 30, were killed.", [("killed", 2)]),
        ("A bomb killed 34-year-old Ann Roe, 19-year-old Bo Poe and 12-year-old Cy Doe.", [("killed", 3)]),
        ("The fire left Ann Roe, 22, and Bo Poe, 30, dead.", [("killed", 2)]),
        ("His wife and daughter were injured.", [("injured", 2)]),
        ("He killed his mother, stepfather, and grandmother.", [("killed", 3)]),
        ("Two of the four shooting victims had died.", [("killed", 2)]),
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
    ],
)
def test_what_befell_people_is_counted(text: str, counts: list[tuple[str, int]]) -> None:
    assert sorted(_counts(text)) == sorted(counts)


@pytest.mark.parametrize(
    "text",
    [
        "A gunman shot at two officers.",
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
    ],
)
def test_what_befell_nobody_is_not_counted(text: str) -> None:
    assert _counts(text) == []


def test_who_kills_himself_is_told_apart_from_the_others() -> None:
    told = _figures("He killed two people before turning the gun on himself.")
    assert [(f.high, f.name) for f in told] == [(2, ""), (1, "=")]


def _totals(text: str, *, gunfire: bool = True, language: str = "en") -> dict[str, int]:
    sentences = split(text, lexicon_of(language, text))
    none: list[frozenset[str]] = [frozenset()] * len(sentences)
    counted, context = counts_of(read_all(sentences, none), gunfire, {})
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
    (claim,) = figure_claims(text, *counts_of(reads, gunfire=False, titled={}), [""])
    assert (claim.field, claim.best, claim.at_least, claim.as_of) == ("killed", 12, True, "2021-06-08")


def test_points_of_equal_candidates_fall_to_the_smaller_total() -> None:
    sentences = split("Two people were killed. Three people were killed.", lexicon_of("en", ""))
    reads = read_all(sentences, [frozenset()] * 2)
    counted, context = counts_of(reads, True, {})
    assert totals(counted, context, {})["killed"].value == 0


def test_the_points_are_whole_numbers_and_know_both_roles() -> None:
    points = shipped()
    assert points
    assert all(isinstance(p, int) for p in points.values())
    assert {"killed.most", "injured.most", "kg.background", "ig.background"} <= points.keys()
