"""`sources health`: how each source does, and what became of all that it brought."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
import typer

from console import output
from console.account import accounts_of
from console.health import joined, total
from console.wiring.wire import Wiring
from ingest.health import SourceHealth, removed

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of tables.")]
Quick = Annotated[bool, typer.Option("--quick", help="Only what ingest knows itself: the log isn't read.")]


def health(context: typer.Context, quick: Quick = False, as_json: Json = False) -> None:
    """Say of every source when it was last read, what failed and why, when it is asked next, and what became of its items.

    fetched = stored + unchanged + duplicate + refused + dead + pending, for each source and in all; whatever was refused or left
    out has its reason. Nothing is fetched by this.

    Example: sitrep sources health --json
    """
    with Wiring(context.obj) as wiring:
        found = wiring.intake.healths()
        generation = "" if quick else wiring.generations().promoted
        accounts = accounts_of(wiring.log, generation) if generation else {}
        found += [removed(name) for name in sorted(accounts.keys() - {each.name for each in found})]
        now = wiring.clock()
    rows = [msgspec.to_builtins(each) for each in found]
    answer: dict[str, Any] = {"generation": generation or None, "sources": rows}
    if generation:
        items = [joined(each, accounts.get(each.name)) for each in found]
        for row, account in zip(rows, items, strict=True):
            row["items"] = msgspec.to_builtins(account)
        answer["items"] = msgspec.to_builtins(total(items))
    if as_json:
        output.print_json(answer)
    else:
        _print(found, answer, now)


def _print(found: list[SourceHealth], answer: dict[str, Any], now: datetime) -> None:
    columns = ["source", "state", "last success", "next poll", "every", "failures", "last error"]
    output.print_table(columns, (_state_row(each, now) for each in found))
    output.say("")
    if "items" not in answer:
        parts = ["fetched", "sent", "unchanged", "duplicate", "refused", "waiting"]
        output.print_table(["source", *parts], ([r["name"], *(r[p] for p in parts)] for r in answer["sources"]))
    else:
        parts = list(answer["items"])
        rows = [[r["name"], *r["items"].values()] for r in answer["sources"]]
        output.print_table(["source", *parts], [*rows, ["in all", *answer["items"].values()]])
    reasons = [
        [each.name, what, reason, number]
        for each in found
        for what, why in each.reasons.items()
        for reason, number in why.items()
        if reason not in ("read", "unchanged")
    ]
    if reasons:
        output.say("")
        output.print_table(["source", "of", "reason", "times"], reasons)
    if any(each.state == "ended" for each in found):
        output.note("a source that ended said so (410 Gone); `sitrep sources resume NAME --execute` asks it again")


def _state_row(each: SourceHealth, now: datetime) -> list[object]:
    every = f"{each.interval_seconds / 60:.0f} min" if each.last_success and each.next_poll else ""
    error = f"{each.last_error_at[:16]} {each.last_error}" if each.last_error else ""
    due = "now" if each.next_poll and datetime.fromisoformat(each.next_poll) <= now else each.next_poll[:16]
    return [each.name, each.state, each.last_success[:16], due, every, each.failures, error]
