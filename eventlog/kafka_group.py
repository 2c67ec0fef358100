"""Groups on Kafka: a consumer that takes part in a group, and reads nothing."""

import logging
import threading
import time
from contextlib import suppress
from typing import Any

from eventlog.kafka_client import Clients, takes_part
from eventlog.log import Partition
from events.errors import LogError

logger = logging.getLogger(__name__)
POLL_MS = 200
JOINING_SECONDS = 0.2
# A client may look for its group's coordinator for ever after a broker's crash, or forget that it was joining: then a new one
# takes its place.
LOST_SECONDS = 5.0
FORGOTTEN_SECONDS = 120.0  # a worker that asks no more has hung: its partitions go to others


class KafkaMembership:
    """One member of `group`. It lives in a thread of its own, because kafka-python starts a rebalance again whenever it ends
    between two polls: members that poll only between batches would never settle."""

    def __init__(self, clients: Clients, group: str, topics: list[str]) -> None:
        self._clients, self._group, self._topics = clients, group, topics
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._settled = threading.Event()
        self._assigned: frozenset[Partition] = frozenset()
        self._failure: LogError | None = None
        self._asked = 0.0

    def assigned(self) -> frozenset[Partition]:
        """See Membership. Raises LogUnavailable when the group could not be joined."""
        self._asked = time.monotonic()
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure
        if self._thread is None or not self._thread.is_alive():
            self._stop.clear()
            self._thread = threading.Thread(target=self._take_part, name=f"member of {self._group}", daemon=True)
            self._thread.start()
        if not self._assigned:
            self._settled.wait(JOINING_SECONDS)
        return self._assigned

    def leave(self) -> None:
        """See Membership."""
        thread, self._thread = self._thread, None
        self._stop.set()
        if thread is not None:
            thread.join(10)

    def _take_part(self) -> None:
        consumer: Any = None
        try:
            with self._clients.failing():
                consumer = self._clients.member(self._group)
                consumer.subscribe(self._topics)
                seen = time.monotonic()
                while not self._stop.is_set() and time.monotonic() - self._asked < FORGOTTEN_SECONDS:
                    consumer.poll(timeout_ms=POLL_MS)
                    if takes_part(consumer):
                        seen = time.monotonic()
                    elif time.monotonic() - seen > LOST_SECONDS:
                        logger.warning("joining the group anew", extra={"group": self._group, "seconds": LOST_SECONDS})
                        return
                    places = consumer.assignment()
                    consumer.pause(*places)
                    self._assigned = frozenset((place.topic, place.partition) for place in places)
                    if places:
                        self._settled.set()
        except LogError as error:
            self._failure = error
        finally:
            self._assigned = frozenset()
            self._settled.clear()
            if consumer is not None:
                with suppress(Exception):  # the broker notices a member that is silent
                    consumer.close(autocommit=False, timeout_ms=2000)
