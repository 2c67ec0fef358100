"""Schemas of the database: `sitrep` (shared), one a generation, and the views in `public` that show the promoted one."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from events.errors import ConfigError
from sinks.store import reading, writing
from sinks.tables import OF_A_GENERATION, PUBLIC_VIEWS, SHARED, TEMPLATE

NAME = re.compile(r"[a-z][a-z0-9_]{0,40}", re.ASCII)
RESERVED = {"public", "information_schema", SHARED, TEMPLATE}
LOCK = 0x5173E9  # of all changes to schemas; any number that nobody else in this database takes


def migrate(engine: Engine) -> None:
    """Brings the database to the newest shape; nothing to do is no error, and who comes second waits for the first."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with _changing(engine) as connection:
        # Asked of the catalogue: "IF NOT EXISTS" goes by what this session has in its cache, from before it waited for the lock.
        if not _is_schema(connection, SHARED):
            connection.execute(text(f"CREATE SCHEMA {SHARED}"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def create_generation(engine: Engine, generation: str) -> None:
    """The generation's schema with its empty tables; one that is there already is left as it is."""
    _check_name(generation)
    with _changing(engine) as connection:
        if _known(connection, generation):
            return
        if _is_schema(connection, generation):
            raise ConfigError(f"the database has a schema {generation!r} that isn't sitrep's: name the generation otherwise")
        connection.execute(text(f'CREATE SCHEMA "{generation}"'))
        for table in OF_A_GENERATION:
            connection.execute(text(f'CREATE TABLE "{generation}".{table} (LIKE {TEMPLATE}.{table} INCLUDING ALL)'))
        connection.execute(text(f"INSERT INTO {SHARED}.generations (name) VALUES (:name)"), {"name": generation})  # noqa: S608


def promote(engine: Engine, generation: str, at: datetime) -> None:
    """Readers of the public views see this generation from `at` (with a time zone) on. All views move in one transaction.

    Saying it again changes nothing, so that the topic `generations` can be played to a new database from its start.
    """
    if at.tzinfo is None:
        raise ValueError("the time of a promotion needs a time zone")
    with _changing(engine) as connection:
        _must_know(connection, generation)
        before = _promoted(connection)
        connection.execute(
            text(
                f"INSERT INTO {SHARED}.promotions (generation, promoted_at) SELECT :name, :at WHERE NOT EXISTS"  # noqa: S608
                f" (SELECT 1 FROM {SHARED}.promotions WHERE generation = :name AND promoted_at = :at)"
            ),
            {"name": generation, "at": at},
        )
        if (now := _promoted(connection)) != before:
            _point_views(connection, str(now))


def rollback(engine: Engine, at: datetime) -> str:
    """Promotes the generation that was public before the present one; returns its name. ConfigError when there is none."""
    with reading(engine) as connection:
        now = _promoted(connection)
        row = connection.execute(
            text(
                f"SELECT generation FROM {SHARED}.promotions JOIN {SHARED}.generations ON name = generation"  # noqa: S608
                " WHERE generation <> :now ORDER BY promoted_at DESC, id DESC LIMIT 1"
            ),
            {"now": now or ""},
        ).first()
    if row is None:
        raise ConfigError(
            "there is no generation to go back to: none but the present one was ever public, or it has been dropped"
        )
    promote(engine, str(row[0]), at)
    return str(row[0])


def drop_generation(engine: Engine, generation: str) -> None:
    """Removes the generation's tables. ConfigError when readers see it now; one that isn't there is no error."""
    with _changing(engine) as connection:
        if not _known(connection, generation):
            return
        if _promoted(connection) == generation:
            raise ConfigError(f"{generation} is what readers see: promote another generation first, then drop it")
        connection.execute(text(f'DROP SCHEMA "{generation}" CASCADE'))
        connection.execute(text(f"DELETE FROM {SHARED}.generations WHERE name = :name"), {"name": generation})  # noqa: S608


def promoted(engine: Engine) -> str | None:
    """The generation that the public views show; None before the first promotion."""
    with reading(engine) as connection:
        return _promoted(connection)


def generations(engine: Engine) -> list[str]:
    """The generations that have tables here, in the order of their names."""
    with reading(engine) as connection:
        rows = connection.execute(text(f'SELECT name FROM {SHARED}.generations ORDER BY name COLLATE "C"'))  # noqa: S608
        return [str(row[0]) for row in rows]


def _is_schema(connection: Connection, name: str) -> bool:
    return connection.execute(text("SELECT 1 FROM pg_namespace WHERE nspname = :name"), {"name": name}).first() is not None


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """One transaction, one at a time in this database."""
    with writing(engine) as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


def _promoted(connection: Connection) -> str | None:
    row = connection.execute(
        text(f"SELECT generation FROM {SHARED}.promotions ORDER BY promoted_at DESC, id DESC LIMIT 1")  # noqa: S608
    ).first()
    return None if row is None else str(row[0])


def _point_views(connection: Connection, generation: str) -> None:
    for view in PUBLIC_VIEWS:
        connection.execute(text(f'CREATE OR REPLACE VIEW public.{view} AS SELECT * FROM "{generation}".{view}'))  # noqa: S608


def _known(connection: Connection, generation: str) -> bool:
    query = text(f"SELECT 1 FROM {SHARED}.generations WHERE name = :name")  # noqa: S608
    return connection.execute(query, {"name": generation}).first() is not None


def _must_know(connection: Connection, generation: str) -> None:
    if not _known(connection, generation):
        raise ConfigError(f"the database has no generation {generation!r}: let its sink run first")


def _check_name(generation: str) -> None:
    if not NAME.fullmatch(generation) or generation in RESERVED or generation.startswith("pg_"):
        raise ConfigError(
            f"{generation!r} can't be a generation's name: expected a lower-case letter, then letters, digits and _, 41 at most, "
            "and none that PostgreSQL or sitrep uses itself"
        )
