"""Which article a document is: one identity for all its versions and views, never one for two articles."""

import re

from events.errors import BadInput
from events.ids import make_id
from events.urls import normalised, site_of

EXTENSION = re.compile(r"(?:\.amp)?\.(?:amp|s?html?|php|aspx?|jsp)$", re.I)


def article_id_of(key: str, canonical: str) -> str:
    """hash("article", canonical URL or key), both without scheme, view of the site (www., m., amp.) and closing slash."""
    return make_id("article", _plain(canonical or key))


def accepted_canonical(canonical: str, requested: str) -> str:
    """`canonical` if it names the page that was requested; else "". It must be of the same site, not its front page, and end
    in the same path segment: templates often name the front page or another article as every article's canonical."""
    same = canonical and site_of(canonical) == site_of(requested) and _slug(canonical) == _slug(requested) != ""
    return canonical if same and _numbers(canonical) == _numbers(requested) else ""


def _plain(url: str) -> str:
    try:
        rest = normalised(url).partition("://")[2]
    except BadInput:
        return url
    _, slash, path = rest.partition("/")
    path, question, query = path.partition("?")
    return site_of(url) + slash + path.removesuffix("/").removesuffix("/amp") + question + query


def _slug(url: str) -> str:
    """The last segment of the path, without extension and AMP marks."""
    segments = [s for s in url.partition("://")[2].partition("?")[0].split("/")[1:] if s and s.lower() != "amp"]
    return EXTENSION.sub("", segments[-1]).lower() if segments else ""


def _numbers(url: str) -> list[str]:
    """Values of the query that may tell articles apart (`?id=17`): a canonical that drops them names another page."""
    query = url.partition("?")[2]
    return sorted(v for v in (item.partition("=")[2] for item in query.split("&")) if any(c.isdigit() for c in v))
