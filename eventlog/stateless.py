"""The worker of a stateless step: at least once, and again under the same ids (delivery rule 2)."""

import logging
import time
from collections.abc import Callable, Mapping

from eventlog.dead_record import dead_record
from eventlog.feed import opened, take
from eventlog.log import LARGEST, Log, NewRecord, Partition, Record
from eventlog.step import BatchTransform, failure, in_words
from events.codec import AnyEvent, encode
from events.errors import BadInput
from events.ids import partition_of

NOTE_AGAIN_SECONDS = 24 * 3600.0  # Kafka forgets what was not noted for a week
logger = logging.getLogger(__name__)


def group_of(target: str, name: str) -> str:
    """The group whose committed offsets say how far the step `name` that writes `target` has come."""
    return f"{target}.{name}"


class StatelessWorker:
    """Reads `source`, writes what `transform` makes of it to `target` and what it refuses to `dead`, then notes how far it came.

    `key` names the record's key, hence its partition. `starts`: where to begin a partition that was never noted (else at 0).
    Any number of workers share the partitions. Raises LogUnavailable (call again later: nothing is lost) and OffsetLost.
    """

    def __init__(
        self, log: Log, *, name: str, source: str, target: str, dead: str, transform: BatchTransform,
        key: Callable[[AnyEvent], str], batch: int = 100, starts: Mapping[Partition, int] | None = None,
    ) -> None:  # fmt: skip
        self._log, self._name, self._source, self._target, self._dead = log, name, source, target, dead
        self._transform, self._key, self._batch = transform, key, batch
        self._group = group_of(target, name)
        self._starts = dict(starts or {})
        there = log.topics()
        self._width = there.get(target, 1)
        self._all = [(source, partition) for partition in range(there.get(source, 1))]
        self._membership = log.join(self._group, [source])
        self._next: dict[Partition, int] = {}
        self._turn = 0
        self._note_again = 0.0

    def run_batch(self, wait: float = 0.0) -> int:
        """Handles up to `batch` records of one partition; their number. 0: nothing to do now, or nothing assigned."""
        assigned = self._membership.assigned()
        if assigned != self._next.keys() or time.monotonic() > self._note_again:
            self._begin(assigned)
        records = self._take(wait) if assigned else []
        if records:
            try:
                self._handle(records)
            except BaseException:
                self._next = {}  # what is noted is the truth
                raise
        return len(records)

    def _begin(self, assigned: frozenset[Partition]) -> None:
        known = {place: offset for place, offset in self._log.committed(self._group).items() if place in assigned}
        if known:
            self._log.commit(self._group, known)
        noted = self._noted()
        self._next = {place: self._next.get(place, noted[place]) for place in sorted(assigned)}
        self._note_again = time.monotonic() + NOTE_AGAIN_SECONDS

    def _noted(self) -> dict[Partition, int]:
        committed = self._log.committed(self._group)
        return {place: committed.get(place, self._starts.get(place, 0)) for place in self._all}

    def _take(self, wait: float) -> list[Record]:
        places = sorted(self._next)
        for step in range(len(places)):  # partitions take turns, so that none starves
            place = places[(self._turn + step) % len(places)]
            records = self._log.read(*place, self._next[place], self._batch)
            if records:
                self._turn = (self._turn + step + 1) % len(places)
                return records
        return take(self._log, self._next, self._batch, wait)[: self._batch] if wait else []

    def _handle(self, records: list[Record]) -> None:
        events = [opened(record) for record in records]
        readable = [event for event in events if not isinstance(event, BadInput)]
        answers = list(self._transform(readable)) if readable else []
        if len(answers) != len(readable):
            raise RuntimeError(
                f"step {self._name!r} gave {len(answers)} answers to {len(readable)} records: it must give one each"
            )
        rest = iter(answers)
        out = [
            self._dead_or_alive(record, event, event if isinstance(event, BadInput) else next(rest))
            for record, event in zip(records, events, strict=True)
        ]
        self._log.append(out)
        self._next |= {(record.topic, record.partition): record.offset + 1 for record in records}
        self._log.commit(self._group, {place: self._next[place] for place in {(r.topic, r.partition) for r in records}})

    def _dead_or_alive(self, record: Record, event: AnyEvent | BadInput, answer: AnyEvent | BadInput) -> NewRecord:
        new = answer if isinstance(answer, BadInput) else self._new(answer)
        if isinstance(new, BadInput):
            why = in_words(new)
            where = {"topic": record.topic, "partition": record.partition, "offset": record.offset}
            logger.warning("record refused", extra={"step": self._name, "error": why, **where})
            return dead_record(self._dead, record, None if isinstance(event, BadInput) else event, self._name, why)
        return new

    def _new(self, answer: AnyEvent) -> NewRecord | BadInput:
        try:
            key, data = self._key(answer), encode(answer)
        except Exception as error:  # noqa: BLE001 - an answer that can't be written is the step's failure at this record
            return failure(error)
        if len(data) > LARGEST:
            return BadInput(f"what step {self._name!r} made of it takes {len(data)} bytes, a record may have {LARGEST}")
        return NewRecord(self._target, partition_of(key, self._width), key, data)

    def lag(self) -> int:
        """Records of all partitions that no worker of this step has noted as done."""
        return sum(max(0, self._log.end(*place) - offset) for place, offset in self._noted().items())

    def close(self) -> None:
        """Gives its partitions to the others."""
        self._membership.leave()
