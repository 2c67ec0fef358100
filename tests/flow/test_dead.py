"""What died can be listed, looked at, given back and given up."""

from base64 import b64decode
from pathlib import Path

import pytest

from eventlog.dead import drop_dead, list_dead, plan_redrive, redrive, show_dead
from eventlog.log import LARGEST, Log, NewRecord
from eventlog.sqlite_log import SqliteLog
from eventlog.step import one_by_one
from eventlog.worker import StatefulWorker, StatelessWorker
from events.errors import BadInput, ConfigError
from events.topics import TopicSpec
from tests.support.toy_steps import Tally, document, put, read


@pytest.fixture
def log(tmp_path: Path):
    log = SqliteLog(tmp_path / "log.db")
    log.create_topics([TopicSpec(name, 1) for name in ("raw", "articles", "decided", "second", "dead")])
    yield log
    log.close()


def run(log: Log, transform) -> int:
    names = {"name": "read", "source": "raw", "target": "articles", "dead": "dead"}
    worker = StatelessWorker(log, transform=one_by_one(transform), key=lambda event: event.key, **names)
    handled = worker.run_batch()
    worker.close()
    return handled


def test_a_dead_record_is_given_back_dies_again_and_at_last_passes(log: Log) -> None:
    put(log, "raw", [document(1), document(2, "bad")])
    run(log, read)
    (dead,) = list_dead(log, "dead")
    assert (dead.state, dead.times, dead.died.error) == ("waiting", 1, "the text is bad")
    assert show_dead(log, "dead", dead.died.id[:6]) == dead
    assert redrive(log, "dead", plan_redrive(log, [dead])) == 1
    assert [(one.state, one.times) for one in list_dead(log, "dead")] == [("redriven", 1)]
    assert plan_redrive(log, list_dead(log, "dead"))[0].refused == "it was redriven already"
    run(log, read)
    (dead,) = list_dead(log, "dead")
    assert (dead.state, dead.times) == ("waiting", 2)
    redrive(log, "dead", plan_redrive(log, [dead]))

    def mended(event):
        return read(document(2, "good")) if event.text == "bad" else read(event)

    assert run(log, mended) == 1
    assert list_dead(log, "dead")[0].state == "redriven"
    assert log.end("articles", 0) == 2
    assert {record.value for record in log.read("raw", 0, 1, 10)} == {log.read("raw", 0, 1, 1)[0].value}


def test_dropping_gives_up_what_waits(log: Log) -> None:
    put(log, "raw", [document(2, "bad"), document(3, "bad")])
    run(log, read)
    both = list_dead(log, "dead")
    assert drop_dead(log, "dead", both[:1]) == 1
    assert drop_dead(log, "dead", list_dead(log, "dead")[:1]) == 0
    assert [one.state for one in list_dead(log, "dead")] == ["dropped", "waiting"]
    plans = plan_redrive(log, list_dead(log, "dead"))
    assert [plan.refused for plan in plans] == ["it was dropped already", ""]


def test_the_same_death_met_twice_counts_once(log: Log) -> None:
    put(log, "raw", [document(2, "bad")])
    for _ in range(2):
        log.commit("articles.read", {("raw", 0): 0})
        run(log, read)
    assert log.end("dead", 0) == 2
    assert [one.times for one in list_dead(log, "dead")] == [1]


def test_ids_that_name_none_or_several_are_refused(log: Log) -> None:
    for start in ("", "zz"):
        with pytest.raises(ConfigError, match="sitrep dead list"):
            show_dead(log, "dead", start)


def test_a_decision_is_not_given_back_since_histories_are_not_repeated(log: Log) -> None:
    class Picky(Tally):
        def decide(self, state, event):
            raise BadInput("never")

    names = {"dead": "dead", "snapshots": None, "versions": {}, "lead_always": True}
    put(log, "raw", [document(1)])
    StatefulWorker(log, step=Tally(), sources=["raw"], target="decided", **names).run_batch()
    StatefulWorker(log, step=Picky("second"), sources=["decided"], target="second", **names).run_batch()
    (plan,) = plan_redrive(log, list_dead(log, "dead"))
    assert plan.record is None
    assert "sitrep replay" in plan.refused


def test_what_is_too_large_for_dead_is_given_back_from_its_topic(log: Log) -> None:
    content = b"{" * (LARGEST + 1)
    log.append([NewRecord("raw", 0, "\ud800key", content)])
    run(log, read)
    (dead,) = list_dead(log, "dead")
    assert dead.died.value == ""
    redrive(log, "dead", plan_redrive(log, [dead]))
    (_, again) = [record for offset in (0, 1) for record in log.read("raw", 0, offset, 1)]
    assert (again.key, again.value) == ("\ud800key", content)


def test_the_bytes_are_kept_as_they_were(log: Log) -> None:
    log.append([NewRecord("raw", 0, "k", b"\xff\x00junk")])
    run(log, read)
    assert b64decode(list_dead(log, "dead")[0].died.value) == b"\xff\x00junk"
