"""The real `sitrep` command on a log and a database of a test's own, run, killed and asked for its answer."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from eventlog.open_log import open_log
from events.documents import DocumentFetched
from events.topics import topic_specs
from tests.support.newsset import append_in_order
from tests.support.postgres import Server

ROOT = Path(__file__).parents[2]
LONGEST = 1800


class Pipeline:
    """One installation: a data folder, a log and a database. `gazetteer`: one that is built already.

    `module`: what is run with Python's -m; tests.support.later runs it with a calendar years ahead."""

    def __init__(
        self, folder: Path, *, gazetteer: Path, database_url: str, log_url: str = "", partitions: int = 1,
        env: Mapping[str, str] | None = None, module: Sequence[str] = ("console",),
    ) -> None:  # fmt: skip
        folder.mkdir(parents=True, exist_ok=True)
        (folder / gazetteer.name).symlink_to(gazetteer)
        sources = folder / "sources.toml"
        sources.write_text("# no sources: the test appends to raw itself\n")
        self.log_url = log_url or f"sqlite:///{folder / 'log.db'}"
        self._partitions, self._module = partitions, module
        self._env = {**os.environ, **(env or {})} | {
            "SITREP_DATA": str(folder), "SITREP_LOG_URL": self.log_url, "SITREP_LOG_PARTITIONS": str(partitions),
            "SITREP_DATABASE_URL": database_url, "SITREP_INGEST_SOURCES": str(sources), "SITREP_LOGGING_LEVEL": "warning",
        }  # fmt: skip

    def fill(self, docs: Sequence[DocumentFetched], order: int | None = None) -> None:
        """Puts documents on `raw`."""
        log = open_log(self.log_url)
        try:
            log.create_topics(topic_specs("g1", self._partitions)[:3])
            append_in_order(log, docs, order=order)
        finally:
            log.close()

    def start(self, *args: str, module: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        """Starts a command that may be killed with all its children."""
        command = [sys.executable, "-m", *(module or self._module), *args]
        return subprocess.Popen(command, cwd=ROOT, env=self._env, stdout=subprocess.DEVNULL, start_new_session=True)

    def sitrep(self, *args: str) -> str:
        """Runs a command to its end; what it printed. Raises where it fails."""
        command = [sys.executable, "-m", *self._module, *args]
        done = subprocess.run(command, check=False, cwd=ROOT, env=self._env, capture_output=True, text=True, timeout=LONGEST)
        if done.returncode:
            raise AssertionError(f"sitrep {' '.join(args)} exited with {done.returncode}: {done.stderr[-3000:]}")
        return done.stdout

    def export(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.sitrep("incidents", "export", "--format", "ndjson").splitlines()]

    def digest(self) -> str:
        """SHA-256 of the canonical export."""
        return hashlib.sha256(self.sitrep("incidents", "export", "--format", "ndjson").encode()).hexdigest()

    def account(self) -> dict[str, int]:
        """What became of the distinct records of `raw`. Whether an older version counts as stored or as repeated depends on
        which one came first, so the two are one number here."""
        account: dict[str, int] = json.loads(self.sitrep("status", "--json"))["account"]
        account["decided"] = account.pop("stored") + account.pop("repeated")
        assert account["fetched"] == account["decided"] + account["refused"] + account["dead"] + account["pending"]
        return account


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of a process and its children, as a power cut would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="session")
def new_database_url(postgres_servers: "dict[str, Server]") -> Callable[[], str]:
    """Makes one empty database after the other, of PostgreSQL 18."""

    def make() -> str:
        engine = postgres_servers["18"].new_database()
        engine.dispose()
        return engine.url.render_as_string(hide_password=False)

    return make
