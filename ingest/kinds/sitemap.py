"""Bytes of a sitemap -> the newest pages that it lists, as a feed. Plain sitemaps say when a page was changed, news sitemaps its
title and date, too. https://www.sitemaps.org/protocol.html, http://www.google.com/schemas/sitemap-news/0.9
"""

import zlib
from datetime import UTC, datetime
from typing import Any

from events.documents import FeedEntry
from events.errors import BadInput
from events.urls import host_of
from ingest.kinds.feed import parse_feed
from ingest.kinds.feed_parts import Feed, absolute
from ingest.markup import local, xml_tree
from ingest.web.sitemap_index import BETWEEN

GZIP = b"\x1f\x8b"
LARGEST = 50 * 1024 * 1024  # unpacked, by the protocol
NEWEST = 100
FEEDS = frozenset({"rss", "feed", "rdf"})


def parse_sitemap(data: bytes, url: str, newest: int = NEWEST) -> Feed:
    """The `newest` pages of a sitemap that was fetched from `url`, the newest first, those without a date last. Raises BadInput
    for what is no sitemap; a feed, which the protocol allows for one, is read as that."""
    dated: list[tuple[str, Any]] = []
    problems: list[str] = []
    title, readable = "", False
    for part in data.split(BETWEEN):
        try:
            part = unpacked(part)
            root, problem = xml_tree(part)
            if local(root.tag).lower() in FEEDS:
                return parse_feed(part, url)
            if local(root.tag).lower() != "urlset":
                raise BadInput(f"no sitemap: its root is <{local(root.tag)[:50]}>")
        except BadInput as error:
            problems.append(str(error))
            continue
        readable, title = True, title or _name_of_news(root)
        problems += [problem] if problem else []
        dated += [(_moment(element), element) for element in root if local(element.tag) == "url"]
    if not readable:
        raise BadInput(problems[0])
    entries, unusable = _newest(dated, url, newest)
    return Feed(title, tuple(entries), tuple([*problems, f"{unusable} pages without a usable address"] if unusable else problems))


def unpacked(data: bytes) -> bytes:
    """A file that was packed with gzip, as sitemaps often are, unpacked. Raises BadInput when it is broken or too large."""
    if not data.startswith(GZIP):
        return data
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        found = unpacker.decompress(data, LARGEST + 1)
    except zlib.error as error:
        raise BadInput(f"its gzip is broken: {error}") from error
    if len(found) > LARGEST:
        raise BadInput(f"larger than {LARGEST} bytes when unpacked")
    if not unpacker.eof:
        raise BadInput("its gzip is cut off")
    return found


def _newest(dated: list[tuple[str, Any]], base: str, most: int) -> tuple[list[FeedEntry], int]:
    """The first of them in time, each address once, and how many before them had none."""
    entries: dict[str, FeedEntry] = {}
    unusable = 0
    for _, element in sorted(dated, key=lambda each: each[0], reverse=True):
        entry = _entry(element, base)
        if host_of(entry.link):
            entries.setdefault(entry.link, entry)
        else:
            unusable += 1
        if len(entries) == most:
            break
    return list(entries.values()), unusable


def _entry(element: Any, base: str) -> FeedEntry:
    fields, news = _texts(element), _news(element)
    return FeedEntry(
        title=news.get("title", ""),
        link=absolute(fields.get("loc", ""), base),
        published=news.get("publication_date", ""),
        updated=fields.get("lastmod", ""),
        language=news.get("language", ""),
    )


def _moment(element: Any) -> str:
    """When a page was published or changed, for the order only; "" sorts last."""
    return _sortable(_news(element).get("publication_date", "")) or _sortable(_texts(element).get("lastmod", ""))


def _news(element: Any) -> dict[str, str]:
    return next((_texts(child) for child in element if local(child.tag) == "news"), {})


def _texts(element: Any) -> dict[str, str]:
    """What stands in the elements inside and, for a news publication, in those inside that."""
    found: dict[str, str] = {}
    for child in element:
        if local(child.tag) == "publication":
            found |= {name: text for name, text in _texts(child).items() if name == "language"}
        elif local(child.tag) and (child.text or "").strip():
            found.setdefault(local(child.tag).lower(), " ".join(child.text.split()))
    return found


def _name_of_news(root: Any) -> str:
    """The publication that a news sitemap names."""
    for publication in root.iterfind(".//{*}publication/{*}name"):
        if name := " ".join((publication.text or "").split()):
            return name
    return ""


def _sortable(text: str) -> str:
    """A W3C date as UTC, so that text order is time order; "" where it can't be read."""
    try:
        moment = datetime.fromisoformat(text if "T" in text else f"{text}T00:00")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return ""
