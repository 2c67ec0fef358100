"""What is ingested: sources.toml, read strictly, added to without losing a comment."""

import json
import os
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec

from events.errors import BadInput, ConfigError
from events.urls import normalised

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f/]+$")]
Minutes = Annotated[int, msgspec.Meta(ge=1, le=10080)]


class FolderSource(msgspec.Struct, frozen=True, kw_only=True, tag="folder", tag_field="kind", forbid_unknown_fields=True):
    """Documents in a folder. `path` is absolute once loaded."""

    name: Name
    path: str
    publisher: str = ""


class FeedSource(msgspec.Struct, frozen=True, kw_only=True, tag="feed", tag_field="kind", forbid_unknown_fields=True):
    """A feed and the pages that it leads to, asked every `poll_minutes`."""

    name: Name
    url: str
    publisher: str = ""
    poll_minutes: Minutes = 15


Source = FolderSource | FeedSource
KINDS: dict[str, type[FolderSource] | type[FeedSource]] = {"folder": FolderSource, "feed": FeedSource}


def load_sources(path: Path) -> list[Source]:
    """The sources of a sources.toml, in its order. Raises ConfigError naming the file, the source and the field."""
    return _parse(_text_of(path), path)


def add_source(path: Path, source: Source) -> None:
    """Appends a source to a sources.toml (made if missing); what stands there, comments too, stays byte for byte.

    Raises ConfigError when the result could not be loaded (a name taken, a URL that is none); then nothing is written.
    """
    before = _text_of(path) if path.exists() else ""
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    after = before + gap + _block(source)
    _parse(after, path)
    draft = path.with_name(path.name + ".new")
    draft.write_text(after, encoding="utf-8", newline="")
    os.replace(draft, path)


def _block(source: Source) -> str:
    fields: dict[str, Any] = msgspec.to_builtins(source)
    given = {k: v for k, v in fields.items() if v != "" and not (k == "poll_minutes" and v == 15)}
    return "[[source]]\n" + "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in given.items())


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}; name the sources there, one [[source]] each") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 at byte {error.start}") from error


def _parse(text: str, path: Path) -> list[Source]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
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
    if kind not in KINDS:
        raise ConfigError(f"{where}: kind is {kind!r}; it must be one of {', '.join(map(repr, KINDS))}")
    try:
        source = msgspec.convert(row, KINDS[kind])
        if isinstance(source, FeedSource):
            normalised(source.url)
    except msgspec.ValidationError as error:
        allowed = ", ".join(["kind", *KINDS[kind].__struct_fields__])
        raise ConfigError(f"{where}: {error}; a {kind} source has {allowed}") from error
    except BadInput as error:
        raise ConfigError(f"{where}: url: {error}") from error
    return msgspec.structs.replace(source, path=str(base / source.path)) if isinstance(source, FolderSource) else source
