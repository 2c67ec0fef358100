"""Text made to be slow: what is read must take time that grows with its length, for any text."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.report.claims.figures import figures_of
from processors.report.places.outlets import _CALL_SIGN
from processors.report.places.streets import find_streets
from processors.report.places.toponyms import _headline
from processors.report.sentences.split import split
from processors.report.telling.items import mark_items
from processors.report.words.lexicon import LANGUAGES, lexicon_of

FAR_TOO_LONG = 5.0  # seconds; each takes milliseconds, and took minutes or for ever


def _figures(text: str) -> None:
    for sentence in split(text, lexicon_of("en", text)):
        figures_of(sentence)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (_figures, "Two were killed " + "other about " * 60),
        (_CALL_SIGN.fullmatch, "kabc" + "1" * 58 + "x"),
        (_CALL_SIGN.fullmatch, "kabc" + "localnews" * 20),
        (_figures, "." * 60_000 + "a"),
        (find_streets, "А-" * 30_000),
        (_headline, "a - " * 30_000),
    ],
)
def test_reading_takes_no_longer_than_the_text_is_long(read, text: str) -> None:  # type: ignore[no-untyped-def]
    started = time.process_time()
    read(text)
    assert time.process_time() - started < FAR_TOO_LONG


TABLES = Path(lexicon_of.__code__.co_filename).parent.parent / "data"
ODD = [
    "0",
    "3",
    "(",
    ")",
    "ـ",
    ",",
    ":",
    "-",
    "12-летнего",
    "9" * 320 + ",5",
    "тыс.",
    "(3)",
    ".",
    "\n",
    "Ann",
    "Roe",
    "***",
    "…",
    "[ ]",
]


def _words(language: str) -> list[str]:
    """The words of a language's table."""
    table = tomllib.loads((TABLES / f"{language}.toml").read_text(encoding="utf-8"))
    return sorted({w.rstrip("*") for entries in table["words"].values() for w in entries.split()}) + sorted(table["numbers"])


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_no_row_of_words_is_too_odd_to_be_read(language: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(_words(language)) | st.sampled_from(ODD), max_size=14))
    text = " ".join(words)
    sentences = split(text, lexicon_of(language, text))
    mark_items(text, sentences)
    for sentence in sentences:
        assert all(figure.start < figure.end for figure in figures_of(sentence))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_without_a_word_is_read(language: str) -> None:
    sentences = split("___\n\n***\n\n…", lexicon_of(language, ""))
    assert [figures_of(s) for s in sentences] == [[]] * len(sentences)
    assert any(not s.words for s in sentences)


def test_items_are_numbered_in_time_that_grows_with_the_text() -> None:
    text = "\n".join("A" * (n % 40 + 3) + chr(65 + n % 26) for n in range(20_000))
    sentences = split(text, lexicon_of("en", text))
    started = time.process_time()
    mark_items(text, sentences)
    assert time.process_time() - started < FAR_TOO_LONG
