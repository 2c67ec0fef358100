"""Dates in a text.

Relative words ("yesterday", "on Tuesday", "last month") are resolved against the publication date alone; without one they are no
dates. A weekday is the latest such day, but on the day before it ("on Tuesday", of a Monday) the next.

The year of a day without one ("May 12"):
1. With a publication date: the latest such day that is not after it, if that is at most 11 months back; else the coming one.
   A weekday beside it ("Saturday, September 12") chooses among the last years; so does the text where it names that day or that
   month of one of them ("in December 2014 … on Dec. 6").
2. Without: the year that an explicit date of the same text supports, i.e. one with year and month whose month is the same or
   the one before or after ("As of early May 2024 … on May 12"; the nearest in the text if there are several).
3. Else none: a `month_day`. "In 2022" or a date of another season supports nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from events.reports import When
from processors.report.dates_holidays import holiday_words, holidays_in
from processors.report.dates_relative import relative_in, stretches_in
from processors.report.dates_spans import DateMention, is_open_ended, month_of, stretch
from processors.report.dates_words import WORD, Words, guess_language, words_of
from processors.report.dates_worth import TELLS, TO_COME
from processors.report.plain import plain_words

Support = dict[int, list[tuple[int, int]]]


_DAY_BEFORE = re.compile(
    r"(?<![\d.,:/$€£#])(?:(?P<from>[0-3]?\d)\s?(?:-|–|—|and|to|y|al?|und|bis|et|au|и|по|та|і|й|&|\bو)\s?)?(?P<day>[0-3]?\d)"
    r"(?:st|nd|rd|th|er|ª|º|°|\.|-?го|-?е)?\s{0,2}(?:day\s)?(?:of\s|de\s|d[’'])?\s?$",
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
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<y>(?:19|20)\d\d)[-/.](?P<m>[01]?\d)[-/.](?P<d>[0-3]?\d)|(?P<a>[0-3]?\d)(?P<sep>[./-])(?P<b>[0-3]?\d)(?P=sep)(?P<c>(?:19|20)\d\d|\d\d))(?![\d/-]|\.\d)"
)
_BARE_YEAR = re.compile(r"[12](?<![\d.,/-].)(?:(?<=1)9|(?<=2)0)\d\d(?![\d-]|[.,/]\d)")  # leaps from one 1 or 2 to the next
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|of|en|desde|im|seit|depuis|в|во|с|у|з|عام|سنة|منذ)\s(?:the year\s|Jahr\s)?$", re.IGNORECASE
)
_NUMBERS = re.compile(r"\d[./-]\d\d?[./-]\d")
_IN_MONTH = re.compile(
    r"\b(?:in|last|this|during|en|im|letzten|vergangenen|diesen|в|во|прошлом|у|минулого|في)\s(?:early\s|late\s|mid-?\s?)?$",
    re.IGNORECASE,
)
_LAST_MONTH = re.compile(r"\b(?:last|letzten|vergangenen|прошлом|минулого)\s$", re.IGNORECASE)
_LAST_YEAR = re.compile(
    r",?\s(?:of\s)?(?:last year|del año pasado|(?:des )?(?:letzten|vergangenen|vorigen) Jahres|"
    r"de l['’]an(?:née)? (?:dernière?|passée?)|прошлого года|минулого року|(?:من )?العام الماضي)\b",
    re.IGNORECASE,
)
_MONTH_ALIKE = {"may", "march", "mar", "sept", "set", "out", "mai", "mars", "jun", "juin", "dec", "sep", "ago", "ene"}
_ELEVEN_MONTHS = 335
_CLAUSE = 80  # characters before a month in which it is told to come


class _Found(NamedTuple):
    start: int
    end: int
    year: int
    month: int
    day: int
    last: int  # the last day of a range, else the same as day; 0 for a whole month
    vague: bool


class _Told(NamedTuple):
    """What gives a day its year. `support`: see `_support`; `named`: (year, month, day or 0) of the dates with a year."""

    words: Words
    published: date | None
    support: Support
    named: frozenset[tuple[int, int, int]]


def _valid(year: int, month: int, day: int) -> date | None:
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


def _around_month(text: str, start: int, end: int, month: int, published: date | None) -> _Found | None:
    """The date that stands around a month's name at text[start:end]."""
    word = text[start:end]
    before = _DAY_BEFORE.search(text, max(0, start - 24), start)
    if before and 1 <= int(before["day"]) <= 31:
        first, last = int(before["from"] or before["day"]), int(before["day"])
        year = _YEAR.match(text, end)
        if not year and len(word) <= 4 and (short := _SHORT_YEAR.match(text, end)):
            return _Found(before.start(), short.end(), _century(int(short["year"]), published), month, first, last, False)
        stop = year.end() if year else end
        return _Found(before.start(), stop, int(year["year"]) if year else 0, month, first, last, False)
    if word.islower() and word in _MONTH_ALIKE:
        return None
    after = _DAY_AFTER.match(text, end)
    if after and 1 <= int(after["day"]) <= 31:
        first = int(after["day"])
        last = int(after["to"] or first)
        year = _YEAR.match(text, after.end())
        stop = year.end() if year else after.end()
        return _Found(start, stop, int(year["year"]) if year else 0, month, first, last if last >= first else first, False)
    if year := _YEAR.match(text, end):
        return _Found(start, year.end(), int(year["year"]), month, 0, 0, True)
    if _IN_MONTH.search(text, max(0, start - 20), start):
        return _Found(start, end, 0, month, 0, 0, True)
    return None


def _numeric(text: str, language: str, published: date | None) -> Iterator[_Found]:
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
        if _valid(year, month, day):
            yield _Found(m.start(), m.end(), year, month, day, day, False)


def _explicit(text: str, words: Words, tokens: Sequence[tuple[int, str]], language: str, published: date | None) -> list[_Found]:
    found = list(_numeric(text, language, published)) if _NUMBERS.search(text) else []
    for start, word in tokens:
        month = words.months.get(word)
        if month is None:
            continue
        one = _around_month(text, start, start + len(word), month, published)
        if one and (one.day == 0 or _valid(one.year or 2024, month, one.last)):
            found.append(one)
    return found


def _support(found: Sequence[_Found]) -> Support:
    """Month -> (offset, year) of the explicit dates that support a day in it, sorted."""
    support: Support = {}
    for known in found:
        for months in (-1, 0, 1) if known.year else ():
            years, month = divmod(known.month - 1 + months, 12)
            support.setdefault(month + 1, []).append((known.start, known.year + years))
    return {month: sorted(told) for month, told in support.items()}


def _supported_year(at: int, told: Sequence[tuple[int, int]]) -> int:
    """The year of the nearest of some dates, the earlier year of two; 0 for none."""
    here = bisect_left(told, (at, 0))
    near = [(abs(start - at), year) for start, year in told[max(0, here - 1) : here + 1]]
    return min(near)[1] if near else 0


def _year_by_publication(month: int, day: int, published: date) -> int:
    for year in (published.year, published.year - 1):
        then = _valid(year, month, day)
        if then and then <= published + timedelta(days=1):
            return year if (published - then).days <= _ELEVEN_MONTHS else year + 1
    return published.year


_WEEKDAY_BEFORE = re.compile(r"([^\W\d_]+)\.?,?\s{1,2}(?:the\s)?$")
_YEARS = 4


def _weekday_before(text: str, start: int, words: Words) -> int | None:
    """ "Saturday, Sept. 12": the weekday."""
    before = _WEEKDAY_BEFORE.search(text, max(0, start - 20), start)
    return words.weekdays.get(before[1].lower()) if before else None


def _year_by_weekday(found: _Found, named: int | None, published: date) -> int:
    """The latest year, up to a few back, in which the day was the weekday that is told beside it; 0 for none."""
    for year in range(published.year, published.year - _YEARS, -1) if named is not None else ():
        then = _valid(year, found.month, found.day)
        if then and then <= published + timedelta(days=1) and then.weekday() == named:
            return year
    return 0


def _year_told(text: str, found: _Found, told: _Told) -> int:
    """By the weekday beside it, by "last year" behind it, or the latest up to publication: but where the text names that day or
    that month of an earlier year, and not of this one, that year ("in December 2014 … on Dec. 6")."""
    published, named = told.published, told.named
    if not published:
        return _supported_year(found.start, told.support.get(found.month, ()))
    if year := _year_by_weekday(found, _weekday_before(text, found.start, told.words), published):
        return year
    if _LAST_YEAR.match(text, found.end):
        return published.year - 1
    latest = _year_by_publication(found.month, found.day, published)
    for year in range(latest, published.year - _YEARS, -1):
        if (year, found.month, found.day) in named or (year, found.month, 0) in named:
            return year
    return latest


def _year_of_month(text: str, found: _Found, published: date | None) -> int:
    """Of a month without a year: the latest that has begun, "last March" before this one, but the next where its sentence speaks
    of what is to come ("will begin in December"); 0 where it isn't known."""
    if not published:
        return 0
    if found.month != published.month and _is_to_come(text, found.start):
        return published.year + (found.month < published.month)
    if _LAST_YEAR.match(text, found.end):
        return published.year - 1
    last = found.month == published.month and _LAST_MONTH.search(text, max(0, found.start - 12), found.start)
    return published.year - (found.month > published.month or bool(last))


def _is_to_come(text: str, start: int) -> bool:
    """Whether the sentence up to a date speaks of what is to come."""
    before = text[max(0, start - _CLAUSE) : start]
    return not TO_COME.isdisjoint(WORD.findall(before[before.rfind(". ") + 1 :].lower()))


def _names_event(text: str, end: int) -> bool:
    """ "After the May 10 attack": the day of what happened."""
    word = WORD.search(text, end, end + 16)
    return word is not None and word.group().lower() in TELLS


def _mention(text: str, found: _Found, told: _Told) -> DateMention | None:
    surface = text[found.start : found.end]
    year, kind = found.year, "explicit"
    if found.day == 0:
        year = year or _year_of_month(text, found, told.published)
        return DateMention(found.start, found.end, stretch(*month_of(year, found.month), 4, surface), "vague") if year else None
    year = year or _year_told(text, found, told)
    if not year:
        when = When(month_day=f"{found.month:02}-{found.day:02}", precision=1, text=surface)
        return DateMention(found.start, found.end, when, "year_missing")
    first_day, last_day = _valid(year, found.month, found.day), _valid(year, found.month, found.last)
    if not first_day or not last_day or last_day < first_day:
        if not last_day:
            return None
        first_day = last_day
    open_ended = first_day == last_day and is_open_ended(text, found.start)
    if open_ended and not _names_event(text, found.end):
        kind = "vague"
    return DateMention(found.start, found.end, stretch(first_day, last_day, 1 if first_day == last_day else 2, surface), kind)  # type: ignore[arg-type]


def _published_day(published: str) -> date | None:
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return None
    return day if 1000 < day.year < 9000 else None  # so that days and years can be added and taken away


def _apart(mentions: list[DateMention]) -> tuple[DateMention, ...]:
    """Without overlaps: explicit dates win, then longer ones."""
    rank = {"explicit": 0, "year_missing": 0, "relative": 1, "vague": 2}
    firm = {m.start for m in mentions if m.kind in ("explicit", "year_missing")}
    kept: list[DateMention] = []
    starts: list[int] = []
    for one in sorted(mentions, key=lambda m: (rank[m.kind], m.start - m.end, m.start)):
        if one.kind == "relative" and not firm.isdisjoint(range(one.end + 1, one.end + 4)):
            continue  # "Sunday, June 12": the day of the month says it better than the day of the week
        at = bisect_left(starts, one.start)
        if (at == 0 or kept[at - 1].end <= one.start) and (at == len(kept) or one.end <= kept[at].start):
            kept.insert(at, one)
            starts.insert(at, one.start)
    return tuple(kept)


def _triggers(small: str, wanted: Collection[str]) -> list[tuple[int, str]]:
    """The (offset, word) of those in a text in lower case that may begin a date, in order."""
    found = []
    for word in wanted:
        at = small.find(word)
        while at >= 0:
            end = at + len(word)
            if not (at and small[at - 1].isalpha()) and not small[end : end + 1].isalpha():
                found.append((at, word))
            at = small.find(word, end)
    return sorted(found)


def _small(text: str) -> str:
    """In lower case, as long: a letter whose small form is longer stays."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


@lru_cache(maxsize=32)
def _watched(language: str) -> frozenset[str]:
    """Words of which a text with a date holds one."""
    return words_of(language).trigger | holiday_words(language)


def find_dates(text: str, *, published: str = "", language: str = "") -> tuple[DateMention, ...]:
    """The dates of the text, sorted, not overlapping. `published`: ISO date, perhaps with a time; `language`: ISO 639-1,
    guessed from the text when empty. Neither today's date nor the locale plays a part."""
    small = _small(text)
    present = plain_words(small) or WORD.findall(small)
    language = language[:2].lower() or guess_language(present)
    words, hits = words_of(language), _watched(language).intersection(present)
    tokens = _triggers(small, words.trigger & hits)
    day = _published_day(published)
    found = _explicit(text, words, tokens, language, day)
    told = _Told(words, day, {} if day else _support(found), frozenset((f.year, f.month, f.day) for f in found if f.year))
    mentions = [m for m in (_mention(text, f, told) for f in found) if m]
    for m in _BARE_YEAR.finditer(text):
        if _BEFORE_YEAR.search(text, max(0, m.start() - 14), m.start()):
            year = int(m.group())
            mentions.append(DateMention(*m.span(), stretch(date(year, 1, 1), date(year, 12, 31), 5, m.group()), "vague"))
    if day:
        mentions.extend(relative_in(text, words, tokens, language, day))
        mentions.extend(stretches_in(text, small, language, day))
    if not hits.isdisjoint(holiday_words(language)):
        mentions.extend(holidays_in(text, small, language, day))
    return _apart(mentions)
