"""`status`: how far everything has come."""

from typing import Annotated, Any

import msgspec
import typer

from console import output
from console.account import account_of
from console.lag import step_lags
from console.settings import masked_url
from console.wiring.wire import Wiring
from eventlog.dead import list_dead
from eventlog.generations import Generations
from events.topics import DEAD, INCIDENTS, topic_name


def status(
    context: typer.Context,
    quick: Annotated[
        bool, typer.Option("--quick", help="Only the lag: no account, which reads the whole log, and no database.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of tables.")] = False,
) -> None:
    """Say how far each step has come, and what became of every document that was fetched.

    The account of a generation counts distinct records of raw: fetched = stored + repeated + refused + dead + pending.

    Example: sitrep status --json
    """
    with Wiring(context.obj) as wiring:
        found = wiring.generations()
        answer: dict[str, Any] = {
            "log": masked_url(wiring.settings.log_url),
            "promoted": found.promoted,
            "generations": [_generation(wiring, found, name, quick) for name in found.live],
        }
        if not quick and found.promoted:
            from console.queries import counts

            wiring.show_promoted(found)
            answer["account"] = next(g["account"] for g in answer["generations"] if g["name"] == found.promoted)
            answer["public"] = counts(wiring.engine)
    if as_json:
        output.print_json(answer)
    else:
        _print(answer)


def _generation(wiring: Wiring, found: Generations, name: str, quick: bool) -> dict[str, Any]:
    lags = step_lags(wiring.log, found, name)
    waiting = sum(dead.state == "waiting" for dead in list_dead(wiring.log, topic_name(DEAD, name)))
    answer: dict[str, Any] = {"name": name, "lag": lags, "dead": waiting}
    if not quick:
        lags["sink"] = wiring.role(found, name, "sink").worker.lag()
        answer["account"] = msgspec.to_builtins(account_of(wiring.log, name))
        answer["decisions"] = wiring.log.end(topic_name(INCIDENTS, name), 0)
    return answer


def _print(answer: dict[str, Any]) -> None:
    output.say(f"log {answer['log']}")
    if not answer["generations"]:
        output.say("nothing was worked out yet; `sitrep run --once` begins")
    for generation in answer["generations"]:
        public = ", what readers see" if generation["name"] == answer["promoted"] else ""
        output.say(f"\ngeneration {generation['name']}{public}")
        output.print_table(["step", "lag"], generation["lag"].items())
        if "account" in generation:
            parts = [f"{count} {part}" for part, count in generation["account"].items()]
            output.say(f"{parts[0]} = {' + '.join(parts[1:])}")
        output.say(
            f"{generation['dead']} dead records wait (`sitrep dead list`)" if generation["dead"] else "no dead records wait"
        )
    if "public" in answer:
        public = answer["public"]
        output.say(f"\n{public['incidents']} incidents, {public['reports']} reports, {public['claims']} claims in the database")


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(status)
