"""What a stateful step answers to some inputs, before anything is written."""

import logging
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar, cast

import msgspec

from eventlog.dead_record import dead_record
from eventlog.feed import opened, place_id
from eventlog.fold import Fold
from eventlog.log import LARGEST, NewRecord, Record
from eventlog.step import StatefulStep, failure, in_words
from events.base import Cause, Decision
from events.codec import AnyEvent, decode, encode
from events.errors import BadInput, Overtaken
from events.ids import make_id

logger = logging.getLogger(__name__)
S = TypeVar("S")


class Answers(NamedTuple):
    """To be written: `dead` first, then `decisions`, the first of which must land at offset `first`."""

    first: int
    decisions: list[NewRecord]
    dead: list[NewRecord]


class Deciding(Generic[S]):
    """Turns inputs into decisions of `step` for the topic `target`, each applied to the fold at once. Raises Overtaken when the
    fold is torn and must be made again."""

    def __init__(self, step: StatefulStep[S], target: str, dead: str) -> None:
        self._step, self._target, self._dead = step, target, dead
        # Inputs whose decision could not be applied, by topic, partition and offset: refused when they are met again.
        self._unfit: dict[tuple[str, int, int], BadInput] = {}

    def answer(self, fold: Fold[S], records: Sequence[Record]) -> Answers:
        """One decision for each record, except for a decision that is not of its source's history."""
        answers = Answers(fold.next, [], [])
        for record in records:
            event = opened(record)
            source = fold.sources[record.topic, record.partition]
            if isinstance(event, Decision) and not source.chain.take(event):
                source.next = record.offset + 1
                continue
            data = self._one(fold, record, event, answers.dead)
            answers.decisions.append(NewRecord(self._target, 0, record.key, data))
            self._apply(fold, record, data)
        return answers

    def _one(self, fold: Fold[S], record: Record, event: AnyEvent | BadInput, dead: list[NewRecord]) -> bytes:
        error = event if isinstance(event, BadInput) else self._unfit.get(record[:3])
        known = None if isinstance(event, BadInput) else event
        if known is not None and error is None:
            try:
                data = self._encoded(fold, record, known.id, self._step.decide(fold.state, known))
                if len(data) <= LARGEST:
                    return data
                error = BadInput(f"its decision takes {len(data)} bytes, a record may have {LARGEST}")
            except MemoryError:
                raise  # tells of the machine, not of the record
            except Exception as reason:  # noqa: BLE001 - a step's own fault must not stop the records after it
                error = failure(reason)
        why = in_words(error or BadInput("no reason given"))
        where = {"topic": record.topic, "partition": record.partition, "offset": record.offset}
        logger.warning("record refused", extra={"step": self._step.name, "error": why, **where})
        dead.append(dead_record(self._dead, record, known, self._step.name, why))
        return self._encoded(fold, record, known.id if known else place_id(record), self._step.refuse(known, why))

    def _encoded(self, fold: Fold[S], record: Record, cause: str, decision: Decision) -> bytes:
        # `follows` is in the id too, so that the histories of two writers share no id after they part.
        stamped = msgspec.structs.replace(
            decision,
            id=make_id(cause, self._step.name, fold.chain.last),
            follows=fold.chain.last,
            input=Cause(topic=record.topic, partition=record.partition, offset=record.offset, id=cause),
        )
        return encode(cast(AnyEvent, stamped))

    def _apply(self, fold: Fold[S], record: Record, data: bytes) -> None:
        # What the log will give back is applied, not what the step made: a restart then sees the same to the last detail.
        decision = cast(Decision, decode(data))
        try:
            fold.take(decision, fold.next)
        except MemoryError:
            raise
        except Exception as reason:
            if record[:3] in self._unfit:
                raise  # not even its refusal can be applied
            self._unfit[record[:3]] = failure(reason)
            raise Overtaken(f"a decision could not be applied: {failure(reason)}") from reason
