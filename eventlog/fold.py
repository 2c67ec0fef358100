"""The state of a step as its own output tells it (delivery rule 4)."""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from eventlog import snapshot
from eventlog.chain import Chain
from eventlog.feed import opened
from eventlog.log import Log, Partition
from eventlog.step import StatefulStep
from events.base import Decision
from events.errors import BadInput
from events.ids import make_id

logger = logging.getLogger(__name__)
S = TypeVar("S")
READ_AT_ONCE = 500


class Source:
    """How far one input partition has been decided: `next` offset, and the chain of its decisions where it holds such."""

    def __init__(self, next: int = 0, last: str = "") -> None:  # noqa: A002 - the field's word
        self.next = next
        self.chain = Chain(last)


class Fold(Generic[S]):
    """All that the output topic `target` says: the step's state and how far each source has come."""

    def __init__(self, step: StatefulStep[S], target: str, sources: Sequence[Partition]) -> None:
        self._step, self._target, self._places = step, target, sources
        self.state = step.empty()
        self.sources = {place: Source() for place in sources}
        self.chain = Chain()
        self.offset = -1  # of the last decision taken
        self.next = 0  # first output record not looked at
        self.count = 0

    def catch_up(self, log: Log) -> None:
        """Takes what was written since, by whomever."""
        while records := log.read(self._target, 0, self.next, READ_AT_ONCE):
            for record in records:
                event = opened(record)
                if isinstance(event, Decision) and event.follows == self.chain.last:
                    self.take(event, record.offset)
                else:
                    reason = str(event) if isinstance(event, BadInput) else "it follows another decision"
                    logger.info("output skipped", extra={"topic": self._target, "offset": record.offset, "reason": reason})
                self.next = record.offset + 1

    def take(self, decision: Decision, offset: int) -> None:
        """Applies a decision that follows the last one. The state may be torn if this raises."""
        self.state = self._step.apply(self.state, decision)
        self.chain.take(decision)
        self.offset, self.next, self.count = offset, offset + 1, self.count + 1
        cause = decision.input
        if cause is None:
            return
        source = self.sources.setdefault((cause.topic, cause.partition), Source())
        source.next = cause.offset + 1
        if cause.id != make_id(cause.topic, cause.partition, cause.offset):  # an input that could be read
            source.chain.last = cause.id

    def positions(self) -> Mapping[Partition, int]:
        """The next input of each source."""
        return {place: self.sources[place].next for place in self._places}

    def save(self, folder: Path, versions: dict[str, str]) -> None:
        """Writes a snapshot. Only for a fold of which every decision is acknowledged."""
        places = tuple(snapshot.Place(*place, source.next, source.chain.last) for place, source in sorted(self.sources.items()))
        head = snapshot.Head(
            target=self._target, versions=versions, offset=self.offset, last=self.chain.last, next=self.next,
            count=self.count, sources=places,
        )  # fmt: skip
        snapshot.save(folder, head, self._step.dump(self.state))


def restore(
    log: Log, step: StatefulStep[S], target: str, sources: Sequence[Partition], folder: Path | None, versions: dict[str, str]
) -> Fold[S]:
    """The fold of `target` as it stands, begun from a snapshot in `folder` if one matches."""
    fold = Fold(step, target, sources)
    found = snapshot.find(folder, log, target, versions) if folder else None
    if found:
        head, data = found
        try:
            fold.state = step.load(data)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the log has the truth
            logger.warning("snapshot ignored", extra={"topic": target, "error": f"{type(error).__name__}: {error}"})
            fold.state = step.empty()
        else:
            fold.sources |= {place: Source(at.next, at.last) for place, at in head.places().items()}
            fold.chain, fold.offset, fold.next, fold.count = Chain(head.last), head.offset, head.next, head.count
    fold.catch_up(log)
    return fold
