"""How long a server asks to be left alone: Retry-After, and the freshness of what it sent. Pure; values in, values out."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

NUMBER = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?", re.ASCII)
WAIT = re.compile(rf"({NUMBER.pattern})\s*(?:s|secs?|seconds?)?\s*(?:[,;].*)?", re.ASCII | re.IGNORECASE)
DIRECTIVE = re.compile(r"(?:^|,)\s*([a-z-]+)\s*(?:=\s*\"?([^\",]*)\"?)?", re.IGNORECASE)
LONGEST = timedelta(days=365)
RETRY_SHORTEST, RETRY_LONGEST = timedelta(minutes=1), timedelta(hours=24)


def retry_after(value: str, now: datetime) -> timedelta | None:
    """How long Retry-After asks to wait, from 1 minute to 24 hours; None where it is missing or means nothing.

    Seconds (fractions too) or an HTTP date in any of its three forms (RFC 9110, 5.6.7 and 10.2.3); what lies in the past is
    the shortest wait. Also what servers send beside them: "120s", a header sent twice ("120, 120"), an ISO date."""
    value = value.strip()[:100]
    if found := WAIT.fullmatch(value):
        asked = _seconds(float(found[1]))
    elif (moment := http_date(value) or _iso_date(value)) is not None:
        asked = moment - now
    else:
        return None
    return min(max(asked, RETRY_SHORTEST), RETRY_LONGEST)


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta:
    """For how long an answer just received stays fresh (RFC 9111, 4.2.1): its max-age less its Age, else Expires less Date;
    zero where it says nothing, is stale already or is never to be reused."""
    directives = {name.lower(): value for name, value in DIRECTIVE.findall(headers.get("cache-control", "")[:1000])}
    if directives.keys() & {"no-cache", "no-store"}:
        return timedelta()
    if "max-age" in directives:
        left = _number(directives["max-age"]) - _number(headers.get("age", ""))
    else:
        expires, sent = http_date(headers.get("expires", "")), http_date(headers.get("date", "")) or now
        left = (expires - sent).total_seconds() if expires else 0.0
    return _seconds(max(left, 0.0))


def http_date(value: str) -> datetime | None:
    """An HTTP date in its preferred form, RFC 850's or asctime's; None for anything else."""
    try:
        moment = parsedate_to_datetime(value[:100])
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def _iso_date(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _number(text: str) -> float:
    return float(text) if NUMBER.fullmatch(text.strip()) else 0.0


def _seconds(seconds: float) -> timedelta:
    most = LONGEST.total_seconds()
    return timedelta(seconds=min(max(seconds, -most), most))
