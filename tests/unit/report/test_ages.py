"""Ages that a passage tells, in each language with tables."""

import pytest

from processors.report.people.ages import LEAD, ages_of, lead_of
from processors.report.sentences.split import split
from processors.report.words.lexicon import lexicon_of


def told(text: str, language: str) -> tuple[int, ...]:
    return ages_of(split(text, lexicon_of(language, text)))


@pytest.mark.parametrize(
    ("language", "text", "ages"),
    [
        ("en", "A 5-year-old boy and his sister, aged 7, were shot on Monday.", (5, 7)),
        ("en", "John Miller, 34, of Leeds was hurt; so were two boys, ages 3 and 5.", (3, 5, 34)),
        ("en", "A nine-year-old girl died. The 6-month-old baby lives.", (0, 9)),
        ("en", "She is 72 years old. He got 15 years in prison.", (72,)),
        ("en", "Three people were shot at 34 Elm Street on May 5.", ()),
        ("es", "Un niño de 5 años murió. Juan Pérez, de 34 años, resultó herido.", (5, 34)),
        ("fr", "Une fillette de 3 ans est morte lundi.", (3,)),
        ("de", "Ein 12-jähriger Junge starb. Hans Meier, 45 Jahre alt, wurde verletzt.", (12, 45)),
        ("en", "A girl aged 7, 12 others and boys aged 3, 5 and 7, a 16 year-old too.", (3, 5, 7, 16)),
        ("es", "15 años de prisión. Hace 20 años, durante 10 años, una guerra de 3 años.", ()),
        ("fr", "15 ans de prison. Il y a 20 ans. Jean Dupont, 45 ans, est mort.", (45,)),
        ("de", "5 Jahre Haft, vor 20 Jahren.", ()),
        ("ru", "20 лет назад. Суд дал 10 лет колонии. На протяжении 8 лет.", ()),
        ("uk", "15 років тюрми. 20 років тому.", ()),
        ("ar", "حكم عليه بالسجن 15 سنة قبل 20 عاما", ()),
        ("ru", "Суд дал мужчине 10 лет колонии, получил Петров 8 лет лишения свободы.", ()),
        ("es", "Un hombre 20 años después fue detenido.", ()),
        ("de", "Die Frau 3 Jahre nach dem Brand, 12 Jahre lang.", ()),
        ("fr", "L'homme 12 ans après.", ()),
        ("ru", "Погиб мальчик 5 лет.", (5,)),
        ("ru", "34-летний мужчина погиб. Ивану Петрову 45 лет.", (34, 45)),
    ],
)
def test_ages_are_told_in_many_ways(language: str, text: str, ages: tuple[int, ...]) -> None:
    assert told(text, language) == ages


def test_nobody_is_older_than_the_oldest() -> None:
    assert told("The 150-year-old church burned.", "en") == ()


def test_the_lead_ends_where_a_passage_goes_on() -> None:
    text = "A 5-year-old boy was shot. " + "Nothing more is known. " * (LEAD // 20) + "His sister is 9 years old."
    sentences = split(text, lexicon_of("en", text))
    assert (ages_of(lead_of(sentences)), ages_of(sentences)) == ((5,), (5, 9))
    assert lead_of([]) == []
