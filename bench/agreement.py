"""How far the labels of one set agree with themselves: `python -m bench.agreement DATA`.

Texts that are nearly the same (Jaccard of 5-word shingles of their beginnings above 0.6) should have the same figures; where two
annotators differ, no reading can be right for both. It bounds what may be hoped for, though many of these are round-ups.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.train_figures import MOST, SETS
from bench.train_weights import rows
from processors.report.totals.words import ROLES

BEGINNING, WORDS, ALIKE, FEWEST = 3000, 5, 0.6, 40


def shingles(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text[:BEGINNING].lower())
    return frozenset(" ".join(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))


def alike(texts: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of texts, by their numbers."""
    holds: dict[str, list[int]] = defaultdict(list)
    for n, text in enumerate(texts):
        for shingle in text if len(text) >= FEWEST else ():
            holds[shingle].append(n)
    pairs = {pair for of in holds.values() for pair in combinations(of, 2)}
    for a, b in sorted(pairs):
        if len(texts[a] & texts[b]) > ALIKE * len(texts[a] | texts[b]):
            yield a, b


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the labelled sets")
    options = parser.parse_args()
    for name in SETS:
        told: list[dict[str, Any]] = list(rows(options.data / f"{name}.jsonl"))
        pairs = list(alike([shingles(row["text"]) for row in told]))
        for role in ROLES:
            labels = [tuple(told[n]["gold"].get(role) for n in pair) for pair in pairs]
            both = [(min(int(a), MOST), min(int(b), MOST)) for a, b in labels if a is not None and b is not None]
            same = sum(a == b for a, b in both)
            print(f"{name} {role}: {same} of {len(both)} pairs agree" + (f", {same / len(both):.3f}" if both else ""))


if __name__ == "__main__":
    main()
