"""Names meet across scripts by their sound; few consonants tell nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.cluster.spelling import LONGEST, shared, sound


@pytest.mark.parametrize(
    "spellings",
    [
        "вілкул вилкул vilkul wilkul",
        "ганжа hanzha ganja",
        "лисак лысак lysak lyssak",
        "الجبالي jebali جبالي",
        "قادر qadir kadir",
        "ткачук tkachuk tkatschuk",
        "шевченко shevchenko schewtschenko chevtchenko",
    ],
)
def test_spellings_of_a_name_sound_alike(spellings: str) -> None:
    sounds = {sound(s) for s in spellings.split()}
    assert len(sounds) == 1, sounds


def test_two_consonants_tell_nothing() -> None:
    assert sound("rauch") == sound("ора") == sound("") == ""


def test_the_beginning_of_a_sound_is_enough() -> None:
    assert shared(frozenset({sound("вендлі"), sound("киев")}), frozenset({sound("wendling")})) == 1
    assert shared(frozenset({"VNDLN"}), frozenset({"VNT"})) == 0


@given(st.text(max_size=30))
def test_any_text_has_a_sound(text: str) -> None:
    assert len(sound(text.casefold())) <= LONGEST
