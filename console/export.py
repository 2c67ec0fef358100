"""The canonical export: one live incident a line, the same bytes for the same set of documents.

Order of arrival, batches, restarts, generation, the kind of log and the version of PostgreSQL leave no trace in it: no version,
no time of the clock, ids in the order of their code points, keys sorted.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, RowMapping, Select, Table, select

from sinks.store import reading
from sinks.tables import in_schema, incident_claims, incident_history, incident_reports, incidents

PUBLIC = "public"
_encoder = msgspec.json.Encoder(order="deterministic")
Groups = Iterator[tuple[str, Iterable[RowMapping]]]


def export(engine: Engine, *, history: bool = False, generation: str | None = None) -> Iterator[bytes]:
    """Lines of NDJSON, each with its line feed, of what readers see (or of one generation).

    `history` adds all versions of each incident with the log's time of each. Raises StoreUnavailable.
    """
    with reading(engine) as connection:
        shown = in_schema(connection, generation or PUBLIC).execution_options(stream_results=True, max_row_buffer=500)
        # First, so that a promotion waits for this transaction: it moves the view of the incidents before the other views.
        lines = _rows(shown, _all(incidents).order_by(incidents.c.id.collate("C")))
        sides = [_Side(_grouped(shown, query)) for query in _sides(history)]
        for incident in lines:
            reports, claims, *versions = (side.of(incident["id"]) for side in sides)
            line = incident_document(incident, reports, claims)
            if history:
                line["history"] = [version_document(version) for version in versions[0]]
            yield _encoder.encode(line) + b"\n"
        for side in sides:
            side.end()


def incident_document(incident: RowMapping, reports: Iterable[RowMapping], claims: Iterable[RowMapping]) -> dict[str, Any]:
    """An incident as JSON values. Dates and places that aren't known are null."""
    return {
        "id": incident["id"],
        **line_document(incident),
        "claims": [claim_document(claim) for claim in claims],
        "reports": [report_document(report) for report in reports],
    }


def line_document(row: RowMapping) -> dict[str, Any]:
    """What is said of an incident as a whole; also of an earlier version of it."""
    return {
        "event_type": row["event_type"],
        "title": row["title"],
        **_when(row),
        "place": None if row["geoname_id"] is None else _place(row),
        "figures": row["figures"],
        "status": row["status"],
    }


def report_document(row: RowMapping) -> dict[str, Any]:
    """One report with its article; `source` and `publisher` are the publisher's name, `feed` the configured source."""
    names = ("id", "article_id", "source", "feed", "url", "published", "language", "title", "telling", "event_type", "text")
    return {name: row[name] for name in (*names, "independent", "duplicate_of")} | {"publisher": row["source"], **_when(row)}


def claim_document(row: RowMapping) -> dict[str, Any]:
    """One claim; `value` is the figure, or the words where the field isn't a number."""
    names = ("field", "low", "high", "at_least", "text", "speaker", "quote", "as_of", "article_id", "source")
    return {name: row[name] for name in names} | {
        "value": row["best"] if row["best"] is not None else row["text"] or None,
        "start": row["quote_start"],
        "end": row["quote_end"],
        "publisher": row["source"],
        "report": row["report_id"],
    }


def version_document(row: RowMapping) -> dict[str, Any]:
    """One version of an incident's line: when it was written to the log, and what changed. Not `live`: it was closed."""
    head = {"recorded_at": _iso(row["recorded_at"]), "offset": row["log_offset"], "live": row["live"], "changes": row["changes"]}
    return head | (line_document(row) if row["live"] else {})


def reports_of(query: Select[Any]) -> Select[Any]:
    """Reports in the order of publication, unknown last."""
    columns = incident_reports.c
    return query.order_by(columns.incident_id.collate("C"), columns.published.collate("C").nulls_last(), columns.id.collate("C"))


def claims_of(query: Select[Any]) -> Select[Any]:
    """Claims by field, then as they stand in the articles."""
    columns = incident_claims.c
    words = [column.collate("C") for column in (columns.incident_id, columns.field, columns.article_id)]
    return query.order_by(*words, columns.quote_start, columns.quote_end, columns.report_id.collate("C"), columns.ordinal)


def versions_of(query: Select[Any]) -> Select[Any]:
    """Versions from the first to the last."""
    return query.order_by(incident_history.c.id.collate("C"), incident_history.c.log_offset)


class _Side:
    """The rows that belong to one incident after the other; both sides are in the order of the incident's id."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups
        self._next = next(groups, None)

    def of(self, incident: str) -> list[RowMapping]:
        while self._next and self._next[0] < incident:
            self._next = next(self._groups, None)
        return list(self._next[1]) if self._next and self._next[0] == incident else []

    def end(self) -> None:
        """Reads what no live incident has (versions of those that are closed), which closes the cursor."""
        deque(self._groups, maxlen=0)


def _sides(history: bool) -> list[tuple[Select[Any], str]]:
    sides = [(reports_of(_all(incident_reports)), "incident_id"), (claims_of(_all(incident_claims)), "incident_id")]
    return [*sides, (versions_of(_all(incident_history)), "id")] if history else sides


def _all(table: Table) -> Select[Any]:
    return select(*(column for column in table.columns if column.name != "search"))


def _rows(connection: Connection, query: Select[Any]) -> Iterator[RowMapping]:
    return iter(connection.execute(query).mappings())


def _grouped(connection: Connection, side: tuple[Select[Any], str]) -> Groups:
    query, key = side
    return groupby(_rows(connection, query), key=lambda row: str(row[key]))


def _when(row: RowMapping) -> dict[str, Any]:
    return {
        "date_from": _iso(row["event_date"]),
        "date_to": _iso(row["event_date_end"]),
        "date_precision": row["time_precision"],
        "month_day": row["month_day"],
    }


def _place(row: RowMapping) -> dict[str, Any]:
    return {
        "name": row["location"],
        "country": row["country"],
        "admin1": row["admin1"],
        "lat": row["latitude"],
        "lon": row["longitude"],
        "geoname_id": row["geoname_id"],
        "precision": row["geo_precision"],
        "below": row["location_detail"],
    }


def _iso(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
