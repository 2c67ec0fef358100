"""Bytes of a feed -> its entries, strings as the feed gave them: RSS, Atom, RDF (feedparser) and JSON Feed 1.1.

feedparser gets a stream: of a string or bytes it would open the file or URL of that name. Its parsed dates, which lean on
today's date, are left alone.
"""

import io
import re
import warnings
from typing import Any, NamedTuple
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]
import msgspec

from events.documents import FeedEntry
from events.errors import BadInput
from events.ids import make_id
from events.urls import normalised

WHOLE_FROM = 1000
TAG = re.compile(r"<[^>]*>")
FRONT = re.compile(r"https?://[^/]+/")
CUT = re.compile(r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|&#8230;|&hellip;)\s*\]|&#8230;|&hellip;)\W*$")


class Feed(NamedTuple):
    """What a feed held. `problems`: entries that couldn't be used, one reason each."""

    title: str
    entries: tuple[FeedEntry, ...]
    problems: tuple[str, ...] = ()


def parse_feed(data: bytes, url: str, content_type: str = "") -> Feed:
    """The entries of a feed that was fetched from `url`. Raises BadInput when it is no feed."""
    if "json" in content_type.lower() or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(data, url)
    return _xml_feed(data, url, content_type)


def entry_key(entry: FeedEntry, feed_url: str) -> str:
    """Names the entry's document for ever: its link, normalised; else a hash of the feed's URL and its guid or title."""
    return article_link(entry) or f"entry:{make_id(normalised(feed_url), entry.guid or entry.title or entry.summary)}"


def article_link(entry: FeedEntry) -> str:
    """The entry's link, normalised; "" where it has none or only one to a site's front page."""
    try:
        link = normalised(entry.link)
    except BadInput:
        return ""
    return "" if FRONT.fullmatch(link) else link


def is_teaser(entry: FeedEntry) -> bool:
    """Whether the page behind the link holds more: the entry links to one, and its longest body has fewer than 1,000
    characters beside the tags, or ends in an ellipsis."""
    if not article_link(entry):
        return False
    body = TAG.sub("", max(entry.content, entry.summary, key=len)).strip()
    return len(body) < WHOLE_FROM or CUT.search(body[-40:]) is not None


def _xml_feed(data: bytes, url: str, content_type: str) -> Feed:
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = feedparser.parse(io.BytesIO(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
        except Exception as error:  # a hostile feed may break the parser anywhere; that is one feed's failure
            raise BadInput(f"the feed broke the parser: {type(error).__name__}: {error}") from error
    if not found.entries and (found.bozo or not found.get("version")):
        reason = found.get("bozo_exception")
        raise BadInput(f"not a feed: {reason}" if reason else "not a feed: neither RSS, Atom, RDF nor JSON Feed")
    language = _text(found.feed, "language")
    return Feed(_text(found.feed, "title").strip(), tuple(_xml_entry(e, url, language) for e in found.entries))


def _xml_entry(entry: Any, url: str, language: str) -> FeedEntry:
    contents: list[dict[str, str]] = [c for c in dict.get(entry, "content", ()) if isinstance(c.get("value"), str)]
    content: dict[str, str] = max(contents, key=lambda c: len(c["value"]), default={})
    return FeedEntry(
        title=_text(entry, "title"),
        link=_absolute(_text(entry, "link"), url),
        guid=_text(entry, "id"),
        published=_text(entry, "published"),
        updated=_text(entry, "updated"),
        author=_text(entry, "author"),
        language=content.get("language") or language,
        summary=_text(entry, "summary"),
        content=content.get("value", ""),
    )


def _text(found: Any, name: str) -> str:
    """dict.get, because feedparser's own look-up answers `updated` with `published`."""
    value = dict.get(found, name, "")
    return value if isinstance(value, str) else ""


def _absolute(link: str, base: str) -> str:
    try:
        return urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""


class _Author(msgspec.Struct):
    name: str | None = None


class _JsonItem(msgspec.Struct):
    id: str | int | float | None = None
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    language: str | None = None
    author: _Author | None = None
    authors: list[_Author] | None = None


class _JsonFeed(msgspec.Struct):
    items: list[msgspec.Raw]
    title: str | None = None
    language: str | None = None


def _json_feed(data: bytes, url: str) -> Feed:
    try:
        feed = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_JsonFeed)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(f"not a JSON Feed: {error}") from error
    entries, problems = [], []
    for number, raw in enumerate(feed.items, 1):
        try:
            entries.append(_json_entry(msgspec.json.decode(raw, type=_JsonItem), url, feed.language or ""))
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            problems.append(f"item {number}: {error}")
    return Feed((feed.title or "").strip(), tuple(entries), tuple(problems))


def _json_entry(item: _JsonItem, url: str, language: str) -> FeedEntry:
    authors = [a.name for a in (item.authors or ([item.author] if item.author else [])) if a.name]
    return FeedEntry(
        title=item.title or "",
        link=_absolute(item.url or item.external_url or "", url),
        guid="" if item.id is None else str(item.id),
        published=item.date_published or "",
        updated=item.date_modified or "",
        author=", ".join(authors),
        language=item.language or language,
        summary=item.summary or "",
        content=item.content_html or item.content_text or "",
    )
