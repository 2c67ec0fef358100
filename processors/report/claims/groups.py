"""Groups told of beside others: those of whom some are named by "including", and a total that stands before another count."""

import re

from processors.report.claims.grammar import NUMBER
from processors.report.sentences.split import Sentence

_WHOLE = re.compile(rf"{NUMBER}[oxg]{{0,3}}?P$")
_REACH = 9  # words before "including"


def counted_before(s: Sentence, start: int) -> tuple[int, int] | None:
    """The words of the whole group: "five villagers including two women were wounded"."""
    if start <= 2 or "i" not in s.words[start - 1].word.flags:
        return None
    whole = _WHOLE.search(s.codes, max(0, start - _REACH), start - 1)
    return whole.span() if whole else None


def behind_total(s: Sentence, who: str, start: int) -> int:
    """Where a count begins behind another's total: "has risen to 44, six people are dead"."""
    total = s.language == "en" and "," in who and start > 0 and s.words[start - 1].text == "to"
    return start + who.index(",") + 1 if total else start
