"""The log in one SQLite file: nothing to install, durable (WAL, synchronous=FULL), for many processes on one machine."""

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from eventlog.log import Finding, Membership, NewRecord, Partition, Record, refuse_large
from eventlog.sqlite_lease import SqliteMembership
from events.errors import ConfigError, LogUnavailable, OffsetLost, UnknownTopic
from events.topics import TopicSpec

BUSY_SECONDS = 30.0
LEASE_SECONDS = 10.0
READ_BYTES = 64 * 1024 * 1024  # a read stops after so much, whatever its limit
PAGE_BYTES = 16 * 1024  # most records are longer than the usual page of 4 KB
FORMAT = 1

SCHEMA = """
CREATE TABLE IF NOT EXISTS topics (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, partitions INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS records (
    row INTEGER PRIMARY KEY, topic INTEGER NOT NULL, partition INTEGER NOT NULL, "offset" INTEGER NOT NULL,
    at INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS place ON records (topic, partition, "offset");
CREATE TABLE IF NOT EXISTS committed (
    "group" TEXT, topic TEXT, partition INTEGER, "offset" INTEGER NOT NULL,
    PRIMARY KEY ("group", topic, partition)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS members ("group" TEXT, owner TEXT, expires REAL NOT NULL, PRIMARY KEY ("group", owner)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS leases (
    "group" TEXT, topic TEXT, partition INTEGER, owner TEXT NOT NULL, PRIMARY KEY ("group", topic, partition)) WITHOUT ROWID;
"""
INSERT = 'INSERT INTO records (topic, partition, "offset", at, key, value) VALUES (?, ?, ?, ?, ?, ?)'
SELECT = (
    'SELECT "offset", key, value, at FROM records WHERE topic = ? AND partition = ? AND "offset" >= ? ORDER BY "offset" LIMIT ?'
)
END = 'SELECT max("offset") FROM records WHERE topic = ? AND partition = ?'


class SqliteLog:
    """A Log in the file `path` (made if missing, its folder too). One instance belongs to the thread that made it.

    Raises LogUnavailable when the file can't be opened, written or locked, or holds something else.
    """

    def __init__(self, path: Path, lease_seconds: float = LEASE_SECONDS, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._lease_seconds = lease_seconds
        self._members: list[SqliteMembership] = []
        with self._failing():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
            try:
                self._open(busy_seconds)
            except BaseException:
                self._db.close()
                raise

    def _open(self, busy_seconds: float) -> None:
        self._db.execute(f"PRAGMA page_size={PAGE_BYTES}")  # of a new file; an old one keeps its own
        # Turning to WAL takes an exclusive lock and doesn't wait for it, so the first processes at a new file may have to retry.
        until = time.monotonic() + busy_seconds
        while True:
            try:
                self._db.execute("PRAGMA journal_mode=WAL")
                break
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.02)
        self._db.execute("PRAGMA synchronous=FULL")
        found = self._db.execute("PRAGMA user_version").fetchone()[0]
        if found > FORMAT:
            raise LogUnavailable(f"{self.path} has log format {found}, this sitrep knows {FORMAT}: use the sitrep that wrote it")
        if found < FORMAT:
            with self._transaction():
                for statement in SCHEMA.split(";\n"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {FORMAT}")

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Says of SQLite's and the system's errors what, where and what to do."""
        try:
            yield
        except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
            raise  # a mistake in this program, or another thread's log
        except (sqlite3.Error, OSError) as error:
            raise LogUnavailable(f"the log {self.path} can't be used: {error}. {_remedy(error)}") from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """One write transaction; takes the write lock first, so what it reads can't be outdated when it writes."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk has rolled back already
                self._db.execute("ROLLBACK")
            raise

    def _topic(self, name: str, partition: int) -> int:
        row = self._db.execute("SELECT id, partitions FROM topics WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise UnknownTopic(f"the log {self.path} has no topic {name!r}: `sitrep topics` lists what there is")
        if not 0 <= partition < row[1]:
            raise UnknownTopic(f"topic {name!r} in {self.path} has partitions 0 to {row[1] - 1}, not {partition}")
        return int(row[0])

    def _end(self, topic: int, partition: int) -> int:
        last = self._db.execute(END, (topic, partition)).fetchone()[0]
        return 0 if last is None else int(last) + 1

    def create_topics(self, specs: Sequence[TopicSpec]) -> None:
        """See Log."""
        with self._failing(), self._transaction():
            there = self.topics()
            for spec in specs:
                if spec.name not in there:
                    self._db.execute("INSERT INTO topics (name, partitions) VALUES (?, ?)", (spec.name, spec.partitions))
                elif there[spec.name] != spec.partitions:
                    raise ConfigError(
                        f"topic {spec.name!r} in {self.path} has {there[spec.name]} partitions, not {spec.partitions}: "
                        f"set the number of partitions to {there[spec.name]}, or start another log"
                    )

    def delete_topics(self, names: Sequence[str]) -> None:
        """See Log."""
        with self._failing(), self._transaction():
            for name in names:
                self._db.execute("DELETE FROM records WHERE topic = (SELECT id FROM topics WHERE name = ?)", (name,))
                for table, column in (("topics", "name"), ("committed", "topic"), ("leases", "topic")):
                    self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))  # noqa: S608

    def topics(self) -> Mapping[str, int]:
        """See Log."""
        with self._failing():
            return dict(self._db.execute("SELECT name, partitions FROM topics ORDER BY name").fetchall())

    def append(self, records: Sequence[NewRecord]) -> list[int]:
        """See Log. On SQLite a batch is atomic: all of it is in the log, or nothing."""
        refuse_large(records)
        places: dict[Partition, list[int]] = {}  # -> [id of the topic, next offset]
        rows: list[tuple[int, int, int, int, bytes, bytes]] = []
        with self._failing(), self._transaction():
            at = time.time_ns() // 1_000_000
            for topic, partition, key, value in records:
                place = places.get((topic, partition))
                if place is None:
                    number = self._topic(topic, partition)
                    place = places[topic, partition] = [number, self._end(number, partition)]
                rows.append((place[0], partition, place[1], at, key.encode("utf-8", "surrogatepass"), value))
                place[1] += 1
            self._db.executemany(INSERT, rows)
        return [row[2] for row in rows]

    def read(self, topic: str, partition: int, offset: int, limit: int, wait: float = 0.0) -> list[Record]:
        """See Log."""
        until = time.monotonic() + wait
        pause = 0.005
        with self._failing():
            number = self._topic(topic, partition)
            while True:
                rows = self._rows(number, partition, offset, limit)
                if not rows or rows[0][0] != offset:
                    self._check_offset(topic, partition, offset)
                left = until - time.monotonic()
                if rows or left <= 0:
                    return [Record(topic, partition, o, str(k, "utf-8", "surrogatepass"), v, at) for o, k, v, at in rows]
                time.sleep(min(pause, left))
                pause = min(pause * 2, 0.05)

    def _rows(self, topic: int, partition: int, offset: int, limit: int) -> list[tuple[int, bytes, bytes, int]]:
        rows, size = [], 0
        cursor = self._db.execute(SELECT, (topic, partition, offset, limit))
        for row in cursor:
            rows.append(row)
            size += len(row[2])
            if size >= READ_BYTES:
                break
        cursor.close()  # else the file's old pages would be held on to
        return rows

    def _check_offset(self, topic: str, partition: int, offset: int) -> None:
        end = self.end(topic, partition)
        if 0 <= offset == end or (0 <= offset < end and self._has(topic, partition, offset)):
            return  # at the end, or appended since
        raise OffsetLost(
            f"offset {offset} of {topic!r}/{partition} is not in {self.path}, which ends at {end}: the file was replaced or cut. "
            "Bring back the log that belongs to this state, or start a new generation with `sitrep replay`"
        )

    def _has(self, topic: str, partition: int, offset: int) -> bool:
        row = self._db.execute(SELECT, (self._topic(topic, partition), partition, offset, 1)).fetchone()
        return row is not None and row[0] == offset

    def end(self, topic: str, partition: int) -> int:
        """See Log."""
        with self._failing():
            return self._end(self._topic(topic, partition), partition)

    def join(self, group: str, topics: Sequence[str]) -> Membership:
        """See Log."""
        there = self.topics()
        for topic in topics:
            self._topic(topic, 0)
        shared = sorted((topic, partition) for topic in topics for partition in range(there[topic]))
        member = SqliteMembership(self._db, self._transaction, self._failing, group, shared, self._lease_seconds)
        self._members.append(member)
        return member

    def commit(self, group: str, offsets: Mapping[Partition, int]) -> None:
        """See Log."""
        rows = [(group, topic, partition, offset) for (topic, partition), offset in offsets.items()]
        with self._failing(), self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO committed VALUES (?, ?, ?, ?)", rows)

    def committed(self, group: str) -> Mapping[Partition, int]:
        """See Log."""
        select = 'SELECT topic, partition, "offset" FROM committed WHERE "group" = ? ORDER BY topic, partition'
        with self._failing():
            return {(topic, partition): offset for topic, partition, offset in self._db.execute(select, (group,)).fetchall()}

    def check(self, topics: Sequence[str]) -> list[Finding]:
        """See Log."""
        there = self.topics()
        with self._failing():
            found = str(self._db.execute("PRAGMA quick_check(1)").fetchone()[0])
        missing = [Finding(name, "topic", "missing", "there", False) for name in topics if name not in there]
        return [*missing, Finding(str(self.path), "integrity", found, "ok", found == "ok")]

    def close(self) -> None:
        """See Log."""
        for member in self._members:
            with suppress(LogUnavailable, sqlite3.ProgrammingError):
                member.leave()
        self._members.clear()
        self._db.close()


def _remedy(error: Exception) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return "Make room on its disk (and check the disk), then try again"
    if code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "Another process keeps it locked: end that one, or wait"
    if code is not None and code & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return "It is no log of sitrep or is damaged: bring it back from a copy, or name another file"
    return "Check that its folder exists, and that this user may read and write it"
