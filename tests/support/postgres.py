"""Real PostgreSQL servers of both versions for tests, and a fresh migrated database for each test.

Register with `pytest_plugins = ["tests.support.postgres"]`. A test asks for `store` (an engine, once a version), or
`store_18` where one version is enough.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from sqlalchemy import Engine, make_url, text

from sinks.embedded import EmbeddedPostgres
from sinks.schema import migrate
from sinks.store import open_store

Version = Literal["16", "18"]
_count = iter(range(1_000_000))


class Server:
    """A PostgreSQL of one version, started when the first test asks for it."""

    def __init__(self, folder: Path, version: Version) -> None:
        self._embedded = EmbeddedPostgres(folder, version)
        self.url = self._embedded.start()
        self._command("ALTER SYSTEM SET fsync = off")  # no test takes the machine's power away
        self._command("SELECT pg_reload_conf()")

    def new_database(self) -> Engine:
        """An engine for a new, migrated database."""
        name = f"test_{next(_count)}"
        self._command(f"CREATE DATABASE {name}")
        engine = open_store(make_url(self.url).set(database=name).render_as_string(hide_password=False))
        migrate(engine)
        return engine

    def drop_database(self, engine: Engine) -> None:
        engine.dispose()
        self._command(f"DROP DATABASE {engine.url.database} WITH (FORCE)")

    def _command(self, command: str) -> None:
        admin = open_store(self.url).execution_options(isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(command))
        admin.dispose()

    def close(self) -> None:
        self._embedded.stop()
        remove_server_files(self.url)


def remove_server_files(url: str) -> None:
    """As root they stand outside of the test's folder."""
    home = Path(str(make_url(url).query["host"]))
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Version, Server]]:
    class Servers(dict[Version, Server]):
        def __missing__(self, version: Version) -> Server:
            self[version] = Server(tmp_path_factory.mktemp(f"postgres{version}"), version)
            return self[version]

    servers = Servers()
    yield servers
    for server in servers.values():
        server.close()


@pytest.fixture(params=["16", "18"])
def store(request: pytest.FixtureRequest, postgres_servers: dict[Version, Server]) -> Iterator[Engine]:
    engine = postgres_servers[request.param].new_database()
    yield engine
    postgres_servers[request.param].drop_database(engine)


@pytest.fixture
def store_18(postgres_servers: dict[Version, Server]) -> Iterator[Engine]:
    engine = postgres_servers["18"].new_database()
    yield engine
    postgres_servers["18"].drop_database(engine)
