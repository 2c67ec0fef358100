"""The trap closes before a packet leaves, also on code that swallows what it is told."""

import contextlib
import socket
import urllib.request
from pathlib import Path

import pytest

from tests.support.trap import Trap

AWAY = ("9.9.9.9", 9)


def test_connections_to_others_are_caught(trap: Trap) -> None:
    with trap.sprung() as caught, socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
        for ask in (
            lambda: tcp.connect(AWAY),
            lambda: tcp.connect_ex(AWAY),
            lambda: udp.sendto(b"x", AWAY),
            lambda: udp.sendto(b"x", 0, AWAY),
            lambda: udp.sendmsg([b"x"], [], 0, AWAY),
            lambda: udp.connect(("10.0.0.1", 9)),
            lambda: socket.create_connection(("169.254.169.254", 80)),
            lambda: urllib.request.urlopen("http://192.0.2.1/"),
        ):
            with pytest.raises(OSError, match="trap"):
                ask()
        with socket.socket(socket.AF_INET6) as six, pytest.raises(OSError, match="trap"):
            six.connect(("2001:db8::1", 9))
    assert len(caught) == 9


def test_look_ups_are_caught(trap: Trap) -> None:
    with trap.sprung() as caught:
        for look_up in (socket.getaddrinfo, socket.gethostbyname):
            with contextlib.suppress(OSError):
                look_up("news.org", *([80] if look_up is socket.getaddrinfo else []))
    assert caught == ["look-up of news.org"] * 2
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("no-such-host.invalid", 80)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        for host in ("127.0.0.1", "localhost"):
            socket.create_connection((host, server.getsockname()[1]), timeout=5).close()


def test_a_test_that_leaves_fails_though_it_swallows_the_error(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    pytester.makepyfile(
        """
        import contextlib, socket
        def test_leaves():
            with contextlib.suppress(OSError), socket.socket() as tcp:
                tcp.connect(("9.9.9.9", 9))
        """
    )
    result = pytester.runpytest_subprocess("-p", "tests.support.trap", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*tried to leave the machine*9.9.9.9*"])
