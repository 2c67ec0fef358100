"""Days by the names of holidays, years by what the text says elsewhere, stretches of time, in seven languages."""

import tomllib
from datetime import date, timedelta
from importlib.resources import files

import pytest

from processors.report.dates.holidays import day_of, easter, islamic, pascha
from processors.report.dates.mentions import find_dates


def told(text: str, published: str = "", language: str = "en") -> list[str]:
    """ "surface = from", or "surface = from/to", or the month_day."""
    found = []
    for m in find_dates(text, published=published, language=language):
        when = m.when
        days = when.month_day or (when.date_from if when.date_from == when.date_to else f"{when.date_from}/{when.date_to}")
        found.append(f"{when.text} = {days}")
    return found


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(1961, "1961-04-02"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2011, "2011-04-24"),
     (2024, "2024-03-31"), (2038, "2038-04-25")],
)  # fmt: skip
def test_easter(year: int, sunday: str) -> None:
    assert easter(year).isoformat() == sunday


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(1990, "1990-04-15"), (2016, "2016-05-01"), (2023, "2023-04-16"), (2024, "2024-05-05"), (2025, "2025-04-20")],
)  # fmt: skip
def test_orthodox_easter(year: int, sunday: str) -> None:
    assert pascha(year).isoformat() == sunday


@pytest.mark.parametrize(
    ("year", "month", "day", "seen"),
    [(2016, 10, 1, "2016-07-06"), (2024, 10, 1, "2024-04-10"), (2025, 10, 1, "2025-03-30"), (2023, 12, 10, "2023-06-28"),
     (2021, 12, 10, "2021-07-20"), (2022, 1, 10, "2022-08-08")],
)  # fmt: skip
def test_the_islamic_calendar_is_reckoned_to_a_day(year: int, month: int, day: int, seen: str) -> None:
    assert abs(islamic(year, month, day) - date.fromisoformat(seen)).days <= 1


@pytest.mark.parametrize(
    ("rule", "day"),
    [("12-25", "2015-12-25"), ("easter-2", "2015-04-03"), ("11-4-3", "2015-11-26"), ("05--1-0", "2015-05-25"),
     ("09-1-0", "2015-09-07"), ("06-3-6", "2015-06-21")],
)  # fmt: skip
def test_the_rule_of_a_holiday_gives_its_day(rule: str, day: str) -> None:
    assert day_of(rule, 2015) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Shots rang out on New Year’s Eve.", ["New Year’s Eve = 2015-12-31"]),
        ("en", "He was hit early Christmas morning.", ["Christmas = 2015-12-25"]),
        ("en", "the Easter Sunday bombing", ["Easter Sunday = 2016-03-27"]),
        ("en", "over the Memorial Day weekend", ["Memorial Day weekend = 2015-05-23/2015-05-25"]),
        ("en", "It began on Labor Day 2012.", ["Labor Day 2012 = 2012-09-03"]),
        ("en", "A Christmas tree for the Easter Bunny.", []),
        ("de", "In der Silvesternacht brannte es.", ["Silvesternacht = 2015-12-31"]),
        ("de", "Am Karfreitag stürzte er ab.", ["Karfreitag = 2016-03-25"]),
        ("fr", "Le lundi de Pâques, un car a versé.", ["lundi de Pâques = 2016-03-28"]),
        ("es", "Murió en Nochebuena.", ["Nochebuena = 2015-12-24"]),
        ("ru", "Взрыв произошёл в новогоднюю ночь.", ["новогоднюю ночь = 2016-01-01"]),
        ("uk", "Вибух стався на День Незалежності.", ["День Незалежності = 2015-08-24"]),
        ("ar", "وقع الانفجار ليلة رأس السنة.", ["ليلة رأس السنة = 2016-01-01"]),
    ],
)
def test_a_holiday_is_the_last_one_before_publication(language: str, text: str, found: list[str]) -> None:
    assert told(text, "2016-04-02", language) == found


def test_a_holiday_near_at_hand_is_the_coming_one() -> None:
    assert told("a march on Christmas Day", "2016-12-10") == ["Christmas Day = 2016-12-25"]
    assert told("a march on Christmas Day", "2016-10-10") == ["Christmas Day = 2015-12-25"]


def test_without_publication_a_fixed_holiday_has_no_year_and_a_movable_one_no_day() -> None:
    assert told("on New Year's Eve and on Good Friday") == ["New Year's Eve = 12-31"]
    assert told("on Good Friday, 2016") == ["Good Friday, 2016 = 2016-03-25"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A jury heard of the December 2014 killing. He fired on Dec. 6.", "2014-12-06"),
        ("They died on Dec. 6, 2014. The Dec. 6 shooting", "2014-12-06"),
        ("She was born on Dec. 8, 2014. He fired on Dec. 6.", "2015-12-06"),
        ("It was in December 2014, and again in December 2015. He fired on Dec. 6.", "2015-12-06"),
        ("He fired on Dec. 6 of last year.", "2015-12-06"),
        ("He fired on Feb. 6 last year.", "2015-02-06"),
        ("He fired on Feb. 6.", "2016-02-06"),
    ],
)
def test_a_day_takes_the_year_that_the_text_gives_that_day_or_month(text: str, day: str) -> None:
    found = [m for m in find_dates(text, published="2016-06-28", language="en") if m.kind == "explicit"]
    assert found[-1].when.date_from == day


@pytest.mark.parametrize(
    ("language", "text", "span"),
    [
        ("en", "shot to death earlier this month", "2016-06-01/2016-06-29"),
        ("en", "the shooting last month", "2016-05-01/2016-05-31"),
        ("en", "the shooting last week", "2016-06-19/2016-06-26"),
        ("en", "arrested this week", "2016-06-26/2016-06-29"),
        ("en", "killed last year", "2015-01-01/2015-12-31"),
        ("en", "killed back in March", "2016-03-01/2016-03-31"),
        ("en", "killed last August", "2015-08-01/2015-08-31"),
        ("de", "Der Brand im vergangenen Monat", "2016-05-01/2016-05-31"),
        ("es", "el tiroteo de la semana pasada", "2016-06-19/2016-06-26"),
        ("fr", "l'incendie de l'an dernier", "2015-01-01/2015-12-31"),
        ("ru", "Взрыв в прошлом месяце", "2016-05-01/2016-05-31"),
        ("uk", "Вибух минулого тижня", "2016-06-19/2016-06-26"),
        ("ar", "الانفجار الشهر الماضي", "2016-05-01/2016-05-31"),
    ],
)
def test_stretches_before_publication_are_vague(language: str, text: str, span: str) -> None:
    (m,) = find_dates(text, published="2016-06-29", language=language)
    assert (m.kind, f"{m.when.date_from}/{m.when.date_to}") == ("vague", span)
    assert m.when.precision >= 3
    assert find_dates(text, language=language) == ()


def test_a_month_that_ends_a_sentence_takes_no_number_of_the_next() -> None:
    assert told("Shot there in March.\nThe 1-year-old girl lived.", "2016-06-29") == ["March = 2016-03-01/2016-03-31"]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru", "uk", "ar"])
def test_each_holiday_is_found_by_its_name(language: str) -> None:
    table = tomllib.loads((files("processors.report") / "data" / "holidays.toml").read_text(encoding="utf-8"))[language]
    for rule, names in table["whole"].items():
        for name in names.split(", "):
            (m,) = find_dates(f"… {name} …", published="2016-06-29", language=language)
            day = max(d for y in (2015, 2016) if (d := day_of(rule, y)) < date(2016, 7, 29))
            about = timedelta(days=rule.startswith("islamic"))  # the moon may be seen a day earlier or later
            assert (m.when.text, m.when.date_from, m.when.date_to) == (name, f"{day - about}", f"{day + about}")
