"""`incidents`: what readers see."""

import enum
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any

import typer

from console import output
from console.wiring.wire import Wiring
from events.errors import ConfigError

app = typer.Typer(
    no_args_is_help=True, help="What readers see: list, show, why, history, export.\n\nExample: sitrep incidents list"
)
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a table.")]
Which = Annotated[str, typer.Argument(help="Id of an incident or of any of its reports, as `sitrep incidents list` prints it.")]


class Format(enum.StrEnum):
    """How the export is written."""

    ndjson = "ndjson"
    json = "json"


@app.command("list")
def list_incidents(
    context: typer.Context,
    kind: Annotated[str, typer.Option(help="Only this kind, e.g. --kind explosion.")] = "",
    country: Annotated[str, typer.Option(help="Only this country by its ISO code, e.g. --country UA.")] = "",
    since: Annotated[str, typer.Option(help="Only from this day on, e.g. --since 2024-05-01.")] = "",
    until: Annotated[str, typer.Option(help="Only up to this day, e.g. --until 2024-05-31.")] = "",
    words: Annotated[str, typer.Option(help="Only with these words, e.g. --words 'apartment collapse'.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the newest first, e.g. --limit 10.")] = 50,
    as_json: Json = False,
) -> None:
    """List incidents, the newest first.

    Example: sitrep incidents list --country UA --since 2024-05-01
    """
    from console.queries import Filters
    from console.summary import newest, print_incidents

    filters = Filters(since=_day(since), until=_day(until), kind=kind, country=country, words=words)
    with Wiring(context.obj) as wiring:
        found = newest(_engine(wiring), filters, limit)
    if as_json:
        output.print_json(found)
    elif found:
        print_incidents(found, "")
    else:
        output.say("no incident; `sitrep status` says whether everything has been worked out")


@app.command()
def show(context: typer.Context, incident: Which, as_json: Json = False) -> None:
    """Show one incident: its claims side by side with their quotes and speakers, and its reports.

    Example: sitrep incidents show 1f0c2b --json
    """
    with Wiring(context.obj) as wiring:
        found = _found(wiring, incident)
    if as_json:
        output.print_json(found)
        return
    _print_head(found)
    rows = ([c["field"], _value(c), c["speaker"], c["as_of"], c["quote"], c["source"]] for c in found["claims"])
    output.print_table(["claim", "value", "speaker", "as of", "quote", "source"], rows)
    output.say()
    reports = ([r["published"], r["source"], r["telling"], r["title"], r["url"], r["id"]] for r in found["reports"])
    output.print_table(["published", "source", "telling", "title", "url", "report"], reports)


@app.command()
def why(
    context: typer.Context,
    one: Annotated[str, typer.Argument(help="Id of an incident, a report or an article, or its beginning.")],
    other: Annotated[str, typer.Argument(help="Another one: then why these two are one incident, or are not.")] = "",
    pairs: Annotated[int, typer.Option(min=1, help="At most so many pairs of reports, the most alike first.")] = 20,
    as_json: Json = False,
) -> None:
    """Say why reports were put together, and what nearly was the same incident; of two ids, why they are or aren't one.

    A score is in thousandths of a logit. Each pair tells what made the two comparable, every feature with its points, and
    what counted in the end. All of it comes from the log; the database isn't asked.

    Example: sitrep incidents why 1f0c2b
    """
    from console.why import open_explainer
    from console.why import why as answer_of
    from console.why_tables import print_why

    with Wiring(context.obj) as wiring:
        explainer, fits = open_explainer(wiring)
        answer = answer_of(explainer, one, other, pairs)
    if not fits:
        output.note("these incidents were made with another model: points are this model's, what counted is the log's")
    if as_json:
        output.print_json(answer)
    else:
        print_why(answer)


@app.command()
def history(context: typer.Context, incident: Which, as_json: Json = False) -> None:
    """Show every version of an incident with the time of each and what changed.

    Example: sitrep incidents history 1f0c2b
    """
    from console.summary import figures_of, when_of, where_of

    with Wiring(context.obj) as wiring:
        versions = _found(wiring, incident)["history"]
    if as_json:
        output.print_json(versions)
        return
    rows = (
        [
            v["recorded_at"],
            ", ".join(c["type"] for c in v["changes"]),
            *((when_of(v), where_of(v), figures_of(v)) if v["live"] else ()),
        ]
        for v in versions
    )
    output.print_table(["recorded", "changes", "date", "place", "figures"], rows)


@app.command()
def export(
    context: typer.Context,
    form: Annotated[Format, typer.Option("--format", help="ndjson is one incident a line, json one document.")] = Format.ndjson,
    with_history: Annotated[
        bool, typer.Option("--history", help="With all versions of each incident and the time of each.")
    ] = False,
    generation: Annotated[str, typer.Option(help="Of this generation, e.g. --generation g2. Default: what readers see.")] = "",
) -> None:
    """Write all incidents with reports and claims to stdout: the same bytes for the same documents.

    Example: sitrep incidents export > incidents.ndjson
    """
    from console.export import export as lines

    with Wiring(context.obj) as wiring:
        if generation:
            wiring.generations().get(generation)
        found = lines(_engine(wiring), history=with_history, generation=generation or None)
        for part in found if form is Format.ndjson else _as_document(found):
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()


def _as_document(lines: Iterable[bytes]) -> Iterator[bytes]:
    before = b"["
    for line in lines:
        yield before + line.rstrip(b"\n")
        before = b",\n"
    yield (b"[" if before == b"[" else b"") + b"]\n"


def _engine(wiring: Wiring) -> Any:
    found = wiring.generations()
    if not found.promoted:
        raise ConfigError("there are no incidents yet: `sitrep run --once` works them out")
    wiring.show_promoted(found)
    return wiring.engine


def _found(wiring: Wiring, incident: str) -> dict[str, Any]:
    from console.queries import incident as find

    found = find(_engine(wiring), incident)
    if found is None:
        raise ConfigError(f"there is no incident {incident!r}: `sitrep incidents list` prints their ids")
    return found


def _print_head(found: dict[str, Any]) -> None:
    from console.summary import figures_of, when_of, where_of

    output.say(f"{found['title']}")
    output.say(f"{found['event_type']}, {when_of(found)}, {where_of(found)}; {found['status']}; id {found['id']}")
    output.say(f"{figures_of(found) or 'no figures'}; {found['report_count']} reports of {found['publisher_count']} publishers\n")


def _value(claim: dict[str, Any]) -> object:
    """The figure, or the words where they say more than the quote."""
    return claim["value"] if claim["value"] != claim["quote"] else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it like 2024-05-12") from error


def add_to(parent: typer.Typer) -> None:
    """Adds the commands."""
    parent.add_typer(app, name="incidents")
