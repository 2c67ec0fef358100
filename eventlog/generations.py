"""Which generations there are, and which one readers see: a fold of the topic `generations`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from eventlog.feed import opened
from eventlog.log import Log, NewRecord, Partition
from events.clock import timestamp
from events.codec import encode
from events.control import Control, GenerationCreated, GenerationDropped, GenerationPromoted
from events.errors import ConfigError, GenerationMismatch
from events.ids import make_id
from events.topics import GENERATIONS, OF_A_GENERATION, TopicSpec, topic_name, topic_specs

Origin = Literal["raw", "articles", "reports"]
NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")


@dataclass
class Generations:
    """What the topic tells. `created`: every generation ever, in order; `promotions`: in order, the last one counts."""

    created: dict[str, GenerationCreated] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    promotions: list[GenerationPromoted] = field(default_factory=list)

    @property
    def live(self) -> list[str]:
        """Those that are fed."""
        return [name for name in self.created if name not in self.dropped]

    @property
    def promoted(self) -> str:
        """The one that readers see, "" for none."""
        return self.promotions[-1].name if self.promotions else ""

    @property
    def previous(self) -> str:
        """The one that a rollback brings back, "" for none."""
        return self.promotions[-1].previous if self.promotions else ""

    def get(self, name: str) -> GenerationCreated:
        """Raises ConfigError where there is no such generation, or no more."""
        if name in self.dropped:
            raise ConfigError(f"generation {name!r} was dropped: {self._choice()}")
        if name not in self.created:
            raise ConfigError(f"there is no generation {name!r}: {self._choice()}")
        return self.created[name]

    def _choice(self) -> str:
        return f"there are {', '.join(self.live)}" if self.live else "there is none yet, `sitrep run` makes the first"

    def starts(self, name: str, topic: str) -> dict[Partition, int]:
        """Where the own steps of generation `name` begin with `topic`, where not at 0."""
        return {(topic, int(partition)): offset for partition, offset in self.get(name).starts.get(topic, {}).items()}

    def require(self, name: str, versions: Mapping[str, str]) -> None:
        """Raises GenerationMismatch when `versions` (part -> version) aren't those that the generation was started with."""
        started = self.get(name).versions
        differ = [part for part in sorted({*started, *versions}) if started.get(part, "") != versions.get(part, "")]
        if differ:
            what = "; ".join(f"{part}: {started.get(part) or 'none'} then, {versions.get(part) or 'none'} now" for part in differ)
            raise GenerationMismatch(
                f"generation {name!r} was started with other code ({what}). Its history can't go on with this code: start a new "
                f"generation beside it with `sitrep replay --from articles --into NAME --execute`, or use the older sitrep"
            )


def load_generations(log: Log) -> Generations:
    """What the topic `generations` says now. An empty or missing topic: no generations."""
    found = Generations()
    if GENERATIONS not in log.topics():
        return found
    at = 0
    while records := log.read(GENERATIONS, 0, at, 500):
        for record in records:
            event = opened(record)
            if isinstance(event, GenerationCreated):
                found.created.setdefault(event.name, event)  # of two at once, the first on the log
            elif isinstance(event, GenerationPromoted) and event.name in found.live:
                found.promotions.append(event)
            elif isinstance(event, GenerationDropped):
                found.dropped.add(event.name)
            at = record.offset + 1
    return found


def check_name(found: Generations, name: str) -> None:
    """Raises ConfigError for a name that can't be taken: a name is used once, since offsets noted under it would come back."""
    if not NAME.fullmatch(name):
        raise ConfigError(f"{name!r} is no name for a generation: use a-z, 0-9 and _, a letter first, 31 characters at most")
    if name in found.created:
        raise ConfigError(f"the name {name!r} was used before{' (and dropped)' if name in found.dropped else ''}: take another")


def create_generation(
    log: Log, name: str, versions: Mapping[str, str], at: datetime, many: int, *, origin: Origin = "raw", parent: str = "",
    starts: Mapping[str, Mapping[int, int]] | None = None,
) -> GenerationCreated:  # fmt: skip
    """Makes the topics that are missing (`many` partitions for raw and articles), then says that the generation is there."""
    log.create_topics([TopicSpec(GENERATIONS, 1)])
    check_name(load_generations(log), name)
    log.create_topics(topic_specs(name, many))
    event = GenerationCreated(
        id=make_id("generation", name),
        name=name,
        versions=dict(versions),
        created_at=timestamp(at),
        origin=origin,
        parent=parent,
        starts={topic: {str(p): offset for p, offset in places.items() if offset} for topic, places in (starts or {}).items()},
    )
    _say(log, event)
    return load_generations(log).get(name)


def promote_generation(log: Log, name: str, at: datetime) -> GenerationPromoted:
    """Says that readers see `name` from now on. The caller has seen to it that it has caught up."""
    found = load_generations(log)
    found.get(name)
    if name == found.promoted:
        raise ConfigError(f"generation {name!r} is promoted already")
    event = GenerationPromoted(id=_id(log, "promoted", name), name=name, at=timestamp(at), previous=found.promoted)
    _say(log, event)
    return event


def rollback(log: Log, at: datetime) -> GenerationPromoted:
    """Promotes the generation that was promoted before; the same again undoes it."""
    found = load_generations(log)
    if not found.previous:
        raise ConfigError("no other generation was promoted before this one: there is nothing to roll back to")
    return promote_generation(log, found.previous, at)


def drop_generation(log: Log, name: str, at: datetime) -> GenerationDropped | None:
    """Says that `name` is dropped, and deletes its topics; run again after a crash, it deletes what is left (and gives None)."""
    found = load_generations(log)
    event = None
    if name not in found.dropped:
        found.get(name)
        if name == found.promoted:
            raise ConfigError(f"generation {name!r} is what readers see: promote another before dropping it")
        event = GenerationDropped(id=_id(log, "dropped", name), name=name, at=timestamp(at))
        _say(log, event)
    log.delete_topics([topic_name(topic, name) for topic in OF_A_GENERATION])
    return event


def _id(log: Log, what: str, name: str) -> str:
    return make_id(what, name, log.end(GENERATIONS, 0))


def _say(log: Log, event: Control) -> None:
    log.append([NewRecord(GENERATIONS, 0, event.name, encode(event))])
