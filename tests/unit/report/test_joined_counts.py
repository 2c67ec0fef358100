"""Counts that were read only in part: some of a whole, the first of several with something said of him, numbers behind a day,
tens, and what stands between those who died and what tells of it."""

import pytest

from processors.report.claims.figures import figures_of
from processors.report.sentences.split import split
from processors.report.words.lexicon import lexicon_of


def told(language: str, text: str) -> set[tuple[str, int]]:
    [sentence] = split(text, lexicon_of(language, text))
    return {(figure.role, figure.high) for figure in figures_of(sentence)}


@pytest.mark.parametrize(
    ("language", "text", "role", "number"),
    [
        ("en", "The driver and two passengers of a hatchback were killed on Monday.", "killed", 3),
        ("fr", "L'ambassadeur d'Italie en RDC, son garde du corps et son chauffeur ont été tués lundi.", "killed", 3),
        ("fr", "Six humanitaires français, leur chauffeur et leur guide ont été assassinés dimanche.", "killed", 8),
        ("fr", "Le pilote d'un avion de tourisme et sa passagère sont décédés dimanche.", "killed", 2),
        ("es", "Murieron el piloto de la avioneta y su copiloto.", "killed", 2),
        ("ru", "Погибли командир экипажа и второй пилот.", "killed", 2),
        ("es", "El chofer y cuatro pasajeros de una combi murieron tras el choque.", "killed", 5),
        ("uk", "Двох посадовців та їхніх двох посередників затримали вчора.", "arrested", 4),
        ("ru", "16 из 22 находившихся на борту погибли.", "killed", 16),
        ("es", "Murieron 16 de los 22 ocupantes.", "killed", 16),
        ("de", "16 der 22 Insassen starben.", "killed", 16),
        ("fr", "Cinq trafiquants présumés, quatre hommes et une femme, ont été arrêtés lundi.", "arrested", 5),
        ("es", "Once heridos, entre ellos cuatro policías, y seis detenidos dejaron los choques.", "arrested", 6),
        ("de", "In Biel sind am 17. Februar neun Jugendliche verletzt worden.", "injured", 9),
        ("es", "El 17 de febrero nueve personas murieron.", "killed", 9),
        ("ru", "17 февраля девять человек погибли.", "killed", 9),
        ("en", "On Feb. 2 nine people were killed.", "killed", 9),
        ("uk", "Врятовано два десятки людей.", "rescued", 20),
        ("es", "A cuatro se elevó la cifra de fallecidos.", "killed", 4),
        ("es", "Un hombre dio muerte a su hermano.", "killed", 1),
        ("de", "Zwei Feuerwehrleute verloren am Mittwoch im Hochwasser ihr Leben.", "killed", 2),
        ("de", "Sechs Zivilisten sind in der sudanesischen Stadt El Obeid am Dienstag umgekommen.", "killed", 6),
        ("en", "Gunmen stormed the village, killing two and abducting 17 others.", "abducted", 17),
        ("fr", "Ils ont attaqué le village, tuant deux personnes et enlevant dix-sept autres.", "abducted", 17),
    ],
)
def test_all_of_them_are_counted(language: str, text: str, role: str, number: int) -> None:
    assert (role, number) in told(language, text)


@pytest.mark.parametrize(
    ("language", "text", "role", "number"),
    [
        ("en", "A man fled and two passengers were killed.", "killed", 2),
        ("en", "The driver hit a wall and two men died.", "killed", 2),
        ("en", "The officer said a man and two women were hurt.", "injured", 3),
        ("fr", "Le pilote a sauté et sa passagère est décédée.", "killed", 1),
        ("en", "He was killed on June 2 in Derby.", "killed", 1),
        ("ru", "В феврале 2021 года погибли двое.", "killed", 2),
        ("fr", "Quatre soldats, deux policiers et deux civils ont été tués lundi.", "killed", 8),
        ("fr", "Deux hommes armés et deux femmes ont été tués lundi.", "killed", 4),
        ("es", "Murieron tres hombres, dos mujeres y un niño.", "killed", 6),
        ("ar", "قتل أربعة جنود، وشرطيان، ومدنيان.", "killed", 8),
        ("es", "El conductor huyó y dos peatones murieron.", "killed", 2),
        ("en", "The driver of the bus lived and two passengers died.", "killed", 2),
        ("es", "Tres de los cinco soldados muertos el lunes eran colombianos.", "killed", 5),
        ("es", "Dos de las cinco personas que murieron el lunes eran menores.", "killed", 5),
        ("ru", "Погибла мать и тяжело ранен отец.", "killed", 1),
        ("es", "Murió el piloto de la avioneta y su copiloto está grave.", "killed", 1),
        ("ru", "16 из 22 домов сгорели, погибли двое.", "killed", 2),
    ],
)
def test_nobody_else_is(language: str, text: str, role: str, number: int) -> None:
    assert {high for of, high in told(language, text) if of == role} == {number}
