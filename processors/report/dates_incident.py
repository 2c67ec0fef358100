"""When an incident happened, out of the dates that its passage names."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from events.reports import When
from processors.report.dates_mentions import DateMention

_SAID = re.compile(
    r"(?:said|says|told|announced|released|according|reported|confirmed|identified|statement|interview|posted|updated|published|modified|"
    r"copyright|arraigned|court|hearing|trial|sentenced|charged|arrested|conference|funeral|vigil|"
    r"заявил\w*|сообщил\w*|dijo|informó|anunció|sagte|teilte|a déclaré|قال)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…]['”’\")\]]*\s|\n")


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = 0
    for m in _STOP.finditer(text, max(0, at - 400), at):
        start = m.end()
    if not start:
        start = max(0, at - 400)
    stop = _STOP.search(text, at)
    return start, stop.end() if stop else len(text)


def when_of(
    text: str,
    spans: Sequence[tuple[int, int]],
    mentions: Sequence[DateMention],
    *,
    published: str = "",
    anchors: Sequence[int] = (),
) -> When:
    """The time of an incident told in these spans; `anchors` are offsets of the words that tell the event."""
    usable = [m for m in mentions if m.kind != "vague" and any(a <= m.start < b for a, b in spans)]
    limit = published[:10]
    usable = [m for m in usable if not limit or m.when.date_from <= limit]
    best = None
    for anchor in anchors:
        start, end = _sentence(text, anchor)
        for m in usable:
            if start <= m.start < end:
                cost = abs(m.start - anchor) + (200 if _SAID.search(text, max(start, m.start - 50), m.start) else 0)
                best = min(best, (cost, m.start, m)) if best else (cost, m.start, m)
    if best:
        return best[2].when
    for m in usable:
        if not _SAID.search(text, max(0, m.start - 50), m.start):
            return m.when
    if usable:
        return usable[0].when
    try:
        day = date.fromisoformat(limit)
    except ValueError:
        return When()
    if day.year <= 1000:
        return When()
    return When(date_from=(day - timedelta(days=1)).isoformat(), date_to=day.isoformat(), precision=2)
