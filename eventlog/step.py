"""What the worker asks of a step. Steps are functions of values: they know neither the log nor a clock."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from events.base import Decision
from events.codec import AnyEvent

S = TypeVar("S")

# A stateless step: one record in, one out. Raises BadInput for a record that it can't use (it goes to `dead`).
Transform = Callable[[AnyEvent], AnyEvent]


class StatefulStep(Protocol[S]):
    """A step whose state is a fold over its own output (delivery rule 4).

    `decide` must not change the state; `apply` may do so in place and returns it. Every decision goes through `apply`, the
    step's own ones too. `decide` raises BadInput for an input that it can't use: the worker then writes `refuse(...)`.
    """

    name: str
    version: str

    def empty(self) -> S: ...

    def decide(self, state: S, event: AnyEvent) -> Decision: ...

    def refuse(self, event: AnyEvent | None, error: str) -> Decision: ...

    def apply(self, state: S, decision: Decision) -> S: ...

    def dump(self, state: S) -> bytes: ...

    def load(self, data: bytes) -> S: ...
