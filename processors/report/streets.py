"""Streets, blocks and districts: the names below the gazetteer."""

from typing import NamedTuple


class StreetMention(NamedTuple):
    """A street, block, square or district named in a text; text[start:end] == surface."""

    start: int
    end: int
    surface: str


def find_streets(text: str) -> tuple[StreetMention, ...]:
    """Streets, blocks and districts named in the text, sorted, not overlapping."""
    return ()
