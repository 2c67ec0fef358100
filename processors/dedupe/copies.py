"""Near copies of passages: candidates by a fixed sample of shingles, verified on all of them.

Resemblance and containment: A. Broder, SEQUENCES 1997. The sample keeps every shingle whose mixed hash lies under a bound
(FracMinHash: L. Irber et al., "Lightweight compositional analysis of metagenomes with FracMinHash and minimum metagenome
covers", bioRxiv 2022), so, unlike a bottom-k sketch, it estimates containment between texts of very different length
(M. Hera, N. T. Pierce-Ward, D. Koslicki, Genome Research 33, 2023). Whether two passages are a pair depends on those two alone.

Texts that are nearly the same count as one, a bundle (`bundles.py`), and only its lead can be found here: so a story that a
thousand sites print costs no more than one that ten do.
"""

from array import array
from collections import Counter
from functools import lru_cache
from itertools import chain

import msgspec

from events.reports import Passage
from processors.report.shingles import LEAST, shingles_in

LIKENESS = 300  # thousandths of the union that make a pair
CONTAINMENT = 500  # thousandths of the smaller passage that make a pair
SHORT = 48  # shingles up to which all are indexed
ONE_IN = 6  # of the shingles of longer passages
_BOUND = 2**32 // ONE_IN
_MIX = 2654435761  # Knuth's multiplicative hash: crc32 alone is not uniform in its high bits
ESTIMATE = 8  # a candidate shares at least 1 in 8 of what the samples can share; of a true pair nearly 4 in 8 are expected


Postings = dict[int, set[str]]


class Held(msgspec.Struct):
    """The passages that have one digest: their ids, the shingles that all of them share, and the lead of their bundle."""

    shingles: bytes
    ids: list[str]
    lead: str = ""


@lru_cache(maxsize=4096)
def sample_of(data: bytes) -> frozenset[int]:
    """The shingles by which a passage can be found; none of one that is too short."""
    shingles = numbers_in(data)
    if len(shingles) <= SHORT:
        return frozenset(shingles if len(shingles) >= LEAST else ())
    return frozenset([s for s in shingles if (s * _MIX & 0xFFFFFFFF) < _BOUND])


class CopyIndex:
    """The passages of one level (whole articles, or reports) that are current now. `held`: digest -> what has it; identical
    passages are one entry. `followers`: lead -> the other digests of its bundle."""

    def __init__(self, held: dict[str, Held] | None = None) -> None:
        self.held: dict[str, Held] = held or {}
        self.followers: dict[str, set[str]] = {}
        self._leads: Postings = {}
        self._followers: Postings = {}
        for digest, entry in self.held.items():
            if entry.lead:
                self._join(digest, entry)

    def add(self, passage: Passage) -> None:
        entry = self.held.get(passage.digest)
        if entry is None:
            entry = self.held[passage.digest] = Held(shingles=shingles_in(passage).tobytes(), ids=[])
        entry.ids.append(passage.id)

    def remove(self, id: str, digest: str) -> None:  # noqa: A002 - the field's name
        """The last one of its digest stays known until `assign` lets it go."""
        self.held[digest].ids.remove(id)

    def assign(self, digest: str, lead: str) -> None:
        """Puts a digest into the bundle of `lead`; "" forgets it."""
        entry = self.held[digest]
        if entry.lead:
            self._leave(digest, entry)
        entry.lead = lead
        if lead:
            self._join(digest, entry)
        else:
            del self.held[digest]

    def sharing(self, sample: frozenset[int], followers: bool = False) -> dict[str, int]:
        """The leads that share sampled shingles, or the followers, and how many."""
        postings = self._followers if followers else self._leads
        return Counter(chain.from_iterable([postings[shingle] for shingle in sample if shingle in postings]))

    def _join(self, digest: str, entry: Held) -> None:
        postings = self._leads if entry.lead == digest else self._followers
        for shingle in sample_of(entry.shingles):
            postings.setdefault(shingle, set()).add(digest)
        if entry.lead != digest:
            self.followers.setdefault(entry.lead, set()).add(digest)

    def _leave(self, digest: str, entry: Held) -> None:
        postings = self._leads if entry.lead == digest else self._followers
        for shingle in sample_of(entry.shingles):
            postings[shingle].discard(digest)
            if not postings[shingle]:
                del postings[shingle]
        if entry.lead != digest:
            self.followers[entry.lead].discard(digest)
            if not self.followers[entry.lead]:
                del self.followers[entry.lead]


def may_be_pair(shared: int, a: int, b: int) -> bool:
    """Whether two passages of so many shingles that share so many of their samples are worth comparing."""
    return shared * ESTIMATE >= (min(a, b) if max(a, b) <= SHORT else min(a, b) // ONE_IN)


def compare(a: frozenset[int], b: "array[int]") -> tuple[int, int] | None:
    """(likeness, containment) in thousandths, rounded down; None where the two are no near copies."""
    if min(len(a), len(b)) < LEAST:
        return None
    shared = len(a.intersection(b))
    likeness = 1000 * shared // (len(a) + len(b) - shared)
    containment = 1000 * shared // min(len(a), len(b))
    return (likeness, containment) if likeness >= LIKENESS or containment >= CONTAINMENT else None


def numbers_in(data: bytes) -> "array[int]":
    """The shingles that some bytes hold."""
    numbers = array("I")
    numbers.frombytes(data)
    return numbers
