"""What can be followed: one type a kind of source, with the fields that sources.toml may give it."""

from typing import Annotated, ClassVar

import msgspec

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f/]+$")]
Minutes = Annotated[int, msgspec.Meta(ge=1, le=10080)]
Newest = Annotated[int, msgspec.Meta(ge=1, le=5000)]
Group = str | tuple[str, ...]


class _Followed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`groups`: the folders that a reader shows it in, each a name or, where folders stand in folders, a list of names.
    `paused`: it is left alone until it is resumed."""

    name: Name
    publisher: str = ""
    groups: tuple[Group, ...] = ()
    paused: bool = False


class WebSource(_Followed, frozen=True, kw_only=True):
    """Something at a URL, asked every `poll_minutes`; without, as often as it turns out to bring something new."""

    kind: ClassVar[str]
    url: str
    poll_minutes: Minutes | None = None


class FeedSource(WebSource, frozen=True, kw_only=True, tag="feed", tag_field="kind"):
    """A feed and the pages that it leads to. `title`, `site` and `opml` are what a subscription list said of it beside its
    name: its title where that can't be its name, the site's address, and every other attribute, for the way back."""

    kind: ClassVar[str] = "feed"
    title: str = ""
    site: str = ""
    opml: dict[str, str] = {}


class SitemapSource(WebSource, frozen=True, kw_only=True, tag="sitemap", tag_field="kind"):
    """A site's list of pages, of which the `newest` are followed; a news sitemap is one with titles and dates."""

    kind: ClassVar[str] = "sitemap"
    newest: Newest = 100


class PageSource(WebSource, frozen=True, kw_only=True, tag="page", tag_field="kind"):
    """One page, watched for changes of its text."""

    kind: ClassVar[str] = "page"


class FileSource(_Followed, frozen=True, kw_only=True):
    """Something on this machine. `path` is absolute once loaded."""

    kind: ClassVar[str]
    path: str


class FolderSource(FileSource, frozen=True, kw_only=True, tag="folder", tag_field="kind"):
    """Documents in a folder, with `subfolders` in those inside it too."""

    kind: ClassVar[str] = "folder"
    subfolders: bool = False


class ArticlesSource(FileSource, frozen=True, kw_only=True, tag="articles", tag_field="kind"):
    """A file with one article a line, as JSON."""

    kind: ClassVar[str] = "articles"


Source = FeedSource | SitemapSource | PageSource | FolderSource | ArticlesSource
KINDS: dict[str, type[Source]] = {
    "feed": FeedSource,
    "sitemap": SitemapSource,
    "page": PageSource,
    "folder": FolderSource,
    "articles": ArticlesSource,
}
