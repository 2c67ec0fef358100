"""A web page -> what it says of itself and its article's text. The page is parsed once.

trafilatura finds the text. Its date finder, htmldate, is left alone: through dateutil it fills missing parts in from today,
and it guesses; here a date is taken only from where a page states it. The same bytes give the same answer on any day.
It is imported where it is used: that takes a second, and who reads plain documents has no use for it.
"""

import base64
import binascii
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin

from events.documents import FetchedPage
from events.errors import BadInput
from events.urls import normalised

LINKS = 50
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.I)
HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]+)", re.I)
# What browsers take these labels for (WHATWG Encoding Standard, section 4.2).
WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
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


class Page(NamedTuple):
    """`stated`: dates as written, the most trustworthy first. `canonical`: as written, made absolute."""

    text: str
    title: str
    byline: str
    language: str
    canonical: str
    stated: tuple[str, ...]
    links: tuple[str, ...]


def read_page(page: FetchedPage) -> Page:
    """Raises BadInput for what is no HTML or can't be decoded. `text` is "" where nothing was found."""
    try:
        body = base64.b64decode(page.body, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadInput(f"page {page.url}: its body is no base64: {error}") from error
    tree = _tree(_decoded(body, page.headers.get("content-type", "")), page.url)
    meta = _metadata(tree)
    return Page(
        text=_without_headline(_text(tree), meta.title or ""),
        title=meta.title or "",
        byline=meta.author or "",
        language=tree.get("lang") or "",
        canonical=_canonical(tree, page.url),
        stated=tuple(_stated(tree, page.url)),
        links=_links(tree, page.url),
    )


def text_of_html(html: str) -> str:
    """The text of a piece of HTML, such as a feed's content: every word of it, a line a block."""
    from trafilatura import load_html

    tree = load_html(f"<html><body><article>{html}</article></body></html>")
    if tree is None:
        return ""
    for element in tree.xpath("//script|//style|//noscript|//figure|//iframe"):
        element.drop_tree()
    for element in tree.xpath("//p|//br|//div|//li|//h1|//h2|//h3|//h4|//h5|//h6|//tr|//blockquote"):
        element.tail = "\n" + (element.tail or "")
        element.text = ("" if element.tag == "br" else "\n") + (element.text or "")
    lines = (" ".join(line.split()) for line in str(tree.text_content()).split("\n"))
    return "\n".join(line for line in lines if line)


def _decoded(body: bytes, content_type: str) -> str:
    """UTF-8 where the bytes are, since hardly anything else passes for it; else as the header or the page declares."""
    for mark, name in ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16")):
        if body.startswith(mark):
            return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    header, inside = HEADER_CHARSET.search(content_type), CHARSET.search(body[:4096])
    labels = [header[1] if header else "", inside[1].decode("ascii") if inside else "", "utf-8", "cp1252"]
    return body.decode(next(name for name in map(_codec, labels) if name), "replace")


def _codec(label: str) -> str:
    try:
        found = lookup(label.strip()) if label else None
    except LookupError:
        return ""
    if found is None or not found._is_text_encoding:
        return ""
    return WIDER.get(found.name, found.name)


def _tree(html: str, url: str) -> Any:
    from trafilatura import load_html

    try:
        tree = load_html(html)
    except (ValueError, TypeError) as error:
        raise BadInput(f"page {url}: can't be parsed: {error}") from error
    if tree is None:
        raise BadInput(f"page {url}: no HTML")
    return tree


def _metadata(tree: Any) -> Any:
    """trafilatura's own steps but for the date, and for an author whom the page doesn't state (as dear as the text)."""
    from trafilatura.metadata import examine_meta, extract_meta_json, extract_title

    meta = extract_meta_json(tree, examine_meta(tree))
    meta.title = meta.title or extract_title(tree)
    meta.clean_and_trim()
    return meta


def _text(tree: Any) -> str:
    from trafilatura import bare_extraction

    # date_extraction_params only keeps trafilatura from asking the clock for a default that is never used.
    found = bare_extraction(
        tree, include_comments=False, deduplicate=False, with_metadata=False, date_extraction_params={"extensive_search": False}
    )
    return "" if found is None else str(getattr(found, "text", "") or "")


def _without_headline(text: str, title: str) -> str:
    first, _, rest = text.partition("\n")
    return rest if rest and first.strip() == title.strip() else text


def _stated(tree: Any, url: str) -> Iterator[str]:
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        if found := STATED_IN_JSON.search(script.text or ""):
            yield found[1]
    metas: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), meta.get("content"))
    yield from (metas[name] for name in STATED_IN_META if name in metas)
    for place in (
        './/time[@itemprop="datePublished"]',
        ".//time[@pubdate]",
        ".//article//time[@datetime]",
        ".//header//time[@datetime]",
    ):
        element = tree.find(place)
        if element is not None and element.get("datetime"):
            yield element.get("datetime")
    if found := STATED_IN_URL.search(url):
        yield "-".join(found.groups())


def _canonical(tree: Any, url: str) -> str:
    for link in tree.iterfind(".//link[@href]"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _absolute(link.get("href"), url)
    return ""


def _links(tree: Any, url: str) -> tuple[str, ...]:
    """The first 50 absolute http(s) links, each once."""
    found: dict[str, None] = {}
    for anchor in tree.iterfind(".//a[@href]"):
        if link := _absolute(anchor.get("href"), url):
            found.setdefault(link)
        if len(found) == LINKS:
            break
    return tuple(found)


def _absolute(href: str, base: str) -> str:
    try:
        return normalised(urljoin(base, href.strip()))
    except (ValueError, BadInput):
        return ""
