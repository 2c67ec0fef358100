"""Where a request goes: a URL as browsers read it (WHATWG), or a refusal. Pure."""

import base64
import re
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

import ada_url

from events.urls import LONGEST

AUTHORITY = re.compile(r"[\x00-\x20]*(?:[a-zA-Z][a-zA-Z0-9+.\t\r\n-]*:)?[/\\]*([^/\\?#]*)")


class Refused(Exception):
    """A URL that is not asked for; its text says why, and shows no credential."""


class Target(NamedTuple):
    """`url`: without user, password and fragment; `host` without brackets, in ASCII; `authorization`: what its user and password
    come to as a header, "" without."""

    url: str
    scheme: str
    host: str
    port: int | None
    authority: str
    path: str
    authorization: str

    @property
    def origin(self) -> tuple[str, str]:
        return self.scheme, self.authority


def target_of(url: str, base: str = "") -> Target:
    """Raises Refused: no URL, a longer one than any, not http(s), no host, an IPv4 address in a spelling that only hides it."""
    try:
        parsed = ada_url.URL(url, base or None)
    except ValueError as error:
        raise Refused("this is not a URL that can be fetched") from error
    scheme = parsed.protocol.rstrip(":")
    if scheme not in ("http", "https") or not parsed.hostname:
        raise Refused(f"only http and https are fetched, not {scheme[:20]}:")
    target = Target(
        f"{scheme}://{parsed.host}{parsed.pathname}{parsed.search}",
        scheme,
        parsed.hostname.strip("[]"),
        int(parsed.port) if parsed.port else None,
        parsed.host,
        parsed.pathname + parsed.search,
        _basic(parsed.username, parsed.password),
    )
    if len(target.url) > LONGEST:
        raise Refused(f"a URL of {len(target.url)} characters; {LONGEST} at most are asked for")
    if parsed.host_type == ada_url.HostType.IPV4 and _spelled(url) != parsed.hostname and not _stays(target, base):
        raise Refused(f"{parsed.hostname} is written in a way that hides it; write it like that")
    return target


def _spelled(url: str) -> str:
    """The host as it was written, between user and port."""
    found = AUTHORITY.match(url)
    return re.sub(r":\d*$", "", found.group(1).rpartition("@")[2]) if found else ""


def _stays(target: Target, base: str) -> bool:
    """Whether a relative link names the host that it stands on, which was looked at already."""
    return bool(base) and target.origin == target_of(base).origin


def _basic(user: str, password: str) -> str:
    if not user and not password:
        return ""
    return "Basic " + base64.b64encode(unquote_to_bytes(user) + b":" + unquote_to_bytes(password)).decode("ascii")
