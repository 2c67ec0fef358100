"""What holds of every log."""

import threading
import time

import pytest

from eventlog.log import LARGEST, LIMIT, Log, Membership, NewRecord
from events.errors import BadInput, ConfigError, OffsetLost, UnknownTopic
from events.topics import TopicSpec
from tests.support.logs import SHORT_LEASE, Open
from tests.support.until import until


def topic(log: Log, name: str, partitions: int = 1) -> str:
    log.create_topics([TopicSpec(name, partitions)])
    return name


def values(log: Log, name: str, partition: int = 0) -> list[bytes]:
    return [record.value for record in everything(log, name, partition)]


def everything(log: Log, name: str, partition: int = 0) -> list:
    found = []
    while records := log.read(name, partition, len(found), 1000):
        found.extend(records)
    return found


def test_what_is_appended_is_read_in_order_with_everything_that_belongs_to_it(open_it: Open, prefix: str) -> None:
    log = open_it()
    name = topic(log, f"{prefix}.a", 2)
    before = time.time() * 1000
    assert log.append([NewRecord(name, 0, "k1", b"one"), NewRecord(name, 1, "k2", b"two"), NewRecord(name, 0, "", b"")]) == [
        0,
        0,
        1,
    ]
    assert log.append([NewRecord(name, 0, "k3", b"three")]) == [2]
    records = log.read(name, 0, 0, 10)
    assert [(r.topic, r.partition, r.offset, r.key, r.value) for r in records] == [
        (name, 0, 0, "k1", b"one"),
        (name, 0, 1, "", b""),
        (name, 0, 2, "k3", b"three"),
    ]
    assert all(before - 5 <= record.timestamp <= time.time() * 1000 + 5 for record in records)
    assert log.end(name, 0) == 3
    assert log.end(name, 1) == 1
    assert log.append([]) == []


def test_reading_starts_at_any_offset_and_stops_at_the_limit(open_it: Open, prefix: str) -> None:
    log = open_it()
    name = topic(log, f"{prefix}.a")
    log.append([NewRecord(name, 0, "k", str(i).encode()) for i in range(500)])
    for offset, limit in ((0, 3), (3, 7), (490, 100), (10, 1), (499, 1), (0, 500)):
        wanted = [str(i).encode() for i in range(offset, min(500, offset + limit))]
        got: list[bytes] = []
        while len(got) < len(wanted):  # fewer than the limit may come at once, none never
            records = log.read(name, 0, offset + len(got), limit - len(got))
            assert records
            assert [r.offset for r in records] == list(range(offset + len(got), offset + len(got) + len(records)))
            got += [r.value for r in records]
        assert got == wanted
    assert log.read(name, 0, 500, 10) == []


def test_what_another_instance_appends_is_readable_at_once(open_it: Open, prefix: str) -> None:
    writer, reader = open_it(), open_it()
    name = topic(writer, f"{prefix}.a")
    assert reader.read(name, 0, 0, 10) == []
    for i in range(20):
        assert writer.append([NewRecord(name, 0, "k", str(i).encode())]) == [i]
        assert reader.end(name, 0) == i + 1
        assert [r.value for r in reader.read(name, 0, i, 10)] == [str(i).encode()]


def test_waiting_ends_with_the_first_record_or_with_time(open_it: Open, prefix: str) -> None:
    log, other = open_it(), open_it()
    name = topic(log, f"{prefix}.a")
    started = time.monotonic()
    assert log.read(name, 0, 0, 10, wait=0.3) == []
    assert 0.25 <= time.monotonic() - started < 2
    timer = threading.Timer(0.3, lambda: None)
    timer.start()
    timer.join()
    other.append([NewRecord(name, 0, "k", b"here")])
    started = time.monotonic()
    assert [r.value for r in log.read(name, 0, 0, 10, wait=20)] == [b"here"]
    assert time.monotonic() - started < 5


def test_keys_are_any_text(open_it: Open, prefix: str) -> None:
    log = open_it()
    name = topic(log, f"{prefix}.a")
    keys = ["https://example.org/Новости?q=\x00", "日本", "\ud800 lone", "e\u0301", "🚒" * 50, ""]
    log.append([NewRecord(name, 0, key, b"v") for key in keys])
    assert [r.key for r in log.read(name, 0, 0, 10)] == keys


def test_large_records_come_back_whole_beside_small_ones(open_it: Open, prefix: str) -> None:
    log = open_it()
    name = topic(log, f"{prefix}.a")
    sizes = [10, 10 * 1024 * 1024, 20, LARGEST, 30]
    contents = [bytes([i + 1]) * 7 + bytes(size) for i, size in enumerate(sizes)]
    log.append([NewRecord(name, 0, "k", content) for content in contents])
    assert values(log, name) == contents
    assert [r.value[:1] for r in log.read(name, 0, 3, 1)] == [b"\x04"]
    noise = threading.get_ident().to_bytes(8, "big")
    with pytest.raises(BadInput, match="takes up to"):
        log.append([NewRecord(name, 0, "small", noise), NewRecord(name, 0, "large", bytes(LIMIT + 1))])
    assert log.end(name, 0) == len(sizes)


def test_the_largest_record_need_not_be_compressible(open_it: Open, prefix: str) -> None:
    import os

    log = open_it()
    name = topic(log, f"{prefix}.a")
    content = os.urandom(LIMIT)
    assert log.append([NewRecord(name, 0, "k", content)]) == [0]
    assert values(log, name) == [content]


def test_an_unknown_topic_or_partition_is_named(open_it: Open, prefix: str) -> None:
    log = open_it()
    name = topic(log, f"{prefix}.a", 2)
    for call in (
        lambda: log.append([NewRecord(f"{prefix}.b", 0, "k", b"v")]),
        lambda: log.read(f"{prefix}.b", 0, 0, 1),
        lambda: log.end(f"{prefix}.b", 0),
        lambda: log.join("group", [f"{prefix}.b"]),
    ):
        with pytest.raises(UnknownTopic, match=rf"{prefix}\.b"):
            call()
    for call in (lambda: log.append([NewRecord(name, 2, "k", b"v")]), lambda: log.read(name, 2, 0, 1), lambda: log.end(name, -1)):
        with pytest.raises(UnknownTopic, match=rf"{prefix}\.a"):
            call()
    assert log.end(name, 0) == 0


def test_an_unknown_topic_in_a_batch_keeps_all_of_it_out(open_it: Open, prefix: str) -> None:
    log = open_it()
    name = topic(log, f"{prefix}.a")
    with pytest.raises(UnknownTopic):
        log.append([NewRecord(name, 0, "k", b"v"), NewRecord(f"{prefix}.b", 0, "k", b"v")])
    assert log.end(name, 0) == 0


def test_a_lost_offset_is_an_error_and_never_another_offset(open_it: Open, prefix: str) -> None:
    log = open_it()
    name = topic(log, f"{prefix}.a")
    log.append([NewRecord(name, 0, "k", b"v")] * 3)
    for offset in (4, 1000, -1):
        for wait in (0.0, 0.2):
            with pytest.raises(OffsetLost, match=rf"{prefix}\.a"):
                log.read(name, 0, offset, 1, wait)
    assert len(log.read(name, 0, 0, 10)) == 3


def test_topics_are_made_once_and_keep_their_partitions(open_it: Open, prefix: str) -> None:
    log, other = open_it(), open_it()
    specs = [TopicSpec(f"{prefix}.a", 3), TopicSpec(f"{prefix}.b", 1)]
    log.create_topics(specs)
    log.append([NewRecord(f"{prefix}.a", 2, "k", b"v")])
    other.create_topics([*specs, TopicSpec(f"{prefix}.c", 2)])
    mine = {name: partitions for name, partitions in other.topics().items() if name.startswith(prefix)}
    assert mine == {f"{prefix}.a": 3, f"{prefix}.b": 1, f"{prefix}.c": 2}
    assert values(other, f"{prefix}.a", 2) == [b"v"]
    with pytest.raises(ConfigError, match="3 partitions, not 4"):
        log.create_topics([TopicSpec(f"{prefix}.a", 4)])


def test_a_deleted_topic_is_gone_with_all_it_held(open_it: Open, prefix: str) -> None:
    log = open_it()
    gone, kept = topic(log, f"{prefix}.a"), topic(log, f"{prefix}.b")
    log.append([NewRecord(gone, 0, "k", b"v"), NewRecord(kept, 0, "k", b"v")])
    assert values(log, gone) == [b"v"]
    log.delete_topics([gone, f"{prefix}.never"])
    assert gone not in log.topics()
    with pytest.raises(UnknownTopic):
        log.end(gone, 0)
    topic(log, gone)
    assert values(log, gone) == []
    assert log.append([NewRecord(gone, 0, "k", b"new")]) == [0]
    assert values(log, gone) == [b"new"]
    assert values(log, kept) == [b"v"]


def test_appends_at_the_same_time_each_get_offsets_of_their_own(open_it: Open, log_url: str, prefix: str) -> None:
    from tests.support.logs import open_short

    name = topic(open_it(), f"{prefix}.a", 2)
    writers, batches, size = 4, 15, 10
    given: dict[tuple[int, int], bytes] = {}
    failures: list[BaseException] = []

    def write(number: int) -> None:
        log = open_short(log_url)
        try:
            for batch in range(batches):
                records = [NewRecord(name, i % 2, "k", f"{number}:{batch}:{i}".encode()) for i in range(size)]
                for record, offset in zip(records, log.append(records), strict=True):
                    assert (record.partition, offset) not in given
                    given[record.partition, offset] = record.value
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            failures.append(error)
        finally:
            log.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    log = open_it()
    for partition in (0, 1):
        found = values(log, name, partition)
        assert found == [given[partition, offset] for offset in range(len(found))]
        assert len(found) == writers * batches * size // 2
        for number in range(writers):  # each writer's own order holds
            own = [v for v in found if v.startswith(f"{number}:".encode())]
            assert own == sorted(own, key=lambda v: [int(part) for part in v.split(b":")])


def test_committed_offsets_are_kept_for_each_group(open_it: Open, prefix: str) -> None:
    log = open_it()
    name = topic(log, f"{prefix}.a", 2)
    assert log.committed(f"{prefix}-g") == {}
    log.commit(f"{prefix}-g", {(name, 0): 5})
    log.commit(f"{prefix}-g", {(name, 1): 7})
    log.commit(f"{prefix}-h", {(name, 0): 1})
    log.commit(f"{prefix}-g", {(name, 0): 6})
    assert open_it().committed(f"{prefix}-g") == {(name, 0): 6, (name, 1): 7}
    assert log.committed(f"{prefix}-h") == {(name, 0): 1}


def test_committing_goes_on_while_the_group_has_members(open_it: Open, prefix: str) -> None:
    log = open_it()
    name = topic(log, f"{prefix}.a")
    member = log.join(f"{prefix}-g", [name])
    until(lambda: bool(member.assigned()))
    log.commit(f"{prefix}-g", {(name, 0): 3})
    open_it().commit(f"{prefix}-g", {(name, 0): 4})
    assert log.committed(f"{prefix}-g") == {(name, 0): 4}


def holds(*members: Membership) -> list[int]:
    return [len(member.assigned()) for member in members]


def test_members_share_the_partitions_and_hand_them_over(open_it: Open, prefix: str) -> None:
    a, b = open_it(), open_it()
    name = topic(a, f"{prefix}.a", 4)
    first = a.join(f"{prefix}-g", [name])
    until(lambda: holds(first) == [4])
    second = b.join(f"{prefix}-g", [name])
    until(lambda: holds(first, second) == [2, 2])
    assert first.assigned() | second.assigned() == {(name, i) for i in range(4)}
    first.leave()
    until(lambda: holds(second) == [4])


def test_one_partition_has_one_member_and_the_other_stands_by(open_it: Open, prefix: str) -> None:
    a, b = open_it(), open_it()
    name = topic(a, f"{prefix}.a")
    first, second = a.join(f"{prefix}-g", [name]), b.join(f"{prefix}-g", [name])
    until(lambda: holds(first) == [1])
    for _ in range(5):
        assert holds(first, second) == [1, 0]
        time.sleep(0.05)
    a.close()
    until(lambda: holds(second) == [1])


def test_a_member_that_falls_silent_loses_its_partitions(log_url: str, open_it: Open, prefix: str) -> None:
    import subprocess
    import sys

    log = open_it()
    name = topic(log, f"{prefix}.a")
    code = f"""
import time
from tests.support.logs import open_short
member = open_short({log_url!r}).join({prefix + "-g"!r}, [{name!r}])
while not member.assigned():
    time.sleep(0.05)
print("here", flush=True)
while True:
    member.assigned()
    time.sleep(0.1)
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        member = log.join(f"{prefix}-g", [name])
        for _ in range(5):
            assert holds(member) == [0]
            time.sleep(0.1)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    started = time.monotonic()
    until(lambda: holds(member) == [1])
    assert time.monotonic() - started < SHORT_LEASE + 5


def test_everything_is_there_when_the_log_is_opened_again(open_it: Open, prefix: str) -> None:
    log = open_it()
    name = topic(log, f"{prefix}.a", 2)
    log.append([NewRecord(name, 1, "k", str(i).encode()) for i in range(50)])
    log.commit(f"{prefix}-g", {(name, 1): 20})
    log.close()
    log = open_it()
    assert log.topics()[name] == 2
    assert values(log, name, 1) == [str(i).encode() for i in range(50)]
    assert log.committed(f"{prefix}-g") == {(name, 1): 20}
    assert log.append([NewRecord(name, 1, "k", b"more")]) == [50]


def test_check_finds_what_is_missing_and_nothing_else(open_it: Open, prefix: str) -> None:
    log = open_it()
    name = topic(log, f"{prefix}.a")
    assert [finding for finding in log.check([name]) if not finding.ok] == []
    wrong = [finding for finding in log.check([name, f"{prefix}.b"]) if not finding.ok]
    assert [(finding.subject, finding.found) for finding in wrong] == [(f"{prefix}.b", "missing")]
