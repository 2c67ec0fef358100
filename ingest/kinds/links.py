"""The feeds that a page names, as entries: by <link rel="alternate">, else by links that look like feeds'.

https://blog.whatwg.org/feed-autodiscovery, https://www.rssboard.org/rss-autodiscovery
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from events.documents import FeedEntry
from events.errors import BadInput
from events.urls import host_of
from ingest.kinds.feed_parts import Feed, absolute
from ingest.markup import html_tree

FEEDS = frozenset(
    {
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json",
        "application/xml", "text/xml",
    }
)  # fmt: skip
API = re.compile(r"/wp-json(?:/|$)|/oembed(?:/|$|\?)")  # said to be alternates, too, and no feeds
LOOKS = re.compile(r"(?:^|[/._-])(?:rss2?|atom|feeds?|rdf)(?:$|[/._-])|\.(?:rss|atom|rdf)$", re.I)
MOST = 100
LOOKED_AT = 5000


def parse_links(data: bytes, url: str, content_type: str = "") -> Feed:
    """The page's title, and an entry for each feed that it names: its `link`, its `title` as the page says, its type as `guid`
    ("" for a mere link). Raises BadInput for what is no HTML."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind and "html" not in kind and "xml" not in kind:
        raise BadInput(f"neither a feed nor a page, but {kind[:80]}")
    root = html_tree(data, content_type)
    base = absolute(next((b.get("href") for b in islice(root.iter("base"), 1) if b.get("href")), ""), url) or url
    found: dict[str, FeedEntry] = {}
    for entry in _named(root, base) or _linked(root, base):
        found.setdefault(entry.link, entry)
        if len(found) == MOST:
            break
    return Feed(" ".join((root.findtext(".//title") or "").split()), tuple(found.values()))


def _named(root: Any, base: str) -> list[FeedEntry]:
    found = []
    for link in islice(root.iter("link"), LOOKED_AT):
        address, kind, rels = _address(link, base), _kind(link), _text(link.get("rel")).lower().split()
        if address and "stylesheet" not in rels and _is_feed(rels, kind, address):
            found.append(FeedEntry(title=_text(link.get("title")), link=address, guid=kind or "feed"))
    return found


def _is_feed(rels: list[str], kind: str, address: str) -> bool:
    if "feed" in rels and kind in FEEDS | {""}:
        return True
    return "alternate" in rels and kind in FEEDS and not API.search(address)


def _linked(root: Any, base: str) -> Iterator[FeedEntry]:
    for anchor in islice(root.iter("a"), LOOKED_AT):
        address = _address(anchor, base)
        if address and LOOKS.search(urlsplit(address).path):
            yield FeedEntry(title=_text(anchor.text_content()), link=address)


def _address(element: Any, base: str) -> str:
    """An element's http(s) address, without a place on the page."""
    address = absolute(_text(element.get("href")), base).partition("#")[0] if element.get("href") else ""
    return address if host_of(address) else ""


def _kind(element: Any) -> str:
    return _text(element.get("type")).partition(";")[0].strip().lower()


def _text(value: str | None) -> str:
    return " ".join((value or "").split())
