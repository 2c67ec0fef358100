"""Several decisions as one write: the last word on each incident and report, and every version of an incident's line."""

from typing import Any

from sqlalchemy import ARRAY, CollectionAggregate, Connection, Table, Text, any_, bindparam, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from eventlog.log import Record
from events.incidents import Incident, IncidentsDecided, PlacedReport, Resettled, resettled
from sinks.rows import Row, changes_of, claim_rows, clean, incident_row, moment, report_row, searched
from sinks.tables import incident_claims, incident_history, incident_reports, incidents

LINE = tuple(c.name for c in incidents.columns if c.name not in {"id", "updated_at", "updated_offset", "search"})


class Batch:
    """Decisions taken together. None stands for what is gone."""

    def __init__(self) -> None:
        self._incidents: dict[str, tuple[Incident | None, Record]] = {}
        self._reports: dict[str, PlacedReport | None] = {}
        self._resettled: dict[str, Resettled] = {}
        self._versions: list[tuple[str, Incident | None, list[Any], Record]] = []

    def add(self, decision: IncidentsDecided, record: Record) -> None:
        changes = changes_of(decision)
        lines: dict[str, Incident | None] = {**dict.fromkeys(decision.closed), **{i.id: i for i in decision.incidents}}
        for incident, line in lines.items():
            self._incidents[incident] = (line, record)
            self._versions.append((incident, line, changes.get(incident, []), record))
        self._reports.update(dict.fromkeys(decision.withdrawn))
        self._reports.update({placed.report.id: placed for placed in decision.reports})
        for told in (*decision.withdrawn, *(placed.report.id for placed in decision.reports)):
            self._resettled.pop(told, None)
        for group in decision.resettled:
            self._resettle(group)

    def _resettle(self, group: Resettled) -> None:
        """Reports of which this batch has the whole are changed in it, others in the database."""
        for report in group.reports:
            placed = self._reports.get(report)
            if placed is not None:
                self._reports[report] = resettled(placed, group)
            elif report not in self._reports:
                self._resettled[report] = group

    def write(self, connection: Connection) -> None:
        """All of it, in the transaction that is open."""
        self._write_history(connection)
        self._write_incidents(connection)
        self._write_reports(connection)
        self._write_resettled(connection)

    def _write_history(self, connection: Connection) -> None:
        before = _lines(connection, [clean(i) for i in self._incidents])
        rows = []
        for incident, line, changes, record in self._versions:
            key, now = clean(incident), incident_row(line) if line else None
            if before.get(key) != now:
                before[key] = now
                rows.append(
                    {"log_offset": record.offset, "id": key, "recorded_at": moment(record.timestamp), "live": now is not None}
                    | {"changes": changes, **(now or dict.fromkeys(LINE))}
                )
        if rows:
            connection.execute(insert(incident_history), rows)

    def _write_incidents(self, connection: Connection) -> None:
        gone, rows = [], []
        for incident, (line, record) in self._incidents.items():
            if line is None:
                gone.append(clean(incident))
                continue
            row = incident_row(line)
            words = searched(
                line.title, row["location"], row["location_detail"], row["admin1"], row["event_type"].replace("_", " ")
            )
            changed = {"updated_at": moment(record.timestamp), "updated_offset": record.offset}
            rows.append({"id": clean(incident), **row, **changed, "words": words})
        if gone:
            connection.execute(delete(incidents).where(incidents.c.id == _any(gone)))
        _upsert(connection, incidents, rows)

    def _write_reports(self, connection: Connection) -> None:
        if not self._reports:
            return
        ids = [clean(report) for report in self._reports]
        placed = [p for p in self._reports.values() if p is not None]
        connection.execute(delete(incident_claims).where(incident_claims.c.report_id == _any(ids)))
        gone = [clean(report) for report, p in self._reports.items() if p is None]
        if gone:
            connection.execute(delete(incident_reports).where(incident_reports.c.id == _any(gone)))
        _upsert(connection, incident_reports, [report_row(p) for p in placed])
        if claims := [row for p in placed for row in claim_rows(p)]:
            connection.execute(insert(incident_claims), claims)

    def _write_resettled(self, connection: Connection) -> None:
        groups: dict[tuple[str, str], list[str]] = {}
        for report, group in self._resettled.items():
            groups.setdefault((group.incident, group.duplicate_of), []).append(clean(report))
        for (incident, first), ids in groups.items():
            stands = {"independent": not first, "duplicate_of": clean(first) or None}
            of = incident_reports
            connection.execute(update(of).where(of.c.id == _any(ids)).values(incident_id=clean(incident), **stands))
            claims = incident_claims
            connection.execute(update(claims).where(claims.c.report_id == _any(ids)).values(incident_id=clean(incident)))


def _any(ids: list[str]) -> CollectionAggregate[Any]:
    """One array, however long: a statement takes 65,535 values."""
    return any_(literal(ids, ARRAY(Text)))


def _lines(connection: Connection, ids: list[str]) -> dict[str, Row | None]:
    if not ids:
        return {}
    columns = [incidents.c[name] for name in LINE]
    rows = connection.execute(select(incidents.c.id, *columns).where(incidents.c.id == _any(ids)))
    return {row[0]: dict(zip(LINE, row[1:], strict=True)) for row in rows}


def _upsert(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Writes each row over the one with its id; `words` of a row become its `search`."""
    if not rows:
        return
    statement = insert(table).values(
        {name: bindparam(name) for name in rows[0] if name != "words"}
        | {"search": func.to_tsvector("simple", bindparam("words"))}
    )
    updated = {c.name: statement.excluded[c.name] for c in table.columns if not c.primary_key}
    connection.execute(statement.on_conflict_do_update(index_elements=[table.c.id], set_=updated), rows)
