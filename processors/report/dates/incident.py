"""When an incident happened, out of the dates that its passage names."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from events.reports import LikelyTime, When
from processors.report.dates.choice import choices, choose, likely, shipped, writing_of
from processors.report.dates.filed import filed_on
from processors.report.dates.scene import Choice, Scene
from processors.report.dates.spans import SOME_DAYS, DateMention, is_open_ended
from processors.report.dates.words import WORD_LISTS
from processors.report.dates.worth import AFTERMATH, sentence_around, worth_of
from processors.report.spans import Spans, within
from processors.report.telling.reading import Read

_WORD = re.compile(r"[^\W\d_]+")
_IN = frozenset(WORD_LISTS["within"].split())
_MONTH, _OPENING = 4, 3  # `precision` of a month; words up to a date that begins its sentence
_WEAK, _STRONG = 2, 5  # worth of a date
_LEAD = 250  # characters of a text that say what kind of news it is


def _month_told(
    text: str, mentions: Sequence[DateMention], limit: str, anchors: Sequence[int], *, anywhere: bool = False
) -> DateMention | None:
    """The first month or year gone by that a sentence begins with, or names `anywhere`, with the event: "in March 2011, two
    workers died in a leak there"."""
    for m in mentions:
        if m.kind != "vague" or m.when.precision < _MONTH:
            continue
        start, end = sentence_around(text, m.start)
        before = _WORD.findall(text[start : m.start].lower())
        opens = before and before[-1] in _IN and (anywhere or len(before) <= _OPENING)
        if opens and m.when.date_to < limit and any(start <= a < end for a in anchors):
            return m
    return None


def _best(text: str, inside: Sequence[DateMention], beside: Sequence[DateMention], anchors: Sequence[int]) -> DateMention | None:
    """The date of the passage for which most speaks; where little speaks for any, one beside it for which much does."""
    counts = Counter(m.when.date_from for m in inside)
    worth = {m: worth_of(text, m, anchors, counts) for m in inside}
    best = max(inside, key=lambda m: (worth[m], -m.start), default=None)
    if best and worth[best] > _WEAK:
        return best
    counts.update(m.when.date_from for m in beside)
    found = {m: worth_of(text, m, anchors, counts) for m in beside}
    strong = max(beside, key=lambda m: (found[m], -m.start), default=None)
    return strong if strong and found[strong] >= _STRONG else best


def _within(spans: Spans, mentions: Sequence[DateMention]) -> list[DateMention]:
    return [m for m in mentions if within(spans, m.start)]


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1000 < day.year < 9000 else None


def _days(mentions: Sequence[DateMention]) -> list[DateMention]:
    """The days, and what is no longer than a weekend."""
    return [m for m in mentions if m.kind != "vague" or m.when.precision == SOME_DAYS]


def _choices(
    text: str,
    spans: Spans,
    around: Spans,
    mentions: Sequence[DateMention],
    published: str,
    anchors: Sequence[int],
    reads: Sequence[Read],
    title: str,
) -> list[Choice]:
    """The times that the main incident of an article may have; none without a day of publication. `around`: what tells of no
    other incident."""
    day = _day(published)
    if day is None:
        return []
    usable = [m for m in _days(mentions) if "" < m.when.date_from <= published]
    stretches = [m for m in mentions if m.kind == "vague" and m.when.precision > SOME_DAYS and not is_open_ended(text, m.start)]
    opening = _WORD.findall(f"{title} {text[:_LEAD]}".lower())
    court = not AFTERMATH.isdisjoint(opening)
    inside = frozenset(_within(spans, [*usable, *stretches]))
    others = frozenset(usable) - frozenset(_within(around, usable)) if around and inside else frozenset()
    return choices(Scene(text, day, usable, inside, others, stretches, anchors, reads, court))


def _by_rules(
    text: str, spans: Spans, around: Spans, mentions: Sequence[DateMention], anchors: Sequence[int], limit: str, main: bool,
    filed: DateMention | None,
) -> When:  # fmt: skip
    """`filed`: the date of the dateline, which is none of the incident's."""
    usable = [m for m in _days(mentions) if not limit or m.when.date_from <= limit]
    inside = _within(spans, usable)
    allowed = usable if main and inside else _within(around, usable)
    known = set(inside)
    beside = [m for m in allowed if m not in known and m is not filed and m.when.date_from]
    best = _best(text, inside, beside, anchors)
    return best.when if best is not None and best is not filed else When()


class Dated(NamedTuple):
    """The time of an incident, and the times that it may have, where there are several."""

    when: When
    likely: tuple[LikelyTime, ...] = ()


def when_of(
    text: str, spans: Spans, mentions: Sequence[DateMention], *, published: str = "", anchors: Sequence[int] = (),
    around: Spans = (), main: bool = False, reads: Sequence[Read] = (), title: str = "",
) -> Dated:  # fmt: skip
    """The time of an incident told in these spans; `anchors` are offsets of the words that tell the event.

    Of the `main` incident of an article whose sentences (`reads`) and publication date are known, learned points choose among all
    of its days, the weeks, months and years that it names, and that one. Else dates in a sentence that tells the event, with a
    clock time or after words like "happened" count; those of what people said, of arrests and of courts count less. What is after
    publication, or a stretch longer than a weekend, doesn't, but for a month or year that such a sentence begins with where there
    is nothing else. Where all of them tell of a court or an arrest, that of the `main` incident may stand in any passage; where
    there are none, in what is `around` and tells of no other incident. Without any, but with a day of writing: that day or the
    one before.
    """
    filed = filed_on(text, mentions)
    own = _within(spans, mentions)
    limit = published[:10] or (filed.when.date_from if filed else "")
    if not main and not _days(own) and (past := _month_told(text, own, limit, anchors, anywhere=True)):
        return Dated(past.when)  # "a fire there killed six in 2019" among other news
    # A wire report with a dateline of its own ("LIMA, 3 JAN 90 --") tells in another way than what the points were learned from.
    learned = main and reads and not filed
    found = _choices(text, spans, around, mentions, published[:10], anchors, reads, title) if learned else []
    chosen = choose(found, shipped()).when if found else _by_rules(text, spans, around, mentions, anchors, limit, main, filed)
    several = likely(found, shipped())
    if chosen.text:
        return Dated(chosen, several)
    if not found and (past := _month_told(text, own, limit, anchors, anywhere=not main)):
        return Dated(past.when)
    written = _day(limit)
    return Dated(writing_of(written), several) if written else Dated(When())
