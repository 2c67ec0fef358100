"""Every figure of bench/quality.md, by the product's own answers: `python -m bench.rows DATA SCORER [SET ...]`.

DATA is the folder of the labelled sets, SCORER the script that came with them. Each set goes through `sitrep evaluate`, the
answers through the scorer; printed is a line a figure, with its floor. The shipped model saw all of the sets that it learned
from, so their rows flatter; `--apart FOLDER` measures the models that `make train` wrote there: by time (learned from what lay
before a day, measured on the documents from it on) and cross-fitted (each pair by a model that saw neither document).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

from bench.clustering import SETS as TRAINED
from bench.clustering import SPLIT
from bench.train_splits import ASKED


class Row(NamedTuple):
    """`path`: where the scorer's answer holds the figure, `floor`: where it holds what a system that does nothing has."""

    figure: str
    path: str
    floor: str = ""


_INCIDENTS = (
    Row("pairwise F1", "incidents.pair.f1"),
    Row("pairwise precision", "incidents.pair.p"),
    Row("pairwise recall", "incidents.pair.r"),
    Row("B-cubed F1", "incidents.b3.f1", "incidents.b3_floor_all_alone"),
    Row("gold incidents in one", "incidents.largest_false_merge"),
)
_FIGURES = tuple(
    row
    for role in ("killed", "injured")
    for row in (
        Row(f"{role}, macro-F1", f"{role}.macro_f1", f"{role}.floor_macro_f1"),
        Row(f"{role}, exact", f"{role}.exact", f"{role}.floor_exact_always_0"),
    )
)
_DATE = Row("date within a day", "date.within_1_day")
_TOPONYMS = (Row("toponyms found, F1", "toponyms.recognition.f1"), Row("resolved within 161 km", "toponyms.acc161_resolved"))
SETS: dict[str, tuple[Row, ...]] = {
    "incidents_us_dev": (
        *_INCIDENTS, *_FIGURES, _DATE,
        Row("place within 25 km", "place.within_25km"), Row("place within 161 km", "place.within_161km"),
    ),
    "events_ecb_dev": _INCIDENTS,
    "reports_latam_dev": (
        Row("incidents F1", "several.incidents.f1"), Row("incidents precision", "several.incidents.p"),
        Row("incidents recall", "several.incidents.r"),
    ),
    "casualties_us_dev": (*_FIGURES, _DATE),
    "casualties_spans_dev": _FIGURES,
    "geo_lgl": _TOPONYMS,
    "geo_geovirus": _TOPONYMS,
    "feeditems_restory_dev": _INCIDENTS,
    "pairs_ru_en_dev": (Row("same event F1", "same_event.f1", "floor_all_same_f1"),),
}  # fmt: skip
# What a set's codebook asks for, where it isn't all kinds: MUC-3 and MUC-4 want attacks alone.
_KINDS = {"reports_latam_dev": ",".join(sorted(ASKED))}
# Scored with the answers to another set.
_COPIES = {
    "incidents_us_dev": (
        "neardup_us_dev",
        (Row("recall at Jaccard 0.5", "recall_jaccard_0.5"), Row("wrong pairs", "wrong_share")),
    )
}


def measured(documents: Path, scorer: Path, name: str, options: list[str]) -> Iterator[tuple[str, Row, Any, Any]]:
    """(set, row, figure, floor) of a set, and of those that its answers serve too."""
    with tempfile.TemporaryDirectory(prefix="sitrep-rows-") as folder:
        answers = Path(folder) / "answers.jsonl"
        command = [sys.executable, "-m", "console", "evaluate", str(documents), "--out", str(answers), *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for scored, rows in ((name, SETS[name]), *([_COPIES[name]] if name in _COPIES and not options else [])):
            gold = documents if scored == name else documents.with_name(f"{scored}.jsonl")
            found = _scores(scorer, gold, answers)
            for row in rows:
                yield scored, row, _at(found, row.path), _at(found, row.floor) if row.floor else None


def _shipped(documents: Path, scorer: Path, name: str) -> Iterator[tuple[str, Row, Any, Any]]:
    """The rows of a set by what is shipped; also of the kinds alone that its codebook asks for."""
    yield from measured(documents, scorer, name, [])
    if name in _KINDS:
        for _, *rest in measured(documents, scorer, name, ["--kinds", _KINDS[name]]):
            yield f"{name}, the codebook's kinds", *rest


def apart(data: Path, scorer: Path, models: Path) -> Iterator[tuple[str, Row, Any, Any]]:
    """The rows of incidents by models that saw none of what they are measured on; no document's report depends on the model."""
    name, day = SPLIT
    lines = (data / f"{name}.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n")  # a text may hold other line ends
    late = [line for line in lines if json.loads(line)["published"] >= day]
    undated = [json.dumps({**json.loads(line), "published": ""}) for line in lines]
    with tempfile.TemporaryDirectory(prefix="sitrep-rows-") as folder:
        part = Path(folder) / f"{name}.jsonl"
        for title, model, kept in (
            (f"from {day} on, by what lay before", "temporal.json", late),
            ("without publication dates, cross-fitted", "folds.json", undated),
        ):
            part.write_text("\n".join(kept), encoding="utf-8")
            for _, *rest in _incidents(part, scorer, name, models / model):
                yield f"{name}, {title}", *rest
    for learned in TRAINED:
        for _, *rest in _incidents(data / f"{learned}.jsonl", scorer, learned, models / "folds.json"):
            yield f"{learned}, cross-fitted", *rest


def _incidents(documents: Path, scorer: Path, name: str, model: Path) -> Iterator[tuple[str, Row, Any, Any]]:
    wanted = (*_INCIDENTS, *SETS["pairs_ru_en_dev"])
    return (found for found in measured(documents, scorer, name, ["--model", str(model)]) if found[1] in wanted)


def _scores(scorer: Path, gold: Path, answers: Path) -> dict[str, Any]:
    done = subprocess.run([sys.executable, str(scorer), str(gold), str(answers), "--json"], check=True, capture_output=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _at(found: dict[str, Any], path: str) -> Any:
    names = path.split(".") if path not in found else [path]  # a name of the scorer's may hold a point
    return reduce(lambda value, name: value[name], names, found)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the labelled sets")
    parser.add_argument("scorer", type=Path, help="the script that scores answers")
    parser.add_argument("sets", nargs="*", choices=[*SETS, []], help="only these sets")
    parser.add_argument("--apart", type=Path, help="the folder of the measured models, e.g. var/train; then only their rows")
    options = parser.parse_args()
    print("| set | figure | measured | floor |\n|---|---|---|---|")
    found = (row for name in options.sets or SETS for row in _shipped(options.data / f"{name}.jsonl", options.scorer, name))
    for scored, row, value, floor in apart(options.data, options.scorer, options.apart) if options.apart else found:
        print(f"| {scored} | {row.figure} | {_shown(value)} | {_shown(floor)} |", flush=True)


def _shown(value: Any) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
