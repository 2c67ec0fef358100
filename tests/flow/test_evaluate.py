"""`sitrep evaluate`: what the steps answer for documents of a file."""

import json
import subprocess
import sys
from pathlib import Path

DOCUMENTS = {
    "blast": ("Car bomb kills two in Lima", "A car bomb killed two people in Lima on Monday, police said."),
    "crash": ("Bus crash near Cusco", "Three people were killed when a bus plunged into a ravine near Cusco on Sunday."),
}


def _kinds(folder: Path, *options: str) -> dict[str, list[str]]:
    """Document -> the kinds of its reports."""
    documents, out = folder / "documents.jsonl", folder / "answers.jsonl"
    lines = (json.dumps({"id": name, "title": title, "text": text}) + "\n" for name, (title, text) in DOCUMENTS.items())
    documents.write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "console", "evaluate", str(documents), "--out", str(out), *options]
    subprocess.run(command, check=True, capture_output=True)
    answers = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    return {answer["id"]: [report["event_type"] for report in answer["reports"]] for answer in answers}


def test_only_reports_of_the_wanted_kinds_are_kept(tmp_path: Path) -> None:
    assert _kinds(tmp_path) == {"blast": ["bombing"], "crash": ["road_crash"]}
    assert _kinds(tmp_path, "--kinds", "bombing, shooting") == {"blast": ["bombing"], "crash": []}
