"""What terms weigh: how rare they are in the news, and how often a text has them."""

from collections.abc import Mapping
from sys import intern

import msgspec

Weights = Mapping[str, int]

RAREST = 91  # the weight of a term that the table doesn't know: 10 ln((documents + 1) / 0.5)
SHORT = {1: 15, 2: 20, 3: 30, 4: 55}  # an unknown short word is likely a particle of a language without a table
_DAMPED = (0, 10, 14, 17, 20, 22, 24, 26, 28, 30, 32)  # 10 x the square root of a term's count
_MOST = 10  # so often a term counts


class Vector(msgspec.Struct, frozen=True):
    """Terms and what they weigh here; `norm` is the sum of squares."""

    of: dict[str, int]
    norm: int


class Weighed(msgspec.Struct, frozen=True):
    """Things and what they weigh; `total`: all of them together."""

    of: dict[str, int]
    total: int


def weight_of(weights: Weights, term: str) -> int:
    """How much a term tells: 10 times the natural logarithm of how rare it is."""
    weight = weights.get(term)
    return unknown(term) if weight is None else weight


def unknown(term: str) -> int:
    """The weight of a term that the table doesn't have."""
    return RAREST if " " in term else SHORT.get(len(term), RAREST)


def vector(counts: Mapping[str, int], told: Weights, least: int) -> Vector:
    weighed = zip(counts.items(), map(told.__getitem__, counts), strict=True)
    found = {
        intern(term): weight * _DAMPED[count if count < _MOST else _MOST] for (term, count), weight in weighed if weight >= least
    }
    return Vector(found, sum([v * v for v in found.values()]))


def weighed(weights: dict[str, int]) -> Weighed:
    return Weighed(weights, sum(weights.values()))
