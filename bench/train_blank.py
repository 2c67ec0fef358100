"""Training begins from nothing: `make train` writes tables without points first, or `python -m bench.train_blank`.

Places, days and splits are each learned from what the others make of an article, so that what comes out hangs on what stood there
before. From tables that prefer nothing and keep each passage, the same code and data give the same bytes, whatever was shipped.
"""

import json
from pathlib import Path

DATA = Path(__file__).parents[1] / "processors/report/data"
KEEP = {"threshold": 0, "intercept": 0, "cards": {}}
BLANK: dict[str, object] = {
    "place_weights.json": {},
    "date_weights.json": {},
    "splits.json": {"own": KEEP, "story": KEEP},
    "meant.json": {"meant": KEEP},
    "figures.json": {},
    "figure_words.json": {},
}


def blank(folder: Path) -> None:
    """Writes the tables."""
    for name, table in BLANK.items():
        (folder / name).write_text(json.dumps(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    blank(DATA)
