"""Learns the scorecard from labelled news: `make train DATA=...`, or `python -m bench.train DATA`.

Deterministic to the bit: fixed folds, a convex problem solved to convergence, coefficients rounded to whole numbers.
What is learned from: pairs of several kinds of news, and copies of the same pairs with dates, publication, places or kinds
masked, so that a missing value is missing and never speaks against a pair.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import numpy as np
from scipy.optimize import minimize

from bench.clustering import SETS, Features, Labelled, Report, article_of, clustered, labelled, pairwise, reported, reporter
from bench.train_weights import OUTSIDE, kind_weights, rows, term_weights
from events.reports import Report as Told
from processors.cluster.features import ACROSS, FEATURES, NAMES
from processors.cluster.folded import Folded, key_of_folds
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
    "when in doubt": (1, 3, 9, 32, 100, 366, 1000, 1001, 1008, 1032, 1100, 2000, 2010),
    "aftermath": (1, 2),
    "published": (1, 2, 3, 5, 8, 15, 31, 91, 366),
    "place": (1, 2, 3, 4, 5, 6, 7),
    "town told": (1, 2),
    "streets": (1, 2, 3),
    "killed": (1, 2, 3, 4, 5),
    "injured": (1, 2, 3, 4, 5),
    "people": (1, 2, 3),
    "person named": (1, 2, 3),
    "shorter": (80, 130, 200, 300),
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
ABROAD = -4000  # of dated pairs in two countries: the dated sets are of one country, so they can't teach it
ACROSS_BASE = -5200  # of a pair in two languages, over the threshold
LEARNED = tuple(n for n in NAMES if n not in BY_HAND and n not in ACROSS)
KIND_SAMPLE = 150  # documents of each outside set
FALLING = ("when", "when in doubt", "published")  # all others rise, but for those that only correct what another one counts
FREE = frozenset(
    {"name pairs", "lead names both ways", "rarest name", "rare names", "rare name pairs", "days", "shorter", "aftermath"}
)
RESTART = {"when": (1000, 2000), "when in doubt": (1000, 2000), "place": (7,)}  # edges where a new scale begins
SHARE = {"incidents_us_dev": 0.7, "events_ecb_dev": 0.2, "feeditems_restory_dev": 0.05, "pairs_ru_en_dev": 0.05}
MASKS: tuple[tuple[str, ...], ...] = (
    (),
    ("when", "when in doubt", "published", "days", "days told", "when told", "years"),
    ("published",),
    ("place", "town told"),
    ("when", "when in doubt", "when told", "published", "place", "town told", "people", "person named", "streets"),
)
PLAIN = 3  # how much a pair counts as it is, beside 1 for each masked copy
# How much a copy counts whose publication was masked: the one set without dates is of twins, and undated news is of every kind.
WITHOUT_DATE = 6
HARD = 100  # words or names from which on a pair is not told apart at a glance
THINNED = 8  # one in so many of the other pairs of two incidents is learned from, and counts for all of them
SAMPLE = 20_000  # the weight of all examples together, against which the penalty stands
PENALTY = 1.0
FOLDS = 5
PUBLISHED = "published"
SPLIT = ("incidents_us_dev", "2016-07-01")  # the temporal model saw nothing of this set from this day on
HOW = """
Measured models are in {apart}; each row by the product itself (score.py comes with the sets):
  cross-fitted: each pair by a model that saw no document of the two's incidents (topics in events_ecb_dev)
    sitrep evaluate {data}/SET.jsonl --out ANSWERS --model {apart}/folds.json && python score.py {data}/SET.jsonl ANSWERS
  by time: learned from incidents_us_dev before {early} and the other sets, measured on the rest, which LATE holds
    grep -E '"published": "(2016-(07|08|09|10|11|12)|2017)' {data}/incidents_us_dev.jsonl > LATE
    sitrep evaluate LATE --out ANSWERS --model {apart}/temporal.json && python score.py LATE ANSWERS"""


class Learned(NamedTuple):
    """What a fit comes to, for pairs of which both have a publication date, and for others. `found`: the solution itself, where
    the fit without some of the documents starts from."""

    intercept: int
    cards: dict[str, Card]
    found: np.ndarray
    undated: "Learned | None" = None


Scores = dict[str, dict[tuple[int, int], int]]
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
        self.dated = is_dated(labelled)
        self.weight = np.array([THINNED if easy[p] else 1 for p in kept]) * SHARE[labelled.name] / len(labelled.pairs)
        folds = labelled_folds(labelled)
        self.folds = [{folds[a], folds[b]} for a, b in kept]
        self.late = np.array([is_late(labelled, a) or is_late(labelled, b) for a, b in kept], dtype=bool)
        self.masked = [encoded([tuple(None if n in mask else v for n, v in zip(NAMES, f, strict=True)) for f in features])
                       for mask in MASKS]  # fmt: skip

    def part(self, without: Set[int], early: bool = False) -> Iterator[Part]:
        """The pairs of which no document is in these folds, or late, once as they are and once under each mask."""
        keep = np.array([not f & without for f in self.folds], dtype=bool) & ~(self.late & early)
        for mask, table in zip(MASKS, self.masked, strict=True):
            copies = WITHOUT_DATE if self.dated and PUBLISHED in mask else 1
            yield table[keep], self.same[keep], self.weight[keep] * (copies if mask else PLAIN)


def _hash(labelled: Labelled, pair: tuple[int, int]) -> int:
    ids = labelled.reports[pair[0]].report.id + labelled.reports[pair[1]].report.id
    return hashlib.sha256(ids.encode()).digest()[0]


def fit(
    examples: Sequence[Examples], without: Set[int] = frozenset(), early: bool = False, start: Learned | None = None
) -> Learned:
    """Each set counts with its share whatever its size. Undated pairs, masked ones too, have cards of their own. `start`: what
    was learned from everything."""
    parts = [p for e in examples for p in e.part(without, early)]
    undated = [p[0][:, _column(PUBLISHED)] == 1 for p in parts]
    dated = _fit([_rows(p, ~u) for p, u in zip(parts, undated, strict=True)], start)
    return dated._replace(undated=_fit([_rows(p, u) for p, u in zip(parts, undated, strict=True)], start and start.undated))


def _fit(parts: Sequence[Part], start: Learned | None) -> Learned:
    table = np.concatenate([p[0] for p in parts]).astype(np.float32)
    weight = np.concatenate([p[2] for p in parts])
    begin = start.found if start else np.zeros(table.shape[1] + 1)
    found = _solved(table, np.concatenate([p[1] for p in parts]), weight * (SAMPLE / weight.sum()), begin)
    points = [round(1000 * float(c)) for c in found]
    return Learned(points[-1], _cards(points[:-1]), found)


def _rows(part: Part, keep: np.ndarray) -> Part:
    return part[0][keep], part[1][keep], part[2][keep]


def _column(name: str) -> int:
    """Where "missing" of a feature stands in an encoded table."""
    names = LEARNED[: LEARNED.index(name) + 1]
    return sum(len(EDGES[n]) + 1 for n in names) - 1


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


def completed(intercept: int, threshold: int, learned: Mapping[str, Card]) -> dict[str, Card]:
    """All cards in the order of NAMES. "two languages" takes back the intercept and what the missing features count, so that the
    points of structure stand alone, against the threshold."""
    cards = {**learned, **BY_HAND}
    rest = intercept + sum(cards[name].missing for name in FEATURES)
    cards[ACROSS[0]] = Card((1,), (0, threshold + ACROSS_BASE - rest))
    return {name: cards[name] for name in NAMES}


def is_late(labelled: Labelled, at: int) -> bool:
    """Whether a document is of the part that the temporal model is measured on."""
    return labelled.name == SPLIT[0] and labelled.reports[at].published >= SPLIT[1]


def is_dated(labelled: Labelled) -> bool:
    """Whether a set has publication dates."""
    return any(r.published for r in labelled.reports)


def labelled_folds(labelled: Labelled) -> list[int]:
    return [fold_of(f"{labelled.name} {group}") for group in labelled.groups]


def fold_of(group: str) -> int:
    return hashlib.sha256(group.encode()).digest()[0] % FOLDS


def cross_fitted(sets: Sequence[Labelled], examples: Sequence[Examples], whole: Learned) -> tuple[Scores, dict[str, Learned]]:
    """Scores of all candidate pairs by models that saw no document of the pair's groups; and these models, by their folds."""
    out: Scores = {s.name: {} for s in sets}
    models = {key_of_folds(i, j): fit(examples, {i, j}, start=whole) for i in range(FOLDS) for j in range(i, FOLDS)}
    ready = {key: model_of(learned, 0, {}) for key, learned in models.items()}
    for s in sets:
        folds = labelled_folds(s)
        for (a, b), f in s.pairs.items():
            model = ready[key_of_folds(folds[a], folds[b])].of(f[NAMES.index(PUBLISHED)] is not None)
            out[s.name][a, b] = score(model, f)
    return out, models


def thresholds(sets: Sequence[Labelled], scores: Scores) -> dict[int, dict[str, float]]:
    """Threshold -> pairwise F1 of each set; of documents that aren't late, so that it isn't chosen on those."""
    table: dict[int, dict[str, float]] = {t: {} for t in range(-2500, 1501, 250)}
    for s in sets:
        early = [i for i in range(len(s.gold)) if not is_late(s, i)]
        place = {i: n for n, i in enumerate(early)}
        kept = {(place[a], place[b]): v for (a, b), v in scores[s.name].items() if a in place and b in place}
        for threshold, row in table.items():
            row[s.name] = pairwise([s.gold[i] for i in early], clustered(len(early), kept, threshold))[2]
    return table


def plateau(table: Mapping[int, Mapping[str, float]], names: Sequence[str]) -> int:
    """The middle of the thresholds whose weighted F1 over some sets is within 0.01 of the best."""
    mean = {t: sum(SHARE[n] * row[n] for n in names) for t, row in table.items()}
    good = sorted(t for t, f in mean.items() if f >= max(mean.values()) - 0.01)
    return good[len(good) // 2]


def thresholds_met(sets: Sequence[Labelled], table: Mapping[int, Mapping[str, float]]) -> tuple[int, int]:
    """The one threshold, which is that of dated pairs, and what the intercept of undated ones takes to meet theirs there."""
    dated = [s.name for s in sets if is_dated(s)]
    threshold = plateau(table, dated)
    return threshold, threshold - plateau(table, [s.name for s in sets if s.name not in dated])


def shifted(learned: Learned, shift: int) -> Learned:
    """With this added to the intercept of undated pairs."""
    assert learned.undated
    return learned._replace(undated=learned.undated._replace(intercept=learned.undated.intercept + shift))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", help="the folder of the labelled sets")
    parser.add_argument("--gazetteer", type=Path, default=Path("var/gazetteer.sqlite"), help="built where there is none")
    parser.add_argument("--out", type=Path, default=Path("processors/cluster/model.json"))
    parser.add_argument(
        "--apart", type=Path, default=Path("var/train"), help="where the models go that figures are measured with"
    )
    parser.add_argument("--by-hand", action="store_true", help="only set the cards that are set by hand, and learn nothing")
    options = parser.parse_args()
    if options.by_hand:
        set_by_hand(options.out)
        return
    if options.data is None:
        parser.error("say where the labelled sets are")
    weights, report = term_weights(options.data), reporter(options.gazetteer)
    weights |= kind_weights(outside_reports(options.data, report))
    train([labelled(name, reported(options.data, name, report), weights) for name in SETS], weights, options.out, options.apart)


def outside_reports(data: Path, report: Report) -> Iterator[Told]:
    for name in OUTSIDE:
        for row in islice(rows(data / f"{name}.jsonl"), KIND_SAMPLE):
            yield from report(article_of(row)).reports


def train(sets: Sequence[Labelled], weights: dict[str, int], out: Path, apart: Path) -> None:
    """Prints the cross-fitted figures; writes the model learned from everything, and those that are measured to `apart`."""
    for s in sets:
        print(recall(s))
    examples = [Examples(s) for s in sets]
    learned = fit(examples)
    scores, folds = cross_fitted(sets, examples, learned)
    table = thresholds(sets, scores)
    for threshold, row in table.items():
        print(f"{threshold:6d}  " + "  ".join(f"{name} {f1:.3f}" for name, f1 in row.items()))
    threshold, shift = thresholds_met(sets, table)
    print(f"threshold {threshold}, model {write(model_of(shifted(learned, shift), threshold, weights), out)} -> {out}")
    apart.mkdir(parents=True, exist_ok=True)
    write(model_of(shifted(fit(examples, early=True, start=learned), shift), threshold, weights), apart / "temporal.json")
    places = {i: fold for s in sets for i, fold in zip(s.ids, labelled_folds(s), strict=True)}
    parts = {key: model_of(shifted(part, shift), threshold, {}) for key, part in folds.items()}
    whole = Folded("", threshold, places, parts, weights)
    write(whole, apart / "folds.json")
    print(HOW.format(apart=apart, data="DATA", early=SPLIT[1]))


def recall(s: Labelled) -> str:
    """How many of the pairs of one incident are candidates, and candidates an article."""
    true = sum(n * (n - 1) // 2 for n in Counter(s.gold).values())
    found = sum(s.gold[a] == s.gold[b] for a, b in s.pairs)
    each = len(s.pairs) / len(s.gold)
    return f"{s.name}: {found} of {true} pairs of one incident are candidates; {each:.1f} candidates an article"


def model_of(learned: Learned, threshold: int, weights: dict[str, int]) -> Model:
    """A model with the cards that are set by hand."""
    undated = model_of(learned.undated, threshold, {}) if learned.undated else None
    cards = {**learned.cards, "place": _abroad(learned.cards["place"])} if undated else learned.cards
    return Model("", learned.intercept, threshold, completed(learned.intercept, threshold, cards), weights, undated)


def _abroad(card: Card) -> Card:
    """The card of places with what another country costs: its points lie below all others."""
    return msgspec.structs.replace(card, points=(ABROAD, *card.points[1:]))


Written = TypeVar("Written", Model, Folded)


def write(model: Written, out: Path) -> str:
    """Writes a model; its version, which is that of its content."""
    version = hashlib.sha256(json.dumps(msgspec.to_builtins(model)).encode()).hexdigest()[:12]
    out.write_bytes(msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(model, version=version)), indent=0) + b"\n")
    return version


def set_by_hand(out: Path) -> None:
    """Sets the cards of a model that are set by hand, and leaves what was learned as it is."""
    model = msgspec.json.decode(out.read_bytes(), type=Model)
    print(f"model {write(model_of(_learned(model), model.threshold, model.weights), out)} -> {out}")


def _learned(model: Model) -> Learned:
    cards = {name: card for name, card in model.cards.items() if name in EDGES}
    return Learned(model.intercept, cards, np.zeros(0), _learned(model.undated) if model.undated else None)


if __name__ == "__main__":
    main()
