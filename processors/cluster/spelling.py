"""How a name sounds, in any script: so that "Вілкул", "Wilkul" and "Vilkul", or "الجبالي" and "Jebali", are one.

A name is romanised and reduced to classes of consonants: vowels go, as Arabic doesn't write them and every language hears them in
its own way, and sounds that one language's spelling tells apart and another's doesn't fall together (г is g in Russian and h
in Ukrainian; ж is zh, j, sch or ž). The letters follow ISO 9 and the BGN/PCGN romanisations; the reduction is that of sound codes
such as D. Mokotoff's and R. Daitch's (1985), which were made for names that crossed from one alphabet to another.
"""

import re
import unicodedata
from functools import lru_cache

LONGEST, SHORTEST = 5, 3  # consonants that are kept; fewer than the shortest tell nothing
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")
_ARTICLE = re.compile(r"^(?:[وبلفك]?ال|al-?|el-?)(?=\w{3})")
_SPELLINGS = re.compile(
    r"schtsch|shch|tsch|dsch|sch|tch|dzh|zh|ch|sh|dj|kh|gh|ph|th|ts|tz|cz|sz|ck|qu|[a-z]|[а-џґ]|[\u0621-\u064a]"
)
_HISSED = ("schtsch", "shch", "tsch", "dsch", "sch", "tch", "dzh", "zh", "ch", "sh", "dj", "cz", "sz", "j")
_SOUNDS = {
    **dict.fromkeys((*_HISSED, *"жшщчџ" "جش"), "J"),
    **dict.fromkeys(("ts", "tz", "s", "z", *"сзцѕ" "سصزثظ"), "S"),
    **dict.fromkeys(("kh", "gh", "g", "h", *"гґх" "غحخه"), "H"),
    **dict.fromkeys(("ck", "qu", "k", "c", "q", *"кќ" "قك"), "K"),
    **dict.fromkeys(("ph", "f", "ф", "ف"), "F"),
    **dict.fromkeys(("v", "w", "в"), "V"),
    **dict.fromkeys(("th", "t", *"тћ" "تط"), "T"),
    **dict.fromkeys(("d", *"дђ" "دذض"), "D"),
    **dict.fromkeys(("r", "р", "ر"), "R"),
    **dict.fromkeys(("b", "б", "ب"), "B"),
    **dict.fromkeys(("l", *"лљ" "ل"), "L"),
    **dict.fromkeys(("n", *"нњ" "ن"), "N"),
    **dict.fromkeys(("p", "п"), "P"),
    **dict.fromkeys(("m", "м", "م"), "M"),
    "x": "KS",
}  # fmt: skip


@lru_cache(maxsize=60_000)
def sound(name: str) -> str:
    """The consonants of a casefolded word; "" where they are too few to tell anything."""
    plain = name if name.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", name.replace("й", "и").replace("ї", "і")))
    found = ""
    for match in _SPELLINGS.finditer(_ARTICLE.sub("", plain)):
        letters = match.group()
        soft = letters == "c" and plain[match.end() : match.end() + 1] in ("e", "i", "y")
        for one in "S" if soft else _SOUNDS.get(letters, ""):
            if found[-1:] != one:
                found += one
    return found[:LONGEST] if len(found) >= SHORTEST else ""


def shared(mine: frozenset[str], theirs: frozenset[str]) -> int:
    """How many sounds of the one are among the other's. One may be the beginning of the other: endings and cut words differ."""
    begins = {word[:SHORTEST] for word in theirs}
    return sum(
        any(word.startswith(other) or other.startswith(word) for other in theirs) for word in mine if word[:SHORTEST] in begins
    )
