"""The one place where a connection to the world is made: which addresses may be reached, for how long, for how many bytes.

Names are resolved here and the very address that was checked is connected to, so a name that answers differently the
second time gains nothing. Proxies and the environment are ignored.
"""

import socket
import ssl
import threading
import time
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

import httpcore
import httpx

from ingest.web.addresses import Network, is_public

TRIED = 8  # addresses of one name
LONGEST_LOOKUP = 60.0  # seconds, where nothing else ends it
LOOKUPS = threading.BoundedSemaphore(64)  # that may hang at once


@dataclass
class Budget:
    """What is left for the fetch under way in this thread: `until` on time.monotonic()'s clock, `bytes` over the wire."""

    until: float = float("inf")
    bytes: int = 1 << 62


budget: ContextVar[Budget] = ContextVar("budget")


class AddressRefused(httpcore.ConnectError):
    """The name leads to an address that is not of the public internet."""


class Flooded(httpcore.ReadError):
    """The server sent more than a document can have: heads without end, chunks that are all frame and no content."""


def remaining(timeout: float | None) -> float:
    """Seconds left of the request, at most `timeout`. Raises httpcore.ReadTimeout when none are."""
    left = budget.get(Budget()).until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for the whole request ran out")
    return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends with the request's time: a server that drips bytes gains nothing."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._inner.read(max_bytes, remaining(timeout))
        left = budget.get(Budget())
        left.bytes -= len(data)
        if left.bytes < 0:
            raise Flooded("more bytes than any document may have")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, remaining(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, remaining(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, allowed: Sequence[Network]) -> None:
        self._allowed = allowed
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        addresses = self._addresses(host, port)[:TRIED]
        for number, address in enumerate(addresses):
            share = remaining(timeout) / (len(addresses) - number)  # one that never answers leaves time for the next
            try:
                inner = self._plain.connect_tcp(address, port, share, local_address, socket_options)
                return _Stream(inner)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _addresses(self, host: str, port: int) -> list[str]:
        """Raises AddressRefused when a single one is not public: a name that has both kinds is up to no good."""
        addresses = _looked_up(host, port)
        for address in addresses:
            if not is_public(address, self._allowed):
                raise AddressRefused(f"{host} leads to {address}, which is not public; allow its network if that is meant")
        return addresses


def _looked_up(host: str, port: int) -> list[str]:
    """A name's addresses. In a thread, because the system's look-up knows no time limit of ours. The names of this machine are
    not looked up (RFC 6761): some resolvers ask others for "localhost." with a dot."""
    if f".{host.lower().rstrip('.')}".endswith(".localhost"):
        return ["127.0.0.1"]
    answer: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.put(list(dict.fromkeys(str(info[4][0]) for info in found)))
        except (OSError, UnicodeError, ValueError) as error:
            answer.put(error)
        finally:
            LOOKUPS.release()

    if not LOOKUPS.acquire(timeout=remaining(LONGEST_LOOKUP)):
        raise httpcore.ConnectTimeout("too many names are being looked up")
    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answer.get(timeout=remaining(LONGEST_LOOKUP))
    except Empty as error:
        raise httpcore.ConnectTimeout(f"{host} was not found in time") from error
    if isinstance(found, Exception):
        raise httpcore.ConnectError(f"{host}: {found}") from found
    return found


def guarded_pool(allowed: Sequence[Network]) -> httpcore.ConnectionPool:
    """httpcore's pool with the guarded connections; threads share it."""
    context = httpx.create_ssl_context(trust_env=False)
    return httpcore.ConnectionPool(
        ssl_context=context,
        max_connections=None,  # whoever asks says how many at once
        max_keepalive_connections=64,
        keepalive_expiry=30.0,
        network_backend=_Backend(allowed),
    )
