"""The year of a day or month without one (the rules stand in mentions.py)."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from processors.report.dates.explicit import Found, valid
from processors.report.dates.spans import months_on
from processors.report.dates.words import WORD, Words
from processors.report.dates.worth import TO_COME

Support = dict[int, list[tuple[int, int]]]  # month -> (offset, year)
_LAST_MONTH = re.compile(r"\b(?:last|letzten|vergangenen|прошлом|минулого)\s$", re.IGNORECASE)
LAST_YEAR = re.compile(
    r",?\s(?:of\s)?(?:last year|del año pasado|(?:des )?(?:letzten|vergangenen|vorigen) Jahres|"
    r"de l['’]an(?:née)? (?:dernière?|passée?)|прошлого года|минулого року|(?:من )?العام الماضي)\b",
    re.IGNORECASE,
)
_YEAR_AGO = re.compile(  # "год назад, 10 декабря"
    r"\b(?:a year ago|last year|vor einem Jahr|il y a un an|hace un año|год назад|рік тому|قبل عام|قبل سنة),?\s"
    r"(?:on\s|am\s|le\s|el\s|في\s)?$",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(r"\b((?:19|20)\d\d)\s?(?:года|року|г\.|р\.),?\s$")  # "осенью 2021 года, 30 сентября"
_ELEVEN_MONTHS = 335
_CLAUSE = 80  # characters before a month in which it is told to come
_WEEKDAY_BEFORE = re.compile(r"([^\W\d_]+)\.?,?\s{1,2}(?:the\s)?$")
_YEARS = 4


class Told(NamedTuple):
    """What gives a day its year. `support`: see `support_of`; `named`: (year, month, day or 0) of the dates with a year."""

    words: Words
    published: date | None
    support: Support
    named: frozenset[tuple[int, int, int]]


def support_of(found: Sequence[Found]) -> Support:
    """Month -> (offset, year) of the explicit dates that support a day in it, sorted."""
    support: Support = {}
    for known in found:
        for months in (-1, 0, 1) if known.year else ():
            year, month = months_on(known.year, known.month, months)
            support.setdefault(month, []).append((known.start, year))
    return {month: sorted(told) for month, told in support.items()}


def _supported_year(at: int, told: Sequence[tuple[int, int]]) -> int:
    """The year of the nearest of some dates, the earlier year of two; 0 for none."""
    here = bisect_left(told, (at, 0))
    near = [(abs(start - at), year) for start, year in told[max(0, here - 1) : here + 1]]
    return min(near)[1] if near else 0


def _year_by_publication(month: int, day: int, published: date) -> int:
    for year in (published.year, published.year - 1):
        then = valid(year, month, day)
        if then and then <= published + timedelta(days=1):
            return year if (published - then).days <= _ELEVEN_MONTHS else year + 1
    return published.year


def _weekday_before(text: str, start: int, words: Words) -> int | None:
    """ "Saturday, Sept. 12": the weekday."""
    before = _WEEKDAY_BEFORE.search(text, max(0, start - 20), start)
    return words.weekdays.get(before[1].lower()) if before else None


def _year_by_weekday(found: Found, named: int | None, published: date) -> int:
    """The latest year, up to a few back, in which the day was the weekday that is told beside it; 0 for none."""
    for year in range(published.year, published.year - _YEARS, -1) if named is not None else ():
        then = valid(year, found.month, found.day)
        if then and then <= published + timedelta(days=1) and then.weekday() == named:
            return year
    return 0


def year_told(text: str, found: Found, told: Told) -> int:
    """By the weekday beside it, by "last year" behind it, or the latest up to publication: but where the text names that day or
    that month of an earlier year, and not of this one, that year ("in December 2014 … on Dec. 6")."""
    published, named = told.published, told.named
    if before := _YEAR_BEFORE.search(text, max(0, found.start - 16), found.start):
        return int(before[1])
    if not published:
        return _supported_year(found.start, told.support.get(found.month, ()))
    if year := _year_by_weekday(found, _weekday_before(text, found.start, told.words), published):
        return year
    if LAST_YEAR.match(text, found.end) or _YEAR_AGO.search(text, max(0, found.start - 24), found.start):
        return published.year - 1
    latest = _year_by_publication(found.month, found.day, published)
    for year in range(latest, published.year - _YEARS, -1):
        if (year, found.month, found.day) in named or (year, found.month, 0) in named:
            return year
    return latest


def year_of_month(text: str, found: Found, published: date | None) -> int:
    """Of a month without a year: the latest that has begun, "last March" before this one, but the next where its sentence speaks
    of what is to come ("will begin in December"); 0 where it isn't known."""
    if not published:
        return 0
    if found.month != published.month and _is_to_come(text, found.start):
        return published.year + (found.month < published.month)
    if LAST_YEAR.match(text, found.end):
        return published.year - 1
    last = found.month == published.month and _LAST_MONTH.search(text, max(0, found.start - 12), found.start)
    return published.year - (found.month > published.month or bool(last))


def _is_to_come(text: str, start: int) -> bool:
    """Whether the sentence up to a date speaks of what is to come."""
    before = text[max(0, start - _CLAUSE) : start]
    return not TO_COME.isdisjoint(WORD.findall(before[before.rfind(". ") + 1 :].lower()))
