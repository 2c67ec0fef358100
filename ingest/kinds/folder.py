"""A folder of documents: what a manifest says of each, and its bytes. One that can't be used is refused alone."""

import base64
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import msgspec

from events.documents import FetchedPage
from events.errors import BadInput, ConfigError
from events.ids import make_id
from events.urls import host_of, normalised
from ingest.sources.source import FolderSource

MANIFEST = "manifest.toml"
TEXTS = frozenset({".txt"})
TYPES = {  # of what goes on as it is, for the reader to take apart
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown; charset=utf-8",
    ".markdown": "text/markdown; charset=utf-8",
    ".pdf": "application/pdf",
}
ENDINGS = TEXTS | TYPES.keys()
LARGEST = 15 * 1024 * 1024


class ManifestRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of one document beyond its text; "" is not known. `file`: its path within the folder, with "/"."""

    file: str
    publisher: str = ""
    url: str = ""
    title: str = ""
    published: str = ""
    language: str = ""


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


def read_manifest(path: Path) -> dict[str, ManifestRow]:
    """File name -> what the manifest says of it; {} without a manifest. Raises ConfigError naming the document and the field."""
    if not path.exists():
        return {}
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: can't be read as TOML: {error}") from error
    if unknown := sorted(table.keys() - {"document"}):
        raise ConfigError(f"{path}: unknown {unknown[0]!r}; only [[document]] is allowed at the top")
    rows: dict[str, ManifestRow] = {}
    for number, given in enumerate(table.get("document", []), 1):
        row = _row(given, f"{path}: document {number}")
        if row.file in rows:
            raise ConfigError(f"{path}: document {number}: file {row.file!r} stands there twice")
        rows[row.file] = row
    return rows


def _row(given: Any, where: str) -> ManifestRow:
    if isinstance(given, dict) and isinstance(given.get("file"), str):
        where += f" ({given['file']})"
    try:
        row = msgspec.convert(given, ManifestRow)
        if row.url:
            normalised(row.url)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{where}: {error}; allowed: {', '.join(ManifestRow.__struct_fields__)}") from error
    except BadInput as error:
        raise ConfigError(f"{where}: url: {error}") from error
    place = PurePosixPath(row.file)
    if str(place) != row.file or place.is_absolute() or ".." in place.parts or place.suffix.lower() not in ENDINGS:
        kinds = ", ".join(sorted(ENDINGS))
        raise ConfigError(
            f"{where}: file must be a name in the manifest's own folder or in one inside it, ending in one of {kinds}"
        )
    return row


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
