"""When an incident happened, out of the dates that its passage names."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from events.reports import When
from processors.report.dates_filed import filed_on
from processors.report.dates_mentions import DateMention
from processors.report.dates_words import WORD_LISTS

_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?…\n](?:(?<=\n)|['”’\")\]]*\s+(?=[^a-zа-яё]))")  # begins with one of a set: the search can leap
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)?\s?[ap]\.?\s?m\b|\b\d{1,2}:\d\d\b|\b(?:noon|midnight|o'clock|Uhr)\b", re.IGNORECASE)
_PARTS = "|".join(word.replace("*", r"\w*") for word in WORD_LISTS["parts_of_day"].split())
# A part of the day beside a date tells when something happened: "late on Tuesday", "am Montagabend", "в ночь на четверг".
_PART = re.compile(rf"\b(?:{_PARTS})\b|(?<=tag)(?:abend|morgen|nacht|(?:vor|nach)?mittag|früh)\b|(?<=woch)abend\b", re.IGNORECASE)
_PART_REACH = (22, 16)  # characters before and behind a date
_ABBREVIATED = re.compile(r"\b(?:[ap]\.m|[A-Z][a-z]{1,4}|[A-Z])\.['”’\")\]]*\s+$")
_TELLS = frozenset(WORD_LISTS["tells"].split())
_ELSEWISE = frozenset(WORD_LISTS["elsewise"].split())
_AFTERMATH = frozenset(WORD_LISTS["aftermath"].split())
_TO_COME = frozenset(WORD_LISTS["to_come"].split())
_DYING = frozenset(WORD_LISTS["dying"].split())
_DYING_OF = frozenset(WORD_LISTS["dying_of"].split())
_ACCOUNT = re.compile(r"@\w+\)\s*$")  # "(@name) July 4, 2016": when it was posted
_IN = frozenset(WORD_LISTS["within"].split())
_MONTH, _OPENING = 4, 3  # `precision` of a month; words up to a date that begins its sentence
_REACH = 90  # characters before a date that tell what it dates
_SENTENCE = 400  # characters to each side of a date that still count as its sentence


def _sentence(text: str, at: int) -> tuple[int, int]:
    low, high = max(0, at - _SENTENCE), min(len(text), at + _SENTENCE)
    start = low
    for m in _STOP.finditer(text, low, at):
        if m[0] == "\n" or not _ABBREVIATED.search(text, max(low, m.end() - 12), m.end()):
            start = m.end()
    stop = _STOP.search(text, at, high)
    return start, stop.end() if stop else high


def _worth(text: str, m: DateMention, anchors: Sequence[int], counts: Mapping[str, int]) -> int:
    """How much speaks for the incident's having happened then."""
    start, end = _sentence(text, m.start)
    before = _WORD.findall(text[max(start, m.start - _REACH) : m.start].lower())
    after = _WORD.findall(text[m.end : min(end, m.end + 40)].lower())
    score = 0
    for reach, word in enumerate(reversed(before)):
        if word in _TELLS:
            score += 5 - min(4, reach // 3)
            break
        if word in _ELSEWISE:
            score -= 8 - min(6, reach)
            break
    score -= 3 * (not _AFTERMATH.isdisjoint(before)) + _told_later(text, m, before)
    if text[m.end : m.end + 2] in ("'s", "’s") and not _TELLS.isdisjoint(after[:3]):
        score += 4  # "Thursday's fire"
    score += 2 * any(w in _TELLS for w in after[:6]) - 4 * any(w in _ELSEWISE for w in after[:3])
    if _CLOCK.search(text, max(start, m.start - 28), min(end, m.end + 16)):
        score += 4
    elif _PART.search(text, max(start, m.start - _PART_REACH[0]), min(end, m.end + _PART_REACH[1])):
        score += 3
    inside = [abs(a - m.start) for a in anchors if start <= a < end]
    score += 4 - min(3, min(inside) // 50) if inside else 0
    score += 2 * (m.kind == "explicit") + min(2, counts[m.when.date_from] - 1)
    return score


_SOON, _DEATH = (5, 4), 10  # words before a date
_POSTED = 40  # characters


def _told_later(text: str, m: DateMention, before: Sequence[str]) -> int:
    """How much speaks for a day after the incident: of a funeral that will be, of a death from injuries, of a post."""
    score = 5 * (not _TO_COME.isdisjoint(before[-_SOON[0] :]))
    score += 6 * (not _DYING_OF.isdisjoint(before[-_SOON[1] :]) and not _DYING.isdisjoint(before[-_DEATH:]))
    return score + 8 * bool(_ACCOUNT.search(text, max(0, m.start - _POSTED), m.start))


def _month_told(
    text: str, spans: Sequence[tuple[int, int]], mentions: Sequence[DateMention], limit: str, anchors: Sequence[int]
) -> DateMention | None:
    """The first month or year gone by that a sentence names with the event: "in March 2011, two workers died in a leak there"."""
    for m in mentions:
        if m.kind != "vague" or m.when.precision < _MONTH or not any(a <= m.start < b for a, b in spans):
            continue
        start, end = _sentence(text, m.start)
        before = _WORD.findall(text[start : m.start].lower())
        opens = before and before[-1] in _IN and len(before) <= _OPENING
        if opens and m.when.date_to < limit and any(start <= a < end for a in anchors):
            return m
    return None


_WEAK, _STRONG = 2, 5  # worth of a date


def _best(text: str, inside: Sequence[DateMention], beside: Sequence[DateMention], anchors: Sequence[int]) -> DateMention | None:
    """The date of the passage for which most speaks; where little speaks for any, one beside it for which much does."""
    counts = Counter(m.when.date_from for m in inside)
    worth = {m: _worth(text, m, anchors, counts) for m in inside}
    best = max(inside, key=lambda m: (worth[m], -m.start), default=None)
    if best and worth[best] > _WEAK:
        return best
    counts.update(m.when.date_from for m in beside)
    found = {m: _worth(text, m, anchors, counts) for m in beside}
    strong = max(beside, key=lambda m: (found[m], -m.start), default=None)
    return strong if strong and found[strong] >= _STRONG else best


def _within(spans: Sequence[tuple[int, int]], mentions: Sequence[DateMention]) -> list[DateMention]:
    return [m for m in mentions if any(a <= m.start < b for a, b in spans)]


def when_of(
    text: str,
    spans: Sequence[tuple[int, int]],
    mentions: Sequence[DateMention],
    *,
    published: str = "",
    anchors: Sequence[int] = (),
    around: Sequence[tuple[int, int]] = (),
    main: bool = False,
) -> When:
    """The time of an incident told in these spans; `anchors` are offsets of the words that tell the event.

    Dates in a sentence that tells the event, with a clock time or after words like "happened" count; those of what people said,
    of arrests and of courts count less; what is after publication, or a stretch longer than a weekend, doesn't. Where all of
    them tell of a court or an arrest, that of the `main` incident may stand in any passage; where there are none, in what is
    `around` and tells of no other incident. Without any, but with a publication date or a dateline: that day or the one before.
    """
    filed = filed_on(text, mentions)
    limit = published[:10] or (filed.when.date_from if filed else "")
    usable = [m for m in mentions if m.kind != "vague" or m.when.precision == 2]
    usable = [m for m in usable if not limit or m.when.date_from <= limit]
    inside = _within(spans, usable)
    allowed = usable if main and inside else _within(around, usable)
    known = set(inside)
    beside = [m for m in allowed if m not in known and m is not filed and m.when.date_from]
    best = _best(text, inside, beside, anchors)
    if best is not None and best is not filed:
        return best.when
    if past := _month_told(text, spans, mentions, limit, anchors):
        return past.when
    try:
        day = date.fromisoformat(limit)
    except ValueError:
        return When()
    if day.year <= 1000:
        return When()
    return When(date_from=(day - timedelta(days=1)).isoformat(), date_to=day.isoformat(), precision=2)
