"""What people ask of the incidents. Reads the public views only, so it sees the promoted generation and nothing half done."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, FromClause, RowMapping, Select, Table, and_, column, func, or_, select, text

from console.export import PUBLIC, claims_of, incident_document, line_document, reports_of, version_document, versions_of
from events.errors import ConfigError
from sinks import tables
from sinks.rows import clean, searched
from sinks.store import reading

Document = dict[str, Any]
MOST = 200


class BadQuery(ConfigError):
    """A question that can't be answered as it stands; says what is expected."""


@dataclass(frozen=True)
class Filters:
    """`since`, `until`: the incident's dates touch these days, both included (an incident without a date then doesn't match).
    `words`: all of them in the incident's title and place, or all in one of its reports; "a phrase", or, and -not work.
    `bbox`: west, south, east, north in degrees; west > east crosses the date line. `as_of`: as readers saw it then (`words` then
    looks at titles only)."""

    since: date | None = None
    until: date | None = None
    kind: str = ""
    country: str = ""
    words: str = ""
    bbox: tuple[float, float, float, float] | None = None
    as_of: datetime | None = None


@dataclass(frozen=True)
class Page:
    """Some incidents, newest first, and the cursor of the next page ("" on the last)."""

    items: list[Document]
    next: str


def incidents(engine: Engine, filters: Filters = Filters(), *, limit: int = 50, cursor: str = "") -> Page:
    """Incidents by date, unknown dates last. Raises BadQuery, StoreUnavailable."""
    if not 1 <= limit <= MOST:
        raise BadQuery(f"limit {limit}: expected 1 to {MOST}")
    source: FromClause = tables.incidents if filters.as_of is None else _as_of(filters.as_of)
    query = select(*(c for c in source.c if c.name != "search")).where(*_matching(source, filters))
    if cursor:
        query = query.where(_after(source, *_read_cursor(cursor)))
    query = query.order_by(source.c.event_date.desc().nulls_last(), source.c.id).limit(limit + 1)
    with reading(engine) as connection:
        rows = _rows(tables.in_schema(connection, PUBLIC), query)
    items = [_listed(row) for row in rows[:limit]]
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(items, _write_cursor(last["event_date"], last["id"]) if last else "")


def incident(engine: Engine, identity: str) -> Document | None:
    """An incident with its reports, claims and history, by its id or the id of any of its reports; then its own id differs from
    the one asked for. None when there is none."""
    with reading(engine) as connection:
        shown = tables.in_schema(connection, PUBLIC)
        # First the incidents: a promotion moves this view before the others, and so waits for us.
        rows = _rows(shown, select(tables.incidents).where(tables.incidents.c.id == clean(identity)))
        if holder := _holder(shown, clean(identity)):
            rows = _rows(shown, select(tables.incidents).where(tables.incidents.c.id == holder))
        if not rows:
            return None
        here = rows[0]["id"]
        reports = _rows(shown, reports_of(_of(tables.incident_reports, "incident_id", here)))
        claims = _rows(shown, claims_of(_of(tables.incident_claims, "incident_id", here)))
        versions = _rows(shown, versions_of(_of(tables.incident_history, "id", here)))
    history = [version_document(version) for version in versions]
    return _listed(rows[0]) | incident_document(rows[0], reports, claims) | {"history": history}


def counts(engine: Engine) -> Document:
    """How much readers see: the promoted generation, incidents, reports, claims, publishers, and the time of the last change."""
    with reading(engine) as connection:
        row = connection.execute(
            text(
                "SELECT (SELECT generation FROM sitrep.promotions ORDER BY promoted_at DESC, id DESC LIMIT 1) AS generation,"
                " (SELECT count(*) FROM public.incidents) AS incidents,"
                " (SELECT count(*) FROM public.incident_reports) AS reports,"
                " (SELECT count(*) FROM public.incident_claims) AS claims,"
                " (SELECT count(DISTINCT source) FROM public.incident_reports) AS publishers,"
                " (SELECT max(updated_at) FROM public.incidents) AS updated_at"
            )
        ).one()
    return {**row._mapping, "updated_at": row.updated_at and row.updated_at.isoformat()}


def choices(engine: Engine) -> dict[str, list[str]]:
    """The kinds and countries that there are incidents of, for a form."""
    with reading(engine) as connection:
        shown = tables.in_schema(connection, PUBLIC)
        return {
            name: sorted(row[0] for row in shown.execute(select(found).distinct().where(found.is_not(None))))
            for name, found in (("kinds", tables.incidents.c.event_type), ("countries", tables.incidents.c.country))
        }


def _rows(connection: Connection, query: Select[Any]) -> Sequence[RowMapping]:
    return connection.execute(query).mappings().all()


def _of(table: Table, key: str, identity: str) -> Select[Any]:
    return select(*(c for c in table.columns if c.name != "search")).where(table.columns[key] == identity)


def _listed(row: RowMapping) -> Document:
    counted = {name: row[name] for name in ("report_count", "publisher_count")}
    return {"id": row["id"], **line_document(row), **counted, "updated_at": row["updated_at"].isoformat()}


def _as_of(moment: datetime) -> FromClause:
    if moment.tzinfo is None:
        raise BadQuery("as_of: expected a time with a zone, like 2026-01-31T12:00:00Z")
    return (
        func.public.incidents_as_of(moment)
        .table_valued(*(column(c.name, c.type) for c in tables.incidents.columns))
        .alias("then")
    )


def _matching(source: FromClause, filters: Filters) -> list[Any]:
    c = source.c
    found: list[Any] = []
    if filters.since:
        found.append(func.coalesce(c.event_date_end, c.event_date) >= filters.since)
    if filters.until:
        found.append(c.event_date <= filters.until)
    if filters.kind:
        found.append(c.event_type == clean(filters.kind))
    if filters.country:
        found.append(c.country == clean(filters.country).upper())
    if filters.bbox:
        found.append(_inside(source, *filters.bbox))
    if filters.words:
        found.append(_telling(source, filters))
    return found


def _inside(source: FromClause, west: float, south: float, east: float, north: float) -> Any:
    longitude = source.c.longitude
    between = longitude.between(west, east) if west <= east else or_(longitude >= west, longitude <= east)
    return and_(source.c.latitude.between(south, north), between)


def _telling(source: FromClause, filters: Filters) -> Any:
    wanted = func.websearch_to_tsquery("simple", searched(filters.words))
    own = source.c.search.op("@@")(wanted)
    if filters.as_of:
        return own
    reports = select(tables.incident_reports.c.incident_id).where(tables.incident_reports.c.search.op("@@")(wanted))
    return or_(own, source.c.id.in_(reports))


def _holder(connection: Connection, report: str) -> str | None:
    """The incident that holds this report. An incident's id is a report's, so an old id leads to where that report is now."""
    row = connection.execute(select(tables.incident_reports.c.incident_id).where(tables.incident_reports.c.id == report)).first()
    return None if row is None else str(row[0])


def _write_cursor(day: date | None, identity: str) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode([day and day.isoformat(), identity])).decode()


def _read_cursor(cursor: str) -> tuple[date | None, str]:
    try:
        day, identity = msgspec.json.decode(base64.urlsafe_b64decode(cursor.encode()), type=tuple[date | None, str])
    except (ValueError, binascii.Error) as error:
        raise BadQuery("cursor: expected the `next` of an earlier answer, unchanged") from error
    return day, clean(identity)


def _after(source: FromClause, day: date | None, identity: str) -> Any:
    c = source.c
    if day is None:
        return and_(c.event_date.is_(None), c.id > identity)
    return or_(c.event_date < day, and_(c.event_date == day, c.id > identity), c.event_date.is_(None))
