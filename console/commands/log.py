"""`topics` and `tail`: what stands in the log."""

import time
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
import typer

from console import output
from console.wiring.wire import Wiring
from eventlog.log import Log, Record
from events.errors import UnknownTopic

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a table.")]


def topics(context: typer.Context, as_json: Json = False) -> None:
    """List the topics of the log with their partitions and the number of records.

    Topics of a generation are named after it, e.g. g1.incidents; raw, corrections and generations belong to none.

    Example: sitrep topics --json
    """
    with Wiring(context.obj) as wiring:
        log = wiring.log
        rows = [
            {"topic": name, "partitions": width, "records": sum(log.end(name, p) for p in range(width))}
            for name, width in sorted(log.topics().items())
        ]
    if as_json:
        output.print_json(rows)
    else:
        output.print_table(["topic", "partitions", "records"], (list(row.values()) for row in rows))


def tail(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(help="A topic's name as `sitrep topics` shows it, e.g. g1.incidents.")],
    lines: Annotated[
        int, typer.Option("--lines", "-n", min=0, help="How many of the last records of each partition, e.g. -n 3.")
    ] = 10,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on with new records until Ctrl-C.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Print whole records; else long texts are cut.")] = False,
) -> None:
    """Print the last records of a topic, one JSON document a line with partition, offset and key.

    Example: sitrep tail g1.incidents -n 3 --full
    """
    with Wiring(context.obj) as wiring:
        log = wiring.log
        width = log.topics().get(topic)
        if width is None:
            raise UnknownTopic(f"the log has no topic {topic!r}; it has: {', '.join(sorted(log.topics())) or 'none yet'}")
        places = {partition: max(0, log.end(topic, partition) - lines) for partition in range(width)}
        for record in _records(log, topic, places, follow):
            output.print_lines([_shown(record, full)])


def _records(log: Log, topic: str, places: dict[int, int], follow: bool) -> Iterator[Record]:
    while True:
        found = 0
        for partition, offset in places.items():
            while records := log.read(topic, partition, offset, 500):
                yield from records
                found += len(records)
                offset = places[partition] = records[-1].offset + 1
        if not follow:
            return
        if not found:
            time.sleep(0.25)


def _shown(record: Record, full: bool) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(record.value)
    except msgspec.DecodeError:
        value = record.value.decode("utf-8", "replace")
    return {"partition": record.partition, "offset": record.offset, "key": record.key, "value": value if full else _cut(value)}


def _cut(value: Any, most: int = 120) -> Any:
    if isinstance(value, dict):
        return {name: _cut(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_cut(inner) for inner in value[:10]] + ([f"… {len(value) - 10} more"] if len(value) > 10 else [])
    return value[:most] + "…" if isinstance(value, str) and len(value) > most else value


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(topics)
    app.command()(tail)
