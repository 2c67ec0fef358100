"""A new generation beside the running one: what it doesn't work out again is copied from its parent."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from eventlog.feed import opened
from eventlog.generations import Origin, check_name, create_generation, load_generations
from eventlog.log import Log, NewRecord, Partition, Record
from eventlog.stateless import group_of
from events.codec import encode
from events.control import GenerationCreated, RecordDied, RecordRedriven
from events.errors import ConfigError, LogUnavailable
from events.topics import ARTICLES, DEAD, OF_A_GENERATION, RAW, REPORTS, topic_name, topic_specs

READ, REPORT = "read", "report"  # the names of the stateless steps' workers
COPIED: Mapping[Origin, tuple[str, ...]] = {"raw": (), "articles": (ARTICLES,), "reports": (ARTICLES, REPORTS)}
STEPS: Mapping[Origin, tuple[str, ...]] = {"raw": (), "articles": (READ,), "reports": (READ, REPORT)}  # whose dead are copied
AT_ONCE = 500

Progress = Callable[[int, int], None]
Starts = dict[str, dict[int, int]]


@dataclass(frozen=True)
class Plan:
    """What a replay would do. `copies`: topic of the parent -> records to copy; `again`: topic -> records that the new
    generation's steps will read; `unfinished`: topics of an earlier try, which are deleted first."""

    parent: str
    origin: Origin
    into: str
    many: int
    copies: Mapping[str, int]
    again: Mapping[str, int]
    unfinished: tuple[str, ...]

    @property
    def records(self) -> int:
        return sum(self.copies.values())


def plan(log: Log, parent: str, origin: Origin, into: str) -> Plan:
    """Looks what there is to do, and changes nothing. `parent` is needed for what is copied; from raw, it may be "".

    Raises ConfigError for a name that is taken, an origin that isn't one, or an unknown parent.
    """
    if origin not in COPIED:
        raise ConfigError(f"a replay starts from {', '.join(COPIED)}, not from {origin!r}")
    found = load_generations(log)
    check_name(found, into)
    if parent or COPIED[origin]:
        found.get(parent)
    there = log.topics()
    starts = _starts(log, parent, origin, into)
    names = [topic_name(name, parent) for name in (*COPIED[origin], DEAD)] if COPIED[origin] else []
    copies = {name: _size(log, there, name) for name in names}
    again = {RAW: _size(log, there, RAW) - sum(starts.get(RAW, {}).values())}
    again |= {topic_name(name, into): copies[topic_name(name, parent)] for name in COPIED[origin][-1:]}
    return Plan(
        parent=parent,
        origin=origin,
        into=into,
        many=there.get(RAW, 1),
        copies=copies,
        again=again,
        unfinished=tuple(name for topic in OF_A_GENERATION if (name := topic_name(topic, into)) in there),
    )


def _size(log: Log, there: Mapping[str, int], topic: str) -> int:
    return sum(log.end(topic, partition) for partition in range(there.get(topic, 0)))


def _starts(log: Log, parent: str, origin: Origin, into: str) -> Starts:
    """Where the new generation's own steps begin: where the parent's have come to. What the parent does meanwhile is copied and
    done again, under the same ids."""
    if not COPIED[origin]:
        return {}
    starts = {RAW: _reached(log, parent, RAW, group_of(topic_name(ARTICLES, parent), READ))}
    if origin == "reports":
        articles = topic_name(ARTICLES, parent)
        starts[topic_name(ARTICLES, into)] = _reached(log, parent, articles, group_of(topic_name(REPORTS, parent), REPORT))
    return starts


def _reached(log: Log, parent: str, topic: str, group: str) -> dict[int, int]:
    began: Mapping[Partition, int] = load_generations(log).starts(parent, topic)
    noted = log.committed(group)
    return {p: noted.get((topic, p), began.get((topic, p), 0)) for p in range(log.topics().get(topic, 0))}


def execute(
    log: Log, todo: Plan, versions: Mapping[str, str], at: datetime, progress: Progress | None = None
) -> GenerationCreated:
    """Does what `plan` found. The generation is announced last: a replay that broke off leaves topics that nobody reads, and
    the next one begins anew. `progress` is called with (records copied, records to copy)."""
    check_name(load_generations(log), todo.into)
    log.delete_topics(todo.unfinished)
    log.create_topics(topic_specs(todo.into, todo.many))
    starts = _starts(log, todo.parent, todo.origin, todo.into)  # before copying, so that nothing falls between
    done = 0
    for source in todo.copies:
        for partition in range(log.topics()[source]):
            for copied in _copy(log, todo, source, partition):
                done += copied
                if progress:
                    progress(done, max(done, todo.records))
    return create_generation(log, todo.into, versions, at, todo.many, origin=todo.origin, parent=todo.parent, starts=starts)


def _copy(log: Log, todo: Plan, source: str, partition: int) -> Iterator[int]:
    """Copies what stands there now, to the same offsets except in `dead`; yields how many at a time."""
    name = source.removeprefix(f"{todo.parent}.")
    target = topic_name(name, todo.into)
    offset, end = 0, log.end(source, partition)
    while offset < end:
        records = log.read(source, partition, offset, min(AT_ONCE, end - offset))
        values = [_renamed(record, todo) if name == DEAD else record.value for record in records]
        new = [NewRecord(target, partition, r.key, value) for r, value in zip(records, values, strict=True) if value is not None]
        offsets = log.append(new)
        if name != DEAD and offsets != [record.offset for record in records]:
            raise LogUnavailable(
                f"copying {source} to {target} was disturbed at offset {offset}: another replay may write there. "
                "Run it again; it begins anew"
            )
        offset = records[-1].offset + 1
        yield len(records)


def _renamed(record: Record, todo: Plan) -> bytes | None:
    """A record of the parent's `dead`, as it belongs to the new generation; None where that meets its input itself."""
    event = opened(record)
    if isinstance(event, RecordRedriven):
        return record.value
    if not isinstance(event, RecordDied) or event.step not in STEPS[todo.origin]:
        return None
    owner, dot, name = event.topic.partition(".")
    topic = topic_name(name, todo.into) if dot and owner == todo.parent else event.topic
    return encode(msgspec.structs.replace(event, topic=topic))
