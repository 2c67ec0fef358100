"""The dates that a page states for machines: JSON-LD, meta tags, microdata, marked `<time>` elements, its URL."""

import re
from collections.abc import Iterator
from typing import Any

STATED_IN_META = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "date",
    "pubdate",
    "publishdate",
    "publish_date",
    "cxenseparse:recs:publishtime",
)
STATED_IN_JSON = re.compile(r'"datePublished"\s*:\s*"([^"\\]{8,60})"')
STATED_IN_URL = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?=/|$)")


def stated_dates(tree: Any, url: str) -> Iterator[str]:
    """As written, the most trustworthy first. `tree`: of the page, by lxml."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        if found := STATED_IN_JSON.search(script.text or ""):
            yield found[1]
    metas: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), meta.get("content"))
    yield from (metas[name] for name in STATED_IN_META if name in metas)
    for element in tree.iterfind('.//*[@itemprop="datePublished"]'):
        yield element.get("content") or element.get("datetime") or element.text_content()[:60]
    for place in (
        ".//time[@pubdate]",
        ".//article//time[@datetime]",
        ".//header//time[@datetime]",
    ):
        element = tree.find(place)
        if element is not None and element.get("datetime"):
            yield element.get("datetime")
    if found := STATED_IN_URL.search(url):
        yield "-".join(found.groups())
