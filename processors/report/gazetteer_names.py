"""How place names are compared: one key for all the spellings that a reader would take for the same name."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = re.compile(r"[^\W_]+(?:\.(?=\w))?", re.UNICODE)
_APOSTROPHES = re.compile("['’‘`ʼʹʻ′\u00b4]")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mts": "mountains"}
_SPECIAL = str.maketrans({"ё": "е", "ґ": "г", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe",
                          "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": "", "ک": "ك", "ی": "ي"})  # fmt: skip
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The key of a name: casefolded words joined by blanks; accents folded (й and ї are letters, not accents).

    "St. Louis" -> "saint louis", "Usulután" -> "usulutan", "Rostov-on-Don" -> "rostov on don", "أبها" -> "ابها".
    A name without a letter or digit has the key "".
    """
    if name.isascii():
        folded = _APOSTROPHES.sub("", name.lower())
    else:
        folded = _APOSTROPHES.sub("", name.casefold()).translate(_SPECIAL)
        if not _CYRILLIC.search(folded):
            folded = _MARKS.sub("", unicodedata.normalize("NFKD", folded))
    words = [w.rstrip(".") for w in _LETTERS.findall(folded)]
    if words and len(words) > 1:
        words[0] = _ABBREVIATIONS.get(words[0], words[0])
    return " ".join(words)
