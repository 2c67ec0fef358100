"""Place names in a text, resolved in the context of the whole text, and where an incident happened."""

from collections.abc import Sequence

from events.reports import Place, Toponym
from processors.report.gazetteer import Gazetteer


def find_toponyms(text: str, gazetteer: Gazetteer, *, language: str = "", title: str = "") -> tuple[Toponym, ...]:
    """The place names of the text, sorted, not overlapping; `place` is None where it can't be resolved."""
    return ()


def place_of(
    text: str, spans: Sequence[tuple[int, int]], toponyms: Sequence[Toponym], anchors: Sequence[int] = ()
) -> Place | None:
    """Where an incident told in these spans happened; `anchors` are offsets of the words that tell the event."""
    inside = [t.place for t in toponyms if t.place and any(a <= t.start < b for a, b in spans)]
    return inside[0] if inside else None
