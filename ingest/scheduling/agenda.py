"""Names in the order in which they are due: looking at a thousand that aren't costs nothing."""

from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

Moment = TypeVar("Moment")


class Agenda(Generic[Moment]):
    """Each name is due at one moment, or not at all. Moments only have to be comparable."""

    def __init__(self) -> None:
        self._due: dict[str, Moment] = {}
        self._ahead: list[tuple[Moment, str]] = []  # a heap; what no longer agrees with _due is passed over
        self._ready: dict[str, Moment] = {}

    def put(self, name: str, due: Moment | None) -> None:
        """`due`: from now on; None: no more."""
        if due is not None and self._due.get(name) == due:
            return
        self._ready.pop(name, None)
        self._due.pop(name, None)
        if due is not None:
            self._due[name] = due
            heappush(self._ahead, (due, name))
        if len(self._ahead) > 2 * len(self._due) + 64:
            self._ahead = [(moment, each) for each, moment in self._due.items() if each not in self._ready]
            heapify(self._ahead)

    def ready(self, now: Moment) -> Mapping[str, Moment]:
        """The names that are due by `now`, and since when."""
        while self._ahead and self._ahead[0][0] <= now:  # type: ignore[operator]
            due, name = heappop(self._ahead)
            if self._due.get(name) == due:
                self._ready[name] = due
        return self._ready

    def following(self) -> Moment | None:
        """When the first of those that weren't ready is due."""
        while self._ahead and self._due.get(self._ahead[0][1]) != self._ahead[0][0]:
            heappop(self._ahead)
        return self._ahead[0][0] if self._ahead else None
