"""HTTP: one document over the wire, conditionally, within limits. Every failure is a BadInput that says why."""

import ipaddress
import time
from collections.abc import Sequence
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Literal, NamedTuple

import httpcore
import httpx

from events.credentials import shown
from events.errors import BadInput, ConfigError
from ingest.web.connections import AddressRefused, Network, Transport, deadline

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

Kind = Literal["refused", "unreachable", "slow", "too_large", "status", "protocol", "robots"]


CORE_ERRORS = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol)

REFUSALS = (AddressRefused, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol, httpx.TooManyRedirects, httpx.InvalidURL)


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
    """A URL to get, unless it is still what `validators` name."""

    url: str
    validators: Validators = Validators()


class Fetched(NamedTuple):
    """A document as it came: `body` is decoded (un-gzipped), `url` the final one. 304: `unchanged`, and no body.
    `moved`: where an unbroken chain of 301 or 308 from the asked URL leads, "" if none."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes
    moved: str = ""

    @property
    def unchanged(self) -> bool:
        return self.status == 304

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
        self._client = httpx.Client(
            transport=Transport(_networks(allowed)),
            headers={
                "User-Agent": "sitrep/0.1" + (f" (+{contact})" if contact else ""),
                "Accept": "*/*",
                "Accept-Encoding": "gzip, deflate",
            },
            timeout=limits.seconds,
            follow_redirects=True,
            max_redirects=limits.redirects,
            trust_env=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )

    def get(self, request: Request) -> Fetched:
        """Raises FetchFailed: unreachable, refused, too slow, too large, or a status that is neither 200 nor 304."""
        token = deadline.set(time.monotonic() + self._limits.seconds)
        try:
            with self._client.stream("GET", request.url, headers=_conditions(request.validators)) as response:
                return self._taken(request, response)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError, *CORE_ERRORS) as error:
            raise FetchFailed(f"{shown(request.url)}: {_reason(error)}", _kind(error)) from error
        finally:
            deadline.reset(token)

    def close(self) -> None:
        self._client.close()

    def _taken(self, request: Request, response: httpx.Response) -> Fetched:
        came = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers.raw}
        headers = {name: came[name] for name in KEPT_HEADERS if name in came}
        url, moved, status = str(response.url), _moved(response), response.status_code
        if status == 304 and any(request.validators):
            return Fetched(url, 304, headers, b"", moved)
        if status != 200:
            raise FetchFailed(f"{shown(request.url)}: HTTP {status} {response.reason_phrase}", "status", status, headers)
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self._limits.bytes:
                raise FetchFailed(f"{shown(request.url)}: larger than {self._limits.bytes} bytes", "too_large")
        return Fetched(url, 200, headers, bytes(body), moved)


def _moved(response: httpx.Response) -> str:
    hops = [*response.history, response]
    lasting = next((i for i, hop in enumerate(hops) if hop.status_code not in PERMANENT), 0)
    return str(hops[lasting].url) if lasting else ""


def _networks(allowed: Sequence[str]) -> list[Network]:
    found: list[Network] = []
    for text in allowed:
        try:
            found.append(ipaddress.ip_network(text))
        except ValueError as error:
            raise ConfigError(f"allowed network {text!r}: {error}; write it like 10.0.0.0/8") from error
    return found


def _conditions(validators: Validators) -> dict[bytes, bytes]:
    named = {b"If-None-Match": validators.etag, b"If-Modified-Since": validators.modified}
    return {name: value.encode("latin-1") for name, value in named.items() if value}


def _kind(error: Exception) -> Kind:
    if isinstance(error, (httpx.TimeoutException, httpcore.TimeoutException)):
        return "slow"
    if isinstance(error, REFUSALS):
        return "refused"
    return "unreachable" if isinstance(error, (httpx.NetworkError, httpcore.NetworkError)) else "protocol"


def _reason(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return f"too slow: {text}" if isinstance(error, (httpx.TimeoutException, httpcore.TimeoutException)) else text
