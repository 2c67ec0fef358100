"""At what time of day something happened: "shortly after 9:30 a.m.", "gegen 21.40 Uhr", "vers 17 h 45", "увечері".

Two attacks on one town on one day are told apart by it. Only the first sentence of an event that tells one is looked at; a
clock is taken as an hour to either side. Hours run from 0 to 24, past 24 of the night that follows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from processors.report.dates.words import WORD_LISTS
from processors.report.telling.reading import Does, Read

_CLOCK = re.compile(
    r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-4])"
    r"(?:(?::(?P<a>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b|:(?P<b>[0-5]\d)(?![\d:])|\.[0-5]\d\sUhr|\sUhr|\s?h(?:\s?[0-5]\d)?\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LATER = re.compile(r"\bmás tarde\b")  # later
_HALF_DAY, _DAY = 12, 24
Hours = tuple[int, int]


@lru_cache(maxsize=16)
def _parts(language: str) -> tuple[Mapping[str, Hours], tuple[tuple[str, Hours], ...]]:
    """The hours of each word; and of what words end with."""
    whole: dict[str, Hours] = {}
    ending: list[tuple[str, Hours]] = []
    for span, words in WORD_LISTS["hours"].get(language, {}).items():
        first, _, last = span.partition("-")
        for word in words.split():
            if word.startswith("*"):
                ending.append((word[1:], (int(first), int(last))))
            else:
                whole[word] = int(first), int(last)
    return whole, tuple(ending)


def hours_of(text: str, reads: Sequence[Read], language: str) -> str:
    """ "17-24", "20-22"; "" where no sentence of the event tells any."""
    for read in reads:
        if read.does is Does.EVENT:
            told = next(_told(text[read.sentence.start : read.sentence.end], language), None)
            if told:
                return f"{told[0]}-{told[1]}"
    return ""


def _told(sentence: str, language: str) -> Iterator[Hours]:
    """A clock before a part of the day."""
    for m in _CLOCK.finditer(sentence):
        hour = int(m["hour"])
        if m["half"]:
            hour = hour % _HALF_DAY + _HALF_DAY * (m["half"].lower() == "p")
        yield max(0, hour - 1), min(_DAY, hour + 2)
    whole, ending = _parts(language)
    for word in _WORD.findall(_LATER.sub("", sentence.lower())):
        part = whole.get(word) or next((of for end, of in ending if word.endswith(end)), None)
        if part:
            yield part
