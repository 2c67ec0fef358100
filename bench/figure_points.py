"""The conditional logit that learns which of some candidates is right: features, and words of the article, to points."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from processors.report.totals.counted import Candidate
from processors.report.totals.words import MORE, SHARE, SOME

LEAST_SEEN = 4  # examples that a feature must stand in
# The labelled sets hold American news of gunfire, so they can't teach what a flood's or an earthquake's figures look like: there
# the largest count of a sentence that nothing speaks against is preferred, a toll everywhere, and that somebody was hurt is
# believed sooner.
BY_HAND = {"injured.0.nogun": -100, "killed.most": 1000, "injured.most": 1000, "killed.toll": 300, "injured.toll": 300}


class Example(NamedTuple):
    """The candidates of a report for a role; `words`: those of it that may have points, none to learn from counts alone."""

    row: int
    role: str
    found: Sequence[Candidate]
    right: Sequence[bool]
    weight: float
    words: Sequence[str] = ()


def fit(given: Sequence[Example], penalty: float) -> dict[str, int]:
    """Feature, or "<role>.1+.<word>" and "<role>.2+.<word>", -> points in hundredths: the maximum of the penalised likelihood."""
    used = [e for e in given if any(e.right) and len(e.found) > 1]
    seen = Counter(f for e in given for c in e.found for f in set(c.features))
    names = sorted(f for f, n in seen.items() if n >= LEAST_SEEN and f not in BY_HAND)
    names += sorted({f"{e.role}.{part}.{w}" for e in given for w in e.words for part in (SOME, MORE)})
    table = _table(used, {f: n for n, f in enumerate(names)})
    points = _most_likely(table, used, penalty)
    return BY_HAND | {f: p for f, p in zip(names, (round(100 * float(v)) for v in points), strict=True) if p}


def _table(used: Sequence[Example], place: dict[str, int]) -> csr_matrix:
    """One row a candidate: 1 for each of its features, and an equal share for each word."""
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for e in used:
        share = SHARE / len(e.words) ** 0.5 if e.words else 0.0
        parts = [[place[f"{e.role}.{part}.{w}"] for w in e.words] for part in (SOME, MORE)]
        for c in e.found:
            features = [place[f] for f in c.features if f in place]
            words = [at for part in parts[: min(c.value, len(parts))] for at in part]
            columns += features + words
            values += [1.0] * len(features) + [share] * len(words)
            ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(place)))


def _most_likely(table: csr_matrix, used: Sequence[Example], penalty: float) -> np.ndarray:
    given = np.array([sum(BY_HAND.get(f, 0) for f in c.features) / 100 for e in used for c in e.found])
    right = np.array([r for e in used for r in e.right], dtype=float)
    start = np.cumsum([0, *(len(e.found) for e in used)])[:-1]
    group = np.repeat(np.arange(len(used)), [len(e.found) for e in used])
    weight = np.array([e.weight for e in used])
    back = table.T.tocsr()

    def loss(points: np.ndarray) -> tuple[float, np.ndarray]:
        score = table @ points + given
        raised = np.exp(score - np.maximum.reduceat(score, start)[group])
        all_of, right_of = np.add.reduceat(raised, start), np.add.reduceat(raised * right, start)
        pull = (raised / all_of[group] - raised * right / right_of[group]) * weight[group]
        return float((weight * np.log(all_of / right_of)).sum() + penalty / 2 * points @ points), back @ pull + penalty * points

    return minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
