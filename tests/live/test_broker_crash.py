"""A broker that is killed: nothing acknowledged is lost, nothing hangs, and the history stays one."""

import threading
import time
from contextlib import closing

import pytest

from eventlog.log import Log, Membership, NewRecord
from events.errors import LogUnavailable, SitrepError
from events.topics import TopicSpec
from tests.contract.test_log_worker import deaths, finish, history, tally
from tests.support.kafka import Broker
from tests.support.logs import open_short
from tests.support.toy_steps import document, put

# The client library leaves the sockets of failed connects to the garbage collector.
pytestmark = [pytest.mark.kafka, pytest.mark.timeout(240), pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventlog.kafka_client.PATIENCE_SECONDS", 1.0)
    for place, name, value in (
        ("kafka_client", "CONNECT_MS", 2000), ("kafka_client", "REQUEST_MS", 2000), ("kafka_client", "DELIVERY_MS", 4000),
        ("kafka_writer", "DELIVERY_MS", 4000), ("kafka_reader", "ARRIVE_SECONDS", 4.0),
    ):  # fmt: skip
        monkeypatch.setattr(f"eventlog.{place}.{name}", value)


def test_what_was_acknowledged_survives_and_one_chain_goes_on(own_broker: Broker) -> None:
    log = open_short(own_broker.url)
    log.create_topics([TopicSpec(name, 1) for name in ("p.in1", "p.decided", "p.dead", "p.noise")])
    acknowledged: dict[int, bytes] = {}
    stop = threading.Event()
    failures: list[BaseException] = []

    def keep_writing() -> None:
        mine, number = open_short(own_broker.url), 0
        while not stop.is_set():
            value = str(number).encode()
            try:
                (offset,) = mine.append([NewRecord("p.noise", 0, "", value)])
                acknowledged[offset] = value
            except LogUnavailable:
                pass
            except BaseException as error:  # noqa: BLE001 - told to the test's own thread
                failures.append(error)
                return
            number += 1
        mine.close()

    thread = threading.Thread(target=keep_writing)
    thread.start()
    put(log, "p.in1", [document(i, "bad" if i % 50 == 7 else "") for i in range(300)])
    worker = tally(log, "p", batch=20)
    for _ in range(2):
        for _ in range(4):
            worker.run_batch(0.1)
        own_broker.kill()
        time.sleep(0.5)
        own_broker.start()
    patient_finish(worker, log)
    stop.set()
    thread.join(60)
    assert failures == []
    assert not thread.is_alive()
    assert [decision.input.offset for decision in history(log, "p.decided") if decision.input] == list(range(300))
    assert sorted(one.offset for one in deaths(log, "p").values()) == list(range(7, 300, 50))
    assert len(acknowledged) > 20
    for offset, value in acknowledged.items():
        assert log.read("p.noise", 0, offset, 1)[0].value == value
    log.close()


def patient_finish(worker, log: Log) -> None:
    for _ in range(5):
        try:
            finish(worker, seconds=60)
            return
        except LogUnavailable:
            time.sleep(0.5)
    raise AssertionError("the log did not come back")


@pytest.mark.usefixtures("_impatient")
def test_a_broker_that_is_gone_is_an_error_in_time_and_never_a_hang(own_broker: Broker) -> None:
    with closing(open_short(own_broker.url)) as log:  # its threads must not outlive it, not even where this fails
        log.create_topics([TopicSpec("a", 1)])
        log.append([NewRecord("a", 0, "k", b"v")])
        assert len(log.read("a", 0, 0, 10)) == 1
        member = log.join("g", ["a"])
        member.assigned()
        own_broker.kill()
        for call in (
            lambda: log.end("a", 0),
            lambda: log.read("a", 0, 1, 10, 0.5),
            lambda: log.append([NewRecord("a", 0, "k", b"v")]),
            lambda: log.commit("g", {("a", 0): 1}),
            log.topics,
            lambda: open_short(own_broker.url),
        ):
            started = time.monotonic()
            with pytest.raises(SitrepError) as error:
                call()
            assert isinstance(error.value, LogUnavailable)
            assert "127.0.0.1" in str(error.value)
            assert time.monotonic() - started < 15
        alive = threading.active_count()
        with pytest.raises(LogUnavailable):
            open_short(own_broker.url)
        assert threading.active_count() <= alive  # a failed connect leaves no thread
        own_broker.start()
        end = time.monotonic() + 60
        while True:
            try:
                assert log.append([NewRecord("a", 0, "k", b"w")])
                break
            except LogUnavailable:
                assert time.monotonic() < end
        assert log.read("a", 0, 0, 1)[0].value == b"v"
        while not _assigned(member):
            assert time.monotonic() < end + 30


def _assigned(member: Membership) -> bool:
    """Whether it has partitions; the group's coordinator may come back later than the log."""
    try:
        return bool(member.assigned())
    except LogUnavailable:
        return False
