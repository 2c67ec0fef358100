"""No spelling of a private address, no redirect and no name leads there: what isn't allowed gets no packet."""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from ingest.web.addresses import is_public, networks
from ingest.web.fetch import Fetcher, FetchFailed, Limits, Request
from ingest.web.target import target_of
from tests.support.hostile import Hostile, http, others_go_on, poll
from tests.support.trap import Trap

# Hosts, as they may stand in a URL. All but the last are read as an address by somebody.
ADDRESSES = """
127.0.0.1 127.0.0.1. 127.1 127.0.1 127.255.255.254 2130706433 0x7f000001 0x7F.1 0x7f.0x0.0x0.0x1 0177.0.0.1
017700000001 0177.0x0.0.1 00000177.1 0x00000007f.1 127.0.0.01 127.000.000.001 １２７.0.0.1 １２７。０。０。１ 127｡0｡0｡1
127．0．0．1 ①②⑦.0.0.1 %31%32%37.0.0.1 127%2e0%2e0%2e1 0 0.0.0.0 0x0 00 0.1 10.0.0.1 10.1 167772161 0xa.1 012.0.0.1 172.16.0.1
172.31.255.255 192.168.0.1 192.168.1 3232235521 0xC0A80001 0300.0250.0.1 100.64.0.1 100.100.100.200 169.254.169.254
2852039166 0xA9FEA9FE 0251.0376.0251.0376 169.254.43518 168.63.129.16 192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.1
203.0.113.1 192.88.99.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 4294967295 [::] [::1] [0:0:0:0:0:0:0:1]
[0000::0001] [::127.0.0.1] [::10.0.0.1] [::7f00:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:10.0.0.1]
[::ffff:0:127.0.0.1] [::FFFF:a9fe:a9fe] [64:ff9b::127.0.0.1] [64:ff9b::10.0.0.1] [64:ff9b::8.8.8.8]
[64:ff9b:1::10.0.0.1] [2002:7f00:1::] [2002:a00:1::1] [2002:808:808::1] [2001::1] [2001:0:a00:1::]
[2001:0:808:808::f5ff:fffe] [fe80::1] [fe80::1%25eth0] [fe80::1%eth0] [febf::1] [fec0::1] [fc00::1] [fd00:ec2::254]
[ff02::1] [ff0e::1] [100::1] [2001:db8::1] [3fff::1] [2001:10::1] [2001:2::1] [3ffe::1] [4000::1] [5f00::1]
[2620:0:2d0::5efe:10.0.0.1] [2620::200:5efe:7f00:1] localhost LOCALHOST localhost. lo%63alhost ⓛocalhost
"""
SPELLINGS = ADDRESSES.split()


def test_there_are_enough_of_them() -> None:
    assert len(set(SPELLINGS)) >= 60


@pytest.fixture
def listener() -> Iterator[Hostile]:
    with Hostile() as made:
        made.pages["/"] = http(b"secret")
        yield made


@pytest.fixture(scope="module")
def fetcher() -> Iterator[Fetcher]:
    """Allows nothing of one's own."""
    made = Fetcher(limits=Limits(seconds=3))
    yield made
    made.close()


@pytest.fixture(scope="module")
def narrow() -> Iterator[Fetcher]:
    """Allows 127.0.0.3 only."""
    made = Fetcher(allowed=["127.0.0.3/32"], limits=Limits(seconds=3))
    yield made
    made.close()


def kind_of(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchFailed) as caught:
        fetcher.get(Request(url))
    return caught.value.kind


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_a_private_address_is_asked(fetcher: Fetcher, listener: Hostile, host: str) -> None:
    """The trap fails this when a packet would have left."""
    assert kind_of(fetcher, f"http://{host}:{listener.port}/") == "refused"
    assert listener.heard == []


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_redirect_leads_to_a_private_address(narrow: Fetcher, listener: Hostile, host: str) -> None:
    """The first hop is allowed by its very address; where it leads isn't."""
    with Hostile("127.0.0.3") as first:
        first.pages["/"] = http(b"", "302 Found", f"Location: http://{host}:{listener.port}/".encode().decode("latin-1"))
        assert kind_of(narrow, first.url("/")) == "refused"
        assert len(first.heard) == 1
    assert listener.heard == []


ELSEWHERE = [
    *("file:///etc/hostname", "file://localhost/etc/hostname", "FILE:/etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/"),
    *("data:text/xml,<rss/>", "javascript:alert(1)", "jar:http://127.0.0.1!/", "dict://127.0.0.1:11211/", "ldap://127.0.0.1/"),
    *("unix:/run/docker.sock", "http+unix://%2frun%2fdocker.sock/", "about:blank", "//", "http://", "http:///", "http://user@/", "http://:80/"),
]  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_only_http_is_spoken(fetcher: Fetcher, narrow: Fetcher, target: str) -> None:
    if target.startswith(("http", "//")) and target != "http+unix://%2frun%2fdocker.sock/":
        with pytest.raises(FetchFailed):
            fetcher.get(Request(target))
    else:
        assert kind_of(fetcher, target) == "refused"
    with Hostile("127.0.0.3") as site:
        site.pages["/"] = http(b"", "302 Found", f"Location: {target}")
        with pytest.raises(FetchFailed):
            narrow.get(Request(site.url("/")))
        assert len(site.heard) == 1


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "file:///etc/hostname"])
def test_a_feed_that_leads_there_stops_no_other(tmp_path: Path, target: str) -> None:
    with Hostile() as site:
        site.pages["/rss"] = http(b"", "302 Found", f"Location: {target}")
        outcome = poll(tmp_path, site.url("/rss"))
    assert "not public" in outcome.reasons or "only http" in outcome.reasons
    assert others_go_on(outcome)


PUBLIC = [
    "9.9.9.9",
    "1.1.1.1",
    "93.184.216.34",
    "[2620:fe::fe]",
    "[2606:4700:4700::1111]",
    "172.15.0.1",
    "172.32.0.1",
    "100.63.0.1",
]


@pytest.mark.parametrize("host", PUBLIC)
def test_public_addresses_are_tried(fetcher: Fetcher, trap: Trap, host: str) -> None:
    """So the tests above don't pass because nothing is ever asked."""
    with trap.sprung() as caught:
        assert kind_of(fetcher, f"http://{host}/") == "unreachable"
    assert caught == [f"connect {host.strip('[]')}"]


@pytest.mark.parametrize("host", ["0x09090909", "151587081", "9.9.2313", "011.011.011.011"])
def test_a_public_address_that_hides_is_refused(fetcher: Fetcher, host: str) -> None:
    assert kind_of(fetcher, f"http://{host}/") == "refused"


Resolver = Callable[[Sequence[str]], list[str]]


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Resolver:
    """Names below `.rebind.test`, and one more, have the given addresses, one after the other; gives what was asked."""
    plain, asked = socket.getaddrinfo, []
    answers: list[str] = []

    def getaddrinfo(host: Any, port: Any, *given: Any, **named: Any) -> Any:
        if not str(host).endswith((".rebind.test", "notlocalhost")):
            return plain(host, port, *given, **named)
        asked.append(str(host))
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [info for address in found.split() for info in plain(address, port, *given, **named)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    def answering(addresses: Sequence[str]) -> list[str]:
        answers[:] = addresses
        return asked

    return answering


def test_a_name_that_only_ends_like_this_machines_is_looked_up(fetcher: Fetcher, trap: Trap, resolver: Resolver) -> None:
    asked = resolver(["9.9.9.9"])
    with trap.sprung() as caught:
        assert kind_of(fetcher, "http://notlocalhost/") == "unreachable"
    assert (caught, asked) == (["connect 9.9.9.9"], ["notlocalhost"])


def test_a_name_that_turns_private_between_check_and_use_gains_nothing(
    fetcher: Fetcher, trap: Trap, listener: Hostile, resolver: Resolver
) -> None:
    asked = resolver(["9.9.9.9", "127.0.0.1"])
    with trap.sprung() as caught:
        assert kind_of(fetcher, f"http://a.rebind.test:{listener.port}/") == "unreachable"
    assert (caught, len(asked)) == (["connect 9.9.9.9"], 1), "the address that was checked is the one that is tried"
    assert kind_of(fetcher, f"http://a.rebind.test:{listener.port}/") == "refused"
    assert listener.heard == []


def test_a_name_that_turns_private_between_two_hops_is_refused(narrow: Fetcher, listener: Hostile, resolver: Resolver) -> None:
    with Hostile("127.0.0.3") as first:
        first.pages["/"] = http(b"", "302 Found", f"Location: http://a.rebind.test:{listener.port}/")
        resolver(["127.0.0.3", "127.0.0.1"])
        assert kind_of(narrow, first.url("/", "a.rebind.test")) == "refused"
        assert len(first.heard) == 1
    assert listener.heard == []


@pytest.mark.parametrize("addresses", ["9.9.9.9 127.0.0.1", "127.0.0.1 9.9.9.9", "2620:fe::fe ::1", "9.9.9.9 64:ff9b::7f00:1"])
def test_a_name_with_both_kinds_of_address_is_refused(fetcher: Fetcher, resolver: Resolver, addresses: str) -> None:
    resolver([addresses])
    assert kind_of(fetcher, "http://a.rebind.test/") == "refused"


def test_an_address_that_never_answers_leaves_time_for_the_next(resolver: Resolver) -> None:
    with Hostile("127.0.0.3") as site, socket.create_server(("127.0.0.4", site.port), backlog=0) as full:
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:  # nobody accepts them; when the queue is full, no further one is answered
            each.setblocking(False)
            each.connect_ex(full.getsockname())
        site.pages["/"] = http(b"here")
        resolver(["127.0.0.4 127.0.0.3"])
        fetcher = Fetcher(allowed=["127.0.0.0/8"], limits=Limits(seconds=3))
        assert fetcher.get(Request(site.url("/", "a.rebind.test"))).body == b"here"
        fetcher.close()
        for each in waiting:
            each.close()


def test_a_look_up_that_hangs_ends_with_the_fetch(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def hang(*given: Any, **named: Any) -> Any:
        over.wait(30)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    fetcher = Fetcher(limits=Limits(seconds=0.5))
    started = time.monotonic()
    assert kind_of(fetcher, "http://a.rebind.test/") == "slow"
    assert time.monotonic() - started < 2
    fetcher.close()
    over.set()


def test_an_allowed_network_and_nothing_beside_it_can_be_reached(listener: Hostile) -> None:
    fetcher = Fetcher(allowed=["127.0.0.1/32"])
    assert fetcher.get(Request(listener.url("/"))).body == b"secret"
    assert fetcher.get(Request(listener.url("/", "localhost"))).body == b"secret"
    assert kind_of(fetcher, listener.url("/", "127.0.0.2")) == "refused"
    assert kind_of(fetcher, listener.url("/", "[::ffff:127.0.0.1]")) == "refused"
    fetcher.close()


@pytest.mark.parametrize(
    ("allowed", "address", "public"),
    [
        ("64:ff9b::/96", "64:ff9b::9.9.9.9", True),  # a network with NAT64 only
        ("64:ff9b::/96", "64:ff9b::10.0.0.1", False),
        ("64:ff9b::/96 10.0.0.0/8", "64:ff9b::10.0.0.1", True),
        ("10.0.0.0/8", "64:ff9b::10.0.0.1", False),
        ("::1/128", "::1", True),
        ("::/0", "::1", False),
        ("fd00::/8", "fd00:1::1", True),
        ("fd00::/8", "fd00:1::5efe:10.0.0.1", False),
        ("10.0.0.0/8", "::ffff:10.0.0.1", False),
        ("0.0.0.0/0", "127.0.0.1", True),
    ],
)
def test_what_an_allowed_address_carries_is_judged_as_well(allowed: str, address: str, public: bool) -> None:
    assert is_public(address, networks(allowed.split())) is public


def test_whatever_python_calls_private_is_not_public() -> None:
    """Python's own tables, at their borders and in their midst."""
    for closed in [*ipaddress._IPv4Constants._private_networks, *ipaddress._IPv6Constants._private_networks]:  # type: ignore[attr-defined]
        for address in (closed[0], closed[-1], closed[closed.num_addresses // 2]):
            assert not is_public(str(address)), address


def headers(request: str) -> dict[str, str]:
    return {name.lower(): value for name, _, value in (line.partition(": ") for line in request.split("\r\n")[1:]) if name}


def test_what_authorises_goes_to_its_origin_only() -> None:
    with Hostile() as home, Hostile("127.0.0.2") as other:
        home.pages["/rss"] = http(b"", "302 Found", "Location: /inside")
        home.pages["/inside"] = http(
            b"", "302 Found", "Location: " + other.url("/over", "user:pass@127.0.0.2"), "Set-Cookie: a=b"
        )
        other.pages["/over"] = http(b"", "302 Found", "Location: " + home.url("/back"))
        home.pages["/back"] = http(b"done")
        fetcher = Fetcher(allowed=["127.0.0.0/8"])
        fetched = fetcher.get(Request(home.url("/rss", "desk:p%40ss@127.0.0.1")))
        fetcher.close()
    assert (fetched.body, fetched.url) == (b"done", home.url("/back"))
    sent = [headers(request).get("authorization") for request in (*home.heard, *other.heard)]
    assert sent == ["Basic ZGVzazpwQHNz", "Basic ZGVzazpwQHNz", None, None]
    for request in (*home.heard, *other.heard):
        assert not headers(request).keys() & {"cookie", "referer", "origin"}


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://u:p@News.Example:80/a b?c=d|e#f", "http://news.example/a%20b?c=d|e"),
        ("https://news.example:8443", "https://news.example:8443/"),
        ("http://例え.jp/", "http://xn--r8jz45g.jp/"),
        ("http:\\\\news.example\\a\\..\\b", "http://news.example/b"),
        (" http://news.example/\n ", "http://news.example/"),
    ],
)
def test_urls_are_read_as_browsers_do(url: str, asked: str) -> None:
    assert target_of(url).url == asked
