"""A source's timing as columns of ingest's memory, and back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from events.clock import timestamp
from ingest.scheduling.schedule import Pace, Timing


def timing_row(timing: Timing) -> tuple[object, ...]:
    """asked, read, next, interval in seconds, failures, ended, items, seconds; times as in events.clock, "" for none."""
    moments = (timestamp(moment) if moment else "" for moment in (timing.asked, timing.read, timing.next))
    return (*moments, timing.interval.total_seconds(), timing.failures, timing.ended, *timing.pace)


def timing_of(row: Sequence[Any]) -> Timing:
    """What `timing_row` made columns of, to the millisecond."""
    *moments, interval, failures, ended, items, seconds = row
    asked, read, following = map(_moment, moments)
    return Timing(asked, read, following, timedelta(seconds=interval), failures, bool(ended), Pace(items, seconds))


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
