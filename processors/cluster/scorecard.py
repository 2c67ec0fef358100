"""The learned scorer: a table of points for each bin of each feature, summed up to thousandths of a logit.

A logistic regression on binned features, its coefficients rounded to whole numbers (as credit scorecards are made: N. Siddiqi,
"Credit Risk Scorecards", 2006), so that a score is the same on every machine. `bench/train.py` makes the table.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import msgspec

NO_CANDIDATE = -4000  # what a pair counts that is no candidate
HIGHEST = 8000


class Card(msgspec.Struct, frozen=True):
    """Points of one feature: `points[i]` for values from `edges[i - 1]` on and below `edges[i]`; `missing` where it has none."""

    edges: tuple[int, ...]
    points: tuple[int, ...]
    missing: int = 0


class Model(msgspec.Struct, frozen=True):
    """`weights`: terms and how much they tell; `threshold`: the score of two reports, or the closeness of two groups, from which
    they are of one incident. `version` names the model in a generation. `undated`: the cards for pairs of which one has no
    publication date; without it nearness in time tells less, and the words more."""

    version: str
    intercept: int
    threshold: int
    cards: dict[str, Card]
    weights: dict[str, int]
    undated: "Model | None" = None

    def of(self, dated: bool) -> "Model":
        """The one that scores a pair, by whether both of its reports have a publication date."""
        return self if dated or self.undated is None else self.undated


def points_of(model: Model, name: str, value: int | None) -> int:
    """The points of one value of one feature."""
    card = model.cards[name]
    return card.missing if value is None else card.points[bisect_right(card.edges, value)]


def score(model: Model, features: Sequence[int | None]) -> int:
    """Thousandths of a logit that a pair is of one incident, between NO_CANDIDATE and HIGHEST."""
    return max(NO_CANDIDATE, min(HIGHEST, total(model, features)))


def total(model: Model, features: Sequence[int | None]) -> int:
    """The same without bounds."""
    points = model.intercept
    for card, value in zip(model.cards.values(), features, strict=True):
        points += card.missing if value is None else card.points[bisect_right(card.edges, value)]
    return points


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model that comes with the package."""
    return msgspec.json.decode(files("processors.cluster").joinpath("model.json").read_bytes(), type=Model)
