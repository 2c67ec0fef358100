"""`dead`: records that a step refused."""

import base64
from collections.abc import Callable
from typing import Annotated, Any

import msgspec
import typer

from console import output
from console.wiring.wire import Wiring
from eventlog.dead import DeadRecord, drop_dead, list_dead, plan_redrive, redrive, show_dead
from events.topics import DEAD, topic_name

app = typer.Typer(
    no_args_is_help=True, help="Records that a step refused: list, show, redrive, drop.\n\nExample: sitrep dead list"
)
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a table.")]
In = Annotated[
    str, typer.Option("--generation", help="Look into this generation, e.g. --generation g2. Default: the promoted one.")
]
Which = Annotated[str, typer.Argument(help='The id of a dead record or its beginning, or "all" for all that wait.')]
Execute = Annotated[bool, typer.Option("--execute", help="Do it; else only the plan is printed.")]


@app.command("list")
def list_records(context: typer.Context, generation: In = "", as_json: Json = False) -> None:
    """List the records that steps refused, with the reason, and what operators did about them.

    Example: sitrep dead list --json
    """
    with Wiring(context.obj) as wiring:
        topic = _topic(wiring, generation)
        rows = [_line(dead) for dead in (list_dead(wiring.log, topic) if topic else [])]
    if as_json:
        output.print_json(rows)
    else:
        output.print_table(
            ["id", "state", "step", "from", "why"], ([r["id"], r["state"], r["step"], r["from"], r["error"]] for r in rows)
        )


@app.command()
def show(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="The id of a dead record, or its beginning.")],
    generation: In = "",
    as_json: Json = False,
) -> None:
    """Show one dead record: why it was refused and what it holds.

    Example: sitrep dead show 3f2a
    """
    with Wiring(context.obj) as wiring:
        dead = show_dead(wiring.log, _topic(wiring, generation), record)
    found = _line(dead) | {"times": dead.times, "value": _value(dead.died.value)}
    if as_json:
        output.print_json(found)
        return
    for name, value in found.items():
        output.say(f"{name + ':':8} {value if isinstance(value, str | int) else msgspec.json.encode(value).decode()}")


@app.command("redrive")
def redrive_records(context: typer.Context, which: Which, generation: In = "", execute: Execute = False) -> None:
    """Give dead records back to the step that refused them, after the code or the data was mended.

    Example: sitrep dead redrive all --execute
    """
    with Wiring(context.obj) as wiring:
        topic = _topic(wiring, generation)
        plans = plan_redrive(wiring.log, _chosen(wiring, topic, which))
        for plan in plans:
            goes = f"goes back to {plan.record.topic}" if plan.record else f"stays: {plan.refused}"
            output.say(f"{plan.dead.died.id} {goes}")
        _act(execute, len(plans), "given back", lambda: redrive(wiring.log, topic, plans))


@app.command()
def drop(context: typer.Context, which: Which, generation: In = "", execute: Execute = False) -> None:
    """Give dead records up: they stay in the log, and no longer wait.

    Example: sitrep dead drop 3f2a --execute
    """
    with Wiring(context.obj) as wiring:
        topic = _topic(wiring, generation)
        chosen = _chosen(wiring, topic, which)
        for dead in chosen:
            output.say(f"{dead.died.id} is given up: {dead.died.error}")
        _act(execute, len(chosen), "given up", lambda: drop_dead(wiring.log, topic, chosen))


def _act(execute: bool, planned: int, done: str, act: Callable[[], int]) -> None:
    if not planned:
        output.say("no dead record waits")
    elif execute:
        output.say(f"{act()} records {done}")
    else:
        output.note("nothing was changed; say it again with --execute")


def _topic(wiring: Wiring, generation: str) -> str:
    found = wiring.generations()
    name = generation or found.promoted
    return topic_name(DEAD, found.get(name).name) if name else ""


def _chosen(wiring: Wiring, topic: str, which: str) -> list[DeadRecord]:
    if which == "all":
        return [dead for dead in (list_dead(wiring.log, topic) if topic else []) if dead.state == "waiting"]
    return [show_dead(wiring.log, topic, which)]


def _line(dead: DeadRecord) -> dict[str, Any]:
    died = dead.died
    place = f"{died.topic}/{died.partition}@{died.offset}"
    return {"id": died.id, "state": dead.state, "step": died.step, "from": place, "error": died.error}


def _value(encoded: str) -> Any:
    data = base64.b64decode(encoded)
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError:
        return data.decode("utf-8", "replace")


def add_to(parent: typer.Typer) -> None:
    """Adds the commands."""
    parent.add_typer(app, name="dead")
