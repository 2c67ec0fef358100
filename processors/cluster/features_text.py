"""What the texts of two reports have in common: cosines of weighted terms, the rarest of them, whose headline the other tells."""

from math import isqrt
from operator import mul

from processors.cluster.profile import Profile, Vector

TEXT = (
    "words", "names", "name pairs", "lead", "title told", "lead names", "lead names both ways",
    "rarest name", "rare names", "rare name pairs", "rare words",
)  # fmt: skip
_RAREST = 3  # so many terms are summed up as the rarest


def text_features(a: Profile, b: Profile) -> tuple[int | None, ...]:
    """In the order of TEXT; shares and cosines in thousandths, sums of weights in thousandths of the highest possible."""
    words, rare_words = _alike(a.words, b.words)
    names, rare_names = _alike(a.names, b.names)
    pairs, rare_pairs = _alike(a.pairs, b.pairs)
    lead, _ = _alike(a.lead, b.lead)
    ways = [_told(a.lead_names, b), _told(b.lead_names, a)] if a.lead_names and b.lead_names else []
    titles = [_share(x.title, y.words.of) for x, y in ((a, b), (b, a)) if x.title and y.words.norm]
    return (
        words, names, pairs, lead, max(titles, default=None), max(ways, default=None), min(ways, default=None),
        None if rare_names is None else rare_names[0] if rare_names else 0,
        *(None if rare is None else sum(rare) for rare in (rare_names, rare_pairs, rare_words)),
    )  # fmt: skip


def _alike(a: Vector, b: Vector) -> tuple[int | None, list[int] | None]:
    """The cosine of two vectors and the weights of the heaviest terms in common; None where one of them is empty."""
    if not a.norm or not b.norm:
        return None, None
    one, other = a.of, b.of
    shared = one.keys() & other.keys()
    if not shared:
        return 0, []
    mine, theirs = list(map(one.__getitem__, shared)), list(map(other.__getitem__, shared))
    rare = sorted(map(min, mine, theirs), reverse=True)[:_RAREST]
    return 1000 * sum(map(mul, mine, theirs)) // isqrt(a.norm * b.norm), [weight // 10 for weight in rare]


def _told(names: dict[str, int], b: Profile) -> int:
    """How much of some names a text has, in thousandths of their weight."""
    words, single, pairs = b.words.of, b.names.of, b.pairs.of
    held = sum([weight for name, weight in names.items() if name in words or name in pairs or name in single])
    return 1000 * held // max(1, sum(names.values()))


def _share(terms: dict[str, int], held: dict[str, int]) -> int:
    return 1000 * sum([weight for term, weight in terms.items() if term in held]) // max(1, sum(terms.values()))
