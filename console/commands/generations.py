"""`replay`, `promote`, `rollback`, `generations`: runs of the steps beside each other."""

import enum
from typing import Annotated, Any

import msgspec
import typer

from console import output
from console.commands.roles import ALL, catch_up, stopping
from console.lag import step_lags
from console.wiring.wire import Wiring
from eventlog import generations as log_generations
from eventlog.replay import execute as execute_replay
from eventlog.replay import plan as plan_replay
from events.errors import ConfigError

app = typer.Typer(no_args_is_help=True, help="Runs of the steps over the log: list, drop.\n\nExample: sitrep generations list")
Execute = Annotated[bool, typer.Option("--execute", help="Do it; else only the plan is printed.")]
Name = Annotated[str, typer.Argument(help="A generation's name as `sitrep generations list` shows it, e.g. g2.")]


class Origin(enum.StrEnum):
    """The topic from which a replay works everything out anew."""

    raw = "raw"
    articles = "articles"
    reports = "reports"


def replay(
    context: typer.Context,
    origin: Annotated[
        Origin, typer.Option("--from", help="raw computes all anew; articles leaves reading out, reports reporting.")
    ],
    into: Annotated[str, typer.Option(help="Name of the new generation, e.g. --into g2.")],
    parent: Annotated[str, typer.Option(help="Copy from this generation. Default: the promoted one.")] = "",
    execute: Execute = False,
) -> None:
    """Start a new generation beside the running one, with the code, model and gazetteer of now.

    What comes before --from is copied, the rest is worked out up to now; running workers then feed it, too. Readers see
    nothing of it until `sitrep promote`.

    Example: sitrep replay --from articles --into g2 --execute
    """
    with stopping() as stop, Wiring(context.obj) as wiring:
        plan = plan_replay(wiring.log, parent or wiring.generations().promoted, origin.value, into)
        output.say(f"new generation {plan.into} beside {plan.parent or 'none'}, worked out from {plan.origin}")
        for topic, count in plan.copies.items():
            output.say(f"  copy {count} records of {topic}")
        for topic, count in plan.again.items():
            output.say(f"  its steps read {count} records of {topic}")
        for topic in plan.unfinished:
            output.say(f"  delete {topic}, left by a replay that broke off")
        if not execute:
            output.note("nothing was changed; say it again with --execute")
            return
        with output.progress(f"copying into {into}") as advance:
            execute_replay(wiring.log, plan, wiring.steps.versions, wiring.clock(), advance)
        catch_up(wiring, ALL, stop)
    output.say(
        f"{into} is there; `sitrep diff {plan.parent or 'OLD'} {into}` compares them, `sitrep promote {into}` shows it to readers"
    )


def promote(
    context: typer.Context,
    generation: Name,
    execute: Execute = False,
) -> None:
    """Show a generation to readers, at once and as a whole. It must have caught up with the log.

    Example: sitrep promote g2 --execute
    """
    with Wiring(context.obj) as wiring:
        found = wiring.generations()
        found.get(generation)
        if generation == found.promoted:
            raise ConfigError(f"{generation} is what readers see already")
        lag = step_lags(wiring.log, found, generation) | {"sink": wiring.role(found, generation, "sink").worker.lag()}
        behind = ", ".join(f"{name} {count}" for name, count in lag.items() if count)
        if behind:
            raise ConfigError(f"{generation} has not caught up ({behind}): let its workers or `sitrep run --once` do that first")
        output.say(f"readers will see {generation} instead of {found.promoted or 'nothing'}")
        if execute:
            log_generations.promote_generation(wiring.log, generation, wiring.clock())
        _shown(wiring, execute)


def rollback(context: typer.Context, execute: Execute = False) -> None:
    """Show the generation to readers that they saw before the last promotion; the same again undoes it.

    Example: sitrep rollback --execute
    """
    with Wiring(context.obj) as wiring:
        found = wiring.generations()
        if not found.previous:
            raise ConfigError("no other generation was promoted before this one: there is nothing to roll back to")
        output.say(f"readers will see {found.previous} instead of {found.promoted}")
        if execute:
            log_generations.rollback(wiring.log, wiring.clock())
        _shown(wiring, execute)


def diff(
    context: typer.Context,
    before: Name,
    after: Annotated[str, typer.Argument(help="The generation to compare it with, e.g. g2.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a summary.")] = False,
) -> None:
    """Say which incidents two generations have in common: kept, merged, split, new, gone, and which fields changed.

    Both must be in the database: let `sitrep run --once` or their sinks catch up first.

    Example: sitrep diff g1 g2 --json
    """
    from console.diff import difference
    from console.export import export

    with Wiring(context.obj) as wiring:
        found = wiring.generations()
        wiring.show_promoted(found)
        sides = [map(msgspec.json.decode, export(wiring.engine, generation=found.get(name).name)) for name in (before, after)]
        result = difference(*sides)
    if as_json:
        output.print_json(result)
        return
    counts = {name: value if isinstance(value, int) else len(value) for name, value in msgspec.structs.asdict(result).items()}
    output.say(", ".join(f"{count} {name}" for name, count in counts.items()))
    for name in ("changed", "merged", "split", "moved"):
        for incident, others in sorted(getattr(result, name).items()):
            output.say(f"  {name} {incident}: {', '.join(others)}")


@app.command("list")
def list_generations(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a table.")] = False,
) -> None:
    """List the generations, which one readers see, and with which versions each was made.

    Example: sitrep generations list --json
    """
    with Wiring(context.obj) as wiring:
        found = wiring.generations()
    rows: list[dict[str, Any]] = [
        {
            "name": name,
            "state": "promoted" if name == found.promoted else "dropped" if name in found.dropped else "live",
            "created_at": created.created_at,
            "origin": created.origin,
            "parent": created.parent,
            "versions": created.versions,
        }
        for name, created in found.created.items()
    ]
    if as_json:
        output.print_json(rows)
    else:
        shown = ([*list(row.values())[:5], ", ".join(f"{n} {v}" for n, v in row["versions"].items())] for row in rows)
        output.print_table(["name", "state", "created", "from", "parent", "versions"], shown)


@app.command()
def drop(context: typer.Context, generation: Name, execute: Execute = False) -> None:
    """Delete the topics and tables of a generation that readers don't see. raw and corrections stay.

    Example: sitrep generations drop g1 --execute
    """
    with Wiring(context.obj) as wiring:
        found = wiring.generations()
        if generation == found.promoted:
            raise ConfigError(f"{generation} is what readers see: `sitrep promote` another before dropping it")
        if generation not in found.dropped:
            found.get(generation)
        output.say(
            f"the topics and tables of {generation} will be deleted; it can't be brought back, only replayed under another name"
        )
        if not execute:
            output.note("nothing was changed; say it again with --execute")
            return
        log_generations.drop_generation(wiring.log, generation, wiring.clock())
        wiring.drop_tables(generation)
        output.say("done")


def _shown(wiring: Wiring, execute: bool) -> None:
    if not execute:
        output.note("nothing was changed; say it again with --execute")
        return
    found = wiring.generations()
    wiring.show_promoted(found)
    output.say(f"readers see {found.promoted}")


def add_to(parent: typer.Typer) -> None:
    """Adds the commands."""
    for command in (replay, promote, rollback, diff):
        parent.command()(command)
    parent.add_typer(app, name="generations")
