"""`sources`: what is followed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from console import output
from console.commands import check, subscriptions
from console.commands.health import health
from console.newest import newest_of
from console.settings import Settings
from console.wire import Wiring
from events.credentials import shown
from events.errors import BadInput, ConfigError
from ingest.sources.editing import Edit, added, paused, removed, write
from ingest.sources.source import (
    ArticlesSource,
    FeedSource,
    FolderSource,
    PageSource,
    SitemapSource,
    Source,
    WebSource,
)

if TYPE_CHECKING:
    from ingest.sources.discovery import Candidate

HELP = """What is followed: feeds, sitemaps, pages, folders, files of articles.

They stand in sources.toml, which may be edited by hand as well: commands change only the lines of the source that they name.

Example: sitrep sources list"""

app = typer.Typer(no_args_is_help=True, help=HELP)
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a table.")]
Execute = Annotated[bool, typer.Option("--execute", help="Do it; else only the plan is printed.")]
WEB = {"feed": FeedSource, "sitemap": SitemapSource, "page": PageSource}
FILES = {"folder": FolderSource, "articles": ArticlesSource}
Names = Annotated[list[str], typer.Argument(help="Names of sources, as `sitrep sources list` shows them.")]


@app.command("list")
def list_sources(context: typer.Context, as_json: Json = False) -> None:
    """List the sources in sources.toml. Passwords and tokens in their addresses are shown as "…".

    Example: sitrep sources list --json
    """
    with Wiring(context.obj) as wiring:
        rows = [_row(source) for source in wiring.sources()]
    if as_json:
        output.print_json(rows)
    else:
        columns = ["name", "kind", "where", "publisher", "groups", "paused"]
        output.print_table(columns, ([*(r[c] for c in columns[:4]), _groups(r), "paused" if r["paused"] else ""] for r in rows))


@app.command()
def add(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help='"feed", "sitemap", "page", "folder" or "articles".')],
    name: Annotated[str, typer.Argument(help="A name of its own, e.g. example-news; it can't be changed later.")],
    where: Annotated[str, typer.Argument(help="Its address, that of its site, or the path of a folder or file.")],
    publisher: Annotated[str, typer.Option(help="Who stands behind it, e.g. --publisher 'Example News'.")] = "",
    group: Annotated[list[str] | None, typer.Option(help="A group of its own, e.g. --group World; there may be several.")] = None,
    as_given: Annotated[bool, typer.Option("--as-given", help="Add the address as it is, without asking it.")] = False,
    execute: Execute = False,
) -> None:
    """Add a source to sources.toml; what stands there, comments too, stays as it is.

    For a feed or sitemap, the address of its site is enough: the feeds that the page names and the sitemaps that robots.txt names
    are tried, and the one that is meant is taken where that is clear. Else they are listed, to be named.

    Example: sitrep sources add feed example-news https://news.example/ --execute
    """
    settings: Settings = context.obj
    path = Path(settings.ingest.sources)
    if kind not in FILES.keys() | WEB.keys():
        raise typer.BadParameter(f"{kind!r}: it must be one of {', '.join([*WEB, *FILES])}")
    fields: dict[str, Any] = {"name": name, "publisher": publisher, "groups": tuple(group or ())}
    source: Source
    if kind in FILES:
        where = str(Path(where).expanduser().absolute())
        source = FILES[kind](path=where, **fields)
        if not Path(where).exists():
            output.note(f"{where} isn't there yet")
    else:
        added(path, [WEB[kind](url=where, **fields)])  # a name that is taken is told before anybody is asked
        url = where if as_given else _asked(context, kind, name, where)
        source = WEB[kind](url=url, **fields)
    edit = added(path, [source])
    _refuse_followed(context, source)
    _act(path, edit, f"add the {kind} {name!r} ({shown(_where(source))}) to", execute)


@app.command()
def remove(context: typer.Context, names: Names, execute: Execute = False) -> None:
    """Take sources out of sources.toml: their lines and nothing else. What they brought stays.

    Example: sitrep sources remove example-news --execute
    """
    path = Path(context.obj.ingest.sources)
    _act(path, removed(path, names), f"remove {', '.join(map(repr, names))} from", execute)


@app.command()
def pause(context: typer.Context, names: Names, execute: Execute = False) -> None:
    """Leave sources alone until they are resumed, by a line in sources.toml.

    A running `sitrep run` or `sitrep ingest` takes up the changed file within seconds.

    Example: sitrep sources pause example-news --execute
    """
    path = Path(context.obj.ingest.sources)
    _act(path, paused(path, names, True), f"pause {', '.join(map(repr, names))} in", execute)


@app.command()
def resume(context: typer.Context, names: Names, execute: Execute = False) -> None:
    """Ask sources again that were paused, or that had ended (HTTP 410) or failed and wait: at once, as if they had never failed.

    Example: sitrep sources resume example-news --execute
    """
    path = Path(context.obj.ingest.sources)
    _act(path, paused(path, names, False), f"resume {', '.join(map(repr, names))} in", execute)
    if execute:
        with Wiring(context.obj) as wiring:
            wiring.resume(names)


def _asked(context: typer.Context, kind: str, name: str, url: str) -> str:
    """The address to follow, from what is there now."""
    try:
        return _watchable(context, url) if kind == "page" else _found_at(context, kind, name, url)
    except BadInput as error:
        raise BadInput(f"{error}; --as-given adds the address without asking it") from error


def _watchable(context: typer.Context, url: str) -> str:
    from ingest.kinds.apart import FeedBytes
    from ingest.web.fetch import Request

    with Wiring(context.obj) as wiring:
        answer = wiring.fetcher.get(Request(url))
        kind = answer.headers.get("content-type", "")
        (found,) = wiring.feed_parser.parse([FeedBytes(answer.body, answer.url, kind, "page")])
    if isinstance(found, BadInput):
        raise BadInput(f"{shown(url)}: {found}")
    return url


def _found_at(context: typer.Context, kind: str, name: str, url: str) -> str:
    """The address of the feed or sitemap that is at `url` or on that site. Raises ConfigError where it isn't clear which."""
    from ingest.sources.discovery import Discovery, choice

    with Wiring(context.obj) as wiring, output.progress("asking the site"):
        found = Discovery(wiring.fetcher.get, wiring.feed_parser).look(url, sitemaps=kind == "sitemap")
    chosen = choice(found.candidates, kind)
    if found.itself and len(chosen) == 1:
        output.say(_told(chosen[0]))
        return chosen[0].url
    for problem in found.problems:
        output.note(f"left out: {problem}")
    if found.candidates:
        output.print_table(["kind", "address", "title", "items", "newest"], map(_candidate_row, found.candidates))
    if len(chosen) == 1:
        output.say(f"taken: {shown(chosen[0].url)}")
        return chosen[0].url
    raise ConfigError(_which(kind, name, url, chosen, found.candidates))


def _which(kind: str, name: str, url: str, chosen: Sequence["Candidate"], candidates: Sequence["Candidate"]) -> str:
    if chosen:
        return f"{shown(url)} has {len(chosen)} {kind}s: say which, e.g. sitrep sources add {kind} {name} {shown(chosen[0].url)}"
    if candidates:
        other = candidates[0]
        return f"{shown(url)} has no {kind}, but a {other.kind}: sitrep sources add {other.kind} {name} {shown(other.url)}"
    return (
        f"{shown(url)} is no {kind} and names none; `sitrep sources add page {name} {shown(url)}` watches the page itself, "
        "--as-given adds the address as it is"
    )


def _candidate_row(candidate: "Candidate") -> list[object]:
    feed = candidate.feed
    return [candidate.kind, shown(candidate.url), feed.title, len(feed.entries), newest_of(feed)]


def _told(candidate: "Candidate") -> str:
    feed = candidate.feed
    return f"a {candidate.kind} of {len(feed.entries)} items, the newest of {newest_of(feed) or 'an unknown day'}: {feed.title}"


def _refuse_followed(context: typer.Context, source: Source) -> None:
    from ingest.sources.opml import feed_identity

    if not isinstance(source, FeedSource):
        return
    with Wiring(context.obj) as wiring:
        followed = [each for each in wiring.sources() if isinstance(each, FeedSource)] if _there(context) else []
    for each in followed:
        if feed_identity(each.url) == feed_identity(source.url):
            raise ConfigError(f"{shown(source.url)} is followed already, as {each.name!r}; `sitrep sources list` shows it")


def _there(context: typer.Context) -> bool:
    return Path(context.obj.ingest.sources).exists()


def _act(path: Path, edit: Edit, what: str, execute: bool) -> None:
    """Prints what changes in the file, and changes it if that is wanted."""
    output.say(f"{'' if execute else 'would '}{what} {path}:")
    for line in edit.lines:
        output.say("  " + _without_secrets(line.rstrip()))
    if not edit.lines:
        output.say("  nothing: it is so already")
    if execute:
        write(path, edit)
    else:
        output.note("nothing was changed; say it again with --execute")


def _without_secrets(line: str) -> str:
    """A line of sources.toml as it may be shown: addresses without credentials, other readers' attributes not at all."""
    if line.partition("=")[0].strip() == "opml":
        return "opml = { … }"
    return shown(line) if "://" in line else line


def _row(source: Source) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(source)
    fields.pop("opml", None)
    return fields | {"where": shown(_where(source))} | {name: shown(fields[name]) for name in ("url", "site") if fields.get(name)}


def _where(source: Source) -> str:
    return source.url if isinstance(source, WebSource) else source.path


def _groups(row: dict[str, Any]) -> str:
    return ", ".join(group if isinstance(group, str) else " / ".join(group) for group in row["groups"])


def add_to(parent: typer.Typer) -> None:
    """Adds the commands."""
    check.add_to(app)
    subscriptions.add_to(app)
    app.command()(health)
    parent.add_typer(app, name="sources")
