"""Tables without points, from which training begins, prefer nothing and keep each passage."""

from pathlib import Path

import msgspec

from bench.train_blank import DATA, blank
from processors.report.points import Decision
from processors.report.totals.words import Worded


def test_blank_tables_are_read_and_hold_no_points(tmp_path: Path) -> None:
    blank(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} < {p.name for p in DATA.iterdir()}
    decisions = msgspec.json.decode((tmp_path / "splits.json").read_bytes(), type=dict[str, Decision])
    assert {name: one.holds({"events": 1}) for name, one in decisions.items()} == {"own": True, "story": True}
    assert msgspec.json.decode((tmp_path / "figure_words.json").read_bytes(), type=dict[str, Worded]) == {}
    for name in ("place_weights.json", "date_weights.json", "figures.json"):
        assert msgspec.json.decode((tmp_path / name).read_bytes(), type=dict[str, int]) == {}
