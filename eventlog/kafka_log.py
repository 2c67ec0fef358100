"""The log on Apache Kafka."""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from eventlog.kafka_client import RECORD_BYTES, Clients, check_noted, latest, lost, noted, place_of, topic_configs
from eventlog.kafka_group import KafkaMembership
from eventlog.kafka_reader import KafkaReader
from eventlog.kafka_writer import KafkaWriter
from eventlog.log import Finding, Membership, NewRecord, Partition, Record, refuse_large
from events.errors import ConfigError, LogUnavailable, OffsetLost, UnknownTopic
from events.topics import TopicSpec

SESSION_SECONDS = 10.0
SETTINGS = {
    "cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "-1", "max.message.bytes": str(RECORD_BYTES),
}  # fmt: skip


class KafkaLog:
    """A Log on the brokers `servers` ("host:port,host:port"). One instance belongs to one thread; make none before a fork.

    `options` go to every client (security_protocol, sasl_mechanism, ssl_cafile …). Offsets are noted in the group that is
    named; its members meet in `<group>.members`, since Kafka lets only members write to a group that has some.
    """

    def __init__(self, servers: str, options: Mapping[str, str], session_seconds: float = SESSION_SECONDS) -> None:
        self._clients = Clients(servers, options, session_seconds)
        self._servers = servers
        self._admin_client: Any = None
        self._reader = KafkaReader(self._clients)
        self._writer = KafkaWriter(self._clients)
        self._members: list[KafkaMembership] = []
        self._known: dict[str, int] = {}
        self._admin()

    def _admin(self) -> Any:
        if self._admin_client is None:
            self._admin_client = self._clients.admin()
        return self._admin_client

    def _place(self, topic: str, partition: int) -> Any:
        if topic not in self._known:
            self._known = dict(self.topics())
        if not 0 <= partition < self._known.get(topic, 0):
            raise UnknownTopic(
                f"Kafka at {self._servers} has no partition {partition} of a topic {topic!r}: `sitrep topics` lists what there is"
            )
        return place_of((topic, partition))

    def create_topics(self, specs: Sequence[TopicSpec]) -> None:
        """See Log."""
        there = self.topics()
        for spec in specs:
            if there.get(spec.name, spec.partitions) != spec.partitions:
                raise ConfigError(
                    f"topic {spec.name!r} on Kafka at {self._servers} has {there[spec.name]} partitions, not {spec.partitions}: "
                    f"set the number of partitions to {there[spec.name]}, or use other topics"
                )
        new = {s.name: {"num_partitions": s.partitions, "configs": SETTINGS} for s in specs if s.name not in there}
        if new:
            # Another process may have been faster, so errors are looked at afterwards.
            answer = self._clients.patiently(lambda: self._admin().create_topics(new, raise_errors=False))
            self._wait_for(set(new), there=True, why=str(answer))

    def delete_topics(self, names: Sequence[str]) -> None:
        """See Log."""
        there = [name for name in names if name in self.topics()]
        if there:
            answer = self._clients.patiently(lambda: self._admin().delete_topics(there, raise_errors=False))
            self._wait_for(set(there), there=False, why=str(answer))
        self._known = {}
        self._reader.close()

    def _wait_for(self, names: set[str], there: bool, why: str) -> None:
        until = time.monotonic() + 15
        while (names <= self.topics().keys()) != there or (not there and names & self.topics().keys()):
            if time.monotonic() > until:
                raise LogUnavailable(f"Kafka at {self._servers} did not {'make' if there else 'delete'} {sorted(names)}: {why}")
            time.sleep(0.05)

    def topics(self) -> Mapping[str, int]:
        """See Log."""
        found = self._clients.patiently(lambda: self._admin().describe_topics())
        return {
            topic["name"]: len(topic["partitions"])
            for topic in sorted(found, key=lambda topic: str(topic["name"]))
            if not topic["name"].startswith("__") and all(p["leader_id"] >= 0 for p in topic["partitions"])
        }

    def append(self, records: Sequence[NewRecord]) -> list[int]:
        """See Log."""
        refuse_large(records)
        for topic, partition in sorted({(record.topic, record.partition) for record in records}):
            self._place(topic, partition)
        try:
            return self._writer.append(records)
        except LogUnavailable:
            self._known = {}
            raise

    def read(self, topic: str, partition: int, offset: int, limit: int, wait: float = 0.0) -> list[Record]:
        """See Log."""
        self._place(topic, partition)
        end = self.end(topic, partition)
        if not 0 <= offset <= end:
            raise OffsetLost(lost(self._servers, f"{topic}/{partition}", f"offset {offset} was asked for, it ends at {end}"))
        if offset == end and wait <= 0:
            return []
        return self._reader.read((topic, partition), offset, limit, wait, must=offset < end)

    def end(self, topic: str, partition: int) -> int:
        """See Log."""
        place = self._place(topic, partition)
        ask = lambda: self._admin().list_partition_offsets({place: latest()})  # noqa: E731
        return int(self._clients.patiently(ask, f"{topic}/{partition}")[place].offset)

    def join(self, group: str, topics: Sequence[str]) -> Membership:
        """See Log."""
        for topic in topics:
            self._place(topic, 0)
        member = KafkaMembership(self._clients, f"{group}.members", list(topics))
        self._members.append(member)
        return member

    def commit(self, group: str, offsets: Mapping[Partition, int]) -> None:
        """See Log."""
        notes = {place_of(place): noted(offset) for place, offset in offsets.items()}
        self._clients.patiently(lambda: check_noted(self._admin().alter_group_offsets(group, notes)))

    def committed(self, group: str) -> Mapping[Partition, int]:
        """See Log."""
        found = self._clients.patiently(lambda: self._admin().list_group_offsets({group: None})[group])
        return {(place.topic, place.partition): at.offset for place, at in sorted(found.items()) if at.offset >= 0}

    def check(self, topics: Sequence[str]) -> list[Finding]:
        """See Log."""
        there = self.topics()
        findings = [Finding(name, "topic", "missing", "there", False) for name in topics if name not in there]
        names = [name for name in topics if name in there]
        if names:
            ask = lambda: self._admin().describe_configs(topic_configs(names), config_filter="all")  # noqa: E731
            found = self._clients.patiently(ask)["topic"]
            findings += [_finding(name, setting, found[name][setting]["value"]) for name in names for setting in SETTINGS]
        return findings

    def close(self) -> None:
        """See Log."""
        for member in self._members:
            member.leave()
        self._members.clear()
        self._writer.close()
        self._reader.close()
        admin, self._admin_client = self._admin_client, None
        if admin is not None:
            with suppress(Exception):  # nothing is lost with it
                admin.close()


def _finding(topic: str, setting: str, found: str) -> Finding:
    expected = SETTINGS[setting]
    ok = int(found) >= int(expected) if setting == "max.message.bytes" else found == expected
    return Finding(topic, setting, found, expected, ok)
