"""What holds of the workers on every log: the delivery rule."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from eventlog.chain import Chain
from eventlog.log import Log, NewRecord
from eventlog.step import one_by_one
from eventlog.worker import StatefulWorker, StatelessWorker, group_of
from events.base import Decision
from events.codec import decode, encode
from events.control import RecordDied
from events.documents import ArticleRead
from events.errors import LogUnavailable, OffsetLost
from events.ids import make_id, partition_of
from events.incidents import IncidentsDecided, InputRefused
from events.topics import TopicSpec
from tests.support.broken import Unreliable
from tests.support.logs import Open
from tests.support.toy_steps import Tally, document, put, read


def topics(log: Log, prefix: str, many: int = 1) -> None:
    names = [("in", many), ("out", many), ("in1", 1), ("more", 1), ("decided", 1), ("second", 1), ("dead", 1)]
    log.create_topics([TopicSpec(f"{prefix}.{name}", partitions) for name, partitions in names])


def reader(log: Log, prefix: str, **more) -> StatelessWorker:
    names = {"source": f"{prefix}.in", "target": f"{prefix}.out", "dead": f"{prefix}.dead"}
    return StatelessWorker(log, name="read", transform=one_by_one(read), key=lambda event: event.key, **names, **more)


def tally(log: Log, prefix: str, **more) -> StatefulWorker:
    names = {"sources": [f"{prefix}.in1"], "target": f"{prefix}.decided", "dead": f"{prefix}.dead"}
    defaults = {"step": Tally(), "snapshots": None, "versions": {"code": "1"}, "lead_always": True, **names}
    return StatefulWorker(log, **(defaults | more))


def finish(*workers: StatefulWorker | StatelessWorker, seconds: float = 30.0) -> int:
    end, handled = time.monotonic() + seconds, 0
    while any(worker.lag() for worker in workers):
        handled += sum(worker.run_batch(0.05) for worker in workers)
        assert time.monotonic() < end, f"lag {[worker.lag() for worker in workers]}"
    return handled


def run_until_it_fails(worker: StatefulWorker | StatelessWorker, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        worker.run_batch(0.2)


def records(log: Log, name: str, partition: int = 0) -> list:
    found = []
    while some := log.read(name, partition, len(found), 1000):
        found.extend(some)
    return found


def events(log: Log, name: str, partition: int = 0) -> list:
    return [decode(record.value) for record in records(log, name, partition)]


def history(log: Log, name: str) -> list[Decision]:
    chain = Chain()
    return [event for event in events(log, name) if isinstance(event, Decision) and chain.take(event)]


def deaths(log: Log, prefix: str) -> dict[str, RecordDied]:
    return {event.id: event for event in events(log, f"{prefix}.dead")}


def test_a_stateless_step_answers_each_record_and_puts_the_dead_aside(open_it: Open, prefix: str) -> None:
    log = open_it()
    topics(log, prefix, 3)
    documents = [document(i, {3: "bad", 5: "worse"}.get(i, "")) for i in range(12)]
    for one in documents:
        put(log, f"{prefix}.in", [one], partition_of(one.key, 3))
    log.append([NewRecord(f"{prefix}.in", 1, "k\ud800", b"\xffno json")])
    worker = reader(log, prefix, batch=4)
    assert worker.lag() == 13
    assert finish(worker) == 13
    for partition in range(3):
        for record in records(log, f"{prefix}.out", partition):
            article = decode(record.value)
            assert isinstance(article, ArticleRead)
            assert record.key == article.key
            assert partition_of(article.key, 3) == partition
    found = {event.key: event.id for partition in range(3) for event in events(log, f"{prefix}.out", partition)}
    assert found == {one.key: make_id(one.id, "read", 0) for i, one in enumerate(documents) if i not in (3, 5)}
    dead = deaths(log, prefix)
    junk = next(one for one in dead.values() if not one.input_id)
    assert junk.id == make_id("dead", f"{prefix}.in/1/{junk.offset}", "read")
    assert "not an event" in junk.error
    assert {one.input_id: one.error for one in dead.values() if one is not junk} == {
        documents[3].id: "the text is bad",
        documents[5].id: "ValueError: the text is worse",
    }
    assert make_id("dead", documents[3].id, "read") in dead
    assert worker.run_batch() == 0


@pytest.mark.parametrize("plan", [["lost"], ["unheard"], ["half"], ["ok", "lost"], ["ok", "unheard"]])
def test_a_stateless_step_loses_nothing_and_repeats_under_the_same_ids(open_it: Open, prefix: str, plan: list[str]) -> None:
    log = open_it()
    topics(log, prefix)
    documents = [document(i, "bad" if i == 2 else "") for i in range(6)]
    put(log, f"{prefix}.in", documents)
    worker = reader(Unreliable(log, plan), prefix)
    with pytest.raises(LogUnavailable):
        run_until_it_fails(worker)
    assert log.committed(group_of(f"{prefix}.out", "read")) == ({(f"{prefix}.in", 0): 6} if plan == ["ok", "unheard"] else {})
    finish(worker)
    assert {event.id for event in events(log, f"{prefix}.out")} == {
        make_id(one.id, "read", 0) for one in documents if one.text != "bad"
    }
    assert list(deaths(log, prefix)) == [make_id("dead", documents[2].id, "read")]


def test_a_stateless_step_goes_on_where_it_had_come_to_or_where_it_is_told_to_begin(open_it: Open, prefix: str) -> None:
    log = open_it()
    topics(log, prefix)
    put(log, f"{prefix}.in", [document(i) for i in range(10)])
    place = (f"{prefix}.in", 0)
    worker = reader(log, prefix, starts={place: 4}, batch=3)
    assert worker.lag() == 6
    while not worker.run_batch(0.2):
        pass
    worker.close()
    worker = reader(open_it(), prefix, starts={place: 4})
    assert worker.lag() == 3
    finish(worker)
    assert [event.key for event in events(log, f"{prefix}.out")] == [document(i).key for i in range(4, 10)]


def test_a_stateless_step_stops_at_a_lost_offset(open_it: Open, prefix: str) -> None:
    log = open_it()
    topics(log, prefix)
    put(log, f"{prefix}.in", [document(1)])
    log.commit(group_of(f"{prefix}.out", "read"), {(f"{prefix}.in", 0): 5})
    worker = reader(log, prefix)
    with pytest.raises(OffsetLost):
        run_until_it_fails(worker)


def test_two_stateless_workers_share_the_work(open_it: Open, prefix: str) -> None:
    log, other = open_it(), open_it()
    topics(log, prefix, 4)
    first, second = reader(log, prefix, batch=5), reader(other, prefix, batch=5)
    end = time.monotonic() + 20
    while not (len(first._membership.assigned()) == len(second._membership.assigned()) == 2):
        assert time.monotonic() < end
        time.sleep(0.02)
    for partition in range(4):
        put(log, f"{prefix}.in", [document(partition * 100 + i) for i in range(20)], partition)
    handled = [0, 0]
    while first.lag() or second.lag():
        handled[0] += first.run_batch(0.05)
        handled[1] += second.run_batch(0.05)
    assert handled == [40, 40]
    assert sum(log.end(f"{prefix}.out", partition) for partition in range(4)) == 80


def test_a_stateful_step_makes_one_decision_of_each_input_in_one_chain(open_it: Open, prefix: str) -> None:
    log = open_it()
    topics(log, prefix)
    inputs = [document(i, {2: "bad", 4: "worse", 6: "unfit"}.get(i, "")) for i in range(9)]
    put(log, f"{prefix}.in1", inputs[:5])
    log.append([NewRecord(f"{prefix}.in1", 0, "", b"{")])
    put(log, f"{prefix}.in1", inputs[5:])
    worker = tally(log, prefix, batch=4)
    finish(worker)
    decisions = events(log, f"{prefix}.decided")
    ids = [document.id for document in inputs]
    causes = [*ids[:5], make_id(f"{prefix}.in1", 0, 5), *ids[5:]]
    last = ""
    for offset, (decision, cause) in enumerate(zip(decisions, causes, strict=True)):
        assert decision.follows == last
        assert decision.id == last or decision.id == make_id(cause, "tally", last)
        assert (decision.input.topic, decision.input.partition, decision.input.offset) == (f"{prefix}.in1", 0, offset)
        assert decision.input.id == cause
        last = decision.id
    refused = {decision.input.offset: decision.error for decision in decisions if isinstance(decision, InputRefused)}
    assert sorted(refused) == [2, 4, 5, 7]
    assert refused[2] == "the text is bad"
    assert refused[4] == "ValueError: the text is worse"
    assert "not an event" in refused[5]
    assert refused[7] == "ValueError: this decision can't be applied"
    assert {one.offset: one.error for one in deaths(log, prefix).values()} == refused
    assert worker.lag() == 0
    assert tally(open_it(), prefix).run_batch() == 0
    assert log.end(f"{prefix}.decided", 0) == 10


def test_a_dead_record_is_written_before_its_refusal_and_the_step_stops_where_it_cannot_be(open_it: Open, prefix: str) -> None:
    log = open_it()
    topics(log, prefix)
    put(log, f"{prefix}.in1", [document(0), document(1, "bad")])
    unreliable = Unreliable(log, ["lost", "lost"])
    worker = tally(unreliable, prefix)
    for _ in range(2):
        with pytest.raises(LogUnavailable):
            worker.run_batch()
        assert log.end(f"{prefix}.decided", 0) == 0
    assert worker.run_batch() == 2
    assert unreliable.calls == [f"append {prefix}.{name}" for name in ("dead", "dead", "dead", "decided")] + [
        f"commit {prefix}.decided"
    ]


def plain_run(open_it: Open, prefix: str, inputs: list) -> list[str]:
    """The ids of the decisions that an undisturbed worker makes of these inputs."""
    log = open_it()
    name = f"{prefix}.plain"
    log.create_topics([TopicSpec(name, 1)])
    finish(tally(log, prefix, target=name))
    return [decision.id for decision in events(log, name)]


@pytest.mark.parametrize("word", ["lost", "unheard", "half", "late"])
def test_a_failed_write_leaves_the_history_as_if_nothing_had_been(open_it: Open, log_url: str, prefix: str, word: str) -> None:
    log = open_it()
    for before in range(6) if log_url.startswith("sqlite") else (1,):  # first the dead, then decisions, then the commit, …
        a_failed_write(log, open_it, f"{prefix}.{before}", word, before)


def a_failed_write(log: Log, open_it: Open, prefix: str, word: str, before: int) -> None:
    topics(log, prefix)
    inputs = [document(i, "bad" if i % 5 == 1 else "") for i in range(20)]
    put(log, f"{prefix}.in1", inputs)
    unreliable = Unreliable(log, ["ok"] * before + [word])
    worker = tally(unreliable, prefix, batch=6)
    with pytest.raises(LogUnavailable):
        run_until_it_fails(worker)
    worker.run_batch()
    unreliable.arrive()
    finish(worker)
    decisions = history(log, f"{prefix}.decided")
    assert [decision.input.offset for decision in decisions] == list(range(20))
    assert [decision.id for decision in decisions] == plain_run(open_it, prefix, inputs)
    assert sorted(one.offset for one in deaths(log, prefix).values()) == [1, 6, 11, 16]


def test_two_writers_at_once_leave_one_history(open_it: Open, log_url: str, prefix: str) -> None:
    from tests.support.logs import open_short

    log = open_it()
    topics(log, prefix)
    inputs = [document(i, "bad" if i % 10 == 3 else "") for i in range(200)]
    put(log, f"{prefix}.in1", inputs[:50])
    failures: list[BaseException] = []
    overtaken = []

    def work() -> None:
        mine = open_short(log_url)
        try:
            worker = tally(mine, prefix, batch=7)
            end = time.monotonic() + 60
            while worker.lag() or mine.end(f"{prefix}.in1", 0) < len(inputs):
                had_state = worker._fold is not None
                worker.run_batch(0.02)
                overtaken.append(had_state and worker._fold is None)
                assert time.monotonic() < end
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            failures.append(error)
        finally:
            mine.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for start in range(50, 200, 30):
        put(log, f"{prefix}.in1", inputs[start : start + 30])
        time.sleep(0.05)
    for thread in threads:
        thread.join()
    assert failures == []
    decisions = history(log, f"{prefix}.decided")
    assert [decision.input.offset for decision in decisions] == list(range(200))
    assert [decision.id for decision in decisions] == plain_run(open_it, prefix, inputs)
    assert len(deaths(log, prefix)) == 20


def test_a_writer_notices_that_another_was_first_and_takes_over_its_history(open_it: Open, prefix: str, monkeypatch) -> None:
    monkeypatch.setattr("eventlog.stateful.BACK_OFF", (0.0, 0.0))
    log = open_it()
    topics(log, prefix)
    put(log, f"{prefix}.in1", [document(i) for i in range(4)])
    slow = Unreliable(log, ["late"])
    zombie, other = tally(slow, prefix, batch=3), tally(open_it(), prefix, batch=2)
    with pytest.raises(LogUnavailable):
        zombie.run_batch()
    assert other.run_batch() == 2
    slow.arrive()  # of the zombie's three, two were decided already; the third is what the other would have written
    assert log.end(f"{prefix}.decided", 0) == 5
    assert other.run_batch() == 1
    put(log, f"{prefix}.in1", [document(4)])
    assert zombie.run_batch() == 1
    decisions = history(log, f"{prefix}.decided")
    assert [decision.input.offset for decision in decisions] == [0, 1, 2, 3, 4]
    assert [decision.scores[0][2] for decision in decisions] == [0, 1, 2, 3, 4]


def test_an_active_writer_whose_batch_lands_late_starts_again(open_it: Open, prefix: str, monkeypatch) -> None:
    monkeypatch.setattr("eventlog.stateful.BACK_OFF", (0.0, 0.0))
    log = open_it()
    topics(log, prefix)
    put(log, f"{prefix}.in1", [document(i) for i in range(4)])
    other = tally(open_it(), prefix, batch=2)

    class Meanwhile(Unreliable):
        def append(self, new):
            if self.plan:
                self.plan.clear()
                assert other.run_batch() == 2
            return super().append(new)

    worker = tally(Meanwhile(log, ["x"]), prefix, batch=4)
    assert worker.run_batch() == 0  # overtaken: its four decisions landed behind the other's two
    assert log.end(f"{prefix}.decided", 0) == 6
    put(log, f"{prefix}.in1", [document(4)])
    assert worker.run_batch() == 1
    assert [decision.input.offset for decision in history(log, f"{prefix}.decided")] == [0, 1, 2, 3, 4]
    assert worker.run_batch() == 0


def test_one_worker_leads_and_the_other_takes_over_where_it_was(open_it: Open, prefix: str) -> None:
    log, spare = open_it(), open_it()
    topics(log, prefix)
    leader, standby = tally(log, prefix, lead_always=False), tally(spare, prefix, lead_always=False)
    put(log, f"{prefix}.in1", [document(i) for i in range(3)])
    end = time.monotonic() + 20
    while leader.lag():
        leader.run_batch(0.1)
        assert time.monotonic() < end
    put(log, f"{prefix}.in1", [document(3)])
    for _ in range(5):
        assert standby.run_batch(0.05) == 0
    assert standby.lag() == 1
    leader.close()
    finish(standby)
    decisions = history(spare, f"{prefix}.decided")
    assert [decision.scores[0][2] for decision in decisions] == [0, 1, 2, 3]
    assert log.end(f"{prefix}.decided", 0) == 4


def test_a_step_that_reads_decisions_takes_only_those_of_the_one_history(open_it: Open, prefix: str) -> None:
    log = open_it()
    topics(log, prefix)
    put(log, f"{prefix}.in1", [document(i) for i in range(3)])
    slow = Unreliable(log, ["late"])
    zombie = tally(slow, prefix, step=Tally("other"))
    with pytest.raises(LogUnavailable):
        zombie.run_batch()
    finish(tally(log, prefix))
    slow.arrive()
    log.append([NewRecord(f"{prefix}.decided", 0, "", b"junk")])
    put(log, f"{prefix}.in1", [document(3)])
    finish(tally(log, prefix))
    second = {"sources": [f"{prefix}.decided", f"{prefix}.more"], "target": f"{prefix}.second", "step": Tally("second")}
    put(log, f"{prefix}.more", [document(90)])
    for _ in range(5):
        tally(log, prefix, **second, batch=4).run_batch()  # each time from the log alone
    assert tally(log, prefix, **second).run_batch() == 0
    decisions = history(log, f"{prefix}.second")
    of_decided = [d.input.offset for d in decisions if d.input.topic == f"{prefix}.decided"]
    assert of_decided == [0, 1, 2, 6, 7]  # 3 to 5 came from the zombie; 6 is junk, and refused
    assert [d.input.offset for d in decisions if d.input.topic == f"{prefix}.more"] == [0]
    assert sum(isinstance(decision, InputRefused) for decision in decisions) == 1


CRASHING = """
import sys
from pathlib import Path
from eventlog.open_log import open_log
from eventlog.worker import StatefulWorker
from tests.support.broken import Unreliable
from tests.support.toy_steps import Tally
url, prefix, folder, plan = sys.argv[1:]
worker = StatefulWorker(
    Unreliable(open_log(url), plan.split(",")), step=Tally(), sources=[prefix + ".in1"], target=prefix + ".decided",
    dead=prefix + ".dead", snapshots=Path(folder), versions={"code": "1"}, batch=6, snapshot_every=5, lead_always=True)
while worker.lag():
    worker.run_batch()
"""
POINTS = ["ok,die after", "ok,ok,die", "die", "die after", "die half", "ok,die", "ok,die half", "ok,ok,ok,ok,die half"]


def test_a_crash_at_any_point_leaves_the_history_as_if_nothing_had_been(
    open_it: Open, log_url: str, prefix: str, tmp_path: Path
) -> None:
    log = open_it()
    inputs = [document(i, "bad" if i % 5 == 1 else "") for i in range(20)]
    running = []
    for number, plan in enumerate(POINTS if log_url.startswith("sqlite") else POINTS[:2]):
        name, folder = f"{prefix}.{number}", tmp_path / f"s{number}"
        topics(log, name)
        put(log, f"{name}.in1", inputs)
        command = [sys.executable, "-c", CRASHING, log_url, name, str(folder), plan]
        running.append((name, folder, subprocess.Popen(command, stderr=subprocess.PIPE, text=True)))
    for name, folder, process in running:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 17, said
        worker = tally(log, name, batch=6, snapshots=folder)
        finish(worker)
        decisions = history(log, f"{name}.decided")
        assert [decision.id for decision in decisions] == plain_run(open_it, name, inputs)
        assert worker._fold is not None
        assert worker._fold.state == [d.article_id if isinstance(d, IncidentsDecided) else "refused" for d in decisions]
        assert sorted(one.offset for one in deaths(log, name).values()) == [1, 6, 11, 16]


class Forgetful(Tally):
    """Says which decisions it was given, so that a test can tell whether a snapshot was used."""

    def __init__(self) -> None:
        super().__init__()
        self.applied = 0

    def apply(self, state, decision):
        self.applied += 1
        return super().apply(state, decision)


def test_a_restart_goes_on_from_its_snapshot(open_it: Open, prefix: str, tmp_path: Path) -> None:
    log = open_it()
    topics(log, prefix)
    put(log, f"{prefix}.in1", [document(i) for i in range(10)])
    worker = tally(log, prefix, snapshots=tmp_path)
    finish(worker)
    worker.close()
    put(log, f"{prefix}.in1", [document(10)])
    step = Forgetful()
    worker = tally(log, prefix, step=step, snapshots=tmp_path)
    assert worker.run_batch() == 1
    assert step.applied == 1
    assert worker._fold is not None
    assert len(worker._fold.state) == 11


def spoil_versions(path: Path, more: dict) -> None:
    more["versions"] = {"code": "2"}


def spoil_state(path: Path, more: dict) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-4] + b'x"]\n')


def spoil_head(path: Path, more: dict) -> None:
    path.write_bytes(path.read_bytes().replace(b'"offset":9', b'"offset":8'))


def spoil_all(path: Path, more: dict) -> None:
    path.write_bytes(b"\xff\x00 nothing of ours")


def spoil_load(path: Path, more: dict) -> None:
    class Other(Forgetful):
        def load(self, data):
            raise KeyError("a state of another shape")

    more["step"] = Other()


@pytest.mark.parametrize("spoil", [spoil_versions, spoil_state, spoil_head, spoil_all, spoil_load])
def test_a_snapshot_that_does_not_match_is_ignored(
    open_it: Open, prefix: str, tmp_path: Path, spoil: Callable[[Path, dict], None]
) -> None:
    log = open_it()
    topics(log, prefix)
    put(log, f"{prefix}.in1", [document(i) for i in range(10)])
    worker = tally(log, prefix, snapshots=tmp_path)
    finish(worker)
    worker.close()
    more: dict = {"step": Forgetful()}
    spoil(tmp_path / f"{prefix}.decided.snapshot", more)
    put(log, f"{prefix}.in1", [document(10)])
    worker = tally(log, prefix, snapshots=tmp_path, **more)
    assert worker.run_batch() == 1
    assert more["step"].applied == 11
    assert [decision.scores[0][2] for decision in history(log, f"{prefix}.decided")] == list(range(11))


def test_a_snapshot_of_another_log_is_ignored(open_it: Open, prefix: str, tmp_path: Path) -> None:
    log = open_it()
    topics(log, prefix)
    put(log, f"{prefix}.in1", [document(i) for i in range(10)])
    worker = tally(log, prefix, snapshots=tmp_path)
    finish(worker)
    worker.close()
    log.delete_topics([f"{prefix}.decided"])
    topics(log, prefix)
    finish(tally(log, prefix, step=Tally("others")))  # a history of the same length
    step = Forgetful()
    worker = tally(log, prefix, step=step, snapshots=tmp_path)
    assert worker.run_batch() == 0
    assert step.applied == 10


def test_nothing_unacknowledged_gets_into_a_snapshot(open_it: Open, prefix: str, tmp_path: Path) -> None:
    log = open_it()
    topics(log, prefix)
    put(log, f"{prefix}.in1", [document(i) for i in range(4)])
    worker = tally(Unreliable(log, ["lost"]), prefix, snapshots=tmp_path / "s")
    with pytest.raises(LogUnavailable):
        worker.run_batch()
    worker.close()
    assert not (tmp_path / "s").exists()


def test_what_is_applied_is_what_the_log_gives_back(open_it: Open, prefix: str) -> None:
    """A restart sees decisions as decoded; a running worker must see the same, or the two drift apart."""

    class Untidy(Tally):
        def decide(self, state, event):
            return IncidentsDecided(id="", article_id=event.id, closed=["a", "list"])  # type: ignore[arg-type]

        def apply(self, state, decision):
            state.append(type(decision.closed).__name__)
            return state

    log = open_it()
    topics(log, prefix)
    put(log, f"{prefix}.in1", [document(0)])
    worker = tally(log, prefix, step=Untidy())
    worker.run_batch()
    assert worker._fold is not None
    assert worker._fold.state == ["tuple"]


def test_encoding_is_the_same_for_equal_events() -> None:
    assert encode(document(1)) == encode(decode(encode(document(1))))
