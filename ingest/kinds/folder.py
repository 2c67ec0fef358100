"""A folder of documents: what a manifest says of each, and its bytes. One that can't be used is refused alone."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from events.documents import FetchedPage
from events.errors import BadInput, ConfigError
from events.ids import make_id
from events.urls import host_of, normalised
from ingest.kinds.manifest import ENDINGS, MANIFEST, TYPES, ManifestRow, read_manifest
from ingest.sources.source import FolderSource

LARGEST = 15 * 1024 * 1024


class Stamp(NamedTuple):
    """What tells that a file is as it was without reading it. `name`: of its size, its time and all that is said of it;
    `modified`: its time, in seconds since 1970."""

    name: str = ""
    modified: float = 0.0


class FoundDocument(NamedTuple):
    """A document of a folder: `text` or `page` holds what the file holds."""

    key: str
    publisher: str
    row: ManifestRow
    text: str = ""
    page: FetchedPage | None = None
    stamp: Stamp = Stamp()


class Untouched(NamedTuple):
    """A document whose stamp is the one that it had; it was not read again."""

    key: str


StampOf = Callable[[str], str]
Found = FoundDocument | Untouched | BadInput


def read_folder(source: FolderSource, stamp_of: StampOf = lambda _: "") -> Iterator[Found]:
    """Every document of the folder in the order of its name; a BadInput where one can't be used, its neighbours go on.
    `stamp_of`: the name of the stamp that a document had, by its key.

    Raises ConfigError when the folder or its manifest can't be read.
    """
    folder = Path(source.path)
    rows = read_manifest(folder / MANIFEST)
    for name in sorted(files_in(source)[0] | rows.keys()):
        try:
            yield _found(source, name, rows.get(name, ManifestRow(file=name)), stamp_of)
        except BadInput as error:
            yield error


def files_in(source: FolderSource) -> tuple[set[str], int]:
    """The documents in the folder, each as its path within it, and how many other files there are. Hidden files and folders,
    the manifest, and links that lead out of the folder are neither."""
    folder = Path(source.path)
    found: set[str] = set()
    others = 0
    try:
        waiting = [folder.resolve(strict=True)]
        root = waiting[0]
        while waiting:
            for path in waiting.pop().iterdir():
                if path.name.startswith(".") or not path.resolve().is_relative_to(root):
                    continue
                if path.is_dir():
                    waiting += [path] if source.subfolders and not path.is_symlink() else []
                elif path.suffix.lower() in ENDINGS:
                    found.add(path.relative_to(root).as_posix())
                else:
                    others += path != root / MANIFEST
    except OSError as error:
        raise ConfigError(f"source {source.name}: {folder}: {error.strerror or error}") from error
    return found, others


def _found(source: FolderSource, name: str, row: ManifestRow, stamp_of: StampOf) -> FoundDocument | Untouched:
    path = Path(source.path) / name
    key = normalised(row.url) if row.url else f"file:{source.name}/{name}"
    stamp = _stamp(path, source, row)
    if stamp.name and stamp.name == stamp_of(key):
        return Untouched(key)
    return _read(path, source, key, row)._replace(stamp=stamp)


def _stamp(path: Path, source: FolderSource, row: ManifestRow) -> Stamp:
    try:
        there = path.stat()
    except OSError:  # reading it will say why
        return Stamp()
    said = msgspec.structs.astuple(row)
    return Stamp(make_id("stamp", there.st_size, there.st_mtime_ns, source.publisher, *said), there.st_mtime)


def _read(path: Path, source: FolderSource, key: str, row: ManifestRow) -> FoundDocument:
    data = _bytes_of(path)
    publisher = row.publisher or source.publisher or host_of(row.url) or source.name
    if kind := TYPES.get(path.suffix.lower()):
        body = base64.b64encode(data).decode("ascii")
        page = FetchedPage(url=row.url, status=200, headers={"content-type": kind}, body=body)
        return FoundDocument(key, publisher, row, page=page)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    if not text.strip():
        raise BadInput(f"{path}: empty; remove it or give it text")
    return FoundDocument(key, publisher, row, text=text)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path}: larger than {LARGEST} bytes")
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}; the manifest or the folder names it") from error
    if not data:
        raise BadInput(f"{path}: empty; remove it or give it text")
    return data
