"""Which addresses are of the public internet: what may be connected to.

By tables of our own after IANA's special-purpose registries: ipaddress.is_global has changed between releases of Python, and
asks nothing of an IPv4 address that an IPv6 address carries inside.
"""

import ipaddress
from collections.abc import Sequence

from events.errors import ConfigError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def _table(*lines: str) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(text) for line in lines for text in line.split())


# RFC 6890 and the registry; the last one is where machines of a large cloud reach their own host.
CLOSED_4 = _table(
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24",
    "192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32",
)
OPEN_6 = ipaddress.IPv6Network("2000::/3")  # all that was ever given out
# IETF's own (Teredo among it), documentation, 6to4, the ended 6bone, documentation again.
CLOSED_6 = _table("2001::/23 2001:db8::/32 2002::/16 3ffe::/16 3fff::/20")
# IPv4 inside IPv6: mapped (RFC 4291), translated (RFC 2765), compatible (RFC 4291), NAT64 (RFC 6052, 8215).
CARRIERS = _table("::ffff:0:0/96 ::ffff:0:0:0/96 ::/96 64:ff9b::/96 64:ff9b:1::/48")
SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
TEREDO = ipaddress.IPv6Network("2001::/32")
ISATAP = (0x00005EFE, 0x02005EFE)  # the upper half of the interface's identifier (RFC 5214)


def networks(allowed: Sequence[str]) -> list[Network]:
    """Networks as they are written in settings ("10.0.0.0/8"). Raises ConfigError for one that is none."""
    found: list[Network] = []
    for text in allowed:
        try:
            found.append(ipaddress.ip_network(text))
        except ValueError as error:
            raise ConfigError(f"allowed network {text!r}: {error}; write it like 10.0.0.0/8") from error
    return found


def is_public(address: str, allowed: Sequence[Network] = ()) -> bool:
    """Whether an IP address is of the public internet, or in one of the networks that were allowed.

    An address that carries an IPv4 address is of neither, unless its own network was allowed (64:ff9b::/96 where a network has
    NAT64 only); then what it carries is judged as well.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    carried = _carried(ip)
    named = any(ip.version == network.version and ip in network for network in allowed)
    if not named and not _is_open(ip):
        return False
    return all(is_public(str(each), allowed) for each in carried) or _is_itself_named(ip, carried, allowed)


def _is_open(ip: Address) -> bool:
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in CLOSED_4)
    return ip in OPEN_6 and not any(ip in network for network in CLOSED_6)


def _is_itself_named(ip: Address, carried: Sequence[ipaddress.IPv4Address], allowed: Sequence[Network]) -> bool:
    """::1 looks as if it carried 0.0.0.1: who allows that very address means it."""
    return bool(carried) and any(ip.version == n.version and ip in n and n.prefixlen == n.max_prefixlen for n in allowed)


def _carried(ip: Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that packets to an IPv6 address could end at."""
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    whole = int(ip)
    found = [whole] if any(ip in network for network in CARRIERS) else []
    if ip in SIX_TO_FOUR:
        found.append(whole >> 80)
    if ip in TEREDO:
        found += [whole >> 64, ~whole]  # the server, and the client with its bits turned over
    if (whole >> 32) & 0xFFFFFFFF in ISATAP:
        found.append(whole)
    return [ipaddress.IPv4Address(each & 0xFFFFFFFF) for each in found]
