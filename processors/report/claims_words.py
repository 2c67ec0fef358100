"""A second opinion on how many were killed and injured: what the words of an article say, whatever it counts.

"Autopsy" and "funeral" tell of a death that no sentence counts, "threatened" of none; "pronounced dead" and "warning shot" say
more than their words. Each word, and each two in a row, has points for "somebody" and for "more than one", learned from labelled
news (`bench/train_figures.py`) and open to view in `data/figure_words.json`; they are added to those of the counts. Names are no
words here, so that no place and no person is learned. A language that nothing was learned in, and other news than of gunfire, are
judged by their counts alone (ADR 131, 136).
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import chain, islice, pairwise
from math import isqrt

import msgspec

from processors.report.sentences import Sentence

_SHORTEST, _SENTENCES = 3, 60  # letters of a word; sentences that are looked at
_ANY = {"n": "~", "N": "#", "g": "#y"}  # what stands for a name, a number and an age beside a word
_ENOUGH = 10  # known words; a text with fewer is of another language than its tables
SHARE = 3  # the words of an article weigh as much as so many times the root of their number
SOME, MORE = "1+", "2+"


Points = Mapping[str, tuple[int, int]]
"""Word -> what it adds to a total of one or more, and once more to one of two or more."""


class Worded(msgspec.Struct, frozen=True, dict=True):
    """Points of one language: `signs` of the counts' features as learned beside words, `words` of "<role>.<1+ or 2+>.<word>";
    `known`: the words that points were learned for."""

    signs: dict[str, int]
    words: dict[str, int]
    known: frozenset[str]

    @cached_property
    def roles(self) -> Mapping[str, Points]:
        """The points of the words of each role."""
        return by_role(self.words)


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


def words_of(sentences: Iterable[Sentence], title: Sentence | None) -> frozenset[str]:
    """The words of a report's title and first sentences that are no names, and each two in a row: "was shot", "# men", "by ~"."""
    found: set[str] = set()
    for s in chain((title,) if title else (), islice(sentences, _SENTENCES)):
        row = [_ANY.get(w.code, w.text) for w in s.words if w.code in _ANY or w.text.isalpha()]
        found.update([w for w in row if len(w) >= _SHORTEST])
        found.update(map(" ".join, pairwise(row)))
    return frozenset(found)


def known_words(words: frozenset[str], worded: Worded | None) -> Sequence[str]:
    """Those that points were learned for; none where they are too few."""
    known = sorted(words & worded.known) if worded else []
    return known if len(known) >= _ENOUGH else []


def opinion(known: Sequence[str], points: Points) -> tuple[int, int]:
    """What the words add to a total of one or more, and once more to one of two or more."""
    told = [points[w] for w in known if w in points]
    root = isqrt(100 * len(known)) or 1
    return 10 * SHARE * sum([some for some, _ in told]) // root, 10 * SHARE * sum([more for _, more in told]) // root
