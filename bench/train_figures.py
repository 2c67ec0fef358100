"""Learns which total of killed and of injured an article means: `python -m bench.train_figures DATA`, part of `make train`.

Prints the cross-fitted figures first: five folds, by incident where the set names it, else by the first words of the text (a copy
is in its original's fold); every report is answered by points that saw nothing of its fold. What is shipped learned from all.
Classes 0, 1, 2, 3 and more weigh a little more where they are rare, lest 0 and 1 drown the rest. Two sets of points: of
the counts alone, for every language and kind of news (`figures.json`), and of counts and words, for news of gunfire in a
language that was learned from (`figure_words.json`). Deterministic: fixed folds, a convex problem, points rounded to a hundredth.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from bench.clustering import article_of
from bench.figure_points import Example, fit
from bench.train_weights import rows
from processors.report.gazetteer.build import build
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.step import Reporter
from processors.report.totals.candidates import candidates
from processors.report.totals.choice import choose, totals
from processors.report.totals.counted import Context, Counted
from processors.report.totals.words import ROLES, Worded, by_role, known_words, opinion

SETS = {"casualties_us_dev": 1.0, "casualties_spans_dev": 1.5, "incidents_us_dev": 1.0}
FOLDS, MOST = 5, 4
PENALTY, PENALTY_WITH_WORDS = 1.0, 4.0
BALANCE, BALANCE_WITH_WORDS = 0.3, 0.1  # 0: classes weigh as often as they are; 1: all the same
LEAD = 150
LEAST_TOLD, MOST_TOLD = 100, 0.7  # reports that a word, or two in a row, must stand in, and the share of them that they may
# What the sets call killed and injured leaves out some whom their articles tell of. Where counts alone decide, in other languages
# and other news, they are taken at their word a little sooner.
DOUBTED = {"killed.0": -50, "injured.0": -100}
NOTHING = Context({}, False, frozenset(), frozenset(), 0, 0, 0)


class Labelled(NamedTuple):
    """A report's counts and what the set says that they come to; an article without reports has none."""

    name: str
    fold: int
    gold: Mapping[str, int]
    counted: Sequence[Counted]
    context: Context


class Learned(NamedTuple):
    signs: dict[str, int]
    worded: dict[str, Worded]


def labelled(data: Path, reporter: Reporter) -> Iterator[Labelled]:
    for name in SETS:
        for row in rows(data / f"{name}.jsonl"):
            gold: Any = row["gold"]
            key = str(gold.get("incident") or str(row["text"])[:LEAD])
            fold = hashlib.sha256(key.encode()).digest()[0] % FOLDS
            told = reporter.figures(article_of(row))
            figures = {r: int(gold[r]) for r in ROLES if gold.get(r) is not None}
            yield Labelled(name, fold, figures, *(told[0][1:] if told else ((), NOTHING)))


def learn(told: Sequence[Labelled]) -> Learned:
    """The points of counts alone, and those of each language in which enough was told. The sets count the victims of gunfire: of
    other news (a crash, a fire) they say 0 whoever was hurt, so nothing is learned from it."""
    signs = _points([t for t in told if t.context.gunfire], PENALTY, BALANCE, {})
    signs |= {f: signs.get(f, 0) + p for f, p in DOUBTED.items()}
    worded = {}
    for language in sorted({t.context.language for t in told if t.context.words}):
        here = [t for t in told if t.context.language == language and t.context.words]
        often = Counter(w for t in here for w in t.context.words)
        known = frozenset(w for w, n in often.items() if LEAST_TOLD <= n <= MOST_TOLD * len(here))
        points = _points(here, PENALTY_WITH_WORDS, BALANCE_WITH_WORDS, {language: Worded({}, {}, known)}) if known else {}
        if points:
            words = {f: p for f, p in points.items() if f.count(".") > 1 and f.split(".")[1][-1:] == "+"}
            worded[language] = Worded({f: p for f, p in points.items() if f not in words}, words, known)
    return Learned(signs, worded)


def _points(told: Sequence[Labelled], penalty: float, balance: float, worded: Mapping[str, Worded]) -> dict[str, int]:
    """Those shot are partly the dead: the injured are learned beside dead that were chosen by points of other folds."""
    given = list(examples("killed", told, balance, worded))
    killed = [0] * len(told)
    for fold in sorted({t.fold for t in told}):
        points = fit([e for e in given if told[e.row].fold != fold], penalty)
        words = by_role(points).get("killed", {})
        for e in given:
            if told[e.row].fold == fold:
                killed[e.row] = choose(e.found, points, opinion([words.get(w, (0, 0)) for w in e.words]) or (0, 0)).value
    return fit(given, penalty) | fit(list(examples("injured", told, balance, worded, killed)), penalty)


def examples(
    role: str, told: Sequence[Labelled], balance: float, worded: Mapping[str, Worded], killed: Sequence[int] = ()
) -> Iterator[Example]:
    """`killed`: the dead chosen for each, where they are chosen already."""
    often = Counter((t.name, min(t.gold[role], MOST)) for t in told if role in t.gold)
    size = Counter(t.name for t in told if role in t.gold)
    for i, t in enumerate(told):
        if role not in t.gold:
            continue
        context = t.context._replace(killed=killed[i]) if killed else t.context
        found = candidates(role, t.counted, context)
        right = [c.value == t.gold[role] for c in found]
        if not any(right):
            right = [c.value >= MOST and t.gold[role] >= MOST for c in found]
        share = size[t.name] / (MOST + 1) / often[t.name, min(t.gold[role], MOST)]
        words = known_words(t.context.words, worded.get(t.context.language))
        yield Example(i, role, found, right, SETS[t.name] * share**balance, words)


def cross_fitted(told: Sequence[Labelled]) -> list[dict[str, int]]:
    """The totals chosen for each report by points that saw nothing of its fold."""
    chosen: list[dict[str, int]] = [{} for _ in told]
    for fold in range(FOLDS):
        learned = learn([t for t in told if t.fold != fold])
        for i, t in enumerate(told):
            if t.fold == fold:
                answer = totals(t.counted, t.context, learned.signs, learned.worded)
                chosen[i] = {role: c.value for role, c in answer.items()}
    return chosen


def macro_f1(pairs: Sequence[tuple[int, int]]) -> float:
    scores = []
    for k in range(MOST + 1):
        hit = sum(g == k == p for g, p in pairs)
        said, is_so = sum(p == k for _, p in pairs), sum(g == k for g, _ in pairs)
        scores += [2 * hit / (said + is_so)] if is_so else []
    return sum(scores) / len(scores)


def report(told: Sequence[Labelled], chosen: Sequence[Mapping[str, int]]) -> None:
    for name in SETS:
        for role in ROLES:
            both = [(t, c[role]) for t, c in zip(told, chosen, strict=True) if t.name == name and role in t.gold]
            here = [(min(t.gold[role], MOST), min(c, MOST)) for t, c in both]
            exact = sum(g == p for g, p in here) / len(here)
            print(f"{name} {role}: cross-fitted macro-F1 {macro_f1(here):.3f}, right {exact:.3f} of {len(here)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the labelled sets")
    parser.add_argument("--gazetteer", type=Path, default=Path("var/gazetteer.sqlite"), help="built where there is none")
    parser.add_argument(
        "--out", type=Path, default=Path("processors/report/data"), help="the folder of figures.json, figure_words.json"
    )
    options = parser.parse_args()
    if not options.gazetteer.exists():
        build(options.gazetteer)
    told = list(labelled(options.data, Reporter(Gazetteer.open(options.gazetteer))))
    report(told, cross_fitted(told))
    learned = learn(told)
    for name, points in (("figures", learned.signs), ("figure_words", msgspec.to_builtins(learned.worded, order="sorted"))):
        written = json.dumps(points, indent=0, sort_keys=True, ensure_ascii=False) + "\n"
        (options.out / f"{name}.json").write_text(written, encoding="utf-8")
        print(f"{name}: {hashlib.sha256(written.encode()).hexdigest()[:12]}, {len(written)} bytes -> {options.out}")


if __name__ == "__main__":
    main()
