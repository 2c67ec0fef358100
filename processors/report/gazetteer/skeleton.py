"""Towns that the gazetteer knows in Latin letters alone, by the consonants of their names: "Наранхаль" is Naranjal.

More than half of the world's towns have no Cyrillic name in GeoNames, two thirds no Arabic one; news in these scripts writes
them after the ear. So each Latin name is indexed by its consonants as its country reads them (`skeleton`), and a name in another
script asks for all that its letters may stand for (`heard`): Arabic writes no vowels, v as f and p as b, г is g or h. The letters
follow ISO 9, BGN/PCGN and ISO 233; that names are matched by classes of consonants is K. Knight and J. Graehl's "Machine
transliteration" (1998) at its simplest, as R. Daitch and D. Mokotoff (1985) did it.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product

from processors.report.gazetteer.names import MARKS, in_latin

SHORTEST = 2  # consonants; fewer tell nothing
_MOST = 48  # readings of one name that are asked for
_LATIN = re.compile(
    r"schtsch|dsch|tsch|shch|tch|sch|dzh|sh|ch|cz|sz|zh|dj|kh|gh|ph|th|ts|tz|ck|qu|gu(?=[ei])|gn|ng(?![aeiouy])|[a-z]"
)
_OF_LATIN = {
    **dict.fromkeys(("schtsch", "tsch", "shch", "tch", "sch", "dzh", "sh", "ch", "cz", "sz", "zh", "dj", "j"), "J"),
    **dict.fromkeys(("ts", "tz", "s", "z"), "S"), **dict.fromkeys(("ck", "qu", "k", "c", "q"), "K"),
    "kh": "H", **dict.fromkeys(("gh", "gu", "g"), "G"), **dict.fromkeys(("ph", "f"), "F"),
    **dict.fromkeys(("th", "t"), "T"), **dict.fromkeys(("p", "b"), "B"), "d": "D", "r": "R", "l": "L", "n": "N", "m": "M",
    "v": "V", "x": "KS", "h": "", "w": "", "gn": "GN", "ng": "NG",
}  # fmt: skip
# How countries read letters otherwise than English does.
_READ = {
    "ES AR BO CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV UY VE": {"j": "H", "gu": "G"},
    "DE AT CH LI": {"j": "", "w": "V", "v": "F", "ch": "H", "z": "S"},
    "SE NO DK FI IS NL BE EE LV LT HU SI HR BA RS ME MK AL CZ SK PL": {"j": "", "w": "V", "c": "S", "ch": "H"},
    "TR AZ": {"c": "J"},
    "IT SM": {"ch": "K", "gh": "G", "soft c": "J", "gn": "N"},
    "RO MD": {"ch": "K", "soft c": "J"},
    "FR LU MC": {"gn": "N"},
    "CN TW VN KR KP TH MM": {"ng": "N", "q": "J", "x": "S", "c": "S"},
    "ET SO KE TZ ID MY": {"c": "J"},
}
_BY_COUNTRY = {country: read for countries, read in _READ.items() for country in countries.split()}
_CYRILLIC = {
    **dict(zip("бпдтлмнрзсфцґ", ("B", "B", "D", "T", "L", "M", "N", "R", "S", "S", "F", "S", "G"), strict=True)),
    "к": "K", "в": "V/", "г": "G/", "х": "H/", "ж": "J", "ш": "J", "щ": "J", "ч": "J/H",
    "дж": "J", "дз": "S/J", "цз": "S/J", "чж": "J", "си": "S/J", "ти": "T/J", "тс": "S", "тц": "S", "тч": "J", "тш": "J",
}  # fmt: skip
_ARABIC = {
    **dict(zip("بدذضتطرزسصظلمن", ("B", "D", "D", "D", "T", "T", "R", "S", "S", "S", "S", "L", "M", "N"), strict=True)),
    "ف": "F/V", "ق": "K/G", "ك": "K/G", "ج": "J/G", "غ": "G", "ش": "J", "خ": "H", "ح": "/H", "ه": "", "ث": "T/S", "و": "/V",
    "تش": "J", "دج": "J", "تس": "S", "كس": "KS",
}  # fmt: skip
_FOREIGN = {**_CYRILLIC, **_ARABIC}
# What languages in Latin letters may mean by them in names of other scripts: German "Dsch", French "dj", Spanish "j".
_VARIED = {
    "ch": "J/H/K", "j": "J//H", "w": "/V", "v": "V/F", "c": "K/S", "dsch": "J", "tsch": "J", "gu": "G", "f": "F/V", "k": "K/G",
    "q": "K/G",
}  # fmt: skip
_ROMAN = {
    **dict(zip("ابتجحدذرزسصضظعغفقكلمنهويىط", "abtjhddrzssdzagfkklmnhoiat", strict=True)),
    "ث": "th", "خ": "kh", "ش": "sh",
}  # fmt: skip
_ENGLISH = {"tsch": "ch", "tch": "ch", "sch": "sh", "w": "v", "ou": "u"}  # for what German and French write
_OTHERWISE = re.compile("|".join(_ENGLISH))
ALIKE, _AS_ALIKE = 0.6, 0.05  # of likeness: the least, and how far below the likeliest
_FEW, _SHORT_ALIKE = 2, 0.8  # consonants that tell little, and how alike these names must be
_LETTERS = re.compile("дж|дз|цз|чж|си|ти|тс|тц|тч|тш|تش|دج|تس|كس|[\u0400-\u04ff]|[\u0621-\u064a]")


def _once(letters: str) -> str:
    return re.sub(r"(.)\1+", r"\1", letters)


@lru_cache(maxsize=4096)
def skeleton(key: str, country: str) -> str:
    """The consonants of a Latin key (names.py) as its country (ISO code) reads them, each once in a row."""
    read, plain = _BY_COUNTRY.get(country, {}), key.replace(" ", "")
    found = ""
    for match in _LATIN.finditer(plain):
        letters = match.group()
        soft = letters == "c" and "c" not in read and plain[match.end() : match.end() + 1] in ("e", "i", "y")
        found += read.get("soft c", "S") if soft else read.get(letters, _OF_LATIN.get(letters, ""))
    return _once(found)


@lru_cache(maxsize=4096)
def heard(key: str) -> tuple[str, ...]:
    """What consonants the Latin names of a town may have that this key tells of; none where they are too few to tell anything."""
    plain = MARKS.sub("", unicodedata.normalize("NFKD", key.replace("й", "и"))).replace(" ", "")
    read, pattern = (_OF_LATIN | _VARIED, _LATIN) if plain.isascii() else (_FOREIGN, _LETTERS)
    readings = [read.get(letters, "").split("/") for letters in pattern.findall(plain)]
    found = dict.fromkeys(_once("".join(one)) for one, _ in zip(product(*readings), range(_MOST), strict=False))
    return tuple(one for one in found if len(one) >= SHORTEST + plain.isascii())


def _roman(key: str) -> tuple[str, ...]:
    """The likeliest spelling of a key in English letters, without blanks; of a Latin one also as it stands."""
    if key.isascii():
        plain = key.replace(" ", "")
        return plain, _OTHERWISE.sub(lambda m: _ENGLISH[m.group()], plain)
    words = key.split(" ")
    return ("".join((in_latin(word) or ("".join(_ROMAN.get(letter, "") for letter in word),))[0] for word in words),)


def likeliest(forms: Iterable[str], rows: Iterable[tuple[int, str, str]], least: float = ALIKE) -> list[int]:
    """Of towns that were heard (number, Latin key, consonants), those that are spelled `least` alike (of 1) and most alike."""
    rows = list(rows)
    spelled = [spelling for form in forms for spelling in _roman(form)] if rows else []
    best: dict[int, float] = {}
    for number, key, consonants in rows:
        ratio = max(SequenceMatcher(None, one, key.replace(" ", "")).ratio() for one in spelled)
        if len(consonants) > _FEW or ratio >= _SHORT_ALIKE:
            best[number] = max(ratio, best.get(number, 0.0))
    enough = max([least, *(ratio - _AS_ALIKE for ratio in best.values())])
    return sorted(number for number, ratio in best.items() if ratio >= enough)
