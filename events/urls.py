"""URLs as names of documents: one spelling of each, one name of an article, and who published it. Pure; nothing is looked up.

Read as browsers do it (WHATWG URL Standard, by ada); RFC 3986 section 6.2.2 for percent-encodings. Parameters are dropped only
where they can't tell two articles apart.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from ada_url import idna_to_ascii, normalize_url

from events.credentials import shown
from events.errors import BadInput
from events.url_names import (
    AMP_ITEMS,
    INDEXES,
    PAGES,
    PERHAPS_SESSIONS,
    SECOND_LEVEL,
    SESSIONS,
    TRACKING,
    TRACKING_PREFIXES,
    VIEWS,
)

UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
IN_PATH = re.compile(r";(?:jsessionid|phpsessid)=[^/;]*|(?<=/)\([A-Z]\([A-Za-z0-9]{20,}\)\)/", re.I)
HASH = re.compile(r"[0-9a-f]{32}")
ROUTES = ("!", "/")  # a fragment that begins so is a page of an application, any other a place on the page
CACHES = re.compile(
    r"(?:[\w.-]+\.)?(?:cdn\.ampproject\.org|bing-amp\.com)/[a-z]/|(?:www\.)?(?:google(?:\.[a-z]{2,3}){1,2}|bing\.com)/amp/"
)
CACHED = re.compile(r"(s/)?([\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/.*)?)")
LEAVING = re.compile(
    r"(?:www\.google(?:\.[a-z]{2,3}){1,2}/url|l\.facebook\.com/l\.php)\?(?:.*&)?(?:url|q|u)=(https?(?::|%3a)[^&]+)", re.I
)
WRAPPERS = ("google", "ampproject", "bing", "facebook")
LONGEST = 16_384  # characters; servers refuse longer ones


class _Parts(NamedTuple):
    """`host` with its port; `path` begins with a slash."""

    scheme: str
    host: str
    path: str
    query: str
    fragment: str

    def url(self) -> str:
        query, fragment = (f"?{self.query}" if self.query else ""), (f"#{self.fragment}" if self.fragment else "")
        return f"{self.scheme}://{self.host}{self.path}{query}{fragment}"


@lru_cache(maxsize=8192)  # the same links stand on every page of a site
def normalised(url: str) -> str:
    """One spelling of an absolute http(s) URL that leads to the same page: as browsers write it, without user, tracking
    parameters, session and place on the page, and out of the wrapping of AMP caches and search engines; the order of the query
    is kept. Doing it twice changes nothing. Raises BadInput for anything else."""
    return _normal(url).url()


def canonical(url: str) -> str:
    """One name for all views of a page: `normalised` with https, without the marks of mobile and AMP pages, `www.`, the name of
    an index page and a closing slash. It names, it need not lead anywhere. Raises BadInput for what is no http(s) URL."""
    while (name := _named(url)) != url:
        url = name
    return name


def host_of(url: str) -> str:
    """The host without `www.`: the publisher's name where nothing better is known. "" for what is no http(s) URL."""
    try:
        host = _with_port(_parts(url).host)[0]
    except BadInput:
        return ""
    return host[4:] if host.startswith("www.") and "." in host[4:] else host


def _named(url: str) -> str:
    parts = _normal(url)
    host, colon, port = _with_port(parts.host)
    path = parts.path
    while (shorter := _shorter(path)) != path:
        path = shorter
    query = "&".join(item for item in parts.query.split("&") if item.lower() not in AMP_ITEMS)
    return parts._replace(scheme="https", host=_site(host) + colon + port, path=path or "/", query=query).url()


def _normal(url: str) -> _Parts:
    parts = _inmost(_parts(url))
    path = _escapes(parts.path)
    path = IN_PATH.sub("", path) if ";" in path or "(" in path else path
    query = "&".join(_telling([item for item in _escapes(parts.query).split("&") if item])) if parts.query else ""
    fragment = _escapes(parts.fragment) if parts.fragment.startswith(ROUTES) and len(parts.fragment) > 1 else ""
    made = _Parts(parts.scheme, parts.host, path, query, fragment)
    return made if path == parts.path else _normal(made.url())  # what is left may read as another path


def _inmost(parts: _Parts) -> _Parts:
    while any(wrapper in parts.host for wrapper in WRAPPERS) and (inner := _unwrapped(parts)):
        try:
            parts = _parts(inner)
        except BadInput:
            break
    return parts


def _parts(url: str) -> _Parts:
    try:
        href: str = normalize_url(url) if len(url) <= LONGEST else ""
    except ValueError as error:
        raise BadInput(f"not an absolute http(s) URL: {shown(url)[:200]!r}") from error
    scheme, slashes, rest = href.partition("://")
    if scheme not in ("http", "https") or not slashes:
        raise BadInput(f"not an absolute http(s) URL: {shown(url)[:200]!r}")
    rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    host, _, path = rest.partition("/")
    return _Parts(scheme, _host(host.rpartition("@")[2]), f"/{path}", query, fragment)


def _host(host: str) -> str:
    """Without the root's dot."""
    name, colon, port = _with_port(host)
    if "xn--" in name and not all(map(_is_label, name.split("."))):
        raise BadInput(f"not a host name: {host[:200]!r}")
    return name.removesuffix("." if not name.endswith("..") and len(name) > 1 else "") + colon + port


def _is_label(label: str) -> bool:
    """Whether what says that it is punycode is: ada lets pass what can't be decoded."""
    if not label.startswith("xn--"):
        return True
    try:
        return idna_to_ascii(label[4:].encode().decode("punycode")).decode() == label
    except ValueError:
        return False


def _with_port(host: str) -> tuple[str, str, str]:
    """Name, colon and port; the colons of an IPv6 address are its own."""
    if ":" not in host:
        return host, "", ""
    name, colon, port = host.rpartition(":")
    return (name, colon, port) if colon and not port.endswith("]") else (host, "", "")


def _unwrapped(parts: _Parts) -> str:
    """The URL within one of an AMP cache, or of a page that only leads out of a search engine; "" for any other."""
    place = parts.host + parts.path
    if (cache := CACHES.match(place)) and (inner := CACHED.fullmatch(place[cache.end() :])):
        return f"http{'s' if inner[1] else ''}://{inner[2]}" + (f"?{parts.query}" if parts.query else "")
    found = LEAVING.match(f"{place}?{parts.query}")
    return unquote(found[1]) if found else ""


def _escapes(text: str) -> str:
    return ESCAPE.sub(_escape, text) if "%" in text else text


def _escape(found: re.Match[str]) -> str:
    character = chr(int(found[0][1:], 16))
    return character if character in UNRESERVED else found[0].upper()


def _telling(items: list[str]) -> list[str]:
    """The parameters that may tell which article it is."""
    pairs = [(name.lower(), value, item) for item in items for name, _, value in [item.partition("=")]]
    kept = [(name, value, item) for name, value, item in pairs if not _tracks(name)]
    sure = [(name, value, item) for name, value, item in kept if not _session(name, value)]
    named = any(map(str.isdigit, "".join(value for name, value, _ in sure if name not in PAGES)))
    return [item for _, _, item in (sure if named else kept)]


def _tracks(name: str) -> bool:
    return name in TRACKING or name in SESSIONS or name.startswith(TRACKING_PREFIXES)


def _session(name: str, value: str) -> bool:
    return name in PERHAPS_SESSIONS and HASH.fullmatch(value) is not None


def _site(host: str) -> str:
    """Without the prefixes that name a view of the same site (`www.`, `m.`, `mobile.`, `amp.`, …)."""
    while (shorter := _without_view(host)) != host:
        host = shorter
    return host


def _without_view(host: str) -> str:
    rests = (host.removeprefix(view) for view in VIEWS if host.startswith(view))
    return next(filter(_is_site, rests), host)


def _is_site(host: str) -> bool:
    labels = host.split(".")
    return len(labels) > 2 or (len(labels) == 2 and not (labels[0] in SECOND_LEVEL and len(labels[1]) == 2))


def _shorter(path: str) -> str:
    """Without the last mark of a view."""
    path = path.removesuffix("/")
    directory, _, name = path.rpartition("/")
    if name.lower() in INDEXES or (name == "amp" and directory):
        return directory + "/"
    stem, dot, kind = name.rpartition(".")
    if kind == "amp" and stem:
        return f"{directory}/{stem}"
    if dot and stem.endswith(".amp") and len(stem) > 4:
        return f"{directory}/{stem[:-4]}.{kind}"
    return path
