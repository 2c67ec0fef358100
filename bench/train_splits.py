"""Learns which passages tell of an incident of their own, and which articles tell a story (`processors/report/own.py`), from
labelled news: part of `make train DATA=...`, or `python -m bench.train_splits DATA`.

Deterministic: fixed folds, a convex problem, coefficients rounded to whole numbers. Learned from: wire reports whose incidents
are labelled (MUC-3 and MUC-4), where two of kind, time and place must agree; local news of single incidents, whose main passage
is one; and news of all kinds, where each article is a story. Figures are cross-fitted in five folds, by document, or by topic
where a set has topics.
"""

import argparse
import json
import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.clustering import reporter
from bench.reports import article
from events.reports import Report
from processors.report.points import Signs
from processors.report.step import Reporter
from processors.report.taxonomy import OTHER

WIRE, TOPICS = "reports_latam_dev", "events_ecb_dev"
STORIES = (TOPICS, "geo_lgl", "geo_geovirus", "pairs_ru_en_dev")  # news of all kinds, each set with the same share
SINGLE = ("incidents_us_dev", "casualties_us_dev")
BEFORE = "2016-07-01"  # what the sets of single incidents hold from then on is reported on, never learned from
FOLDS, STEPS, PENALTY = 5, 6, 0.03
OPTIONAL, PARTLY, SINGLE_WEIGHT = 0.5, 0.7, 100.0
LOST = 60  # one story in so many may be lost
OUT = Path("processors/report/data/splits.json")
KINDS = {
    "BOMBING": "explosion bombing shelling air_strike drone_strike missile_strike",
    "ATTACK": "attack armed_clash shooting assassination killing shelling air_strike assault",
    "KIDNAPPING": "abduction hostage_taking",
    "ARSON": "arson fire",
    "ROBBERY": "robbery looting",
    "FORCED WORK STOPPAGE": "strike",
}
REGIONS = {"DEPARTMENT", "PROVINCE", "REGION", "STATE", "AREA"}
YES, NO, MAYBE, MISSED, UNASKED = 1, 0, 2, 3, 4
ASKED = frozenset(kind for kinds in KINDS.values() for kind in kinds.split())


class Example(NamedTuple):
    """A passage: its signs, whether it is an incident, its fold, its set, and of a main one its article's signs: none of an
    article that is too short to judge."""

    signs: Signs
    label: int
    fold: int
    source: str
    story: Signs | None


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a labelled set."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield from [{**row, **row[side]} for side in "ab"] if "label" in row else [row]


def examples(report: Reporter, data: Path) -> Iterator[Example]:
    """All passages that are learned from."""
    for source in (WIRE, *STORIES, *SINGLE):
        for row in rows(data / f"{source}.jsonl"):
            if source in SINGLE and (row.get("published") or "") >= BEFORE:
                continue
            story, passages = report.candidates(article(row))
            name = row["gold"]["incident"].split("_")[0] if source == TOPICS else row["id"]
            fold = zlib.crc32(name.encode()) % FOLDS
            labels = _labels(row["gold"]["incidents"], [r for _, r in passages]) if source == WIRE else [YES]
            for n, ((signs, _), label) in enumerate(zip(passages, labels, strict=False)):
                yield Example(signs, label, fold, source, story if n == 0 else None)


def _labels(gold: Sequence[Mapping[str, Any]], reports: Sequence[Report]) -> list[int]:
    """Each incident takes the first report that agrees with it; what is left is none, or may be one that nothing was found of."""
    labels, missed = [NO] * len(reports), False
    for incident in sorted(gold, key=lambda g: bool(g.get("optional"))):
        hit = next((n for n, r in enumerate(reports) if labels[n] == NO and agrees(incident, r)), None)
        if hit is not None:
            labels[hit] = MAYBE if incident.get("optional") else YES
        missed |= hit is None and not incident.get("optional")
    # What the codebook doesn't ask for, such as an air crash, is neither.
    labels = [MISSED if label == NO and missed else label for label in labels]
    return [
        UNASKED if label in (NO, MISSED) and r.event_type not in ASKED | {OTHER} else label
        for label, r in zip(labels, reports, strict=True)
    ]


def agrees(gold: Mapping[str, Any], report: Report) -> bool:
    """Whether two of kind, time and place agree."""
    votes = [any(report.event_type in of.split() for name, of in KINDS.items() if gold["type"].startswith(name))]
    low, high = _day(gold.get("date_from")), _day(gold.get("date_to") or gold.get("date_from"))
    if low and high:
        votes.append(_meets(low, high, report))
    parts = re.findall(r"([^:()\-]+?)\s*\(([A-Z ]+)\)", gold.get("location") or "")
    names = {_plain(n) for n, level in parts if level.strip() not in REGIONS} or {_plain(n) for n, _ in parts}
    if names:
        votes.append(bool(report.place) and _plain(report.place.name if report.place else "") in names)
    return sum(votes) >= min(2, len(votes))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _meets(low: date, high: date, report: Report) -> bool:
    if not report.when.date_from:
        return False
    first, last = date.fromisoformat(report.when.date_from), date.fromisoformat(report.when.date_to)
    return first <= high and low <= last and (last - first).days <= (high - low).days + 2


def _plain(name: str) -> str:
    letters = "".join(c for c in unicodedata.normalize("NFKD", name.upper()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[A-Z0-9]+", letters))


class Learner:
    """A logistic regression over steps: a column is 1 from its edge on, so that neighbouring stretches share what they learn."""

    def __init__(self, signs: Sequence[Signs]) -> None:
        self.edges: dict[str, list[int]] = {}
        for name in max(signs, key=len):
            values = np.array([s[name] for s in signs if name in s])
            steps = {int(q) for q in np.quantile(values, np.linspace(0, 1, STEPS + 1)[1:], method="lower")}
            above = values[values > values.min()]
            self.edges[name] = sorted({*steps, *([int(above.min())] if len(above) else [])} - {int(values.min())})
        steps_of = [(name, e) for name, edges in self.edges.items() for e in edges]
        self.steps = steps_of
        self.usual = np.array([np.mean([s[name] >= e for s in signs if name in s]) for name, e in steps_of])
        self.coefficients = np.zeros(0)
        self.intercept = 0.0

    def encoded(self, signs: Sequence[Signs]) -> np.ndarray:
        """Rows of steps; what isn't told is as usual."""
        rows = [[s[name] >= e if name in s else u for (name, e), u in zip(self.steps, self.usual, strict=True)] for s in signs]
        return np.array(rows, dtype=np.float64)

    def fit(
        self, signs: Sequence[Signs], labels: Sequence[bool], weights: Sequence[float], penalty: float = PENALTY
    ) -> "Learner":
        """Learns; the same input gives the same coefficients."""
        model = LogisticRegression(C=penalty, max_iter=2000).fit(self.encoded(signs), labels, sample_weight=weights)
        self.coefficients, self.intercept = model.coef_[0], float(model.intercept_[0])
        return self

    def table(self, threshold: int) -> dict[str, Any]:
        """The decision as it is shipped."""
        cards, at = {}, 0
        for name, edges in self.edges.items():
            steps = [round(1000 * c) for c in self.coefficients[at : at + len(edges)]]
            points = [sum(steps[:n]) for n in range(len(edges) + 1)]
            usual = round(1000 * float(self.usual[at : at + len(edges)] @ self.coefficients[at : at + len(edges)]))
            cards[name] = {"edges": edges, "points": points, "unknown": usual}
            at += len(edges)
        return {"threshold": threshold, "intercept": round(1000 * self.intercept), "cards": cards}

    def scores(self, signs: Sequence[Signs]) -> np.ndarray:
        """Thousandths of a logit."""
        return np.rint(1000 * (self.encoded(signs) @ self.coefficients + self.intercept))


def cross_fitted(
    signs: Sequence[Signs], labels: np.ndarray, weights: np.ndarray, folds: np.ndarray, penalty: float = PENALTY
) -> np.ndarray:
    """The score of each by a learner that saw nothing of its fold."""
    scores = np.zeros(len(signs))
    for fold in sorted(set(folds.tolist())):
        rest, own = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        rest = rest[weights[rest] > 0]
        learner = Learner([signs[i] for i in rest]).fit([signs[i] for i in rest], labels[rest], weights[rest], penalty)
        scores[own] = learner.scores([signs[i] for i in own])
    return scores


def learn(found: Sequence[Example], incidents: int) -> dict[str, Any]:
    """Both decisions; prints what they come to. `incidents`: how many the wire reports hold."""
    labels = np.array([e.label for e in found])
    sources, folds = np.array([e.source for e in found]), np.array([e.fold for e in found])
    wire, main = sources == WIRE, np.array([e.story is not None for e in found])
    signs = [e.signs for e in found]
    weights = np.select(
        [wire & (labels == UNASKED), wire & (labels == MAYBE), wire & (labels == MISSED), wire], [0.0, OPTIONAL, PARTLY, 1.0], 0.0
    )
    for name in SINGLE:
        weights[sources == name] = SINGLE_WEIGHT / max(1, (sources == name).sum())
    wanted = (labels == YES) | (labels == MAYBE)
    own = cross_fitted(signs, wanted, weights, folds)
    own_from = _best(own[wire], labels[wire], incidents)
    doubted = np.array([bool(e.story) for e in found]) & (own < own_from)
    learned = doubted & (np.isin(sources, STORIES) | (wire & ~wanted & (labels != UNASKED)))
    is_story = np.isin(sources, STORIES)
    weigh = np.where(learned & wire, 1.0, 0.0)
    for name in STORIES:
        of = learned & (sources == name)
        weigh[of] = (learned & wire).sum() / len(STORIES) / max(1, of.sum())
    stories = [e.story or {} for e in found]
    at = np.flatnonzero([bool(s) for s in stories])
    story = np.full(len(found), 10**6)
    story[at] = cross_fitted([stories[i] for i in at], is_story[at], weigh[at], folds[at])
    story_from = losing(story, doubted, [main & (sources == name) for name in STORIES])
    kept = (own >= own_from) | (main & (story >= story_from))
    for name in sorted(set(sources)):
        print(
            f"{name}: {(kept & main & (sources == name)).sum()} of {(main & (sources == name)).sum()} articles keep a main report"
        )
    right, wrong = (wire & kept & (labels == YES)).sum(), (wire & kept & np.isin(labels, (NO, MISSED))).sum()
    print(
        f"{WIRE}, but for kinds that it asks nothing of: P {right / (right + wrong):.3f} R {right / incidents:.3f} "
        f"F1 {2 * right / (right + wrong + incidents):.3f}"
    )
    used = np.flatnonzero(weights > 0)
    taught = np.flatnonzero(learned)
    return {
        "own": Learner([signs[i] for i in used]).fit([signs[i] for i in used], wanted[used], weights[used]).table(own_from),
        "story": Learner([stories[i] for i in taught])
        .fit([stories[i] for i in taught], is_story[taught], weigh[taught])
        .table(story_from),
    }


def _best(scores: np.ndarray, labels: np.ndarray, incidents: int) -> int:
    """The threshold with the best F1."""
    order = np.argsort(-scores, kind="stable")
    right, wrong = np.cumsum(labels[order] == YES), np.cumsum(np.isin(labels[order], (NO, MISSED)))
    return int(scores[order][int(np.argmax(2 * right / (right + wrong + incidents)))])


def losing(scores: np.ndarray, doubted: np.ndarray, sets: Sequence[np.ndarray], lost: int = LOST) -> int:
    """The threshold that loses one in `lost` of the sets' articles, each set having the same share."""
    shares = sum(np.where(of & doubted, 1 / max(1, of.sum()) / len(sets), 0.0) for of in sets)
    order = np.argsort(scores, kind="stable")
    return int(scores[order][int(np.searchsorted(np.cumsum(shares[order]), 1 / lost, side="right"))])


def write(path: Path, decisions: Mapping[str, Any]) -> None:
    """Writes decisions as they are shipped, a card a line."""
    path.write_text(json.dumps(decisions, separators=(",", ":")).replace('},"', '},\n"') + "\n", "utf-8")
    print(f"written: {path}")


def main() -> None:
    """Learns and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the labelled sets")
    parser.add_argument("--gazetteer", type=Path, default=Path("var/gazetteer.sqlite"), help="built where there is none")
    args = parser.parse_args()
    found = list(examples(reporter(args.gazetteer), args.data))
    incidents = sum(not g.get("optional") for row in rows(args.data / f"{WIRE}.jsonl") for g in row["gold"]["incidents"])
    write(OUT, learn(found, incidents))


if __name__ == "__main__":
    main()
