"""Dates in a text, and when an incident happened."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from events.reports import When


class DateMention(NamedTuple):
    """A date in a text. `kind` "relative" was resolved against the publication date; "year_missing" has only a month_day."""

    start: int
    end: int
    when: When
    kind: Literal["explicit", "relative", "vague", "year_missing"]


def find_dates(text: str, *, published: str = "", language: str = "") -> tuple[DateMention, ...]:
    """The dates of the text, sorted, not overlapping."""
    return ()


def when_of(
    text: str,
    spans: Sequence[tuple[int, int]],
    mentions: Sequence[DateMention],
    *,
    published: str = "",
    anchors: Sequence[int] = (),
) -> When:
    """The time of an incident told in these spans; `anchors` are offsets of the words that tell the event."""
    inside = [m.when for m in mentions if any(a <= m.start < b for a, b in spans)]
    return inside[0] if inside else When()
