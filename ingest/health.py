"""How each source does, from ingest's memory alone: nothing is asked."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from events.clock import timestamp
from events.credentials import shown
from events.urls import host_of
from ingest.memory import Block, Counted, Memory, SeenSource
from ingest.polled import place_of
from ingest.sources.source import Source, WebSource

OUTCOMES = ("sent", "unchanged", "duplicate", "refused")


class SourceHealth(msgspec.Struct, frozen=True, kw_only=True):
    """Times as in events.clock, "" for never. `state`: "new" until it is asked; "waiting": its host wants to be left alone;
    "ended": it said that it is gone. `next_poll`: "" where none is planned.

    fetched = sent + unchanged + duplicate + refused + waiting, counted since the memory was begun: what came, and what became of
    it before the log. `waiting`: new entries whose page is still to be fetched. `reasons`: of each of "refused", "duplicate",
    "page" (why an entry stands without its page) and "poll" (how polls ended) how often and why.
    """

    name: str
    kind: str
    where: str
    state: str
    last_success: str
    last_error: str
    last_error_at: str
    failures: int
    next_poll: str
    interval_seconds: int
    fetched: int
    sent: int
    unchanged: int
    duplicate: int
    refused: int
    waiting: int
    reasons: dict[str, dict[str, int]]


def healths(memory: Memory, sources: Sequence[Source], now: datetime) -> list[SourceHealth]:
    """One for each source, in their order, and then those that are followed no longer."""
    seen, waiting, blocks = memory.sources(), memory.waiting(), memory.blocks()
    counts = _by_source(memory.counts())
    found = []
    for source in sources:
        known = seen.get(source.name)
        if known is None or known.place != place_of(source):
            known = SeenSource(source.name, place_of(source))
        own = counts.pop(source.name, {})
        found.append(_health(source, known, waiting.pop(source.name, 0), own, blocks, now))
    return found + [removed(name, waiting.get(name, 0), counts.get(name)) for name in sorted({*counts, *waiting})]


def removed(name: str, waiting: int = 0, own: dict[Counted, int] | None = None) -> SourceHealth:
    """A source that is followed no longer: only its account."""
    return SourceHealth(
        name=name, kind="", where="", state="removed", last_success="", last_error="", last_error_at="", failures=0,
        next_poll="", interval_seconds=0, waiting=waiting, reasons=_reasons(own or {}),
        **_sums(own or {}, ("fetched", *OUTCOMES)),
    )  # fmt: skip


def _by_source(counts: Counter[Counted]) -> dict[str, dict[Counted, int]]:
    found: dict[str, dict[Counted, int]] = {}
    for counted, number in counts.items():
        found.setdefault(counted.source, {})[counted] = number
    return found


def _health(
    source: Source, seen: SeenSource, waiting: int, own: dict[Counted, int], blocks: dict[str, Block], now: datetime
) -> SourceHealth:
    timing, host = seen.timing, _host(source, seen)
    left = blocks[host].until if host in blocks and blocks[host].until > timestamp(now) else ""
    state = _state(source, seen, left)
    planned = max(timestamp(timing.next), left) if timing.next else left
    return SourceHealth(
        name=source.name, kind=source.kind, where=shown(source.url) if isinstance(source, WebSource) else source.path,
        state=state, last_success=timestamp(timing.read) if timing.read else "",
        last_error=seen.error, last_error_at=seen.failed, failures=timing.failures,
        next_poll="" if state in ("paused", "ended") else planned, interval_seconds=_interval(source, seen),
        waiting=waiting, reasons=_reasons(own), **_sums(own, ("fetched", *OUTCOMES)),
    )  # fmt: skip


def _state(source: Source, seen: SeenSource, left: str) -> str:
    if source.paused:
        return "paused"
    if seen.timing.ended:
        return "ended"
    if left:
        return "waiting"
    return "new" if seen.timing.asked is None else "failing" if seen.timing.failures else "ok"


def _host(source: Source, seen: SeenSource) -> str:
    return host_of(seen.moved or source.url) if isinstance(source, WebSource) else ""


def _interval(source: Source, seen: SeenSource) -> int:
    known = isinstance(source, WebSource) and seen.timing.read
    return round(seen.timing.interval.total_seconds()) if known else 0


def _sums(own: dict[Counted, int], names: Iterable[str]) -> dict[str, int]:
    return {name: sum(number for counted, number in own.items() if counted.what == name) for name in names}


def _reasons(own: dict[Counted, int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for counted, number in sorted(own.items()):
        if counted.reason:
            found.setdefault(counted.what, {})[counted.reason] = number
    return found
