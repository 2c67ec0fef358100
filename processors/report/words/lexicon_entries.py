"""Entries of the tables that stand for several words, and words that differ from an entry by an ending alone."""

from collections.abc import Callable, Iterator
from itertools import product

from processors.report.words.word import Word

_SHORTEST = 5  # letters; no shorter word is a dative of another


def alternatives(entries: str) -> Iterator[str]:
    """Each entry of a row of the tables: "zug/tram_erfasst/gerammt:6" are four."""
    for entry in entries.split():
        if "/" not in entry:
            yield entry
            continue
        words, colon, weight = entry.partition(":")
        for parts in product(*(part.split("/") for part in words.split("_"))):
            yield "_".join(parts) + colon + weight


def dative(word: str, look: Callable[[str], Word | None]) -> Word | None:
    """People in the dative, that tables know by another case: "Dachdeckern"."""
    of = look(word[:-1]) if word.endswith("n") and len(word) > _SHORTEST else None
    return of._replace(code="P") if of is not None and of.code in "Pp" else None
