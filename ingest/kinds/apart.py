"""Feeds, sitemaps and watched pages are taken apart in processes of their own: what hangs a parser costs its source only."""

from collections.abc import Sequence
from typing import NamedTuple

from eventlog.isolation import Allowance, Isolated
from events.credentials import secrets_of
from events.errors import BadInput
from ingest.kinds.bounds import bounded
from ingest.kinds.credentials import without_credentials
from ingest.kinds.feed import Feed, parse_feed
from ingest.kinds.links import parse_links
from ingest.kinds.page import parse_page
from ingest.kinds.sitemap import NEWEST, parse_sitemap
from ingest.sources.source import SitemapSource, WebSource
from ingest.web.fetch import DEFAULT, Fetched, Limits


class FeedBytes(NamedTuple):
    """What a source answered: its bytes, the URL they came from, and the content-type header. `kind`: of the source, or
    "links" for the feeds that a page names; `newest`: how many pages of a sitemap are wanted; `secrets`: what must not stay in
    its entries."""

    data: bytes
    url: str
    content_type: str = ""
    kind: str = "feed"
    newest: int = NEWEST
    secrets: frozenset[str] = frozenset()


def bytes_of(source: WebSource, answer: Fetched) -> FeedBytes:
    """What a source answered, to be taken apart as its kind asks for. What opens the source, or the place that it led to, must
    not stay."""
    newest = source.newest if isinstance(source, SitemapSource) else NEWEST
    secrets = secrets_of(source.url) | secrets_of(answer.url)
    return FeedBytes(answer.body, answer.url, answer.headers.get("content-type", ""), source.kind, newest, secrets)


class FeedParser:
    """Takes many apart, each within `limits.parse_seconds` and `limits.parse_megabytes`. The processes start with the first
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
    return without_credentials(bounded(_entries(feed)), feed.secrets)


def _entries(feed: FeedBytes) -> Feed:
    if feed.kind == "sitemap":
        return parse_sitemap(feed.data, feed.url, feed.newest)
    if feed.kind == "page":
        return parse_page(feed.data, feed.url, feed.content_type)
    if feed.kind == "links":
        return parse_links(feed.data, feed.url, feed.content_type)
    return parse_feed(feed.data, feed.url, feed.content_type)
