"""`sources`: what is followed."""

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from console import output
from console.commands.health import health
from console.settings import Settings
from console.wire import Wiring
from events.errors import BadInput, ConfigError
from ingest.sources.editing import added, write
from ingest.sources.source import FeedSource, FileSource, FolderSource, Source, WebSource

app = typer.Typer(no_args_is_help=True, help="What is followed: list, add, check.\n\nExample: sitrep sources list")
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a table.")]


@app.command("list")
def list_sources(context: typer.Context, as_json: Json = False) -> None:
    """List the sources in sources.toml.

    Example: sitrep sources list --json
    """
    with Wiring(context.obj) as wiring:
        rows: list[dict[str, Any]] = [msgspec.to_builtins(source) for source in wiring.sources()]
    if as_json:
        output.print_json(rows)
    else:
        output.print_table(
            ["name", "kind", "where", "publisher"],
            ([r["name"], r["kind"], r.get("url") or r.get("path"), r.get("publisher", "")] for r in rows),
        )


@app.command()
def add(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help='"feed" or "folder".')],
    name: Annotated[str, typer.Argument(help="A name of its own, e.g. example-news; it can't be changed later.")],
    where: Annotated[str, typer.Argument(help="The feed's URL, or the folder's path.")],
    publisher: Annotated[str, typer.Option(help="Who stands behind it, e.g. --publisher 'Example News'.")] = "",
    execute: Annotated[bool, typer.Option("--execute", help="Do it; else only the plan is printed.")] = False,
) -> None:
    """Add a feed or a folder to sources.toml; what stands there, comments too, stays as it is.

    Example: sitrep sources add feed example-news https://news.example/rss.xml --execute
    """
    settings: Settings = context.obj
    path = Path(settings.ingest.sources)
    source: Source
    if kind == "feed":
        source = FeedSource(name=name, url=where, publisher=publisher)
    elif kind == "folder":
        source = FolderSource(name=name, path=str(Path(where).absolute()), publisher=publisher)
    else:
        raise typer.BadParameter(f'{kind!r}: it must be "feed" or "folder"')
    edit = added(path, [source])
    output.say(f"{'adding' if execute else 'would add'} the {kind} {name!r} ({where}) to {path}")
    if execute:
        write(path, edit)
    else:
        output.note("nothing was changed; say it again with --execute")


@app.command()
def check(context: typer.Context, as_json: Json = False) -> None:
    """Ask every source once without keeping anything: does it answer, and how many documents does it hold?

    Ends with 1 if one can't be used.

    Example: sitrep sources check
    """
    with Wiring(context.obj) as wiring:
        rows = [{"name": source.name, **_answer(wiring, source)} for source in wiring.sources()]
    if as_json:
        output.print_json(rows)
    else:
        output.print_table(
            ["name", "documents", "problem"], ([r["name"], r["documents"], "; ".join(r["problems"])] for r in rows)
        )
    if any(row["problems"] and not row["documents"] for row in rows):
        raise typer.Exit(1)


def _answer(wiring: Wiring, source: Source) -> dict[str, Any]:
    try:
        documents, problems = _in_feed(wiring, source) if isinstance(source, WebSource) else _in_folder(source)
    except (BadInput, ConfigError) as error:
        documents, problems = 0, [str(error)]
    return {"documents": documents, "problems": problems}


def _in_folder(source: FileSource) -> tuple[int, list[str]]:
    from ingest.kinds.folder import read_folder

    assert isinstance(source, FolderSource)
    found = list(read_folder(source))
    problems = [str(each) for each in found if isinstance(each, BadInput)]
    return len(found) - len(problems), problems


def _in_feed(wiring: Wiring, source: WebSource) -> tuple[int, list[str]]:
    from ingest.kinds.apart import FeedBytes
    from ingest.web.fetch import Request

    answer = wiring.fetcher.get(Request(source.url))
    (feed,) = wiring.feed_parser.parse([FeedBytes(answer.body, answer.url, answer.headers.get("content-type", ""))])
    if isinstance(feed, BadInput):
        raise feed
    return len(feed.entries), list(feed.problems)


def add_to(parent: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(health)
    parent.add_typer(app, name="sources")
