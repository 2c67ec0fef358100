"""Days of the month that stand without one: "on the 14th", "15-го числа", "el pasado 14", "am 14. dieses Monats"; the latest such
day up to publication."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from processors.report.dates.explicit import valid
from processors.report.dates.spans import DateMention, stretch

_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
# What may stand behind "the 14th", which else is that of something: a floor, a hole, a year of marriage.
_END = r"(?=[.,;:)]|$)"
_NOT_UNTIL = r"(?<!до\s)(?<!по\s)(?<!к\s)(?<!с\s)(?<!з\s)(?<!после\s)(?<!після\s)"
_FORMS = {
    "en": rf"\b(?:on|of)\sthe\s{_DAY}(?:st|nd|rd|th)(?:\sof\s(?:this|the)\smonth\b|{_END})",
    "de": rf"\bam\s{_DAY}\.\s(?:dieses|des\slaufenden)\sMonats\b",
    "fr": rf"\ble\s{_DAY}\s(?:dernier|courant|de\sce\smois|au\ssoir|au\smatin)\b",
    "es": rf"\bel\s(?P<told>pasado\s)?{_DAY}\b"
    r"(?(told)(?=[.,;)]|\s(?:en|cuando|se|fue|murió|ardió|hubo)\b)|\s(?:de\seste\smes|del\s(?:corriente|presente|actual)|pasado)\b)",
    "ru": rf"{_NOT_UNTIL}\b{_DAY}(?:-?го)?\sчисла\b(?!\sкажд)",
    "uk": rf"{_NOT_UNTIL}\b{_DAY}(?:-?го)?\sчисла\b(?!\sкожн)",
}
_PATTERNS = {language: re.compile(form, re.IGNORECASE) for language, form in _FORMS.items()}
_PIECES = {"en": "the ", "de": "monats", "fr": "le ", "es": "el ", "ru": "числа", "uk": "числа"}


def numbered_in(text: str, small: str, language: str, published: date) -> Iterator[DateMention]:
    """The days of an unnamed month; `small`: the text in lower case."""
    if language not in _PATTERNS or _PIECES[language] not in small:
        return
    for m in _PATTERNS[language].finditer(text):
        day = _latest(int(m["day"]), published)
        if day:
            yield DateMention(m.start(), m.end(), stretch(day, day, 1, m.group()), "relative")


def _latest(number: int, published: date) -> date | None:
    """Of this month or the one before; none where that has no such day."""
    if number <= published.day:
        return published.replace(day=number)
    before = published.replace(day=1) - timedelta(days=1)
    return valid(before.year, before.month, number)
