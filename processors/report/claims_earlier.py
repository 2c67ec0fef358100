"""Where a sentence turns to an earlier incident: "drei Menschen starben, vor einem Jahr waren dort elf ums Leben gekommen".

What it counts from there on is of that incident. Only what stands in a clause of its own, behind people who were counted before,
is told apart so; a sentence that begins with the past tells of the past.
"""

from collections.abc import Sequence

from processors.report.claims_counted import Figure
from processors.report.sentences import Sentence

_LANGUAGES = frozenset({"de", "ar"})
_LOOKING_BACK = ("background", "recent", "statistic")
_BEFALLEN = frozenset({"killed", "injured", "missing", "rescued", "displaced", "abducted"})
_BOUNDARIES = frozenset(",.c")
_YEARS = range(1900, 2101)


def earlier_from(s: Sentence, found: Sequence[Figure]) -> int:
    """The offset in the text from where it tells of an earlier incident; its end where it doesn't."""
    if s.language not in _LANGUAGES or not any(f.high and f.role in _BEFALLEN for f in found):
        return s.end
    backward = [s.phrases[name] for name in _LOOKING_BACK if name in s.phrases]
    backward += [i for i, w in enumerate(s.words) if w.code == "x" and w.low in _YEARS and w.text.isdigit()]
    for at in sorted(backward):
        clause = next((i for i in range(at, 0, -1) if s.codes[i] in _BOUNDARIES), 0)
        start = s.words[clause].start
        if clause and any(f.high and f.role in _BEFALLEN and f.start < start for f in found):
            return start
    return s.end


def without_earlier(s: Sentence, found: Sequence[Figure]) -> list[Figure]:
    """The figures but for those of an earlier incident."""
    end = earlier_from(s, found)
    return [f for f in found if f.start < end]
