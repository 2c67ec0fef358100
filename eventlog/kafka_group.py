"""Groups on Kafka: a consumer that takes part in a group, and reads nothing."""

from contextlib import suppress
from typing import Any

from eventlog.kafka_client import Clients
from eventlog.log import Partition

JOINING_SECONDS = 0.2


class KafkaMembership:
    """One member of `group`. Its heartbeats are sent in the background, so a long batch loses nothing."""

    def __init__(self, clients: Clients, group: str, topics: list[str]) -> None:
        self._clients, self._group, self._topics = clients, group, topics
        self._consumer: Any = None

    def assigned(self) -> frozenset[Partition]:
        """See Membership."""
        with self._clients.failing():
            try:
                if self._consumer is None:
                    self._consumer = self._clients.member(self._group)
                    self._consumer.subscribe(self._topics)
                wait = 0.0 if self._consumer.assignment() else JOINING_SECONDS
                self._consumer.pause(*self._consumer.assignment())
                self._consumer.poll(timeout_ms=int(wait * 1000))
                assigned = self._consumer.assignment()
                self._consumer.pause(*assigned)
            except BaseException:
                self.leave()
                raise
        return frozenset((place.topic, place.partition) for place in assigned)

    def leave(self) -> None:
        """See Membership."""
        consumer, self._consumer = self._consumer, None
        if consumer is not None:
            with suppress(Exception):  # the broker notices a member that is silent
                consumer.close(autocommit=False, timeout_ms=2000)
