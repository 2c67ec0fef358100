"""`sources`: what is followed."""

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from console import output
from console.commands import add_source, check, subscriptions
from console.commands.health import health
from console.source_plans import act, where
from console.wiring.wire import Wiring
from events.credentials import shown
from ingest.sources.editing import paused, removed
from ingest.sources.source import Source

HELP = """What is followed: feeds, sitemaps, pages, folders, files of articles.

They stand in sources.toml, which may be edited by hand as well: commands change only the lines of the source that they name.

Example: sitrep sources list"""

app = typer.Typer(no_args_is_help=True, help=HELP)
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a table.")]
Execute = Annotated[bool, typer.Option("--execute", help="Do it; else only the plan is printed.")]
Names = Annotated[list[str], typer.Argument(help="Names of sources, as `sitrep sources list` shows them.")]


@app.command("list")
def list_sources(context: typer.Context, as_json: Json = False) -> None:
    """List the sources in sources.toml. Passwords and tokens in their addresses are shown as "…".

    Example: sitrep sources list --json
    """
    with Wiring(context.obj) as wiring:
        rows = [_row(source) for source in wiring.intake.sources()]
    if as_json:
        output.print_json(rows)
    else:
        columns = ["name", "kind", "where", "publisher", "groups", "paused"]
        output.print_table(columns, ([*(r[c] for c in columns[:4]), _groups(r), "paused" if r["paused"] else ""] for r in rows))


@app.command()
def remove(context: typer.Context, names: Names, execute: Execute = False) -> None:
    """Take sources out of sources.toml: their lines and nothing else. What they brought stays.

    Example: sitrep sources remove example-news --execute
    """
    path = Path(context.obj.ingest.sources)
    act(path, removed(path, names), f"remove {', '.join(map(repr, names))} from", execute)


@app.command()
def pause(context: typer.Context, names: Names, execute: Execute = False) -> None:
    """Leave sources alone until they are resumed, by a line in sources.toml.

    A running `sitrep run` or `sitrep ingest` takes up the changed file within seconds.

    Example: sitrep sources pause example-news --execute
    """
    path = Path(context.obj.ingest.sources)
    act(path, paused(path, names, True), f"pause {', '.join(map(repr, names))} in", execute)


@app.command()
def resume(context: typer.Context, names: Names, execute: Execute = False) -> None:
    """Ask sources again that were paused, or that had ended (HTTP 410) or failed and wait: at once, as if they had never failed.

    Example: sitrep sources resume example-news --execute
    """
    path = Path(context.obj.ingest.sources)
    act(path, paused(path, names, False), f"resume {', '.join(map(repr, names))} in", execute)
    if execute:
        with Wiring(context.obj) as wiring:
            wiring.intake.resume(names)


def _row(source: Source) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(source)
    fields.pop("opml", None)
    return fields | {"where": shown(where(source))} | {name: shown(fields[name]) for name in ("url", "site") if fields.get(name)}


def _groups(row: dict[str, Any]) -> str:
    return ", ".join(group if isinstance(group, str) else " / ".join(group) for group in row["groups"])


def add_to(parent: typer.Typer) -> None:
    """Adds the commands."""
    add_source.add_to(app)
    check.add_to(app)
    subscriptions.add_to(app)
    app.command()(health)
    parent.add_typer(app, name="sources")
