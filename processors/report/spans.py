"""Parts of a text, as offsets of their beginnings and ends."""

from bisect import bisect_right
from collections.abc import Sequence
from sys import maxsize

Spans = Sequence[tuple[int, int]]
"""(start, end) of each, sorted, not overlapping."""


def within(spans: Spans, at: int) -> bool:
    """Does an offset lie in one of the spans?"""
    i = bisect_right(spans, (at, maxsize)) - 1  # behind all that begin there or before
    return i >= 0 and at < spans[i][1]
