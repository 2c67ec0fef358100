"""Words and marks of a sentence."""

import msgspec

from processors.report.words.word import Word


class Token(msgspec.Struct, gc=False):
    """A word or a mark. `low`, `high`: the figures that a number means."""

    start: int
    end: int
    text: str
    word: Word
    code: str
    low: int | None = None
    high: int | None = None
