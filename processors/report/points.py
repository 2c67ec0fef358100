"""Learned points: each sign of a thing is a whole number, each stretch of its values has points, and the points are summed up.

A logistic regression over steps of the values, its coefficients rounded to thousandths of a logit (as credit scorecards are made:
N. Siddiqi, "Credit Risk Scorecards", 2006). `bench/train_splits.py` and `bench/train_meant.py` write the tables; each weight is
open to view in them.
"""

from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import msgspec

_TABLES = ("splits.json", "meant.json")
Signs = Mapping[str, int]
"""Name of a sign -> its value."""


class Card(msgspec.Struct, frozen=True):
    """`points[i]` for values from `edges[i - 1]` on and below `edges[i]`; `unknown`: where the sign isn't told."""

    edges: tuple[int, ...]
    points: tuple[int, ...]
    unknown: int = 0

    def of(self, value: int | None) -> int:
        """The points of a value."""
        return self.unknown if value is None else self.points[bisect_right(self.edges, value)]


class Decision(msgspec.Struct, frozen=True):
    """Yes where the points of all signs come to the threshold or more."""

    threshold: int
    intercept: int
    cards: dict[str, Card]

    def score(self, signs: Signs) -> int:
        """The sum of the points."""
        return self.intercept + sum(card.of(signs.get(name)) for name, card in self.cards.items())

    def holds(self, signs: Signs) -> bool:
        """Whether the decision is yes."""
        return self.score(signs) >= self.threshold


@lru_cache(maxsize=1)
def decisions() -> dict[str, Decision]:
    """The decisions that come with the package, by name."""
    data = files("processors.report").joinpath("data")
    tables = [msgspec.json.decode(data.joinpath(name).read_bytes(), type=dict[str, Decision]) for name in _TABLES]
    return {name: decision for table in tables for name, decision in table.items()}
