"""Countries that a text names by an adjective alone: "the Lebanese Red Cross", "ливанский", "libanesisch"."""

import re
from collections.abc import Sequence
from itertools import product
from pathlib import Path

_TABLE = Path(__file__).parent.parent / "data" / "demonyms.tsv"
_ENDINGS = {
    "en": ("", "s"),
    "es": ("", "a", "o", "as", "os", "es"),
    "fr": ("", "e", "s", "es", "ne", "nes"),
    "de": ("", "e", "er", "en", "es", "em"),
    "ru": ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими"),
    "uk": ("ий", "ого", "ому", "им", "ім", "а", "ої", "ій", "у", "ою", "е", "і", "их", "ими"),
    "ar": ("", "ة", "ين", "ون", "ا"),
}
# Spanish words that end so have one form for men and women: "canadiense", "israelí", "croata".
_ALIKE = {"es": {"e": ("", "s"), "í": ("", "s", "es"), "a": ("", "s")}}
_CAPITALS = frozenset({"en"})  # languages that write such words like names: "to polish" is no Poland
_ARTICLE = {"ar": ("", "ال")}
_MOST = 3
_MARKS = re.compile(r"[.,;:()«»\"'“”’،]+")


def _forms() -> dict[str, dict[str, str]]:
    head, *lines = _TABLE.read_text(encoding="utf-8").splitlines()
    languages = head.split("\t")[1:]
    found: dict[str, dict[str, str]] = {language: {} for language in languages}
    for country, *cells in (line.split("\t") for line in lines):
        for language, cell in zip(languages, cells, strict=True):
            for article, stem in product(_ARTICLE.get(language, ("",)), cell.split("|")):
                for end in _ALIKE.get(language, {}).get(stem[-1], _ENDINGS[language]):
                    found[language][f"{article}{stem}{end}"] = country
    return found


FORMS = _forms()
"""Of each language: a word in small letters -> ISO code of its country."""


def adjectives(text: str, language: str) -> Sequence[str]:
    """The countries that are named so, sorted; none where there are so many that they tell nothing."""
    forms = FORMS.get(language, {})
    words = set(_MARKS.sub(" ", text).split())
    named = {w for w in words if w[0].isupper()} if language in _CAPITALS else words
    countries = {forms[word] for word in forms.keys() & {w.lower() for w in named}}
    return sorted(countries) if len(countries) <= _MOST else ()
