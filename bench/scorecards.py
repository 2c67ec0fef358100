"""Learns a scorecard from labelled pairs: a logistic regression on binned features, with bounds on every step.

A convex problem solved to convergence, coefficients rounded to whole numbers: deterministic to the bit. Pairs of several kinds of
news, and copies of the same pairs with times, places or people masked, so that a missing value is missing and never speaks
against a pair.
"""

import hashlib
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from bench.clustering import Labelled, Pair
from bench.train_hand import BY_HAND
from processors.cluster.features import ACROSS, NAMES
from processors.cluster.scorecard import Card

LIKELY = (5, 20, 50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 970)  # thousandths
EDGES: dict[str, tuple[int, ...]] = {
    "words": (20, 40, 60, 80, 100, 130, 160, 200, 250, 300, 400, 500, 700),
    "names": (1, 30, 60, 100, 150, 200, 250, 300, 400, 500, 600),
    "name pairs": (1, 30, 60, 100, 150, 200, 300, 400, 600),
    "lead": (1, 50, 100, 150, 200, 300, 400, 600),
    "title told": (1, 100, 200, 300, 400, 500, 600, 700, 800, 950),
    "lead names": (1, 100, 200, 300, 400, 500, 600, 700, 800, 950),
    "lead names both ways": (1, 50, 100, 200, 300, 400, 500, 700),
    "rarest name": (1, 45, 60, 75, 90, 100, 120, 150, 200),
    "rare names": (1, 60, 100, 140, 170, 200, 230, 260, 300, 350),
    "rare name pairs": (1, 80, 100, 160, 180, 220, 250, 272, 300),
    "rare words": (60, 90, 120, 150, 180, 210, 240, 270, 300, 350),
    "numbers": (1, 100, 200, 300, 450, 600, 800),
    "clocks": (1, 2),
    "days": (1, 2),
    "days told": (1, 2, 3),
    "when told": (1, 2, 3),
    "years": (1, 2),
    "when": (1, 2, 3, 4, 6, 9, 16, 32, 100, 366, 1000, 1001, 1008, 1032, 1100, 2000, 2001, 2003, 2010, 2030),
    "when in doubt": (1, 2, 3, 6, 9, 32, 100, 366, 1000, 1001, 1008, 1032, 1100, 2000, 2010),
    "told alike": LIKELY,
    "told apart": LIKELY,
    "aftermath": (1, 2),
    "published": (1, 2, 3, 5, 8, 15, 31, 91, 366),
    "place": (1, 2, 3, 4, 5, 6, 7),
    "near": LIKELY,
    "town told": (1, 2),
    "streets": (1, 2, 3),
    "killed": (1, 2, 3, 4, 5),
    "injured": (1, 2, 3, 4, 5),
    "ages told": (1, 200, 400, 600, 800, 1000),
    "ages told both ways": (1, 200, 400, 600, 800, 1000),
    "people": (1, 2, 3),
    "person named": (1, 2, 3),
    "shorter": (80, 130, 200, 300),
    "copy": (1, 300, 450, 600, 800),
}
LEARNED = tuple(n for n in NAMES if n not in BY_HAND and n not in ACROSS)
# All others rise, but for those that only correct what another one counts.
FALLING = ("when", "when in doubt", "told apart", "published")
FREE = frozenset(
    {"name pairs", "lead names both ways", "rarest name", "rare names", "rare name pairs", "days", "shorter", "aftermath"}
)
RESTART = {"when": (1000, 2000), "when in doubt": (1000, 2000), "place": (7,)}  # edges where a new scale begins
SHARE = {"incidents_us_dev": 0.7, "events_ecb_dev": 0.2, "feeditems_restory_dev": 0.05, "pairs_ru_en_dev": 0.05}
WHEN = ("when", "when in doubt", "told alike", "told apart", "days", "days told", "when told", "years")
PLACE = ("place", "near", "town told")
AGES = ("ages told", "ages told both ways")
WHO = ("when", "when in doubt", "told alike", "told apart", "when told", *PLACE, *AGES, "people", "person named", "streets")
MASKS_DATED: tuple[tuple[str, ...], ...] = ((), PLACE)
MASKS_UNDATED: tuple[tuple[str, ...], ...] = ((), WHEN, PLACE, WHO)
PLAIN = 3  # how much a pair counts as it is, beside 1 for each masked copy
# How much more a set counts when nobody is told when it was published: the one large set without dates is of twins, and undated
# news is of every kind.
WITHHELD = 6
HARD = 100  # words or names from which on a pair is not told apart at a glance
THINNED = 8  # one in so many of the other pairs of two incidents is learned from, and counts for all of them
SAMPLE = 20_000  # the weight of all examples together, against which the penalty stands
PENALTY = 1.0
FOLDS = 5


class Learned(NamedTuple):
    """What a fit comes to, for pairs of which both have a publication date, and for others. `found`: the solution itself, where
    the fit without some of the documents starts from."""

    intercept: int
    cards: dict[str, Card]
    found: np.ndarray
    undated: "Learned | None" = None


Part = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Encoded pairs, their labels, their weights."""


def labelled_folds(labelled: Labelled) -> list[int]:
    return [fold_of(f"{labelled.name} {group}") for group in labelled.groups]


def fold_of(group: str) -> int:
    return hashlib.sha256(group.encode()).digest()[0] % FOLDS


def encoded(features: Sequence[Pair]) -> np.ndarray:
    """Steps: a column is 1 from its edge on, so that neighbouring bins share what they learn; and one for missing."""
    width = sum(len(EDGES[n]) + 1 for n in LEARNED)
    table = np.zeros((len(features), width), dtype=np.uint8)
    for row, values in enumerate(features):
        start = 0
        for name, value in zip(NAMES, values, strict=True):
            if name not in EDGES:
                continue
            table[row, [start + s for s in _steps(name, value)]] = 1
            start += len(EDGES[name]) + 1
    return table


@lru_cache(maxsize=100_000)
def _steps(name: str, value: int | None) -> tuple[int, ...]:
    if value is None:
        return (len(EDGES[name]),)
    begin = max((e for e in RESTART.get(name, ()) if e <= value), default=None)
    return tuple(i for i, e in enumerate(EDGES[name]) if e <= value and (begin is None or e >= begin))


class Examples:
    """The pairs of one set as a learner takes them: all but some of those that are told apart at a glance."""

    def __init__(self, labelled: Labelled) -> None:
        same = {p: labelled.gold[p[0]] == labelled.gold[p[1]] for p in sorted(labelled.pairs)}
        easy = {p: not same[p] and all((v or 0) < HARD for v in labelled.pairs[p][:2]) for p in same}
        kept = [p for p in same if not easy[p] or _hash(labelled, p) % THINNED == 0]
        features = [labelled.pairs[p] for p in kept]
        self.dated = labelled.dated
        self.same = np.array([same[p] for p in kept], dtype=bool)
        share = SHARE[labelled.name] * (WITHHELD if labelled.withheld else 1) / len(labelled.pairs)
        self.weight = np.array([THINNED if easy[p] else 1 for p in kept]) * share
        folds = labelled_folds(labelled)
        self.folds = [{folds[a], folds[b]} for a, b in kept]
        self.late = np.array([labelled.late[a] or labelled.late[b] for a, b in kept], dtype=bool)
        masks = MASKS_DATED if labelled.dated else MASKS_UNDATED
        self.masked = [encoded([tuple(None if n in mask else v for n, v in zip(NAMES, f, strict=True)) for f in features])
                       for mask in masks]  # fmt: skip

    def part(self, without: Set[int], early: bool = False) -> Iterator[Part]:
        """The pairs of which no document is in these folds, or late, once as they are and once under each mask."""
        keep = np.array([not f & without for f in self.folds], dtype=bool) & ~(self.late & early)
        for number, table in enumerate(self.masked):
            yield table[keep], self.same[keep], self.weight[keep] * (1 if number else PLAIN)


def _hash(labelled: Labelled, pair: tuple[int, int]) -> int:
    ids = labelled.reports[pair[0]].report.id + labelled.reports[pair[1]].report.id
    return hashlib.sha256(ids.encode()).digest()[0]


def fit(
    examples: Sequence[Examples], without: Set[int] = frozenset(), early: bool = False, start: Learned | None = None
) -> Learned:
    """Each set counts with its share whatever its size. Pairs without a publication date have cards of their own. `start`: what
    was learned from everything."""
    dated, undated = ([p for e in examples if e.dated == way for p in e.part(without, early)] for way in (True, False))
    return _fit(dated, start)._replace(undated=_fit(undated, start and start.undated))


def _fit(parts: Sequence[Part], start: Learned | None) -> Learned:
    table = np.concatenate([p[0] for p in parts]).astype(np.float32)
    weight = np.concatenate([p[2] for p in parts])
    begin = start.found if start else np.zeros(table.shape[1] + 1)
    found = _solved(table, np.concatenate([p[1] for p in parts]), weight * (SAMPLE / weight.sum()), begin)
    points = [round(1000 * float(c)) for c in found]
    return Learned(points[-1], _cards(points[:-1]), found)


def _solved(table: np.ndarray, same: np.ndarray, weight: np.ndarray, begin: np.ndarray) -> np.ndarray:
    """Coefficients and the intercept of a logistic regression with a ridge penalty, within the bounds of each step. The problem
    is convex: where it begins only saves time."""
    sign = np.where(same, -1.0, 1.0).astype(np.float32)
    weight = weight.astype(np.float32)

    def loss(found: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (table @ found[:-1].astype(np.float32) + np.float32(found[-1]))
        wrong = weight * sign / (1 + np.exp(-margin))
        slope = np.append((wrong @ table).astype(np.float64), float(wrong.sum(dtype=np.float64)))
        slope[:-1] += found[:-1] / PENALTY
        value = float((weight * np.logaddexp(0, margin)).sum(dtype=np.float64)) + float(found[:-1] @ found[:-1]) / (2 * PENALTY)
        return value, slope

    options = {"maxiter": 400, "ftol": 1e-8, "maxcor": 30}
    return minimize(loss, begin, jac=True, method="L-BFGS-B", bounds=_bounds(), options=options).x


def _bounds() -> list[tuple[float | None, float | None]]:
    """More agreement never costs points, and a wider gap never earns any; only where a new scale begins all is free."""
    bounds: list[tuple[float | None, float | None]] = []
    for name in LEARNED:
        way = (None, None) if name in FREE else (None, 0) if name in FALLING else (0, None)
        bounds += [(None, None) if e in RESTART.get(name, ()) else way for e in EDGES[name]]
        bounds.append((None, None))  # missing
    return [*bounds, (None, None)]


def _cards(points: Sequence[int]) -> dict[str, Card]:
    cards, start = {}, 0
    for name in LEARNED:
        edges = EDGES[name]
        steps = points[start : start + len(edges)]
        values = (edges[0] - 1, *edges)
        cards[name] = Card(edges, tuple(sum(steps[i] for i in _steps(name, v)) for v in values), points[start + len(edges)])
        start += len(edges) + 1
    return cards
