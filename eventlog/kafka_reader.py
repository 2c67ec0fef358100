"""Reading partitions of Kafka at any offset, through one consumer."""

import time
from collections import deque
from typing import Any

from eventlog.kafka_client import Clients, place_of
from eventlog.log import Partition, Record
from events.errors import LogUnavailable

ARRIVE_SECONDS = 30.0


class KafkaReader:
    """Keeps what the consumer brought of each partition until it is asked for. A partition of which something is kept is
    paused, so no more than one fetch of each is in memory. Nothing is read ahead of an offset that wasn't asked for in order."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._consumer: Any = None
        self._kept: dict[Partition, deque[Record]] = {}
        self._next: dict[Partition, int] = {}  # the offset after what was given out

    def read(self, partition: Partition, offset: int, limit: int, seconds: float, must: bool) -> list[Record]:
        """Records from `offset` on, waiting up to `seconds` for the first. With `must` there is one: it waits longer, and raises
        LogUnavailable if none comes. Raises OffsetLost."""
        until = time.monotonic() + (ARRIVE_SECONDS if must else seconds)
        with self._clients.failing("/".join(map(str, partition))):
            try:
                kept = self._at(partition, offset)
                while not kept:
                    left = until - time.monotonic()
                    if left <= 0:
                        break
                    self._poll(min(left, 1.0))
            except BaseException:
                self.close()  # what it had in flight is not to be relied on
                raise
        if must and not kept:
            self.close()
            raise LogUnavailable(
                f"Kafka at {self._clients.servers} sent nothing of {partition[0]}/{partition[1]} from offset {offset} on "
                f"for {ARRIVE_SECONDS:.0f} s, though there is more. Check the broker, and try again"
            )
        records = [kept.popleft() for _ in range(min(limit, len(kept)))]
        self._next[partition] = offset + len(records)
        return records

    def _at(self, partition: Partition, offset: int) -> deque[Record]:
        place = place_of(partition)
        if self._consumer is None:
            self._consumer = self._clients.reader()
        if partition not in self._kept:
            self._kept[partition] = deque()
            self._consumer.assign([place_of(p) for p in self._kept])
        kept = self._kept[partition]
        if self._next.get(partition) != offset:
            kept.clear()
            self._consumer.seek(place, offset)
            self._next[partition] = offset
        if not kept:
            self._consumer.resume(place)
        return kept

    def _poll(self, seconds: float) -> None:
        for place, records in self._consumer.poll(timeout_ms=int(seconds * 1000) + 1).items():
            topic, partition = place.topic, place.partition
            self._kept[topic, partition].extend(
                Record(topic, partition, r.offset, str(r.key or b"", "utf-8", "surrogatepass"), r.value or b"", r.timestamp)
                for r in records
            )
            self._consumer.pause(place)

    def close(self) -> None:
        """Ends the consumer; the next read makes another."""
        consumer, self._consumer = self._consumer, None
        self._kept.clear()
        self._next.clear()
        if consumer is not None:
            consumer.close(timeout_ms=1000)
