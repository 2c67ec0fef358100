"""`sources add`: something new to follow, found by the address of its site where that is clear."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console import output
from console.newest import newest_of
from console.settings import Settings
from console.source_plans import act
from console.source_plans import where as place
from console.wiring.wire import Wiring
from events.credentials import shown
from events.errors import BadInput, ConfigError
from ingest.sources.editing import added
from ingest.sources.source import ArticlesSource, FeedSource, FolderSource, PageSource, SitemapSource, Source

if TYPE_CHECKING:
    from ingest.sources.discovery import Candidate

Execute = Annotated[bool, typer.Option("--execute", help="Do it; else only the plan is printed.")]
WEB = {"feed": FeedSource, "sitemap": SitemapSource, "page": PageSource}
FILES = {"folder": FolderSource, "articles": ArticlesSource}


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
    are tried, and the one that is meant is taken where that is clear. Else they are listed, to be named, and it ends with 2.

    Example: sitrep sources add feed example-news https://news.example/ --execute
    """
    settings: Settings = context.obj
    path = Path(settings.ingest.sources)
    if kind not in FILES.keys() | WEB.keys():
        raise typer.BadParameter(f"{kind!r}: it must be one of {', '.join([*WEB, *FILES])}")
    fields: dict[str, Any] = {"name": name, "publisher": publisher, "groups": tuple(group or ())}
    source: Source = _on_this_machine(kind, where, fields) if kind in FILES else WEB[kind](url=where, **fields)
    added(path, [source])  # a name that is taken is told before anybody is asked
    if kind in WEB and not as_given:
        source = WEB[kind](url=_asked(context, kind, name, where), **fields)
    edit = added(path, [source])
    _refuse_followed(context, source)
    act(path, edit, f"add the {kind} {name!r} ({shown(place(source))}) to", execute)


def _on_this_machine(kind: str, where: str, fields: dict[str, Any]) -> Source:
    path = Path(where).expanduser().absolute()
    if not path.exists():
        output.note(f"{path} isn't there yet")
    source: Source = FILES[kind](path=str(path), **fields)
    return source


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
        answer = wiring.intake.fetcher.get(Request(url))
        kind = answer.headers.get("content-type", "")
        (found,) = wiring.intake.feed_parser.parse([FeedBytes(answer.body, answer.url, kind, "page")])
    if isinstance(found, BadInput):
        raise BadInput(f"{shown(url)}: {found}")
    return url


def _found_at(context: typer.Context, kind: str, name: str, url: str) -> str:
    """The address of the feed or sitemap that is at `url` or on that site. Raises ConfigError where it isn't clear which."""
    from ingest.sources.discovery import Discovery, choice

    with Wiring(context.obj) as wiring, output.progress("asking the site"):
        found = Discovery(wiring.intake.fetcher.get, wiring.intake.feed_parser).look(url, sitemaps=kind == "sitemap")
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
        followed = [each for each in wiring.intake.sources() if isinstance(each, FeedSource)] if _there(context) else []
    for each in followed:
        if feed_identity(each.url) == feed_identity(source.url):
            raise ConfigError(f"{shown(source.url)} is followed already, as {each.name!r}; `sitrep sources list` shows it")


def _there(context: typer.Context) -> bool:
    return Path(context.obj.ingest.sources).exists()


def add_to(parent: typer.Typer) -> None:
    """Adds the command."""
    parent.command()(add)
