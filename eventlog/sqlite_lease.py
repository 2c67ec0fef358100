"""Groups on SQLite: who works on which partition, as leases that run out."""

import os
import socket
import sqlite3
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from eventlog.log import Partition

Guard = Callable[[], AbstractContextManager[None]]


class SqliteMembership:
    """One member of `group`. It keeps what it has up to its fair share and takes what is free, so a partition passes from one
    member to another only by being given up. Leases are for liveness alone: who is right is settled by the chain."""

    def __init__(
        self, db: sqlite3.Connection, transaction: Guard, failing: Guard, group: str, shared: Sequence[Partition], seconds: float
    ) -> None:
        self._db, self._transaction, self._failing = db, transaction, failing
        self._group, self._shared, self._seconds = group, shared, seconds
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex}"
        self._assigned: frozenset[Partition] = frozenset()
        self._look_again = 0.0

    def assigned(self) -> frozenset[Partition]:
        """See Membership. Looks into the file ten times a lease at most."""
        now = time.monotonic()
        if now >= self._look_again:
            self._assigned = frozenset()  # nothing, should the file fail
            with self._failing(), self._transaction():
                self._assigned = frozenset(self._renew())
            self._look_again = now + self._seconds / 10
        return self._assigned

    def leave(self) -> None:
        """See Membership."""
        self._assigned, self._look_again = frozenset(), 0.0
        with self._failing(), self._transaction():
            self._forget(self._owner)

    def _renew(self) -> list[Partition]:
        values = (self._group, self._owner, time.time() + self._seconds)
        self._db.execute("INSERT OR REPLACE INTO members VALUES (?, ?, ?)", values)
        members = self._living()
        rows = self._db.execute('SELECT topic, partition, owner FROM leases WHERE "group" = ?', (self._group,)).fetchall()
        taken = {(topic, partition): owner for topic, partition, owner in rows}
        share = -(-len(self._shared) // members)
        mine = [p for p in self._shared if taken.get(p) == self._owner]
        free = [p for p in self._shared if p not in taken]
        for topic, partition in mine[share:]:
            self._db.execute(
                'DELETE FROM leases WHERE "group" = ? AND topic = ? AND partition = ?', (self._group, topic, partition)
            )
        gained = free[: max(0, share - len(mine))]
        self._db.executemany("INSERT INTO leases VALUES (?, ?, ?, ?)", [(self._group, *p, self._owner) for p in gained])
        return mine[:share] + gained

    def _living(self) -> int:
        """Number of members whose lease holds; the others are forgotten."""
        rows = self._db.execute('SELECT owner, expires FROM members WHERE "group" = ?', (self._group,)).fetchall()
        dead = [owner for owner, expires in rows if expires < time.time() or _gone(owner)]
        for owner in dead:
            self._forget(owner)
        return len(rows) - len(dead)

    def _forget(self, owner: str) -> None:
        for table in ("leases", "members"):
            self._db.execute(f'DELETE FROM {table} WHERE "group" = ? AND owner = ?', (self._group, owner))  # noqa: S608


def _gone(owner: str) -> bool:
    """Whether a member's process has ended, as far as this host can tell: then its lease need not run out."""
    host, pid, _ = owner.rsplit(":", 2)
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
