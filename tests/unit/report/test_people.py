"""People with their ages and offices, and organisations, in seven languages."""

import pytest

from events.reports import Person
from processors.report.people.organisations import organisations_of
from processors.report.people.people import people_of
from processors.report.sentences.split import split
from processors.report.telling.reading import Read, read_all
from processors.report.words.lexicon import lexicon_of


def _reads(language: str, text: str) -> list[Read]:
    sentences = split(text, lexicon_of(language, text))
    return read_all(sentences, [frozenset()] * len(sentences))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "John Miller, 34, was killed.", [("John Miller", "victim", 34)]),
        ("en", "Police arrested 19-year-old Kevin Dale Ross.", [("Kevin Dale Ross", "suspect", 19)]),
        ("en", "Governor Maria Alvarez said help was near.", [("Maria Alvarez", "official", None)]),
        ("en", "Anna Reed spoke to 34 students.", []),
        ("ru", "Губернатор области Пётр Иванов сообщил о взрыве.", [("Пётр Иванов", "official", None)]),
        ("ru", "Погиб 34-летний Иван Петров.", [("Иван Петров", "victim", 34)]),
        ("uk", "Загинула Олена Коваль, 27 років.", [("Олена Коваль", "victim", 27)]),
        ("es", "Murió Pedro Gómez López, de 34 años.", [("Pedro Gómez López", "victim", 34)]),
        ("de", "Der 34-jährige Max Müller starb.", [("Max Müller", "victim", 34)]),
        ("fr", "Paul Durand, 34 ans, est mort.", [("Paul Durand", "victim", 34)]),
    ],
)
def test_people(language: str, text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert people_of(text, _reads(language, text)) == tuple(Person(name=n, role=r, age=a) for n, r, a in expected)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The FBI and the Ohio State Highway Patrol Department came.", ("FBI", "Ohio State Highway Patrol Department")),
        ("en", "The Ministry of Health spoke.", ("Ministry of Health",)),
        ("en", "The police came to the hospital.", ()),
        ("ru", "Министерство обороны заявило, МЧС подтвердило.", ("Министерство обороны", "МЧС")),
        ("uk", "Працює ДСНС.", ("ДСНС",)),
        ("es", "El Ministerio de Defensa y la Guardia Civil acudieron.", ("Ministerio de Defensa", "Guardia Civil")),
        ("de", "Er starb im Klinikum Nord.", ("Klinikum Nord",)),
        ("fr", "Selon l'Université de Lyon et le Ministère de l'Intérieur.", ("Université de Lyon", "Ministère de l'Intérieur")),
        ("ar", "قالت وزارة الصحة إن ثلاثة قتلوا.", ("وزارة الصحة",)),
    ],
)
def test_organisations(language: str, text: str, expected: tuple[str, ...]) -> None:
    assert organisations_of(text, _reads(language, text)) == expected
