"""Learns the scorecard from labelled news: `make train DATA=...`, or `python -m bench.train DATA`.

Deterministic to the bit: fixed folds, a convex problem solved to convergence, coefficients rounded to whole numbers.
What is learned from: pairs of several kinds of news, and copies of the same pairs with dates, publication, places or kinds
masked, so that a missing value is missing and never speaks against a pair.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.clustering import SETS, Features, Labelled, Report, article_of, clustered, labelled, pairwise, reported, reporter
from bench.train_weights import OUTSIDE, kind_weights, rows, term_weights
from events.reports import Report as Told
from processors.cluster.features import ACROSS, FEATURES, NAMES
from processors.cluster.scorecard import Card, Model, score

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
    "published": (1, 2, 3, 5, 8, 15, 31, 91, 366),
    "place": (1, 2, 3, 4, 5, 6, 7),
    "town told": (1, 2),
    "streets": (1, 2, 3),
    "killed": (1, 2, 3, 4, 5),
    "injured": (1, 2, 3, 4, 5),
    "people": (1, 2, 3),
    "person named": (1, 2, 3),
    "shorter": (20, 40, 80, 130, 200, 300, 500),
    "longer": (40, 100, 200, 300, 500, 800),
    "copy": (1, 300, 450, 600, 800),
}
# Each labelled set holds news of one kind, so it can't teach what kinds tell: these points are set by hand and damped, after how
# rare a kind is in news outside (agreement weights by frequency: I. Fellegi and A. Sunter, "A Theory for Record Linkage", 1969).
#
# Nor does any set hold pairs in two languages. What structure tells of them is set by hand as well, so that town, day and kind
# together bring a pair to the threshold, and figures, names and streets decide (docs/adr/0084-across-languages.md).
BY_HAND = {
    "kind": Card((1, 2, 3, 4), (-1000, -300, 0, 500, 1000)),
    "their time": Card((1, 2, 3, 4), (-5000, -2000, 0, 1200, 2000)),
    "their place": Card((1, 2, 3, 4), (-6000, -3000, 300, 1800, 2400)),
    "their kind": Card((1, 2), (-2500, 200, 1200)),
    "their figures": Card((-1, 0, 1, 2, 3, 4), (-2000, -1000, 0, 800, 1800, 2500, 3200)),
    "their names": Card((1, 2, 3, 4), (-300, 900, 2000, 2800, 3200)),
    "their streets": Card((1,), (-2000, 1500)),
}
ACROSS_BASE = -5200  # of a pair in two languages, over the threshold
LEARNED = tuple(n for n in NAMES if n not in BY_HAND and n not in ACROSS)
KIND_SAMPLE = 150  # documents of each outside set
RESTART = {"when": (1000, 2000), "place": (7,)}  # edges where a new scale begins
SHARE = {"incidents_us_dev": 0.7, "events_ecb_dev": 0.2, "feeditems_restory_dev": 0.05, "pairs_ru_en_dev": 0.05}
MASKS: tuple[tuple[str, ...], ...] = (
    (),
    ("when", "published", "days", "days told", "when told", "years"),
    ("published",),
    ("place", "town told"),
    ("when", "when told", "published", "place", "town told", "people", "person named", "streets"),
)
PLAIN = 3  # how much a pair counts as it is, beside 1 for each masked copy
HARD = 100  # words or names from which on a pair is not told apart at a glance
THINNED = 8  # one in so many of the other pairs of two incidents is learned from, and counts for all of them
SAMPLE = 20_000  # the weight of all examples together, against which the penalty stands
PENALTY = 1.0
FOLDS = 3


Part = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Encoded pairs, their labels, their weights."""


def encoded(features: Sequence[Features]) -> np.ndarray:
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
        self.same = np.array([same[p] for p in kept], dtype=bool)
        self.weight = np.array([THINNED if easy[p] else 1 for p in kept]) * SHARE[labelled.name] / len(labelled.pairs)
        self.folds = [{fold_of(labelled.gold[a]), fold_of(labelled.gold[b])} for a, b in kept]
        self.masked = [encoded([tuple(None if n in mask else v for n, v in zip(NAMES, f, strict=True)) for f in features])
                       for mask in MASKS]  # fmt: skip

    def part(self, without: set[int]) -> Iterator[Part]:
        """The pairs of which no document is in these folds, once as they are and once under each mask."""
        keep = np.array([not f & without for f in self.folds], dtype=bool)
        for mask, table in zip(MASKS, self.masked, strict=True):
            yield table[keep], self.same[keep], self.weight[keep] * (1 if mask else PLAIN)


def _hash(labelled: Labelled, pair: tuple[int, int]) -> int:
    ids = labelled.reports[pair[0]].report.id + labelled.reports[pair[1]].report.id
    return hashlib.sha256(ids.encode()).digest()[0]


def fit(examples: Sequence[Examples], without: set[int]) -> tuple[int, dict[str, Card]]:
    """(intercept, cards); each set counts with its share whatever its size."""
    parts = [p for e in examples for p in e.part(without)]
    table = np.concatenate([p[0] for p in parts]).astype(np.float64)
    weight = np.concatenate([p[2] for p in parts])
    model = LogisticRegression(C=PENALTY, solver="newton-cholesky", max_iter=200, tol=1e-8)
    model.fit(table, np.concatenate([p[1] for p in parts]), sample_weight=weight * (SAMPLE / weight.sum()))
    return round(1000 * float(model.intercept_[0])), _cards([round(1000 * float(c)) for c in model.coef_[0]])


def _cards(points: Sequence[int]) -> dict[str, Card]:
    cards, start = {}, 0
    for name in LEARNED:
        edges = EDGES[name]
        steps = points[start : start + len(edges)]
        values = (edges[0] - 1, *edges)
        cards[name] = Card(edges, tuple(sum(steps[i] for i in _steps(name, v)) for v in values), points[start + len(edges)])
        start += len(edges) + 1
    return cards


def completed(intercept: int, threshold: int, learned: Mapping[str, Card]) -> dict[str, Card]:
    """All cards in the order of NAMES. "two languages" takes back the intercept and what the missing features count, so that the
    points of structure stand alone, against the threshold."""
    cards = {**learned, **BY_HAND}
    rest = intercept + sum(cards[name].missing for name in FEATURES)
    cards[ACROSS[0]] = Card((1,), (0, threshold + ACROSS_BASE - rest))
    return {name: cards[name] for name in NAMES}


def fold_of(incident: str) -> int:
    return hashlib.sha256(incident.encode()).digest()[0] % FOLDS


def cross_fitted(sets: Sequence[Labelled], examples: Sequence[Examples]) -> dict[str, dict[tuple[int, int], int]]:
    """Scores of all candidate pairs by models that saw no document of the pair's incidents."""
    out: dict[str, dict[tuple[int, int], int]] = {s.name: {} for s in sets}
    for i in range(FOLDS):
        for j in range(i, FOLDS):
            intercept, cards = fit(examples, {i, j})
            model = Model("", intercept, 0, completed(intercept, 0, cards), {})
            for s in sets:
                for (a, b), f in s.pairs.items():
                    if {fold_of(s.gold[a]), fold_of(s.gold[b])} == {i, j}:
                        out[s.name][a, b] = score(model, f)
    return out


def thresholds(sets: Sequence[Labelled], scores: Mapping[str, Mapping[tuple[int, int], int]]) -> dict[int, dict[str, float]]:
    """Threshold -> pairwise F1 of each set."""
    table = {}
    for threshold in range(-1500, 1501, 250):
        table[threshold] = {s.name: pairwise(s.gold, clustered(len(s.gold), scores[s.name], threshold))[2] for s in sets}
    return table


def plateau(table: Mapping[int, Mapping[str, float]]) -> int:
    """The middle of the thresholds whose weighted F1 is within 0.01 of the best."""
    mean = {t: sum(SHARE[n] * f for n, f in row.items()) for t, row in table.items()}
    good = sorted(t for t, f in mean.items() if f >= max(mean.values()) - 0.01)
    return good[len(good) // 2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", help="the folder of the labelled sets")
    parser.add_argument("--gazetteer", type=Path, default=Path("var/gazetteer.sqlite"), help="built where there is none")
    parser.add_argument("--out", type=Path, default=Path("processors/cluster/model.json"))
    parser.add_argument("--by-hand", action="store_true", help="only set the cards that are set by hand, and learn nothing")
    options = parser.parse_args()
    if options.by_hand:
        set_by_hand(options.out)
        return
    if options.data is None:
        parser.error("say where the labelled sets are")
    weights, report = term_weights(options.data), reporter(options.gazetteer)
    weights |= kind_weights(outside_reports(options.data, report))
    train([labelled(name, reported(options.data, name, report), weights) for name in SETS], weights, options.out)


def outside_reports(data: Path, report: Report) -> Iterator[Told]:
    for name in OUTSIDE:
        for row in islice(rows(data / f"{name}.jsonl"), KIND_SAMPLE):
            yield from report(article_of(row)).reports


def train(sets: Sequence[Labelled], weights: dict[str, int], out: Path) -> None:
    """Prints the cross-fitted figures and writes the model learned from everything."""
    examples = [Examples(s) for s in sets]
    table = thresholds(sets, cross_fitted(sets, examples))
    for threshold, row in table.items():
        print(f"{threshold:6d}  " + "  ".join(f"{name} {f1:.3f}" for name, f1 in row.items()))
    threshold = plateau(table)
    intercept, cards = fit(examples, set())
    version = write(intercept, threshold, cards, weights, out)
    print(f"threshold {threshold}, model {version} -> {out}")


def write(intercept: int, threshold: int, learned: Mapping[str, Card], weights: dict[str, int], out: Path) -> str:
    """Writes the model with the cards that are set by hand; its version."""
    cards = completed(intercept, threshold, learned)
    version = hashlib.sha256(json.dumps([intercept, threshold, msgspec.to_builtins(cards), weights]).encode()).hexdigest()[:12]
    model = Model(version, intercept, threshold, cards, weights)
    out.write_bytes(msgspec.json.format(msgspec.json.encode(model), indent=0) + b"\n")
    return version


def set_by_hand(out: Path) -> None:
    """Sets the cards of a model that are set by hand, and leaves what was learned as it is."""
    model = msgspec.json.decode(out.read_bytes(), type=Model)
    learned = {name: card for name, card in model.cards.items() if name in EDGES}
    print(f"model {write(model.intercept, model.threshold, learned, model.weights, out)} -> {out}")


if __name__ == "__main__":
    main()
