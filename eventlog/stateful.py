"""The worker of a stateful step: one input, one decision, in one chain (delivery rule 3)."""

import logging
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from eventlog.deciding import Answers, Deciding
from eventlog.feed import take
from eventlog.fold import Fold, restore
from eventlog.log import Log, Membership
from eventlog.step import StatefulStep
from events.errors import Overtaken

logger = logging.getLogger(__name__)
S = TypeVar("S")
BACK_OFF = (0.05, 0.5)  # seconds, at random, so that two writers don't meet again and again
STAND_BY = 0.25


class StatefulWorker(Generic[S]):
    """Reads `sources`, writes one decision for each input to partition 0 of `target`, and each refused input to `dead` first.

    One worker leads: who is given partition 0 of the first source in the group named `target`; the others stand by. With
    `lead_always` it doesn't ask. Either way the result is right with several active: the log decides, each reads it as one chain.
    `snapshots`: a folder for the state, None for none. `versions`: a snapshot made by others is ignored.
    Raises LogUnavailable (call again later: the state is folded from the log anew) and OffsetLost.
    """

    def __init__(
        self, log: Log, *, step: StatefulStep[S], sources: Sequence[str], target: str, dead: str, snapshots: Path | None,
        versions: Mapping[str, str], batch: int = 200, snapshot_every: int = 2000, lead_always: bool = False,
    ) -> None:  # fmt: skip
        self._log, self._step, self._target = log, step, target
        self._deciding = Deciding(step, target, dead)
        self._folder, self._batch, self._snapshot_every = snapshots, batch, snapshot_every
        self._versions = {**versions, "step": f"{step.name} {step.version}"}
        there = log.topics()
        self._sources = [(topic, partition) for topic in sources for partition in range(there.get(topic, 1))]
        self._lead = (sources[0], 0)
        self._membership: Membership | None = None if lead_always else log.join(target, sources[:1])
        self._fold: Fold[S] | None = None
        self._saved = 0
        self._resume_at = 0.0

    def run_batch(self, wait: float = 0.0) -> int:
        """Handles up to `batch` records of each source; their number. 0: nothing to do now, or standing by."""
        pause = self._pause()
        if pause:
            time.sleep(min(pause, wait))
            return 0
        try:
            fold = self._current()
            records = take(self._log, fold.positions(), self._batch, wait)
            if records:
                self._write(self._deciding.answer(fold, records))
                self._note(fold)
            return len(records)
        except Overtaken as why:
            logger.warning(
                "started again from the log", extra={"step": self._step.name, "topic": self._target, "reason": str(why)}
            )
            self._fold = None
            self._resume_at = time.monotonic() + random.uniform(*BACK_OFF)
            return 0
        except BaseException:
            self._fold = None  # it may hold decisions that the log doesn't
            raise

    def _pause(self) -> float:
        """Seconds for which there is nothing to do but wait."""
        if self._membership is not None and self._lead not in self._membership.assigned():
            return STAND_BY
        return max(0.0, self._resume_at - time.monotonic())

    def _current(self) -> Fold[S]:
        if self._fold is None:
            started = time.monotonic()
            self._fold = restore(self._log, self._step, self._target, self._sources, self._folder, self._versions)
            self._saved = self._fold.count
            seconds = round(time.monotonic() - started, 3)
            extra = {"step": self._step.name, "topic": self._target, "decisions": self._fold.count, "seconds": seconds}
            logger.info("state restored", extra=extra)
        else:
            self._fold.catch_up(self._log)
        return self._fold

    def _write(self, answers: Answers) -> None:
        first, decisions, dead = answers
        if dead:
            self._log.append(dead)
        if decisions:
            offsets = self._log.append(decisions)
            if offsets != list(range(first, first + len(offsets))):
                raise Overtaken(f"another writer is at work: expected offset {first}, got {offsets[0]} to {offsets[-1]}")

    def _note(self, fold: Fold[S]) -> None:
        self._log.commit(self._target, fold.positions())
        # The wait grows with the history, so that all snapshots together cost no more than a few of the last one.
        if fold.count - self._saved >= max(self._snapshot_every, fold.count // 5):
            self._save(fold)

    def _save(self, fold: Fold[S]) -> None:
        if self._folder is not None and fold.count > self._saved:
            fold.save(self._folder, self._versions)
            self._saved = fold.count

    def lag(self) -> int:
        """Inputs not yet decided (standing by: as noted by the one that leads)."""
        if self._fold is None and not self._pause():
            self._current()
        positions = self._fold.positions() if self._fold else self._log.committed(self._target)
        return sum(max(0, self._log.end(*place) - positions.get(place, 0)) for place in self._sources)

    def close(self) -> None:
        """Writes a snapshot and gives up the lead."""
        try:
            if self._fold is not None:
                self._save(self._fold)
        finally:
            if self._membership is not None:
                self._membership.leave()
