"""What the texts of two reports have in common: cosines of weighted terms, the rarest of them, whose headline the other tells."""

from collections.abc import Callable
from math import isqrt
from operator import mul

from processors.cluster.profile import Profile
from processors.cluster.stems import STEM
from processors.cluster.weighing import Vector, Weighed

_RAREST = 3  # so many terms are summed up as the rarest
Values = tuple[int | None, ...]


def words(a: Profile, b: Profile) -> Values:
    """The cosine of all words, and the rarest in common."""
    cosine, rare = _alike(a.words, b.words)
    return cosine, None if rare is None else sum(rare)


def names(a: Profile, b: Profile) -> Values:
    """The cosine of single names, and the rarest in common: one and several."""
    cosine, rare = _alike(a.names, b.names)
    return (None, None, None) if rare is None else (cosine, rare[0] if rare else 0, sum(rare))


def name_pairs(a: Profile, b: Profile) -> Values:
    """The cosine of names side by side, and the rarest in common."""
    cosine, rare = _alike(a.pairs, b.pairs)
    return cosine, None if rare is None else sum(rare)


def lead(a: Profile, b: Profile) -> Values:
    """The cosine of the words of the leads."""
    return (_alike(a.lead, b.lead)[0],)


def title_told(a: Profile, b: Profile) -> Values:
    """How much of one headline the other text has, at most."""
    ways = [_share(x.title, y.words.of) for x, y in ((a, b), (b, a)) if x.title.of and y.words.norm]
    return (max(ways, default=None),)


def lead_names(a: Profile, b: Profile) -> Values:
    """How much of the names of one lead the other text has: at most, and at least."""
    if not a.lead_names.of or not b.lead_names.of:
        return None, None
    there, here = _told(a.lead_names, b), _told(b.lead_names, a)
    return (there, here) if there > here else (here, there)


# What they are called -> the features that are found out together.
TOGETHER: dict[tuple[str, ...], Callable[[Profile, Profile], Values]] = {
    ("names", "rarest name", "rare names"): names,
    ("title told",): title_told,
    ("lead",): lead,
    ("words", "rare words"): words,
    ("lead names", "lead names both ways"): lead_names,
    ("name pairs", "rare name pairs"): name_pairs,
}
TEXT = (
    "words", "names", "name pairs", "lead", "title told", "lead names", "lead names both ways",
    "rarest name", "rare names", "rare name pairs", "rare words",
)  # fmt: skip


def text_features(a: Profile, b: Profile) -> Values:
    """In the order of TEXT; shares and cosines in thousandths, sums of weights in thousandths of the highest possible."""
    found = {name: value for called, of in TOGETHER.items() for name, value in zip(called, of(a, b), strict=True)}
    return tuple(map(found.__getitem__, TEXT))


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


def _told(names: Weighed, b: Profile) -> int:
    """How much of some names a text has, in thousandths of their weight."""
    words, single, pairs = b.words.of, b.names.of, b.pairs.of
    held = sum([w for name, w in names.of.items() if name in single or name in pairs or STEM[name] in words])
    return 1000 * held // max(1, names.total)


def _share(terms: Weighed, held: dict[str, int]) -> int:
    return 1000 * sum([weight for term, weight in terms.of.items() if term in held]) // max(1, terms.total)
