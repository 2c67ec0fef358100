"""Verbs of crashes and collapses that tell of none by what stands behind them: "struck a deal", "sinks into debt"."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from processors.report.words.tokens import Token

_OBJECT = 4  # words from a verb to what it does that to
_ENDS = frozenset(".,")
_GOING_ON = frozenset({"again", "today", "tomorrow", "for", "in", "this", "next", "with", "on"})


def is_figurative(words: Sequence[Token], verb: int, table: Collection[str]) -> bool:
    """Whether one of the few words behind a verb, or two of them, is in the table."""
    behind = words[verb + 1 : verb + 1 + _OBJECT]
    end = next((n for n, word in enumerate(behind) if word.code in _ENDS), len(behind))
    behind = behind[:end]
    if any(word.text in table for word in behind):
        return True
    return any(f"{a.text}_{b.text}" in table and _ends(words, verb + n + 3) for n, (a, b) in enumerate(pairwise(behind)))


def _ends(words: Sequence[Token], at: int) -> bool:
    """Whether what stands before is a thing of its own: "the road again", not "the road barrier"."""
    return at >= len(words) or words[at].code in "&.,ct" or words[at].text in _GOING_ON
