"""What speaks for a named place, and which one is taken for the incident's."""

import pytest

from events.reports import Place
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.places.incident import choices
from processors.report.places.outlets import Home, Outlets
from processors.report.places.rank import WEIGHTS
from processors.report.places.streets import find_streets
from processors.report.places.toponyms import Found, find_places, place_of


def _found(gazetteer: Gazetteer, text: str, title: str, publisher: str) -> tuple[Found, Home | None]:
    home = Outlets(gazetteer).home(publisher)
    return find_places(text, gazetteer, title=title, home=home), home


def _place(gazetteer: Gazetteer, text: str, *, title: str = "", publisher: str = "", anchor: str = "") -> Place | None:
    found, home = _found(gazetteer, text, title, publisher)
    anchors = [text.index(anchor)] if anchor else []
    return place_of(text, [(0, len(text))], found.toponyms, anchors, title=found.title, home=home, evidence=found.evidence).place


def _features(gazetteer: Gazetteer, text: str, name: str, anchor: str, publisher: str = "") -> dict[str, int]:
    found, home = _found(gazetteer, text, "", publisher)
    places = choices(text, [(0, len(text))], found.toponyms, [text.index(anchor)], home=home, evidence=found.evidence)
    return {k: v for k, v in next(c.features for c in places if c.place.name == name).items() if v}


def test_an_article_that_names_no_town_is_where_its_outlet_is(gazetteer: Gazetteer) -> None:
    text = "Police say a man was shot in the 400 block of Elm Street on Friday night."
    place = _place(gazetteer, text, publisher="khou.com", anchor="shot")
    assert place
    assert (place.name, place.below) == ("Houston", "400 block of Elm Street")
    assert _place(gazetteer, text, publisher="example.com", anchor="shot") is None
    assert _place(gazetteer, text, publisher="usatoday.com", anchor="shot") is None


def test_a_national_paper_in_another_country_places_nothing(gazetteer: Gazetteer) -> None:
    place = _place(gazetteer, "Шахту затопило в Донецке в понедельник.", publisher="bbc.com", anchor="затопило")
    assert place
    assert place.name == "Donetsk"


def test_wire_news_from_far_away_stays_where_it_happened(gazetteer: Gazetteer) -> None:
    text = "KABUL, Afghanistan (AP) — A bomb exploded in Kabul on Monday, killing five people."
    place = _place(gazetteer, text, title="Bomb kills five in Kabul", publisher="khou.com", anchor="exploded")
    assert place
    assert place.name == "Kabul"


def test_the_title_names_the_town_that_the_text_leaves_out(gazetteer: Gazetteer) -> None:
    text = "A man was shot at a bus stop on Friday, police said."
    place = _place(gazetteer, text, title="One dead after shooting in Wichita", anchor="shot")
    assert place
    assert place.name == "Wichita"


def test_the_outlets_name_at_the_end_of_a_title_is_no_place(gazetteer: Gazetteer) -> None:
    found, _ = _found(gazetteer, "A man was shot.", "Man shot in Macon - KHOU 11 News, Houston", "")
    assert [t.surface for t in found.title] == ["Macon"]


def test_a_town_in_a_named_county(gazetteer: Gazetteer) -> None:
    text = "A man was shot in Katy on Friday. The Harris County sheriff is looking for two others."
    assert {"of a county", "told there", "locative", "town"} <= _features(gazetteer, text, "Katy", "shot", "khou.com").keys()
    county = _features(gazetteer, text, "Harris County", "shot", "khou.com")
    assert "has a town" in county
    assert "told there" not in county


def test_a_far_town_whose_region_nothing_names_is_rather_a_quarter_at_home(gazetteer: Gazetteer) -> None:
    text = "A man was shot at an apartment in {} on Friday night, police said."
    quarter = _place(gazetteer, text.format("Madison"), publisher="khou.com", anchor="shot")
    town = _place(gazetteer, text.format("Madison, Wis.,"), publisher="khou.com", anchor="shot")
    assert quarter
    assert town
    assert (quarter.name, town.name) == ("Houston", "Madison")
    assert "stray" in _features(gazetteer, text.format("Madison"), "Madison", "shot", "khou.com")
    assert "stray" not in _features(gazetteer, text.format("Madison"), "Madison", "shot", "example.com")
    assert "qualified" in _features(gazetteer, text.format("Madison, Wis.,"), "Madison", "shot", "khou.com")


def test_a_region_is_not_its_small_town_of_that_name(gazetteer: Gazetteer) -> None:
    text = "A man was shot in Maryland on Friday, officials in Baltimore and Bethesda said."
    found, _ = _found(gazetteer, text, "", "nbcwashington.com")
    place = found.toponyms[0].place
    assert place
    assert (place.name, place.precision) == ("Maryland", 4)


def test_who_is_from_a_town_and_what_stands_after_a_street(gazetteer: Gazetteer) -> None:
    text = "A Tyler man was shot in the 900 block of Elm Street in Longview."
    streets = find_streets(text)
    found, _ = _found(gazetteer, text, "", "")
    places = {c.place.name: c.features for c in choices(text, [(0, len(text))], found.toponyms, [12], streets=streets)}
    assert places["Tyler"].get("inhabitants")
    assert not places["Longview"].get("inhabitants")
    assert places["Longview"].get("after a street")
    assert not places["Tyler"].get("after a street")


def test_towns_of_the_rest_count_only_where_an_article_tells_of_one_incident(gazetteer: Gazetteer) -> None:
    text = "A man was shot in Tyler. The weather in Wichita is fine."
    found, _ = _found(gazetteer, text, "", "")
    inside = [(0, text.index(" The"))]
    alone = {c.place.name for c in choices(text, inside, found.toponyms, [10], alone=True)}
    assert alone == {"Tyler", "Wichita"}
    assert {c.place.name for c in choices(text, inside, found.toponyms, [10])} == {"Tyler"}


def test_a_hospital_is_not_where_it_happened(gazetteer: Gazetteer) -> None:
    text = "A hunter was shot in Beeville. He was flown to a hospital in Dallas."
    assert "only care" in _features(gazetteer, text, "Dallas", "shot")
    assert "only care" not in _features(gazetteer, text, "Beeville", "shot")


def test_a_lesser_town_that_is_told_of_counts_more_than_where_the_offices_sit(gazetteer: Gazetteer) -> None:
    text = "Two people were killed in the town of Kohlu on Monday. Officials in Quetta said a bomb exploded in Kohlu."
    assert "seat" in _features(gazetteer, text, "Quetta", "exploded")
    assert "seat" not in _features(gazetteer, text, "Kohlu", "exploded")
    assert "seat" not in _features(gazetteer, "A bomb exploded in Quetta on Monday.", "Quetta", "exploded")


def test_where_somebody_only_spoke_to_reporters_nothing_happened(gazetteer: Gazetteer) -> None:
    text = "A school burned down in Idah on Monday, the commissioner told journalists in Lokoja."
    assert "only filed" in _features(gazetteer, text, "Lokoja", "burned")
    assert "only filed" not in _features(gazetteer, text, "Idah", "burned")


def test_a_town_lies_in_the_county_that_the_text_says(gazetteer: Gazetteer) -> None:
    text = "A boat sank off Balabac town in southern Palawan on Sunday."
    assert "of a county" in _features(gazetteer, text, "Balabac", "sank")
    assert "announced" in _features(gazetteer, text, "Balabac", "sank")


def test_a_district_is_not_the_town_that_it_has_its_name_from(gazetteer: Gazetteer) -> None:
    text = "Gunmen opened fire in El Wak, Mandera County, on Tuesday."
    assert "its district" in _features(gazetteer, text, "Mandera", "opened")
    assert "its district" not in _features(gazetteer, "Gunmen opened fire in Mandera on Tuesday.", "Mandera", "opened")


def test_what_tells_of_a_place_has_a_weight(gazetteer: Gazetteer) -> None:
    text = "KATY, Texas - A man was shot in Katy on Monday, police in Houston said."
    told = {*_features(gazetteer, text, "Katy", "shot", "khou.com"), *_features(gazetteer, text, "Houston", "shot", "khou.com")}
    assert len(told) > 8
    assert told <= WEIGHTS.keys() | {"first told", "its district"}


def test_no_passage_no_place(gazetteer: Gazetteer) -> None:
    found, home = _found(gazetteer, "A man was shot in Katy.", "", "khou.com")
    assert place_of("A man was shot in Katy.", [], found.toponyms, home=home).place is None


@pytest.mark.parametrize(
    ("text", "name", "signs"),
    [
        ("A train crashed outside the city of Tanta, 90 km north of Cairo.", "Tanta", {"announced"}),
        ("A train crashed outside the city of Tanta, 90 km north of Cairo.", "Cairo", {"far off", "only far off"}),
        ("A train crashed 5 miles from Tanta on Monday.", "Tanta", {"off"}),
        ("A bus from Cairo crashed in Tanta.", "Cairo", {"toward", "only toward"}),
        ("A Cairo-bound bus crashed in Tanta.", "Cairo", {"toward", "only toward"}),
        ("The Cairo–Tanta express crashed.", "Tanta", {"toward", "only toward"}),
        ("By A. Writer in Cairo\n\nA bus crashed in Tanta.", "Cairo", {"filed from the capital", "only filed"}),
    ],
)
def test_signs_of_where_it_was_and_was_not(gazetteer: Gazetteer, text: str, name: str, signs: set[str]) -> None:
    told = {"announced", "off", "far off", "only far off", "toward", "only toward", "filed from the capital", "only filed"}
    assert _features(gazetteer, text, name, "crashed").keys() & told == signs
