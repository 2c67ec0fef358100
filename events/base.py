"""What every record on a topic has in common."""

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """A past-tense fact, as JSON with its `type` (the class name), `v` (version of the type) and `id`."""

    id: str
    v: int = 1


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of an event. Frozen; unknown fields are ignored when read, so that fields can be added."""


class Cause(Value, frozen=True, kw_only=True):
    """Where the input of a decision stood in the log, and its id."""

    topic: str
    partition: int
    offset: int
    id: str


class Decision(Event, frozen=True, kw_only=True):
    """One answer of a stateful step to one input (delivery rule 3).

    `follows` is the id of the decision before it, "" for the first. `id` = hash(input id, step, follows), so the ids
    are a chain: a reader takes a decision only if it follows the last one that it took.
    A step leaves `id`, `follows` and `input` empty; the worker fills them in.
    """

    follows: str = ""
    input: Cause | None = None
