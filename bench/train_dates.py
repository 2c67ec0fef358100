"""Learns which named day is the incident's: `python -m bench.train_dates DATA [--until YYYY-MM-DD]`.

Writes `processors/report/data/date_weights.json`, and prints the share of documents dated within a day, and to a time that holds
the day, each by weights that were learned from other incidents (cross-fitted in five parts, by the day of the incident).
`--until` leaves out what was published from that day on, to report on it. Deterministic: a convex problem from zero, weights
rounded to whole numbers.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import processors.report.dates.incident as dates_incident
from bench.own_news import FOLDERS, Own, own_news
from bench.reports import article
from bench.train_places import Example, learn
from events.documents import ArticleRead
from events.reports import When
from processors.report.dates.choice import BY_HAND, choose
from processors.report.dates.scene import Choice
from processors.report.dates.stretches import holds
from processors.report.gazetteer.build import build
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.step import Reporter

OUT = Path(__file__).parents[1] / "processors/report/data/date_weights.json"
SETS = ("incidents_us_dev", "casualties_us_dev")
OWN_WEIGHT = 2.0
FOLDS, LONGEST = 5, 2  # days of a stretch that still dates


class Labelled(NamedTuple):
    """A document's choices (none without a report), which of them are right, what must not be parted by cross-fitting, and how
    much it counts."""

    name: str
    day: date
    found: list[Choice]
    right: list[bool]
    fold: int
    weight: float = 1.0


class _Choices(Exception):
    """Carries the choices out of the reporter."""

    def __init__(self, found: list[Choice]) -> None:
        self.found = found


def _caught(found: Sequence[Choice], weights: Mapping[str, int]) -> Choice:
    raise _Choices(list(found))


def read(reporter: Reporter, event: ArticleRead) -> list[Choice]:
    """The times that the main report of an article may have: one where rules say it, none without a report or a day."""
    try:
        reported = reporter(event)
    except _Choices as caught:
        return caught.found
    return [Choice(r.when, {}) for r in reported.reports[:1] if r.when.date_from]


def day_of(row: dict[str, Any]) -> date | None:
    """The day that the label gives ("2014-05-12", "May 12, 2014")."""
    told = (row["gold"].get("date") or "").strip()
    if not told:
        return None
    return date.fromisoformat(told) if told[0].isdigit() else datetime.strptime(told, "%B %d, %Y").date()  # noqa: DTZ007


def is_right(when: When, day: date) -> bool:
    """As the scorer sees it: no longer than three days, one of its ends at most a day off."""
    first, last = date.fromisoformat(when.date_from), date.fromisoformat(when.date_to)
    return (last - first).days <= LONGEST and min(abs((end - day).days) for end in (first, last)) <= 1


def rights(found: Sequence[Choice], day: date) -> list[bool]:
    """Which choices are right: the day, or where it is none of them what holds it."""
    right = [is_right(c.when, day) for c in found]
    return right if any(right) else [holds(c.when, day) for c in found]


def labelled(reporter: Reporter, name: str, rows: Sequence[dict[str, Any]]) -> Iterator[Labelled]:
    """The documents whose day is known."""
    for row in rows:
        if day := day_of(row):
            found = read(reporter, article(row))
            yield Labelled(name, day, found, rights(found, day), crc32(day.isoformat().encode()) % FOLDS)


def labelled_own(reporter: Reporter, own: Own) -> Labelled | None:
    """A document of ours whose main incident was on a day that is told."""
    told = own.tells[0] if own.tells else None
    if told is None or not told.from_ or (told.to or told.from_) != told.from_:
        return None
    day, found = date.fromisoformat(told.from_), read(reporter, own.article)
    exact = [c.when.date_from == c.when.date_to == told.from_ for c in found]
    return Labelled(
        own.folder, day, found, exact if any(exact) else rights(found, day), -1 - FOLDERS.index(own.folder), OWN_WEIGHT
    )


def weights_of(documents: Sequence[Labelled]) -> dict[str, int]:
    """What these documents teach; one with nothing to choose teaches nothing."""
    told = [Example([c.signs for c in d.found], d.right, d.weight) for d in documents if any(d.right) and not all(d.right)]
    return {name: weight for name, weight in learn(told).items() if weight}


def hits(documents: Sequence[Labelled], weights: Mapping[str, int]) -> list[tuple[bool, bool]]:
    """Of each document, whether these weights choose its day, and whether they choose what holds it."""
    chosen = [(choose(d.found, {**weights, **BY_HAND}).when, d.day) if d.found else None for d in documents]
    return [(is_right(*c), holds(*c)) if c else (False, False) for c in chosen]


def main() -> None:
    """Reads the labelled sets, writes the weights, prints what they reach on documents that they were not learned from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--gazetteer", type=Path, default=Path("var/gazetteer.sqlite"), help="built where there is none")
    parser.add_argument("--until", default="9999")
    args = parser.parse_args()
    if not args.gazetteer.exists():
        build(args.gazetteer)
    reporter = Reporter(Gazetteer.open(args.gazetteer))
    dates_incident.choose = _caught
    documents: list[Labelled] = []
    for name in SETS:
        rows = [json.loads(line) for line in (args.data / f"{name}.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n")]
        documents += labelled(reporter, name, [r for r in rows if (r.get("published") or "") < args.until])
    documents += filter(None, (labelled_own(reporter, own) for own in own_news() if own.article.published < args.until))
    for name in (*SETS, *FOLDERS):
        right = []
        for fold in {d.fold for d in documents if d.name == name}:
            part = [d for d in documents if d.fold == fold and d.name == name]
            right += hits(part, weights_of([d for d in documents if d.fold != fold]))
        day, held = (sum(which) / len(right) for which in zip(*right, strict=True))
        print(f"{name}: within a day {day:.4f} of {len(right)}, in what holds it {held:.4f}, cross-fitted")
    weights = weights_of(documents)
    OUT.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights of {len(documents)} documents")


if __name__ == "__main__":
    main()
