"""Which total of the candidates an article means, by points learned from labelled news.

A conditional logit over the candidates of one report (D. McFadden, "Conditional logit analysis of qualitative choice behavior",
1974): each candidate has the points of its features added up, and the one with most is chosen. Points are whole numbers of a
hundredth, in `data/figures.json`, open to view; `make train` learns them again. What the words of the article say is added
where it was learned (`totals/words.py`).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import msgspec

from processors.report.totals.candidates import candidates
from processors.report.totals.counted import Candidate, Context, Counted
from processors.report.totals.words import ROLES, Worded, opinion, shipped_words, told_by

_NOTHING = (0, 0) * len(ROLES)


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, int]:
    """Feature -> points."""
    read = files("processors.report").joinpath("data", "figures.json").read_bytes()
    return msgspec.json.decode(read, type=dict[str, int])


def choose(found: Sequence[Candidate], points: Mapping[str, int], told: Sequence[int] = (0, 0)) -> Candidate:
    """The candidate with most points; of equal ones the smallest total. `told`: what words say (`words.opinion`)."""
    added = (0, told[0], told[0] + told[1])
    return max(found, key=lambda c: (sum([points.get(f, 0) for f in c.features]) + added[min(c.value, 2)], -c.value))


def totals(
    counted: Sequence[Counted],
    context: Context,
    points: Mapping[str, int] | None = None,
    words: Mapping[str, Worded] | None = None,
) -> dict[str, Candidate]:
    """Role -> the total that the article means. The dead are chosen first, since people shot are partly those."""
    of_words = (shipped_words() if words is None else words) if context.gunfire else {}
    worded = of_words.get(context.language)
    told = told_by(context.words, worded)
    signs = worded.signs if worded and told else shipped() if points is None else points
    added = opinion(told) or _NOTHING
    chosen: dict[str, Candidate] = {}
    for n, role in enumerate(ROLES):
        chosen[role] = choose(candidates(role, counted, context), signs, added[2 * n : 2 * n + 2])
        context = context._replace(killed=chosen[role].value)
    return chosen
