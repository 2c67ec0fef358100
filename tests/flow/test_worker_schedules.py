"""Whatever two writers do to each other, and whatever becomes of their writes, the log tells one history of all inputs."""

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventlog.chain import Chain
from eventlog.sqlite_log import SqliteLog
from eventlog.worker import StatefulWorker
from events.base import Decision
from events.codec import decode
from events.errors import LogUnavailable
from events.topics import TopicSpec
from tests.support.broken import Unreliable
from tests.support.toy_steps import Tally, document, put

INPUTS = {"a": 9, "b": 5}

# Who acts, and what becomes of the append; "arrive" lets late batches land; "restart" forgets all that is in memory.
ACTIONS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["ok", "lost", "unheard", "half", "late", "arrive", "restart"])), max_size=25
)


def worker_on(unreliable: Unreliable, batch: int, folder: Path | None) -> StatefulWorker:
    return StatefulWorker(
        unreliable, step=Tally(), sources=["a", "b"], target="out", dead="dead", snapshots=folder, versions={}, batch=batch,
        snapshot_every=3, lead_always=True,
    )  # fmt: skip


def act(unreliable: Unreliable, worker: StatefulWorker, word: str) -> None:
    if word == "arrive":
        unreliable.arrive()
        return
    unreliable.plan = [word]
    with suppress(LogUnavailable):
        worker.run_batch()
    unreliable.plan = []


def history(log: SqliteLog) -> list[Decision]:
    chain = Chain()
    found = [decode(record.value) for record in log.read("out", 0, 0, 10_000)]
    return [event for event in found if isinstance(event, Decision) and chain.take(event)]


@given(actions=ACTIONS, batches=st.tuples(st.integers(1, 4), st.integers(1, 4)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_schedule_of_two_writers_is_one_history(
    monkeypatch: pytest.MonkeyPatch, actions: list[tuple[int, str]], batches: tuple[int, int]
) -> None:
    monkeypatch.setattr("eventlog.stateful.BACK_OFF", (0.0, 0.0))
    with tempfile.TemporaryDirectory() as folder:
        log = SqliteLog(Path(folder) / "log.db")
        log.create_topics([TopicSpec(name, 1) for name in ("a", "b", "out", "dead")])
        for topic, count in INPUTS.items():
            put(log, topic, [document(ord(topic) * 100 + i, "bad" if i == 3 else "") for i in range(count)])
        # One has its snapshots in a folder, the other has none; both are torn down at any time.
        logs, folders = (Unreliable(log), Unreliable(log)), (Path(folder) / "s", None)
        writers = [worker_on(logs[i], batches[i], folders[i]) for i in (0, 1)]
        seen: list[str] = []
        for number, word in actions:
            if word == "restart":
                writers[number] = worker_on(logs[number], batches[number], folders[number])
            else:
                act(logs[number], writers[number], word)
            now = [decision.id for decision in history(log)]
            assert now[: len(seen)] == seen  # what was history stays history
            seen = now
        for unreliable, worker in zip(logs, writers, strict=True):
            unreliable.arrive()
            while worker.lag():
                worker.run_batch()
        check(log, writers)
        log.close()


def check(log: SqliteLog, writers: list[StatefulWorker]) -> None:
    decisions = history(log)
    for topic, count in INPUTS.items():
        assert [d.input.offset for d in decisions if d.input and d.input.topic == topic] == list(range(count))
    state = Tally().empty()
    for decision in decisions:
        state = Tally().apply(state, decision)  # raises where a decision was made of another state
    for worker in writers:
        worker.run_batch()
        assert worker._fold is not None
        assert worker._fold.state == state
    assert {decode(record.value).input_id for record in log.read("dead", 0, 0, 1000)} == {
        document(ord(topic) * 100 + 3, "bad").id for topic in INPUTS
    }
