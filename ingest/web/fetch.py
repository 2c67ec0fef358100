"""HTTP: one document over the wire, conditionally, within limits. Every failure is a FetchFailed that says why.

Redirects are followed here, not by a library: a redirect's body is never read, each hop is looked at like the first one, and
what authorises at one server never goes to another. No cookies, no Referer.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from typing import Literal, NamedTuple

import httpcore

from events.credentials import shown
from events.errors import BadInput, ConfigError
from events.urls import host_of
from ingest.web.addresses import networks
from ingest.web.codings import ACCEPTED, BadCoding, TooLarge, codings_of, decoded
from ingest.web.connections import AddressRefused, Budget, Flooded, budget, guarded_pool, remaining
from ingest.web.target import Refused, Target, target_of

KEPT_HEADERS = (
    "age",
    "cache-control",
    "content-language",
    "content-type",
    "date",
    "etag",
    "expires",
    "last-modified",
    "link",
    "location",
    "retry-after",
)
PERMANENT = (301, 308)
REDIRECTS = (*PERMANENT, 302, 303, 307)
SHOWN = 500  # characters of a URL in a message
FRAME = 1024 * 1024  # bytes over the wire beside a body: heads, chunk lengths, what redirects send
ERRORS = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    Refused,
    BadCoding,
    TooLarge,
)

Kind = Literal["refused", "unreachable", "slow", "too_large", "status", "protocol", "robots"]


class Limits(NamedTuple):
    """`seconds` for a fetch in all, `bytes` of its decoded body, `redirects`; `parse_seconds` and `parse_megabytes` (of memory)
    for taking one document apart."""

    seconds: float = 20.0
    bytes: int = 15 * 1024 * 1024
    redirects: int = 5
    parse_seconds: float = 5.0
    parse_megabytes: int = 512


DEFAULT = Limits()


class FetchFailed(BadInput):
    """A document that can't be had. `refused`: by our guards; `status`: by the server, with its `status` and kept `headers`;
    `robots`: by its robots.txt."""

    def __init__(self, message: str, kind: Kind = "protocol", status: int = 0, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.kind: Kind = kind
        self.status = status
        self.headers = headers or {}


class Validators(NamedTuple):
    """What a server said of the copy that we have: sent back byte for byte, "" where it said nothing."""

    etag: str = ""
    modified: str = ""


class Request(NamedTuple):
    """A URL to get, unless it is still what `validators` name. `stay`: a redirect to another host is the answer, not followed;
    `allows`: whether robots.txt lets a redirect within the host be followed, None where it isn't asked."""

    url: str
    validators: Validators = Validators()
    stay: bool = False
    allows: Callable[[str], bool] | None = None


class Forbidden(Refused):
    """A redirect to what robots.txt forbids."""


class Fetched(NamedTuple):
    """A document as it came: `body` is decoded (un-gzipped), `url` the final one. 304: `unchanged`, and no body. `elsewhere`: a
    redirect to `url`, where the request was to stay. `moved`: where an unbroken chain of 301 or 308 from the asked URL leads, ""
    if none."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes
    moved: str = ""

    @property
    def unchanged(self) -> bool:
        return self.status == 304

    @property
    def elsewhere(self) -> bool:
        return self.status in REDIRECTS

    @property
    def validators(self) -> Validators:
        return Validators(self.headers.get("etag", ""), self.headers.get("last-modified", ""))


class Fetcher:
    """Gets documents within `limits`; http(s) only, public addresses only.

    `contact` (an address or URL) stands in the User-Agent. `allowed`: networks ("127.0.0.0/8") that may be reached though
    they are private. Raises ConfigError for a network that is none.
    """

    def __init__(self, contact: str = "", allowed: Sequence[str] = (), limits: Limits = DEFAULT) -> None:
        if not contact.isascii() or not contact.isprintable():
            raise ConfigError(f"contact {contact!r}: it stands in an HTTP header, so plain ASCII only")
        self._limits = limits
        self._agent = "sitrep/0.1" + (f" (+{contact})" if contact else "")
        self._pool = guarded_pool(networks(allowed))

    def get(self, request: Request) -> Fetched:
        """Raises FetchFailed: unreachable, refused, too slow, too large, or a status that is neither 200 nor 304."""
        left = Budget(time.monotonic() + self._limits.seconds, self._limits.bytes + FRAME)
        token = budget.set(left)
        try:
            return self._followed(request)
        except ERRORS as error:
            raise FetchFailed(f"{_told(request.url)}: {self._reason(error)}", _kind(error)) from error
        finally:
            budget.reset(token)

    def _followed(self, request: Request) -> Fetched:
        target, moved, lasting = target_of(request.url), "", True
        seen, host = {target.url}, host_of(target.url)
        for _ in range(self._limits.redirects + 1):
            with closing(self._asked(target, request.validators)) as answer:
                location = _header(answer, b"location")
                if answer.status not in REDIRECTS or not location:
                    return self._taken(request, target, moved, answer)
            lasting = lasting and answer.status in PERMANENT
            target = _next(target, location)
            moved = target.url if lasting else moved
            if request.stay and host_of(target.url) != host:
                return Fetched(target.url, answer.status, {}, b"", moved)
            if target.url in seen:
                raise Refused("its redirects go round in a circle")
            if request.allows and not request.allows(target.url):
                raise Forbidden("it leads to a page that robots.txt forbids")
            seen.add(target.url)
        raise Refused(f"more than {self._limits.redirects} redirects")

    def _asked(self, target: Target, validators: Validators) -> httpcore.Response:
        headers = {
            "Host": target.authority,
            "User-Agent": self._agent,
            "Accept": "*/*",
            "Accept-Encoding": ACCEPTED,
            "Authorization": target.authorization,
            "If-None-Match": validators.etag,
            "If-Modified-Since": validators.modified,
        }
        url = httpcore.URL(
            scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode()
        )
        return self._pool.handle_request(
            httpcore.Request(
                "GET",
                url,
                headers=[(name.encode(), value.encode("latin-1")) for name, value in headers.items() if value],
                extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), remaining(None))},
            )
        )

    def close(self) -> None:
        self._pool.close()

    def _taken(self, request: Request, target: Target, moved: str, answer: httpcore.Response) -> Fetched:
        came = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
        headers = {name: came[name] for name in KEPT_HEADERS if name in came}
        if answer.status == 304 and any(request.validators):
            return Fetched(target.url, 304, headers, b"", moved)
        if answer.status != 200:
            phrase = bytes(answer.extensions.get("reason_phrase", b"")).decode("latin-1")
            raise FetchFailed(f"{_told(request.url)}: HTTP {answer.status} {phrase[:80]}", "status", answer.status, headers)
        return Fetched(target.url, 200, headers, self._body(answer), moved)

    def _body(self, answer: httpcore.Response) -> bytes:
        codings = codings_of(_header(answer, b"content-encoding"))
        length = _header(answer, b"content-length")
        if length.isdigit() and int(length[:20]) > self._limits.bytes:
            raise TooLarge
        return b"".join(decoded(answer.iter_stream(), codings, self._limits.bytes))

    def _reason(self, error: Exception) -> str:
        if isinstance(error, TooLarge):
            return f"larger than {self._limits.bytes} bytes"
        text = str(error) or type(error).__name__
        return f"too slow: {text}" if isinstance(error, httpcore.TimeoutException) else text


def _told(url: str) -> str:
    """As much of a URL as a message needs: a stranger may have made it."""
    return shown(url)[:SHOWN]


def _header(answer: httpcore.Response, wanted: bytes) -> str:
    """All of a header's values, in one line."""
    return ", ".join(value.decode("latin-1") for name, value in answer.headers if name.lower() == wanted)


def _next(target: Target, location: str) -> Target:
    """Where a redirect leads. What authorises goes on only within the origin; a user in the redirect itself is nobody's."""
    with suppress(UnicodeDecodeError):
        location = location.encode("latin-1").decode("utf-8")
    found = target_of(location, target.url)
    return found._replace(authorization=target.authorization if found.origin == target.origin else "")


def _kind(error: Exception) -> Kind:
    if isinstance(error, httpcore.TimeoutException):
        return "slow"
    if isinstance(error, Forbidden):
        return "robots"
    if isinstance(error, (AddressRefused, Refused, httpcore.UnsupportedProtocol)):
        return "refused"
    if isinstance(error, (TooLarge, Flooded)):
        return "too_large"
    return "unreachable" if isinstance(error, httpcore.NetworkError) else "protocol"
