"""A second opinion on how many were killed and injured: what the words of an article say, whatever it counts.

"Autopsy" and "funeral" tell of a death that no sentence counts, "threatened" of none; "pronounced dead" and "warning shot" say
more than their words. Each word, and each two in a row, has points for "somebody" and for "more than one", learned from labelled
news (`bench/train_figures.py`) and open to view in `data/figure_words.json`; they are added to those of the counts. Names are no
words here, so that no place and no person is learned. A language that nothing was learned in, and other news than of gunfire, are
judged by their counts alone (ADR 131, 136).
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import chain, islice, pairwise
from math import isqrt

import msgspec

from processors.report.sentences.split import Sentence

_SHORTEST, _SENTENCES = 3, 60  # letters of a word; sentences that are looked at
_ANY = {"n": "~", "N": "#", "g": "#y"}  # what stands for a name, a number and an age beside a word
_ENOUGH = 10  # known words; a text with fewer is of another language than its tables
SHARE = 3  # the words of an article weigh as much as so many times the root of their number
SOME, MORE = "1+", "2+"
ROLES = ("killed", "injured")


Points = Mapping[str, tuple[int, int]]
"""Word -> what it adds to a total of one or more, and once more to one of two or more."""


class Worded(msgspec.Struct, frozen=True, dict=True):
    """Points of one language: `signs` of the counts' features as learned beside words, `words` of "<role>.<1+ or 2+>.<word>";
    `known`: the words that points were learned for."""

    signs: dict[str, int]
    words: dict[str, int]
    known: frozenset[str]

    @cached_property
    def told(self) -> Mapping[str, tuple[int, ...]]:
        """Known word -> its points for each of ROLES in a row, so that one look-up tells of all: most words aren't known, and
        those that are lie far apart in memory."""
        roles = by_role(self.words)
        return {word: tuple(p for role in ROLES for p in roles.get(role, {}).get(word, (0, 0))) for word in self.known}


def by_role(points: Mapping[str, int]) -> Mapping[str, Points]:
    """Role -> points of its words, out of those that are named "<role>.<1+ or 2+>.<word>"; others are left out."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for role, part, word in (name.split(".", 2) for name in points if name.count(".") > 1):
        if part in (SOME, MORE):
            some, more = (points.get(f"{role}.{p}.{word}", 0) for p in (SOME, MORE))
            found.setdefault(role, {})[word] = some, more
    return found


@lru_cache(maxsize=1)
def shipped_words() -> Mapping[str, Worded]:
    """Language -> points that come with the package."""
    read = files("processors.report").joinpath("data", "figure_words.json").read_bytes()
    return msgspec.json.decode(read, type=dict[str, Worded])


def words_of(sentences: Iterable[Sentence], title: Sentence | None) -> Set[str]:
    """The words of a report's title and first sentences that are no names, and each two in a row: "was shot", "# men", "by ~"."""
    found: set[str] = set()
    for s in chain((title,) if title else (), islice(sentences, _SENTENCES)):
        row = [_ANY.get(w.code, w.text) for w in s.words if w.code in _ANY or w.text.isalpha()]
        found.update([w for w in row if len(w) >= _SHORTEST])
        found.update(map(" ".join, pairwise(row)))
    return found


def known_words(words: Set[str], worded: Worded | None) -> Sequence[str]:
    """Those that points were learned for; none where they are too few."""
    known = sorted(words & worded.known) if worded else []
    return known if len(known) >= _ENOUGH else []


def told_by(words: Set[str], worded: Worded | None) -> Sequence[tuple[int, ...]]:
    """The points of each of the known words, for ROLES in a row, in any order; none where they are too few."""
    told = list(filter(None, map(worded.told.get, words))) if worded else []
    return told if len(told) >= _ENOUGH else []


def opinion(told: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """What known words say together, by the points of each: how much they add to a total of one or more, and once more to one of
    two or more; for each role."""
    root = isqrt(100 * len(told)) or 1
    return tuple([10 * SHARE * sum(points) // root for points in zip(*told, strict=True)])
