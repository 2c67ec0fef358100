"""Words that mean a day from the day of publication: "yesterday", "on Tuesday", "Wednesday last week", "over the weekend"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from processors.report.dates.spans import DateMention, days_back, month_of, stretch
from processors.report.dates.words import WORD_LISTS, Words

_VAGUE_EN = re.compile(
    r"(?:(?:last|this|past)\s(?P<end>weekend)|over the (?P<end2>weekend)|"
    r"(?P<night>last\snight)|(?P<this>this\s(?:morning|afternoon|evening)))\b",
    re.IGNORECASE,
)
_VAGUE_FIRST = frozenset({"last", "this", "past", "over"})
_SINCE = re.compile(
    r"(?:since|until|till|through|seit|bis|desde|hasta|depuis|jusqu['’]à|после|до|після|منذ|حتى)\s(?:el|le|la|dem|der|zum|zur|den)?\s?$",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"(?:next|coming|upcoming|every|próximo|prochain|nächsten|kommenden|следующ\w+|наступн\w+|"
    r"prévue?s?(?:\sce)?|previst[oa]s?(?: para)?(?: el)?|geplant(?: für)?|scheduled for|"
    r"(?:намечен|запланован|запланирован)\w*(?: на)?|(?:ال)?(?:مرتقب|مقرر)ة?(?: يوم)?)\s$",
    re.IGNORECASE,
)
_MISSING = re.compile(  # "missing since Saturday": that day it happened
    r"(?:missing|vermisst\w*|disparue?s?|desaparecid[oa]s?|فقد\w*|مفقود\w*|اختف\w+)\s(?:since|seit|depuis|desde|منذ)\s(?:(?:el|le|dem|der|la)\s)?$",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(r"\s(?:نفسه|ذاته|التالي|السابق|الموالي|المذكور|العالمي|الدولي|الوطني)\b")  # "اليوم نفسه": that day
_EVE_OF = re.compile(r"(?<=víspera)\sdel?\b")
_FOLLOWING = re.compile(r"following\s$", re.IGNORECASE)  # "the following Tuesday", not "following Tuesday's blaze"
_POSSESSIVE = re.compile(r"['’]s\b")
_ANY = {  # "on a Saturday in April"; not "killed one Monday", "a Saturday shooting"
    "en": re.compile(r"\bon (?:an?|one)\s$", re.IGNORECASE),
    "es": re.compile(r"(?:^|[.,\n]\s?|\b(?:de|en|por|durante)\s)un\s$", re.IGNORECASE),
    "fr": re.compile(r"(?:^|[.,\n]\s?|\b(?:par|durant|pendant)\s)un\s$", re.IGNORECASE),
    "de": re.compile(r"\b(?:einem|eines)\s$", re.IGNORECASE),
}
_COMING = re.compile(r"\s(?:المقبل|القادم)")  # behind the day
_LAST = re.compile(r"(?:last|прошл\w+|минул\w+|pasado|letzten|vergangenen)\s$", re.IGNORECASE)
_FUTURE_BEHIND = re.compile(r"\s(?:prochain|à venir)\b", re.IGNORECASE)  # "lundi prochain"
_LAST_BEHIND = re.compile(r"\s(?:dernier|passé)\b", re.IGNORECASE)
_OF_LAST_WEEK = re.compile(  # behind a weekday
    r",?\s(?:of\s)?last\sweek\b(?!['’]s)|\s(?:der\s)?(?:vergangener|vergangenen|letzter|letzten|voriger|vorigen)\sWoche\b|\sder\sVorwoche\b"
    r"|\sde\sla\ssemaine\s(?:dernière|passée)|\sde\sla\s(?:semana\s(?:pasada|anterior)|pasada\ssemana)"
    r"|\s(?:на\s)?прошлой\sнедел[еи]|\sминулого\sтижня|\sна\sминулому\sтижні|\s(?:من\s)?الأسبوع\s(?:الماضي|المنصرم|الفائت)",
    re.IGNORECASE,
)
_PLURAL_WEEKDAY = re.compile(r"s\b(?!['’])")
_SIX = (
    6  # days back: a weekday without "last" is then that of tomorrow, or today's where the text was written a zone further east
)


_STRETCHES: Mapping[str, Mapping[str, str]] = WORD_LISTS["stretches"]
_LEAST = {"week": 3, "month": 4, "year": 5}  # `precision` of a stretch


@lru_cache(maxsize=16)
def _stretches(language: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    table = dict(_STRETCHES[language])
    pieces = tuple(table.pop("pieces").split(", "))
    return pieces, re.compile(rf"\b(?:{'|'.join(f'(?P<{name}>{told})' for name, told in table.items())})\b", re.IGNORECASE)


def _days_of(name: str, published: date) -> tuple[date, date]:
    """A week from the Sunday or Monday that it begins with on, up to the Sunday that may end it."""
    monday = published - timedelta(days=published.weekday())
    if name == "this_week":
        return monday - timedelta(days=1), published
    if name == "last_week":
        return monday - timedelta(days=8), monday - timedelta(days=1)
    first, _ = month_of(published.year, published.month)
    if name == "this_month":
        return first, published
    if name == "last_month":
        before = first - timedelta(days=1)
        return before.replace(day=1), before
    return date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)


def stretches_in(text: str, small: str, language: str, published: date) -> Iterator[DateMention]:
    """ "Last week", "earlier this month", "last year"; `small`: the text in lower case."""
    if language not in _STRETCHES:
        return
    pieces, pattern = _stretches(language)
    if not any(map(small.__contains__, pieces)):
        return
    for m in pattern.finditer(text):
        name = m.lastgroup or ""
        when = stretch(*_days_of(name, published), _LEAST[name[5:]], m.group())
        yield DateMention(m.start(), m.end(), when, "vague")


def _no_day(text: str, start: int, end: int, language: str) -> bool:
    """Is a weekday one to come, or none of all in particular?"""
    if language == "en" and (text[start].islower() or _PLURAL_WEEKDAY.match(text, end)):
        return True
    if language in _ANY and _ANY[language].search(text, max(0, start - 14), start):
        return True
    if _FUTURE.search(text, max(0, start - 24), start) or _COMING.match(text, end):
        return True
    if _FOLLOWING.search(text, max(0, start - 12), start) and not _POSSESSIVE.match(text, end):
        return True
    return language == "fr" and bool(_FUTURE_BEHIND.match(text, end))


def relative_in(
    text: str, words: Words, tokens: Sequence[tuple[int, str]], language: str, published: date
) -> Iterator[DateMention]:
    for start, word in tokens:
        end = start + len(word)
        if word in words.weekdays:
            if _no_day(text, start, end, language):
                continue
            if behind := _OF_LAST_WEEK.match(text, end):
                back = published.weekday() + 7 - words.weekdays[word]
                yield days_back(text, start, behind.end(), published, back, back)
                continue
            back = (published.weekday() - words.weekdays[word]) % 7
            last = _LAST.search(text, max(0, start - 10), start) or (language == "fr" and _LAST_BEHIND.match(text, end))
            if back in (0, _SIX) and last:
                back = back or 7
            elif back == _SIX:
                back = -1
            open_ended = _SINCE.search(text, max(0, start - 14), start) and not _MISSING.search(text, max(0, start - 30), start)
            yield days_back(text, start, end, published, back, back, "vague" if open_ended else "relative")
        elif word in words.relative and not (_OTHER_DAY.match(text, end) or _EVE_OF.match(text, end)):
            yield days_back(text, start, end, published, *words.relative[word])
    for start, word in tokens:
        if language == "en" and word in _VAGUE_FIRST and (m := _VAGUE_EN.match(text, start)):
            if m["night"]:
                yield days_back(text, m.start(), m.end(), published, 1, 1)
            elif m["this"]:
                yield days_back(text, m.start(), m.end(), published, 0, 0)
            else:
                back = (published.weekday() - 5) % 7
                yield days_back(text, m.start(), m.end(), published, back, max(back - 1, 0), "vague")
