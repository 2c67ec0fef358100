"""How well reports are brought together, through the real steps: `python -m bench.quality DATA`.

Prints pairwise and B-cubed F1 of each labelled set, the recall of near copies, what dedupe and cluster cost an article in the
first and last thousand, and whether a shuffled order gives the same answer. These sets are learned from: `bench.train` prints
the figures of models that saw no document of the incidents they are measured on.
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench.clustering import SETS, pairwise, reported, reporter
from events.ids import make_id
from events.reports import ArticleReported
from events.unique import ArticleAdmitted, NearCopy
from processors.cluster.scorecard import shipped
from processors.cluster.state import ClusterState
from processors.cluster.step import ClusterStep
from processors.dedupe.step import DedupeStep

Pair = tuple[str, str]
COPY_OF = 500  # likeness or containment from which `evaluate` says duplicate_of


def run(articles: Sequence[ArticleReported]) -> tuple[ClusterState, dict[Pair, NearCopy], list[tuple[float, float]]]:
    """The state of cluster after some articles, the near copies, and the processor seconds of each in dedupe and in cluster."""
    dedupe, cluster = DedupeStep(), ClusterStep(shipped())
    known, state, costs = dedupe.empty(), cluster.empty(), []
    copies: dict[Pair, NearCopy] = {}
    for article in articles:
        start = time.process_time()
        unique = dedupe.decide(known, article)
        known = dedupe.apply(known, unique)
        middle = time.process_time()
        state = cluster.apply(state, cluster.decide(state, unique))
        costs.append((middle - start, time.process_time() - middle))
        if isinstance(unique, ArticleAdmitted):
            copies |= {(c.a, c.b): c for c in unique.copies}
    return state, copies, costs


def groups(state: ClusterState, articles: Sequence[ArticleReported]) -> list[int]:
    """The incident of each article's main report, as a number; one without a report stands alone."""
    numbers: dict[str, int] = defaultdict(lambda: len(numbers))
    return [numbers[state.nodes[a.reports[0].id].placed.incident if a.reports else a.article_id] for a in articles]


def two_by_two(gold: Sequence[str], group: Sequence[int]) -> str:
    """F1 of saying of each labelled pair that it is one incident; a pair stands in two lines, one after the other."""
    said = [group[i] == group[i + 1] for i in range(0, len(group), 2)]
    true = [gold[i] == gold[i + 1] for i in range(0, len(gold), 2)]
    hit = sum(s and t for s, t in zip(said, true, strict=True))
    return f"same incident P {hit / max(1, sum(said)):.3f} R {hit / sum(true):.3f} F1 {2 * hit / (sum(said) + sum(true)):.3f}"


def bcubed(gold: Sequence[str], group: Sequence[int]) -> float:
    """B-cubed F1 (A. Bagga and B. Baldwin, 1998)."""
    both, left, right = Counter(zip(gold, group, strict=True)), Counter(gold), Counter(group)
    precision = sum(n * n / right[g] for (_, g), n in both.items()) / len(gold)
    recall = sum(n * n / left[i] for (i, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def near_copies(data: Path, copies: dict[Pair, NearCopy]) -> str:
    """Recall of the listed near copies, and the share of those found that are not listed."""
    lines = (data / "neardup_us_dev.jsonl").read_text(encoding="utf-8").splitlines()
    listed = {
        tuple(sorted((make_id("article", r["a"]), make_id("article", r["b"])))): r["jaccard"] for r in map(json.loads, lines)
    }
    wholes = {make_id("article", i) for r in map(json.loads, lines) for i in (r["a"], r["b"])}
    said = _joined([p for p, c in copies.items() if max(c.likeness, c.containment) >= COPY_OF])
    shares = [f"Jaccard {floor}: {sum(p in said for p in known)}/{len(known)}" for floor in (0.3, 0.5, 0.8)
              for known in [[p for p, j in listed.items() if j >= floor]]]  # fmt: skip
    wrong = [p for p in said if p not in listed and wholes & set(p)]
    return f"near copies found, {', '.join(shares)}; not listed: {len(wrong)}"


def _joined(pairs: Sequence[Pair]) -> set[Pair]:
    """All pairs of the groups that these pairs make: of many near copies only those with the lead of their bundle are told."""
    groups: dict[str, set[str]] = {}
    for a, b in pairs:
        both = groups.get(a, {a}) | groups.get(b, {b})
        groups |= dict.fromkeys(both, both)
    return {(a, b) for group in groups.values() for a in group for b in group if a < b}


def cost(costs: Sequence[tuple[float, float]], step: int) -> str:
    part = min(1000, len(costs) // 2)
    first, last = (1000 * sum(c[step] for c in some) / part for some in (costs[:part], costs[-part:]))
    return f"{first:.2f} ms in the first {part}, {last:.2f} in the last"


def same_answer(state: ClusterState, articles: Sequence[ArticleReported]) -> bool:
    """Whether another order comes to the same incidents with the same reports."""
    other = list(articles)
    random.Random(1).shuffle(other)
    again, _, _ = run(other)
    return again.incidents == state.incidents and {r: n.placed for r, n in again.nodes.items()} == {
        r: n.placed for r, n in state.nodes.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the labelled sets")
    parser.add_argument("--gazetteer", type=Path, default=Path("var/gazetteer.sqlite"), help="built where there is none")
    options = parser.parse_args()
    report = reporter(options.gazetteer)
    for name in SETS:
        told = reported(options.data, name, report)
        articles, gold = [t.article for t in told], [t.incident for t in told]
        state, copies, costs = run(articles)
        if name.startswith("pairs_"):
            print(f"{name}: {two_by_two(gold, groups(state, articles))}")
            continue
        p, r, f1 = pairwise(gold, groups(state, articles))
        print(f"{name}: pairwise P {p:.3f} R {r:.3f} F1 {f1:.3f}, B-cubed F1 {bcubed(gold, groups(state, articles)):.3f}")
        print(f"  dedupe {cost(costs, 0)}; cluster {cost(costs, 1)}; another order the same: {same_answer(state, articles)}")
        if name == SETS[0]:
            print(f"  {near_copies(options.data, copies)}")


if __name__ == "__main__":
    main()
