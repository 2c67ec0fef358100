"""The record that a step refused, as it goes to `dead` (delivery rule 6)."""

from base64 import b64encode

from eventlog.log import LARGEST, NewRecord, Record
from events.codec import AnyEvent, encode
from events.control import RecordDied
from events.ids import make_id


def dead_record(topic: str, record: Record, event: AnyEvent | None, step: str, error: str) -> NewRecord:
    """The RecordDied of `record` for the topic `topic`; `event` is None where the bytes can't be read. Its id is the same
    however often the step meets the record, so `dead` counts it once."""
    cause = event.id if event is not None else f"{record.topic}/{record.partition}/{record.offset}"
    died = RecordDied(
        id=make_id("dead", cause, step),
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        step=step,
        error=error,
        value=b64encode(record.value).decode("ascii") if len(record.value) <= LARGEST else "",  # else it stands in its topic
        key=b64encode(record.key.encode("utf-8", "surrogatepass")).decode("ascii"),
        input_id=event.id if event is not None else "",
    )
    return NewRecord(topic, 0, died.id, encode(died))
