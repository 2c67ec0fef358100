"""What two reports have in common, as whole numbers. A missing value is None, never 0: it speaks for neither side.

None of these needs English, a publication date or a country, and none tells how a corpus was collected.
"""

from collections.abc import Callable

from processors.cluster import across
from processors.cluster.features_text import TEXT, text_features
from processors.cluster.features_what import ages_told, ages_told_both_ways, figure, kind, numbers, people, person_named
from processors.cluster.features_when import days_told, published_gap, told_alike, told_apart, when_gap, when_told
from processors.cluster.features_where import near, place, town_told
from processors.cluster.profile import Profile


def aftermath(a: Profile, b: Profile) -> int | None:
    """How many of the two tell of what came after the incident."""
    return a.aftermath + b.aftermath if a.length and b.length else None


def _shared(a: frozenset[str], b: frozenset[str]) -> int | None:
    return len(a & b) if a and b else None


Feature = Callable[[Profile, Profile], int | None]

STRUCTURE: dict[str, Feature] = {
    "numbers": numbers,
    "clocks": lambda a, b: _shared(a.clocks, b.clocks),
    "days": lambda a, b: _shared(a.days, b.days),
    "days told": days_told,
    "when told": when_told,
    "years": lambda a, b: _shared(a.years, b.years),
    "when": lambda a, b: None if a.in_doubt or b.in_doubt else when_gap(a, b),
    "when in doubt": lambda a, b: when_gap(a, b) if a.in_doubt or b.in_doubt else None,
    "told alike": told_alike,
    "told apart": told_apart,
    "aftermath": aftermath,
    "published": published_gap,
    "place": place,
    "near": near,
    "town told": town_told,
    "streets": lambda a, b: _shared(a.streets, b.streets),
    "kind": kind,
    "killed": lambda a, b: figure("killed", a, b),
    "injured": lambda a, b: figure("injured", a, b),
    "ages told": ages_told,
    "ages told both ways": ages_told_both_ways,
    "people": people,
    "person named": person_named,
    "shorter": lambda a, b: min(a.length, b.length) or None,
}
FEATURES = (*TEXT, *STRUCTURE)
# The features of a pair in two languages, which has none of those above (across.py).
ACROSS = (
    "two languages", "their time", "their place", "their kind", "their figures", "their names", "their streets", "their hours",
)  # fmt: skip
COPY = "copy"  # the likeness that dedupe found, 0 for no near copies; measured for every pair, so never missing
NAMES = (*FEATURES, *ACROSS, COPY)
_NONE_ACROSS = (None,) * len(ACROSS)
_NONE_WITHIN = (None,) * len(FEATURES)


def dated(a: Profile, b: Profile) -> bool:
    """Whether both reports have a publication date: pairs without are scored by cards of their own."""
    return a.published is not None and b.published is not None


def features_of(a: Profile, b: Profile, likeness: int) -> tuple[int | None, ...]:
    """The features of a pair, in the order of NAMES; the same for (a, b) and (b, a)."""
    if across.apart(a, b):
        return (*_NONE_WITHIN, *across_features(a, b), likeness)
    return (*text_features(a, b), *(feature(a, b) for feature in STRUCTURE.values()), *_NONE_ACROSS, likeness)


def across_features(a: Profile, b: Profile) -> tuple[int | None, ...]:
    """Those of ACROSS, in its order; also of a pair in one language."""
    return (
        1,
        across.when(when_gap(a, b), a, b),
        across.place(place(a, b), a, b),
        across.kind(kind(a, b), a, b),
        across.figures(a, b),
        across.names(a, b),
        across.below(a, b),
        across.hours(a, b),
    )
