"""What `sitrep run --once` prints at its end: the incidents that several sources tell of, and where to look further."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine

from console import output
from console.queries import MOST, Filters, counts, incidents
from console.wiring.wire import Wiring
from ingest.takings import PollResult

SHOWN = 25
PAGES = 10
COLUMNS = ("date", "kind", "place", "figures", "title", "reports", "sources", "id")


def print_summary(wiring: Wiring, polled: Sequence[PollResult]) -> None:
    """Merged incidents first, those with most publishers on top; then the others, as many as fit a screen."""
    brought = sum(result.new + result.changed for result in polled)
    total = counts(wiring.engine)
    output.say(f"{brought} documents new or changed; {total['incidents']} incidents with {total['reports']} reports")
    output.say()
    found = newest(wiring.engine, Filters(), PAGES * MOST)
    merged = sorted(
        (i for i in found if i["report_count"] > 1), key=lambda i: (-i["publisher_count"], -i["report_count"], i["id"])
    )
    single = [i for i in found if i["report_count"] < 2]
    print_incidents(merged[:SHOWN], "Incidents with several reports")
    print_incidents(single[: max(5, SHOWN - len(merged))], "Incidents with one report")
    http = wiring.settings.http
    output.say(f"See them:    sitrep serve   then http://{http.host}:{http.port}")
    output.say("One of them: sitrep incidents show ID")
    output.say("All of them: sitrep incidents export > incidents.ndjson")
    output.say("(`sitrep` is .venv/bin/sitrep; `make serve` follows the sources until Ctrl-C)")


def newest(engine: Engine, filters: Filters, most: int) -> list[dict[str, Any]]:
    """The newest incidents, page by page."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while len(found) < most:
        page = incidents(engine, filters, limit=min(MOST, most - len(found)), cursor=cursor)
        found += page.items
        cursor = page.next
        if not cursor:
            break
    return found


def print_incidents(found: Sequence[dict[str, Any]], title: str) -> None:
    """A table of incidents, nothing for none."""
    if found:
        output.print_table(COLUMNS, map(_row, found), title)
        output.say()


def _row(incident: dict[str, Any]) -> tuple[object, ...]:
    return (
        when_of(incident), incident["event_type"], where_of(incident), figures_of(incident), _cut(incident["title"], 48),
        incident["report_count"], incident["publisher_count"], incident["id"],
    )  # fmt: skip


def when_of(incident: dict[str, Any]) -> str:
    """Its date as precisely as it is known."""
    first, last = incident["date_from"], incident["date_to"]
    if not first:
        return f"?-{incident['month_day']}" if incident["month_day"] else "?"
    return first if first == last or not last else f"{first} to {last}"


def where_of(incident: dict[str, Any]) -> str:
    """Its place, the finer part first."""
    place = incident["place"]
    return ", ".join(part for part in (place["below"], place["name"], place["country"]) if part) if place else "?"


def figures_of(incident: dict[str, Any]) -> str:
    """Its figures, with their ranges where accounts differ."""
    figures: dict[str, dict[str, int]] = incident["figures"] or {}
    ranges = {name: f" ({f['low']}-{f['high']})" if f["low"] != f["high"] else "" for name, f in figures.items()}
    return ", ".join(f"{figures[name]['best']} {name}{ranges[name]}" for name in sorted(figures))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
