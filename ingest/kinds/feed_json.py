"""JSON Feed 1.0 and 1.1, and what sites take for it: one item at a time, so that a broken one costs itself only.

https://www.jsonfeed.org/version/1.1/ - numbers count as they are written, and whatever isn't a string or number as not
given.
"""

import json
from html import escape
from typing import Any

from events.charset import printable
from events.documents import FeedEntry
from events.errors import BadInput
from ingest.kinds.feed_parts import Feed, absolute

SAYS = ("id", "url", "external_url", "title", "summary", "content_html", "content_text")


def parse_json_feed(text: str, url: str) -> Feed:
    """Raises BadInput for what is no JSON, or has no list of items."""
    try:
        feed = json.loads(text, strict=False, parse_int=str, parse_float=str, parse_constant=str)  # as written
    except (ValueError, RecursionError) as error:
        raise BadInput(f"not a JSON Feed: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise BadInput("not a JSON Feed: it has no list of `items`")
    entries, problems = [], []
    for number, item in enumerate(items, 1):
        if isinstance(item, dict) and any(_word(item, name) for name in SAYS):
            entries.append(_entry(item, url, _word(feed, "language")))
        else:
            problems.append(
                f"item {number}: {'no object' if not isinstance(item, dict) else 'has neither id, url, title nor text'}"
            )
    title, site = _word(feed, "title").strip(), absolute(_word(feed, "home_page_url"), url)
    return Feed(title, tuple(entries), tuple(problems), site=site)


def _entry(item: dict[str, Any], url: str, language: str) -> FeedEntry:
    return FeedEntry(
        title=_word(item, "title"),
        link=absolute(_word(item, "url") or _word(item, "external_url"), url),
        guid=_word(item, "id"),
        published=_word(item, "date_published"),
        updated=_word(item, "date_modified"),
        author=", ".join(_authors(item)),
        language=_word(item, "language") or language,
        summary=_word(item, "summary"),
        content=_word(item, "content_html") or escape(_word(item, "content_text"), quote=False),
    )


def _authors(item: dict[str, Any]) -> list[str]:
    """`authors`, or the `author` of version 1.0; a plain name stands for an author, too. Each once."""
    found = item.get("authors") or item.get("author") or []
    authors = found if isinstance(found, list) else [found]
    names = [_word(a if isinstance(a, dict) else {"name": a}, "name") for a in authors]
    return list(dict.fromkeys(name for name in names if name))


def _word(of: dict[str, Any], name: str) -> str:
    value = of.get(name)
    return printable(value) if isinstance(value, str) else ""
