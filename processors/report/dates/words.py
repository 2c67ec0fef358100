"""The words of time in each language. Months and weekdays come from CLDR by way of Babel, what CLDR lacks stands here."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

WORD = re.compile(r"[^\W\d_]+")
# Days back from the publication date: (first, last) day of the interval, both before or on it.
_RELATIVE: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "en": {"today": (0, 0), "tonight": (0, 0), "yesterday": (1, 1), "overnight": (1, 0)},
    "ru": {"сегодня": (0, 0), "вчера": (1, 1), "позавчера": (2, 2), "накануне": (1, 1)},
    "uk": {"сьогодні": (0, 0), "вчора": (1, 1), "учора": (1, 1), "позавчора": (2, 2), "напередодні": (1, 1)},
    "es": {"hoy": (0, 0), "ayer": (1, 1), "anoche": (1, 1), "anteayer": (2, 2), "antier": (2, 2), "anteanoche": (2, 2)},
    "de": {"heute": (0, 0), "gestern": (1, 1), "vorgestern": (2, 2)},
    "fr": {"hier": (1, 1), "aujourd": (0, 0)},
    "ar": {"أمس": (1, 1), "امس": (1, 1), "البارحة": (1, 1), "اليوم": (0, 0), "بالأمس": (1, 1)}
    | {"أول أمس": (2, 2), "أول من أمس": (2, 2), "أمس الأول": (2, 2), "الليلة الماضية": (1, 1), "الليلة": (0, 0)},
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
AGO: Mapping[str, str] = {
    "en": (
        r"\b(?P<n>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few)"
        r"\s+(?P<u>days?|weeks?)\s+(?:ago|earlier)\b"
    ),
    "ru": (
        r"\b(?P<n>неделю(?=\s+назад)|\d{1,2}|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять)"
        r"(?:\s+(?P<u>дн\w+|недел\w+))?\s+назад\b"
    ),
    "uk": r"\b(?P<n>\d{1,2}|два|дві|три|чотири|п'ять|шість|сім|вісім|дев'ять|десять|тиждень)\s+(?P<u>дн\w+|тижн\w+)\s+тому\b",
    "es": r"\bhace\s+(?P<n>\d{1,2}|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)\s+(?P<u>días?|dias?|semanas?)\b",
    "de": r"\bvor\s+(?P<n>\d{1,2}|einem|einer|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)\s+(?P<u>tagen?|wochen?)\b",
    "fr": r"\bil y a\s+(?P<n>\d{1,2}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\s+(?P<u>jours?|semaines?)\b",
    "ar": (
        r"\bقبل\s+(?P<n>يومين|أسبوعين|أسبوع|(?:\d{1,2}|ثلاثة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة|عشرة)(?=\s+(?:أيام|يوما|أسابيع)\b))\b"
        r"(?:\s+(?P<u>أيام|يوما|أسابيع)\b)?"
    ),
}
COUNTS = {
    1: "a an one un una uno einem einer une un неделю тиждень أسبوع", 
    2: "two два две дві dos zwei deux يومين أسبوعين", 
    3: "three три tres drei trois ثلاثة",
    4: "four четыре чотири cuatro vier quatre أربعة", 5: "five пять п'ять cinco fünf cinq خمسة",
    6: "six sechs шесть шість seis ستة", 7: "seven sieben семь сім siete sept سبعة",
    8: "eight acht восемь вісім ocho huit ثمانية",
    9: "nine neun девять дев'ять nueve neuf تسعة", 10: "ten zehn десять diez dix عشرة", 11: "eleven", 12: "twelve",
}  # fmt: skip
COUNT_OF = {word: n for n, words in COUNTS.items() for word in words.split()}
AGO_WORDS = frozenset(["ago", "earlier", "назад", "тому", "hace", "vor", "il", "قبل"])
WEEK = ("week", "недел", "тижн", "semana", "woche", "semaine", "أساب", "أسبوع")
WORD_LISTS = tomllib.loads((Path(__file__).parent.parent / "data" / "date_words.toml").read_text(encoding="utf-8"))
_STOP_OF: dict[str, tuple[str, ...]] = {}
for _language, _words in WORD_LISTS["function_words"].items():
    for _word in _words.split():
        _STOP_OF[_word] = (*_STOP_OF.get(_word, ()), _language)


_UKRAINIAN, _CYRILLIC, _ARABIC = re.compile("[іїєґ]"), re.compile("[а-я]"), re.compile("[\u0627-\u064a]")


class Words(NamedTuple):
    """Lower-case words of one language: month -> 1-12, weekday -> 0-6 (Monday first), relative -> days back (first, last).
    `trigger`: all words that a date of this language may begin with, `spaced` those of them that are several words."""

    months: dict[str, int]
    weekdays: dict[str, int]
    relative: Mapping[str, tuple[int, int]]
    ago: re.Pattern[str] | None
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
    ago = AGO.get(language)
    if language == "ar":  # "and", "on" and "in" grow onto the word
        weekdays |= _WEEKDAYS_MORE["ar"]
        months |= {prefix + name: number for name, number in months.items() for prefix in "وب"}
        weekdays |= {prefix + name: number for name, number in weekdays.items() for prefix in "وب"}
    weekdays |= _WEEKDAYS_MORE.get(language, {})
    relative = _RELATIVE.get(language, {})
    trigger = frozenset({*months, *weekdays, *relative, *AGO_WORDS, "last", "this", "past", "over"})
    spaced = frozenset(word for word in trigger if " " in word)
    return Words(months, weekdays, relative, re.compile(ago, re.IGNORECASE) if ago else None, trigger, spaced)


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
