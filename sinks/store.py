"""Connections to PostgreSQL whose failures say what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy.exc
from sqlalchemy import Connection, Engine, create_engine

from events.errors import ConfigError, StoreUnavailable


def open_store(url: str, application: str = "sitrep") -> Engine:
    """An engine for `postgresql://…` (SQLAlchemy's `postgresql+psycopg://…` as well). Connects only when used."""
    plain = url.replace("postgres://", "postgresql://", 1).replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        parsed = sqlalchemy.make_url(plain)
    except sqlalchemy.exc.ArgumentError as error:
        raise ConfigError("the database's URL can't be read; expected postgresql://USER:PASSWORD@HOST:5432/NAME") from error
    if parsed.drivername != "postgresql+psycopg":
        raise ConfigError(f"{parsed.drivername} isn't supported; expected postgresql://USER:PASSWORD@HOST:5432/NAME")
    return create_engine(
        parsed,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10, "application_name": application, "options": "-c timezone=UTC"},
    )


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One unchanging view of the database. Raises StoreUnavailable."""
    with _said_clearly(engine), engine.connect() as connection:
        snapshot = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with snapshot.begin():
            yield snapshot


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it or nothing. Raises StoreUnavailable."""
    with _said_clearly(engine), engine.begin() as connection:
        yield connection


@contextmanager
def _said_clearly(engine: Engine) -> Iterator[None]:
    try:
        yield
    except sqlalchemy.exc.DBAPIError as error:
        where = engine.url.render_as_string(hide_password=True)
        reason = str(error.orig).strip().split("\n", 1)[0]
        raise StoreUnavailable(f"{where}: {reason}. {_advice(error)}") from error


def _advice(error: sqlalchemy.exc.DBAPIError) -> str:
    state = getattr(error.orig, "sqlstate", None)
    if isinstance(error, sqlalchemy.exc.OperationalError | sqlalchemy.exc.InterfaceError) or error.connection_invalidated:
        if state in {"53100", "53200"}:
            return "The server is out of disk or memory: make room, then try again; nothing is lost, the log holds it all"
        return "Is PostgreSQL running there and does the URL name it? Nothing is lost: the log holds it all, try again"
    if state in {"42P01", "3F000"}:  # undefined table, undefined schema
        return "The tables aren't there: run `sitrep doctor`, or start sitrep's sink once, which makes them"
    if state == "42501":  # insufficient privilege
        return "This account may not do that: sitrep's own needs CREATE on the database and on schema public"
    return "Nothing of this transaction was written"
