"""A PostgreSQL of our own from the wheel's programs, for who has none: started by the first who needs it, stopped by the last.

Every user of a folder holds a shared lock on `postgres.users`; who stops and then gets it exclusively was the last. The kernel
takes the locks back from a killed process, and the next one finds the server running and uses it. `postgres.lock` is held while
starting or stopping.
"""

import fcntl
import os
import re
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import IO, Literal

import psycopg
from psycopg import sql

from events.errors import ConfigError, StoreUnavailable
from sinks.account import Account, readable_install, settle

USER = DATABASE = "sitrep"
# Durable (fsync and synchronous_commit stay on), small, and reached by a socket in a 0700 folder alone.
SETTINGS = {
    "listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "40", "shared_buffers": "64MB",
    "max_wal_size": "256MB", "timezone": "UTC", "log_timezone": "UTC", "log_min_messages": "warning", "jit": "off",
}  # fmt: skip
# An operating system takes socket paths of 107 bytes at most, and PostgreSQL splits the setting at commas and quotes.
SOCKET_PATH = re.compile(r"[\w./-]{1,85}", re.ASCII)
START_SECONDS = 60
WAITING = ("-w", "-s", "-t", str(START_SECONDS))
INITIAL = ("-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-instructions")
STILL_ENDING = "pre-existing shared memory block"  # children of a server that was killed


class EmbeddedPostgres:
    """PostgreSQL `version` for the data folder `folder`, shared by all sitrep processes on it.

    `start` returns an SQLAlchemy URL of an empty or earlier used database. Raises StoreUnavailable when the server can't be
    started, ConfigError when the data were made by another major version. Both calls can be repeated.
    """

    def __init__(self, folder: Path, version: Literal["16", "18"] = "18") -> None:
        self._folder = folder.absolute()
        self._version = version
        self._use: IO[bytes] | None = None

    def start(self) -> str:
        self._folder.mkdir(parents=True, exist_ok=True)
        use = (self._folder / "postgres.users").open("ab")
        try:
            fcntl.flock(use, fcntl.LOCK_SH)
            with self._changing():
                socket = self._running()
        except BaseException:
            use.close()
            raise
        if self._use is not None:
            self._use.close()
        self._use = use
        return f"postgresql+psycopg://{USER}@/{DATABASE}?host={socket}"

    def _running(self) -> Path:
        account, home = settle(self._folder)
        socket = _socket_folder(home, account)
        until = time.monotonic() + START_SECONDS
        while not _answers(socket):
            if time.monotonic() > until:
                raise StoreUnavailable(
                    f"the PostgreSQL of {home} neither answers nor ends; its last words: {_tail(home / 'log')}"
                )
            if _server_pid(home / "data") is None:
                self._launch(account, home, socket)
            else:  # another process was killed while it started or stopped the server
                time.sleep(0.1)
        _create_database(socket)
        return socket

    def stop(self) -> None:
        if self._use is None:
            return
        use, self._use = self._use, None
        with use, self._changing():
            try:
                fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # others still use it, and the last of them stops it
            self._halt()

    def __enter__(self) -> str:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with (self._folder / "postgres.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _launch(self, account: Account, home: Path, socket: Path) -> None:
        data = home / "data"
        install = readable_install(self._version, account, home)
        if not data.exists():
            self._initialise(install, account, home, data)
        self._check_version(data)
        # Left by a crash, they name a process that may be another program by now (in containers it is).
        for left in (data / "postmaster.pid", socket / ".s.PGSQL.5432.lock", socket / ".s.PGSQL.5432"):
            left.unlink(missing_ok=True)
        options = " ".join(f"-c {name}={value}" for name, value in {**SETTINGS, "unix_socket_directories": str(socket)}.items())
        try:
            account.run([install / "bin" / "pg_ctl", "start", *WAITING, "-D", data, "-l", home / "log", "-o", options], cwd=home)
        except StoreUnavailable as error:
            words = _tail(home / "log")
            if STILL_ENDING not in words:
                raise StoreUnavailable(f"the embedded PostgreSQL doesn't start: {error}; its last words: {words}") from error
            time.sleep(0.1)

    def _initialise(self, install: Path, account: Account, home: Path, data: Path) -> None:
        """Makes the data beside their place and moves them there, so that an end in the middle leaves nothing half done."""
        draft = home / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        # The order of text is that of code points on both versions; 18 knows upper and lower case of all scripts besides.
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if self._version == "18" else []
        account.run([install / "bin" / "initdb", *INITIAL, *locale, "-D", draft], cwd=home)
        draft.rename(data)

    def _check_version(self, data: Path) -> None:
        made_by = (data / "PG_VERSION").read_text().strip()
        if made_by != self._version:
            raise ConfigError(
                f"the data in {data} were made by PostgreSQL {made_by}, this is {self._version}: "
                f"set SITREP_DATABASE_VERSION={made_by}, or move {data} away and let the sink fill a new one from the log"
            )

    def _halt(self) -> None:
        account, home = settle(self._folder)
        if _server_pid(home / "data") is None:
            return
        install = readable_install(self._version, account, home)
        try:
            account.run([install / "bin" / "pg_ctl", "stop", *WAITING, "-m", "fast", "-D", home / "data"], cwd=home)
        except StoreUnavailable:
            if _server_pid(home / "data") is not None:  # else it ended by itself
                raise
        if (socket := _socket_folder(home, account)) != home:
            socket.rmdir()


def _socket_folder(home: Path, account: Account) -> Path:
    if SOCKET_PATH.fullmatch(str(home)):
        return home
    short = Path(f"/tmp/sitrep-{sha256(str(home).encode()).hexdigest()[:16]}")  # noqa: S108 - checked below
    if not short.exists():
        short.mkdir(mode=0o700)
        account.own(short)
    found = short.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o077 or found.st_uid != home.stat().st_uid:
        raise StoreUnavailable(
            f"{short} is somebody else's; PostgreSQL needs it for its socket because {home} is too long: remove it"
        )
    return short


def _connect(socket: Path, database: str) -> psycopg.Connection:
    return psycopg.connect(host=str(socket), user=USER, dbname=database, connect_timeout=10, autocommit=True)


def _answers(socket: Path) -> bool:
    try:
        _connect(socket, "postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def _create_database(socket: Path) -> None:
    with _connect(socket, "postgres") as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _server_pid(data: Path) -> int | None:
    """The server of these data, if it runs. A number in the file that now is another program's doesn't count."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, 0)
    except (FileNotFoundError, ValueError, ProcessLookupError):
        return None
    except PermissionError:
        pass
    processes = Path("/proc")
    if processes.joinpath("self").exists():  # a server's working directory is its data; elsewhere PostgreSQL itself has to tell
        try:
            return pid if processes.joinpath(str(pid), "cwd").resolve() == data.resolve() else None
        except OSError:
            return None
    return pid


def _tail(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")[-600:].strip()
    except OSError:
        return "none"
