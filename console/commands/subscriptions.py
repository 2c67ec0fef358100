"""`sources import` and `sources export`: the subscription lists of feed readers."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console import output
from console.wiring.wire import Wiring
from eventlog.isolation import Allowance, Isolated
from events.credentials import shown
from events.errors import BadInput, ConfigError
from ingest.sources.editing import added, write
from ingest.sources.source import FeedSource

if TYPE_CHECKING:
    from ingest.sources.opml import Subscriptions

LARGEST = 15 * 1024 * 1024
Execute = Annotated[bool, typer.Option("--execute", help="Do it; else only the plan is printed.")]


def import_list(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="An OPML file, as feed readers export it.")],
    execute: Execute = False,
) -> None:
    """Add the feeds of a reader's subscription list (OPML) to sources.toml; what stands there stays as it is.

    Folders become groups. Feeds that are followed already are left out, and so is what is no feed; both are said. Nothing is
    fetched: `sitrep sources check` does that.

    Example: sitrep sources import subscriptions.opml --execute
    """
    from ingest.sources.opml import sources_of

    path = Path(context.obj.ingest.sources)
    with Wiring(context.obj) as wiring:
        found = _read(wiring, file)
        brought = sources_of(found, wiring.intake.sources() if path.exists() else [])
    for reason in [*found.problems, *brought.known]:
        output.note(f"left out: {reason}")
    output.print_table(["name", "groups", "where"], ([s.name, _groups(s), shown(s.url)] for s in brought.sources))
    left_out = len(found.problems) + len(brought.known)
    edit = added(path, brought.sources)
    output.say(f"{'adding' if execute else 'would add'} {len(brought.sources)} feeds to {path}; {left_out} outlines are left out")
    if execute and brought.sources:
        write(path, edit)
    elif not execute:
        output.note("nothing was changed; say it again with --execute")


def export_list(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option(help="Where to write it, e.g. --out subscriptions.opml; else it is printed.")
    ] = None,
    with_secrets: Annotated[
        bool, typer.Option("--with-secrets", help="Keep passwords and tokens in addresses; else they are cut to “…”.")
    ] = False,
) -> None:
    """Write the feeds of sources.toml as a subscription list (OPML 2.0) for feed readers, with all that an import brought.

    Example: sitrep sources export --out subscriptions.opml
    """
    from ingest.sources.opml_export import write_opml

    with Wiring(context.obj) as wiring:
        export = write_opml(wiring.intake.sources(), with_secrets)
    for reason in export.notes:
        output.note(reason)
    if out is None:
        sys.stdout.buffer.write(export.data)
        sys.stdout.buffer.flush()
        return
    try:
        out.touch(mode=0o600 if with_secrets else 0o644)
        out.write_bytes(export.data)
    except OSError as error:
        raise ConfigError(f"{out}: can't be written: {error.strerror or error}") from error
    output.note(f"written to {out}")


def _read(wiring: Wiring, file: Path) -> "Subscriptions":
    """In a process of its own: somebody else wrote the list."""
    from ingest.sources.opml import read_opml

    limits = wiring.intake.limits
    isolated = Isolated(read_opml, 1, Allowance(limits.parse_seconds, limits.parse_megabytes), lambda _: str(file))
    (found,) = isolated([_bytes_of(file)])
    isolated.close()
    if isinstance(found, BadInput):
        raise found
    return found


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise BadInput(f"{file}: larger than {LARGEST} bytes; that is no subscription list")
        return file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file}: {error.strerror or error}; export the list from the reader first") from error


def _groups(source: FeedSource) -> str:
    return ", ".join(group if isinstance(group, str) else " / ".join(group) for group in source.groups)


def add_to(parent: typer.Typer) -> None:
    """Adds the commands."""
    parent.command("import")(import_list)
    parent.command("export")(export_list)
