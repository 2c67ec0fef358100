"""Scores many pairs: what the scorecard says of all their features, the costly ones last.

Most candidates tell of two incidents, and of most of those the facts and a part of the texts are enough to see it: as soon as
nothing that is left can lift a pair above what counts one that is no candidate, it counts so. The answer is that of
`scorecard.score`.
"""

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from processors.cluster import across
from processors.cluster.features import ACROSS, COPY, STRUCTURE, features_of
from processors.cluster.features_text import TOGETHER, Values
from processors.cluster.profile import Profile
from processors.cluster.scorecard import HIGHEST, NO_CANDIDATE, Card, Model, points_of, score


class _Facts(NamedTuple):
    """Features that are found out together, their cards, and how many points all that is looked at later may add at most."""

    of: Callable[[Profile, Profile], Values]
    cards: tuple[Card, ...]
    left: int


class Scorer:
    """Scores pairs by one model."""

    def __init__(self, model: Model) -> None:
        cards = model.cards
        self._model = model
        self._structure = [(of, *_parts(cards[name])) for name, of in STRUCTURE.items()]
        self._start = model.intercept + sum(cards[name].missing for name in ACROSS)
        self._left = sum(_most(cards[name]) for names in TOGETHER for name in names)
        self._texts: list[_Facts] = []
        left = self._left
        for names, of in TOGETHER.items():
            left -= sum(_most(cards[name]) for name in names)
            self._texts.append(_Facts(of, tuple(cards[name] for name in names), left))

    def score(self, a: Profile, b: Profile, likeness: int) -> int:
        """Thousandths of a logit that a pair is of one incident, between NO_CANDIDATE and HIGHEST."""
        if across.apart(a, b):
            return score(self._model, features_of(a, b, likeness))
        total = self._start + points_of(self._model, COPY, likeness)
        for of, missing, edges, points in self._structure:
            value = of(a, b)
            total += missing if value is None else points[bisect_right(edges, value)]
        left = self._left
        for together, cards, after in self._texts:
            if total + left <= NO_CANDIDATE:
                return NO_CANDIDATE
            for card, value in zip(cards, together(a, b), strict=True):
                total += card.missing if value is None else card.points[bisect_right(card.edges, value)]
            left = after
        return max(NO_CANDIDATE, min(HIGHEST, total))


def _parts(card: Card) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    return card.missing, card.edges, card.points


def _most(card: Card) -> int:
    return max(*card.points, card.missing)
