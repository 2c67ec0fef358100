"""Best, low and high of an incident's figures, and whether its cause is disputed.

Best is what the latest telling says: tolls are corrected as time goes by. In order: tellings of the incident itself before mere
mentions; the later day (`as_of`, else publication; an unknown day last); what more families of publishers say; the article's own
account before a speaker's; the higher figure. Low and high span all claims of all independent reports. Only people are counted.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from events.incidents import Figure, PlacedReport
from events.reports import Claim

_MENTIONS = frozenset({"anniversary", "background"})
_OF_THINGS = frozenset({"weapon", "intercepted"})  # missiles and drones are no total together: they stay claims
_CAUSES = ("cause", "blame")
_WORDS = 3  # letters of the shortest word that tells two accounts apart


class _Said(NamedTuple):
    claim: Claim
    value: int
    mention: bool
    day: str
    publisher: str


FamilyOf = Callable[[str], str]
"""The family of a publisher."""


def figures_of(witnesses: Sequence[PlacedReport], family: FamilyOf = str) -> dict[str, Figure]:
    """Field -> figure, in the order of their names; `witnesses` are the independent reports."""
    said: defaultdict[str, list[_Said]] = defaultdict(list)
    for p in witnesses:
        for claim in p.report.claims:
            if claim.best is not None and claim.field not in _OF_THINGS:
                day = (claim.as_of or p.published)[:10]
                owner = family(p.publisher or p.source)
                said[claim.field].append(_Said(claim, claim.best, p.report.telling in _MENTIONS, day, owner))
    return {field: _figure(said[field]) for field in sorted(said)}


def _figure(said: list[_Said]) -> Figure:
    support: defaultdict[int, set[str]] = defaultdict(set)
    for s in said:
        support[s.value].add(s.publisher)
    best = max(said, key=lambda s: (not s.mention, s.day, len(support[s.value]), not s.claim.speaker, s.value)).value
    lows = [s.value if s.claim.low is None else s.claim.low for s in said]
    highs = [s.value if s.claim.high is None else s.claim.high for s in said]
    return Figure(best=best, low=min(*lows, best), high=max(*highs, best))


def disputed(witnesses: Sequence[PlacedReport]) -> bool:
    """Whether two claims of cause, or two of blame, have no telling word in common."""
    for field in _CAUSES:
        accounts = [_words(c.text or c.quote) for p in witnesses for c in p.report.claims if c.field == field]
        told = [words for words in accounts if words]
        if any(not a & b for i, a in enumerate(told) for b in told[i + 1 :]):
            return True
    return False


def _words(text: str) -> frozenset[str]:
    return frozenset(w[:6] for w in text.casefold().split() if len(w) > _WORDS)
