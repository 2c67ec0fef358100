"""Reading several partitions as one stream of inputs."""

import time
from collections.abc import Mapping

from eventlog.log import Log, Partition, Record
from events.codec import AnyEvent, decode
from events.errors import BadInput
from events.ids import make_id

PAUSE_FIRST, PAUSE_MOST = 0.01, 0.25


def take(log: Log, positions: Mapping[Partition, int], limit: int, wait: float = 0.0) -> list[Record]:
    """Up to `limit` records of each partition from its position on, partition after partition; waits up to `wait` seconds
    for the first. Raises OffsetLost, LogUnavailable."""
    until = time.monotonic() + wait
    pause = PAUSE_FIRST
    while True:
        records: list[Record] = []
        for (topic, partition), offset in sorted(positions.items()):
            records.extend(log.read(topic, partition, offset, limit))
        left = until - time.monotonic()
        if records or left <= 0:
            return records
        time.sleep(min(pause, left))
        pause = min(pause * 2, PAUSE_MOST)


def opened(record: Record) -> AnyEvent | BadInput:
    """The event of a record, or what is wrong with its bytes."""
    try:
        return decode(record.value)
    except BadInput as error:
        return error


def place_id(record: Record) -> str:
    """Stands for the id of an input whose bytes can't be read."""
    return make_id(record.topic, record.partition, record.offset)
