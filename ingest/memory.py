"""What ingest remembers between polls, in a small SQLite file: validators, what was added already, when a page is due again.

Losing it costs fetches and repeated records that dedupe knows, nothing else. It is written only after the log has
acknowledged what it speaks of.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from events.errors import ConfigError
from ingest.web.fetch import Validators

SCHEMA = """
CREATE TABLE IF NOT EXISTS feeds (
    source TEXT PRIMARY KEY, url TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL, polled_at TEXT NOT NULL,
    title TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    source TEXT, key TEXT, content TEXT NOT NULL, entry BLOB NOT NULL, page TEXT NOT NULL, etag TEXT NOT NULL,
    modified TEXT NOT NULL, first_seen TEXT NOT NULL, asked INTEGER NOT NULL, due TEXT NOT NULL, PRIMARY KEY (source, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS log (partition INTEGER PRIMARY KEY, first TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS young ON documents (source, due) WHERE due <> '';
"""


class SeenFeed(NamedTuple):
    """A feed as it was at its last poll; `url` because validators are of one URL only."""

    source: str
    url: str
    validators: Validators
    polled_at: str
    title: str


class SeenDocument(NamedTuple):
    """A document as it was last added. `content`: hash of all of it but its page; `page`: hash of the page's bytes, "" without
    one; `entry`: the feed's entry (its event JSON) while the page may be asked for again; `due`: when, "" for never;
    `first_seen`: when this form of the entry came."""

    source: str
    key: str
    content: str
    first_seen: str
    entry: bytes = b""
    page: str = ""
    validators: Validators = Validators()
    asked: int = 0
    due: str = ""


class Memory:
    """Opens (or makes) the file; ":memory:" forgets. Raises ConfigError when the file can't be used. One thread only."""

    def __init__(self, path: Path | str) -> None:
        try:
            if str(path) != ":memory:":
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30.0)
        except (OSError, sqlite3.Error) as error:
            raise ConfigError(_unusable(path, error)) from error
        try:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.executescript(SCHEMA)
        except sqlite3.Error as error:
            self._db.close()
            raise ConfigError(_unusable(path, error)) from error

    def feed(self, source: str) -> SeenFeed | None:
        row = self._db.execute("SELECT * FROM feeds WHERE source = ?", (source,)).fetchone()
        return None if row is None else SeenFeed(row[0], row[1], Validators(row[2], row[3]), row[4], row[5])

    def document(self, source: str, key: str) -> SeenDocument | None:
        row = self._db.execute("SELECT * FROM documents WHERE source = ? AND key = ?", (source, key)).fetchone()
        return None if row is None else _document(row)

    def due(self, source: str, until: str) -> list[SeenDocument]:
        """The documents whose page is to be asked for again by `until` (ISO 8601 as in events.clock)."""
        query = "SELECT * FROM documents WHERE source = ? AND due <> '' AND due <= ? ORDER BY due, key"
        return [_document(row) for row in self._db.execute(query, (source, until))]

    def remember(self, documents: Sequence[SeenDocument] = (), feeds: Sequence[SeenFeed] = ()) -> None:
        """Notes what the log has acknowledged, all of it or nothing."""
        with self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(d.source, d.key, d.content, d.entry, d.page, *d.validators, d.first_seen, d.asked, d.due) for d in documents],
            )
            self._db.executemany(
                "INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?, ?)",
                [(f.source, f.url, *f.validators, f.polled_at, f.title) for f in feeds],
            )

    def log(self) -> tuple[int, str] | None:
        """A partition of the log that all this speaks of, and what its first record is known by; None before the first."""
        row = self._db.execute("SELECT partition, first FROM log").fetchone()
        return None if row is None else (int(row[0]), str(row[1]))

    def begin(self, partition: int, first: str) -> None:
        """Notes which log it is."""
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO log VALUES (?, ?)", (partition, first))

    def forget(self) -> None:
        """Everything: it was of another log."""
        with self._db:
            for table in ("feeds", "documents", "log"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608

    def close(self) -> None:
        self._db.close()


def _document(row: tuple[str, str, str, bytes, str, str, str, str, int, str]) -> SeenDocument:
    source, key, content, entry, page, etag, modified, first_seen, asked, due = row
    return SeenDocument(source, key, content, first_seen, entry, page, Validators(etag, modified), asked, due)


def _unusable(path: Path | str, error: Exception) -> str:
    return f"ingest's memory {path} can't be used: {error}; mend it or delete it (that costs fetches, nothing else)"
