"""Which host may be asked now: its limit of requests at a time, the rest between two, and whether it wants to be left alone.

Values of time come in. Only hosts that are busy, resting or left alone take memory.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple


class Host(NamedTuple):
    """`busy`: requests under way; `rests`: until when nothing is to be asked; `failures`: in a row, of the network."""

    busy: int = 0
    rests: datetime | None = None
    failures: int = 0


class Hosts:
    """`limit`: requests at a time to one host; `delay`: the rest after each."""

    def __init__(self, limit: int, delay: timedelta) -> None:
        self._limit = limit
        self._delay = delay
        self._hosts: dict[str, Host] = {}
        self._left: dict[str, datetime] = {}

    def opens(self, host: str, now: datetime) -> datetime | None:
        """When it may be asked, `now` or later; None while all its requests are under way."""
        known = self._hosts.get(host, Host())
        if known.busy >= self._limit:
            return None
        return max(now, known.rests or now, self._left.get(host, now))

    def left_until(self, host: str, now: datetime) -> datetime | None:
        """Until when it wants to be left alone, None if it doesn't."""
        until = self._left.get(host)
        return until if until is not None and until > now else None

    def begin(self, host: str, now: datetime, delay: timedelta) -> None:
        """A request is made; the next one may follow `delay` later."""
        known = self._hosts.get(host, Host())
        self._hosts[host] = known._replace(busy=known.busy + 1, rests=now + max(delay, self._delay))

    def end(self, host: str, now: datetime, delay: timedelta) -> None:
        """It was answered, or failed; the rest begins."""
        known = self._hosts[host]
        self._hosts[host] = known._replace(busy=known.busy - 1, rests=now + max(delay, self._delay))

    def reached(self, host: str) -> None:
        """It answered, whatever it said."""
        self._hosts[host] = self._hosts.get(host, Host())._replace(failures=0)

    def missed(self, host: str) -> int:
        """It couldn't be reached; how often in a row now."""
        known = self._hosts.get(host, Host())
        self._hosts[host] = known._replace(failures=known.failures + 1)
        return known.failures + 1

    def leave(self, host: str, until: datetime) -> None:
        """It is not to be asked before that moment."""
        self._left[host] = max(until, self._left.get(host, until))

    def leave_all(self, untils: Mapping[str, datetime]) -> None:
        self._left.update(untils)

    def tidy(self, now: datetime) -> None:
        """Forgets what has no meaning any more."""
        self._left = {host: until for host, until in self._left.items() if until > now}
        self._hosts = {
            name: host
            for name, host in self._hosts.items()
            if host.busy or host.failures or (host.rests is not None and host.rests > now)
        }
