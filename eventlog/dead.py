"""What died, and what operators did about it: a fold of a generation's `dead`."""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from eventlog.feed import opened
from eventlog.log import Log, NewRecord, Record
from events.base import Decision
from events.codec import encode
from events.control import RecordDied, RecordRedriven
from events.errors import ConfigError
from events.ids import make_id

State = Literal["waiting", "redriven", "dropped"]


@dataclass(frozen=True)
class DeadRecord:
    """A record that a step refused. `times`: how often it died, counted once each time it was given back."""

    died: RecordDied
    state: State
    times: int


@dataclass(frozen=True)
class Redrive:
    """What giving a dead record back would append, or in `refused` why that can't be done."""

    dead: DeadRecord
    record: NewRecord | None
    refused: str = ""


def list_dead(log: Log, topic: str) -> list[DeadRecord]:
    """All records in the `dead` topic `topic`, in the order in which they first died; each once, however often it was met."""
    found: dict[str, DeadRecord] = {}
    at = 0
    while records := log.read(topic, 0, at, 500):
        for record in records:
            event = opened(record)
            if isinstance(event, RecordDied):
                before = found.get(event.id)
                again = before is None or before.state != "waiting"
                found[event.id] = DeadRecord(event, "waiting", (before.times if before else 0) + again)
            elif isinstance(event, RecordRedriven) and event.dead_id in found:
                before = found[event.dead_id]
                found[event.dead_id] = DeadRecord(before.died, "dropped" if event.dropped else "redriven", before.times)
            at = record.offset + 1
    return list(found.values())


def show_dead(log: Log, topic: str, start_of_id: str) -> DeadRecord:
    """The dead record whose id starts so. Raises ConfigError where there is none, or several."""
    matching = [dead for dead in list_dead(log, topic) if start_of_id and dead.died.id.startswith(start_of_id)]
    if len(matching) != 1:
        what = "no dead record has" if not matching else f"{len(matching)} dead records have"
        raise ConfigError(f"{what} an id that starts with {start_of_id!r}: `sitrep dead list` shows them")
    return matching[0]


def plan_redrive(log: Log, dead: Sequence[DeadRecord]) -> list[Redrive]:
    """What giving these records back to their steps would do; changes nothing."""
    return [_plan_one(log, one) for one in dead]


def _plan_one(log: Log, dead: DeadRecord) -> Redrive:
    died = dead.died
    if dead.state != "waiting":
        return Redrive(dead, None, f"it was {dead.state} already")
    if died.topic not in log.topics():
        return Redrive(dead, None, f"its topic {died.topic!r} is gone")
    value = b64decode(died.value)
    if not value:  # too large to be kept in `dead`
        value = log.read(died.topic, died.partition, died.offset, 1)[0].value
    record = NewRecord(died.topic, died.partition, str(b64decode(died.key), "utf-8", "surrogatepass"), value)
    event = opened(Record(*record[:2], died.offset, record.key, value, 0))
    if isinstance(event, Decision):
        return Redrive(
            dead, None,
            f"it is a decision of {died.topic!r}, and a history can't be repeated: start a generation with the mended code "
            "(`sitrep replay`)",
        )  # fmt: skip
    return Redrive(dead, record)


def redrive(log: Log, topic: str, plans: Sequence[Redrive]) -> int:
    """Appends each record to the topic it came from, then notes that in the `dead` topic `topic`; their number."""
    todo = [(one.dead, one.record) for one in plans if one.record is not None]
    log.append([record for _, record in todo])
    _note(log, topic, [dead for dead, _ in todo], dropped=False)
    return len(todo)


def drop_dead(log: Log, topic: str, dead: Sequence[DeadRecord]) -> int:
    """Notes that these are given up; their number."""
    waiting = [one for one in dead if one.state == "waiting"]
    _note(log, topic, waiting, dropped=True)
    return len(waiting)


def _note(log: Log, topic: str, dead: Sequence[DeadRecord], dropped: bool) -> None:
    what = "dropped" if dropped else "redriven"
    notes = [RecordRedriven(id=make_id(what, one.died.id, one.times), dead_id=one.died.id, dropped=dropped) for one in dead]
    log.append([NewRecord(topic, 0, note.dead_id, encode(note)) for note in notes])
