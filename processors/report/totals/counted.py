"""What a total is chosen from: the counts of a report's sentences, what they stand in, and a total that they allow."""

from collections.abc import Mapping, Set
from typing import NamedTuple

from processors.report.claims.counted import Figure
from processors.report.telling.reading import Read


class Counted(NamedTuple):
    """A figure and the sentence that has it. `at`: the how-manieth sentence of the report it is; `elsewhen`: it or what stands
    before it names other days than the report's first sentences."""

    figure: Figure
    read: Read
    at: int = 0
    elsewhen: bool = False


class Context(NamedTuple):
    """What a report's figures stand in. `titled`: what the title counts for each role; `lead`: how many the first sentence that
    counts people counts; `killed`, `dead`: the total chosen before and the surnames of those killed; `himself`: somebody killed
    himself; `rounds`, `apart`: sentences with figures that sum up several incidents, and that set one apart, at most 2; `words`,
    `language`: of the report, for `totals/words.py`."""

    titled: Mapping[str, frozenset[int]]
    gunfire: bool
    days: frozenset[str]
    towns: frozenset[int]
    killings: int
    lead: int
    reads: int
    killed: int = 0
    dead: frozenset[str] = frozenset()
    himself: bool = False
    rounds: int = 0
    apart: int = 0
    words: Set[str] = frozenset()
    language: str = ""


class Candidate(NamedTuple):
    """A total, the sentence that supports it best (none for "nobody is told of"), and what speaks for it."""

    value: int
    support: Counted | None
    features: tuple[str, ...]
