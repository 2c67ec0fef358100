"""URLs as names of documents: one spelling of each, and who published it. Pure; nothing is looked up.

Follows RFC 3986 section 6.2.2 and 6.2.3 (case, default port, empty path); tracking parameters are dropped because the
same article is linked with and without them.
"""

import re
from urllib.parse import SplitResult, quote, urlsplit

from events.credentials import shown
from events.errors import BadInput

DEFAULT_PORTS = {"http": 80, "https": 443}
TRACKING_PREFIXES = ("utm_", "at_campaign", "at_medium", "at_custom", "ns_", "mtm_", "pk_", "stm_")
TRACKING = frozenset(
    {
        "__twitter_impression",
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "cmpid",
        "dclid",
        "fbclid",
        "ftag",
        "gbraid",
        "gclid",
        "guccounter",
        "icid",
        "igsh",
        "igshid",
        "mc_cid",
        "mc_eid",
        "msclkid",
        "ocid",
        "oly_anon_id",
        "oly_enc_id",
        "smid",
        "ttclid",
        "twclid",
        "vero_id",
        "wbraid",
        "wickedid",
        "xtor",
        "yclid",
        "ysclid",
    }
)
KEPT = "%/:@!$&'()*+,;=~?"
NAME = re.compile(r"[a-z0-9_][a-z0-9._-]*")
ADDRESS = re.compile(r"[0-9a-f.]*:[0-9a-f.:]*")
VIEWS = ("www.", "m.", "mobile.", "amp.")


def normalised(url: str) -> str:
    """One spelling of an absolute http(s) URL: scheme and host in lower case (IDNA), no user, default port, fragment or
    tracking parameters; the order of the query is kept. Doing it twice changes nothing. Raises BadInput for anything else."""
    parts = _split(url)
    host = _host(parts)
    port = f":{parts.port}" if parts.port not in (None, DEFAULT_PORTS[parts.scheme]) else ""
    query = "&".join(item for item in parts.query.split("&") if item and not _tracks(item))
    path = quote(parts.path or "/", safe=KEPT, errors="replace")
    return f"{parts.scheme}://{host}{port}{path}" + (f"?{quote(query, safe=KEPT, errors='replace')}" if query else "")


def host_of(url: str) -> str:
    """The host without `www.`: the publisher's name where nothing better is known. "" for what is no http(s) URL."""
    try:
        return _host(_split(url)).removeprefix("www.")
    except BadInput:
        return ""


def site_of(url: str) -> str:
    """The host without the prefixes that name a view of the same site (`www.`, `m.`, `mobile.`, `amp.`)."""
    host = host_of(url)
    for view in VIEWS:
        host = host.removeprefix(view) if host.count(".") > 1 else host
    return host


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and (parts.port is None or parts.port >= 0)
    except ValueError as error:
        raise BadInput(f"not a URL: {shown(url)[:200]!r}") from error
    if not usable:
        raise BadInput(f"not an absolute http(s) URL: {shown(url)[:200]!r}")
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise BadInput(f"not a host name: {host[:200]!r} ({error})") from error
    if ADDRESS.fullmatch(host):
        return f"[{host}]"
    if not NAME.fullmatch(host):
        raise BadInput(f"not a host name: {host[:200]!r}")
    return host


def _tracks(item: str) -> bool:
    name = item.partition("=")[0].lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)
