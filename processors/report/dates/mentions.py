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
from collections.abc import Collection
from datetime import date
from functools import lru_cache

from events.reports import When
from processors.report.dates.after import days_after, nights
from processors.report.dates.ago import ago_in
from processors.report.dates.explicit import Found, explicit, valid
from processors.report.dates.holidays import holiday_words, holidays_in
from processors.report.dates.numbered import numbered_in
from processors.report.dates.relative import relative_in, stretches_in
from processors.report.dates.spans import DateMention, is_open_ended, month_of, stretch
from processors.report.dates.words import WORD, guess_language, words_of
from processors.report.dates.worth import TELLS
from processors.report.dates.years import Told, support_of, year_of_month, year_told
from processors.report.words.plain import plain_words

_BARE_YEAR = re.compile(r"[12](?<![\d.,/-].)(?:(?<=1)9|(?<=2)0)\d\d(?![\d-]|[.,/]\d)")  # leaps from one 1 or 2 to the next
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|of|en|desde|im|seit|depuis|в|во|с|у|з|عام|سنة|منذ)\s(?:the year\s|Jahr\s)?$", re.IGNORECASE
)


def _names_event(text: str, end: int) -> bool:
    """ "After the May 10 attack": the day of what happened."""
    word = WORD.search(text, end, end + 16)
    return word is not None and word.group().lower() in TELLS


def _mention(text: str, found: Found, told: Told) -> DateMention | None:
    surface = text[found.start : found.end]
    year, kind = found.year, "explicit"
    if found.day == 0:
        year = year or year_of_month(text, found, told.published)
        return DateMention(found.start, found.end, stretch(*month_of(year, found.month), 4, surface), "vague") if year else None
    year = year or year_told(text, found, told)
    if not year:
        when = When(month_day=f"{found.month:02}-{found.day:02}", precision=1, text=surface)
        return DateMention(found.start, found.end, when, "year_missing")
    first_day, last_day = valid(year, found.month, found.day), valid(year, found.month, found.last)
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
    tokens = _triggers(small, (words.trigger & hits) | {word for word in words.spaced if word in small})
    day = _published_day(published)
    found = explicit(text, words, tokens, language, day)
    told = Told(words, day, {} if day else support_of(found), frozenset((f.year, f.month, f.day) for f in found if f.year))
    mentions = [m for m in (_mention(text, f, told) for f in found) if m]
    for m in _BARE_YEAR.finditer(text):
        if _BEFORE_YEAR.search(text, max(0, m.start() - 14), m.start()):
            year = int(m.group())
            mentions.append(DateMention(*m.span(), stretch(date(year, 1, 1), date(year, 12, 31), 5, m.group()), "vague"))
    if day:
        mentions.extend(relative_in(text, words, tokens, language, day))
        mentions.extend(ago_in(text, tokens, language, day))
        mentions.extend(numbered_in(text, small, language, day))
        mentions.extend(stretches_in(text, small, language, day))
    if not hits.isdisjoint(holiday_words(language)):
        mentions.extend(holidays_in(text, small, language, day))
    mentions.extend([*days_after(text, language, mentions, day), *nights(text, mentions)])
    return _apart(mentions)
