"""Learns the scorecard from labelled news: `make train DATA=...`, or `python -m bench.train DATA`.

What is learned from: pairs of several kinds of news (scorecards.py). Sets with dates are read twice, the second time by a
reporter that isn't told when anything was published: undated news has no year and no weekday, and other words must carry it.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec

from bench.clustering import SETS, SPLIT, Labelled, Report, article_of, clustered, labelled, pairwise, reported, reporter
from bench.scorecards import FOLDS, Examples, Learned, fit, labelled_folds
from bench.train_hand import ABROAD, ACROSS_BASE, BY_HAND
from bench.train_weights import OUTSIDE, kind_weights, rows, term_weights
from events.reports import Report as Told
from processors.cluster.features import ACROSS, FEATURES, NAMES
from processors.cluster.folded import Folded, key_of_folds
from processors.cluster.scorecard import HIGHEST, NO_CANDIDATE, Card, Model, total

KIND_SAMPLE = 150  # documents of each outside set
THRESHOLD = 0  # even odds; dated news agrees best about there, so nothing is tuned
HALVES = 3  # of undated points: 1.5; 1 to 3 were as good, and the best of them another one after each training
NEAR = 2  # shifts on either side that a shift is judged with
SHIFTS = range(-3000, 3001, 250)
# What the sets of undated news count while their shift is chosen: the news of one real set, that of the largest one
# without its dates, and the two small ones.
UNDATED_SHARE = {"events_ecb_dev": 0.4, "incidents_us_dev": 0.4, "feeditems_restory_dev": 0.1, "pairs_ru_en_dev": 0.1}
HOW = """
Measured models are in {apart}; each row by the product itself (score.py comes with the sets):
  cross-fitted: each pair by a model that saw no document of the two's incidents (topics in events_ecb_dev)
    sitrep evaluate {data}/SET.jsonl --out ANSWERS --model {apart}/folds.json && python score.py {data}/SET.jsonl ANSWERS
  by time: learned from incidents_us_dev before {early} and the other sets, measured on the rest, which LATE holds
    grep -E '"published": "(2016-(07|08|09|10|11|12)|2017)' {data}/incidents_us_dev.jsonl > LATE
    sitrep evaluate LATE --out ANSWERS --model {apart}/temporal.json && python score.py LATE ANSWERS"""


Scores = dict[tuple[int, int], int]


def completed(intercept: int, threshold: int, learned: Mapping[str, Card]) -> dict[str, Card]:
    """All cards in the order of NAMES. "two languages" takes back the intercept and what the missing features count, so that the
    points of structure stand alone, against the threshold."""
    cards = {**BY_HAND, **learned}
    rest = intercept + sum(cards[name].missing for name in FEATURES)
    cards[ACROSS[0]] = Card((1,), (0, threshold + ACROSS_BASE - rest))
    return {name: cards[name] for name in NAMES}


def cross_fitted(
    sets: Sequence[Labelled], examples: Sequence[Examples], whole: Learned
) -> tuple[list[Scores], dict[str, Learned]]:
    """Of each set the points of all candidate pairs by models that saw no document of the pair's groups, before they are bounded;
    and these models, by their folds."""
    models = {key_of_folds(i, j): fit(examples, {i, j}, start=whole) for i in range(FOLDS) for j in range(i, FOLDS)}
    ready = {key: model_of(learned, 0, {}) for key, learned in models.items()}
    return [_scores(s, ready) for s in sets], models


def _scores(s: Labelled, ready: Mapping[str, Model]) -> Scores:
    folds = labelled_folds(s)
    return {(a, b): total(ready[key_of_folds(folds[a], folds[b])].of(s.dated), f) for (a, b), f in s.pairs.items()}


def agreement(s: Labelled, scores: Scores, threshold: int, halves: int = 2, shift: int = 0) -> float:
    """Pairwise F1 of a set by its stretched and shifted points, of documents that aren't late: on those nothing is chosen."""
    early = [i for i in range(len(s.gold)) if not s.late[i]]
    place = {i: n for n, i in enumerate(early)}
    kept = {(place[a], place[b]): max(NO_CANDIDATE, min(HIGHEST, v * halves // 2 + shift))
            for (a, b), v in scores.items() if a in place and b in place}  # fmt: skip
    return pairwise([s.gold[i] for i in early], clustered(len(early), kept, threshold))[2]


def show_thresholds(sets: Sequence[Labelled], scores: Sequence[Scores]) -> None:
    """Prints what other thresholds would come to in dated news."""
    for threshold in range(-1500, 1501, 250):
        row = {s.name: agreement(s, of, threshold) for s, of in zip(sets, scores, strict=True) if s.dated}
        print(_line(f"threshold {threshold:6d}", row))


def shift_of(sets: Sequence[Labelled], scores: Sequence[Scores]) -> int:
    """What is added to the points of undated pairs, which are stretched, so that one threshold and one charge for the size of a
    group serve both kinds of news. The best by the mean of each five neighbouring shifts."""
    mean: dict[int, float] = {}
    for shift in SHIFTS:
        row = {s.name: agreement(s, of, THRESHOLD, HALVES, shift) for s, of in zip(sets, scores, strict=True) if not s.dated}
        mean[shift] = sum(UNDATED_SHARE[name] * f1 for name, f1 in row.items())
        print(_line(f"undated {shift:6d}", row))
    near = range(-NEAR * SHIFTS.step, NEAR * SHIFTS.step + 1, SHIFTS.step)
    inner = SHIFTS[NEAR:-NEAR]
    return max(inner, key=lambda shift: (sum(mean[shift + d] for d in near), shift))


def _line(what: str, row: Mapping[str, float]) -> str:
    return f"{what}  " + "  ".join(f"{name} {f1:.3f}" for name, f1 in row.items())


def stretched(learned: Learned, halves: int, shift: int) -> Learned:
    """With the points of undated pairs times so many halves, and this added to their intercept."""
    assert learned.undated
    cards = {n: Card(c.edges, tuple(p * halves // 2 for p in c.points), c.missing * halves // 2)
             for n, c in {"kind": BY_HAND["kind"], **learned.undated.cards}.items()}  # fmt: skip
    undated = learned.undated._replace(intercept=learned.undated.intercept * halves // 2 + shift, cards=cards)
    return learned._replace(undated=undated)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the labelled sets")
    parser.add_argument("--gazetteer", type=Path, default=Path("var/gazetteer.sqlite"), help="built where there is none")
    parser.add_argument("--out", type=Path, default=Path("processors/cluster/model.json"))
    parser.add_argument(
        "--apart", type=Path, default=Path("var/train"), help="where the models go that figures are measured with"
    )
    options = parser.parse_args()
    weights, report = term_weights(options.data), reporter(options.gazetteer)
    weights |= kind_weights(outside_reports(options.data, report))
    sets = [labelled(name, reported(options.data, name, report), weights) for name in SETS]
    sets += [labelled(s.name, reported(options.data, s.name, report, dated=False), weights) for s in sets if s.dated]
    train(sets, weights, options.out, options.apart)


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
    show_thresholds(sets, scores)
    shift = shift_of(sets, scores)
    print(f"threshold {THRESHOLD}, undated pairs times {HALVES / 2} and {shift:+d}")
    print(f"model {write(model_of(stretched(learned, HALVES, shift), THRESHOLD, weights), out)} -> {out}")
    apart.mkdir(parents=True, exist_ok=True)
    before = fit(examples, early=True, start=learned)
    write(model_of(stretched(before, HALVES, shift), THRESHOLD, weights), apart / "temporal.json")
    places = {i: fold for s in sets for i, fold in zip(s.ids, labelled_folds(s), strict=True)}
    parts = {key: model_of(stretched(part, HALVES, shift), THRESHOLD, {}) for key, part in folds.items()}
    whole = Folded("", THRESHOLD, places, parts, weights)
    write(whole, apart / "folds.json")
    print(HOW.format(apart=apart, data="DATA", early=SPLIT[1]))


def recall(s: Labelled) -> str:
    """How many of the pairs of one incident are candidates, and candidates an article."""
    true = sum(n * (n - 1) // 2 for n in Counter(s.gold).values())
    found = sum(s.gold[a] == s.gold[b] for a, b in s.pairs)
    each = len(s.pairs) / len(s.gold)
    name = s.name if s.dated else f"{s.name}, undated"
    return f"{name}: {found} of {true} pairs of one incident are candidates; {each:.1f} candidates an article"


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


if __name__ == "__main__":
    main()
