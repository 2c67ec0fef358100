"""What ingest remembers between polls, in a small SQLite file: validators, what was added already, which pages are to be asked
for, when each source has its turn, and the account of what came.

Losing it costs fetches and repeated records that dedupe knows, nothing else. It is written only after the log has
acknowledged what it speaks of. URLs that are only compared stand here as hashes, so that no credential does.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from events.errors import ConfigError, StoreUnavailable
from ingest.memory_schema import TABLES, prepare
from ingest.scheduling.agenda import Agenda
from ingest.scheduling.robots import SeenRobots
from ingest.scheduling.schedule import Timing
from ingest.timing_rows import timing_of, timing_row
from ingest.web.fetch import Validators


class SeenSource(NamedTuple):
    """A source as it was at its last poll. `place`: hash of its URL, because validators are of one URL only; `moved`: where a
    lasting redirect leads; `failed`, `error`: when it last failed, and why."""

    source: str
    place: str
    validators: Validators = Validators()
    title: str = ""
    moved: str = ""
    timing: Timing = Timing()
    failed: str = ""
    error: str = ""


class SeenDocument(NamedTuple):
    """A document as it was last added. `content`: hash of all of it but its page; `page`: hash of the page's bytes, "" without
    one; `first_seen`: when this form of the entry came; `asked`: how often its page was asked for again."""

    source: str
    key: str
    content: str
    first_seen: str
    page: str = ""
    validators: Validators = Validators()
    asked: int = 0


class WaitingPage(NamedTuple):
    """A page to be asked for from `due` on. `entry`: the feed's entry that leads to it, its event JSON; `again`: the entry was
    added already, and only its page can have changed; `url`: where a redirect led, "" for the entry's link; `hops`: how many."""

    source: str
    key: str
    host: str
    due: str
    again: bool
    entry: bytes
    url: str = ""
    hops: int = 0


class Block(NamedTuple):
    """A host that wants to be left alone: until when, after how many such answers in a row, and what it said."""

    until: str
    times: int
    reason: str


class Counted(NamedTuple):
    """One line of the account. `what`: see ingest.health; `reason`: "" where none is needed."""

    source: str
    what: str
    reason: str = ""


@dataclass
class Notes:
    """What is to be remembered together, or not at all. `gone`: pages that are waited for no longer."""

    sources: list[SeenSource] = field(default_factory=list)
    documents: list[SeenDocument] = field(default_factory=list)
    pages: list[WaitingPage] = field(default_factory=list)
    gone: list[WaitingPage] = field(default_factory=list)
    counts: Counter[Counted] = field(default_factory=Counter)
    robots: list[SeenRobots] = field(default_factory=list)
    blocks: dict[str, Block | None] = field(default_factory=dict)


class Memory:
    """Opens (or makes) the file; ":memory:" forgets. Raises ConfigError when the file can't be used, and StoreUnavailable
    when it can't be written just now (a full disk). One thread only.

    `agenda`: when the first page of each host is due, as in events.clock."""

    def __init__(self, path: Path | str) -> None:
        self._path = path
        try:
            if str(path) != ":memory:":
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30.0)
        except (OSError, sqlite3.Error) as error:
            raise ConfigError(_unusable(path, error)) from error
        try:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")  # a power cut may take the latest notes back, all of one turn together
            prepare(self._db)
        except sqlite3.Error as error:
            self._db.close()
            raise ConfigError(_unusable(path, error)) from error
        self.agenda: Agenda[str] = Agenda()
        self.follow(())

    def follow(self, sources: Iterable[str]) -> None:
        """Only the pages of these sources are asked for; those of others wait."""
        with self._db:
            self._db.execute("DELETE FROM followed")
            self._db.executemany("INSERT OR IGNORE INTO followed VALUES (?)", [(name,) for name in sources])
        query = "SELECT host, min(due) FROM pages JOIN followed USING (source) GROUP BY host"
        self.agenda = Agenda()
        for host, due in self._db.execute(query):
            self.agenda.put(host, due)

    def source(self, name: str) -> SeenSource | None:
        row = self._db.execute("SELECT * FROM sources WHERE source = ?", (name,)).fetchone()
        return None if row is None else _source(row)

    def sources(self) -> dict[str, SeenSource]:
        """Every source that was ever asked, by its name."""
        return {row[0]: _source(row) for row in self._db.execute("SELECT * FROM sources")}

    def document(self, source: str, key: str) -> SeenDocument | None:
        row = self._db.execute("SELECT * FROM documents WHERE source = ? AND key = ?", (source, key)).fetchone()
        return None if row is None else _document(row)

    def unlinked(self, source: str, content: str) -> bool:
        """Whether an entry without a link of its own is known that says the same, whatever its key."""
        query = "SELECT 1 FROM documents WHERE source = ? AND content = ? AND key >= 'entry:' AND key < 'entry;'"
        return self._db.execute(query, (source, content)).fetchone() is not None

    def page(self, source: str, key: str) -> WaitingPage | None:
        row = self._db.execute("SELECT * FROM pages WHERE source = ? AND key = ?", (source, key)).fetchone()
        return None if row is None else _page(row)

    def pages(self, host: str, until: str, most: int) -> list[WaitingPage]:
        """The pages of a host that are due by `until` (ISO 8601 as in events.clock): new entries first, then as they are due."""
        query = """SELECT pages.* FROM pages JOIN followed USING (source) WHERE host = ? AND due <= ?
                   ORDER BY again, due, source, key LIMIT ?"""
        found = [_page(row) for row in self._db.execute(query, (host, until, most))]
        if not found:
            self._look([host])
        return found

    def new_pages(self, host: str, most: int) -> list[WaitingPage]:
        """The pages of a host that new entries wait for, due or not."""
        query = """SELECT pages.* FROM pages JOIN followed USING (source) WHERE host = ? AND NOT again
                   ORDER BY due, source, key LIMIT ?"""
        return [_page(row) for row in self._db.execute(query, (host, most))]

    def hosts_new(self) -> list[str]:
        """The hosts of pages that new entries wait for."""
        query = "SELECT DISTINCT host FROM pages JOIN followed USING (source) WHERE NOT again"
        return [host for (host,) in self._db.execute(query)]

    def young(self, until: str) -> list[tuple[str, str, str, str]]:
        """Source, key, host and due of the pages that are to be asked for again by `until`, the latest first."""
        query = """SELECT source, key, host, due FROM pages JOIN followed USING (source) WHERE again AND due <= ?
                   ORDER BY due DESC, source, key"""
        return self._db.execute(query, (until,)).fetchall()

    def waiting(self) -> dict[str, int]:
        """Source -> how many of its new entries wait for their page."""
        return dict(self._db.execute("SELECT source, count(*) FROM pages WHERE NOT again GROUP BY source").fetchall())

    def counts(self) -> Counter[Counted]:
        """The account of everything since the memory was begun."""
        return Counter({Counted(*row[:3]): row[3] for row in self._db.execute("SELECT * FROM counts")})

    def robots(self, origin: str) -> SeenRobots | None:
        row = self._db.execute("SELECT * FROM robots WHERE origin = ?", (origin,)).fetchone()
        return None if row is None else SeenRobots(*row)

    def blocks(self) -> dict[str, Block]:
        """The hosts that want to be left alone."""
        return {row[0]: Block(*row[1:]) for row in self._db.execute("SELECT * FROM blocks")}

    def remember(self, notes: Notes) -> None:
        """Notes what the log has acknowledged, all of it or nothing."""
        with self._writing():
            self._put("sources", (_source_row(s) for s in notes.sources))
            self._put("documents", ((*d[:5], *d.validators, d.asked) for d in notes.documents))
            self._db.executemany("DELETE FROM pages WHERE source = ? AND key = ?", [p[:2] for p in notes.gone])
            self._put("pages", notes.pages)
            self._put("robots", notes.robots)
            self._db.executemany("DELETE FROM blocks WHERE host = ?", [(h,) for h, block in notes.blocks.items() if not block])
            self._put("blocks", ((host, *block) for host, block in notes.blocks.items() if block))
            self._db.executemany(
                "INSERT INTO counts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
                [(*counted, number) for counted, number in notes.counts.items() if number],
            )
        self._look({page.host for page in (*notes.pages, *notes.gone)})

    def tidy(self, before: str) -> None:
        """Forgets what hosts said that held until then and no longer."""
        with self._writing():
            self._db.execute("DELETE FROM robots WHERE good_until < ?", (before,))
            self._db.execute("DELETE FROM blocks WHERE until < ?", (before,))

    def resume(self, source: str) -> None:
        """A source that had ended, or is waited for, is asked at once, as if it had never failed."""
        with self._writing():
            self._db.execute("UPDATE sources SET ended = 0, failures = 0, next = '' WHERE source = ?", (source,))

    def log(self) -> tuple[int, str] | None:
        """A partition of the log that all this speaks of, and what its first record is known by; None before the first."""
        row = self._db.execute("SELECT partition, first FROM log").fetchone()
        return None if row is None else (int(row[0]), str(row[1]))

    def begin(self, partition: int, first: str) -> None:
        """Notes which log it is."""
        with self._writing():
            self._db.execute("INSERT OR REPLACE INTO log VALUES (?, ?)", (partition, first))

    def forget(self) -> None:
        """Everything: it was of another log."""
        with self._writing():
            for table in TABLES:
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608
        self.agenda = Agenda()

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._db:
                yield
        except sqlite3.OperationalError as error:
            raise StoreUnavailable(f"ingest's memory {self._path} can't be written: {error}") from error
        except sqlite3.Error as error:
            raise ConfigError(_unusable(self._path, error)) from error

    def _put(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        marks = ", ".join("?" * TABLES[table])
        self._db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)  # noqa: S608

    def _look(self, hosts: Iterable[str]) -> None:
        for host in hosts:
            query = "SELECT min(due) FROM pages JOIN followed USING (source) WHERE host = ?"
            (due,) = self._db.execute(query, (host,)).fetchone()
            self.agenda.put(host, due)


def _source(row: tuple[str, ...]) -> SeenSource:
    name, place, etag, modified, title, moved, failed, error, *timing = row
    return SeenSource(name, place, Validators(etag, modified), title, moved, timing_of(timing), failed, error)


def _document(row: tuple[str, str, str, str, str, str, str, int]) -> SeenDocument:
    source, key, content, first_seen, page, etag, modified, asked = row
    return SeenDocument(source, key, content, first_seen, page, Validators(etag, modified), asked)


def _page(row: tuple[str, str, str, str, int, bytes, str, int]) -> WaitingPage:
    source, key, host, due, again, entry, url, hops = row
    return WaitingPage(source, key, host, due, bool(again), entry, url, hops)


def _source_row(seen: SeenSource) -> tuple[object, ...]:
    told = (seen.title, seen.moved, seen.failed, seen.error)
    return (seen.source, seen.place, *seen.validators, *told, *timing_row(seen.timing))


def _unusable(path: Path | str, error: Exception) -> str:
    return f"ingest's memory {path} can't be used: {error}; mend it or delete it (that costs fetches, nothing else)"
