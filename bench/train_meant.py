"""Learns whether the words that name an incident are meant: `python -m bench.train_meant DATA [--without SET]`.

What `processors/report/meant.py` decides by. Writes `processors/report/data/meant.json`, and prints what it comes to in five
folds, by document, or by topic where a set has topics, and by sets: what those who saw nothing of a set make of it. Learned from
general news whose first reports we labelled (`bench/labels/meant.toml`), sets of incidents (all meant; those of gunfire until
July 2016), our own news of seven languages, and texts in which words of violence are figures of speech
(`tests/unit/report/themes`). Deterministic, as train_splits.py is.
"""

import argparse
import tomllib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

import bench.train_splits as splits
from bench.clustering import reporter
from bench.own_news import TESTS, own_news
from bench.reports import article
from processors.report.points import Signs
from processors.report.step import Reporter

OUT = Path(__file__).parents[1] / "processors/report/data/meant.json"
LABELS = Path(__file__).parent / "labels/meant.toml"
JUDGED = ("geo_lgl", "geo_geovirus", "feeditems_restory_dev", splits.TOPICS)
INCIDENTS = {"incidents_us_dev": 6, "casualties_us_dev": 6, splits.WIRE: 1}  # one article in so many
THEMES = ("first", "second", "third", "fifth", "sixth")
# What the meant and the others of a set come to together; of a set with only one of them, that one.
WEIGHTS = {
    "geo_lgl": (75, 75), "geo_geovirus": (30, 30), "feeditems_restory_dev": (6, 6), splits.TOPICS: (50, 50),
    "incidents_us_dev": (60, 0), "casualties_us_dev": (40, 0), splits.WIRE: (100, 20), "own": (260, 20), "themes": (150, 110),
}  # fmt: skip
PENALTY = 0.15
FEWEST = 20  # of meant reports of a set that tell what is lost of it
LOST = 60  # one meant report in so many may be lost, each set with the same share


class Example(NamedTuple):
    """An article's first report. `part`: what must not be parted by cross-fitting."""

    source: str
    part: str
    meant: bool
    signs: Signs


def examples(report: Reporter, data: Path) -> Iterator[Example]:
    """All that is learned from."""
    labels = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    for source in (*JUDGED, *INCIDENTS):
        for number, row in enumerate(splits.rows(data / f"{source}.jsonl")):
            if number % INCIDENTS.get(source, 1) or (source in splits.SINGLE and (row.get("published") or "") >= splits.BEFORE):
                continue
            part = row["gold"]["incident"] if source == splits.TOPICS else row["id"]
            for kind, signs in report.senses(article(row))[:1]:
                meant = _judged(labels[source], source, part, kind) if source in labels else _told(source, row)
                if meant is not None:
                    yield Example(source, part.split("ecb")[0] if source == splits.TOPICS else part, meant, signs)
    for own in own_news():
        kinds = {kind for tells in own.tells for kind in tells.kinds}
        for kind, signs in report.senses(own.article)[:1]:
            if kind in kinds or kinds <= {"other"}:
                yield Example("own", own.folder, kind in kinds, signs)
    for name in THEMES:
        for text in tomllib.loads((TESTS / f"unit/report/themes/{name}.toml").read_text(encoding="utf-8"))["text"]:
            text["lang"] = text["language"]
            for kind, signs in report.senses(article(text))[:1]:
                if text["kind"] in ("other", "incident", kind):
                    yield Example("themes", f"{name} {text['id']}", text["kind"] != "other", signs)


def _judged(labels: Mapping[str, Any], source: str, part: str, kind: str) -> bool | None:
    """What the labels of a set say; nothing where they don't judge it."""
    number = part.rpartition("-")[2] if source.startswith("geo") else part
    if number in labels.get("unjudged", "").split():
        return None
    if number in labels.get("unmeant", "").split():
        return False
    meant = labels.get("meant", "")
    told = kind in meant.get(part, "").split() if source == splits.TOPICS else number in meant.split()
    return True if told else labels.get("others")


def _told(source: str, row: Mapping[str, Any]) -> bool | None:
    """Whether a set of incidents has one for the article; one that labels leave open is not judged."""
    if source != splits.WIRE:
        return True
    wanted = [not incident.get("optional") for incident in row["gold"]["incidents"]]
    return any(wanted) if any(wanted) or not wanted else None


def learn(found: Sequence[Example]) -> dict[str, Any]:
    """The decisions, of articles with a title and without, each learned apart; prints what they come to."""
    weights = _weights(found)
    titled = np.array(["title" in e.signs for e in found])
    return {
        name: _learned(name, [e for e, of in zip(found, mask, strict=True) if of], weights[mask])
        for name, mask in (("meant", titled), ("meant without title", ~titled))
    }


def _weights(found: Sequence[Example]) -> np.ndarray:
    sources, meant, weights = np.array([e.source for e in found]), np.array([e.meant for e in found]), np.zeros(len(found))
    for source, (yes, no) in WEIGHTS.items():
        for of, weight in ((meant, yes), (~meant, no)):
            weights[(sources == source) & of] = weight / max(1, ((sources == source) & of).sum())
    return weights


def _learned(name: str, found: Sequence[Example], weights: np.ndarray) -> dict[str, Any]:
    sources, meant = np.array([e.source for e in found]), np.array([e.meant for e in found])
    signs, sets = [e.signs for e in found], dict.fromkeys(sources.tolist())
    folds = np.array([zlib.crc32(e.part.encode()) % splits.FOLDS for e in found])
    scores = splits.cross_fitted(signs, meant, weights, folds, PENALTY)
    judged = [of for of in (meant & (sources == s) for s in sets) if of.sum() >= FEWEST]
    threshold = splits.losing(scores, meant, judged, LOST)
    _print(f"{name}, five folds", scores >= threshold, sources, meant)
    if len(sets) > 1:
        apart = splits.cross_fitted(signs, meant, weights, np.array([list(sets).index(s) for s in sources]), PENALTY)
        _print(f"{name}, nothing seen of the set", apart >= threshold, sources, meant)
    return splits.Learner(signs).fit(signs, meant, weights, PENALTY).table(threshold)


def _print(what: str, held: np.ndarray, sources: np.ndarray, meant: np.ndarray) -> None:
    print(f"{what}:")
    for source in dict.fromkeys(sources.tolist()):
        yes, no = (sources == source) & meant, (sources == source) & ~meant
        lost, caught = (yes & ~held).sum(), (no & ~held).sum()
        stand = (yes & held).sum() / max(1, ((yes | no) & held).sum())
        counts = f"{lost} of {yes.sum()} meant lost, {caught} of {no.sum()} others caught"
        print(f"  {source}: {counts}; of those that stand {stand:.3f} meant")


def main() -> None:
    """Learns and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the labelled sets")
    parser.add_argument("--gazetteer", type=Path, default=Path("var/gazetteer.sqlite"), help="built where there is none")
    parser.add_argument("--without", default="", help="a set to learn nothing from, to report on it")
    args = parser.parse_args()
    found = [e for e in examples(reporter(args.gazetteer), args.data) if e.source != args.without]
    splits.write(OUT, learn(found))


if __name__ == "__main__":
    main()
