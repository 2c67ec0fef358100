"""Figures as words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.report.claims.figures import figures_of
from processors.report.sentences.split import split
from processors.report.words.lexicon import lexicon_of
from processors.report.words.numbers import joined, reading


@pytest.mark.parametrize(
    ("word", "figures"),
    [("10,065", (10065, 10065)), ("1.200", (1200, 1200)), ("10-15", (10, 15)), ("15-10", (None, None)), ("x", (None, None))],
)
def test_a_number_is_read_as_it_is_written(word: str, figures: tuple[int | None, int | None]) -> None:
    assert reading(word, None) == figures


@pytest.mark.parametrize(
    ("before", "after", "both"), [(20, 1, 21), (2, 100, 200), (200, 50, 250), (3, 12, 36), (2, 3, None), (20, 30, None)]
)
def test_number_words_in_a_row_make_one_number(before: int, after: int, both: int | None) -> None:
    assert joined(before, after) == both


@given(st.integers(0, 9_999_999))
def test_digits_with_separators_are_the_number(value: int) -> None:
    assert reading(f"{value:,}", None) == (value, value)


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        ("en", "Fifteen people were killed and 16 were rescued.", {"killed": 15, "rescued": 16}),
        ("en", "A man and two women were killed.", {"killed": 3}),
        ("en", "The blast left three people dead and two others wounded.", {"killed": 3, "injured": 2}),
        ("en", "The crash killed at least twenty one passengers.", {"killed": 21}),
        ("en", "Between 10 and 15 people were wounded.", {"injured": 15}),
        ("en", "No casualties were reported.", {"killed": 0, "injured": 0}),
        ("en", "Four people were shot, two of them fatally.", {"shot": 4, "killed": 2}),
        ("en", "The death toll rose to 12.", {"killed": 12}),
        ("en", "They threatened to kill two men.", {}),
        ("en", "A man shot three people.", {"shot": 3}),
        ("en", "Air defences destroyed 12 enemy drones.", {"intercepted": 12}),
        ("ru", "Погибли пять человек, ещё двенадцать ранены.", {"killed": 5, "injured": 12}),
        ("ru", "Никто не пострадал.", {"injured": 0}),
        ("uk", "Загинули троє людей, збито 7 безпілотників.", {"killed": 3, "intercepted": 7}),
        ("es", "El ataque dejó cinco muertos y al menos 10 heridos.", {"killed": 5, "injured": 10}),
        ("de", "Fünf Menschen kamen ums Leben, mindestens zwanzig wurden verletzt.", {"killed": 5, "injured": 20}),
        ("fr", "Cinq personnes ont été tuées et dix blessées.", {"killed": 5, "injured": 10}),
        ("ar", "مقتل خمسة أشخاص وإصابة 10 آخرين.", {"killed": 5, "injured": 10}),
    ],
)
def test_figures_are_read_in_many_languages(language: str, text: str, figures: dict[str, int]) -> None:
    (sentence,) = split(text, lexicon_of(language, text))
    assert {f.role: f.high for f in figures_of(sentence)} == figures


@pytest.mark.parametrize(
    "text", ["Smith, 27, was there.", "At 11:50 on May 12 in the 3200 block.", "It cost $50,000 and 30 percent."]
)
def test_ages_times_days_and_money_count_nobody(text: str) -> None:
    (sentence,) = split(text, lexicon_of("en", text))
    assert figures_of(sentence) == []


@pytest.mark.parametrize(
    ("language", "text", "killed", "children"),
    [
        ("ar", "قتل خمسة رجال وعشرة أطفال.", 15, 10),
        ("de", "Zwei Frauen und drei Kinder wurden getötet.", 5, 3),
        ("en", "Four pupils were killed.", 4, 4),
        ("en", "Two teachers and four pupils were killed.", 6, 4),
    ],
)
def test_of_a_list_only_the_children_are_children(language: str, text: str, killed: int, children: int) -> None:
    [sentence] = split(text, lexicon_of(language, text))
    assert [(f.high, f.children) for f in figures_of(sentence)] == [(killed, children)]


def test_children_among_the_victims_are_counted_beside_them() -> None:
    text = "Five children were among the 25 people killed."
    (figure,) = figures_of(split(text, lexicon_of("en", text))[0])
    assert (figure.high, figure.children) == (25, 5)
