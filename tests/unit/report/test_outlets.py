"""Where outlets are at home, and what that tells of the places that their articles name."""

from pathlib import Path

import pytest

from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.gazetteer.nearby import km
from processors.report.places.outlets import Outlets
from processors.report.places.toponyms import find_toponyms

TABLE = Path(__file__).parents[3] / "processors/report/data/outlets.tsv"


def test_every_home_of_the_table_is_a_place(gazetteer: Gazetteer) -> None:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    assert all(len(row) == 5 for row in rows)
    lost = [
        (country, admin1, town)
        for country, admin1, town, _, _ in rows
        if town
        and not any(e.level == 0 and e.country == country and (not admin1 or e.admin1 == admin1) for e, _ in gazetteer.find(town))
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("publisher", "url", "where"),
    [
        ("khou.com", "", "US.TX Houston"),
        ("KHOU 11 News", "", "US.TX Houston"),
        ("khou11.com", "", "US.TX Houston"),
        ("feed", "https://www.khou.com/news/a.html", "US.TX Houston"),
        ("blogs.chron.com", "", "US.TX Houston"),
        ("The Detroit News", "", "US.MI Detroit"),
        ("Kyiv Post", "", "UA. "),
        ("mlive.com", "", "US.MI "),
        ("example.de", "", "DE. "),
    ],
)
def test_outlets_are_known_by_host_name_and_call_sign(gazetteer: Gazetteer, publisher: str, url: str, where: str) -> None:
    home = Outlets(gazetteer).home(publisher, url)
    assert home
    assert f"{home.country}.{home.admin1} {home.town.name if home.town else ''}" == where


@pytest.mark.parametrize("publisher", ["", "a wire", "example.com", "who.int", "." * 50, "x" * 5000 + ".com"])
def test_of_others_nothing_is_known(gazetteer: Gazetteer, publisher: str) -> None:
    assert Outlets(gazetteer).home(publisher) is None


def test_a_host_that_no_table_knows_may_name_its_town(gazetteer: Gazetteer) -> None:
    home = Outlets(gazetteer).home("duluthdailyherald.com")
    assert home
    assert home.guessed
    assert home.town is None
    assert "Duluth" in {town.name for town in home.towns}


def test_an_outlet_of_several_towns_is_near_each(gazetteer: Gazetteer) -> None:
    home = Outlets(gazetteer).home("dnainfo.com")
    assert home
    assert [town.name for town in home.towns] == ["Chicago", "New York City"]
    assert [home.away(town) for town in home.towns] == [0, 0]


def test_a_name_means_the_place_near_the_outlets_home(gazetteer: Gazetteer) -> None:
    text = "Two people were stabbed in Lebanon on Monday, and a third was hurt in Franklin."
    outlets = Outlets(gazetteer)

    def where(publisher: str) -> set[str]:
        found = find_toponyms(text, gazetteer, home=outlets.home(publisher))
        return {f"{t.place.name}, {t.place.admin1}" for t in found if t.place and t.surface == "Franklin"}

    assert where("wkrn.com") == {"Franklin, Tennessee"}
    assert where("wlwt.com") == {"Franklin, Ohio"}


def test_what_the_text_says_outweighs_the_home(gazetteer: Gazetteer) -> None:
    home = Outlets(gazetteer).home("wkrn.com")
    found = {t.surface: t.place for t in find_toponyms("A man was shot in Franklin, Indiana.", gazetteer, home=home)}
    assert found["Franklin"]
    assert found["Franklin"].admin1 == "Indiana"


def test_kilometres() -> None:
    assert km(0, 0, 0, 0) == 0
    assert 111 <= km(10, 179.5, 10, -179.5) + 2 <= 114
    assert 340 <= km(48.86, 2.35, 51.51, -0.13) <= 347
    assert km(90, 0, -90, 180) > 15_000


def test_a_name_that_may_mean_several_places_keeps_them_as_candidates(gazetteer: Gazetteer) -> None:
    (unclear,) = find_toponyms("Two people were stabbed in Springfield on Monday.", gazetteer)
    (clear,) = [t for t in find_toponyms("A man was shot in Paris, Texas.", gazetteer) if t.surface == "Paris"]
    assert unclear.place
    assert 1 <= len(unclear.candidates) <= 5
    assert unclear.place.geoname_id not in unclear.candidates
    assert clear.candidates == ()
