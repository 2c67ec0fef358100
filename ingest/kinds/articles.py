"""A file with one article a line, as JSON: what stands in it, and how far it was read, so that only additions are read again."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from events.errors import BadInput, ConfigError
from events.ids import make_id
from events.urls import host_of, normalised
from ingest.kinds.folder import LARGEST, FoundDocument
from ingest.kinds.manifest import ManifestRow
from ingest.sources.source import ArticlesSource

PRINT = 4096  # bytes at a mark's beginning and end that must be the same ones


class _Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An article. null is as good as a field that isn't there."""

    text: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    publisher: str | None = None


class Mark(NamedTuple):
    """How far a file was read: bytes and lines, and a hash of the bytes at its beginning and just before."""

    offset: int = 0
    lines: int = 0
    bytes_hash: str = ""


class ArticlesReader:
    """Yields every article of the file after `since`, a mark that an earlier reader had in the end; a BadInput for each line
    that can't be used. `mark` is how far it has come. A file that was written anew is read from its beginning.

    Raises ConfigError when the file can't be read.
    """

    def __init__(self, source: ArticlesSource, since: str = "") -> None:
        self._source = source
        self._path = Path(source.path)
        self._since = _mark_of(since)
        self._offset = self._lines = 0
        self._head = self._tail = b""

    @property
    def mark(self) -> str:
        return json.dumps(Mark(self._offset, self._lines, self._hash()))

    def __iter__(self) -> Iterator[FoundDocument | BadInput]:
        try:
            with self._path.open("rb") as file:
                self._stand_at(file, self._since.offset, self._since.lines)
                if self._hash() != self._since.bytes_hash:
                    self._stand_at(file, 0, 0)
                yield from self._read(file)
        except OSError as error:
            raise ConfigError(f"source {self._source.name}: {self._path}: {error.strerror or error}") from error

    def _read(self, file: BinaryIO) -> Iterator[FoundDocument | BadInput]:
        while line := file.readline(LARGEST):
            number, found = self._lines + 1, None
            if line.endswith(b"\n") or (len(line) < LARGEST and _is_json(line)):
                found = self._article(line, number)
                self._offset, self._lines = self._offset + len(line), number
                self._head = (self._head + line)[:PRINT] if len(self._head) < PRINT else self._head
                self._tail = (self._tail + line)[-PRINT:]
            elif len(line) == LARGEST:
                found = BadInput(f"{self._path}, line {number}: longer than {LARGEST} bytes")
                self._stand_at(file, _end_of_line(file), number)
            else:  # somebody is writing it
                return
            if found is not None:
                yield found

    def _stand_at(self, file: BinaryIO, offset: int, lines: int) -> None:
        """As if all that stands before `offset` had been read."""
        self._offset, self._lines = offset, lines
        file.seek(0)
        self._head = file.read(min(PRINT, offset))
        file.seek(max(0, offset - PRINT))
        self._tail = file.read(min(PRINT, offset))

    def _hash(self) -> str:
        return hashlib.sha256(self._head + self._tail).hexdigest()[:32] if self._offset else ""

    def _article(self, line: bytes, number: int) -> FoundDocument | BadInput | None:
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not line.strip():
            return None
        try:
            return self._document(msgspec.json.decode(line, type=_Line))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, BadInput) as error:
            return BadInput(f"{self._path}, line {number}: {error}")

    def _document(self, line: _Line) -> FoundDocument:
        url = normalised(line.url) if line.url else ""
        if not line.text.strip():
            raise BadInput("its text is empty")
        name = line.id or make_id("article", line.title, line.text)
        row = ManifestRow(
            file=self._path.name,
            url=line.url or "",
            title=line.title or "",
            published=line.published or "",
            language=line.language or "",
        )
        publisher = line.publisher or self._source.publisher or host_of(url) or self._source.name
        return FoundDocument(url or f"file:{self._source.name}/{name}", publisher, row, text=line.text)


def _end_of_line(file: BinaryIO) -> int:
    """Reads to the end of a line that is too long; where that is."""
    while more := file.readline(LARGEST):
        if more.endswith(b"\n"):
            break
    return file.tell()


def _is_json(line: bytes) -> bool:
    """Whether a last line without its end is whole all the same."""
    try:
        msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _mark_of(text: str) -> Mark:
    """A mark that can't be read is none: the file is then read from its beginning."""
    try:
        offset, lines, bytes_hash = json.loads(text)
        return Mark(max(0, int(offset)), int(lines), str(bytes_hash))
    except (ValueError, TypeError):
        return Mark()
