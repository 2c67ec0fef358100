"""How often reports that agree in structure alone tell of one incident: `python -m bench.structure DATA`.

Pairs in two languages are judged by structure, and no labelled set has any (docs/adr/0084-across-languages.md). This counts it
where pairs are labelled, in one language: of the candidate pairs of incidents_us_dev, by what the features of two languages say
of them, how many are of one incident. It flatters: the set holds some of the incidents of a day in a town, news holds all.
"""

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.clustering import SETS, Pair, labelled, reported, reporter
from processors.cluster.features import ACROSS, across_features
from processors.cluster.scorecard import shipped

_, TIME, PLACE, _, FIGURES, NAMES, _, _ = range(len(ACROSS))
SAME_DAY, SAME_TOWN = 4, 4  # of "their time"; of "their place", and more


def show(pairs: list[tuple[Pair, bool]], what: str, key: Callable[[Pair], object], of: Callable[[Pair], bool]) -> None:
    """A line for each value of `key` among the pairs that `of` holds for."""
    all_of, same = Counter(key(f) for f, _ in pairs if of(f)), Counter(key(f) for f, one in pairs if one and of(f))
    print(what)
    for value in sorted(all_of, key=str):
        print(f"  {value!s:12} {same[value] / all_of[value]:.3f} of {all_of[value]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the labelled sets")
    parser.add_argument("--gazetteer", type=Path, default=Path("var/gazetteer.sqlite"), help="built where there is none")
    options = parser.parse_args()
    told = reported(options.data, SETS[0], reporter(options.gazetteer))
    s = labelled(SETS[0], told, shipped().weights, lambda a, b, _: across_features(a, b))
    pairs = [(f, s.gold[a] == s.gold[b]) for (a, b), f in s.pairs.items()]
    show(pairs, "one incident, by time and place", lambda f: (f[TIME], f[PLACE]), lambda f: f[TIME] is not None)
    for name, at in (("figures", FIGURES), ("names", NAMES)):
        show(pairs, f"town and day the same, by {name}", lambda f, at=at: f[at], _town_and_day)  # type: ignore[misc]


def _town_and_day(f: Pair) -> bool:
    return f[TIME] == SAME_DAY and (f[PLACE] or 0) >= SAME_TOWN


if __name__ == "__main__":
    main()
