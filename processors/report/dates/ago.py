"""Times so long ago: "three days ago", "hace una semana", "двое суток назад"; to the day where a text says so: "a year ago
today", "il y a un an jour pour jour", "ровно год назад".

About a week is the half of it to either side; months and years are told only to the day (`relative.stretches_in` has the others).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from processors.report.dates.explicit import valid
from processors.report.dates.spans import DateMention, days_back, months_on, stretch
from processors.report.dates.words import AGO_WORDS, COUNT_OF, COUNTS

_MONTHS = {"month": 1, "year": 12}
_ABOUT = 3  # days to either side of a week


class _Telling(NamedTuple):
    """How a language tells it. `form` holds {n} and {u}, a count and its unit; what stands before or behind makes it exact."""

    form: str
    units: Mapping[str, str]
    before: str = "(?!)"
    behind: str = "(?!)"


_TELLINGS = {
    "en": _Telling(
        r"{n}\s+{u}\s+(?:ago|earlier)",
        {"day": "days?", "week": "weeks?", "month": "months?", "year": "years?"},
        r"\b(?:exactly|precisely)\s", r"\s(?:today|to the day)\b",
    ),
    "de": _Telling(
        r"vor\s+(?:(?P<today>genau)\s+)?{n}\s+{u}",
        {"day": "tag(?:en)?", "week": "wochen?", "month": "monat(?:en)?", "year": "jahr(?:en)?"},
        r"\b(?:heute|genau)\s",
    ),
    "fr": _Telling(
        r"il\sy\sa\s+(?:(?P<today>exactement)\s+)?{n}\s+{u}",
        {"day": "jours?", "week": "semaines?", "month": "mois", "year": "ans?"},
        r"(?!)", r"\s(?:jour pour jour|exactement|aujourd['’]hui)",
    ),
    "es": _Telling(
        r"(?:hace|se\scumplen?|cumplirse)\s+(?:(?P<today>hoy|exactamente|justo)\s+)?{n}\s+{u}",
        {"day": "d[ií]as?", "week": "semanas?", "month": "mes(?:es)?", "year": "años?"},
        r"(?!)", r"\s(?:exact[oa]s?|hoy)\b",
    ),
    "ru": _Telling(
        r"(?:{n}\s+{u}|(?P<one>день|сутки|неделю|месяц|год))\s+(?:тому\s+)?назад",
        {"day": "дн(?:я|ей)|день|сут(?:ки|ок)", "week": r"недел\w+", "month": r"месяц\w*", "year": "года?|лет"},
        r"\bровно\s(?:через\s)?",
    ),
    "uk": _Telling(
        r"(?:{n}\s+{u}|(?P<one>день|добу|тиждень|місяць|рік))\s+тому",
        {"day": "дн(?:і|ів)|день|доб[аиу]|діб", "week": r"тиж\w+", "month": r"місяц\w*", "year": "рік|роки|років"},
        r"\bрівно\s",
    ),
    "ar": _Telling(
        r"قبل\s+(?:(?P<dual>يومين|أسبوعين|شهرين|عامين|سنتين|أسبوع|شهر|عام|سنة)|{n}\s+{u})",
        {"day": "أيام|يوما", "week": "أسابيع", "month": "أشهر|شهور", "year": "أعوام|سنوات"},
        r"في\sمثل\sهذا\sاليوم\s", r"\s(?:بالتمام|بالضبط|بالتحديد)",
    ),
}  # fmt: skip
_ARABIC = {
    "يومين": (2, "day"), "أسبوع": (1, "week"), "أسبوعين": (2, "week"), "شهر": (1, "month"), "شهرين": (2, "month"),
    "عام": (1, "year"), "عامين": (2, "year"), "سنة": (1, "year"), "سنتين": (2, "year"),
}  # fmt: skip
_THIS_DAY = {  # "on this day last year"
    "ar": re.compile(r"في\sمثل\sهذا\sاليوم\sمن\s(?:العام|السنة)\s(?:الماضية?|المنصرمة?|الفائتة?)"),
    "es": re.compile(r"\bun día como hoy (?:de hace un año|del año pasado)\b", re.IGNORECASE),
    "en": re.compile(r"\bon this day last year\b", re.IGNORECASE),
}
_REACH = 24  # characters before that make it exact
_COUNT = "|".join(sorted((w for words in COUNTS.values() for w in words.split()), key=len, reverse=True))


class _Forms(NamedTuple):
    pattern: re.Pattern[str]
    units: Mapping[str, re.Pattern[str]]
    before: re.Pattern[str]
    behind: re.Pattern[str]


@lru_cache(maxsize=16)
def _forms(language: str) -> _Forms:
    telling = _TELLINGS[language]
    units = "|".join(telling.units.values())
    form = telling.form.replace("{n}", rf"(?P<n>\d{{1,2}}|{_COUNT})").replace("{u}", f"(?P<u>{units})")
    each = {name: re.compile(rf"(?:{told})\b", re.IGNORECASE) for name, told in telling.units.items()}
    before, behind = (re.compile(told, re.IGNORECASE) for told in (f"(?:{telling.before})$", telling.behind))
    return _Forms(re.compile(rf"\b{form}\b", re.IGNORECASE), each, before, behind)


def ago_in(text: str, tokens: Sequence[tuple[int, str]], language: str, published: date) -> Iterator[DateMention]:
    """The times that the text tells by how long ago they were."""
    if language in _THIS_DAY:
        for m in _THIS_DAY[language].finditer(text):
            yield from _months_back(text, m.start(), m.end(), published, _MONTHS["year"])
    if language not in _TELLINGS or not any(word in AGO_WORDS for _, word in tokens):
        return
    forms = _forms(language)
    for m in forms.pattern.finditer(text):
        count, unit = _count(m, forms)
        before = forms.before.search(text, max(0, m.start() - _REACH), m.start())
        behind = forms.behind.match(text, m.end())
        start, end = (before or m).start(), (behind or m).end()
        exact = bool(before or behind or m.groupdict().get("today"))
        if count and unit in _MONTHS and exact:
            yield from _months_back(text, start, end, published, count * _MONTHS[unit])
        elif count and unit == "week":
            about = 0 if exact else _ABOUT
            told = days_back(text, start, end, published, 7 * count + about, 7 * count - about)
            yield told if exact else told._replace(kind="vague")
        elif count and unit == "day":
            yield days_back(text, start, end, published, count, count)


def _count(m: re.Match[str], forms: _Forms) -> tuple[int, str]:
    """How many of which unit; one where no count stands there."""
    told = m.groupdict()
    if dual := told.get("dual"):
        return _ARABIC[dual]
    one, number = told.get("one"), m["n"] or "1"
    count = int(number) if number.isdecimal() else COUNT_OF.get(number.lower(), 0)
    return count, next(name for name, unit in forms.units.items() if unit.fullmatch(one or m["u"]))


def _months_back(text: str, start: int, end: int, published: date, months: int) -> Iterator[DateMention]:
    if day := valid(*months_on(published.year, published.month, -months), published.day):
        yield DateMention(start, end, stretch(day, day, 1, text[start:end]), "explicit")  # no day of the commemoration
