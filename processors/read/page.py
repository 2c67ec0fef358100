"""A web page -> what it says of itself and its article's text. The page is parsed once.

trafilatura finds the text. Its date finder, htmldate, is left alone: through dateutil it fills missing parts in from today,
and it guesses; here a date is taken only from where a page states it. The same bytes give the same answer on any day.
It is imported where it is used: that takes a second, and who reads plain documents has no use for it.
"""

import base64
import binascii
import json
import re
from html import unescape
from itertools import chain, islice
from typing import Any, NamedTuple
from urllib.parse import urljoin

from events.charset import decoded, printable
from events.credentials import shown
from events.documents import FetchedPage
from events.errors import BadInput
from events.urls import normalised
from processors.read.moments import read_moment
from processors.read.shown_dates import shown_dates
from processors.read.stated_dates import embedded_dates, stated_dates
from processors.read.walls import is_stub, wall_of

LINKS, SHOWN = 50, 5
BODY_IN_JSON = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.){200,}+")')


class Page(NamedTuple):
    """`stated`: dates as written, the most trustworthy first. `canonical`: as written, made absolute. `partial`: readers must pay
    to see the rest."""

    text: str
    title: str
    byline: str
    language: str
    canonical: str
    stated: tuple[str, ...]
    links: tuple[str, ...]
    partial: bool = False


def read_page(page: FetchedPage) -> Page:
    """Raises BadInput for what is no HTML, or no article but a wall before one. `text` is "" where nothing was found."""
    try:
        body = base64.b64decode(page.body, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadInput(f"page {shown(page.url)}: its body is no base64: {error}") from error
    html = printable(decoded(body, page.headers.get("content-type", "")).text)
    tree = _tree(html, page.url)
    meta = _metadata(tree)
    title = meta.title or ""
    text = _stated_text(html, without_headline(_text(tree), title))
    if wall := wall_of(tree, html, text, title):
        raise BadInput(f"page {shown(page.url)}: {wall}")
    return Page(
        text=text,
        title=title,
        byline=meta.author or "",
        language=tree.get("lang") or "",
        canonical=_canonical(tree, page.url),
        stated=_dates(tree, page.url, html),
        links=_links(tree, page.url),
        partial=is_stub(tree, html, text),
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


def without_headline(text: str, title: str) -> str:
    """The text without its first line where that is the title."""
    first, _, rest = text.partition("\n")
    return rest if rest and first.strip() == title.strip() else text


def _stated_text(html: str, found: str) -> str:
    """The text that the page states for machines where that is far longer: a page that only a script fills, or a stub of one."""
    stated = BODY_IN_JSON.search(html)
    if stated is None:
        return found
    try:
        body = str(json.loads(stated[1], strict=False))
    except ValueError:
        return found
    body = (
        text_of_html(body)
        if "</" in body
        else "\n".join(" ".join(line.split()) for line in unescape(body).split("\n") if line.strip())
    )
    same = body.split() == found.split()  # trafilatura takes it, too, but as one line
    return printable(body) if same or len(body) > 2 * len(found) else found


def _dates(tree: Any, url: str, html: str) -> tuple[str, ...]:
    """What is stated for machines; what is shown to readers, and what scripts are to show them, only where that can't be read."""
    stated = tuple(stated_dates(tree, url))
    if any(read_moment(each).precision for each in stated):
        return stated
    return (*stated, *islice(chain(shown_dates(tree), embedded_dates(html)), SHOWN))


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
