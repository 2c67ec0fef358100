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
# The same in other words, letters alone: "publication_date", "article.published", "citation_date", "rbpubdate", "dateposted" …
ALSO_IN_META = re.compile(
    r"publish(?!er)|publication|pubdate|pubtime|posted|postdate|articledate|citationdate|displaydate|docdate|issued|releasedate"
    r"|firstpublished|^date|(?:origin(?:al)?|creat(?:ed?|ion))(?:date|time)$|created$|^p(?:date|time)$"
)
CHANGED_IN_META = re.compile("modif|updat|revis|expir|unpublish|lastmod|valid")
MARKED = frozenset({"published", "dt-published", "date-published", "entry-date", "published-date", "publish-date"})
PUBLISHED_IN_JSON, CREATED_IN_JSON = (
    re.compile(rf'"{name}"\s*:\s*"([^"\\]{{8,60}})"') for name in ("datePublished", "dateCreated")
)
EMBEDDED = re.compile(
    r'"(?:date_?published|publish(?:ed)?_?(?:date|at|on|time)|publication_?date|first_?published(?:_?(?:at|date))?)"'
    r'\s*:\s*"(\d{4}-\d\d-\d\d[^"\\]{0,30})"',
    re.I,
)
IN_ATTRIBUTE = re.compile(
    r"""\sdata-(?:[\w-]{0,40}-)?(?:publish(?:ed)?|publication|pub|post(?:ed)?|created?|date)[\w-]{0,40}\s?=\s?["'](\d{4}-\d\d-\d\d[^"']{0,30})["']""",
    re.I,
)
STATED_IN_URL = re.compile(
    r"/((?:19|20)\d\d)([/-])(\d\d?)\2(\d\d?)(?=[/_-]|$)|/((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?=/|$)"
)


def stated_dates(tree: Any, url: str) -> Iterator[str]:
    """As written, the most trustworthy first. `tree`: of the page, by lxml."""
    linked = [script.text or "" for script in tree.iterfind('.//script[@type="application/ld+json"]')]
    yield from (found[1] for text in linked if (found := PUBLISHED_IN_JSON.search(text)))
    metas: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), meta.get("content"))
    yield from (metas[name] for name in STATED_IN_META if name in metas)
    yield from (value for name, value in metas.items() if name not in STATED_IN_META and _tells(name))
    for element in tree.iterfind('.//*[@itemprop="datePublished"]'):
        yield element.get("content") or element.get("datetime") or element.text_content()[:60]
    yield from _marked(tree)
    for place in (
        ".//time[@pubdate]",
        ".//article//time[@datetime]",
        ".//header//time[@datetime]",
    ):
        element = tree.find(place)
        if element is not None and element.get("datetime"):
            yield element.get("datetime")
    yield from (found[1] for text in linked if (found := CREATED_IN_JSON.search(text)))
    if found := STATED_IN_URL.search(url):
        yield "-".join(found.group(1, 3, 4) if found[1] else found.group(5, 6, 7))


def embedded_dates(html: str) -> Iterator[str]:
    """What a page's own scripts are given to show, as ISO 8601."""
    yield from (found[1] for found in EMBEDDED.finditer(html))
    yield from (found[1] for found in IN_ATTRIBUTE.finditer(html) if not CHANGED_IN_META.search(found[0].lower()))


def _tells(name: str) -> bool:
    letters = "".join(filter(str.isalpha, name))
    return ALSO_IN_META.search(letters) is not None and not CHANGED_IN_META.search(letters)


def _marked(tree: Any) -> Iterator[str]:
    """The dates of microformats (hAtom, h-entry): `title` or `datetime` of what is called published."""
    for element in tree.xpath("//*[@class and (@title or @datetime)]"):
        if not MARKED.isdisjoint(element.get("class").lower().split()):
            yield element.get("datetime") or element.get("title")
