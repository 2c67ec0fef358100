"""How much speaks for a date's being that of what happened: the words, the clock and the telling around it."""

import re
from collections.abc import Mapping, Sequence

from processors.report.dates.spans import DateMention
from processors.report.dates.words import WORD_LISTS

_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?…\n](?:(?<=\n)|['”’\")\]]*\s+(?=[^a-zа-яё]))")  # begins with one of a set: the search can leap
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)?\s?[ap]\.?\s?m\b|\b\d{1,2}:\d\d\b|\b(?:noon|midnight|o'clock|Uhr)\b", re.IGNORECASE)
_PARTS = "|".join(word.replace("*", r"\w*") for word in WORD_LISTS["parts_of_day"].split())
# A part of the day beside a date tells when something happened: "late on Tuesday", "am Montagabend", "в ночь на четверг".
_PART = re.compile(rf"\b(?:{_PARTS})\b|(?<=tag)(?:abend|morgen|nacht|(?:vor|nach)?mittag|früh)\b|(?<=woch)abend\b", re.IGNORECASE)
_PART_REACH = (22, 16)  # characters before and behind a date
_ABBREVIATED = re.compile(r"\b(?:[ap]\.m|[A-Z][a-z]{1,4}|[A-Z])\.['”’\")\]]*\s+$")
TELLS = frozenset(WORD_LISTS["tells"].split())
_ELSEWISE = frozenset(WORD_LISTS["elsewise"].split())
AFTERMATH = frozenset(WORD_LISTS["aftermath"].split())
TO_COME = frozenset(WORD_LISTS["to_come"].split())
_DYING = frozenset(WORD_LISTS["dying"].split())
_DYING_OF = frozenset(WORD_LISTS["dying_of"].split())
_SAYING_LAST = frozenset(WORD_LISTS["saying_last"].split())
_CLASSES = (("aftermath", AFTERMATH), ("tells", TELLS), ("elsewise", _ELSEWISE))
_ACCOUNT = re.compile(r"@\w+\)\s*$")  # "(@name) July 4, 2016": when it was posted
_REACH = 90  # characters before a date that tell what it dates
_SENTENCE = 400  # characters to each side of a date that still count as its sentence


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around an offset begins and ends."""
    low, high = max(0, at - _SENTENCE), min(len(text), at + _SENTENCE)
    start = low
    for m in _STOP.finditer(text, low, at):
        if m[0] == "\n" or not _ABBREVIATED.search(text, max(low, m.end() - 12), m.end()):
            start = m.end()
    stop = _STOP.search(text, at, high)
    return start, stop.end() if stop else high


def worth_of(text: str, m: DateMention, anchors: Sequence[int], counts: Mapping[str, int]) -> int:
    """How much speaks for the incident's having happened then; `anchors`: offsets of the words that tell it, `counts`: how
    often a day is named."""
    start, end = sentence_around(text, m.start)
    before = _WORD.findall(text[max(start, m.start - _REACH) : m.start].lower())
    after = _WORD.findall(text[m.end : min(end, m.end + 40)].lower())
    score = 0
    for reach, word in enumerate(reversed(before)):
        if word in TELLS:
            score += 5 - min(4, reach // 3)
            break
        if word in _ELSEWISE:
            score -= 8 - min(6, reach)
            break
    score -= 3 * (not AFTERMATH.isdisjoint(before)) + _told_later(text, m, before, after)
    if text[m.end : m.end + 2] in ("'s", "’s") and not TELLS.isdisjoint(after[:3]):
        score += 4  # "Thursday's fire"
    score += 2 * any(w in TELLS for w in after[:6]) - 4 * any(w in _ELSEWISE for w in after[:3])
    if not _SAYING_LAST.isdisjoint(_WORD.findall(text[m.end : min(end, m.end + _REACH)].partition(",")[0])):
        score -= 4  # "wie das Ministerium am Dienstag in der Hauptstadt mitteilte"
    if _CLOCK.search(text, max(start, m.start - 28), min(end, m.end + 16)):
        score += 4
    elif _PART.search(text, max(start, m.start - _PART_REACH[0]), min(end, m.end + _PART_REACH[1])):
        score += 3
    inside = [abs(a - m.start) for a in anchors if start <= a < end]
    score += 4 - min(3, min(inside) // 50) if inside else 0
    score += 2 * (m.kind == "explicit") + min(2, counts[m.when.date_from] - 1)
    return score


def told_after(text: str, m: DateMention) -> list[str]:
    """What the words of its sentence before a time say: the nearest of those that tell an event, what was said or done else, or
    what came after it; and whether something is yet to come."""
    start, _ = sentence_around(text, m.start)
    before = _WORD.findall(text[max(start, m.start - _REACH) : m.start].lower())
    nearest = next((name for word in reversed(before) for name, words in _CLASSES if word in words), "nothing")
    return [f"after {nearest}", *["to come"] * (not TO_COME.isdisjoint(before))]


_SOON, _DEATH = (5, 4), 10  # words before a date
_POSTED = 40  # characters


def _told_later(text: str, m: DateMention, before: Sequence[str], after: Sequence[str]) -> int:
    """How much speaks for a day after the incident: of a funeral that will be, of a death from injuries, of a post."""
    score = 5 * (not TO_COME.isdisjoint(before[-_SOON[0] :]))
    of_wounds = not _DYING_OF.isdisjoint(before[-_SOON[1] :]) and not _DYING.isdisjoint(before[-_DEATH:])
    in_hospital = not _DYING_OF.isdisjoint(after[: _SOON[1]]) and not _DYING.isdisjoint([*before[-_SOON[1] :], *after])
    score += 6 * (of_wounds or in_hospital)
    return score + 8 * bool(_ACCOUNT.search(text, max(0, m.start - _POSTED), m.start))
