"""Small places that are called like somebody of whom a text tells."""

import pytest

from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.places.toponyms import find_toponyms


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('Andrew Luck smiled in Houston. "We won," Luck said. The touchdown finished off Luck\'s comeback.', {"Houston"}),
        ("Tara Reid left a clinic in Boston. Tara Reid is well, and Reid smiled. Nobody saw Tara's bag.", {"Boston"}),
        ("Her clinic in Mobile was destroyed in Hurricane Katrina.", {"Mobile"}),
        ("Cables to the Gulf state of Qatar were cut.", {"Qatar"}),
    ],
)
def test_what_somebody_is_called_is_no_small_town(gazetteer: Gazetteer, text: str, names: set[str]) -> None:
    assert {t.surface for t in find_toponyms(text, gazetteer, language="en") if t.place} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Two men were shot in Ferguson on Monday. Ferguson Market was closed. Ferguson Market opens again today.", {"Ferguson"}),
        ("A fire broke out in Kankakee, Illinois. The mayor of Kankakee said that all were safe.", {"Kankakee", "Illinois"}),
        ("Moscow said that it was no drone. Flights to Moscow were stopped.", {"Moscow"}),
    ],
)
def test_towns_that_are_told_as_places_stay_such(gazetteer: Gazetteer, text: str, names: set[str]) -> None:
    assert {t.surface for t in find_toponyms(text, gazetteer, language="en") if t.place} >= names


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "A man died in a house fire in Dayton Sunday. Sgt. Rob Dayton said the cause was unknown.", "Dayton"),
        ("en", "Two people were hurt in a crash near Modesto Christian School on Monday.", "Modesto"),
        (
            "en",
            "Russia shelled Mariupol on Monday. Mariupol said that 40 were injured. The siege of Mariupol goes on.",
            "Mariupol",
        ),
        ("es", "Muere un motociclista en Palmira Valle. La Policía de Palmira Valle investiga.", "Palmira"),
        ("de", "Bei einem Brand in Hanau Steinheim starben zwei Menschen. In Hanau Steinheim sperrte die Polizei.", "Hanau"),
    ],
)
def test_what_stands_beside_a_town_makes_nobody_of_it(gazetteer: Gazetteer, language: str, text: str, name: str) -> None:
    assert name in {t.surface for t in find_toponyms(text, gazetteer, language=language) if t.place}
