"""A member whose client has lost its group for good is replaced by a new one."""

import time
from contextlib import AbstractContextManager, nullcontext
from types import SimpleNamespace

import pytest

from eventlog import kafka_group
from eventlog.kafka_group import KafkaMembership


class Consumer:
    """`lost`: why it never takes part again. "unknown": it never finds the coordinator, as a client was seen to do for minutes
    after a broker's crash. "forgotten": it knows nothing of the join that it began, "late": that it was about to."""

    def __init__(self, lost: str) -> None:
        self._coordinator = SimpleNamespace(
            coordinator_unknown=lambda: lost == "unknown",
            stable=lambda: lost in ("", "late"),
            need_rejoin=lambda: lost == "unknown",
            rejoining=bool(lost),
        )
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
    def __init__(self, lost: str) -> None:
        self.made: list[Consumer] = []
        self._lost = lost

    def failing(self) -> AbstractContextManager[None]:
        return nullcontext()

    def member(self, group: str) -> Consumer:
        self.made.append(Consumer("" if self.made else self._lost))
        return self.made[-1]


@pytest.mark.parametrize("lost", ["unknown", "forgotten", "late"])
def test_a_client_that_takes_part_no_more_is_replaced(lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kafka_group, "LOST_SECONDS", 0.1)
    clients = Clients(lost)
    membership = KafkaMembership(clients, "g", ["t"])  # type: ignore[arg-type]
    until = time.monotonic() + 10
    while not membership.assigned() and time.monotonic() < until:
        pass
    assert membership.assigned() == {("t", 0)}
    assert [c.lost for c in clients.made] == [lost, ""]
    assert clients.made[0].closed
    membership.leave()
