"""How many of those counted are children: of "five men and ten children" ten, of "four pupils" all."""

import re
from collections.abc import Iterator

from processors.report.claims_counted import Figure
from processors.report.claims_grammar import NUMBER
from processors.report.sentences import Sentence

_GROWN = 18  # years
_PART = re.compile(rf"{NUMBER}[xgon]{{0,3}}?[Pp]|a[xgno]{{0,4}}?[pg]")
_LISTED = re.compile(rf"{_PART.pattern}|[Pp]")


def parts_of(s: Sentence, start: int, end: int, pattern: re.Pattern[str] = _PART) -> Iterator[tuple[int, bool]]:
    """How many each quantity or person among the words [`start`, `end`) is, and whether these are children."""
    for m in pattern.finditer(s.codes, start, end):
        words = s.words[m.start() : m.end()]
        age = words[-1].word.number if words[-1].code == "g" else None
        child = any("c" in w.word.flags for w in words) or (age is not None and age < _GROWN)
        yield next((w.low or 0 for w in words if w.code == "N"), 1), child


def children_of(s: Sentence, f: Figure) -> int:
    """Those of a figure, in a sentence that doesn't say how many are among them."""
    inside = [i for i, w in enumerate(s.words) if f.start <= w.start < f.end]
    if f.vague or not any("c" in s.words[i].word.flags for i in inside):
        return f.children
    parts = list(parts_of(s, inside[0], inside[-1] + 1, _LISTED))
    children = sum(n for n, child in parts if child)
    return children if sum(n for n, _ in parts) == f.high > children else f.high
