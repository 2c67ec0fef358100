"""Whatever an article can hold can be stored and read again, on PostgreSQL 16 and 18."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Engine

from console.export import export
from console.queries import Filters, incident, incidents
from eventlog.log import Log
from eventlog.open_log import open_log
from events.incidents import Figure, Incident, IncidentOpened, IncidentsDecided
from events.reports import Claim, When
from sinks.incident_sink import IncidentSink
from sinks.schema import promote
from tests.support.decisions import TOPIC, History, placed, put
from tests.support.postgres import Server, Version

NUL = "nul \0 inside"
HUGE = 10**40


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    opened = open_log(f"sqlite:///{tmp_path / 'log.db'}")
    yield opened
    opened.close()


def filled(log: Log, engine: Engine, batch: int = 500) -> Engine:
    sink = IncidentSink(log, engine=engine, generation="g1", topic=TOPIC, batch=batch)
    while sink.run_batch():
        pass
    promote(engine, "g1", datetime.now(UTC))
    return engine


def odd_decision() -> IncidentsDecided:
    base = placed("r1", "r1", random.Random(1))
    claim = Claim(field="killed", quote=NUL, start=0, end=12, best=HUGE, low=-HUGE, high=HUGE, speaker=NUL)
    report = msgspec.structs.replace(
        base.report,
        text=" ".join(f"word{n}" for n in range(300_000)),
        title=NUL,
        claims=(claim,),
        when=When(date_from="2024-02-31"),
    )
    line = Incident(
        id="r1", event_type="fire", title=f"{NUL} ТЕСТ", when=When(date_from="0000-00-00"), place=None, status="reported",
        reports=1, publishers=1, figures={"killed": Figure(best=HUGE, low=0, high=HUGE)},
    )  # fmt: skip
    story = msgspec.structs.replace(base, report=report, article_title="", url=NUL)
    return IncidentsDecided(id="one", changes=(IncidentOpened(incident="r1", report=NUL),), incidents=(line,), reports=(story,))


def test_what_postgres_cannot_hold_is_replaced(log: Log, store: Engine) -> None:
    put(log, [odd_decision()])
    found = incident(filled(log, store), "r1")
    assert found is not None
    assert found["title"] == "nul \ufffd inside ТЕСТ"
    (claim,) = found["claims"]
    assert (claim["quote"], claim["value"], claim["low"]) == ("nul \ufffd inside", 2**63 - 1, -(2**63) + 1)
    assert found["date_from"] is None
    assert len(found["reports"][0]["text"]) > 2_000_000
    (line,) = export(store)
    assert "nul \ufffd inside".encode() in line
    assert incident(store, "\0\ud800") is None


def test_words_are_found_in_any_script_and_case(log: Log, store: Engine) -> None:
    put(log, [odd_decision()])
    filled(log, store)
    assert [i["id"] for i in incidents(store, Filters(words="тест")).items] == ["r1"]
    assert [i["id"] for i in incidents(store, Filters(words="WORD17")).items] == ["r1"]
    for nothing in ("missing", "тест missing", "'", '"', "!& |", "-"):
        assert incidents(store, Filters(words=nothing)).items == [], nothing
    assert incidents(store, Filters(words="\0", kind="\0", country="\0")).items == []


def test_the_export_is_the_same_on_both_versions_and_for_any_batches(log: Log, postgres_servers: dict[Version, Server]) -> None:
    history = History(seed=9)
    put(log, history.grow(150))
    digests = set()
    for version, batch in (("16", 500), ("18", 500), ("18", 7)):
        engine = postgres_servers[version].new_database()
        filled(log, engine, batch)
        lines = list(export(engine))
        digests.add(sha256(b"".join(lines)).hexdigest())
        postgres_servers[version].drop_database(engine)
    assert len(digests) == 1
    documents = [msgspec.json.decode(line) for line in lines]
    assert [d["id"] for d in documents] == sorted(history.incidents)
    assert {r["id"]: d["id"] for d in documents for r in d["reports"]} == {r: p.incident for r, p in history.reports.items()}
    claimed = {(c["report"], c["field"], c["value"], c["quote"], c["start"]) for d in documents for c in d["claims"]}
    assert claimed == {
        (r, c.field, c.best if c.best is not None else c.text, c.quote, c.start)
        for r, p in history.reports.items()
        for c in p.report.claims
    }
    assert not b"".join(lines).count(b"recorded_at")


def test_the_history_has_every_version(log: Log, store_18: Engine) -> None:
    history = History(seed=10)
    put(log, history.grow(200))
    filled(log, store_18)
    documents = [msgspec.json.decode(line) for line in export(store_18, history=True)]
    assert [d["id"] for d in documents] == sorted(history.incidents)
    for document in documents:
        last = document["history"][-1]
        assert last["live"]
        assert {name: last[name] for name in ("title", "figures", "place")} == {
            name: document[name] for name in ("title", "figures", "place")
        }
        assert [v["offset"] for v in document["history"]] == sorted({v["offset"] for v in document["history"]})


def test_pages_of_the_list_hold_everything_once(log: Log, store_18: Engine) -> None:
    history = History(seed=11)
    put(log, history.grow(200))
    filled(log, store_18)
    seen, cursor = [], ""
    while True:
        page = incidents(store_18, limit=7, cursor=cursor)
        seen += [(i["date_from"] or "", i["id"]) for i in page.items]
        cursor = page.next
        if not cursor:
            break
    assert sorted(i for _, i in seen) == sorted(history.incidents)
    assert [day for day, _ in seen] == sorted((day for day, _ in seen), reverse=True), "newest first, unknown last"
