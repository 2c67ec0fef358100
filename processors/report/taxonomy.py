"""Kinds of incident: `data/kinds.toml`, after the ACLED (2023) and PLOVER codebooks, with kinds of our own for accidents."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

OTHER, ARREST = "other", "arrest"
_TOLD = 2  # the least score of a cause that a word of its own tells


class Kind(NamedTuple):
    """`path`: its place in the tree; `acled`: "event type/sub-event type"; `family`: kinds that may tell of one incident;
    `yields`: those that it gives way to."""

    name: str
    path: str
    acled: str
    plover: str
    family: str
    vague: int
    rank: int
    yields: tuple[str, ...]


# A cause and what it did: reports of one incident may tell of either.
_JOINED_FAMILIES = frozenset(
    frozenset(pair)
    for pair in (
        ("explosive", "collapse"), ("explosive", "fire"), ("explosive", "violence"), ("fire", "collapse"),
        ("weather", "collapse"), ("earthquake", "collapse"), ("earthquake", "weather"), ("crash", "fire"),
        ("crash", "explosive"), ("crash", "collapse"), ("abduction", "violence"), ("property", "violence"),
        ("fire", "violence"), ("unrest", "violence"), ("unrest", "fire"), ("unrest", "property"),
        ("unrest", "explosive"), ("crash", "weather"), ("crash", "violence"), ("unrest", "stoppage"),
        ("explosive", "abduction"), ("property", "explosive"), ("property", "abduction"), ("property", "fire"),
        ("crowd", "collapse"), ("crowd", "violence"), ("crowd", "unrest"), ("crowd", "fire"),
        ("poison", "explosive"), ("poison", "violence"), ("poison", "fire"),
    )
)  # fmt: skip


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Kind]:
    """All kinds by name, in the order of the table."""
    table = tomllib.loads(files("processors.report").joinpath("data", "kinds.toml").read_text(encoding="utf-8"))
    return {name: Kind(name=name, yields=tuple(k.pop("yields", ())), **k) for name, k in table.items()}


def best_kind(scores: Mapping[str, int], *, doubted: bool = False) -> str:
    """The kind with the highest score; the higher rank, then the name, wins a tie. `other` where nothing scores. `doubted`: what
    caused it is, so one of the causes told has to outweigh the others together.

    Words such as "attack", "killed" or "explosion" are said of many kinds: they count less (`vague`).
    """
    table = kinds()
    told = [kind for kind in scores if scores[kind] > 0]
    ranked = sorted(told, key=lambda kind: (-(6 * scores[kind] // table[kind].vague), -table[kind].rank, kind))
    if not ranked:
        return OTHER
    best = table[ranked[0]]
    causes = [k for k in ranked[1:] if k in best.yields]
    if doubted and causes and scores[causes[0]] * 2 <= sum(scores[k] for k in causes):
        return best.name
    return next((k for k in causes if scores[k] * (3 if scores[k] < _TOLD else 4) >= scores[best.name]), best.name)


def related(kind: str, other: str) -> bool:
    """Whether two kinds may be of one incident: of one family, or a cause and what it did. Arrests go with everything."""
    a, b = kinds()[kind].family, kinds()[other].family
    return a == b or ARREST in (a, b) or OTHER in (a, b) or frozenset((a, b)) in _JOINED_FAMILIES
