"""Towns abroad that the gazetteer has under other spellings, known by their sound in a country that the text names."""

import pytest

from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.gazetteer.skeleton import SHORTEST, heard, likeliest, skeleton
from processors.report.places.toponyms import find_places
from tests.support.gazetteer import cached_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(cached_gazetteer())


@pytest.mark.parametrize(
    ("key", "latin", "country"),
    [
        ("клагенфурт", "klagenfurt", "AT"),
        ("гвадалахара", "guadalajara", "MX"),
        ("цвиккау", "zwickau", "DE"),
        ("гайдельберг", "heidelberg", "DE"),
        ("бичвуд", "beachwood", "US"),
        ("жундиаи", "jundiai", "BR"),
        ("فيلاخ", "villach", "AT"),
        ("بريكستون", "brixton", "GB"),
        ("جودزيلاند", "goudzeland", "NL"),
    ],
)
def test_a_name_is_heard_as_its_country_reads_it(key: str, latin: str, country: str) -> None:
    assert skeleton(latin, country) in heard(key)


def test_few_consonants_tell_nothing() -> None:
    assert heard("уэ") == heard("آيا") == heard("") == ()
    assert all(len(reading) >= SHORTEST for reading in heard("гвехов"))


def test_of_towns_that_sound_alike_those_with_the_vowels_are_likelier() -> None:
    assert likeliest(("наранхаль",), [(1, "naranjal"), (2, "nuronjeel")]) == [1]
    assert likeliest(("наранхаль",), []) == []


@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("ru", "Пожар в городе Наранхаль в Эквадоре унёс три жизни.", "Naranjal"),
        ("ru", "Автобус упал в пропасть под Наранхалем, сообщила полиция Эквадора.", "Naranjal"),
        ("ru", "В эквадорском Наранхале сгорел рынок.", "Naranjal"),
        ("uk", "У місті Себікотан у Сенегалі загорівся склад.", "Sébikhotane"),
        ("uk", "Біля Ель-Тріунфо в Еквадорі перекинувся автобус.", "El Triunfo"),
        ("ar", "اندلع حريق في بلدة سيبيكوتان في السنغال.", "Sébikhotane"),
        ("de", "Das Beben ereignete sich nahe der Stadt Chanakin im Irak.", "Khānaqīn"),
        ("en", "A bus burned in Gariyaband, a district of India.", "Gariāband"),
        ("fr", "Un incendie a éclaté à Djanzour, en Libye.", "Janzūr"),
    ],
)
def test_a_town_abroad_is_known_by_its_sound(gazetteer: Gazetteer, language: str, text: str, town: str) -> None:
    found = find_places(text, gazetteer, language=language).toponyms
    assert town in {t.place.name for t in found if t.place}
    assert all(text[t.start : t.end] == t.surface for t in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Пожар в городе Наранхаль унёс три жизни."),  # of no country
        ("ru", "Об этом сообщили в Университете Альберты, в Канаде."),
        ("ru", "Судно село на мель в Чёрном море у берегов Турции."),
        ("ru", "Он был в гостях у Смита, рассказали в Великобритании."),
        ("uk", "У Верховинському районі вогонь бачили й туристи з Польщі."),
        ("ar", "قال ذلك في بيان صدر في منزل السفير في النمسا."),
        ("en", "Greece is told of in the City Press."),
        ("en", "Four were hurt in the city's Dniprovskyi district, Ukraine said."),
        ("de", "Die Menschen liefen in Panik auf die Straße, hieß es im Irak."),
        ("fr", "Il travaille pour Marfin, une banque de Grèce."),
    ],
)
def test_other_names_are_no_towns(gazetteer: Gazetteer, language: str, text: str) -> None:
    found = find_places(text, gazetteer, language=language).toponyms
    assert {t.place.precision for t in found if t.place} <= {4, 6}  # where_prec: regions and countries
