"""How well towns are known by the sound of a Cyrillic or Arabic name: `python -m bench.heard_names GAZETTEER`.

The gazetteer knows some towns abroad by names in these scripts. Each of them is asked for as if it did not: by the consonants of
its Latin names alone, within its country (`processors/report/gazetteer/skeleton.py`). Prints how often the likeliest town is the
right one, one of the same name, another or none. Floor: without it none is found.
"""

import argparse
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.places.listen import WRITTEN

_SCRIPTS = {"Cyrillic": "[Ѐ-ӿ]*", "Arabic": "[؀-ۿ]*"}
_PERSIAN = frozenset("پچگژٹڈیکہںےځړډټېۍګ")  # and Urdu: not how Arabic writes
_OTHERS = frozenset("јђћљњџѓќүөӣқғҷў")  # letters of other languages than Russian and Ukrainian
_TOWN, _EVERY = 5_000, 3  # people of the least town; one name in so many


class Known(NamedTuple):
    """A town under a name in another script."""

    key: str
    number: int
    name: str
    country: str


def known(gazetteer: Path, pattern: str) -> Iterator[Known]:
    """The towns abroad with a name in this script, of as many words as its Latin one."""
    rows = sqlite3.connect(gazetteer).execute(
        "SELECT key, number, place.name, country FROM name JOIN place USING (number) "
        "WHERE key GLOB ? AND level = 0 AND population >= ? ORDER BY key, number",
        (pattern, _TOWN),
    )
    foreign = [
        one for one in map(Known._make, rows)
        if one.country not in WRITTEN and not (_PERSIAN | _OTHERS) & set(one.key) and one.key.count(" ") == one.name.count(" ")
    ]  # fmt: skip
    yield from foreign[::_EVERY]


def heard_as(gazetteer: Gazetteer, one: Known) -> str:
    """What the name is taken for."""
    found = [entry for entry, _ in gazetteer.sounding((one.key,), one.country)]
    if not found:
        return "none"
    likeliest = found[0]
    return "right" if likeliest.number == one.number else "same name" if likeliest.name == one.name else "another"


def main() -> None:
    """Prints a line for each script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gazetteer", type=Path, help="the file that `python -m processors.report.gazetteer.build` makes")
    args = parser.parse_args()
    gazetteer = Gazetteer.open(args.gazetteer)
    for script, pattern in _SCRIPTS.items():
        said = Counter(heard_as(gazetteer, one) for one in known(args.gazetteer, pattern))
        counts = ", ".join(f"{what} {said[what]}" for what in ("right", "same name", "another", "none"))
        print(f"{script}: {said.total()} names: {counts}")


if __name__ == "__main__":
    main()
