"""Learns which named place is the incident's: `python -m bench.train_places DATA [--until YYYY-MM-DD]`.

Writes `processors/report/data/place_weights.json`. Each labelled document with a known place is learned from as it is, without
its outlet, and with another outlet's home (as if it ran far off), so that a home stays evidence among others; our own news of
all kinds and languages (own_news.py) counts beside it. `--until` leaves out what was published from that day on, to report on
it. Deterministic: a convex problem from zero, weights rounded to whole numbers.
"""

import argparse
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

import processors.report.draft as draft
from bench.own_news import Own, own_news
from bench.reports import article
from events.documents import ArticleRead
from events.reports import Place
from processors.report.gazetteer.build import build
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.gazetteer.names import key_of
from processors.report.gazetteer.nearby import km
from processors.report.places.incident import choices
from processors.report.places.rank import ASIDES, Candidate
from processors.report.step import Reporter

OUT = Path(__file__).parents[1] / "processors/report/data/place_weights.json"
SETS = ("incidents_us_dev", "reports_latam_dev")
NEAR = 25  # km
AS_IT_IS, UNKNOWN, ELSEWHERE = 1.0, 0.3, 0.15  # what a document counts: with its outlet, without, with another
OURS = 2.0  # what a document of our own counts
_LEVEL = re.compile(r"([^:()\-]+?)\s*\(([A-Z ]+)\)")
_REGIONS = frozenset({"DEPARTMENT", "PROVINCE", "REGION", "STATE", "AREA"})
PENALTY, SCALE = 2.0, 100


class Example(NamedTuple):
    """The features of the places that an article may be about, which of them are right, and what it counts."""

    features: list[dict[str, int]]
    right: list[bool]
    weight: float


class _Choices(Exception):
    """Carries the candidates out of the reporter."""

    def __init__(self, found: list[Candidate]) -> None:
        self.found = found


def _caught(*args: Any, **kwargs: Any) -> None:
    raise _Choices(choices(*args, **kwargs))


def read(reporter: Reporter, read_as: ArticleRead) -> list[Candidate]:
    """The places that the main report of an article may have."""
    try:
        reporter(read_as)
    except _Choices as caught:
        return caught.found
    return []


def is_right(place: Place, gold: dict[str, Any]) -> bool:
    """Is it the place that the label gives, by its point or, in a chain ("PERU: CUSCO (REGION) - CUSCO (CITY)"), by its name?"""
    if gold.get("lat") is not None:
        return km(place.lat, place.lon, gold["lat"], gold["lon"]) <= NEAR
    parts = _LEVEL.findall(gold["incidents"][0]["location"])
    fine = {key_of(name) for name, level in parts if level.strip() not in _REGIONS}
    return key_of(place.name) in (fine or {key_of(name) for name, _ in parts})


def placed(row: dict[str, Any]) -> bool:
    """Does its label say where its incident was? Only documents of one incident do."""
    incidents = row["gold"].get("incidents") or []
    return row["gold"].get("lat") is not None or (len(incidents) == 1 and "(" in (incidents[0].get("location") or ""))


def examples(reporter: Reporter, rows: Sequence[dict[str, Any]]) -> Iterator[Example]:
    """What is learned from; a document whose right place is none of the candidates teaches nothing."""
    outlets = sorted({row["source"] for row in rows if row.get("source")})
    for row in rows:
        other = random.Random(row["id"]).choice(outlets)
        for publisher, weight in ((row.get("source"), AS_IT_IS), (None, UNKNOWN), (other, ELSEWHERE)):
            if publisher is None and not row.get("source") and weight == UNKNOWN:
                continue
            found = read(reporter, article(row | {"source": publisher}))
            right = [is_right(c.place, row["gold"]) for c in found]
            if weight == ELSEWHERE and any(c.features.get("stray") for c, ok in zip(found, right, strict=True) if ok):
                continue  # no story that runs far off leaves its readers to guess the region
            if any(right) and not all(right):
                yield Example([c.features for c in found], right, weight)


def own_examples(reporter: Reporter, news: Iterable[Own]) -> Iterator[Example]:
    """Our own news: the places of the main incident, by name."""
    for own in news:
        main = next((t for t in own.tells if t.main), own.tells[0] if own.tells else None)
        if main is None or not main.places:
            continue
        found, names = read(reporter, own.article), {key_of(name) for name in main.places}
        right = [key_of(c.place.name) in names and main.country in ("", c.place.country) for c in found]
        if any(right) and not all(right):
            yield Example([c.features for c in found], right, OURS)


def learn(found: Sequence[Example]) -> dict[str, int]:
    """Whole weights of the conditional logit in which any right place will do."""
    names = sorted({name for e in found for f in e.features for name in f} - ASIDES.keys())
    column = {name: i for i, name in enumerate(names)}
    rows = [row for e in found for row in e.features]
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                x[i, column[name]] = value
    right = np.array([r for e in found for r in e.right])
    starts = np.cumsum([0, *(len(e.right) for e in found)])[:-1]
    group = np.repeat(np.arange(len(found)), [len(e.right) for e in found])
    weight = np.array([e.weight for e in found])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = x @ w
        score -= np.maximum.reduceat(score, starts)[group]
        all_ = np.exp(score)
        good = np.where(right, all_, 0)
        total, hit = np.add.reduceat(all_, starts), np.add.reduceat(good, starts)
        value = float((weight * (np.log(total) - np.log(np.maximum(hit, 1e-300)))).sum() + PENALTY * (w @ w) / 2)
        push = (weight / total)[group] * all_ - (weight / np.maximum(hit, 1e-300))[group] * good
        return value, x.T @ push + PENALTY * w

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 2000, "ftol": 1e-12}).x
    return {name: round(SCALE * float(best[column[name]])) for name in names}


def main() -> None:
    """Reads the labelled sets, writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--gazetteer", type=Path, default=Path("var/gazetteer.sqlite"), help="built where there is none")
    parser.add_argument("--until", default="9999")
    args = parser.parse_args()
    rows = [json.loads(line) for name in SETS for line in (args.data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [r for r in rows if placed(r) and (r.get("published") or "") < args.until]
    if not args.gazetteer.exists():
        build(args.gazetteer)
    reporter = Reporter(Gazetteer.open(args.gazetteer))
    draft.place_of = _caught  # type: ignore[assignment]
    found = [*examples(reporter, rows), *own_examples(reporter, own_news())]
    weights = {name: w for name, w in learn(found).items() if w}
    OUT.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(found)} examples of {len(rows)} documents, {len(weights)} weights")


if __name__ == "__main__":
    main()
