"""`evaluate`: what the steps answer for the documents of a file."""

import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from console import output
from console.evaluate import Document, answers, append, load, measured, of_kinds
from console.run import Loop
from console.settings import LogSettings
from console.wiring.steps import STEPS
from console.wiring.wire import Wiring
from processors.report import taxonomy


def evaluate(
    context: typer.Context,
    documents: Annotated[Path, typer.Argument(help="JSON lines: objects with id and text, or pairs with id, a and b.")],
    out: Annotated[Path, typer.Option(help="Where the answers go, one JSON object a document, e.g. --out answers.jsonl.")],
    order: Annotated[
        int | None, typer.Option(help="Shuffle the documents with this seed first; the answers must not change.")
    ] = None,
    model: Annotated[
        Path | None, typer.Option(help="Measure this model, one that `make train` wrote, instead of the shipped one.")
    ] = None,
    kinds: Annotated[
        str, typer.Option(help="Keep only reports of these kinds, where labels cover no others, e.g. --kinds bombing,shooting.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Run documents through the very same steps on a throw-away log and write what they answer.

    Nothing of it reaches your log or database. Each line of the answers holds the document's reports (incident, event_type,
    dates, place, claims), its toponyms and duplicate_of.

    Example: sitrep evaluate documents.jsonl --out answers.jsonl
    """
    kept, found = _kept(kinds), load(documents)
    with tempfile.TemporaryDirectory(prefix="sitrep-evaluate-") as folder:
        log_settings = LogSettings(url=f"sqlite:///{folder}/log.db", partitions=1)
        settings = msgspec.structs.replace(context.obj, log=log_settings)
        with Wiring(settings, measured=measured(model) if model else None) as wiring:
            rows = [of_kinds(row, kept) for row in _answered(wiring, found, order)]
    out.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    counts = {
        "documents": len(found),
        "answered": len(rows),
        "reports": sum(len(row["reports"]) for row in rows),
        "incidents": len({report["incident"] for row in rows for report in row["reports"]}),
    }
    if as_json:
        output.print_json(counts | {"out": str(out)})
    else:
        output.say(", ".join(f"{count} {name}" for name, count in counts.items()) + f": {out}")


def _kept(listed: str) -> frozenset[str]:
    """The kinds of a list with commas; all of them for an empty one."""
    wanted = frozenset(filter(None, (kind.strip() for kind in listed.split(","))))
    if listed and not wanted:
        raise typer.BadParameter("it names no kind")
    if unknown := sorted(wanted - taxonomy.kinds().keys()):
        raise typer.BadParameter(f"no kind is called {', '.join(unknown)}; there are {', '.join(taxonomy.kinds())}")
    return wanted or frozenset(taxonomy.kinds())


def _answered(wiring: Wiring, documents: Sequence[Document], order: int | None) -> list[dict[str, Any]]:
    generation = wiring.first_generation()
    append(wiring.log, documents, order)
    found = wiring.generations()
    roles = [wiring.role(found, generation, step) for step in STEPS]
    with output.progress(f"{len(documents)} documents") as advance:
        Loop(lambda: roles, threading.Event()).run_once(advance)
    return list(answers(wiring.log, generation))


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(evaluate)
