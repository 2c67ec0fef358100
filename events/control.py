"""What people decided, what failed, and which generations there are: `corrections`, `dead`, `generations`."""

from typing import Literal

from events.base import Event, Value


class PassageRef(Value, frozen=True, kw_only=True):
    """A report named by content, so that it survives a rebuild: its article and the digest of its passage."""

    article_id: str
    digest: str = ""


class CorrectionMade(Event, frozen=True, kw_only=True):
    """What an analyst decided. `same` / `different`: of two passages; `set`: `field` of the incident of `a` is `value`;
    `retract`: nothing of `source` counts any more. id = hash(content, end offset of `corrections` when it was made)."""

    action: Literal["same", "different", "set", "retract"]
    analyst: str = ""
    reason: str = ""
    made_at: str = ""
    a: PassageRef | None = None
    b: PassageRef | None = None
    field: str = ""
    value: str = ""
    source: str = ""


class RecordDied(Event, frozen=True, kw_only=True):
    """A record that a step refused: `value` and `key` are base64 of its bytes. id = hash("dead", id of the input or
    (topic, partition, offset) where it can't be read, step)."""

    topic: str
    partition: int
    offset: int
    step: str
    error: str
    value: str
    key: str = ""
    input_id: str = ""


class RecordRedriven(Event, frozen=True, kw_only=True):
    """A dead record that an operator gave back to its step (or dropped). `dead_id` names the RecordDied."""

    dead_id: str
    dropped: bool = False


class GenerationCreated(Event, frozen=True, kw_only=True):
    """A run of the steps over the log with one set of versions (of code, model, gazetteer). `starts`: the offsets from which its
    own steps begin, by topic and partition, where not 0. `parent`: the generation from which topics were copied."""

    name: str
    versions: dict[str, str]
    created_at: str
    origin: Literal["raw", "articles", "reports"] = "raw"
    parent: str = ""
    starts: dict[str, dict[str, int]] = {}


class GenerationPromoted(Event, frozen=True, kw_only=True):
    """Readers see this generation from `at` on."""

    name: str
    at: str
    previous: str = ""


class GenerationDropped(Event, frozen=True, kw_only=True):
    """Nothing of this generation is kept."""

    name: str
    at: str


Control = GenerationCreated | GenerationPromoted | GenerationDropped
