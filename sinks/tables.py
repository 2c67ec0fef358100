"""The tables of a generation, as the newest migration makes them. The schema is a place-holder that `in_schema` fills in."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Double,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

PLACE_HOLDER = "generation"
SHARED = "sitrep"
TEMPLATE = "sitrep_template"
metadata = MetaData(schema=PLACE_HOLDER)


def _line() -> list[Column[Any]]:
    """What an incident's row and each version of it have in common; all may be missing in a version that says "closed"."""
    words = ["event_type", "title", "month_day", "country", "admin1", "location", "location_detail", "status"]
    numbers = ["geoname_id", "fatalities_best", "fatalities_low", "fatalities_high"]
    return [
        *(Column(name, Text) for name in words),
        *(Column(name, Date) for name in ("event_date", "event_date_end")),
        *(Column(name, SmallInteger) for name in ("time_precision", "geo_precision")),
        *(Column(name, Double) for name in ("latitude", "longitude")),
        *(Column(name, BigInteger) for name in numbers),
        Column("figures", JSONB(none_as_null=True)),
        *(Column(name, Integer) for name in ("report_count", "publisher_count")),
    ]


incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    *_line(),
    Column("updated_at", DateTime(timezone=True)),
    Column("updated_offset", BigInteger),
    Column("search", TSVECTOR),
)

incident_reports = Table(
    "incident_reports",
    metadata,
    Column("id", Text, primary_key=True),
    *(Column(name, Text) for name in ("incident_id", "article_id", "source", "feed", "url", "published", "language", "title")),
    *(Column(name, Text) for name in ("telling", "event_type", "text", "month_day", "location", "duplicate_of")),
    Column("event_date", Date),
    Column("event_date_end", Date),
    Column("time_precision", SmallInteger),
    Column("geoname_id", BigInteger),
    Column("independent", Boolean),
    Column("search", TSVECTOR),
)

incident_claims = Table(
    "incident_claims",
    metadata,
    Column("report_id", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *(Column(name, Text) for name in ("incident_id", "field", "text", "speaker", "quote", "as_of", "article_id", "source")),
    *(Column(name, BigInteger) for name in ("best", "low", "high")),
    *(Column(name, Integer) for name in ("quote_start", "quote_end")),
    Column("at_least", Boolean),
)

incident_history = Table(
    "incident_history",
    metadata,
    Column("log_offset", BigInteger, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("recorded_at", DateTime(timezone=True)),
    Column("live", Boolean),
    Column("changes", JSONB),
    *_line(),
)

sink_position = Table(
    "sink_position",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("partition", Integer, primary_key=True),
    Column("next_offset", BigInteger),
    Column("last_decision", Text),
    Column("last_offset", BigInteger),
)

OF_A_GENERATION = ("incidents", "incident_reports", "incident_claims", "incident_history", "sink_position")
PUBLIC_VIEWS = ("incidents", "incident_reports", "incident_claims", "incident_history")


def in_schema(connection: Connection, schema: str) -> Connection:
    """The same connection, on which the tables mean those of `schema` from now on."""
    return connection.execution_options(schema_translate_map={PLACE_HOLDER: schema})
