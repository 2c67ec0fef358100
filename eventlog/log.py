"""The log: what every step reads from and writes to. Two implementations (SQLite, Kafka), one contract suite.

What holds for both: acknowledged = readable; one offset has one value for ever; offsets of a partition grow from 0 without
gaps as far as a reader can tell; nothing expires.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from events.errors import BadInput
from events.topics import TopicSpec

LARGEST = 20 * 1024 * 1024  # bytes of a value: a worker refuses larger outputs, and `dead` can still hold one as base64
LIMIT = 28 * 1024 * 1024  # bytes of a value that no log takes; on Kafka max.message.bytes is above it


class Record(NamedTuple):
    """A record as it stands in the log. `timestamp`: milliseconds since 1970 when it was appended."""

    topic: str
    partition: int
    offset: int
    key: str
    value: bytes
    timestamp: int


class NewRecord(NamedTuple):
    """A record to append. `partition` is chosen by the caller (events.ids.partition_of)."""

    topic: str
    partition: int
    key: str
    value: bytes


Partition = tuple[str, int]


class Finding(NamedTuple):
    """One setting of the log that was looked at: what it is, what it must be, and whether it will do."""

    subject: str
    setting: str
    found: str
    expected: str
    ok: bool


class Membership(Protocol):
    """One worker's part in a group that shares the partitions of some topics; a lease that runs out when not kept."""

    def assigned(self) -> frozenset[Partition]:
        """Keeps the lease alive and says which partitions are this member's now. Call at least every few seconds."""

    def leave(self) -> None:
        """Gives the partitions back at once."""


class Log(Protocol):
    """An append-only, partitioned log. Safe to use from one thread; open one for each thread or process."""

    def create_topics(self, specs: Sequence[TopicSpec]) -> None:
        """Creates those that are missing. Raises ConfigError when one is there with another number of partitions."""

    def delete_topics(self, names: Sequence[str]) -> None:
        """Deletes topics of a dropped generation."""

    def topics(self) -> Mapping[str, int]:
        """Name -> number of partitions."""

    def append(self, records: Sequence[NewRecord]) -> list[int]:
        """Appends in order, in one batch; returns each record's offset once all are durable and readable.

        Raises LogUnavailable: then any number of them may be in the log, and the caller must not count on any. Raises
        UnknownTopic, and BadInput for a value larger than LIMIT, before anything is written.
        """

    def read(self, topic: str, partition: int, offset: int, limit: int, wait: float = 0.0) -> list[Record]:
        """Up to `limit` records from `offset` on; waits up to `wait` seconds for the first. [] only at the end; fewer
        than `limit` where records are large.

        Raises OffsetLost when `offset` is before the first record kept or beyond the end.
        """

    def end(self, topic: str, partition: int) -> int:
        """The offset that the next record will get."""

    def join(self, group: str, topics: Sequence[str]) -> Membership:
        """Becomes a member of a group."""

    def commit(self, group: str, offsets: Mapping[Partition, int]) -> None:
        """Notes how far a group has come: where a stateless step starts again, and lag for display."""

    def committed(self, group: str) -> Mapping[Partition, int]:
        """What was noted; a partition never noted is missing."""

    def check(self, topics: Sequence[str]) -> list[Finding]:
        """Looks at what the promises rest on: that `topics` are there, their retention and sizes (Kafka), the file (SQLite)."""

    def close(self) -> None:
        """Lets go of every connection. Appends not yet acknowledged are lost."""


def refuse_large(records: Sequence[NewRecord]) -> None:
    """Raises BadInput if one of the records is too large for any log."""
    for record in records:
        if len(record.value) > LIMIT:
            size = len(record.value)
            raise BadInput(f"a record of {size} bytes for {record.topic!r} (key {record.key!r}): a log takes up to {LIMIT}")
