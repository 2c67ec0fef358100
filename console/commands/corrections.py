"""`correct`: what an analyst decides. An event of its own, named by content, so that it survives every rebuild."""

from typing import Annotated, Any

import msgspec
import typer

from console import output
from console.wiring.wire import Wiring
from eventlog.log import NewRecord
from events.clock import timestamp
from events.codec import encode
from events.control import CorrectionMade, PassageRef
from events.errors import ConfigError
from events.ids import make_id
from events.topics import CORRECTIONS

app = typer.Typer(
    no_args_is_help=True,
    help="What an analyst decides: same, different, set, retract.\n\nExample: sitrep correct different REPORT OTHER --execute",
)
One = Annotated[str, typer.Argument(help="Id of a report or of an incident, as `sitrep incidents show` prints it.")]
Reason = Annotated[str, typer.Option(help="Why, for who reads it later, e.g. --reason 'another street'.")]
Analyst = Annotated[str, typer.Option(help="Who decides, e.g. --analyst mk.")]
Execute = Annotated[bool, typer.Option("--execute", help="Do it; else only the plan is printed.")]


@app.command()
def same(
    context: typer.Context, report: One, other: One, reason: Reason = "", analyst: Analyst = "", execute: Execute = False
) -> None:
    """Say that two reports tell of the same incident.

    Example: sitrep correct same 1f0c 9ab2 --reason "same collapse" --execute
    """
    _pair(context, "same", report, other, reason, analyst, execute)


@app.command()
def different(
    context: typer.Context, report: One, other: One, reason: Reason = "", analyst: Analyst = "", execute: Execute = False
) -> None:
    """Say that two reports do not tell of the same incident.

    Example: sitrep correct different 1f0c 9ab2 --reason "another street" --execute
    """
    _pair(context, "different", report, other, reason, analyst, execute)


@app.command("set")
def set_field(
    context: typer.Context,
    report: One,
    field: Annotated[
        str, typer.Argument(help="event_type, title, date_from, date_to, status, geoname_id, or a figure, e.g. killed.")
    ],
    value: Annotated[str, typer.Argument(help="What it is, e.g. 2024-05-12 or 15.")],
    reason: Reason = "",
    analyst: Analyst = "",
    execute: Execute = False,
) -> None:
    """Set a field of the incident that holds a report.

    Example: sitrep correct set 1f0c killed 15 --reason "official list" --execute
    """
    with Wiring(context.obj) as wiring:
        ref, told = _passage(wiring, report)
        made = CorrectionMade(id="", action="set", a=ref, field=field, value=value)
        _make(wiring, made, f"{field} of the incident of {told} is {value}", reason, analyst, execute)


@app.command()
def retract(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="A source's name or a publisher, as reports show them.")],
    reason: Reason = "",
    analyst: Analyst = "",
    execute: Execute = False,
) -> None:
    """Say that nothing of a source counts any more.

    Example: sitrep correct retract hoax-site --reason "made up" --execute
    """
    with Wiring(context.obj) as wiring:
        made = CorrectionMade(id="", action="retract", source=source)
        _make(wiring, made, f"nothing of {source} counts any more", reason, analyst, execute)


def _pair(context: typer.Context, action: Any, report: str, other: str, reason: str, analyst: str, execute: bool) -> None:
    with Wiring(context.obj) as wiring:
        (a, told), (b, told_other) = _passage(wiring, report), _passage(wiring, other)
        made = CorrectionMade(id="", action=action, a=a, b=b)
        word = "the same incident" if action == "same" else "different incidents"
        _make(wiring, made, f"{told} and {told_other} are {word}", reason, analyst, execute)


def _passage(wiring: Wiring, report: str) -> tuple[PassageRef, str]:
    """A report by content, and its title for people. An incident's id is that of its first report."""
    from console.queries import incident
    from processors.report.shingles import digest_of

    wiring.show_promoted(wiring.generations())
    found = incident(wiring.engine, report)
    for row in found["reports"] if found else ():
        if row["id"] == report:
            return PassageRef(article_id=row["article_id"], digest=digest_of(row["text"])), f"“{row['title']}” ({row['source']})"
    raise ConfigError(f"there is no report or incident {report!r}: `sitrep incidents list` and `show` print their ids")


def _make(wiring: Wiring, made: CorrectionMade, plan: str, reason: str, analyst: str, execute: bool) -> None:
    from processors.cluster.corrections import check

    made = msgspec.structs.replace(made, reason=reason, analyst=analyst, made_at=timestamp(wiring.clock()))
    check(made)
    output.say(plan)
    if not execute:
        output.note("nothing was changed; say it again with --execute")
        return
    log = wiring.log
    made = msgspec.structs.replace(made, id=make_id("correction", encode(made).decode(), log.end(CORRECTIONS, 0)))
    log.append([NewRecord(CORRECTIONS, 0, made.id, encode(made))])
    output.say(f"correction {made.id} is on the log; running workers take it up, or `sitrep run --once` does")


def add_to(parent: typer.Typer) -> None:
    """Adds the commands."""
    parent.add_typer(app, name="correct")
