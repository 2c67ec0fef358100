"""What the commands that change sources.toml share: the plan that they print, and what may be shown of a source."""

from pathlib import Path

from console import output
from events.credentials import shown
from ingest.sources.editing import Edit, write
from ingest.sources.source import Source, WebSource


def act(path: Path, edit: Edit, what: str, execute: bool) -> None:
    """Prints what changes in the file, and changes it if that is wanted."""
    output.say(f"{'' if execute else 'would '}{what} {path}:")
    for line in filter(str.strip, edit.lines):
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


def where(source: Source) -> str:
    """Where it is on the web or on this machine, in full."""
    return source.url if isinstance(source, WebSource) else source.path
