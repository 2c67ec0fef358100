"""A member whose client has lost its group for good is replaced by a new one."""

import time
from contextlib import AbstractContextManager, nullcontext
from types import SimpleNamespace

import pytest

from eventlog import kafka_group
from eventlog.kafka_group import KafkaMembership


class Consumer:
    """`lost`: it never finds the coordinator, as a client was seen to do for minutes after a broker's crash."""

    def __init__(self, lost: bool) -> None:
        self._coordinator = SimpleNamespace(coordinator_unknown=lambda: lost)
        self.lost, self.closed = lost, False

    def subscribe(self, topics: list[str]) -> None:
        pass

    def poll(self, timeout_ms: int) -> None:
        time.sleep(0.01)

    def assignment(self) -> set[SimpleNamespace]:
        return set() if self.lost else {Place("t", 0)}  # type: ignore[arg-type]

    def pause(self, *places: object) -> None:
        pass

    def close(self, **options: object) -> None:
        self.closed = True


class Place(SimpleNamespace):
    def __init__(self, topic: str, partition: int) -> None:
        super().__init__(topic=topic, partition=partition)

    def __hash__(self) -> int:
        return hash((self.topic, self.partition))


class Clients:
    def __init__(self) -> None:
        self.made: list[Consumer] = []

    def failing(self) -> AbstractContextManager[None]:
        return nullcontext()

    def member(self, group: str) -> Consumer:
        self.made.append(Consumer(lost=not self.made))
        return self.made[-1]


def test_a_client_that_finds_its_group_no_more_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kafka_group, "LOST_SECONDS", 0.1)
    clients = Clients()
    membership = KafkaMembership(clients, "g", ["t"])  # type: ignore[arg-type]
    until = time.monotonic() + 10
    while not membership.assigned() and time.monotonic() < until:
        pass
    assert membership.assigned() == {("t", 0)}
    assert [c.lost for c in clients.made] == [True, False]
    assert clients.made[0].closed
    membership.leave()
