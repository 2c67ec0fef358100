"""manifest.toml of a folder: what is known of its documents beyond what they hold."""

import tomllib
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from events.errors import BadInput, ConfigError
from events.urls import normalised

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


class ManifestRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of one document beyond its text; "" is not known. `file`: its path within the folder, with "/"."""

    file: str
    publisher: str = ""
    url: str = ""
    title: str = ""
    published: str = ""
    language: str = ""


def read_manifest(path: Path) -> dict[str, ManifestRow]:
    """File name -> what the manifest says of it; {} without a manifest. Raises ConfigError naming the document and the field."""
    if not path.exists():
        return {}
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
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
