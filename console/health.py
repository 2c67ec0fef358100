"""What came of every item of every source: ingest's own account joined with what the log says became of it."""

from collections.abc import Sequence

import msgspec

from console.account import Account
from ingest.health import SourceHealth

NOTHING = Account(fetched=0, stored=0, repeated=0, refused=0, dead=0, pending=0)


class ItemAccount(msgspec.Struct, frozen=True, kw_only=True):
    """fetched = stored + unchanged + duplicate + refused + dead + pending + missing.

    `duplicate`: twice in a feed, or on the log already (a copy under another source, too); `pending`: waits for its page or for a
    step; `missing`: ingest added it and the log doesn't have it, which must not be. What was fetched again because a crash came
    before ingest's note, or because its memory was lost, counts as fetched as often as the log has it.
    """

    fetched: int
    stored: int
    unchanged: int
    duplicate: int
    refused: int
    dead: int
    pending: int
    missing: int


def joined(health: SourceHealth, account: Account | None) -> ItemAccount:
    """One source's account. `account`: of its records in the generation, None where it has none."""
    found = account or NOTHING
    again, missing = max(found.fetched - health.sent, 0), max(health.sent - found.fetched, 0)
    return ItemAccount(
        fetched=health.fetched + again,
        stored=found.stored,
        unchanged=health.unchanged,
        duplicate=health.duplicate + found.repeated,
        refused=health.refused + found.refused,
        dead=found.dead,
        pending=health.waiting + found.pending,
        missing=missing,
    )


def total(accounts: Sequence[ItemAccount]) -> ItemAccount:
    """All of them together."""
    return ItemAccount(**{part: sum(getattr(a, part) for a in accounts) for part in ItemAccount.__struct_fields__})
