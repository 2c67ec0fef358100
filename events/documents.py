"""From the world: `raw` and `articles`."""

from typing import Literal

from events.base import Event, Value


class FeedEntry(Value, frozen=True, kw_only=True):
    """A feed's entry as it stood in the feed, unparsed: strings as the feed gave them, without what can't be shown.

    `named_by`: what tells it apart from other entries of the same feed, where its link doesn't: several have that one.
    `state`: of a page that is watched, a hash of what it said; it stands for a feed's word that something is new.
    """

    title: str = ""
    link: str = ""
    guid: str = ""
    published: str = ""
    updated: str = ""
    author: str = ""
    language: str = ""
    summary: str = ""
    content: str = ""
    named_by: Literal["", "guid", "title", "content"] = ""
    state: str = ""


class FetchedPage(Value, frozen=True, kw_only=True):
    """A web page, or a file that isn't plain text, as it came: HTML, PDF or Markdown, as its `content-type` says.

    `body` is base64 of the decoded (un-gzipped) bytes; `url` the final URL after redirects; `headers` lower-case names.
    """

    url: str
    status: int
    headers: dict[str, str]
    body: str


class DocumentFetched(Event, frozen=True, kw_only=True):
    """What was fetched, nothing extracted. Exactly one of these carries the text: `text` (a plain document), `page`,
    `entry` (with `page` beside it where the entry was only a teaser).

    `key` names the document for ever: its requested URL, normalised, or `file:<folder>/<name>` for a document that has
    none. id = hash("fetched", key, hash of the content, fetched_at). `fetched_at` is UTC, ISO 8601 with milliseconds.
    `title`, `published`, `language`, `url` beside a `text` are what a manifest says of it, "" where it says nothing.
    """

    key: str
    source: str
    publisher: str
    fetched_at: str
    url: str = ""
    text: str = ""
    title: str = ""
    published: str = ""
    language: str = ""
    entry: FeedEntry | None = None
    page: FetchedPage | None = None


class ArticleRead(Event, frozen=True, kw_only=True):
    """The article that a document holds. id = hash(id of the DocumentFetched, "read", 0).

    `article_id` = hash("article", canonical URL or `key`): the same for all versions.
    `version` = hash over everything here that later steps look at (title, text, published, language, byline, url,
    publisher), so two records of one version are interchangeable but for `fetched_at`.
    `text` is verbatim for plain documents: offsets count its characters. `published` is ISO 8601: `YYYY-MM-DD` or
    with a time and zone, as precise as `published_precision` says; "" where unknown, never the fetch time.
    `unbelieved`: a stated date that can't be read or can't be (before 1971, after the fetch): it dates nothing.
    `language`: ISO 639-1, "" where it can't be told. `partial`: the page says that readers must pay to see the rest.
    """

    article_id: str
    version: str
    key: str
    source: str
    publisher: str
    fetched_at: str
    title: str
    text: str
    url: str = ""
    published: str = ""
    published_precision: Literal["", "day", "second"] = ""
    language: str = ""
    byline: str = ""
    links: tuple[str, ...] = ()
    partial: bool = False
    unbelieved: str = ""
