"""A sitemap index is a list of sitemaps: whoever asks for one gets its newest sitemaps instead, so nobody else has to know."""

import logging
import re
from collections.abc import Callable
from urllib.parse import urljoin

from events.credentials import shown, with_user
from events.errors import BadInput
from events.urls import host_of
from ingest.web.fetch import DEFAULT, Fetched, Request

logger = logging.getLogger(__name__)
BETWEEN = b"\x00sitemap\x00"  # XML knows no NUL
PARTS = 5
HEAD = 4096
ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]{0,40}:)?sitemapindex[\s>]")
FIELD = re.compile(rb"<(?:[A-Za-z][\w.-]{0,40}:)?(loc|lastmod)(?:\s[^<>]{0,500})?>\s*(?:<!\[CDATA\[)?([^<\]]{1,2048})")
Get = Callable[[Request], Fetched]


def with_parts(get: Get, largest: int = DEFAULT.bytes) -> Get:
    """`get`, but an index is answered with its newest sitemaps, one after the other (at most 5, and `largest` bytes in all).

    Such an answer has no validators: that the index is unchanged says nothing of what it names. A part that can't be had is left
    out; when none can, the first one's failure is the answer. Only one level: an index in an index is left out, too.
    """

    def get_whole(request: Request) -> Fetched:
        answer = get(request)
        return answer if answer.unchanged or not is_index(answer.body) else _joined(answer, get, largest, request.url)

    return get_whole


def is_index(data: bytes) -> bool:
    """Whether the bytes are those of a sitemap index."""
    return ROOT.search(data, 0, HEAD) is not None


def parts_of(data: bytes, url: str) -> list[str]:
    """The sitemaps that an index at `url` names on its own host, which the protocol asks for and which is the host that may be
    asked now; those changed last first, those without a date after them, in their order."""
    found: list[tuple[str, str]] = []
    for field in FIELD.finditer(data):
        name, value = field[1], field[2].decode("utf-8", "replace").strip().replace("&amp;", "&")
        if name == b"loc" and value:
            try:
                found.append(("", urljoin(url, value)))
            except ValueError:
                continue
        elif name == b"lastmod" and found:
            found[-1] = (value, found[-1][1])
    newest_first = (part for _, part in sorted(found, key=lambda each: each[0], reverse=True))
    return list(dict.fromkeys(part for part in newest_first if host_of(part) == host_of(url) != ""))


def _joined(index: Fetched, get: Get, largest: int, asked: str) -> Fetched:
    bodies: list[bytes] = []
    failure: BadInput | None = None
    for part in parts_of(index.body, index.url)[:PARTS]:
        try:
            body = get(Request(with_user(part, asked))).body
            if is_index(body):
                raise BadInput(f"{shown(part)}: an index within an index")
            if sum(map(len, bodies)) + len(body) > largest:
                break
            bodies.append(body)
        except BadInput as error:
            logger.warning("a part of a sitemap index can't be had", extra={"index": shown(index.url), "reason": str(error)})
            failure = failure or error
    if not bodies:
        raise failure or BadInput(f"{shown(index.url)}: an index that names no sitemap on its own host")
    headers = {name: value for name, value in index.headers.items() if name not in ("etag", "last-modified")}
    return index._replace(body=BETWEEN.join(bodies), headers=headers)
