"""Days that Arabic news names by their number in words, or as of the month that it is written in: "السابع من أكتوبر",
"الحادي والعشرين من الشهر الماضي", "12 من الشهر الجاري"."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

_UNITS = "الأول|الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع"
_TENS = {20: "العشرين|العشرون", 30: "الثلاثين|الثلاثون"}
_THIS, _LAST = "الجاري|الحالي", "الماضي|المنصرم|الفائت"
_OF = " من "
Day = tuple[int, int, int, int, int]
"""Where it begins and ends, its year (0: none told), month and day."""


def _numbers() -> Mapping[str, int]:
    """Each day of a month by its number in words."""
    units = [(n, word) for n, words in enumerate(_UNITS.split(" "), 1) for word in words.split("|")]
    named = {word: n for n, word in units} | {"العاشر": 10, "الحادي عشر": 11}
    named |= {f"{word} عشر": n + 10 for n, word in units if n > 1}
    for ten, words in _TENS.items():
        for word in words.split("|"):
            named[word] = ten
            named |= {f"{unit} و{word}": ten + n for n, unit in [(1, "الحادي"), *units[2:]] if ten + n < 32}
    return named


@lru_cache(maxsize=1)
def _named() -> Mapping[str, int]:
    return _numbers()


@lru_cache(maxsize=4)
def _pattern(months: frozenset[str]) -> re.Pattern[str]:
    days, of = ("|".join(sorted(words, key=len, reverse=True)) for words in (_named(), months))
    return re.compile(
        rf"\b(?P<day>{days}|[0-3]?\d) من (?:(?:شهر )?(?P<month>{of})(?:\s?[/(]\s?(?:{of})\)?)?"
        rf"(?: (?:عام |سنة )?(?P<year>(?:19|20)\d\d))?\b|"
        rf"(?:هذا )?الشهر (?:(?P<this>{_THIS})|(?P<last>{_LAST}))\b)"
    )


def days_named(text: str, months: Mapping[str, int], published: date | None) -> Iterator[Day]:
    """The days of a text that are told so; of this and the last month only where it is known when that was."""
    if _OF not in text:
        return
    for m in _pattern(frozenset(months)).finditer(text):
        day = int(m["day"]) if m["day"].isdigit() else _named()[m["day"]]
        if m["month"]:
            yield m.start(), m.end(), int(m["year"] or 0), months[m["month"]], day
        elif published:
            month = published if m["this"] else published.replace(day=1) - timedelta(days=1)
            yield m.start(), m.end(), month.year, month.month, day
