"""Shingles and digests: what makes two texts copies."""

import time

from hypothesis import given
from hypothesis import strategies as st

from processors.report.shingles import digest_of, passage_of, shingles_in, words_of

TEXT = "Rescuers searched the rubble of the harbour office until dawn on Tuesday and found nobody."


def test_words_of_any_script_are_told_apart() -> None:
    assert words_of("Дом на улице, 12!") == ["дом", "на", "улице", "12"]
    assert words_of("爆発があった") == ["爆", "発", "が", "あ", "っ", "た"]
    assert words_of("ﬁre STRASSE straße") == ["fire", "strasse", "strasse"]
    assert words_of("... — !") == []


def test_layout_and_case_do_not_count() -> None:
    assert digest_of(TEXT) == digest_of(TEXT.upper().replace(" ", "\n\t "))
    assert digest_of(TEXT) != digest_of(TEXT.replace("Tuesday", "Monday"))


def test_shingles_are_five_words_long() -> None:
    passage = passage_of("a", TEXT, "r")
    assert len(shingles_in(passage)) == len(words_of(TEXT)) - 4
    assert (passage.id, passage.report, passage.digest) == ("a", "r", digest_of(TEXT))


def test_the_bytes_are_fixed() -> None:
    """Other machines read them: crc32 of the joined words, sorted, little-endian."""
    assert passage_of("a", "one two three four five six").shingles == "uFW+UFYaYHI="


def test_a_short_text_is_one_shingle_and_an_empty_one_none() -> None:
    assert len(shingles_in(passage_of("a", "two words"))) == 1
    assert passage_of("a", "?!").shingles == ""


STRANGE = ["Fire", "d’eau", "“Stop”", "straße", "…", "café", "e\u0301", "½", "火事", "A_b", "дом", "ﬁ", "٣"]


@given(st.lists(st.sampled_from(STRANGE)))
def test_words_are_the_same_whether_a_strange_letter_stands_near_or_not(words: list[str]) -> None:
    assert words_of(" ".join(words)) == [word for part in words for word in words_of(f"{part} дом")[:-1]]


@given(st.text())
def test_any_text_has_a_passage_with_sorted_distinct_shingles(text: str) -> None:
    shingles = list(shingles_in(passage_of("a", text)))
    assert shingles == sorted(set(shingles))
    assert (not shingles) == (not words_of(text))


def test_a_page_costs_little() -> None:
    page = TEXT * 30
    start = time.perf_counter()
    for _ in range(50):
        passage_of("a", page)
    assert (time.perf_counter() - start) / 50 < 0.01
