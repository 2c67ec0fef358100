"""The seeds meet each other and nobody else, wherever they stand among thousands of other documents."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.prove.documents import DATA, ROOT

pytestmark = [pytest.mark.prove, pytest.mark.timeout(1800)]
SEEDS = {"the-media-line.txt": "The Media Line", "al-jazeera.txt": "Al Jazeera"}


def seed_lines() -> list[str]:
    return [
        json.dumps({"id": name, "text": (ROOT / "seeds" / name).read_text(encoding="utf-8"), "source": publisher})
        for name, publisher in SEEDS.items()
    ]


@pytest.mark.parametrize("at", [(0, 0), (0, -1), (1700, 900)])
def test_no_other_document_joins_them(at: tuple[int, int], tmp_path: Path, built_gazetteer: Path) -> None:
    lines = DATA.read_text(encoding="utf-8").splitlines()
    for place, line in zip(at, seed_lines(), strict=True):
        lines.insert(place if place >= 0 else len(lines), line)
    (tmp_path / "docs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / built_gazetteer.name).symlink_to(built_gazetteer)
    command = [sys.executable, "-m", "console", "evaluate", str(tmp_path / "docs.jsonl"), "--out", str(tmp_path / "pred.jsonl")]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "SITREP_DATA": str(tmp_path)}, check=True, capture_output=True)
    told: dict[str, list[dict[str, Any]]] = {}
    for line in (tmp_path / "pred.jsonl").read_text(encoding="utf-8").splitlines():
        told[json.loads(line)["id"]] = json.loads(line)["reports"]
    ours = {name: {r["incident"] for r in told.pop(name)} for name in SEEDS}
    assert len(told) == len(lines) - 2
    assert len(set.intersection(*ours.values())) == 1
    assert len(set.union(*ours.values())) == 5
    joined = [name for name, reports in told.items() if {r["incident"] for r in reports} & set.union(*ours.values())]
    assert joined == []
