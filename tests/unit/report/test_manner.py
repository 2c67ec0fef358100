"""How words tell, on made-up sentences."""

import pytest

from processors.report.sentences.split import split
from processors.report.telling.manner import forms_told, style_of
from processors.report.telling.reading import Read, read_all
from processors.report.words.lexicon import lexicon_of

DONE = "Two teachers were kidnapped and a bus was attacked.\nA clerk was shot."
SPOKEN = "The attack on the people and the killings must end.\nThe bombings are a crime against the nation."


def _reads(text: str, language: str = "en") -> list[Read]:
    sentences = split(text, lexicon_of(language, text))
    return read_all(sentences, [frozenset()] * len(sentences))


def test_words_that_tell_of_something_done_are_told_from_those_that_speak_of_it() -> None:
    done, spoken = (forms_told(reads, reads) for reads in map(_reads, (DONE, SPOKEN)))
    assert (done["told"], done["passive"], done["events told"]) == (100, 100, 100)
    assert (spoken["told"], spoken["passive"]) == (0, 0)
    assert spoken["definite"] > done["definite"] == 0
    assert spoken["several"] > done["several"] == 0


def test_news_brings_in_what_comment_takes_as_known() -> None:
    news, comment = (style_of(_reads(text)) for text in (DONE, SPOKEN))
    assert news["words was"] > comment["words was"]
    assert news["definite"] < comment["definite"]


@pytest.mark.parametrize(
    ("head", "talk"),
    [("[Interview with the minister by our reporter] ", 1), ("[Text] [Speech] ", 1), ("[Text] ", 0), ("After an interview, ", 0)],
)
def test_what_a_text_says_in_brackets_that_it_is(head: str, talk: int) -> None:
    reads = _reads(f"LIMA, 3 May -- {head}{DONE}")
    assert style_of(reads)["labelled"] == forms_told(reads, reads)["labelled"] == talk


@pytest.mark.parametrize("language", ["ru", "de", "ar"])
def test_a_language_without_a_table_has_no_such_signs(language: str) -> None:
    reads = _reads("Zwei Lehrer wurden entführt.", language)
    assert not forms_told(reads, reads)
    assert not style_of(reads)


def test_an_article_without_a_sentence_has_no_such_signs() -> None:
    assert not forms_told([], [])
    assert not style_of([])
