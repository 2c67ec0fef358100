"""Names in another case whose words all change, in Cyrillic: "в Великом Новгороде", "у Білій Церкві", "из Набережных Челнов", and
names of several that lose their ending: "біля Лубен" (Лубни), "из Химок" (Химки)."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from processors.report.gazetteer.names import region_adjective, uninflected
from processors.report.places.words import QUARTERS

# What to take off the end of an adjective, and what to put there: "/" between the alternatives.
_ADJECTIVES = {
    "ом": "ый/ий/ой/ое", "ем": "ий/ее", "ого": "ой", "ому": "ой", "его": "ий/ее", "ему": "ий/ее", "ым": "ый/ой/ое",
    "им": "ий/ое/е", "ой": "ая", "ей": "яя", "ую": "ая", "юю": "яя", "ых": "ые", "их": "ие/і", "ыми": "ые", "ими": "ие/і",
    "ій": "а/я", "ої": "а", "ою": "а/ая", "у": "а", "ьою": "я",
}  # fmt: skip
_CONSONANT = "[бвгґджзклмнпрстфхцчшщ]"
_BARE = re.compile(rf"{_CONSONANT}$")
_FLEETING = re.compile(rf"(?<={_CONSONANT})[еоєі](?={_CONSONANT}$)")
_PLURALS = "ыиі"
_CHURCH = "кви"


def plurals(key: str) -> tuple[str, ...]:
    """Names of several that this key may be the genitive of: "лубен" -> "лубни" …"""
    if not _BARE.search(key):
        return ()
    stems = (key, _FLEETING.sub("", key))
    return tuple(dict.fromkeys(f"{stem}{end}" for stem in stems for end in _PLURALS))


@lru_cache(maxsize=4096)
def _nominatives(word: str) -> tuple[str, ...]:
    ends = [word[-size:] for size in (1, 2, 3) if len(word) - size >= 2 and word[-size:] in _ADJECTIVES]
    adjectives = [word[: -len(end)] + new for end in ends for new in _ADJECTIVES[end].split("/")]
    church = (f"{word[:-2]}овь",) if word.endswith(_CHURCH) else ()
    return tuple(dict.fromkeys((word, *uninflected(word), *adjectives, *church, *plurals(word))))


def begins(word: str, words_after: Callable[[str], int]) -> list[tuple[str, int]]:
    """The words that this one may be a case of and that a name of several words begins with, and how many words that has."""
    return [(form, most) for form in _nominatives(word) if (most := words_after(form)) > 1]


def in_cases(key: str, words_after: Callable[[str], int]) -> Iterator[str]:
    """Names that this key of several words may be a case of."""
    first, _, rest = key.partition(" ")
    middle, _, last = rest.rpartition(" ")
    for form, most in begins(first, words_after):
        if most > key.count(" "):
            for end in _nominatives(last):
                yield " ".join(filter(None, (form, middle, end)))


_SEAT = re.compile(r"(.+?)(?:ь?ск|ськ)$")
_CZECH = re.compile(r"(.+?)ц(?:ь?к)$")
_TOWNS = ("", "ь", "о", "а", "е", "ка", "ое")


@lru_cache(maxsize=4096)
def seats(word: str) -> tuple[str, ...]:
    """Towns that a district, a court or a hospital may have this adjective from, likeliest first: "Тосненском" -> "тосно"."""
    stem = region_adjective(word).removeprefix("*")
    if not stem or stem in QUARTERS:
        return ()
    found = [stem, f"{stem.removesuffix('ьк')}ьк"]
    if m := _SEAT.match(stem):
        base = m[1]
        found += [f"{base[:-2]}ова", f"{base[:-2]}ове"] if base.endswith("ів") else []
        found += [*(base + end for end in _TOWNS), *plurals(base)]
        found += [base[:-2] + end for end in _TOWNS if base.endswith(("ен", "ин", "ан", "ов", "ев", "ів", "їв"))]
        found += [f"{base[:-2]}ів"] if base.endswith("ов") else []
    elif m := _CZECH.match(stem):
        found += [m[1] + end for end in ("к", "ч", "ць", "ц", "ка", "ці", "цы")] + [*plurals(f"{m[1]}ц")]
    return tuple(dict.fromkeys(found))
