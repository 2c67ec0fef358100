"""Bytes <-> events: JSON, one union of all types, older versions brought up on reading."""

from collections.abc import Callable
from typing import Any

import msgspec

from events.control import (
    CorrectionMade,
    GenerationCreated,
    GenerationDropped,
    GenerationPromoted,
    RecordDied,
    RecordRedriven,
)
from events.documents import ArticleRead, DocumentFetched
from events.errors import BadInput
from events.incidents import IncidentsDecided, InputRefused
from events.reports import ArticleReported
from events.unique import ArticleAdmitted, ArticleRefused, ArticleRepeated, ArticleRevised

AnyEvent = (
    DocumentFetched | ArticleRead | ArticleReported
    | ArticleAdmitted | ArticleRevised | ArticleRepeated | ArticleRefused
    | IncidentsDecided | InputRefused
    | CorrectionMade | RecordDied | RecordRedriven
    | GenerationCreated | GenerationPromoted | GenerationDropped
)  # fmt: skip

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

# (type, version) -> the same event one version up. A field added with a default needs none.
UPCASTERS: dict[tuple[str, int], Upcaster] = {}


class _Head(msgspec.Struct):
    type: str
    v: int = 1


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)
_head = msgspec.json.Decoder(_Head)


def encode(event: AnyEvent) -> bytes:
    """The bytes of an event; the same for equal events."""
    return _encoder.encode(event)


def decode(data: bytes, upcasters: dict[tuple[str, int], Upcaster] | None = None) -> AnyEvent:
    """The event of some bytes, brought up to the newest version. Raises BadInput naming what is wrong."""
    ups = UPCASTERS if upcasters is None else upcasters
    try:
        if ups:
            head = _head.decode(data)
            if (head.type, head.v) in ups:
                return _upcast(data, head, ups)
        return _decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(f"not an event of sitrep: {error}") from error


def _upcast(data: bytes, head: _Head, ups: dict[tuple[str, int], Upcaster]) -> AnyEvent:
    raw: dict[str, Any] = msgspec.json.decode(data)
    while (head.type, raw.get("v", 1)) in ups:
        version = raw.get("v", 1)
        raw = {**ups[(head.type, version)](raw), "v": version + 1}
    event: AnyEvent = msgspec.convert(raw, AnyEvent)
    return event
