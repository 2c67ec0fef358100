"""RSS, Atom, RDF and CDF through feedparser, which knows the feeds of twenty-five years.

It gets a stream: of a string or bytes it would open the file or URL of that name. Its parsed dates, which lean on today's
date, are left alone, and so is its guess of the encoding: it would take any codec of Python's. What it can't read and what is
common is mended before it looks.
"""

import io
import re
import warnings
from typing import Any

import feedparser  # type: ignore[import-untyped]

from events.charset import printable
from events.documents import FeedEntry
from events.errors import BadInput
from ingest.kinds.feed_parts import Feed, absolute
from ingest.kinds.hazards import defused

HEADERS = {"content-type": "application/xml; charset=utf-8"}
REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
BEFORE = r"(?:<\?xml[^>]*+>|(?><!--.*?-->)|\s)*+"
PAGE = re.compile(BEFORE + r"(?:<!doctype\s+html|<html)\b", re.I | re.S)
LIST = re.compile(BEFORE + r"<opml\b", re.I | re.S)
AMPERSAND = re.compile(r"&(?!#?\w{1,32};)")
PREFIXED = re.compile(r"<([A-Za-z][\w.-]{0,30}):(?:item|entry)[\s>]")
ITEM = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.I)
CLOSED = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>", re.I)
RSS11, RSS10 = "http://purl.org/net/rss1.1#", "http://purl.org/rss/1.0/"  # RSS 1.1 is that with another root
PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}


def parse_xml_feed(text: str, url: str) -> Feed:
    """Raises BadInput for what is no feed, or breaks the parser."""
    text, left_out = defused(REFERENCE.sub(_reference, _escaped(text)).replace(RSS11, RSS10))
    found = _parsed(text, url)
    if not found.entries and (prefix := PREFIXED.search(text)):  # a prefix that nobody declared
        found = _parsed(re.sub(rf"(</?){re.escape(prefix[1])}:", r"\1", text), url)
    if not found.entries and not _is_empty_feed(text, found):
        raise BadInput(f"not a feed: {_what_instead(text, found.get('bozo_exception'))}")
    language, site = _text(found.feed, "language"), absolute(_text(found.feed, "link"), url)
    return Feed(
        _text(found.feed, "title").strip(),
        tuple(_entry(e, url, language) for e in found.entries),
        every_minutes=_every_minutes(found.feed),
        moved=absolute(_text(found.feed, "itunes_new-feed-url"), url),
        site=site if site.startswith("http") else "",  # Atom's id stands in for a link that isn't there
        left_out=left_out,
    )


def _parsed(text: str, url: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return feedparser.parse(
                io.BytesIO(text.encode()),
                response_headers={**HEADERS, "content-location": url},
                resolve_relative_uris=False,
                sanitize_html=False,
            )
        except MemoryError:
            raise  # what the process may take; it is tried again alone
        except Exception as error:  # a hostile feed may break the parser anywhere; that is one feed's failure
            raise BadInput(f"the feed broke the parser: {type(error).__name__}: {error}") from error


def _escaped(text: str) -> str:
    """Bare ampersands as they should have been written; feedparser makes "AT&T;" of "AT&T". CDATA has them by right."""
    if AMPERSAND.search(text) is None:
        return text
    parts, at = [], 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        parts += [AMPERSAND.sub("&amp;", text[at:start]), text[start:end]]
        at = end
    return "".join(parts) + AMPERSAND.sub("&amp;", text[at:])


def _is_empty_feed(text: str, found: Any) -> bool:
    """Whether it is a feed without entries, not one that was cut short or whose entries can't be read."""
    whole = not found.bozo or (CLOSED.search(text) is not None and ITEM.search(text) is None)
    return bool(found.get("version")) and whole


def _reference(found: re.Match[str]) -> str:
    """Nothing for a reference to what is no character of XML: one of them would cost the whole feed."""
    digits = found[1] or found[2]
    number = int(digits, 16 if found[1] else 10) if len(digits) < 9 else 0
    legal = number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
    return found[0] if legal else ""


def _what_instead(text: str, error: object) -> str:
    if PAGE.match(text):
        return "a web page"
    if LIST.match(text):
        return "a list of feeds (OPML)"
    return str(error) if error else "neither RSS, Atom, RDF nor JSON Feed"


def _entry(entry: Any, url: str, language: str) -> FeedEntry:
    contents: list[dict[str, str]] = [c for c in dict.get(entry, "content", ()) if isinstance(c.get("value"), str)]
    content: dict[str, str] = max(contents, key=lambda c: len(c["value"]), default={})
    return FeedEntry(
        title=_text(entry, "title"),
        link=absolute(_text(entry, "feedburner_origlink") or _text(entry, "link"), url),
        guid=_text(entry, "id"),
        published=_text(entry, "published"),
        updated=_text(entry, "updated"),
        author=_text(entry, "author"),
        language=content.get("language") or language,
        summary=_text(entry, "summary"),
        content=printable(content.get("value", "")),
    )


def _every_minutes(feed: Any) -> int:
    """RSS 2.0's `ttl`, else the syndication module's period and frequency; 0 where neither can be read."""
    if (ttl := _text(feed, "ttl").strip()).isdecimal() and len(ttl) < 7:
        return int(ttl)
    period = PERIODS.get(_text(feed, "sy_updateperiod").strip().lower(), 0)
    frequency = _text(feed, "sy_updatefrequency").strip()
    return period // max(1, int(frequency) if frequency.isdecimal() and len(frequency) < 7 else 1)


def _text(found: Any, name: str) -> str:
    """dict.get, because feedparser's own look-up answers `updated` with `published`."""
    value = dict.get(found, name, "")
    return printable(value) if isinstance(value, str) else ""
