"""A member whose client forgets a join that it began, on a real Kafka: a new one takes its place."""

from typing import Any

import pytest

from eventlog import kafka_group
from eventlog.kafka_client import Clients
from eventlog.kafka_group import KafkaMembership
from eventlog.log import NewRecord
from events.topics import TopicSpec
from tests.support.logs import SHORT_LEASE, open_short
from tests.support.until import until

# The client library leaves sockets to the garbage collector.
pytestmark = [pytest.mark.kafka, pytest.mark.filterwarnings("ignore::ResourceWarning")]
SLOW = 1.0  # seconds that a sync takes: some polls


class SlowToSync(Clients):
    """Its first member takes its time between the two halves of a join."""

    def __init__(self, servers: str) -> None:
        super().__init__(servers, {}, SHORT_LEASE)
        self.made: list[Any] = []

    def member(self, group: str) -> Any:
        consumer = super().member(group)
        if not self.made:
            manager = consumer._coordinator._manager
            send = manager.send

            async def slowly(request: Any, **options: Any) -> Any:
                await manager._net.sleep(SLOW)
                return await send(request, **options)

            def sent(request: Any, **options: Any) -> Any:
                return (slowly if type(request).__name__.startswith("SyncGroup") else send)(request, **options)

            consumer._coordinator._manager = _Instead(manager, sent)
        self.made.append(consumer)
        return consumer


class _Instead:
    """All of `what`, but for how it sends."""

    def __init__(self, what: Any, send: Any) -> None:
        self._what, self.send = what, send

    def __getattr__(self, name: str) -> Any:
        return getattr(self._what, name)


def test_a_member_that_forgot_its_join_is_replaced(kafka_url: str, prefix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kafka_group, "LOST_SECONDS", 2.0)
    log = open_short(kafka_url)
    log.create_topics([TopicSpec(f"{prefix}.in", 1)])
    log.append([NewRecord(f"{prefix}.in", 0, "", b"one")])
    clients = SlowToSync(kafka_url.partition("://")[2])
    member = KafkaMembership(clients, f"{prefix}.members", [f"{prefix}.in"])
    try:
        until(lambda: bool(member.assigned()))
        clients.made[0]._coordinator._assignment_snapshot = {"as if": "its topics had changed"}
        until(lambda: bool(member.assigned()) and len(clients.made) == 2)
        assert member.assigned() == {(f"{prefix}.in", 0)}
    finally:
        member.leave()
        log.close()
