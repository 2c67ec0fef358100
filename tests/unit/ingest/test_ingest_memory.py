"""ingest's memory: what comes back is what was noted, older files are taken over, and no file holds a credential."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from events.documents import FeedEntry
from events.errors import ConfigError
from ingest.memory import Block, Counted, Memory, Notes, SeenDocument, SeenSource, WaitingPage
from ingest.memory_schema import VERSION
from ingest.scheduling.robots import SeenRobots
from ingest.scheduling.schedule import Pace, Timing
from ingest.web.fetch import Validators

NOW = datetime(2025, 3, 7, 12, 0, 0, 123000, tzinfo=UTC)
TIMING = Timing(NOW, NOW - timedelta(hours=1), NOW + timedelta(minutes=7), timedelta(minutes=6.5), 3, True, Pace(2.5, 1234.5))
SOURCE = SeenSource("a", "place", Validators('W/"\xe9"', "Fri"), "Title", "https://b.example/", TIMING, "2025", "HTTP 500")
DOCUMENT = SeenDocument("a", "k", "content", "2025", "page", Validators("e", "m"), 2)
FIRST = """
CREATE TABLE feeds (source TEXT PRIMARY KEY, url TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,
    polled_at TEXT NOT NULL, title TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (source TEXT, key TEXT, content TEXT NOT NULL, entry BLOB NOT NULL, page TEXT NOT NULL, etag TEXT NOT NULL,
    modified TEXT NOT NULL, first_seen TEXT NOT NULL, asked INTEGER NOT NULL, due TEXT NOT NULL, PRIMARY KEY (source, key)
) WITHOUT ROWID;
CREATE TABLE log (partition INTEGER PRIMARY KEY, first TEXT NOT NULL);
CREATE INDEX young ON documents (source, due) WHERE due <> '';
"""


def waiting(key: str, due: str, host: str = "a.example", again: bool = False, source: str = "a") -> WaitingPage:
    return WaitingPage(source, key, host, due, again, b"{}")


def test_what_is_noted_comes_back(tmp_path: Path) -> None:
    robots = SeenRobots("https://a.example", "rules", "User-agent: *", "2025", 1, "why")
    notes = Notes(
        [SOURCE], [DOCUMENT], [waiting("k", "2025")], robots=[robots], blocks={"a.example": Block("2026", 2, "HTTP 429")}
    )
    notes.counts[Counted("a", "refused", "why")] += 2
    memory = Memory(tmp_path / "m")
    memory.remember(notes)
    memory.remember(Notes(counts=notes.counts))
    memory.close()
    memory = Memory(tmp_path / "m")
    assert (memory.source("a"), memory.sources()) == (SOURCE, {"a": SOURCE})
    assert (memory.document("a", "k"), memory.page("a", "k")) == (DOCUMENT, waiting("k", "2025"))
    assert (memory.robots("https://a.example"), memory.blocks()) == (robots, {"a.example": Block("2026", 2, "HTTP 429")})
    assert memory.counts() == {Counted("a", "refused", "why"): 4}
    memory.remember(Notes(gone=[waiting("k", "2025")], blocks={"a.example": None}))
    assert (memory.page("a", "k"), memory.blocks()) == (None, {})
    memory.resume("a")
    assert memory.source("a") == SOURCE._replace(timing=TIMING._replace(next=None, failures=0, ended=False))
    memory.forget()
    assert (memory.sources(), memory.document("a", "k"), memory.counts()) == ({}, None, {})
    memory.close()


def test_what_hosts_said_long_ago_is_forgotten() -> None:
    memory = Memory(":memory:")
    said = [SeenRobots("https://old.example", "all", "", "2024"), SeenRobots("https://new.example", "all", "", "2026")]
    memory.remember(Notes(robots=said, blocks={"old.example": Block("2024", 1, ""), "new.example": Block("2026", 1, "")}))
    memory.tidy("2025")
    assert (memory.robots(said[0].origin), memory.robots(said[1].origin)) == (None, said[1])
    assert list(memory.blocks()) == ["new.example"]
    memory.close()


def test_pages_come_as_they_are_due_and_only_of_sources_that_are_followed() -> None:
    memory = Memory(":memory:")
    pages = [
        waiting("late", "2027"),
        waiting("old", "2024", again=True),
        waiting("new", "2025"),
        waiting("b", "2023", "b.example"),
    ]
    memory.remember(Notes(pages=[*pages, waiting("other", "2020", source="paused")]))
    memory.follow(["a"])
    assert [page.key for page in memory.pages("a.example", "2026", 9)] == ["new", "old"]
    assert dict(memory.agenda.ready("2026")) == {"a.example": "2024", "b.example": "2023"}
    memory.remember(Notes(gone=[pages[1]], pages=[pages[2]._replace(due="2028")]))
    assert (dict(memory.agenda.ready("2026")), memory.agenda.following()) == ({"b.example": "2023"}, "2027")
    memory.follow(["paused"])
    assert [page.key for page in memory.pages("a.example", "2026", 9)] == ["other"]
    memory.close()


def test_a_failed_note_notes_nothing(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m")
    broken = Notes([SOURCE], blocks={"h": Block("2025", 1, None)})  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="can't be used"):
        memory.remember(broken)
    assert memory.sources() == {}
    memory.close()


def test_the_first_versions_file_is_taken_over_without_its_urls(tmp_path: Path) -> None:
    path = tmp_path / "m"
    entry = msgspec.json.encode(FeedEntry(link="https://www.a.example/1"))
    db = sqlite3.connect(path)
    db.executescript(FIRST)
    db.execute("INSERT INTO feeds VALUES ('a', 'https://me:sesame@a.example/feed', 'e', 'm', '2025', 'A')")
    db.execute("INSERT INTO documents VALUES ('a', 'young', 'c', ?, 'p', 'e', 'm', '2025', 1, '2026')", (entry,))
    db.execute("INSERT INTO documents VALUES ('a', 'old', 'c', x'', '', '', '', '2024', 5, '')")
    db.execute("INSERT INTO log VALUES (2, 'first')")
    db.commit()
    db.close()
    for _ in range(2):
        memory = Memory(path)
        assert memory.document("a", "young") == SeenDocument("a", "young", "c", "2025", "p", Validators("e", "m"), 1)
        assert memory.document("a", "old") == SeenDocument("a", "old", "c", "2024", asked=5)
        assert memory.page("a", "young") == WaitingPage("a", "young", "a.example", "2026", True, entry)
        assert (memory.page("a", "old"), memory.sources(), memory.log()) == (None, {}, (2, "first"))
        memory.close()
    assert all(b"sesame" not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_version_that_is_not_known_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "m"
    memory = Memory(path)
    memory.remember(Notes([SOURCE]))
    memory.close()
    db = sqlite3.connect(path)
    db.executescript(f"DROP TABLE sources; CREATE TABLE sources (other TEXT); PRAGMA user_version = {VERSION + 1}")
    db.close()
    memory = Memory(path)
    assert memory.sources() == {}
    memory.remember(Notes([SOURCE]))
    assert memory.source("a") == SOURCE
    memory.close()


def test_what_is_no_database_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(b"no database at all, but long enough to be looked at" * 30)
    with pytest.raises(ConfigError, match="delete it"):
        Memory(tmp_path / "m")
