"""`raw` -> `articles`: the article that a document holds. Pure: the same document gives the same bytes anywhere, any day."""

import html
import re
from importlib.metadata import version as installed

import msgspec

from events.charset import printable
from events.codec import AnyEvent
from events.documents import ArticleRead, DocumentFetched, FeedEntry
from events.errors import BadInput
from events.ids import make_id
from events.urls import host_of, normalised
from processors.read.formats import read_format
from processors.read.identity import accepted_canonical, article_id_of
from processors.read.language import language_of
from processors.read.moments import first_moment
from processors.read.page import Page, text_of_html

READ_WITH = ("trafilatura", "lxml", "py3langid", "pypdf", "markdown-it-py", "babel", "charset-normalizer", "ada-url")
READ_VERSION = "-".join(["3", *(f"{name}-{installed(name)}" for name in READ_WITH)])
FEWEST_LETTERS = 40
UNUSABLE = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
UNSEEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", re.I | re.S)
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
ESCAPED_AT_MOST = 4
LONGEST_DATE = 100  # characters
LONGEST_MARKUP, LONGEST_NAME = 4000, 1000  # of a title or a name, before and after its tags are taken off
NO_PAGE = Page("", "", "", "", "", (), ())


def read_document(event: AnyEvent) -> ArticleRead:
    """Raises BadInput: no DocumentFetched, no text, fewer than 40 letters, no HTML."""
    if not isinstance(event, DocumentFetched):
        raise BadInput(f"read takes DocumentFetched, this is {type(event).__name__}")
    page, reason = _page_of(event)
    entry = event.entry or FeedEntry()
    text = event.text.translate(UNUSABLE) if event.text else printable(_longer(page.text, _text_of_entry(entry)))
    _refuse_short(text, event.key, reason)
    requested = _one_spelling(event.page.url if event.page and event.page.url else event.url)
    canonical = accepted_canonical(page.canonical, requested) or accepted_canonical(page.canonical, event.key)
    dates = [event.published, entry.published, *page.stated, entry.updated]
    moment = first_moment(dates, event.fetched_at)
    title = event.title.translate(UNUSABLE) or _plain(entry.title) or _plain(page.title)
    return _with_ids(
        ArticleRead(
            id=make_id(event.id, "read", 0),
            article_id=article_id_of(event.key, canonical),
            version="",
            key=event.key,
            source=event.source,
            publisher=_plain(event.publisher) if event.entry else event.publisher,
            fetched_at=event.fetched_at,
            title=title,
            text=text,
            url=canonical or requested,
            published=moment.text,
            published_precision=moment.precision,
            language=language_of(text, event.language, entry.language or page.language),
            byline=_plain(entry.author) or _plain(page.byline),
            links=page.links,
            partial=page.partial and text == page.text,
            unbelieved="" if moment.precision else _stated(dates),
        )
    )


def is_plain(event: AnyEvent) -> bool:
    """Whether reading it takes no library that a stranger could break: a text of a folder."""
    return not (isinstance(event, DocumentFetched) and (event.page is not None or event.entry is not None))


def name_of(event: AnyEvent) -> str:
    """How an error calls it."""
    return event.key if isinstance(event, DocumentFetched) else event.id


def _page_of(event: DocumentFetched) -> tuple[Page, str]:
    """The page, or why there is none to use: an entry then stands alone."""
    if event.page is None:
        return NO_PAGE, ""
    try:
        return read_format(event.page), ""
    except BadInput as error:
        return NO_PAGE, str(error)


def _text_of_entry(entry: FeedEntry) -> str:
    body = printable(max(entry.content, entry.summary, key=len))
    return text_of_html(body) if TAG.search(body) else html.unescape(body).strip()


def _longer(page: str, entry: str) -> str:
    """The page's text, unless the feed itself gave more of it (a wall that asks for consent or money stands before the page)."""
    return page if len(page) >= len(entry) else entry


def _one_spelling(url: str) -> str:
    return normalised(url) if host_of(url) else ""


def _plain(text: str) -> str:
    """A title or a name on one line, without the tags and entities that some feeds leave in it, escaped once or more often, and
    without what turns the direction of the text around it. What is longer than any title is cut."""
    text = text[:LONGEST_MARKUP]
    for _ in range(ESCAPED_AT_MOST):
        plain = html.unescape(TAG.sub("", UNSEEN.sub("", text)))
        if plain == text:
            break
        text = plain
    return " ".join(printable(TURNING.sub("", text)).split())[:LONGEST_NAME].rstrip()


def _stated(dates: list[str]) -> str:
    return next((" ".join(printable(text).split())[:LONGEST_DATE] for text in dates if text.strip()), "")


def _refuse_short(text: str, key: str, reason: str) -> None:
    letters = sum(map(str.isalpha, text))
    if letters < FEWEST_LETTERS:
        found = "no text" if not text.strip() else f"only {letters} letters of text, {FEWEST_LETTERS} are needed"
        raise BadInput(f"{key}: {found}" + (f" ({reason})" if reason else ""))


def _with_ids(read: ArticleRead) -> ArticleRead:
    version = make_id("version", read.title, read.text, read.published, read.language, read.byline, read.url, read.publisher)
    return msgspec.structs.replace(read, version=version)
