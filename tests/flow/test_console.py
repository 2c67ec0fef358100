"""The commands on an installation of their own, with the PostgreSQL that sitrep starts itself."""

import io
import json
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from console.cli import main as run
from eventlog.log import NewRecord
from eventlog.open_log import open_log
from sinks.account import settle
from tests.support.postgres import Server, remove_server_files

SETTINGS = """
data = "var"
[database]
url = {database}
[ingest]
sources = "sources.toml"
every = 1
[http]
port = 0
[logging]
level = "warning"
"""
ROOT = Path(__file__).parents[2]
FLOOD = (
    "Five people were killed and 12 were injured on 3 March 2024 when a dam burst above the town of Larne in Northern Ireland. "
    "The water swept away a bridge, the mayor said."
)
FIRE = "Two firefighters were killed on 5 March 2024 in a fire at a paper mill in Porto, Portugal, police said."


class Installation:
    """A folder with sources, settings, a data folder and `sitrep`. `database`: "" for one that sitrep starts itself."""

    def __init__(self, folder: Path, gazetteer: Path, database: str = "") -> None:
        self.folder, self.data = folder, folder / "var"
        self.data.mkdir()
        (self.data / gazetteer.name).symlink_to(gazetteer)
        self.documents = folder / "documents"
        self.documents.mkdir()
        (self.documents / "flood.txt").write_text(FLOOD)
        (self.documents / "fire.txt").write_text(FIRE)
        (folder / "sources.toml").write_text('# mine\n[[source]]\nname = "desk"\nkind = "folder"\npath = "documents"\n')
        self.settings = folder / "sitrep.toml"
        self.settings.write_text(SETTINGS.format(database=json.dumps(database)))

    def sitrep(self, *arguments: str, code: int = 0) -> str:
        """Runs a command in this process; what it printed, on stderr if it failed."""
        out, errors = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with redirect_stdout(out), redirect_stderr(errors), pytest.raises(SystemExit) as ended:
            run(["--config", str(self.settings), *arguments])
        out.flush()
        printed = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
        assert (ended.value.code or 0) == code, printed + errors.getvalue()
        return printed if code == 0 else printed + errors.getvalue()

    def json(self, *arguments: str) -> Any:
        return json.loads(self.sitrep(*arguments, "--json"))


@pytest.fixture(scope="module")
def caught_up(
    tmp_path_factory: pytest.TempPathFactory, built_gazetteer: Path, postgres_servers: dict[Any, Server]
) -> tuple[Installation, str]:
    """An installation after its first `run --once`, and what that printed. Tests only read it."""
    engine = postgres_servers["18"].new_database()
    url = engine.url.render_as_string(hide_password=False)
    engine.dispose()
    installation = Installation(tmp_path_factory.mktemp("console"), built_gazetteer, url)
    return installation, installation.sitrep("run", "--once")


def test_the_first_run_prints_the_incidents_and_where_to_look(caught_up: tuple[Installation, str]) -> None:
    _, printed = caught_up
    assert "2 documents new or changed; 2 incidents with 2 reports" in printed
    assert "2024-03-03" in printed
    assert "2024-03-05" in printed
    assert "sitrep serve" in printed
    assert "sitrep incidents export" in printed


def test_the_second_run_adds_nothing_and_is_quick(caught_up: tuple[Installation, str]) -> None:
    installation, _ = caught_up
    before = installation.sitrep("incidents", "export"), installation.sitrep("topics")
    started = time.monotonic()
    printed = installation.sitrep("run", "--once")
    assert time.monotonic() - started < 20
    assert "0 documents new or changed; 2 incidents with 2 reports" in printed
    assert (installation.sitrep("incidents", "export"), installation.sitrep("topics")) == before


def test_the_account_says_what_became_of_every_document(caught_up: tuple[Installation, str]) -> None:
    status = caught_up[0].json("status")
    assert status["account"] == {"fetched": 2, "stored": 2, "repeated": 0, "refused": 0, "dead": 0, "pending": 0}
    assert status["promoted"] == "g1"
    assert set(status["generations"][0]["lag"].values()) == {0}
    assert list(status["generations"][0]["lag"]) == ["read", "report", "dedupe", "cluster", "sink"]


def test_incidents_can_be_listed_shown_and_exported(caught_up: tuple[Installation, str]) -> None:
    installation, _ = caught_up
    listed = installation.json("incidents", "list")
    assert [i["date_from"] for i in listed] == ["2024-03-05", "2024-03-03"]
    assert [i["id"] for i in installation.json("incidents", "list", "--until", "2024-03-04")] == [listed[1]["id"]]
    shown = installation.json("incidents", "show", listed[1]["id"])
    killed = next(claim for claim in shown["claims"] if claim["field"] == "killed")
    assert (killed["value"], killed["quote"] in FLOOD) == (5, True)
    assert str(killed["quote"])[:40] in installation.sitrep("incidents", "show", listed[1]["id"])
    exported = installation.sitrep("incidents", "export")
    assert {json.loads(line)["id"] for line in exported.splitlines()} == {i["id"] for i in listed}
    assert json.loads(installation.sitrep("incidents", "export", "--format", "json")) == [
        json.loads(e) for e in exported.splitlines()
    ]
    assert installation.json("incidents", "why", listed[0]["id"])["pairs"] == []
    assert [version["live"] for version in installation.json("incidents", "history", listed[0]["id"])] == [True]
    assert "there is no incident 'nope'" in installation.sitrep("incidents", "show", "nope", code=2)


def test_doctor_finds_nothing_wrong_here_and_says_what_is(caught_up: tuple[Installation, str]) -> None:
    installation, _ = caught_up
    assert {(f["check"], f["state"]) for f in installation.json("doctor") if f["check"] != "disk"} == {
        (name, "ok") for name in ("python", "log", "clock", "database", "generation", "gazetteer", "model", "sources")
    }
    sources = installation.folder / "sources.toml"
    sources.rename(installation.folder / "gone")
    try:
        found = installation.sitrep("doctor", "--only", "sources", code=1)
    finally:
        (installation.folder / "gone").rename(sources)
    assert re.search("FAIL.*sources.toml.*sitrep sources add", found, re.DOTALL)


def test_plans_change_nothing(caught_up: tuple[Installation, str]) -> None:
    installation, _ = caught_up
    before = installation.sitrep("topics"), (installation.folder / "sources.toml").read_text()
    report = installation.json("incidents", "list")[0]["id"]
    for command in (
        ("sources", "add", "feed", "world", "https://example.org/rss", "--as-given"), ("sources", "remove", "desk"),
        ("sources", "pause", "desk"), ("sources", "resume", "desk"), ("replay", "--from", "articles", "--into", "g2"),
        ("correct", "set", report, "killed", "3"), ("correct", "retract", "desk"),
        ("dead", "redrive", "all"), ("dead", "drop", "all"),
    ):  # fmt: skip
        assert installation.sitrep(*command), command
    assert (installation.sitrep("topics"), (installation.folder / "sources.toml").read_text()) == before


def test_run_goes_on_until_it_is_asked_to_end(tmp_path: Path, built_gazetteer: Path) -> None:
    """All roles and the page in one process; a document that comes later becomes an incident; SIGTERM ends it cleanly."""
    installation = Installation(tmp_path, built_gazetteer)
    said = tmp_path / "said.txt"  # a pipe nobody empties would stop it one day
    command = [sys.executable, "-m", "console", "--config", str(installation.settings), "run"]
    with said.open("w") as errors:
        process = subprocess.Popen(command, cwd=ROOT, stderr=errors)
    try:
        _until(lambda: "http://" in said.read_text(), process, said)
        url = re.search(r"http://127\.0\.0\.1:\d+", said.read_text())
        assert url, said.read_text()
        _until(lambda: len(_incidents(url[0])) == 2, process, said)
        (installation.documents / "late.txt").write_text(
            "Nine people were killed on 7 March 2024 when a ferry sank off Bergen, Norway, police said."
        )
        _until(lambda: len(_incidents(url[0])) == 3, process, said)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0, said.read_text()
        assert "Traceback" not in said.read_text()
    finally:
        process.kill()
        process.wait()
    assert list((installation.data / "snapshots").iterdir()), "the state was kept"
    account, home = settle(installation.data)
    assert account is not None
    assert not (home / "data" / "postmaster.pid").exists(), "its PostgreSQL was stopped"
    remove_server_files(f"postgresql:///?host={home}")


def test_a_record_that_is_none_dies_alone_and_can_be_dropped(tmp_path: Path, built_gazetteer: Path) -> None:
    installation = Installation(tmp_path, built_gazetteer)
    installation.sitrep("ingest", "--once")
    log = open_log(f"sqlite:///{installation.data}/log.db")
    log.append([NewRecord("raw", 0, "x", b"\xff not an event")])
    log.close()
    installation.sitrep("process", "read", "--once")
    (dead,) = installation.json("dead", "list")
    assert (dead["state"], dead["step"]) == ("waiting", "read")
    assert "not an event" in installation.json("dead", "show", dead["id"][:6])["value"]
    assert "1 records given up" in installation.sitrep("dead", "drop", "all", "--execute")
    assert installation.json("dead", "list")[0]["state"] == "dropped"
    account = installation.json("status", "--quick")["generations"][0]
    assert account["dead"] == 0
    assert account["lag"]["read"] == 0


def _incidents(url: str) -> list[Any]:
    with urllib.request.urlopen(f"{url}/api/incidents", timeout=10) as answer:
        found = json.load(answer)
    return list(found["incidents"])


def _until(true: Callable[[], bool], process: subprocess.Popen[bytes], said: Path, seconds: float = 180) -> None:
    """Waits for it while the process lives, far longer than it takes on a busy machine; else tells what the process said."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            if true():
                return
        except OSError:
            pass
        time.sleep(0.5)
    raise AssertionError(f"it did not come to that; ended with {process.poll()}, said: {said.read_text()}")
