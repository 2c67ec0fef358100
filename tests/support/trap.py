"""A trap at the socket, in every test: no connection but to this machine, and no look-up of a name that is not this machine's.

It answers before a packet leaves, and fails the test whatever the code under test made of the answer. So a guard that is broken
fails its test without having reached anybody. A test that means a connection to be tried says so with `trap.sprung()`.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

HERE = ("", "localhost", "ip6-localhost")
NOWHERE = (".invalid", ".example", ".test")  # RFC 2606: answered here, with what a resolver would say
AWAY = (socket.AF_INET, socket.AF_INET6)


class Trapped(OSError):
    """What the code under test sees: the network is unreachable."""


class Trap:
    """What was caught since the test began."""

    def __init__(self) -> None:
        self.caught: list[str] = []

    @contextmanager
    def sprung(self) -> Iterator[list[str]]:
        """Gives what is caught inside, and forgives it."""
        before, self.caught = self.caught, []
        inside = self.caught
        yield inside
        self.caught = before

    def look(self, what: str, address: Any) -> None:
        """Raises Trapped for an address that is not of this machine."""
        if not _is_loopback(str(address[0])):
            self.caught.append(f"{what} {address[0]}")
            raise Trapped(101, "the trap in tests/support/trap.py closed: network is unreachable")

    def look_up(self, host: Any) -> None:
        """Raises gaierror for a name that a resolver out there would be asked for."""
        name = host.decode() if isinstance(host, bytes) else host or ""
        if name.rstrip(".").lower() in HERE or name == socket.gethostname() or _is_literal(name):
            return
        if not name.rstrip(".").endswith(NOWHERE):
            self.caught.append(f"look-up of {name}")
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


TRAP = Trap()


def _is_loopback(host: str) -> bool:
    try:
        return host in HERE or ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _is_literal(name: str) -> bool:
    """What the system reads as an address by itself: odd spellings, too."""
    try:
        socket.inet_aton(name)
    except (OSError, UnicodeError):
        return ":" in name
    return True


def _watched(name: str, place: Callable[[tuple[Any, ...]], Any]) -> Callable[..., Any]:
    plain = getattr(socket.socket, name)

    def watched(self: socket.socket, *given: Any) -> Any:
        address = place(given)
        if self.family in AWAY and address is not None:
            TRAP.look(name, address)
        return plain(self, *given)

    return watched


def install() -> None:
    """For good, in this process."""
    setattr(socket.socket, "connect", _watched("connect", lambda given: given[0]))  # noqa: B010 - a method is no field to mypy
    setattr(socket.socket, "connect_ex", _watched("connect_ex", lambda given: given[0]))  # noqa: B010
    setattr(socket.socket, "sendto", _watched("sendto", lambda given: given[-1]))  # noqa: B010
    setattr(socket.socket, "sendmsg", _watched("sendmsg", lambda given: given[3] if len(given) > 3 else None))  # noqa: B010
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        setattr(socket, name, _looking_up(getattr(socket, name)))


def _looking_up(plain: Callable[..., Any]) -> Callable[..., Any]:
    def looking_up(host: Any, *given: Any, **named: Any) -> Any:
        TRAP.look_up(host)
        return plain(host, *given, **named)

    return looking_up


def pytest_configure() -> None:
    install()


@pytest.fixture(autouse=True)
def trap() -> Iterator[Trap]:
    """Fails the test that tried to leave this machine."""
    TRAP.caught.clear()
    yield TRAP
    assert not TRAP.caught, f"this test tried to leave the machine: {TRAP.caught[:5]}"
