"""Streets, blocks and districts in several languages."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.report.places.streets import find_streets, is_district
from processors.report.street_names import street_names


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("shots in the 13500 block of Cerise Avenue at night", ["13500 block of Cerise Avenue"]),
        ("in the 1200 block of South Forest around noon", ["1200 block of South Forest"]),
        ("in the 600 block of E. 46th, and in the 700 block of La Salle.", ["600 block of E. 46th", "700 block of La Salle"]),
        ("1200 block of Elm\nPolice said", ["1200 block of Elm"]),
        ("1200 block of County Road 12 near", ["County Road 12"]),
        ("900 block of Highway 61", ["Highway 61"]),
        ("1300 block of Avenue C", []),
        ("a block of Soviet flats, the next block of Flats", []),
        ("at Fourth and Main streets downtown", ["Fourth and Main streets"]),
        ("a house on West Prospect Ave., police said", ["West Prospect Ave."]),
        ("near East 111th Street and I-95", ["East 111th Street", "I-95"]),
        ("the Hollow Oak District burnt", ["Hollow Oak District"]),
        ("дом на улице Ленина рухнул", ["улице Ленина"]),
        ("на вулиці Шевченка", ["вулиці Шевченка"]),
        ("на Невском проспекте", ["Невском проспекте"]),
        ("una bomba en la calle 72 de la capital", ["calle 72"]),
        ("in der Hauptstraße 5 brannte es", ["Hauptstraße 5"]),
        ("rue de la République, à midi", ["rue de la République"]),
        ("auf dem Willy-Brandt-Platz wahllos", ["Willy-Brandt-Platz"]),
        ("їхав вулицею Степовою", ["вулицею Степовою"]),
        ("the house on Consuelo street.", ["Consuelo street"]),
        ("on a quiet Chicago street on Monday", []),
        ("انفجار في شارع الرشيد", ["شارع الرشيد"]),
        ("many street shelters; he lost his way in court", []),
        ("Boston’s Back Bay Neighborhood", ["Back Bay Neighborhood"]),
        ("CLASHES IN SAN PEDRO ARE TAKING PLACE", []),
        ("HE WAS FOUND AT 123 S MAIN STREET", ["123 S MAIN STREET"]),
        ("NEAR 1200 S OAK PLACE", ["1200 S OAK PLACE"]),
        ("A BLAST ON KING'S ROAD", ["KING'S ROAD"]),
        ("AT 7 A STREET", ["7 A STREET"]),
        ("A BOMB EXPLODED ON THE SAN PEDRO HIGHWAY", ["SAN PEDRO HIGHWAY"]),
        ("THE BODIES WERE FOUND ON A HIGHWAY", []),
        ("A HOUSE LOCATED IN THE MIRASOL NEIGHBORHOOD", ["MIRASOL NEIGHBORHOOD"]),
        ("SHOT AT 1200 OAK PLACE, POLICE SAID", ["1200 OAK PLACE"]),
        ("IN THE 900 BLOCK OF GARDEN WAY", ["900 BLOCK OF GARDEN WAY"]),
        ("AT CEDAR AVENUE AND 13TH STREET", ["CEDAR AVENUE AND 13TH STREET"]),
        ("A MESSAGE FROM PARTY PRESIDENT DR. LUNA", []),
    ],
)
def test_streets(text: str, surfaces: list[str]) -> None:
    assert [s.surface for s in find_streets(text)] == surfaces


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the 13500 block of S. Cerise Avenue, on Cerise Ave.", ("13500 cerise", "cerise")),
        ("at 3423 Sevier Avenue", ("3400 sevier", "sevier")),
        ("at Fourth and Main streets", ("4th", "main")),
        ("on 46th Street", ("46th",)),
        ("at 5th Street and Main Street", ("5th", "main")),
        ("between 5th and 6th avenues", ("5th", "6th")),
        ("on I-95, on Interstate 95; on Route 66", ("66", "95")),
        ("In 2015 Oak Street burnt", ("oak",)),
        ("на улице Комсомольской; улица Комсомольская", ("комсом",)),
        ("انفجار في شارع الرشيد وسط بغداد", ("الرشيد",)),
        ("in der Hauptstraße 15 brannte es", ("hauptstrasse",)),
        ("in the 600 block of 46th Street", ("46th", "600 46th")),
        ("near North Street, on 5 South Road", ("north", "south")),
        ("taken to Superior Court; the Hollow Oak District", ()),
        ("дом на улице Ленина рухнул", ("ленина",)),
        ("una bomba en la calle 72, en la Avenida Bolívar", ("72", "bolíva")),
        ("rue de la République, à midi", ("républ",)),
    ],
)
def test_streets_are_compared_by_their_names(text: str, names: tuple[str, ...]) -> None:
    assert street_names(find_streets(text)) == names


def test_districts_are_told_from_streets() -> None:
    assert is_district("Hollow Oak District")
    assert not is_district("Main Street")


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from("The Main Street and 5th Ave. улица Ленина calle de la Paz block of 100 , .".split(" "))).map(  # noqa: SIM905
        " ".join
    )
)
def test_any_text_gives_valid_offsets(text: str) -> None:
    streets = find_streets(text)
    assert all(s.surface == text[s.start : s.end] for s in streets)
    assert all(one.end <= two.start for one, two in pairwise(streets))
