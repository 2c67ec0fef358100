"""`sources check`: is every source there, and what does it hold?"""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from console import output
from console.newest import newest_of
from console.wiring.wire import Wiring
from events.credentials import shown
from events.errors import BadInput, ConfigError
from ingest.sources.source import ArticlesSource, FileSource, FolderSource, Source, WebSource

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a table.")]
SHOWN = 3  # problems of one source in the table


def check(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(help="Only these sources; without, all of them.")] = None,
    as_json: Json = False,
) -> None:
    """Ask every source once without keeping anything: does it answer, what is it, how much does it hold, of what day?

    Paused ones are asked, too. Ends with 1 if one can't be used.

    Example: sitrep sources check example-news
    """
    with Wiring(context.obj) as wiring:
        sources = _chosen(wiring.intake.sources(), names or [])
        rows: dict[str, dict[str, Any]] = {}
        with output.progress("asking the sources") as advance:
            for source, said in _asked(wiring, sources):
                rows[source.name] = {"name": source.name, "kind": source.kind, **said}
                advance(len(rows), len(sources))
    found = [rows[source.name] for source in sources]
    if as_json:
        output.print_json(found)
    else:
        columns = ["name", "kind", "items", "newest", "problem"]
        output.print_table(columns, ([r["name"], r["kind"], r["items"], r["newest"], _few(r["problems"])] for r in found))
    if any(not row["usable"] for row in found):
        raise typer.Exit(1)


def _chosen(sources: list[Source], names: list[str]) -> list[Source]:
    known = {source.name for source in sources}
    for name in names:
        if name not in known:
            raise ConfigError(f"there is no source {name!r}; `sitrep sources list` shows their names")
    return [source for source in sources if not names or source.name in names]


def _asked(wiring: Wiring, sources: list[Source]) -> Iterator[tuple[Source, dict[str, Any]]]:
    """Files one after the other; what is on the web several hosts at once, as the answers come."""
    from ingest.web.asking import answers
    from ingest.web.fetch import Request
    from ingest.web.sitemap_index import with_parts

    yield from ((source, _in_files(source)) for source in sources if isinstance(source, FileSource))
    web = [source for source in sources if isinstance(source, WebSource)]
    for index, answer in answers([Request(source.url) for source in web], with_parts(wiring.intake.fetcher.get)):
        yield web[index], _on_web(wiring, web[index], answer)


def _on_web(wiring: Wiring, source: WebSource, answer: Any) -> dict[str, Any]:
    from ingest.kinds.apart import bytes_of

    if isinstance(answer, BadInput):
        return _said(0, "", [str(answer)], usable=False)
    (feed,) = wiring.intake.feed_parser.parse([bytes_of(source, answer)])
    if isinstance(feed, BadInput):
        return _said(0, "", [f"{shown(source.url)}: {feed}"], usable=False)
    moved = [f"it has moved to {shown(answer.moved)}"] if answer.moved else []
    return _said(len(feed.entries), newest_of(feed), moved + list(feed.problems))


def _in_files(source: FileSource) -> dict[str, Any]:
    from ingest.kinds.articles import ArticlesReader
    from ingest.kinds.folder import FoundDocument, files_in, read_folder

    items, newest, problems = 0, "", []
    try:
        for each in ArticlesReader(source) if isinstance(source, ArticlesSource) else read_folder(_folder(source)):
            if isinstance(each, FoundDocument):
                items, newest = items + 1, max(newest, each.row.published)
            else:
                problems.append(str(each))
        others = files_in(source)[1] if isinstance(source, FolderSource) else 0
    except ConfigError as error:
        return _said(0, "", [str(error)], usable=False)
    problems += [f"{others} files of other kinds are not read"] if others else []
    return _said(items, newest, problems, usable=bool(items) or not problems)


def _folder(source: FileSource) -> FolderSource:
    assert isinstance(source, FolderSource)
    return source


def _said(items: int, newest: str, problems: list[str], usable: bool = True) -> dict[str, Any]:
    return {"items": items, "newest": newest, "problems": problems, "usable": usable}


def _few(problems: list[str]) -> str:
    more = f"; and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
    return "; ".join(problems[:SHOWN]) + more


def add_to(parent: typer.Typer) -> None:
    """Adds the command."""
    parent.command()(check)
