"""Regions by the nouns before them, and what only looks like a town or a region."""

import pytest

from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.places.toponyms import find_toponyms


def found(text: str, language: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """(name, kind: "A" a region or country, "P" a town) of each."""
    return [(t.surface, t.place.kind[0] if t.place else "") for t in find_toponyms(text, gazetteer, language=language)]


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("de", "Ein Tanklager im russischen Gebiet Rostow brennt.", ("Rostow", "A")),
        ("en", "The Niger State Police Command confirms it.", ("Niger", "A")),
        ("fr", "Une petite ville de la région de Dnipropetrovsk est bombardée.", ("Dnipropetrovsk", "A")),
        ("fr", "Ils manifestent devant la préfecture de Toulouse.", ("Toulouse", "P")),
        ("en", "The fire department of Boston sent a crew.", ("Boston", "P")),
        ("fr", "Un incendie a frappé l'usine Normarésines de Lillebonne.", ("Lillebonne", "P")),
        ("de", "Der Zug entgleiste kurz vor Pasewalk.", ("Pasewalk", "P")),
        ("de", "Nach den Krawallen im sächsischen Borna ermittelt die Polizei.", ("Borna", "P")),
        ("uk", "Під час обстрілу Берислава поранено жінку.", ("Берислава", "P")),
        ("uk", "Сальмонелу виявлено в закладі м. Ковель.", ("Ковель", "P")),
        ("ru", "Взрыв прогремел в Грозном год назад.", ("Грозном", "P")),
        ("es", "Un ataque en la población de Écija dejó dos heridos.", ("Écija", "P")),
        ("ar", "استهدف القصف سيارة على طريق منبج.", ("منبج", "P")),
    ],
)
def test_the_place_is_found(language: str, text: str, place: tuple[str, str], gazetteer: Gazetteer) -> None:
    assert place in found(text, language, gazetteer)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Поховали родину на Новий рік."),
        ("fr", "Une maison du XVIIIe siècle s'est écroulée."),
        ("ru", "Погибли Марина и маленькая Соня."),
        ("de", "Der Streit um Holz geht weiter."),
        ("de", "Wasser aus Brunnen ist verseucht."),
        ("ru", "Судья Чехов перенёс заседание."),
        ("es", "La escuela Miguel de Cervantes reabre."),
        ("de", "In der Calle Real del Jigüe klafft eine Lücke."),
    ],
)
def test_what_is_no_place(language: str, text: str, gazetteer: Gazetteer) -> None:
    assert found(text, language, gazetteer) == []
