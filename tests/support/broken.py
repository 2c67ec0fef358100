"""A log that fails when it is told to: for what a crash or a lost connection leaves behind."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

from eventlog.log import Log, NewRecord, Partition
from events.errors import LogUnavailable


class Unreliable:
    """A real log whose next appends and commits go as `plan` says, one word each; then all is well again.

    ok; lost: nothing is written, and it fails; unheard: it is written, and fails; half: the first half is written, and it fails;
    late: it fails, and is written by `arrive()`; die / die after: the process ends before / after writing; die half.
    """

    def __init__(self, log: Log, plan: Sequence[str] = ()) -> None:
        self._log, self.plan = log, list(plan)
        self._late: list[list[NewRecord]] = []
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)

    def append(self, records: Sequence[NewRecord]) -> list[int]:
        word = self._word(f"append {records[0].topic}" if records else "append")
        if word in ("unheard", "die after", "ok"):
            offsets = self._log.append(records)
        if word in ("half", "die half"):
            self._log.append(records[: len(records) // 2])
        if word == "late":
            self._late.append(list(records))
        if word != "ok":
            self._fail(word)
        return offsets

    def commit(self, group: str, offsets: Mapping[Partition, int]) -> None:
        word = self._word(f"commit {group}")
        if word in ("unheard", "die after", "ok"):
            self._log.commit(group, offsets)
        if word != "ok":
            self._fail(word)

    def arrive(self) -> None:
        """What was late is written now."""
        for records in self._late:
            self._log.append(records)
        self._late.clear()

    def _word(self, call: str) -> str:
        self.calls.append(call)
        return self.plan.pop(0) if self.plan else "ok"

    def _fail(self, word: str) -> None:
        if word.startswith("die"):
            os._exit(17)
        raise LogUnavailable(f"the test says: {word}")
