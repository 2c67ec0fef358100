"""What goes wrong with a file, and what the log says of it."""

import os
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from eventlog.log import NewRecord
from eventlog.open_log import open_log
from eventlog.sqlite_log import PAGE_BYTES, SqliteLog
from events.errors import ConfigError, LogUnavailable
from events.topics import TopicSpec


def test_a_file_that_is_no_log_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are notes\n" * 100)
    with pytest.raises(LogUnavailable, match=r"notes\.txt.*no log of sitrep"):
        SqliteLog(path)
    assert path.read_text().startswith("these are notes")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LogUnavailable, match=r"log\.db.*this user may read and write"):
        SqliteLog(tmp_path / "file" / "log.db")


def test_a_log_of_a_later_sitrep_is_left_alone(tmp_path: Path) -> None:
    SqliteLog(tmp_path / "log.db").close()
    db = sqlite3.connect(tmp_path / "log.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(LogUnavailable, match="log format 99"):
        SqliteLog(tmp_path / "log.db")


def test_a_log_that_another_keeps_locked_is_unavailable(tmp_path: Path) -> None:
    log = SqliteLog(tmp_path / "log.db", busy_seconds=0.1)
    log.create_topics([TopicSpec("a", 1)])
    other = sqlite3.connect(tmp_path / "log.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LogUnavailable, match="Another process keeps it locked"):
        log.append([NewRecord("a", 0, "k", b"v")])
    other.execute("ROLLBACK")
    other.close()
    assert log.append([NewRecord("a", 0, "k", b"v")]) == [0]
    log.close()


FULL = """
import resource, signal, sys
from pathlib import Path
from eventlog.log import NewRecord
from eventlog.sqlite_log import SqliteLog
from events.errors import LogUnavailable
from events.topics import TopicSpec
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
log = SqliteLog(Path(sys.argv[1]))
log.create_topics([TopicSpec("a", 1)])
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
written = 0
try:
    while True:
        log.append([NewRecord("a", 0, "k", b"x" * 1000)] * 20)
        written += 20
except LogUnavailable as error:
    assert "Make room on its disk" in str(error), error
assert [record.offset for record in log.read("a", 0, 0, 10_000)] == list(range(written)), written
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert log.append([NewRecord("a", 0, "k", b"y")]) == [written]
log.close()
print("well")
"""


def test_a_full_disk_loses_nothing_and_writing_goes_on_when_there_is_room(tmp_path: Path) -> None:
    assert resource.RLIMIT_FSIZE is not None
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "log.db")], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.returncode) == ("well\n", 0), done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_log_that_may_not_be_written_is_unavailable(tmp_path: Path) -> None:
    SqliteLog(tmp_path / "log.db").close()
    tmp_path.chmod(0o555)
    (tmp_path / "log.db").chmod(0o444)
    try:
        with pytest.raises(LogUnavailable, match=r"log\.db"):
            SqliteLog(tmp_path / "log.db").create_topics([TopicSpec("a", 1)])
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.parametrize(
    "url", ["", "log.db", "sqlite://", "sqlite:///", "kafka://", "kafka:///", "http://example.org", "sqlite://log.db"]
)
def test_a_url_that_names_no_log_says_what_does(url: str) -> None:
    with pytest.raises(ConfigError, match="sqlite:///PATH"):
        open_log(url)


def test_paths_are_relative_or_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_log("sqlite:///var/log.db").close()
    assert (tmp_path / "var" / "log.db").exists()
    open_log(f"sqlite:///{tmp_path}/two.db").close()
    assert (tmp_path / "two.db").exists()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("no_such", "x", "'no_such' is not known"),
        ("request_timeout_ms", "soon", "is a number"),
        ("ssl_check_hostname", "si", "true or false"),
    ],
)
def test_a_wrong_kafka_option_is_named_before_anything_is_connected(name: str, value: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        open_log("kafka://127.0.0.1:1", {name: value})


@pytest.mark.parametrize("before", [None, 4096])
def test_a_new_file_has_large_pages_and_an_old_one_keeps_its_own(tmp_path: Path, before: int | None) -> None:
    path = tmp_path / "log.sqlite"
    if before:
        with closing(sqlite3.connect(path)) as old:
            old.executescript(f"PRAGMA page_size={before}; CREATE TABLE old (a);")
    with closing(SqliteLog(path)) as log:
        log.create_topics([TopicSpec("t", 1)])
        assert log.append([NewRecord("t", 0, "k", b"v" * 20_000)]) == [0]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA page_size").fetchone()[0] == (before or PAGE_BYTES)
