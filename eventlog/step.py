"""What the worker asks of a step. Steps are functions of values: they know neither the log nor a clock."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from events.base import Decision
from events.codec import AnyEvent
from events.errors import BadInput

S = TypeVar("S")

# A stateless step: one record in, one out. Raises BadInput for a record that it can't use (it goes to `dead`).
Transform = Callable[[AnyEvent], AnyEvent]

# The same for many: one answer an input, in order. Lets a step use a pool of processes.
BatchTransform = Callable[[Sequence[AnyEvent]], Sequence[AnyEvent | BadInput]]


def one_by_one(transform: Transform) -> BatchTransform:
    """A BatchTransform that handles each record alone, so that one which fails stops none of its neighbours."""

    def alone(event: AnyEvent) -> AnyEvent | BadInput:
        try:
            return transform(event)
        except MemoryError:
            raise  # tells of the machine, not of the record
        except Exception as error:  # noqa: BLE001 - a step's own fault must not stop the records after it
            return failure(error)

    return lambda events: [alone(event) for event in events]


def together(transform: Callable[[Sequence[AnyEvent]], Sequence[AnyEvent]]) -> BatchTransform:
    """A BatchTransform that handles records at once; where that fails, each alone, so that one stops none of its neighbours."""
    alone = one_by_one(lambda event: transform([event])[0])

    def handled(events: Sequence[AnyEvent]) -> Sequence[AnyEvent | BadInput]:
        try:
            return transform(events)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - which of them failed, and why, is found out one by one
            return alone(events)

    return handled


def failure(error: Exception) -> BadInput:
    """A step's failure at a record as a refusal of it, with the error's type."""
    return error if isinstance(error, BadInput) else BadInput(f"{type(error).__name__}: {error}")


def in_words(error: BadInput) -> str:
    """Why a record was refused, as it goes to `dead` and into a refusing decision: text that any record can hold."""
    return str(error).encode("utf-8", "backslashreplace").decode("utf-8")[:2000]


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
