"""Learns what structure tells of two reports in two languages: `python -m bench.train_across`.

No labelled set has such pairs; our own news of seven languages does (own_news.py), all of it together. A logistic regression on
the bins of `cluster/across.py`, pulled to points that were set by hand (ridge), rounded to hundreds: writes `bench/across.json`,
which train.py takes. Prints what the points come to where the documents of a folder were not learned from.
"""

import argparse
import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.clustering import reporter
from bench.own_news import own_news
from processors.cluster.across import apart
from processors.cluster.candidates import is_candidate
from processors.cluster.features import across_features
from processors.cluster.profile import profile_of
from processors.cluster.scorecard import Card, shipped
from processors.cluster.step import placed_report

OUT = Path(__file__).parent / "across.json"
# Set by hand (docs/adr/0156-one-town-one-day.md): the edges of the bins, and the points that those learned are pulled to.
PRIOR = {
    "their time": Card((1, 2, 3, 4), (-5000, -2000, 0, 1200, 2000)),
    "their place": Card((1, 2, 3, 4, 5), (-6000, -3000, -1500, 800, 2000, 2400)),
    "their kind": Card((1, 2, 3), (-2500, 200, 600, 1200)),
    "their figures": Card((-1, 0, 1, 2, 3, 4), (-3200, -600, 0, 800, 1800, 2500, 3200)),
    "their names": Card((1, 2, 3, 4), (-300, 900, 2000, 2800, 3200)),
    "their streets": Card((1,), (-3000, 1500)),
    "their hours": Card((1,), (-1500, 300)),
}
BASE = -4400
BINS = [(name, n) for name, card in PRIOR.items() for n in range(len(card.points))]
PULL = 10.0  # weight of the prior
STEPS, DAMPED = 80, 0.5


class Pair(NamedTuple):
    """Two first reports in two languages. `bins`: which of BINS hold; `folders` of both documents."""

    bins: tuple[int, ...]
    same: bool
    folders: frozenset[str]


def pairs(gazetteer: Path) -> Iterator[Pair]:
    """The candidate pairs of all our news."""
    report, weights = reporter(gazetteer), shipped().weights
    told = [
        (own, profile_of(placed_report(read, read.reports[0]), weights))
        for own in own_news()
        if own.tells and (read := report(own.article)).reports
    ]
    for (one, a), (other, b) in combinations(told, 2):
        if apart(a, b) and is_candidate(a, b):
            same = not {t.incident for t in one.tells}.isdisjoint(t.incident for t in other.tells)
            yield Pair(tuple(_bins(across_features(a, b)[1:])), same, frozenset((one.folder, other.folder)))


def _bins(values: Sequence[int | None]) -> Iterator[int]:
    for (name, card), value in zip(PRIOR.items(), values, strict=True):
        if value is not None:
            yield BINS.index((name, bisect_right(card.edges, value)))


def fit(found: Sequence[Pair]) -> np.ndarray:
    """The points of BINS and the base, in logits: damped Newton steps."""
    prior = np.array([p for card in PRIOR.values() for p in card.points] + [BASE]) / 1000
    x, y, w = _matrix(found), np.array([p.same for p in found]), prior.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(x @ w)))
        slope = x.T @ (y - p) + PULL * (prior - w)
        w += DAMPED * np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + PULL * np.eye(len(w)), slope)
    return w


def _matrix(found: Sequence[Pair]) -> np.ndarray:
    x = np.zeros((len(found), len(BINS) + 1))
    x[:, -1] = 1
    for row, pair in zip(x, found, strict=True):
        row[list(pair.bins)] = 1
    return x


def _show(found: Sequence[Pair]) -> None:
    """Of each folder's own pairs, by points that saw nothing of it: how many of one incident are found, how many wrongly."""
    for folder in sorted({f for p in found for f in p.folders}):
        held = [p for p in found if p.folders == {folder}]
        joined = _matrix(held) @ fit([p for p in found if folder not in p.folders]) >= 0
        right = sum(j and p.same for j, p in zip(joined, held, strict=True))
        print(f"{folder}: {right} of {sum(p.same for p in held)} found, {sum(joined) - right} of the others joined")


def main() -> None:
    """Learns and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gazetteer", type=Path, default=Path("var/gazetteer.sqlite"), help="built where there is none")
    found = list(pairs(parser.parse_args().gazetteer))
    _show(found)
    *points, base = (100 * round(10 * float(v)) for v in fit(found))
    table = {name: [p for (of, _), p in zip(BINS, points, strict=True) if of == name] for name in PRIOR}
    OUT.write_text(json.dumps({"base": base, "points": table}, indent=1) + "\n", encoding="utf-8")
    print(OUT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
