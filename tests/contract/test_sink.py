"""The sink on real PostgreSQL 16 and 18: every decision once, whatever happens to the sink, the database or the log."""

import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, text

from eventlog.log import Log, NewRecord
from eventlog.open_log import open_log
from events.codec import encode
from events.errors import OffsetLost, StoreUnavailable
from events.incidents import IncidentsDecided
from sinks.incident_sink import IncidentSink
from sinks.store import open_store
from tests.support.decisions import TOPIC, History, put


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    opened = open_log(f"sqlite:///{tmp_path / 'log.db'}")
    yield opened
    opened.close()


def sink_of(log: Log, engine: Engine, batch: int = 50) -> IncidentSink:
    return IncidentSink(log, engine=engine, generation="g1", topic=TOPIC, batch=batch)


def drain(sink: IncidentSink) -> int:
    total = 0
    while done := sink.run_batch():
        total += done
    return total


def rows(engine: Engine, query: str, **values: object) -> list[tuple]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query), values)]


def check(engine: Engine, history: History) -> None:
    """The database says what the model says: each live incident and report once, and each version of a line once."""
    stored = rows(engine, "SELECT id, title, report_count, fatalities_best FROM g1.incidents")
    lines = history.lines()
    assert sorted(stored) == sorted((i, line.title, line.reports, best(line)) for i, line in lines.items())
    placed = rows(engine, "SELECT id, incident_id FROM g1.incident_reports")
    assert sorted(placed) == sorted((r, p.incident) for r, p in history.reports.items())
    claims = rows(engine, "SELECT report_id, count(*), min(incident_id) FROM g1.incident_claims GROUP BY report_id")
    assert sorted(claims) == sorted((r, len(p.report.claims), p.incident) for r, p in history.reports.items())
    versions = [(o, i, title) for o, i, title in rows(engine, "SELECT log_offset, id, title FROM g1.incident_history")]
    assert sorted(versions, key=str) == sorted(expected_versions(history), key=str)


def best(line) -> int | None:
    return line.figures["killed"].best if line.figures else None


def expected_versions(history: History) -> list[tuple]:
    found, last = [], {}
    for offset, decision in enumerate(history.decisions):
        if isinstance(decision, IncidentsDecided):
            told = [(i.id, i) for i in decision.incidents] + [(i, None) for i in decision.closed]
            found += [(offset, i, line.title if line else None) for i, line in told if last.get(i, "never") != line]
            last |= dict(told)
    return found


def test_rows_are_what_the_decisions_say(log: Log, store: Engine) -> None:
    history = History(seed=1)
    put(log, history.grow(400))
    sink = sink_of(log, store)
    assert drain(sink) == 400
    assert sink.lag() == 0
    check(store, history)
    put(log, history.grow(7))
    assert sink.lag() == 7
    assert drain(sink_of(log, store)) == 7
    check(store, history)


def test_batches_of_any_size_come_to_the_same(log: Log, store_18: Engine) -> None:
    history = History(seed=2)
    put(log, history.grow(120))
    for batch in (1, 3, 100):
        sink = IncidentSink(log, engine=store_18, generation=f"g{batch}", topic=TOPIC, batch=batch)
        assert drain(sink) == 120
    everything = "SELECT to_jsonb(t)::text FROM {}.{} AS t ORDER BY 1"
    for table in ("incidents", "incident_reports", "incident_claims", "incident_history"):
        one = rows(store_18, everything.format("g1", table))
        assert one == rows(store_18, everything.format("g3", table)) == rows(store_18, everything.format("g100", table))
        assert one


def test_only_decisions_that_follow_are_taken(log: Log, store: Engine) -> None:
    history, zombie = History(seed=3), History(seed=3)
    put(log, history.grow(20))
    zombie.grow(20)
    zombie_only = zombie.grow(1)  # the same decision ...
    first = history.grow(1)
    assert encode(first[0]) == encode(zombie_only[0])
    put(log, first)
    put(log, zombie_only)  # ... written again by a worker that thought it led,
    put(log, [IncidentsDecided(id="late", follows=history.decisions[5].id, closed=tuple(history.incidents))])  # and an old one
    log.append([NewRecord(TOPIC, 0, "", b"\x00 no event at all")])
    put_at = len(history.decisions)
    log.append([NewRecord(TOPIC, 0, d.id, encode(d)) for d in history.grow(10)])
    sink = sink_of(log, store, batch=4)
    assert drain(sink) == 34
    offsets = {row[0] for row in rows(store, "SELECT log_offset FROM g1.incident_history")}
    assert not offsets & {put_at, put_at + 1, put_at + 2}
    assert sorted(rows(store, "SELECT id, incident_id FROM g1.incident_reports")) == sorted(
        (r, p.incident) for r, p in history.reports.items()
    )


STATEMENTS = (
    "INSERT INTO g1.sink_position", "SELECT g1.sink_position", "SELECT g1.incidents", "INSERT INTO g1.incident_history",
    "INSERT INTO g1.incidents", "DELETE FROM g1.incident_claims", "INSERT INTO g1.incident_reports",
    "INSERT INTO g1.incident_claims", "UPDATE g1.sink_position", "COMMIT",
)  # fmt: skip


def test_connection_lost_at_every_statement_of_a_batch(log: Log, store: Engine) -> None:
    history = History(seed=4)
    for statement in STATEMENTS:
        put(log, history.grow(60))
        sink = sink_of(log, store, batch=60)
        sink.lag()  # opens it, so that what is cut is the batch
        with cut_before(store, statement), pytest.raises(StoreUnavailable, match="Nothing"):
            drain(sink)
        drain(sink)
        check(store, history)


@contextmanager
def cut_before(engine: Engine, statement: str) -> Iterator[None]:
    """Has the server end the connection just before this statement comes."""
    killer = open_store(engine.url.render_as_string(hide_password=False))

    def cut(connection: Connection) -> None:
        with killer.connect() as other:
            pid = connection.connection.driver_connection.info.backend_pid
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    def before(connection: Connection, cursor: object, said: str, *rest: object) -> None:
        if said.startswith(statement):
            cut(connection)

    name, listener = ("commit", cut) if statement == "COMMIT" else ("before_cursor_execute", before)
    event.listen(engine, name, listener)
    yield
    event.remove(engine, name, listener)
    killer.dispose()


def test_two_sinks_at_once(log: Log, store: Engine, tmp_path: Path) -> None:
    history = History(seed=5)
    put(log, history.grow(300))
    done: list[int] = []
    failures: list[BaseException] = []
    start = threading.Barrier(2)

    def work() -> None:
        own_log = open_log(f"sqlite:///{tmp_path / 'log.db'}")
        own = open_store(store.url.render_as_string(hide_password=False))
        try:
            start.wait()
            done.append(drain(sink_of(own_log, own, batch=7)))
        except BaseException as error:  # noqa: BLE001 - shown below
            failures.append(error)
        finally:
            own.dispose()
            own_log.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert sum(done) == 300
    check(store, history)


SINK = """
import sys
from eventlog.open_log import open_log
from sinks.incident_sink import IncidentSink
from sinks.store import open_store
sink = IncidentSink(open_log(sys.argv[1]), engine=open_store(sys.argv[2]), generation="g1", topic=sys.argv[3], batch=3)
print("ready", flush=True)
while sink.run_batch():
    print("batch", flush=True)
"""


def test_killed_at_random_points(log: Log, store: Engine, tmp_path: Path) -> None:
    history, rng = History(seed=6), random.Random(6)
    put(log, history.grow(400))
    command = [
        sys.executable,
        "-c",
        SINK,
        f"sqlite:///{tmp_path / 'log.db'}",
        store.url.render_as_string(hide_password=False),
        TOPIC,
    ]
    for _ in range(3):
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
            assert process.stdout
            for _ in range(rng.randrange(1, 15)):
                process.stdout.readline()
            threading.Event().wait(rng.random() / 100)
            process.send_signal(signal.SIGKILL)
    left = sink_of(log, store).lag()
    assert 0 < left < 400, "killed somewhere in the middle"
    assert drain(sink_of(log, store)) <= left
    check(store, history)


def test_a_shorter_or_another_log_stops_loudly(log: Log, store: Engine, tmp_path: Path) -> None:
    history = History(seed=7)
    put(log, history.grow(30))
    drain(sink_of(log, store))
    shorter = open_log(f"sqlite:///{tmp_path / 'shorter.db'}")
    put(shorter, History(seed=7).grow(10))
    with pytest.raises(OffsetLost, match="ends at 10"):
        sink_of(shorter, store).run_batch()
    shorter.close()
    other = open_log(f"sqlite:///{tmp_path / 'other.db'}")
    put(other, [IncidentsDecided(id=f"other {n}", follows=f"other {n - 1}" if n else "") for n in range(50)])
    with pytest.raises(OffsetLost, match="another decision at offset 29"):
        sink_of(other, store).run_batch()
    other.close()
    check(store, history)


def test_database_down_is_said_without_its_password(log: Log) -> None:
    put(log, History(seed=8).grow(3))
    engine = open_store("postgresql://me:hush@127.0.0.1:9/none")
    with pytest.raises(StoreUnavailable, match="Is PostgreSQL running there") as failure:
        sink_of(log, engine).run_batch()
    assert "hush" not in str(failure.value)
    engine.dispose()
