"""Where an incident happened, out of the places that its passage names."""

from collections.abc import Sequence

from events.reports import Place, Toponym


def place_of(
    text: str, spans: Sequence[tuple[int, int]], toponyms: Sequence[Toponym], anchors: Sequence[int] = ()
) -> Place | None:
    """Where an incident told in these spans happened; `anchors` are offsets of the words that tell the event."""
    inside = [t.place for t in toponyms if t.place and any(a <= t.start < b for a, b in spans)]
    return next((p for p in inside if p.precision == 1), inside[0] if inside else None)
