"""A page that is watched -> one entry, which is another one when the page's main text is.

Most pages differ at every visit in bytes that nobody reads (tokens, advertisements, "most read"), so what counts is the text
inside <main>, or <article>, or what is left without navigation. The entry says only that it changed; what the text is, the
reader finds out from the page itself.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from events.documents import FeedEntry
from events.errors import BadInput
from ingest.kinds.feed_parts import Feed
from ingest.markup import html_tree, local

UNREAD = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "iframe", "nav", "aside", "form", "button", "select", "input", "time",
        "head", "dialog", "menu", "object", "video", "audio", "canvas",
    }
)  # fmt: skip
FRAMES = frozenset({"header", "footer"})  # of the page; those of an article belong to it


def parse_page(data: bytes, url: str, content_type: str = "") -> Feed:
    """One entry, named by `url`. Raises BadInput for a page without text."""
    if data.startswith(b"%PDF-"):
        state = hashlib.sha256(data).hexdigest()
    else:
        kind = content_type.partition(";")[0].strip().lower()
        if kind and "html" not in kind:
            raise BadInput(f"a page was expected, this is {kind[:80]}")
        text = main_text(html_tree(data, content_type))
        if not text:
            raise BadInput("a page without text; does it need scripts?")
        state = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return Feed("", (FeedEntry(link=url, guid=url, state=state),))


def main_text(root: Any) -> str:
    """The words of the page's main part."""
    mains = root.xpath('//main | //*[@role="main"]')
    parts = mains[:1] or root.xpath("//article[not(ancestor::article)]")
    text = " ".join(" ".join(_words(part, frozenset())) for part in parts)
    return text or " ".join(_words(root, FRAMES))


def _words(element: Any, left_out: frozenset[str]) -> Iterator[str]:
    """Depth first, without recursion: nesting is the page's choice."""
    waiting: list[Any] = [element]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield from each.split()
        elif local(each.tag) not in UNREAD | left_out and local(each.tag):
            for child in reversed(each):
                waiting += [child.tail or "", child]
            waiting.append(each.text or "")
