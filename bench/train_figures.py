"""Learns which total of killed and of injured an article means: `python -m bench.train_figures DATA`, part of `make train`.

Prints the cross-fitted figures first: five folds, by incident where the set names it, else by the first words of the text (a copy
is in its original's fold); every report is answered by points that saw nothing of its fold. What is shipped learned from all.
Classes 0, 1, 2, 3 and more weigh by the inverse root of how often they are, lest 0 and 1 drown the rest. Deterministic: fixed
folds, a convex problem, points rounded to a hundredth.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bench.clustering import article_of
from bench.train_weights import rows
from processors.report.claims_candidates import Candidate, Context, Counted, candidates
from processors.report.claims_choice import ROLES, choose
from processors.report.gazetteer import Gazetteer
from processors.report.gazetteer_build import build
from processors.report.step import Reporter

SETS = {"casualties_us_dev": 1.0, "casualties_spans_dev": 1.5, "incidents_us_dev": 1.0}
FOLDS, PENALTY, LEAST_SEEN, MOST = 5, 1.0, 4, 4
BALANCE = 0.3  # 0: classes weigh as often as they are; 1: all the same
LEAD = 150
# The labelled sets hold American news of gunfire, so they can't teach what a flood's or an earthquake's
# figures look like: there the largest count of a sentence that nothing speaks against is preferred, and a toll everywhere.
BY_HAND = {"killed.most": 1000, "injured.most": 1000, "killed.toll": 300, "injured.toll": 300}


class Labelled(NamedTuple):
    """A report's counts and what the set says that they come to."""

    name: str
    fold: int
    gold: Mapping[str, int]
    counted: Sequence[Counted]
    context: Context


class Example(NamedTuple):
    row: int
    found: Sequence[Candidate]
    right: Sequence[bool]
    weight: float


def labelled(data: Path, reporter: Reporter) -> Iterator[Labelled]:
    for name in SETS:
        for row in rows(data / f"{name}.jsonl"):
            gold: Any = row["gold"]
            key = str(gold.get("incident") or str(row["text"])[:LEAD])
            fold = hashlib.sha256(key.encode()).digest()[0] % FOLDS
            told = reporter.figures(article_of(row))
            if told:
                figures = {r: int(gold[r]) for r in ROLES if gold.get(r) is not None}
                yield Labelled(name, fold, figures, told[0][1], told[0][2])


def examples(role: str, told: Sequence[Labelled], killed: Sequence[int]) -> Iterator[Example]:
    often = Counter((t.name, min(t.gold[role], MOST)) for t in told if role in t.gold)
    size = Counter(t.name for t in told if role in t.gold)
    for i, t in enumerate(told):
        if role not in t.gold:
            continue
        found = candidates(role, t.counted, t.context._replace(killed=killed[i]) if killed else t.context)
        right = [c.value == t.gold[role] for c in found]
        if not any(right):
            right = [c.value >= MOST and t.gold[role] >= MOST for c in found]
        share = size[t.name] / (MOST + 1) / often[t.name, min(t.gold[role], MOST)]
        yield Example(i, found, right, SETS[t.name] * share**BALANCE)


def fit(given: Sequence[Example]) -> dict[str, int]:
    """Feature -> points: the maximum of the penalised likelihood."""
    used = [e for e in given if any(e.right) and len(e.found) > 1]
    seen = Counter(f for e in given for c in e.found for f in set(c.features))
    names = sorted(f for f, n in seen.items() if n >= LEAST_SEEN and f not in BY_HAND)
    place = {f: n for n, f in enumerate(names)}
    of = [[place[f] for f in c.features if f in place] for e in used for c in e.found]
    columns, ends = np.array([f for row in of for f in row]), np.cumsum([0, *map(len, of)])
    table = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(of), len(names)))
    given_points = np.array([sum(BY_HAND.get(f, 0) for f in c.features) / 100 for e in used for c in e.found])
    right = np.array([r for e in used for r in e.right], dtype=float)
    start = np.cumsum([0, *(len(e.found) for e in used)])[:-1]
    group = np.repeat(np.arange(len(used)), [len(e.found) for e in used])
    weight = np.array([e.weight for e in used])
    back = table.T.tocsr()

    def loss(points: np.ndarray) -> tuple[float, np.ndarray]:
        score = table @ points + given_points
        raised = np.exp(score - np.maximum.reduceat(score, start)[group])
        all_of, right_of = np.add.reduceat(raised, start), np.add.reduceat(raised * right, start)
        pull = (raised / all_of[group] - raised * right / right_of[group]) * weight[group]
        return float((weight * np.log(all_of / right_of)).sum() + PENALTY / 2 * points @ points), back @ pull + PENALTY * points

    points = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return BY_HAND | {f: p for f, p in zip(names, (round(100 * float(v)) for v in points), strict=True) if p}


def cross_fitted(told: Sequence[Labelled]) -> dict[str, list[int]]:
    """Role -> the total chosen for each report by points that saw nothing of its fold."""
    chosen: dict[str, list[int]] = {}
    for role in ROLES:
        given = list(examples(role, told, chosen.get("killed", ())))
        chosen[role] = [0] * len(told)
        for fold in range(FOLDS):
            points = fit([e for e in given if told[e.row].fold != fold])
            for e in given:
                if told[e.row].fold == fold:
                    chosen[role][e.row] = choose(e.found, points).value
    return chosen


def macro_f1(pairs: Sequence[tuple[int, int]]) -> float:
    scores = []
    for k in range(MOST + 1):
        hit = sum(g == k == p for g, p in pairs)
        said, is_so = sum(p == k for _, p in pairs), sum(g == k for g, _ in pairs)
        scores += [2 * hit / (said + is_so)] if is_so else []
    return sum(scores) / len(scores)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the labelled sets")
    parser.add_argument("--gazetteer", type=Path, default=Path("var/gazetteer.sqlite"), help="built where there is none")
    parser.add_argument("--out", type=Path, default=Path("processors/report/data/figures.json"))
    options = parser.parse_args()
    if not options.gazetteer.exists():
        build(options.gazetteer)
    told = list(labelled(options.data, Reporter(Gazetteer.open(options.gazetteer))))
    chosen = cross_fitted(told)
    for name in SETS:
        for role in ROLES:
            both = [(t, c) for t, c in zip(told, chosen[role], strict=True) if t.name == name and role in t.gold]
            here = [(min(t.gold[role], MOST), min(c, MOST)) for t, c in both]
            exact = sum(g == p for g, p in here) / len(here)
            print(f"{name} {role}: cross-fitted macro-F1 {macro_f1(here):.3f}, right {exact:.3f} of {len(here)}")
    points: dict[str, int] = {}
    for role in ROLES:
        points |= fit(list(examples(role, told, chosen["killed"] if role == "injured" else ())))
    options.out.write_text(json.dumps(points, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(points)} features, {hashlib.sha256(msgspec.json.encode(points)).hexdigest()[:12]} -> {options.out}")


if __name__ == "__main__":
    main()
