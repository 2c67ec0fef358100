"""Feeds are taken apart in processes of their own: what breaks, hangs or floods a parser costs its own feed only."""

from collections.abc import Sequence
from typing import NamedTuple

from eventlog.isolation import Allowance, Isolated
from events.errors import BadInput
from ingest.kinds.feed import Feed, parse_feed
from ingest.web.fetch import DEFAULT, Limits


class FeedBytes(NamedTuple):
    """A feed as it came: its bytes, the URL it came from, and its content-type header."""

    data: bytes
    url: str
    content_type: str = ""


class FeedParser:
    """parse_feed for many, each within `limits.parse_seconds` and `limits.parse_megabytes`. The processes start with the first
    feed and are kept; close() ends them."""

    def __init__(self, limits: Limits = DEFAULT, processes: int = 1) -> None:
        allowance = Allowance(limits.parse_seconds, limits.parse_megabytes)
        self._isolated: Isolated[FeedBytes, Feed] = Isolated(_parse, processes, allowance, lambda _: "the feed")

    def parse(self, feeds: Sequence[FeedBytes]) -> list[Feed | BadInput]:
        """One answer for each, in their order."""
        return self._isolated(feeds)

    def close(self) -> None:
        self._isolated.close()


def _parse(feed: FeedBytes) -> Feed:
    return parse_feed(feed.data, feed.url, feed.content_type)
