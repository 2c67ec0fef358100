"""Dates in a text.

Relative words ("yesterday", "on Tuesday") are resolved against the publication date alone; without one they are no dates. A
weekday is the latest such day, but on the day before it ("on Tuesday", of a Monday) the next.

The year of a day without one ("May 12"):
1. With a publication date: the latest such day that is not after it, if that is at most 11 months back; else the coming one.
   A weekday beside it ("Saturday, September 12") chooses among the last years.
2. Without: the year that an explicit date of the same text supports, i.e. one with year and month whose month is the same or
   the one before or after ("As of early May 2024 … on May 12"; the nearest in the text if there are several).
3. Else none: a `month_day`. "In 2022" or a date of another season supports nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from events.reports import When
from processors.report.dates_words import AGO_WORDS, COUNT_OF, WEEK, WORD, WORD_LISTS, Words, guess_language, words_of
from processors.report.plain import plain_words

Kind = Literal["explicit", "relative", "vague", "year_missing"]
Support = dict[int, list[tuple[int, int]]]


class DateMention(NamedTuple):
    """A date in a text. `kind`: "explicit" stands there (its year perhaps supported, see above), "relative" was resolved
    against the publication date, "vague" is a stretch of time (a month, a year, "since …", "last week"), "year_missing" has
    only a `month_day`. `when.text` == text[start:end]."""

    start: int
    end: int
    when: When
    kind: Kind


_DAY_BEFORE = re.compile(
    r"(?<![\d.,:/$€£#])(?:(?P<from>[0-3]?\d)\s?(?:-|–|—|and|to|y|al?|und|bis|et|au|и|по|та|і|й|&|\bو)\s?)?(?P<day>[0-3]?\d)"
    r"(?:st|nd|rd|th|er|ª|º|°|\.|-?го|-?е)?\s{0,2}(?:day\s)?(?:of\s|de\s|d[’'])?\s?$",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(
    r"\.?\s{1,2}(?:the\s)?(?P<day>[0-3]?\d)(?!\d|:\d|[.,]\d|\s?%|\s?[ap]\.?m)(?:st|nd|rd|th)?(?:\s?(?:-|–|—|and|to|through)\s?(?P<to>[0-3]?\d)(?!\d|:|\s?[ap]\.?m|[.,]\d))?",
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
_OPEN_ENDED = re.compile(
    r"(?:since|until|till|by|before|after|as of|through|from|born|preceding|desde|hasta|antes|seit|bis|vor|"
    r"depuis|jusqu\W?au?|avant|до|с|со|после|від|з|із|після|منذ|حتى|قبل)"
    r"\s(?:early|late|mid|the|about|el|le|dem|начала|конца)?-?\s?$",
    re.IGNORECASE,
)
_VAGUE_EN = re.compile(
    r"(?:(?P<week>last|this|past)\s(?:week(?!end|\sof)|(?P<end>weekend))|over the (?P<end2>weekend)|"
    r"(?P<night>last\snight)|(?P<this>this\s(?:morning|afternoon|evening)))\b",
    re.IGNORECASE,
)
_VAGUE_FIRST = frozenset({"last", "this", "past", "over"})
_SINCE = re.compile(r"(?:since|until|till|through|seit|bis|desde|hasta|depuis|после|до|після|منذ|حتى)\s$", re.IGNORECASE)
_FUTURE = re.compile(
    r"(?:next|coming|following|upcoming|every|próximo|prochain|nächsten|kommenden|следующ\w+|наступн\w+|"
    r"prévue?s?(?:\sce)?|previst[oa]s?(?: para)?(?: el)?|geplant(?: für)?|scheduled for|"
    r"(?:намечен|запланован|запланирован)\w*(?: на)?)\s$",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?:last|прошл\w+|минул\w+|pasado|letzten|vergangenen)\s$", re.IGNORECASE)
_PLURAL_WEEKDAY = re.compile(r"s\b(?!['’])")
_MONTH_ALIKE = {"may", "march", "mar", "sept", "set", "out", "mai", "mars", "jun", "juin", "dec", "sep", "ago", "ene"}
_ELEVEN_MONTHS = 335
_SIX = (
    6  # days back: a weekday without "last" is then that of tomorrow, or today's where the text was written a zone further east
)


class _Found(NamedTuple):
    start: int
    end: int
    year: int
    month: int
    day: int
    last: int  # the last day of a range, else the same as day; 0 for a whole month
    vague: bool


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


_TELLS = frozenset(WORD_LISTS["tells"].split())


def _names_event(text: str, end: int) -> bool:
    """ "After the May 10 attack": the day of what happened."""
    word = WORD.search(text, end, end + 16)
    return word is not None and word.group().lower() in _TELLS


def _mention(text: str, found: _Found, support: Support, published: date | None, named: int | None) -> DateMention | None:
    """`named`: the weekday before it (Monday 0)."""
    surface = text[found.start : found.end]
    year, kind = found.year, "explicit"
    if found.day == 0:
        last = (date(year + found.month // 12, found.month % 12 + 1, 1) - timedelta(days=1)).day
        first, until = date(year, found.month, 1), date(year, found.month, last)
        return DateMention(found.start, found.end, _when(first, until, 4, surface), "vague")
    if not year:
        year = (
            _year_by_weekday(found, named, published) or _year_by_publication(found.month, found.day, published)
            if published
            else _supported_year(found.start, support.get(found.month, ()))
        )
    if not year:
        when = When(month_day=f"{found.month:02}-{found.day:02}", precision=1, text=surface)
        return DateMention(found.start, found.end, when, "year_missing")
    first_day, last_day = _valid(year, found.month, found.day), _valid(year, found.month, found.last)
    if not first_day or not last_day or last_day < first_day:
        if not last_day:
            return None
        first_day = last_day
    open_ended = first_day == last_day and _OPEN_ENDED.search(text, max(0, found.start - 24), found.start)
    if open_ended and not _names_event(text, found.end):
        kind = "vague"
    return DateMention(found.start, found.end, _when(first_day, last_day, 1 if first_day == last_day else 2, surface), kind)  # type: ignore[arg-type]


def _when(first: date, last: date, precision: int, surface: str) -> When:
    return When(date_from=first.isoformat(), date_to=last.isoformat(), precision=precision, text=surface)


def _back(text: str, start: int, end: int, published: date, first: int, last: int, kind: Kind = "relative") -> DateMention:
    days = first - last
    precision = 1 if days == 0 else 2 if days < 6 else 3
    span = _when(published - timedelta(days=first), published - timedelta(days=last), precision, text[start:end])
    return DateMention(start, end, span, kind)


def _relative(
    text: str, words: Words, tokens: Sequence[tuple[int, str]], language: str, published: date
) -> Iterator[DateMention]:
    for start, word in tokens:
        end = start + len(word)
        if word in words.weekdays:
            if (language == "en" and (text[start].islower() or _PLURAL_WEEKDAY.match(text, end))) or _FUTURE.search(
                text, max(0, start - 24), start
            ):
                continue
            back = (published.weekday() - words.weekdays[word]) % 7
            if back in (0, _SIX) and _LAST.search(text, max(0, start - 10), start):
                back = back or 7
            elif back == _SIX:
                back = -1
            open_ended = _SINCE.search(text, max(0, start - 10), start)
            yield _back(text, start, end, published, back, back, "vague" if open_ended else "relative")
        elif word in words.relative:
            yield _back(text, start, end, published, *words.relative[word])
    for start, word in tokens:
        if language == "en" and word in _VAGUE_FIRST and (m := _VAGUE_EN.match(text, start)):
            if m["night"]:
                yield _back(text, m.start(), m.end(), published, 1, 1)
            elif m["this"]:
                yield _back(text, m.start(), m.end(), published, 0, 0)
            elif m["end"] or m["end2"]:
                back = (published.weekday() - 5) % 7
                yield _back(text, m.start(), m.end(), published, back, max(back - 1, 0), "vague")
            else:
                yield _back(text, m.start(), m.end(), published, 7, 0, "vague")
    if words.ago and any(word in AGO_WORDS for _, word in tokens):
        for m in words.ago.finditer(text):
            count = int(m["n"]) if m["n"].isdigit() else COUNT_OF.get(m["n"].lower(), 0)
            week = bool(m["u"]) and m["u"].lower().startswith(WEEK)
            if count and week:
                yield _back(text, m.start(), m.end(), published, 7 * count + 3, 7 * count - 3, "vague")
            elif count:
                yield _back(text, m.start(), m.end(), published, count, count)


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


def _triggers(text: str, language: str) -> tuple[str, Words, list[tuple[int, str]]]:
    """The language, its words, and the (offset, word) of those in the text that may begin a date, in order."""
    small = text.lower()
    present = plain_words(small)
    if present is None:
        present = WORD.findall(small)
    language = language[:2].lower() or guess_language(present)
    words = words_of(language)
    wanted = words.trigger.intersection(present)
    if len(small) != len(text):  # a letter whose small form is longer: offsets would slip
        return language, words, [(m.start(), m.group().lower()) for m in WORD.finditer(text) if m.group().lower() in wanted]
    found = []
    for word in wanted:
        at = small.find(word)
        while at >= 0:
            end = at + len(word)
            if not (at and small[at - 1].isalpha()) and not small[end : end + 1].isalpha():
                found.append((at, word))
            at = small.find(word, end)
    return language, words, sorted(found)


def find_dates(text: str, *, published: str = "", language: str = "") -> tuple[DateMention, ...]:
    """The dates of the text, sorted, not overlapping. `published`: ISO date, perhaps with a time; `language`: ISO 639-1,
    guessed from the text when empty. Neither today's date nor the locale plays a part."""
    language, words, tokens = _triggers(text, language)
    day = _published_day(published)
    found = _explicit(text, words, tokens, language, day)
    support = _support(found)
    told = ((f, None if f.year else _weekday_before(text, f.start, words)) for f in found)
    mentions = [m for m in (_mention(text, f, support, day, named) for f, named in told) if m]
    for m in _BARE_YEAR.finditer(text):
        if _BEFORE_YEAR.search(text, max(0, m.start() - 14), m.start()):
            year = int(m.group())
            mentions.append(DateMention(*m.span(), _when(date(year, 1, 1), date(year, 12, 31), 5, m.group()), "vague"))
    if day:
        mentions.extend(_relative(text, words, tokens, language, day))
    return _apart(mentions)
