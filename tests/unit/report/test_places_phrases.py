"""Small towns, known by the words that the news of each language puts beside a place; nothing else tells of them."""

import pytest

from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.places.toponyms import find_toponyms


@pytest.mark.parametrize(
    ("language", "phrase", "names"),
    [
        ("fr", "L'incendie de {} a fait deux morts.", "Nyons Pérenchies Billère"),
        ("fr", "La mairie de {} déplore deux morts.", "Nyons Pérenchies Billère"),
        ("fr", "Un homme de {} a été tué par balle.", "Nyons Pérenchies Billère"),
        ("es", "El incendio de {} dejó dos muertos.", "Brunete Briviesca Adamuz"),
        ("es", "El centro de {} vivió un incendio.", "Brunete Briviesca Adamuz"),
        ("en", "Two people died in a crash south of {}.", "Mauston Wolfforth Orting"),
        ("en", "{} police say two people were shot.", "Mauston Wolfforth Orting"),
        ("en", "Two men were shot on {}'s west side.", "Mauston Wolfforth Orting"),
        ("uk", "{}, 5 червня. Під час пожежі загинули двоє людей.", "Жовква Рудки"),
        ("de", "In der {}er Innenstadt ist ein Mann erstochen worden.", "Ratzeburg Stendal Hameln"),
    ],
)
def test_a_small_town_is_found(gazetteer: Gazetteer, language: str, phrase: str, names: str) -> None:
    for name in names.split():
        towns = [t.surface for t in find_toponyms(phrase.format(name), gazetteer, language=language) if t.place]
        assert [town[: len(name)] for town in towns] == [name]


@pytest.mark.parametrize(
    ("language", "text", "surface", "name"),
    [
        ("de", "Die Göttinger Polizei ermittelt.", "Göttinger", "Göttingen"),
        ("de", "Im Bremer Hafen brannte ein Schiff.", "Bremer", "Bremen"),
        ("de", "Im Wolfratshauser Bahnhof wurde ein Mann verletzt.", "Wolfratshauser", "Wolfratshausen"),
        ("de", "Im Landkreis Gießen starben zwei Menschen.", "Gießen", "Gießen"),
        ("fr", "Un accident a fait deux morts dans la Drôme.", "Drôme", "Departement de la Drome"),
        ("fr", "Deux morts dans le département de la Drôme.", "Drôme", "Departement de la Drome"),
        ("en", "Two people died in Badulla district when a bus fell.", "Badulla", "Badulla"),
        ("en", "Lucknow: Two people died in a fire.", "Lucknow", "Lucknow"),
    ],
)
def test_what_a_place_is_called_after(gazetteer: Gazetteer, language: str, text: str, surface: str, name: str) -> None:
    found = find_toponyms(text, gazetteer, language=language)
    assert [(t.surface, t.place.name if t.place else "") for t in found] == [(surface, name)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Im Stadtteil Nord brannte ein Haus."),
        ("fr", "Un incendie s'est déclaré sur le marché de Noël."),
        ("es", "El pueblo natal de Ortega se inundó."),
        ("de", "Leider starben zwei Menschen."),
        ("de", "Hinter Kirche und Rathaus brannte ein Haus."),
        ("en", "Buffalo: Herd kills two men."),
        ("fr", "Ils étaient dans la Clio."),
        ("en", "Claude: Speed up responses with fast mode."),
        ("de", "Der Müller Bahnhof ist ein Roman."),
    ],
)
def test_what_is_no_place(gazetteer: Gazetteer, language: str, text: str) -> None:
    assert not find_toponyms(text, gazetteer, language=language)
