"""From what cluster decided to rows of the tables. Pure; PostgreSQL's limits on text, numbers and dates are met here."""

import logging
import re
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from events.incidents import Change, Incident, IncidentsDecided, PlacedReport
from events.reports import Claim, Place, When

logger = logging.getLogger(__name__)
Row = dict[str, Any]

BIGGEST = 2**63 - 1
SEARCHED = 100_000  # characters of a text that can be searched: PostgreSQL takes 1 MB of words a row
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def clean(text: str) -> str:
    """PostgreSQL knows neither NUL nor half a surrogate pair. Each becomes one U+FFFD, so that offsets stay right."""
    return UNSTORABLE.sub("\ufffd", text)


def incident_row(incident: Incident) -> Row:
    """The incident's own line: all columns that its row and its versions share."""
    killed = incident.figures.get("killed")
    return {
        "event_type": clean(incident.event_type),
        "title": clean(incident.title),
        **_when(incident.when),
        **_place(incident.place),
        "fatalities_best": killed and _whole(killed.best),
        "fatalities_low": killed and _whole(killed.low),
        "fatalities_high": killed and _whole(killed.high),
        "figures": {
            clean(name): {"best": _whole(f.best), "low": _whole(f.low), "high": _whole(f.high)}
            for name, f in sorted(incident.figures.items())
        },
        "status": clean(incident.status),
        "report_count": incident.reports,
        "publisher_count": incident.publishers,
    }


def report_row(placed: PlacedReport) -> Row:
    """One report with its article. `source` is the publisher as readers know it, `feed` the configured source."""
    report, when = placed.report, _when(placed.report.when)
    title = clean(placed.article_title or report.title)
    return {
        "id": clean(report.id),
        "incident_id": clean(placed.incident),
        "article_id": clean(placed.article_id),
        "source": _publisher(placed),
        "feed": clean(placed.source),
        "url": clean(placed.url) or None,
        "published": clean(placed.published) or None,
        "language": clean(placed.language) or None,
        "title": title,
        "telling": report.telling,
        "event_type": clean(report.event_type),
        "text": clean(report.text),
        **when,
        "location": clean(report.place.name) if report.place else None,
        "geoname_id": report.place.geoname_id if report.place else None,
        "independent": placed.independent,
        "duplicate_of": clean(placed.duplicate_of) or None,
        "words": searched(title, report.title, report.text),
    }


def claim_rows(placed: PlacedReport) -> list[Row]:
    """What the report claims, numbered as it stands there."""
    return [
        {
            "report_id": clean(placed.report.id),
            "ordinal": ordinal,
            "incident_id": clean(placed.incident),
            "article_id": clean(placed.article_id),
            "source": _publisher(placed),
            **_claim(claim),
        }
        for ordinal, claim in enumerate(placed.report.claims)
    ]


def changes_of(decision: IncidentsDecided) -> dict[str, list[Any]]:
    """Incident id -> what the decision changed about it, as JSON values."""
    found: dict[str, list[Any]] = {}
    for change in decision.changes:
        for incident in sorted(_concerned(change)):
            found.setdefault(incident, []).append(_cleaned(msgspec.to_builtins(change)))
    return found


def searched(*texts: str | None) -> str:
    """Text as the search columns hold it. Folded here, because what a database calls lower case depends on its locale."""
    return clean(" ".join(t for t in texts if t).casefold())[:SEARCHED]


def moment(milliseconds: int) -> datetime:
    """The time of a log record."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _concerned(change: Change) -> set[str]:
    named = {getattr(change, name, "") for name in ("incident", "origin")}
    return (named | set(getattr(change, "gone", ())) | set(getattr(change, "parts", ()))) - {""}


def _cleaned(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _cleaned(v) for name, v in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(v) for v in value]
    return clean(value) if isinstance(value, str) else value


def _claim(claim: Claim) -> Row:
    return {
        "field": clean(claim.field),
        "best": _whole(claim.best),
        "low": _whole(claim.low),
        "high": _whole(claim.high),
        "at_least": claim.at_least,
        "text": clean(claim.text),
        "speaker": clean(claim.speaker),
        "quote": clean(claim.quote),
        "quote_start": claim.start,
        "quote_end": claim.end,
        "as_of": clean(claim.as_of) or None,
    }


def _when(when: When) -> Row:
    return {
        "event_date": _date(when.date_from),
        "event_date_end": _date(when.date_to),
        "time_precision": when.precision or None,
        "month_day": clean(when.month_day) or None,
    }


def _place(place: Place | None) -> Row:
    return {
        "country": (clean(place.country) or None) if place else None,
        "admin1": (clean(place.admin1) or None) if place else None,
        "location": clean(place.name) if place else None,
        "location_detail": (clean(place.below) or None) if place else None,
        "latitude": float(place.lat) if place else None,
        "longitude": float(place.lon) if place else None,
        "geo_precision": place.precision if place else None,
        "geoname_id": place.geoname_id if place else None,
    }


def _publisher(placed: PlacedReport) -> str:
    return clean(placed.publisher or placed.source)


def _whole(number: int | None) -> int | None:
    """A text may hold any number; a column ends at 2^63."""
    return None if number is None else max(-BIGGEST, min(BIGGEST, number))


def _date(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        logger.warning("not a date of the calendar, stored as unknown", extra={"date": text})
        return None
