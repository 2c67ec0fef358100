"""Days that are told from other days: "on Tuesday, six days after the flood", "in the night from Friday to Saturday"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from processors.report.dates.spans import DateMention, days_back, stretch
from processors.report.dates.words import COUNT_OF
from processors.report.dates.worth import TELLS

_AFTER = {
    "en": r"days?\s(?:after|since)\b",
    "es": r"días?\sdespués\sde(?:l|\sque)?\b",
    "fr": r"jours?\saprès\b",
    "de": r"tagen?\snach\b",
    "ru": r"(?:дн(?:я|ей)|день)\sпосле\b",
    "uk": r"(?:дн(?:і|ів)|день)\sпісля\b",
    "ar": r"(?:أيام|يوما|يوم)\sمن\b",
}
# "ثلاثة أيام من" is three days of something as well: only behind these words are they days after it.
_BEFORE = {"ar": re.compile(r"\bو?بعد\s$")}
_COUNT = re.compile(r"(\w[\w'’]*)\s$")
_UNITS = {language: re.compile(pattern, re.IGNORECASE) for language, pattern in _AFTER.items()}
_REACH = 90  # characters from a day to what it came so many days after
_STOP = re.compile(r"[.!?…]\s|\n")
_OPENS = re.compile(r"(?:\A|[.!?…]\s|\n)\s{0,2}(?:بعد\s)?$")  # a sentence
_OPENING, _NAMED, _FIRST = 8, 60, 4  # characters; words that name what came before
_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = ("angriff", "brand", "unfall", "explosion", "unglück", "überfall", "anschlag", "einsturz", "sturz", "beben")
_BETWEEN = re.compile(r"\s?(?:à|au|auf|zum|на|to|al|a|إلى|[/–-])\s?(?:(?:den|el|le)\s)?", re.IGNORECASE)
_NIGHT = re.compile(r"\b(?:(?:over|mid)?night|nuit|nacht|noche|madrugada|ночь|ночи|ніч|ночі|ليلة|ليل)\b", re.IGNORECASE)
_NIGHT_REACH = 30  # characters


def days_after(text: str, language: str, mentions: Sequence[DateMention], published: date | None = None) -> Iterator[DateMention]:
    """What happened so many days before a day that its sentence names: "died on Sunday, three days after he was shot"; before
    the day of publication or the one before that, where a sentence begins with it: "Three days after the attack, the fire …"."""
    unit, leading = _UNITS.get(language), _BEFORE.get(language)
    days = [m for m in mentions if m.when.date_from and m.when.date_from == m.when.date_to]
    if unit is None:
        return
    for m in unit.finditer(text):
        count = _COUNT.search(text, max(0, m.start() - 14), m.start())
        if count and leading and not leading.search(text, max(0, count.start() - 6), count.start()):
            continue
        number = count and (int(count[1]) if count[1].isdecimal() and len(count[1]) < 3 else COUNT_OF.get(count[1].lower(), 0))
        base = max((d for d in days if m.start() - _REACH <= d.start < m.start()), key=lambda d: d.start, default=None)
        if not count or not number:
            continue
        if base and not _STOP.search(text, base.end, m.start()):
            day = date.fromisoformat(base.when.date_from) - timedelta(days=number)
            yield DateMention(count.start(), m.end(), stretch(day, day, 1, text[count.start() : m.end()]), "relative")
        elif (
            published
            and number > 1
            and _of_incident(text, m.end())
            and _OPENS.search(text, max(0, count.start() - _OPENING), count.start())
        ):
            yield days_back(text, count.start(), m.end(), published, number + 1, number)


def _of_incident(text: str, at: int) -> bool:
    """ "After the attack", "nach einem Drohnenangriff"; not "after giving birth"."""
    words = _WORD.findall(text[at : at + _NAMED].lower())[:_FIRST]
    return any(word in TELLS or word.endswith(_COMPOUND) for word in words)


def nights(text: str, mentions: Sequence[DateMention]) -> Iterator[DateMention]:
    """The nights between two days that are named: each as both of them."""
    days = sorted(m for m in mentions if m.kind == "relative" and m.when.precision == 1)
    for a, b in pairwise(days):
        one, two = date.fromisoformat(a.when.date_from), date.fromisoformat(b.when.date_from)
        joined = two - one == timedelta(days=1) and _BETWEEN.fullmatch(text, a.end, b.start)
        if joined and _NIGHT.search(text, max(0, a.start - _NIGHT_REACH), a.start):
            yield DateMention(a.start, b.end, stretch(one, two, 2, text[a.start : b.end]), "relative")
