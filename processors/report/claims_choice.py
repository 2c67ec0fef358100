"""Which total of the candidates an article means, by points learned from labelled news.

A conditional logit over the candidates of one report (D. McFadden, "Conditional logit analysis of qualitative choice behavior",
1974): each candidate has the points of its features added up, and the one with most is chosen. Points are whole numbers of a
hundredth, in `data/figures.json`, open to view; `make train` learns them again.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import msgspec

from processors.report.claims_candidates import Candidate, Context, Counted, candidates

ROLES = ("killed", "injured")


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, int]:
    """Feature -> points."""
    read = files("processors.report").joinpath("data", "figures.json").read_bytes()
    return msgspec.json.decode(read, type=dict[str, int])


def choose(found: Sequence[Candidate], points: Mapping[str, int]) -> Candidate:
    """The candidate with most points; of equal ones the smallest total."""
    return max(found, key=lambda c: (sum([points.get(f, 0) for f in c.features]), -c.value))


def totals(counted: Sequence[Counted], context: Context, points: Mapping[str, int] | None = None) -> dict[str, Candidate]:
    """Role -> the total that the article means. The dead are chosen first, since people shot are partly those."""
    chosen: dict[str, Candidate] = {}
    for role in ROLES:
        chosen[role] = choose(candidates(role, counted, context), shipped() if points is None else points)
        context = context._replace(killed=chosen[role].value)
    return chosen
