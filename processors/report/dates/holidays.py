"""Days that a text calls by the name of a holiday: "on New Year's Eve", "Easter Sunday", "Labor Day weekend", "an Heiligabend".

The names and the rules of their days stand in `data/holidays.toml`. The year is the one that stands behind, else that of the
latest such day up to publication. Without either, a fixed day is a `month_day` and a movable one no date.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from events.reports import When
from processors.report.dates.spans import DateMention, month_of, stretch
from processors.report.dates.years import LAST_YEAR

_TABLES: Mapping[str, Mapping[str, Mapping[str, str]]] = tomllib.loads(
    (Path(__file__).parent.parent / "data" / "holidays.toml").read_text(encoding="utf-8")
)
_YEAR_BEHIND = re.compile(r",?\s(?:of\s|de\s)?(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d)")
_COMING = 30  # days: a holiday that is so near is the coming one, not that of last year
_WEEKEND = re.compile(r"\s(?:weekend|wochenende)\b", re.IGNORECASE)
_SATURDAY = 5
_FIXED = re.compile(r"\d\d-\d\d")
_NAME_BEHIND = re.compile(r"\s[A-ZА-ЯЁЇІЄҐ](?![A-ZА-ЯЁЇІЄҐ])")
_STREET = re.compile(
    r"\b(?:rue|avenue|place|calle|plaza|avenida|улиц\w+|площад\w+|посёлк\w+)\s(?:(?:de|del|la|du)\s){0,2}$", re.IGNORECASE
)
_ISLAMIC = "islamic-"
_MOON = 1  # days by which the sighted moon may differ from the reckoned one
_EPOCH, _CYCLE, _LEAP = 227014, 10631, 30  # the day before 1 Muharram 1 as a proleptic ordinal; days and years of a cycle


class _Names(NamedTuple):
    """The rule of each name of a language, longest names first; which of them need company, and what company."""

    rules: Mapping[str, str]
    part: frozenset[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]


@lru_cache(maxsize=16)
def _names(language: str) -> _Names:
    table = _TABLES[language]
    whole, part = ({n: rule for rule, names in table.get(of, {}).items() for n in names.split(", ")} for of in ("whole", "part"))
    rules = dict(sorted((whole | part).items(), key=lambda item: (-len(item[0]), item[0])))
    beside = table.get("beside", {"before": "(?!)", "behind": "(?!)"})
    before, behind = rf"\b(?:{beside['before']})\s$", rf"\s(?:{beside['behind']})\b"
    return _Names(rules, frozenset(part), re.compile(before), re.compile(behind))


@lru_cache(maxsize=16)
def holiday_words(language: str) -> frozenset[str]:
    """A text that names a holiday holds one of these words."""
    return frozenset(_TABLES[language]["text"]["words"].split()) if language in _TABLES else frozenset()


def _named(small: str, names: _Names) -> Iterator[tuple[int, int, str]]:
    """(start, end, rule) of the names in a text in lower case."""
    straight = small.replace("’", "'")
    taken: set[int] = set()
    for name, rule in names.rules.items():
        start = straight.find(name)
        while start >= 0:
            end = start + len(name)
            alone = not straight[start - 1 : start].isalpha() and not straight[end : end + 1].isalpha()
            company = (
                name not in names.part
                or names.before.search(straight, max(0, start - 12), start)
                or names.behind.match(straight, end)
            )
            if alone and company and start not in taken:
                taken.update(range(start, end))
                yield start, end, rule
            start = straight.find(name, end)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (anonymous algorithm; J. Meeus, "Astronomical Algorithms", 1991, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def pascha(year: int) -> date:
    """Easter Sunday of the Orthodox churches, in the Gregorian calendar, from 1900 to 2099 (Meeus, the same chapter)."""
    d = (19 * (year % 19) + 15) % 30
    month, day = divmod(d + (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7 + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def islamic(year: int, month: int, day: int) -> date:
    """The first such day of the tabular Islamic calendar in a Gregorian year (E. Reingold and N. Dershowitz, "Calendrical
    Calculations", 2018, chapter 7: leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of 30, civil epoch)."""
    hijri = int((year - 622) * 33 / 32)
    days = (
        _EPOCH + 354 * (h - 1) + (3 + 11 * h) // _LEAP + 29 * (month - 1) + month // 2 + day for h in range(hijri - 1, hijri + 3)
    )
    return next(d for d in map(date.fromordinal, days) if d.year >= year)


def day_of(rule: str, year: int) -> date:
    """The day of a rule in a year: "12-25", "easter-2", "pascha+1", "islamic-10-01", "11-4-3" (month, which, weekday from Monday
    0; -1: the last one)."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    if rule.startswith("pascha"):
        return pascha(year) + timedelta(days=int(rule.removeprefix("pascha")))
    if rule.startswith(_ISLAMIC):
        return islamic(year, *map(int, rule.removeprefix(_ISLAMIC).split("-")))
    if _FIXED.fullmatch(rule):
        return date(year, int(rule[:2]), int(rule[3:]))
    first, last = month_of(year, int(rule[:2]))
    which, _, weekday = rule[3:].rpartition("-")
    if which == "-1":
        return last - timedelta(days=(last.weekday() - int(weekday)) % 7)
    return first + timedelta(days=(int(weekday) - first.weekday()) % 7 + 7 * (int(which) - 1))


def _is_name(text: str, start: int, end: int, language: str) -> bool:
    """ "The Canada Day Nursery", "calle Sábado Santo": what is called after the day. German writes all its nouns so."""
    return (language != "de" and bool(_NAME_BEHIND.match(text, end))) or bool(_STREET.search(text, max(0, start - 24), start))


def _year(rule: str, published: date) -> int:
    near = published + timedelta(days=_COMING)
    return next(year for year in range(near.year, near.year - 3, -1) if day_of(rule, year) <= near)


def _weekend(day: date) -> tuple[date, date]:
    """The days off around a holiday: with the Monday that it is, else Saturday and Sunday before or on it."""
    saturday = day - timedelta(days=(day.weekday() - _SATURDAY) % 7)
    return saturday, day if day.weekday() == 0 else saturday + timedelta(days=1)


def holidays_in(text: str, small: str, language: str, published: date | None) -> Iterator[DateMention]:
    """The holidays that the text names as days; `small`: the text in lower case, as long."""
    for start, end, rule in _named(small, _names(language)):
        if _is_name(text, start, end, language):
            continue
        told = _YEAR_BEHIND.match(text, end)
        year = int(told["year"]) if told else _year(rule, published) if published else 0
        if not told and published and LAST_YEAR.match(text, end):
            year = published.year - 1
        end = told.end() if told else end
        if not year:
            if _FIXED.fullmatch(rule):
                yield DateMention(start, end, When(month_day=rule, precision=1, text=text[start:end]), "year_missing")
            continue
        day = day_of(rule, year)
        if weekend := _WEEKEND.match(text, end):
            end = weekend.end()
            yield DateMention(start, end, stretch(*_weekend(day), 2, text[start:end]), "vague")
        else:
            about = timedelta(days=_MOON if rule.startswith(_ISLAMIC) else 0)
            days = stretch(day - about, day + about, 2 if about else 1, text[start:end])
            yield DateMention(start, end, days, "explicit" if told else "relative")
