"""How place names are compared: one key for all the spellings that a reader would take for the same name."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = re.compile(r"[^\W_]+(?:\.(?=\w))?", re.UNICODE)
_APOSTROPHES = re.compile("['’‘`ʼʹʻ′\u00b4]")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mts": "mountains"}
_SPECIAL = str.maketrans({"ё": "е", "ґ": "г", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe",
                          "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": "", "ک": "ك", "ی": "ي"})  # fmt: skip
MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The key of a name: casefolded words joined by blanks; accents folded (й and ї are letters, not accents).

    "St. Louis" -> "saint louis", "Usulután" -> "usulutan", "Rostov-on-Don" -> "rostov on don", "أبها" -> "ابها".
    A name without a letter or digit has the key "".
    """
    if name.isascii():
        if name.isalpha():  # one plain word, as most are
            return name.lower()
        folded = _APOSTROPHES.sub("", name.lower())
    else:
        folded = _APOSTROPHES.sub("", name.casefold()).translate(_SPECIAL)
        if not _CYRILLIC.search(folded):
            folded = MARKS.sub("", unicodedata.normalize("NFKD", folded))
    words = [w.rstrip(".") for w in _LETTERS.findall(folded)]
    if len(words) > 1:
        words[:-1] = [_ABBREVIATIONS.get(word, word) for word in words[:-1]]
    return " ".join(words)


SHORTENED = frozenset({"st", "ft", "mt", "ste"})


def first_word(text: str) -> str:
    """The first word of the key of a name that begins so. "St" alone would be kept as it is."""
    return key_of(text + (" x" if text.lower() in SHORTENED else "")).split(" ", 1)[0]


_SLAVIC_END = re.compile("[аяоеєьыиійу]+$")
_ADJECTIVE = re.compile(r"(.{2,}(?:[сц]ьк|зьк|ск|цк))(?:ая|ой|ую|ий|ого|ому|им|ом|а|ої|ій|у|ою|им|е|ое)$")


def region_stem(town: str) -> tuple[str, ...]:
    """ "*" and the stems of the adjectives that a region named after this town may go by (Cyrillic only).

    "Харьков" -> "*харьковск", "*харьковинск" …; the wrong ones among them are no words, and so do no harm.
    """
    key = key_of(town)
    if " " in key or not _CYRILLIC.search(key):
        return ()
    base = _SLAVIC_END.sub("", key)
    if base.endswith(("ск", "цк", "ськ", "цьк")):
        return (f"*{base}",)
    return tuple(f"*{base}{end}" for end in ("ск", "ьск", "овск", "инск", "ськ", "івськ", "инськ"))


def region_adjective(word: str) -> str:
    """The key under which `region_stem` put the region of this adjective: "Харьковской" -> "*харьковск"; "" if it is none."""
    match = _ADJECTIVE.match(key_of(word))
    return f"*{match[1]}" if match else ""


# What to take off the end of a Cyrillic name, and what to put there: "/" between the alternatives.
_CASES = {
    "ами": "/ы/и/і", "ями": "/і/и", "ого": "/ий/ый/ое/е", "ому": "/ий/ый/ое/е", "ой": "ая/а", "ої": "а", "ом": "/о",
    "ем": "/ь", "ою": "а", "ей": "я",
    "ові": "/ів", "еві": "ь", "а": "/о", "у": "/а/о", "ю": "я/ь/й/", "е": "/а/о/й/я", "і": "/а/о/ь/я",
    "и": "а/ь/я", "ы": "а", "я": "ь/й",
    "ї": "я", "ии": "ия", "ию": "ия", "ове": "ів", "ова": "ів",
    "ів": "і/и", "їв": "ї", "ов": "ы", "ев": "ы", "ам": "ы/и", "ям": "і/и", "ах": "ы/и/і", "ях": "і/и",
    "ца": "ец", "цу": "ец", "цом": "ец", "це": "ец/ца",
    "ці": "ка/к/ця/ець", "ця": "ець", "цю": "ець/ця", "цем": "ець", "зі": "га/г", "сі": "ха/х",
    "ову": "ів", "єва": "їв", "єві": "їв", "єву": "їв", "ева": "ев/їв",
}  # fmt: skip


_CLUSTER = re.compile("[бвгджзклмнпрстфхцчш]{2}$")


@lru_cache(maxsize=16384)
def uninflected(key: str) -> tuple[str, ...]:
    """Nominatives that this key of a Cyrillic name may come from, likeliest first: "новгороде" -> "новгород" …"""
    head, _, last = key.rpartition(" ")
    if len(last) < 3 or not _CYRILLIC.search(last):
        return ()
    endings = [last[-size:] for size in (1, 2, 3) if len(last) - size >= 2 and last[-size:] in _CASES]
    found = [last[: -len(end)] + new for end in endings for new in _CASES[end].split("/")]
    found += [f"{stem[:-1]}{vowel}{stem[-1]}" for stem in found if _CLUSTER.search(stem) for vowel in "ео"]  # орле -> орел
    if head:
        found = [f"{head} {word}" for word in found]
    return tuple(dict.fromkeys(found))


_RUSSIAN = str.maketrans("иіїє", "ыиие")


def in_russian(key: str) -> str:
    """How Russian spells a name that Ukrainian spells so ("сизрань" -> "сызрань"): gazetteers know many towns by that alone."""
    return key.translate(_RUSSIAN)


# How names from other scripts, told in Cyrillic, may be spelled in Latin: "/" between the alternatives, likeliest first.
_LATIN = {
    **dict(zip("абгдезиклмнопрстуфыэіґ", "abgdeziklmnoprstufyeig", strict=True)),
    "в": "v/w", "ж": "zh/j", "й": "y/i", "х": "kh/h", "ц": "ts/c", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu",
    "я": "ya/ia", "є": "ye/e", "ї": "yi/i", "дж": "j/dzh", "кс": "ks/x",
}  # fmt: skip
_SPELLED = re.compile("дж|кс|[\u0400-\u04ff]")
_MOST_SPELLINGS = 16
_LONGEST_NAME = 60  # letters


@lru_cache(maxsize=4096)
def in_latin(key: str) -> tuple[str, ...]:
    """How a Cyrillic key of one word may be spelled in Latin, likeliest first: "кувасай" -> "kuvasay"; gazetteers know many
    towns by that alone. None of a word that is too long for a name: each letter copies what is spelled before it."""
    if len(key) > _LONGEST_NAME:
        return ()
    spelled = [""]
    for letter in _SPELLED.findall(key):
        spelled = [before + more for before in spelled for more in _LATIN.get(letter, "").split("/")][:_MOST_SPELLINGS]
    return tuple(dict.fromkeys(spelled)) if key.isalpha() and _CYRILLIC.match(key) else ()


def unprefixed(key: str) -> tuple[str, ...]:
    """What an Arabic word may be without the preposition or article grown onto it: "ببغداد" -> "بغداد"."""
    if not "\u0600" <= key[:1] <= "\u06ff":
        return ()
    return tuple(key[len(p) :] for p in ("وب", "ول", "ب", "ل", "و") if key.startswith(p) and len(key) - len(p) >= 3)
