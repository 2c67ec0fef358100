"""The words of time in each language. Months and weekdays come from CLDR by way of Babel, what CLDR lacks stands here."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

WORD = re.compile(r"[^\W\d_]+")


def _inflected(stems: str, endings: str) -> dict[str, tuple[int, int]]:
    """Yesterday's, and that of the day before (the last of the stems), in all its forms."""
    *day, before = stems.split()
    return {stem + ending: (1, 1) for stem in day for ending in endings.split()} | {before + e: (2, 2) for e in endings.split()}


# Days back from the publication date: (first, last) day of the interval, both before or on it.
_RELATIVE: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "en": {"today": (0, 0), "tonight": (0, 0), "yesterday": (1, 1), "overnight": (1, 0)}
    | {"day before yesterday": (2, 2), "night before last": (2, 2)},
    "ru": {"сегодня": (0, 0), "вчера": (1, 1), "позавчера": (2, 2), "накануне": (1, 1)}
    | _inflected("вчерашн позавчерашн", "ий его ему им ем яя ей юю ее ие их ими"),
    "uk": {"сьогодні": (0, 0), "вчора": (1, 1), "учора": (1, 1), "позавчора": (2, 2), "напередодні": (1, 1)}
    | _inflected("вчорашн учорашн позавчорашн", "ій ього ьому ім я ьої ю є і іх іми"),
    "es": {"hoy": (0, 0), "ayer": (1, 1), "anoche": (1, 1), "anteayer": (2, 2), "antier": (2, 2), "anteanoche": (2, 2)}
    | {"antes de ayer": (2, 2), "la víspera": (1, 1)},
    "de": {"heute": (0, 0), "gestern": (1, 1), "vorgestern": (2, 2), "vorletzte nacht": (2, 2), "vorletzter nacht": (2, 2)}
    | _inflected("gestrig vorgestrig", "e er en em es"),
    "fr": {"hier": (1, 1), "avant-hier": (2, 2), "aujourd": (0, 0)},
    "ar": {"أمس": (1, 1), "امس": (1, 1), "البارحة": (1, 1), "اليوم": (0, 0), "بالأمس": (1, 1)}
    | {"أول أمس": (2, 2), "أول من أمس": (2, 2), "أمس الأول": (2, 2), "الليلة الماضية": (1, 1), "الليلة": (0, 0)}
    | {"الليلة قبل الماضية": (2, 2), "الليلة ما قبل الماضية": (2, 2)},
    "it": {"oggi": (0, 0), "ieri": (1, 1)},
    "pt": {"hoje": (0, 0), "ontem": (1, 1), "anteontem": (2, 2)},
    "pl": {"dziś": (0, 0), "dzisiaj": (0, 0), "wczoraj": (1, 1), "przedwczoraj": (2, 2)},
}
_GERMAN_DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_GERMAN_PARTS = ("abend", "morgen", "nacht", "nachmittag", "vormittag", "mittag", "früh")
_WEEKDAYS_MORE: Mapping[str, Mapping[str, int]] = {
    "ru": {"среду": 2, "среды": 2, "пятницу": 4, "пятницы": 4, "субботу": 5, "субботы": 5, "понедельника": 0, "вторника": 1,
           "четверга": 3, "воскресенья": 6, "воскресение": 6, "понедельнику": 0, "вторнику": 1, "среде": 2, "четвергу": 3,
           "пятнице": 4, "субботе": 5, "воскресенью": 6},
    "uk": {"середу": 2, "суботу": 5, "неділю": 6, "п'ятницю": 4, "ятницю": 4, "понеділка": 0, "вівторка": 1,
           "середи": 2, "четверга": 3, "п'ятниці": 4, "п’ятницю": 4, "п’ятниці": 4, "ятниці": 4, "суботи": 5, "неділі": 6},
    "de": {day + part: n for n, day in enumerate(_GERMAN_DAYS) for part in _GERMAN_PARTS}
    | {f"sonnabend{part}": 5 for part in ("", *_GERMAN_PARTS)},
    "ar": {"الإثنين": 0, "الاثنين": 0, "الثلاثاء": 1, "الأربعاء": 2, "الاربعاء": 2,
           "الخميس": 3, "الجمعة": 4, "السبت": 5, "الأحد": 6},
}  # fmt: skip
# "In August": the case that stands behind "in", which CLDR doesn't have.
_LOCATIVES = {
    "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "uk": "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
}
# Of the Levant, and of the Maghreb.
_ARABIC_MONTHS = (
    "كانون الثاني|جانفي", "شباط|فيفري", "آذار", "نيسان|أفريل|ابريل", "أيار|ماي", "حزيران|جوان", "تموز|جويلية|يوليوز",
    "آب|أوت|غشت|اغسطس", "أيلول|شتنبر", "تشرين الأول|اكتوبر", "تشرين الثاني|نونبر", "كانون الأول|دجنبر",
)  # fmt: skip
_MONTHS_MORE: Mapping[str, Mapping[str, int]] = {
    **{language: {name: n for n, name in enumerate(names.split(), 1)} for language, names in _LOCATIVES.items()},
    "en": {"sept": 9},
    "de": {"jänner": 1, "feber": 2},
    "es": {"set": 9, "setiembre": 9},
    "ar": {name: n for n, names in enumerate(_ARABIC_MONTHS, 1) for name in names.split("|")},
}
COUNTS = {
    1: "a an one un una uno einem einer une",
    2: "two два две двое дві dos zwei deux", 
    3: "three три трое tres drei trois ثلاثة",
    4: "four четыре четверо чотири cuatro vier quatre أربعة", 5: "five пять п'ять cinco fünf cinq خمسة",
    6: "six sechs шесть шість seis ستة", 7: "seven sieben семь сім siete sept سبعة",
    8: "eight acht восемь вісім ocho huit ثمانية",
    9: "nine neun девять дев'ять nueve neuf تسعة", 10: "ten zehn десять diez dix عشرة", 11: "eleven", 12: "twelve",
}  # fmt: skip
COUNT_OF = {word: n for n, words in COUNTS.items() for word in words.split()}
AGO_WORDS = frozenset(["ago", "earlier", "назад", "тому", "hace", "cumple", "cumplen", "cumplirse", "vor", "il", "قبل"])
WORD_LISTS = tomllib.loads((Path(__file__).parent.parent / "data" / "date_words.toml").read_text(encoding="utf-8"))
_STOP_OF: dict[str, tuple[str, ...]] = {}
for _language, _words in WORD_LISTS["function_words"].items():
    for _word in _words.split():
        _STOP_OF[_word] = (*_STOP_OF.get(_word, ()), _language)


_UKRAINIAN, _CYRILLIC, _ARABIC = re.compile("[іїєґ]"), re.compile("[а-я]"), re.compile("[\u0627-\u064a]")


class Words(NamedTuple):
    """Lower-case words of one language: month -> 1-12, weekday -> 0-6 (Monday first), relative -> days back (first, last).
    `trigger`: all words that a date of this language may begin with, `spaced` those of them that are no single word."""

    months: dict[str, int]
    weekdays: dict[str, int]
    relative: Mapping[str, tuple[int, int]]
    trigger: frozenset[str]
    spaced: frozenset[str] = frozenset()


@lru_cache(maxsize=32)
def words_of(language: str) -> Words:
    """The words of an ISO 639-1 language; those of English for a language that CLDR doesn't know."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError, TypeError):
        return words_of("en")
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for form in ("stand-alone", "format"):
        for width in ("abbreviated", "wide"):
            for number, name in locale.months[form][width].items():
                months[name.lower().rstrip(".")] = number
        for number, name in locale.days[form]["wide"].items():
            weekdays[name.lower()] = number
            weekdays[name.lower().removesuffix("-feira")] = number
    months = {name: number for name, number in months.items() if not name.isdigit()} | dict(_MONTHS_MORE.get(language, {}))
    if language == "ar":  # "and", "on" and "in" grow onto the word
        weekdays |= _WEEKDAYS_MORE["ar"]
        months |= {prefix + name: number for name, number in months.items() for prefix in "وب"}
        weekdays |= {prefix + name: number for name, number in weekdays.items() for prefix in "وب"}
    weekdays |= _WEEKDAYS_MORE.get(language, {})
    relative = _RELATIVE.get(language, {})
    trigger = frozenset({*months, *weekdays, *relative, *AGO_WORDS, "last", "this", "past", "over"})
    spaced = frozenset(word for word in trigger if not word.isalpha())
    return Words(months, weekdays, relative, trigger, spaced)


def guess_language(words: list[str]) -> str:
    """The language with the most function words among these casefolded words; for none by the script, else "en"."""
    votes: dict[str, int] = {}
    for word in words:
        for language in _STOP_OF.get(word, ()):
            votes[language] = votes.get(language, 0) + 1
    if votes:
        return min(votes, key=lambda language: (-votes[language], language))
    letters = "".join(words)
    return (
        "uk" if _UKRAINIAN.search(letters) else "ru" if _CYRILLIC.search(letters) else "ar" if _ARABIC.search(letters) else "en"
    )
