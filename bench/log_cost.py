"""What the worker costs beside the bare client of each log: the same records from one topic to another, in the same run.

`python -m bench.log_cost [RECORDS]`. SQLite always; Kafka where Java 17 and Maven are. Medians of three rounds.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eventlog.log import Log, NewRecord
from eventlog.open_log import open_log
from eventlog.step import one_by_one
from eventlog.worker import StatelessWorker
from events.codec import AnyEvent, encode
from events.documents import ArticleRead
from events.ids import make_id
from events.topics import TopicSpec

BATCH = 500
ROUNDS = 3


def records(topic: str, count: int) -> list[NewRecord]:
    """Articles of about 1 KB."""
    made = []
    for number in range(count):
        identity = make_id("bench", number)
        event = ArticleRead(
            id=identity, article_id=identity, version=identity, key=identity, source="bench", publisher="bench",
            fetched_at="2024-05-12T00:00:00.000Z", title=f"Article {number}", text=f"{identity} " * 18,
        )  # fmt: skip
        made.append(NewRecord(topic, 0, identity, encode(event)))
    return made


def key_of(event: AnyEvent) -> str:
    """The key of what the worker writes."""
    return event.id


def fill(log: Log, count: int, name: str) -> None:
    """Makes the topics of a round and puts the records there."""
    log.create_topics([TopicSpec(f"{name}.{part}", 1) for part in ("in", "out", "dead")])
    made = records(f"{name}.in", count)
    for start in range(0, count, BATCH):
        log.append(made[start : start + BATCH])


def by_worker(url: str, count: int, name: str) -> float:
    """Records a second through a StatelessWorker that changes nothing."""
    log = open_log(url)
    fill(log, count, name)
    worker = StatelessWorker(
        log, name="copy", source=f"{name}.in", target=f"{name}.out", dead=f"{name}.dead",
        transform=one_by_one(lambda event: event), key=key_of, batch=BATCH,
    )  # fmt: skip
    while not worker.run_batch(1.0):
        pass  # the group is being formed; the first batch is not measured
    started = time.perf_counter()
    left = count - BATCH
    while left > 0:
        left -= worker.run_batch(0.5)
    seconds = time.perf_counter() - started
    worker.close()
    log.close()
    return (count - BATCH) / seconds


def by_sqlite(path: Path, count: int) -> float:
    """Records a second with sqlite3 alone, one transaction a batch, as durable."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    for topic in ("source", "target"):
        db.execute(f"CREATE TABLE {topic} (number INTEGER PRIMARY KEY, key TEXT, value BLOB)")
    db.execute("CREATE TABLE done (number INTEGER)")
    db.executemany("INSERT INTO source (key, value) VALUES (?, ?)", [(r.key, r.value) for r in records("", count)])
    started = time.perf_counter()
    after = 0
    while rows := db.execute("SELECT number, key, value FROM source WHERE number > ? LIMIT ?", (after, BATCH)).fetchall():
        after = rows[-1][0]
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO target (key, value) VALUES (?, ?)", [row[1:] for row in rows])
        db.execute("INSERT INTO done VALUES (?)", (after,))
        db.execute("COMMIT")
    seconds = time.perf_counter() - started
    db.close()
    return count / seconds


def by_kafka_client(servers: str, count: int, topic: str) -> float:
    """Records a second with kafka-python alone: poll, send, wait for all, commit."""
    import kafka  # type: ignore[import-untyped]

    common: dict[str, Any] = {"bootstrap_servers": servers.split(",")}
    consumer = kafka.KafkaConsumer(
        f"{topic}.in",
        group_id=f"{topic}.bare",
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        max_poll_records=BATCH,
        **common,
    )
    producer = kafka.KafkaProducer(
        acks="all", enable_idempotence=True, compression_type="zstd", batch_size=262144, linger_ms=20, **common
    )
    done, started = 0, 0.0
    while done < count:
        polled = [record for batch in consumer.poll(timeout_ms=500).values() for record in batch]
        started = started or time.perf_counter() if polled else started
        sent = [producer.send(f"{topic}.out", key=record.key, value=record.value) for record in polled]
        producer.flush()
        for future in sent:
            future.get(timeout=30)
        if polled:
            consumer.commit()
        done += len(polled)
    seconds = time.perf_counter() - started
    consumer.close()
    producer.close()
    return count / seconds


def compare(name: str, worker: Callable[[int], float], bare: Callable[[int], float]) -> None:
    """Prints medians and their ratio; rounds take turns, so that a slow minute hits both."""
    pairs = [(worker(round_), bare(round_)) for round_ in range(ROUNDS)]
    ours, theirs = statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{name}: worker {ours:,.0f} records/s, bare client {theirs:,.0f} records/s, ratio {ratio:.2f}", flush=True)


def on_kafka(folder: Path, count: int) -> None:
    """The comparison on a real broker, if one can be started."""
    from tests.support.kafka import Broker, Missing

    try:
        broker = Broker(folder)
    except Missing as missing:
        print(f"kafka: left out: {missing}")
        return
    broker.start()
    try:
        servers = broker.url.removeprefix("kafka://")
        compare(
            "kafka",
            lambda turn: by_worker(broker.url, count, f"bench{turn}"),
            lambda turn: by_kafka_client(servers, count, f"bench{turn}"),
        )
    finally:
        broker.stop()


def main() -> None:
    """Runs both comparisons."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory(prefix="sitrep-bench-") as name:
        folder = Path(name)
        compare(
            "sqlite",
            lambda turn: by_worker(f"sqlite:///{folder}/log.db", count, f"bench{turn}"),
            lambda turn: by_sqlite(folder / f"bare{turn}.db", count),
        )
        on_kafka(folder, count)


if __name__ == "__main__":
    main()
