"""How dates, places, figures and claims are put in words, the same in every locale."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from babel import Locale

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
FIRST_FIELDS = (
    "killed", "children_killed", "injured", "children_injured", "missing", "rescued", "arrested", "displaced", "cause", "blame",
    "actor", "weapon",
)  # fmt: skip
MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(\d\d)", re.ASCII)
COARSE = {2: "near", 4: "somewhere in", 5: "around", 6: "somewhere in", 7: "across"}  # UCDP's where_prec
CHANGES = {
    "IncidentOpened": "opened", "ReportAttached": "a report joined", "ReportMoved": "a report moved",
    "ReportRevised": "a report was revised",
    "ReportWithdrawn": "a report was withdrawn", "IncidentsMerged": "incidents were merged", "IncidentSplit": "split",
    "IncidentRenamed": "another id, because its earliest report changed", "IncidentClosed": "closed: no report is left",
}  # fmt: skip
Claim = Mapping[str, Any]
_territories = Locale("en").territories


def day(incident: Mapping[str, Any]) -> str:
    """When it was, no finer than it is known."""
    if incident["date_from"] is None:
        known = MONTH_DAY.fullmatch(incident["month_day"] or "")
        return f"{int(known[2])} {MONTHS[int(known[1]) - 1]}, year unknown" if known else "Date unknown"
    first = date.fromisoformat(incident["date_from"])
    last = date.fromisoformat(incident["date_to"] or incident["date_from"])
    precision = incident["date_precision"] or 1
    if precision >= 5 and first.year == last.year:
        return str(first.year)
    if precision == 4 and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    return _range(first, last)


def _range(first: date, last: date) -> str:
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {end}"
    return f"{first.day} {MONTHS[first.month - 1]} {first.year} – {end}"


def place(found: Mapping[str, Any] | None) -> str:
    """Where it was, no finer than it is known."""
    if found is None:
        return "Place unknown"
    country = country_name(found["country"]) if found["country"] else None
    parts: list[str] = []
    for part in (found["below"], found["name"], found["admin1"], country):
        if part and part not in parts:
            parts.append(part)
    coarse = COARSE.get(found["precision"])
    return f"{coarse} {', '.join(parts)}" if coarse else ", ".join(parts)


def country_name(code: str) -> str:
    """The English name of an ISO 3166-1 code; the code itself where it has none."""
    return str(_territories.get(code, code))


def label(name: str) -> str:
    """A field or kind for reading: children_killed -> Children killed."""
    return name.replace("_", " ").strip().capitalize()


def number(value: int) -> str:
    """12345 -> 12,345."""
    return f"{value:,}"


def figure(found: Mapping[str, int]) -> str:
    """Best, and the range where accounts differ."""
    if found["low"] == found["high"]:
        return number(found["best"])
    return f"{number(found['best'])} ({number(found['low'])}–{number(found['high'])})"


def amount(claim: Claim) -> str:
    """What a claim says: a figure with its range and what was counted, or words; "" where the quote says the same."""
    value, low, high = claim["value"], claim["low"], claim["high"]
    if not isinstance(value, int):
        words = value or claim["text"] or ("" if low is None else number(low))
        return "" if words == claim["quote"] else words
    figure = number(value)
    if claim["at_least"]:
        figure = f"at least {figure}"
    elif low is not None and high is not None and low != high:
        figure = f"{number(low)}–{number(high)}"
    return f"{figure} {claim['text']}".strip()


def figures(found: Mapping[str, Mapping[str, int]]) -> list[tuple[str, Mapping[str, int]]]:
    """Derived figures in the order in which people ask for them."""
    return sorted(found.items(), key=lambda item: _rank(item[0]))


def side_by_side(claims: Sequence[Claim]) -> dict[str, Any]:
    """Claims as a table: `sources` by name, and `rows` of (field, [(source, its claims)]), figures first, then causes."""
    sources = sorted({str(claim["source"]) for claim in claims})
    cells: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        cells.setdefault((claim["field"], claim["source"]), []).append(claim)
    fields = sorted({str(claim["field"]) for claim in claims}, key=_rank)
    return {"sources": sources, "rows": [(f, [(s, cells.get((f, s), [])) for s in sources]) for f in fields]}


def _rank(field: str) -> tuple[int, str]:
    return (FIRST_FIELDS.index(field) if field in FIRST_FIELDS else len(FIRST_FIELDS), field)


def web(url: str | None) -> str:
    """The address if it is one of the web, else "": javascript:, data: and the like are no links."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return ""
    return (url or "").strip() if parts.scheme in {"http", "https"} and parts.netloc else ""


def published(text: str | None) -> str:
    """The day of an article; as it was given where it is no date."""
    if not text:
        return "date unknown"
    try:
        when = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def moment(text: str) -> str:
    """A time of the log, to the minute, in UTC."""
    return datetime.fromisoformat(text).strftime("%Y-%m-%d %H:%M UTC")


def named_changes(changes: Iterable[Mapping[str, Any]]) -> str:
    """What happened to an incident in one version."""
    names = dict.fromkeys(CHANGES.get(str(change.get("type")), str(change.get("type"))) for change in changes)
    return ", ".join(names) or "its reports changed"
