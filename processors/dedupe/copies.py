"""Near copies of passages: candidates by a fixed sample of shingles, verified on all of them.

Resemblance and containment: A. Broder, SEQUENCES 1997. The sample keeps every shingle whose mixed hash lies under a bound
(FracMinHash: L. Irber et al., "Lightweight compositional analysis of metagenomes with FracMinHash and minimum metagenome
covers", bioRxiv 2022), so, unlike a bottom-k sketch, it estimates containment between texts of very different length
(M. Hera, N. T. Pierce-Ward, D. Koslicki, Genome Research 33, 2023). Whether two passages are a pair depends on those two alone.
"""

from array import array
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from events.reports import Passage
from events.unique import NearCopy
from processors.report.shingles import shingles_in

LIKENESS = 300  # thousandths of the union that make a pair
CONTAINMENT = 500  # thousandths of the smaller passage that make a pair
LEAST = 8  # shingles; a shorter text is alike by chance
SHORT = 48  # shingles up to which all are indexed
ONE_IN = 6  # of the shingles of longer passages
_BOUND = 2**32 // ONE_IN
_MIX = 2654435761  # Knuth's multiplicative hash: crc32 alone is not uniform in its high bits
ESTIMATE = 8  # a candidate shares at least 1 in 8 of what the samples can share; of a true pair nearly 4 in 8 are expected


class Held(msgspec.Struct):
    """The passages that have one digest: ids of whole articles and ids of reports, and the shingles that all of them share."""

    shingles: bytes
    wholes: list[str]
    reports: list[str]

    def holders(self, report: bool) -> list[str]:
        return self.reports if report else self.wholes


def sample_of(shingles: "array[int]") -> list[int]:
    """The shingles by which a passage can be found, not to be changed."""
    return list(shingles) if len(shingles) <= SHORT else _sample(shingles.tobytes())


@lru_cache(maxsize=32)
def _sample(data: bytes) -> list[int]:
    shingles = _numbers(data)
    return [s for s in shingles if (s * _MIX & 0xFFFFFFFF) < _BOUND]


class CopyIndex:
    """The passages that are current now. `held`: digest -> what has it; identical passages are one entry."""

    def __init__(self, held: dict[str, Held] | None = None) -> None:
        self.held: dict[str, Held] = {}
        self._postings: dict[int, list[str]] = {}
        for digest, entry in (held or {}).items():
            self.held[digest] = entry
            self._post(digest, _numbers(entry.shingles))

    def add(self, passage: Passage) -> None:
        entry = self.held.get(passage.digest)
        if entry is None:
            shingles = shingles_in(passage)
            entry = self.held[passage.digest] = Held(shingles=shingles.tobytes(), wholes=[], reports=[])
            self._post(passage.digest, shingles)
        entry.holders(bool(passage.report)).append(passage.id)

    def remove(self, id: str, digest: str, report: bool) -> None:  # noqa: A002 - the field's name
        entry = self.held[digest]
        entry.holders(report).remove(id)
        if not entry.wholes and not entry.reports:
            del self.held[digest]
            for shingle in sample_of(_numbers(entry.shingles)):
                posting = self._postings[shingle]
                posting.remove(digest)
                if not posting:
                    del self._postings[shingle]

    def pairs(self, passage: Passage, but: frozenset[str]) -> Iterator[NearCopy]:
        """All near copies of a passage among those of its level (whole articles, or reports), without the ids in `but`."""
        shingles = shingles_in(passage)
        if len(shingles) < LEAST:
            return
        mine = frozenset(shingles)
        for digest in self._candidates(passage.digest, shingles):
            others = [o for o in self.held[digest].holders(bool(passage.report)) if o not in but]
            alike = compare(mine, _numbers(self.held[digest].shingles)) if others else None
            for other in others if alike else ():
                assert alike is not None
                a, b = sorted((passage.id, other))
                yield NearCopy(a=a, b=b, likeness=alike[0], containment=alike[1])

    def _candidates(self, digest: str, shingles: "array[int]") -> list[str]:
        mine = sample_of(shingles)
        shared: Counter[str] = Counter()
        for shingle in mine:
            shared.update(self._postings.get(shingle, ()))
        found = {d for d, n in shared.items() if n * ESTIMATE >= _sampled(len(shingles), len(self.held[d].shingles) // 4)}
        if digest in self.held:
            found.add(digest)
        return sorted(found)

    def _post(self, digest: str, shingles: "array[int]") -> None:
        for shingle in sample_of(shingles):
            self._postings.setdefault(shingle, []).append(digest)


def _sampled(a: int, b: int) -> int:
    """Of passages of these lengths, how many shingles of the smaller one can be found in both samples: whichever came first."""
    return min(a, b) if max(a, b) <= SHORT else min(a, b) // ONE_IN


def compare(a: frozenset[int], b: "array[int]") -> tuple[int, int] | None:
    """(likeness, containment) in thousandths, rounded down; None where the two are no near copies."""
    if min(len(a), len(b)) < LEAST:
        return None
    shared = len(a.intersection(b))
    likeness = 1000 * shared // (len(a) + len(b) - shared)
    containment = 1000 * shared // min(len(a), len(b))
    return (likeness, containment) if likeness >= LIKENESS or containment >= CONTAINMENT else None


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    return numbers
