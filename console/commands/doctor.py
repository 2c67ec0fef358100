"""`doctor`: is everything there that sitrep needs?"""

from typing import Annotated

import typer

from console import output
from console.doctor import CHECKS, examine
from console.wiring.wire import Wiring

STYLES = {"ok": "ok", "warn": "WARN", "fail": "FAIL"}


def _known(names: list[str]) -> list[str]:
    for name in names:
        if name not in CHECKS:
            raise typer.BadParameter(f"no check {name!r}; there are: {', '.join(CHECKS)}")
    return names


def doctor(
    context: typer.Context,
    only: Annotated[
        list[str] | None,
        typer.Option(callback=lambda v: _known(v or []), help="Only this check, e.g. --only log. Can be repeated."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a table.")] = False,
) -> None:
    """Check what sitrep needs: Python, disk, log, clock, database, generation, gazetteer, model, sources.

    Each check says ok, WARN or FAIL and what to do. Ends with 1 if one failed. Container health checks use --only.

    Example: sitrep doctor --only log --only database
    """
    with Wiring(context.obj) as wiring:
        findings = list(examine(wiring, only or []))
    if as_json:
        output.print_json([finding._asdict() for finding in findings])
    else:
        output.print_table(["", "check", "found", "what to do"], ((STYLES[f.state], f.check, f.what, f.advice) for f in findings))
    if any(finding.state == "fail" for finding in findings):
        raise typer.Exit(1)


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(doctor)
