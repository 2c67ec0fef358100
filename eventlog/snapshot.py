"""A step's state on disk, so that a restart need not fold the whole log. Never the truth: one that doesn't match is ignored."""

import hashlib
import logging
import os
from pathlib import Path

import msgspec

from eventlog.log import Log, Partition
from events.codec import decode
from events.errors import BadInput, OffsetLost

logger = logging.getLogger(__name__)
FORMAT = 1


class Place(msgspec.Struct, frozen=True):
    """Where a source stands: `next` is the next input's offset, `last` the id of its last input."""

    topic: str
    partition: int
    next: int
    last: str


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a snapshot is of. `offset` and `last`: the last decision folded; `next`: the first output record not folded;
    `count`: decisions folded."""

    format: int = FORMAT
    target: str
    versions: dict[str, str]
    offset: int
    last: str
    next: int
    count: int
    sources: tuple[Place, ...]
    digest: str = ""

    def places(self) -> dict[Partition, Place]:
        return {(place.topic, place.partition): place for place in self.sources}


def save(folder: Path, head: Head, state: bytes) -> None:
    """Writes a snapshot so that a crash leaves the old one or the new one. A disk that refuses costs only the snapshot."""
    head = msgspec.structs.replace(head, digest=hashlib.sha256(state).hexdigest())
    path = folder / f"{head.target}.snapshot"
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(msgspec.json.encode(head) + b"\n" + state)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        logger.warning("snapshot not written", extra={"path": str(path), "error": str(error)})
        part.unlink(missing_ok=True)


def find(folder: Path, log: Log, target: str, versions: dict[str, str]) -> tuple[Head, bytes] | None:
    """The snapshot of `target`, if it was made by these versions and of this very log; else None."""
    path = folder / f"{target}.snapshot"
    try:
        with path.open("rb") as file:
            head = msgspec.json.decode(file.readline(), type=Head)
            state = file.read()
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        logger.warning("snapshot ignored", extra={"path": str(path), "error": str(error)})
        return None
    reason = _mismatch(head, state, log, target, versions)
    if reason:
        logger.warning("snapshot ignored", extra={"path": str(path), "error": reason})
        return None
    return head, state


def _mismatch(head: Head, state: bytes, log: Log, target: str, versions: dict[str, str]) -> str:
    if head.format != FORMAT or head.target != target:
        return f"it is of {head.target!r} in format {head.format}"
    if head.versions != versions:
        return f"it was made by {head.versions}, this is {versions}"
    if head.digest != hashlib.sha256(state).hexdigest():
        return "its bytes are damaged"
    try:
        there = log.read(target, 0, head.offset, 1)
        if not there or decode(there[0].value).id != head.last or log.end(target, 0) < head.next:
            return "it is of another log"
    except (OffsetLost, BadInput):
        return "it is of another log"
    return ""
