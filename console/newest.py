"""Of a feed, when its newest entry is of."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.kinds.feed import Feed


def newest_of(feed: "Feed") -> str:
    """The day and minute in UTC, or the day; "" where no entry has a date that can be read."""
    from processors.read.moments import read_moment

    moments = (read_moment(entry.published or entry.updated).text for entry in feed.entries)
    return max(map(_shown, filter(None, moments)), default="")


def _shown(text: str) -> str:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if moment.tzinfo else text
