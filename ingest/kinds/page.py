"""A page that is watched -> one entry, which is another one when the page's main text is.

Most pages differ at every visit in bytes that nobody reads (tokens, advertisements, "most read"), so what counts is the text
inside <main>, or <article>, or what is left without navigation. The entry says only that it changed; what the text is, the
reader finds out from the page itself.
"""

import hashlib
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from events.documents import FeedEntry
from events.errors import BadInput
from ingest.kinds.feed_parts import Feed
from ingest.markup import html_tree

UNREAD = (
    "script", "style", "noscript", "template", "svg", "iframe", "nav", "aside", "form", "button", "select", "input", "time",
    "head", "dialog", "menu", "object", "video", "audio", "canvas",
)  # fmt: skip
FRAMES = ("header", "footer")  # of the page; those of an article belong to it
MOST = 500  # articles of one page


def parse_page(data: bytes, url: str, content_type: str = "") -> Feed:
    """One entry, named by `url`. Raises BadInput for a page without text."""
    if data.startswith(b"%PDF-"):
        state = hashlib.sha256(data).hexdigest()
    else:
        kind = content_type.partition(";")[0].strip().lower()
        if kind and "html" not in kind:
            raise BadInput(f"a page was expected, this is {kind[:80]}")
        if b"<" not in data:
            raise BadInput("a page was expected, this holds no HTML")
        text = main_text(html_tree(data, content_type))
        if not text:
            raise BadInput("a page without text; does it need scripts?")
        state = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return Feed("", (FeedEntry(link=url, guid=url, state=state),))


def main_text(root: Any) -> str:
    """The letters of the page's main part, without spaces: where one word ends is a matter of markup. The tree is cut down."""
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, *UNREAD, with_tail=False)
    mains = root.xpath('//main | //*[@role="main"]')
    parts = mains[:1] or root.xpath("//article[not(ancestor::article)]")[:MOST]
    text = "".join(map(_letters, parts))
    if not text:
        etree.strip_elements(root, *FRAMES, with_tail=False)
        text = _letters(root)
    return text


def _letters(element: Any) -> str:
    return "".join(str(element.xpath("string()")).split())
