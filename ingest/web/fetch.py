"""HTTP: one document over the wire, conditionally, within limits. Every failure is a BadInput that says why."""

import ipaddress
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import NamedTuple

import httpcore
import httpx

from events.errors import BadInput, ConfigError
from events.urls import host_of
from ingest.web.connections import Network, Transport, deadline

SECONDS = 20.0
LARGEST = 15 * 1024 * 1024
REDIRECTS = 5
THREADS = 8
KEPT_HEADERS = ("content-type", "content-language", "etag", "last-modified", "date", "link", "location")


class Validators(NamedTuple):
    """What a server said of the copy that we have: sent back byte for byte, "" where it said nothing."""

    etag: str = ""
    modified: str = ""


class Request(NamedTuple):
    """A URL to get, unless it is still what `validators` name."""

    url: str
    validators: Validators = Validators()


class Fetched(NamedTuple):
    """A document as it came: `body` is decoded (un-gzipped), `url` the final one. 304: `unchanged`, and no body."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def unchanged(self) -> bool:
        return self.status == 304

    @property
    def validators(self) -> Validators:
        return Validators(self.headers.get("etag", ""), self.headers.get("last-modified", ""))


class Fetcher:
    """Gets documents: 20 s in all, 15 MB decoded, 5 redirects, http(s) only, public addresses only.

    `contact` (an address or URL) stands in the User-Agent. `allowed`: networks ("127.0.0.0/8") that may be reached though
    they are private. Raises ConfigError for a network that is none.
    """

    def __init__(self, contact: str = "", allowed: Sequence[str] = (), seconds: float = SECONDS) -> None:
        if not contact.isascii() or not contact.isprintable():
            raise ConfigError(f"contact {contact!r}: it stands in an HTTP header, so plain ASCII only")
        self._seconds = seconds
        self._client = httpx.Client(
            transport=Transport(_networks(allowed)),
            headers={
                "User-Agent": "sitrep/0.1" + (f" (+{contact})" if contact else ""),
                "Accept": "*/*",
                "Accept-Encoding": "gzip, deflate",
            },
            timeout=seconds,
            follow_redirects=True,
            max_redirects=REDIRECTS,
            trust_env=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )

    def get(self, request: Request) -> Fetched:
        """Raises BadInput: unreachable, refused, too slow, too large, or a status that is neither 200 nor 304."""
        token = deadline.set(time.monotonic() + self._seconds)
        try:
            with self._client.stream("GET", request.url, headers=_conditions(request.validators)) as response:
                return self._taken(request, response)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
            raise BadInput(f"{request.url}: {_reason(error)}") from error
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise BadInput(f"{request.url}: {_reason(error)}") from error
        finally:
            deadline.reset(token)

    def get_all(self, requests: Sequence[Request]) -> list[Fetched | BadInput]:
        """The answers in the order of the requests; several hosts at once, one request at a time to each."""
        answers: list[Fetched | BadInput] = [BadInput("not asked")] * len(requests)
        by_host: dict[str, list[int]] = {}
        for index, request in enumerate(requests):
            by_host.setdefault(host_of(request.url), []).append(index)

        def ask(indexes: list[int]) -> None:
            for index in indexes:
                try:
                    answers[index] = self.get(requests[index])
                except BadInput as error:
                    answers[index] = error

        with ThreadPoolExecutor(THREADS) as pool:
            for done in [pool.submit(ask, indexes) for indexes in by_host.values()]:
                done.result()
        return answers

    def close(self) -> None:
        self._client.close()

    def _taken(self, request: Request, response: httpx.Response) -> Fetched:
        came = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers.raw}
        headers = {name: came[name] for name in KEPT_HEADERS if name in came}
        url = str(response.url)
        if response.status_code == 304 and any(request.validators):
            return Fetched(url, 304, headers, b"")
        if response.status_code != 200:
            raise BadInput(f"{request.url}: HTTP {response.status_code} {response.reason_phrase}")
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > LARGEST:
                raise BadInput(f"{request.url}: larger than {LARGEST} bytes")
        return Fetched(url, 200, headers, bytes(body))


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


def _reason(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return f"too slow: {text}" if isinstance(error, (httpx.TimeoutException, httpcore.TimeoutException)) else text
