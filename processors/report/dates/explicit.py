"""Dates that a text gives with a month: "12 May 2024", "2024-05-12", "in May"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from processors.report.dates.arabic import days_named
from processors.report.dates.words import Words

_DAY_BEFORE = re.compile(
    r"(?<![\d.,:/$€£#])(?:(?P<from>[0-3]?\d)\.?\s?(?:-|–|—|and|to|y|al?|und|bis|auf(?:\sden)?|zum|et|au|и|по|на|та|і|й|&|\bو)\s?)?(?P<day>[0-3]?\d)"
    r"(?:st|nd|rd|th|er|ª|º|°|\.|-?го|-?е)?(?:-|\s{0,2}(?:day\s)?(?:of\s|de\s|d[’'])?\s?)$",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(
    r"\.?(?:\s|[^\S\n]\s?)(?:the\s)?(?P<day>[0-3]?\d)(?!\d|-[^\W\d]|:\d|[.,]\d|\s?%|\s?[ap]\.?m)(?:st|nd|rd|th)?(?:\s?(?:-|–|—|and|to|through)\s?(?P<to>[0-3]?\d)(?!\d|:|\s?[ap]\.?m|[.,]\d))?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\.?,?\s{0,2}(?:(?:of|de|del|عام|سنة)\s)?(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d|-\d)(?:\s?(?:года|году|год|року|рік|р\.|г\.))?",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"\.?,?\s?['’]?(?P<year>\d\d)(?!\d|:|[.,]\d|\w)")
_WORD_BEHIND = re.compile(r"\s(?!(?:год|року?\b|рік|г\b|р\b))(?P<letter>[^\W\d_])")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<y>(?:19|20)\d\d)[-/.](?P<m>[01]?\d)[-/.](?P<d>[0-3]?\d)|(?P<a>[0-3]?\d)(?P<sep>[./-])(?P<b>[0-3]?\d)(?P=sep)(?P<c>(?:19|20)\d\d|\d\d))(?![\d/-]|\.\d)"
)
_NUMBERS = re.compile(r"\d[./-]\d\d?[./-]\d")
_IN_MONTH = re.compile(
    r"\b(?:in|last|this|during|en|im|letzten|vergangenen|diesen|в|во|прошлом|у|минулого|في)\s(?:early\s|late\s|mid-?\s?)?$",
    re.IGNORECASE,
)
_TWIN = re.compile(r"\s?[/(]\s?(?P<month>[^\W\d_]+)\)?")
_MONTH_ALIKE = {"may", "march", "mar", "sept", "set", "out", "mai", "mars", "jun", "juin", "dec", "sep", "ago", "ene"}


class Found(NamedTuple):
    start: int
    end: int
    year: int
    month: int
    day: int
    last: int  # the last day of a range, else the same as day; 0 for a whole month
    vague: bool


def valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _century(short: int, published: date | None) -> int:
    """The year of two digits: the latest that is not after publication, else 1950-2049."""
    if published:
        year = published.year // 100 * 100 + short
        return year if year <= published.year + 1 else year - 100
    return 1900 + short if short >= 50 else 2000 + short


def _short_year(text: str, end: int, language: str, published: date | None) -> tuple[int, int] | None:
    """The year of two digits that stands there, and its end; none of "2 мая 12 человек", which counts somebody."""
    short = _SHORT_YEAR.match(text, end)
    if short is None:
        return None
    year, behind = _century(int(short["year"]), published), _WORD_BEHIND.match(text, short.end())
    short_for = short.group()[:-2].endswith(("'", "’"))  # "'12"
    counts = behind and (behind["letter"].islower() or language == "de") and not short_for
    if published and counts and abs(year - published.year) > (language == "en"):  # English agencies write "12 May 89 the"
        return None
    return year, short.end()


def _around_month(text: str, start: int, end: int, month: int, language: str, published: date | None) -> Found | None:
    """The date that stands around a month's name at text[start:end]."""
    word = text[start:end]
    before = _DAY_BEFORE.search(text, max(0, start - 24), start)
    if before and 1 <= int(before["day"]) <= 31:
        first, last = int(before["from"] or before["day"]), int(before["day"])
        year = _YEAR.match(text, end)
        if not year and len(word) <= 4 and (short := _short_year(text, end, language, published)):
            return Found(before.start(), short[1], short[0], month, first, last, False)
        stop = year.end() if year else end
        return Found(before.start(), stop, int(year["year"]) if year else 0, month, first, last, False)
    if word.islower() and word in _MONTH_ALIKE:
        return None
    after = _DAY_AFTER.match(text, end)
    if after and 1 <= int(after["day"]) <= 31:
        first = int(after["day"])
        last = int(after["to"] or first)
        year = _YEAR.match(text, after.end())
        stop = year.end() if year else after.end()
        return Found(start, stop, int(year["year"]) if year else 0, month, first, last if last >= first else first, False)
    if year := _YEAR.match(text, end):
        return Found(start, year.end(), int(year["year"]), month, 0, 0, True)
    if _IN_MONTH.search(text, max(0, start - 20), start):
        return Found(start, end, 0, month, 0, 0, True)
    return None


def _numeric(text: str, language: str, published: date | None) -> Iterator[Found]:
    for m in _NUMERIC.finditer(text):
        if m["y"]:
            year, month, day = int(m["y"]), int(m["m"]), int(m["d"])
        else:
            if m["sep"] == "-" and len(m["c"]) == 2:
                continue
            year = int(m["c"]) if len(m["c"]) == 4 else _century(int(m["c"]), published)
            first, second = int(m["a"]), int(m["b"])
            american = m["sep"] != "." and language == "en"
            month, day = (first, second) if (american and first <= 12) or second > 12 else (second, first)
        if valid(year, month, day):
            yield Found(m.start(), m.end(), year, month, day, day, False)


def explicit(text: str, words: Words, tokens: Sequence[tuple[int, str]], language: str, published: date | None) -> list[Found]:
    found = list(_numeric(text, language, published)) if _NUMBERS.search(text) else []
    if language == "ar":
        named = days_named(text, words.months, published)
        found += [
            Found(a, b, year, month, day, day, False) for a, b, year, month, day in named if valid(year or 2024, month, day)
        ]
    for start, word in tokens:
        month = words.months.get(word)
        if month is None:
            continue
        end = start + len(word)
        if (twin := _TWIN.match(text, end)) and words.months.get(twin["month"].lower()) == month:
            end = twin.end()  # "12 أيار/مايو 2024": a month by both its names
        one = _around_month(text, start, end, month, language, published)
        if one and (one.day == 0 or valid(one.year or 2024, month, one.last)):
            found.append(one)
    return found
