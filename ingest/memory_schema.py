"""The tables of ingest's memory, their version, and the ways from older ones to it."""

import logging
import sqlite3

import msgspec

from events.documents import FeedEntry
from events.urls import host_of

logger = logging.getLogger(__name__)
VERSION = 3
TABLES = {"sources": 16, "documents": 8, "pages": 8, "robots": 6, "blocks": 4, "counts": 4, "log": 2}  # with their columns
FORMER = ("feeds",)

SCHEMA = """
CREATE TABLE IF NOT EXISTS sources (
    source TEXT PRIMARY KEY, place TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL, title TEXT NOT NULL,
    moved TEXT NOT NULL, failed TEXT NOT NULL, error TEXT NOT NULL, asked TEXT NOT NULL, read TEXT NOT NULL,
    next TEXT NOT NULL, interval REAL NOT NULL, failures INTEGER NOT NULL, ended INTEGER NOT NULL, items REAL NOT NULL,
    seconds REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    source TEXT, key TEXT, content TEXT NOT NULL, first_seen TEXT NOT NULL, page TEXT NOT NULL, etag TEXT NOT NULL,
    modified TEXT NOT NULL, asked INTEGER NOT NULL, PRIMARY KEY (source, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS documents_unlinked ON documents (source, content) WHERE key >= 'entry:' AND key < 'entry;';
CREATE TABLE IF NOT EXISTS pages (
    source TEXT, key TEXT, host TEXT NOT NULL, due TEXT NOT NULL, again INTEGER NOT NULL, entry BLOB NOT NULL,
    url TEXT NOT NULL, hops INTEGER NOT NULL, PRIMARY KEY (source, key)
);
CREATE INDEX IF NOT EXISTS pages_due ON pages (host, due, source);
CREATE INDEX IF NOT EXISTS pages_new ON pages (host, source) WHERE NOT again;
CREATE TABLE IF NOT EXISTS robots (
    origin TEXT PRIMARY KEY, state TEXT NOT NULL, rules TEXT NOT NULL, good_until TEXT NOT NULL, failures INTEGER NOT NULL,
    reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blocks (
    host TEXT PRIMARY KEY, until TEXT NOT NULL, times INTEGER NOT NULL, reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counts (
    source TEXT, what TEXT, reason TEXT, n INTEGER NOT NULL, PRIMARY KEY (source, what, reason)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS log (partition INTEGER PRIMARY KEY, first TEXT NOT NULL);
CREATE TEMP TABLE followed (source TEXT PRIMARY KEY) WITHOUT ROWID;
"""

FROM_FIRST = """
DROP TABLE IF EXISTS feeds;
ALTER TABLE documents RENAME TO former;
"""
TAKE_OVER = """
INSERT INTO documents SELECT source, key, content, first_seen, page, etag, modified, asked FROM former;
INSERT INTO pages SELECT source, key, host_of_entry(entry), due, 1, entry, '', 0 FROM former
    WHERE due <> '' AND length(entry) > 0;
DROP TABLE former;
"""


def prepare(db: sqlite3.Connection) -> None:
    """Brings a file to this version. The first version's documents and young pages are taken over; of feeds nothing is, because
    their URLs stood there in full. A file of a version that isn't known is begun anew: that costs fetches, nothing else."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    first = version == 0 and "feeds" in there
    if first:
        db.create_function("host_of_entry", 1, _host_of_entry, deterministic=True)
        db.executescript("BEGIN;" + FROM_FIRST + SCHEMA + TAKE_OVER + f"PRAGMA user_version = {VERSION}; COMMIT;")
        db.execute("VACUUM")  # else what was deleted could still be read in the file
        return
    if version not in (0, VERSION):
        logger.warning("ingest's memory is of another version and is begun anew", extra={"found": version, "expected": VERSION})
        for table in there & {*TABLES, *FORMER}:
            db.execute(f"DROP TABLE {table}")
    db.executescript(SCHEMA)
    if version != VERSION:  # who only looks writes nothing
        db.execute(f"PRAGMA user_version = {VERSION}")


def _host_of_entry(entry: bytes) -> str:
    return host_of(msgspec.json.decode(entry, type=FeedEntry).link)
