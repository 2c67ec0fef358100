"""Writing to Kafka: every record's fate is asked for, and none is waited for without end."""

import time
from collections.abc import Sequence
from typing import Any

from eventlog.kafka_client import DELIVERY_MS, Clients, end_producer
from eventlog.log import NewRecord


class KafkaWriter:
    """An idempotent producer, thrown away at the first record that fails: after a batch that ran out of time it may never deliver
    anything again, nor say so."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._producer: Any = None

    def append(self, records: Sequence[NewRecord]) -> list[int]:
        """The offset of each record once all are acknowledged. Raises LogUnavailable; then some may be in the log."""
        until = time.monotonic() + DELIVERY_MS / 1000
        with self._clients.failing():
            try:
                if self._producer is None:
                    self._producer = self._clients.producer()
                send = self._producer.send
                sent = [
                    send(r.topic, value=r.value, key=r.key.encode("utf-8", "surrogatepass"), partition=r.partition)
                    for r in records
                ]
                self._producer.flush(timeout=DELIVERY_MS / 1000)
                return [int(future.get(timeout=max(0.001, until - time.monotonic())).offset) for future in sent]
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Ends the producer; the next append makes another."""
        producer, self._producer = self._producer, None
        if producer is not None:
            end_producer(producer)
