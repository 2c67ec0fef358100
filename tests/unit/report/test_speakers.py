"""Who says what."""

import pytest

from processors.report.sentences.speakers import speakers
from processors.report.sentences.split import split
from processors.report.words.lexicon import lexicon_of


def _speakers(text: str, language: str = "en") -> list[str]:
    return speakers(text, split(text, lexicon_of(language, text)))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to Mayor Anna Lund, 20 people were hurt.", "Mayor Anna Lund"),
        ("The fire department said the roof had fallen in.", "fire department"),
        ("“The roof had fallen in,” said Tom Baker, a neighbour.", "Tom Baker"),
        ("“It was a mistake,” military expert Ole Berg told The Herald.", "military expert Ole Berg"),
        ("The roof had fallen in.", ""),
        ("Local media have suggested that it was a bomb.", "Local media"),
    ],
)
def test_the_speaker_is_named_as_the_article_names_them(text: str, speaker: str) -> None:
    assert _speakers(text)[0] == speaker


def test_a_quotation_that_goes_on_has_one_speaker() -> None:
    text = "Military expert Ole Berg told us of it.\n“The case raises questions. I believe it was an accident,” he added."
    assert _speakers(text) == ["Military expert Ole Berg"] * 3


def test_a_surname_is_given_with_the_name_it_had() -> None:
    text = "Ole Berg said it was late. Then it rained. Berg noted that nobody came."
    assert _speakers(text) == ["Ole Berg", "", "Ole Berg"]


def test_a_word_of_saying_inside_a_quotation_names_nobody() -> None:
    text = "“I believe they said it was a bomb,” Jane Roe said."
    assert _speakers(text) == ["Jane Roe"]


def test_russian_sources_are_speakers() -> None:
    assert _speakers("По словам губернатора Ивана Петрова, погибли двое.", "ru") == ["губернатора Ивана Петрова"]
