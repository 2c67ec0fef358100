"""sources.toml changed by a command: only the lines of the sources concerned, every other byte stays.

The lines of a source are found without a TOML parser that keeps comments, so what was meant is checked against a real one
before anything is written: a file that is written in some other way than [[source]] blocks is left to its owner.
"""

import contextlib
import json
import os
import re
import shutil
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from events.errors import ConfigError
from ingest.sources.file import parse_sources, text_of
from ingest.sources.source import Source

LINE = re.compile(r"[^\n]*\n|[^\n]+")
HEADER = re.compile(r"""[ \t]*\[\[[ \t]*(?:source|"source"|'source')[ \t]*\]\][ \t]*(?:#[^\n]*)?\r?\n?""")
NOTHING = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n?")
PAUSED = re.compile(r"([ \t]*paused[ \t]*=[ \t]*)(true|false)([ \t]*(?:#[^\n]*)?\r?\n?)")
FIRST = ("name", "kind", "url", "path")  # what a reader of the file looks for


class Edit(NamedTuple):
    """A sources.toml as it would be: `text` whole, `lines` those that would come or go."""

    text: str
    lines: tuple[str, ...]


def added(path: Path, sources: Sequence[Source]) -> Edit:
    """With more sources at the end; the file may be missing. Raises ConfigError when the result couldn't be loaded (a name
    taken, a URL that is none)."""
    before = text_of(path) if path.exists() else ""
    end = "\r\n" if "\r\n" in before else "\n"
    gap = "" if not before else end if before.endswith("\n") else end * 2
    text = gap + end.join(_block(source).replace("\n", end) for source in sources)
    parse_sources(before + text, path)
    return Edit(before + text, tuple(LINE.findall(text)))


def removed(path: Path, names: Sequence[str]) -> Edit:
    """Without the sources of these names: from [[source]] to the last line of a block, and an empty line that would stand
    twice. Comments before and after a block stay."""
    lines, blocks, rows = _read(path, names)
    gone: set[int] = set()
    for start, end in reversed([blocks[index] for index, row in enumerate(rows) if row["name"] in names]):
        gone.update(range(start, end))
        alone = start > 0 and not lines[start - 1].strip()
        if alone and all(i in gone for i in range(end, len(lines))):
            gone.add(start - 1)
        elif (alone or start == 0) and end < len(lines) and not lines[end].strip():
            gone.add(end)
    edit = Edit("".join(line for i, line in enumerate(lines) if i not in gone), tuple(lines[i] for i in sorted(gone)))
    _check(edit, [row for row in rows if row["name"] not in names], path)
    return edit


def paused(path: Path, names: Sequence[str], wanted: bool) -> Edit:
    """With the sources of these names paused, or not. What is so already stays as it is."""
    lines, blocks, rows = _read(path, names)
    changed: list[str] = []
    for index, row in enumerate(rows):
        if row["name"] in names and row.get("paused", False) != wanted:
            changed.append(_pause(lines, blocks[index], wanted))
            row["paused"] = wanted
    edit = Edit("".join(lines), tuple(changed))
    _check(edit, rows, path)
    return edit


def write(path: Path, edit: Edit) -> None:
    """The file is replaced in one step and keeps its owner's permissions, since it may hold passwords."""
    path = path.resolve()
    draft = path.with_name(path.name + ".new")
    try:
        draft.touch(mode=0o600)
        if path.exists():
            shutil.copymode(path, draft)
        else:
            draft.chmod(0o644)
        draft.write_text(edit.text, encoding="utf-8", newline="")
        os.replace(draft, path)
    except (OSError, UnicodeEncodeError) as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise ConfigError(f"{path}: can't be written: {getattr(error, 'strerror', None) or error}") from error


def _pause(lines: list[str], block: tuple[int, int], wanted: bool) -> str:
    """Changes one block in place; the line that came, went or changed."""
    start, end = block
    for at in range(start + 1, end):
        if found := PAUSED.fullmatch(lines[at]):
            gone = lines[at]
            keep = wanted or "#" in found[3]
            lines[at] = f"{found[1]}{str(wanted).lower()}{found[3]}" if keep else ""
            return lines[at] or gone
    end_of_line = "\r\n" if lines[start].endswith("\r\n") else "\n"
    line = f"paused = true{end_of_line}"
    lines[start] = lines[start].rstrip("\r\n") + end_of_line + line
    return line


def _read(path: Path, names: Sequence[str]) -> tuple[list[str], list[tuple[int, int]], list[dict[str, Any]]]:
    """Lines, the lines of each source's block (from, to), and what stands in each."""
    text = text_of(path)
    known = {source.name for source in parse_sources(text, path)}
    for name in names:
        if name not in known:
            raise ConfigError(f"{path}: there is no source {name!r}; `sitrep sources list` shows their names")
    rows: list[dict[str, Any]] = tomllib.loads(text).get("source", [])
    lines = LINE.findall(text)
    starts = [i for i, line in enumerate(lines) if HEADER.fullmatch(line)]
    if len(starts) != len(rows):
        raise ConfigError(f"{path}: its sources are not plain [[source]] blocks; change it by hand")
    blocks = []
    for start, limit in zip(starts, [*starts[1:], len(lines)], strict=True):
        end = next(i for i in range(limit, start, -1) if not NOTHING.fullmatch(lines[i - 1]))
        blocks.append((start, end))
    return lines, blocks, rows


def _check(edit: Edit, expected: Sequence[Mapping[str, Any]], path: Path) -> None:
    try:
        found = tomllib.loads(edit.text).get("source", [])
    except ValueError:
        found = None
    if found is None or list(map(_told, found)) != list(map(_told, expected)):
        raise ConfigError(f"{path}: its blocks are written in a way that can't be changed by a command; change it by hand")
    parse_sources(edit.text, path)


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"paused": False, **row}


def _block(source: Source) -> str:
    fields: dict[str, Any] = msgspec.to_builtins(source)
    plain: dict[str, Any] = {f.name: f.default for f in msgspec.structs.fields(source) if f.name not in FIRST}
    given = {k: fields[k] for k in FIRST if k in fields} | {k: v for k, v in fields.items() if k not in FIRST and v != plain[k]}
    given = {k: v for k, v in given.items() if v not in ({}, ())}
    return "[[source]]\n" + "".join(f"{k} = {_value(v)}\n" for k, v in given.items())


def _value(value: Any) -> str:
    """JSON's strings, numbers and arrays are TOML's but for DEL, which TOML wants escaped."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_value(k)} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
