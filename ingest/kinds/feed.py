"""Bytes of a feed -> its entries, strings as the feed gave them: RSS, Atom, RDF, CDF (feedparser) and JSON Feed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from events.charset import decoded, printable
from events.documents import FeedEntry
from events.errors import BadInput
from events.ids import make_id
from events.urls import normalised
from ingest.kinds.bounds import bounded
from ingest.kinds.feed_json import parse_json_feed
from ingest.kinds.feed_parts import Feed
from ingest.kinds.feed_xml import parse_xml_feed

__all__ = ["Feed", "article_link", "entry_key", "is_teaser", "parse_feed"]
Name = Literal["", "guid", "title", "content"]
NAMES: tuple[Name, ...] = ("", "guid", "title", "content")  # what may name an entry, "" being its link
WHOLE_FROM = 1000
TAG = re.compile(r"<[^>]*>")
FRONT = re.compile(r"https?://[^/]+/")
CUT = re.compile(r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|&#8230;|&hellip;)\s*\]|&#8230;|&hellip;)\W*$")


def parse_feed(data: bytes, url: str, content_type: str = "") -> Feed:
    """The entries of a feed that was fetched from `url`, and nothing of it that can't be shown. Raises BadInput when it is no
    feed. What it was declared as says little (feeds come as text/html): JSON begins with a brace."""
    text = printable(decoded(data, content_type).text).lstrip()
    is_json = text.startswith("{") or ("json" in content_type.lower() and not text.startswith("<"))
    feed = bounded(parse_json_feed(text, url) if is_json else parse_xml_feed(text, url))
    return feed._replace(entries=_told_apart(feed.entries))


def entry_key(entry: FeedEntry, feed_url: str) -> str:
    """Names the entry's document for ever: its link, normalised; else a hash of the feed's URL and of its guid, title or
    content, whichever tells it apart from the feed's other entries (`named_by`)."""
    if link := article_link(entry):
        return link
    by = {
        "guid": [entry.guid or entry.title or entry.summary or entry.content],
        "title": [entry.title or entry.summary or entry.content],
        "content": [entry.title, *_body(entry), entry.published],
    }
    named_by = entry.named_by or "guid"
    return f"entry:{make_id(normalised(feed_url), *(['', named_by] if entry.named_by else []), *by[named_by])}"


def article_link(entry: FeedEntry) -> str:
    """The entry's link, normalised; "" where it has none, one to a site's front page, or one that names several entries."""
    if entry.named_by:
        return ""
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


def _told_apart(entries: Sequence[FeedEntry]) -> tuple[FeedEntry, ...]:
    """Entries of one name that are different articles (a feed that links all of them to one page, or gives all of them one
    guid) are named by the next that tells them apart, so that none is lost."""
    found = list(entries)
    for name, after in pairwise(NAMES):
        groups: dict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(found):
            if entry.named_by == name:
                groups[entry_key(entry, "https://feed.invalid/")].append(index)
        for group in groups.values():
            alike = [found[index] for index in group]
            if len(group) > 1 and _are_several(alike) and (not article_link(alike[0]) or _share_a_page(alike, len(found))):
                for index in group:
                    found[index] = msgspec.structs.replace(found[index], named_by=after)
    return tuple(found)


def _share_a_page(entries: Sequence[FeedEntry], of: int) -> bool:
    """Whether entries of one link only share a page, `of` so many in the feed: each has a guid or a place on the page of its own,
    or it is the link of three or of most. Else it is one article under two headlines, and its page is worth more than both."""
    guids, places = {e.guid for e in entries if e.guid}, {e.link.partition("#")[2] for e in entries}
    return len(entries) in (len(guids), len(places)) or len(entries) > 2 or 2 * len(entries) > of


def _are_several(entries: Iterable[FeedEntry]) -> bool:
    """Other titles, or other guids with other texts. An article that stands in two sections of a feed is one, and so are two
    versions of one."""
    titles, guids, bodies = set(), set(), set()
    for entry in entries:
        titles.add(" ".join(entry.title.split()))
        guids.add(entry.guid)
        bodies.add(_body(entry))
    return len(titles) > 1 or (len(bodies) > 1 and (len(guids) > 1 or guids == {""}))


def _body(entry: FeedEntry) -> tuple[str, ...]:
    """Its text; where it has none and no title either, at least who wrote it."""
    text = (entry.summary, entry.content)
    return text if any(text) or entry.title else (*text, entry.author)
