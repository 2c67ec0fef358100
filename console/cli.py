"""`sitrep`: the command line. Commands stand in console/commands; this joins them and turns errors into exit codes."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from console import __version__, logs
from console.commands import (
    corrections,
    dead,
    doctor,
    evaluate,
    generations,
    incidents,
    log,
    roles,
    sources,
    status,
)
from console.settings import load_settings
from events.errors import SitrepError

HELP = """Pulls open-source reporting into one merged, sourced, versioned record per real-world incident.

Start with `sitrep run --once`: it fetches every source, works everything out and prints the merged incidents.
Then `sitrep serve` shows them on http://127.0.0.1:8300, and `sitrep status` says how it stands.

Settings come from sitrep.toml and SITREP_* variables. What changes something prints its plan and acts with --execute.
Exit codes: 0 done, 1 failed, 2 wrong usage or setting, 3 log or database unreachable, 4 a record of the log is lost,
5 the generation was made by other code, 6 overtaken by another worker.

Example: sitrep run --once && sitrep incidents list"""

app = typer.Typer(help=HELP, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)
for room in (roles, status, log, incidents, sources, dead, generations, corrections, evaluate, doctor):
    room.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sitrep {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(help="Settings file, e.g. --config /etc/sitrep.toml. Default: ./sitrep.toml.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    settings = load_settings(config)
    logs.configure(settings.logging.level, settings.logging.format)
    context.obj = settings


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line (default: of this process) and exits; never with a traceback for what sitrep knows."""
    try:
        app(arguments, prog_name="sitrep")
    except SitrepError as error:
        sys.stderr.write(f"sitrep: {error}\n")
        sys.exit(error.exit_code)
