"""Schemas of the database on PostgreSQL 16 and 18: migrations, generations, and what readers see."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, text

from eventlog.log import Log
from eventlog.open_log import open_log
from events.errors import ConfigError
from sinks import tables
from sinks.incident_sink import IncidentSink
from sinks.schema import create_generation, drop_generation, generations, migrate, promote, promoted, rollback
from tests.support.decisions import TOPIC, History, put

LATER = datetime.now(UTC) + timedelta(days=1)  # than every record of the test


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    opened = open_log(f"sqlite:///{tmp_path / 'log.db'}")
    yield opened
    opened.close()


def fill(log: Log, engine: Engine, generation: str, batch: int = 500) -> None:
    sink = IncidentSink(log, engine=engine, generation=generation, topic=TOPIC, batch=batch)
    while sink.run_batch():
        pass


def ask(engine: Engine, query: str, **values: object) -> list[tuple]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query), values)]


def test_migrating_again_and_at_once_changes_nothing(store: Engine) -> None:
    ask(store, "SELECT 1 FROM sitrep.alembic_version")
    with store.begin() as connection:  # back to nothing
        connection.execute(text("DROP SCHEMA sitrep CASCADE; DROP SCHEMA sitrep_template CASCADE"))
        connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    failures: list[BaseException] = []

    def work() -> None:
        try:
            migrate(store)
        except BaseException as error:  # noqa: BLE001 - shown below
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert ask(store, "SELECT count(*) FROM public.incidents") == [(0,)]


def test_tables_are_what_the_migrations_make(store_18: Engine) -> None:
    expected = MetaData()
    for table in tables.metadata.tables.values():
        table.to_metadata(expected, schema=tables.TEMPLATE)
    with store_18.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_schemas": True,
                "include_name": lambda name, kind, parents: kind != "schema" or name == tables.TEMPLATE,
                "include_object": lambda thing, name, kind, *rest: kind != "index",
                "compare_type": True,
            },
        )
        differences = compare_metadata(context, expected)
    # which columns must be filled is said by the migration alone
    flat = [d for group in differences for d in (group if isinstance(group, list) else [group])]
    assert [d for d in flat if d[0] != "modify_nullable"] == []


def test_readers_see_the_promoted_generation_only(log: Log, store: Engine) -> None:
    history = History(seed=1)
    put(log, history.grow(40))
    fill(log, store, "g1")
    assert ask(store, "SELECT count(*) FROM incidents") == [(0,)]
    assert promoted(store) is None
    promote(store, "g1", LATER)
    put(log, history.grow(40))
    fill(log, store, "g2")
    for view in tables.PUBLIC_VIEWS:
        assert ask(store, f"SELECT count(*) FROM {view}") == ask(store, f"SELECT count(*) FROM g1.{view}")
    promote(store, "g2", LATER + timedelta(hours=1))
    promote(store, "g2", LATER + timedelta(hours=1))  # said again
    for view in tables.PUBLIC_VIEWS:
        assert ask(store, f"SELECT count(*) FROM {view}") == ask(store, f"SELECT count(*) FROM g2.{view}")
    assert ask(store, "SELECT count(*) FROM sitrep.promotions") == [(2,)]
    assert rollback(store, LATER + timedelta(hours=2)) == "g1"
    assert ask(store, "SELECT count(*) FROM incidents") == ask(store, "SELECT count(*) FROM g1.incidents")
    assert generations(store) == ["g1", "g2"]


def test_promotions_played_in_any_order_end_the_same(store_18: Engine) -> None:
    for name in ("g1", "g2"):
        create_generation(store_18, name)
    promote(store_18, "g2", LATER)
    promote(store_18, "g1", LATER - timedelta(hours=1))
    assert promoted(store_18) == "g2"


def test_as_of_reads_what_was_public_then(log: Log, store: Engine) -> None:
    history = History(seed=2)
    versions: list[tuple[datetime, set[str]]] = []
    for _ in range(5):
        put(log, history.grow(12))
        stamp = log.read(TOPIC, 0, len(history.decisions) - 1, 1)[0].timestamp
        versions.append((datetime.fromtimestamp(stamp / 1000, UTC), set(history.incidents)))
        threading.Event().wait(0.003)  # the log counts milliseconds
    fill(log, store, "g1", batch=7)
    start = versions[0][0] - timedelta(days=1)
    promote(store, "g1", start)
    for moment, live in versions:
        assert {row[0] for row in ask(store, "SELECT id FROM incidents_as_of(:t)", t=moment)} == live
    now = ask(store, "SELECT * FROM incidents ORDER BY id")
    then = ask(store, "SELECT * FROM incidents_as_of(:t) ORDER BY id", t=LATER)
    line = slice(0, -3)  # but for when the row was last touched, and the words to search
    assert [row[line] for row in now] == [row[line] for row in then]
    assert ask(store, "SELECT * FROM incidents_as_of(:t)", t=start - timedelta(days=1)) == []
    create_generation(store, "g2")
    promote(store, "g2", LATER)
    assert ask(store, "SELECT * FROM incidents_as_of(:t)", t=LATER) == []
    assert len(ask(store, "SELECT * FROM incidents_as_of(:t)", t=LATER - timedelta(hours=1))) == len(now)


def test_what_readers_see_is_not_dropped(store: Engine) -> None:
    for name in ("g1", "g2"):
        create_generation(store, name)
    promote(store, "g1", LATER)
    with pytest.raises(ConfigError, match="promote another"):
        drop_generation(store, "g1")
    drop_generation(store, "g2")
    drop_generation(store, "g2")
    assert generations(store) == ["g1"]
    with pytest.raises(ConfigError, match="no generation to go back to"):
        rollback(store, LATER)
    with pytest.raises(ConfigError, match="has no generation 'g2'"):
        promote(store, "g2", LATER)


@pytest.mark.parametrize(
    "name", ["public", "sitrep", "sitrep_template", "pg_catalog", "information_schema", "", "G1", 'g"1', "é"]
)
def test_names_that_would_harm_are_refused(store_18: Engine, name: str) -> None:
    with pytest.raises(ConfigError, match="can't be a generation's name"):
        create_generation(store_18, name)


def test_a_schema_of_somebody_else_is_left_alone(store_18: Engine) -> None:
    with store_18.begin() as connection:
        connection.execute(text("CREATE SCHEMA finance"))
    with pytest.raises(ConfigError, match="isn't sitrep's"):
        create_generation(store_18, "finance")


def test_rights_on_the_views_outlast_a_promotion(store_18: Engine) -> None:
    create_generation(store_18, "g1")
    with store_18.begin() as connection:
        connection.execute(text("CREATE ROLE reader_of_views; GRANT SELECT ON public.incidents TO reader_of_views"))
    promote(store_18, "g1", LATER)
    with store_18.begin() as connection:
        connection.execute(text("SET ROLE reader_of_views"))
        connection.execute(text("SELECT * FROM public.incidents"))
        connection.execute(text("SELECT * FROM public.incidents_as_of(now())"))
        connection.execute(text("RESET ROLE; REVOKE ALL ON public.incidents FROM reader_of_views; DROP ROLE reader_of_views"))
