"""Which article a document is: one identity for all its versions and views, never one for two articles."""

import re
from typing import NamedTuple
from urllib.parse import unquote

from events.errors import BadInput
from events.ids import make_id
from events.urls import canonical

EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?|jsp)$", re.I)
NUMBER = re.compile(r"\d+")
LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?")
# Of parameters whose value says who sent the reader, or which view it is.
SENDERS = frozenset({"ref", "referrer", "referer", "from", "source", "src", "via", "origin", "share", "print"})
WORDS = 3
LETTERS = 16


class _Name(NamedTuple):
    """What of a page's name may tell it from others. `told`: the values of its query that may; `place`: host and fragment."""

    place: tuple[str, str]
    directories: tuple[str, ...]
    slug: str
    told: tuple[str, ...]


def article_id_of(key: str, url: str) -> str:
    """hash("article", the canonical URL or key), whatever its scheme and view of the site."""
    try:
        return make_id("article", canonical(url or key).removeprefix("https://"))
    except BadInput:
        return make_id("article", url or key)


def accepted_canonical(stated: str, requested: str) -> str:
    """`stated` if it names the page that was requested; else "". Templates often name the front page, a section or another
    article as every article's canonical URL, so it must be of the same site, keep what the query tells, and have the same path;
    or the same last segment, where that is an article's and no other number or language stands before it."""
    try:
        a, b = _name(stated), _name(requested)
    except BadInput:
        return ""
    if not a.slug or (a.place, a.slug, a.told) != (b.place, b.slug, b.told):
        return ""
    return stated if a.directories == b.directories or (_is_an_articles(a.slug) and not _clash(a, b)) else ""


def _name(url: str) -> _Name:
    host, _, rest = canonical(url).partition("://")[2].partition("/")
    rest, _, fragment = rest.partition("#")
    path, _, query = rest.partition("?")
    segments = [s for s in unquote(path).lower().split("/") if s and s != "amp"]
    slug = EXTENSION.sub("", segments[-1]) if segments else ""
    items = (item.partition("=") for item in query.split("&") if item)
    told = tuple(sorted(value or name for name, _, value in items if _tells(name, value or name, slug)))
    return _Name((host, fragment), tuple(segments[:-1]), slug, told)


def _tells(name: str, value: str, slug: str) -> bool:
    """Whether a parameter may say which article it is: any may where the path doesn't (`/article.php?story=fire`)."""
    if any(c.isdigit() or c in "-_" for c in value) or len(value) >= LETTERS:
        return True
    return name.lower() not in SENDERS and not _is_an_articles(slug)


def _is_an_articles(slug: str) -> bool:
    """Not the name of a section or view (`live`, `latest-news`, `print`)."""
    return any(map(str.isdigit, slug)) or len(re.split(r"[-_ +]", slug)) >= WORDS or len(slug) >= LETTERS


def _clash(a: _Name, b: _Name) -> bool:
    """Two dates or ids before the last segment, as series and live pages have day after day; or two languages: a translation has
    a text of its own."""
    numbers = [NUMBER.findall("/".join(name.directories)) for name in (a, b)]
    languages = [list(filter(LANGUAGE.fullmatch, name.directories)) for name in (a, b)]
    return any(first and second and first != second for first, second in (numbers, languages))
