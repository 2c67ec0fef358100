"""One parser for all tests that poll: its process takes a second to start."""

from functools import cache

from ingest.kinds.apart import FeedParser


@cache
def feed_parser() -> FeedParser:
    """Ends with the tests."""
    return FeedParser()
