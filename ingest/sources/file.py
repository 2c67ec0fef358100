"""What is ingested: sources.toml, read strictly."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from events.errors import BadInput, ConfigError
from events.urls import normalised
from ingest.sources.source import KINDS, FileSource, Source, WebSource


def load_sources(path: Path) -> list[Source]:
    """The sources of a sources.toml, in its order. Raises ConfigError naming the file, the source and the field."""
    return parse_sources(text_of(path), path)


def text_of(path: Path) -> str:
    """A sources.toml's text, line ends as they are. Raises ConfigError."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}; name the sources there, one [[source]] each") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 at byte {error.start}") from error


def parse_sources(text: str, path: Path) -> list[Source]:
    """The sources that the text of `path` names. Raises ConfigError as load_sources does."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, and numbers of thousands of digits
        raise ConfigError(f"{path}: not TOML: {error}") from error
    if unknown := sorted(table.keys() - {"source"}):
        raise ConfigError(f"{path}: unknown {unknown[0]!r}; only [[source]] is allowed at the top")
    rows = table.get("source", [])
    if not isinstance(rows, list):
        raise ConfigError(f"{path}: write [[source]] with two brackets")
    found = [_source(row, f"{path}: source {number}", path.parent) for number, row in enumerate(rows, 1)]
    _refuse_twins(found, path)
    return found


def _refuse_twins(sources: Sequence[Source], path: Path) -> None:
    seen: set[str] = set()
    for source in sources:
        if source.name in seen:
            raise ConfigError(f"{path}: two sources are named {source.name!r}; give each a name of its own")
        seen.add(source.name)


def _source(row: Any, where: str, base: Path) -> Source:
    if isinstance(row, dict) and row.get("name"):
        where += f" ({row['name']})"
    kind = row.get("kind") if isinstance(row, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        raise ConfigError(f"{where}: kind is {kind!r}; it must be one of {', '.join(map(repr, KINDS))}")
    try:
        source = msgspec.convert(row, KINDS[kind])
        if isinstance(source, WebSource):
            normalised(source.url)
    except msgspec.ValidationError as error:
        allowed = ", ".join(["kind", *KINDS[kind].__struct_fields__])
        raise ConfigError(f"{where}: {error}; a {kind} source has {allowed}") from error
    except BadInput as error:
        raise ConfigError(f"{where}: url: {error}") from error
    return msgspec.structs.replace(source, path=str(base / source.path)) if isinstance(source, FileSource) else source
