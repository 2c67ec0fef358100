"""Which texts count as one. A function of the set of texts, kept up to date at the cost of what changes.

Texts are taken by their digests, the smallest first: one that is nearly the same as a lead before it follows that lead (the
smallest of several), any other is a lead itself. So the leads are the lexicographically first maximal independent set of the
likeness graph, which is the only one that fits its own rule: whatever comes or goes, it is enough to mend where the rule is
broken, from the smallest digest up. Digests are hashes, so that a new text seldom is a lead before the thousand that were there,
whatever order they come in.

The likeness of two texts is the Jaccard similarity of their samples, so that the index finds all that are alike: among the leads
for a text that comes, among all texts for one that becomes a lead.
"""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

from processors.dedupe.copies import CopyIndex, compare, may_be_pair, numbers_in, sample_of

BUNDLE = 400  # thousandths of likeness from which a text counts as one with its lead; from there it is no witness


class Draft:
    """The bundles as some texts that come and go would leave them; the index stays as it is."""

    def __init__(self, index: CopyIndex, gone: Iterable[str], come: Mapping[str, bytes]) -> None:
        self._index, self._come = index, {d: s for d, s in come.items() if d not in index.held}
        self.now: dict[str, str] = dict.fromkeys(gone, "")  # digest -> lead, of all whose lead is another one than before
        self._led: set[str] = set()  # leads that the index doesn't have as such
        self._shared: dict[str, dict[str, int]] = {}  # what the index says, which is asked more than once
        self._alike: dict[str, dict[str, tuple[int, int]]] = {}
        dirty = [*self._come, *(f for g in self.now for f in self._followers(g))]
        heapify(dirty)
        while dirty:
            digest = heappop(dirty)
            if self.now.get(digest) != "":
                for other in self._mended(digest):
                    heappush(dirty, other)

    def lead(self, digest: str) -> str:
        """The lead that a text has now; "" where it has none (yet)."""
        if digest in self.now:
            return self.now[digest]
        entry = self._index.held.get(digest)
        return entry.lead if entry else ""

    def shingles(self, digest: str) -> bytes:
        return self._come[digest] if digest in self._come else self._index.held[digest].shingles

    def alike(self, digest: str) -> dict[str, tuple[int, int]]:
        """Other leads -> (likeness, containment) of those that are near copies of a text."""
        if digest not in self._alike:
            self._alike[digest] = self._compared(digest)
        return self._alike[digest]

    def _compared(self, digest: str) -> dict[str, tuple[int, int]]:
        mine = self.shingles(digest)
        size, sharing = len(mine) // 4, self._sharing(digest)
        likely = [d for d, shared in sharing.items() if may_be_pair(shared, size, len(self.shingles(d)) // 4)]
        all_mine = frozenset(numbers_in(mine)) if likely else frozenset()
        pairs = {other: compare(all_mine, numbers_in(self.shingles(other))) for other in sorted(likely)}
        return {other: pair for other, pair in pairs.items() if pair}

    def demoted(self, lead: str) -> dict[str, tuple[int, int]]:
        """Those that were leads and now follow this one -> (likeness, containment)."""
        mine, found = frozenset(numbers_in(self.shingles(lead))), {}
        for digest in (d for d, now in self.now.items() if now == lead != d and d in self._index.held):
            if self._index.held[digest].lead == digest and (pair := compare(mine, numbers_in(self.shingles(digest)))):
                found[digest] = pair
        return found

    def new_leads(self) -> list[str]:
        """Leads that weren't, sorted."""
        return sorted(self._led)

    def _mended(self, digest: str) -> list[str]:
        """Gives a text the lead that is due to it, and says which larger ones that may concern."""
        near = self._near(digest, self._sharing(digest))
        old, new = self.lead(digest), min((d for d in near if d < digest), default=digest)
        if new == old:
            return []
        self.now[digest] = new
        (self._led.add if new == digest else self._led.discard)(digest)
        if new != digest:
            return self._followers(digest) if old == digest else []
        following = self._near(digest, self._index.sharing(sample_of(self.shingles(digest)), followers=True))
        return [*(d for d in following if d > digest and self.lead(d) > digest), *(d for d in near if d > digest)]

    def _near(self, digest: str, sharing: Mapping[str, int]) -> list[str]:
        """Of texts that share so many sampled shingles with one, those that are nearly the same."""
        mine = len(sample_of(self.shingles(digest)))
        # Both together have no fewer than the one has: that tells most of them apart without a look at theirs.
        return [
            d for d, shared in sharing.items()
            if 1000 * shared >= BUNDLE * mine
            and 1000 * shared >= BUNDLE * (mine + len(sample_of(self.shingles(d))) - shared)
        ]  # fmt: skip

    def _sharing(self, digest: str) -> dict[str, int]:
        mine = sample_of(self.shingles(digest))
        if digest not in self._shared:
            self._shared[digest] = self._index.sharing(mine)
        shared = {d: n for d, n in self._shared[digest].items() if self.lead(d) == d and d != digest}
        for other in self._led - shared.keys() - {digest}:
            if common := len(mine & sample_of(self.shingles(other))):
                shared[other] = common
        return shared

    def _followers(self, lead: str) -> list[str]:
        before = {d for d in self._index.followers.get(lead, ()) if self.now.get(d, lead) == lead}
        return sorted(before | {d for d, now in self.now.items() if now == lead != d})
