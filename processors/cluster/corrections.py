"""What analysts decided, applied to the reports that are there now. A correction that matches none waits for one that it does."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from events.control import CorrectionMade, PassageRef
from events.errors import BadInput
from events.incidents import PlacedReport
from processors.report.shingles import digest_of

CERTAIN = 10**8  # thousandths of a logit: more than any number of scores can outweigh
SETTABLE = ("event_type", "title", "date_from", "date_to", "status", "geoname_id")
Reports = Callable[[str], Sequence[PlacedReport]]
"""The current reports of an article."""


def check(correction: CorrectionMade) -> None:
    """Raises BadInput where a correction lacks what its action needs."""
    needs = {"same": ("a", "b"), "different": ("a", "b"), "set": ("a", "field", "value"), "retract": ("source",)}[
        correction.action
    ]
    lacking = [n for n in needs if not getattr(correction, n)]
    if lacking:
        raise BadInput(f"correction {correction.id}: `{correction.action}` needs {' and '.join(lacking)}")
    if correction.action == "set":
        _check_value(correction)


def _check_value(correction: CorrectionMade) -> None:
    field, value = correction.field, correction.value
    try:
        if field in ("date_from", "date_to"):
            if date.fromisoformat(value).isoformat() != value:  # "20240512" would compare wrongly with other days
                raise ValueError
        elif field == "geoname_id" or field not in SETTABLE:
            int(value)
    except ValueError as error:
        wanted = "a day, YYYY-MM-DD" if field.startswith("date_") else "a whole number"
        raise BadInput(f"correction {correction.id}: {field} must be {wanted}, not {value!r}") from error


def retracted(corrections: Sequence[CorrectionMade], source: str, publisher: str) -> bool:
    """Whether nothing of this source counts any more."""
    return any(c.action == "retract" and c.source in (source, publisher) for c in corrections)


def overrides(corrections: Sequence[CorrectionMade], reports: Reports) -> dict[str, dict[str, int]]:
    """What analysts say of pairs of reports that are there, both ways round; the last word holds."""
    said: dict[str, dict[str, int]] = {}
    for c in corrections:
        if c.action not in ("same", "different") or c.a is None or c.b is None:
            continue
        value = CERTAIN if c.action == "same" else -CERTAIN
        for a in named(c.a, reports):
            for b in named(c.b, reports):
                if a != b:
                    said.setdefault(a, {})[b] = value
                    said.setdefault(b, {})[a] = value
    return said


def settings(corrections: Sequence[CorrectionMade], reports: Reports) -> list[tuple[str, str, str]]:
    """(report, field, value) that its incident is set to, in the order in which analysts said so."""
    said = [c for c in corrections if c.action == "set" and c.a is not None]
    return [(report, c.field, c.value) for c in said if c.a is not None for report in named(c.a, reports)]


def named(ref: PassageRef, reports: Reports) -> Iterator[str]:
    """The reports that a reference names: those with this passage; without a digest the article's main one."""
    return (placed.report.id for placed in reports(ref.article_id) if names(ref, placed))


def names(ref: PassageRef, placed: PlacedReport) -> bool:
    """Whether a reference, one to its article, names this report."""
    return ref.digest == _digest(placed.report.text) or (not ref.digest and placed.report.ordinal == 0)


def refs_of(corrections: Sequence[CorrectionMade]) -> dict[str, list[PassageRef]]:
    """Article -> the references to it."""
    found: dict[str, list[PassageRef]] = {}
    for ref in (ref for c in corrections for ref in (c.a, c.b) if ref is not None):
        found.setdefault(ref.article_id, []).append(ref)
    return found


def compared_by_name(placed: PlacedReport, corrections: Sequence[CorrectionMade]) -> bool:
    """Whether an analyst says of this report what it is the same as, or not; the other one need not be there."""
    refs = (ref for c in corrections if c.action in ("same", "different") for ref in (c.a, c.b) if ref is not None)
    return any(ref.article_id == placed.article_id and names(ref, placed) for ref in refs)


_digest = lru_cache(maxsize=4096)(digest_of)
