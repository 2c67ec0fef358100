"""The shared schema `sitrep`, and `sitrep_template`: tables that stay empty and after which each generation's are made.

A later change of them has to alter the template and every schema of sitrep.generations. They don't stand in `sitrep`, because
an account of that name would find them there before the views in `public`.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
CREATE SCHEMA sitrep_template;

CREATE TABLE sitrep.generations (
    name text PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sitrep.promotions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    generation text NOT NULL,
    promoted_at timestamptz NOT NULL
);

CREATE TABLE sitrep_template.sink_position (
    topic text,
    partition integer,
    next_offset bigint NOT NULL,
    last_decision text NOT NULL,
    last_offset bigint NOT NULL,
    PRIMARY KEY (topic, partition)
);

CREATE TABLE sitrep_template.incidents (
    id text PRIMARY KEY,
    event_type text NOT NULL,
    title text NOT NULL,
    event_date date,
    event_date_end date,
    time_precision smallint,
    month_day text,
    country text,
    admin1 text,
    location text,
    location_detail text,
    latitude double precision,
    longitude double precision,
    geo_precision smallint,
    geoname_id bigint,
    fatalities_best bigint,
    fatalities_low bigint,
    fatalities_high bigint,
    figures jsonb NOT NULL,
    status text NOT NULL,
    report_count integer NOT NULL,
    publisher_count integer NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_offset bigint NOT NULL,
    search tsvector NOT NULL
);
CREATE INDEX ON sitrep_template.incidents (event_date DESC NULLS LAST, id);
CREATE INDEX ON sitrep_template.incidents USING gin (search);

CREATE TABLE sitrep_template.incident_reports (
    id text PRIMARY KEY,
    incident_id text NOT NULL,
    article_id text NOT NULL,
    source text NOT NULL,
    feed text NOT NULL,
    url text,
    published text,
    language text,
    title text NOT NULL,
    telling text NOT NULL,
    event_type text NOT NULL,
    text text NOT NULL,
    event_date date,
    event_date_end date,
    time_precision smallint,
    month_day text,
    location text,
    geoname_id bigint,
    independent boolean NOT NULL,
    duplicate_of text,
    search tsvector NOT NULL
);
CREATE INDEX ON sitrep_template.incident_reports (incident_id);
CREATE INDEX ON sitrep_template.incident_reports (article_id);
CREATE INDEX ON sitrep_template.incident_reports USING gin (search);

CREATE TABLE sitrep_template.incident_claims (
    report_id text,
    ordinal integer,
    incident_id text NOT NULL,
    field text NOT NULL,
    best bigint,
    low bigint,
    high bigint,
    at_least boolean NOT NULL,
    text text NOT NULL,
    speaker text NOT NULL,
    quote text NOT NULL,
    quote_start integer NOT NULL,
    quote_end integer NOT NULL,
    as_of text,
    article_id text NOT NULL,
    source text NOT NULL,
    PRIMARY KEY (report_id, ordinal)
);
CREATE INDEX ON sitrep_template.incident_claims (incident_id);

CREATE TABLE sitrep_template.incident_history (
    log_offset bigint,
    id text,
    recorded_at timestamptz NOT NULL,
    live boolean NOT NULL,
    changes jsonb NOT NULL,
    event_type text,
    title text,
    event_date date,
    event_date_end date,
    time_precision smallint,
    month_day text,
    country text,
    admin1 text,
    location text,
    location_detail text,
    latitude double precision,
    longitude double precision,
    geo_precision smallint,
    geoname_id bigint,
    fatalities_best bigint,
    fatalities_low bigint,
    fatalities_high bigint,
    figures jsonb,
    status text,
    report_count integer,
    publisher_count integer,
    PRIMARY KEY (log_offset, id)
);
CREATE INDEX ON sitrep_template.incident_history (id, log_offset);
"""

VIEWS = """
CREATE VIEW public.incidents AS SELECT * FROM sitrep_template.incidents;
CREATE VIEW public.incident_reports AS SELECT * FROM sitrep_template.incident_reports;
CREATE VIEW public.incident_claims AS SELECT * FROM sitrep_template.incident_claims;
CREATE VIEW public.incident_history AS SELECT * FROM sitrep_template.incident_history;
"""

# The rights of its owner, so that whoever may read the views can ask for the past as well.
AS_OF = """
CREATE FUNCTION public.incidents_as_of(t timestamptz) RETURNS SETOF public.incidents
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    g text;
BEGIN
    SELECT generation INTO g FROM sitrep.promotions WHERE promoted_at <= t ORDER BY promoted_at DESC, id DESC LIMIT 1;
    IF g IS NULL THEN
        RETURN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM sitrep.generations WHERE name = g) THEN
        RAISE EXCEPTION 'generation %, public at %, has been dropped', g, t;
    END IF;
    RETURN QUERY EXECUTE format($q$
        SELECT id, event_type, title, event_date, event_date_end, time_precision, month_day, country, admin1, location,
            location_detail, latitude, longitude, geo_precision, geoname_id, fatalities_best, fatalities_low, fatalities_high,
            figures, status, report_count, publisher_count, recorded_at, log_offset, to_tsvector('simple', lower(title))
        FROM (SELECT DISTINCT ON (id) * FROM %I.incident_history WHERE recorded_at <= $1 ORDER BY id, log_offset DESC) AS latest
        WHERE live $q$, g) USING t;
END
$$;
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(VIEWS)
    op.execute(AS_OF)
