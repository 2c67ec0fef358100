"""Where a sentence turns to an earlier incident: "drei Menschen starben, vor einem Jahr waren dort elf ums Leben gekommen".

What it counts from there on is of that incident. Only what stands in a clause of its own, behind people who were counted before,
is told apart so; a sentence that begins with the past tells of the past.
"""

from collections.abc import Iterator, Sequence

from processors.report.claims.counted import Figure
from processors.report.sentences.split import Sentence
from processors.report.words.counts import YEARS

_LANGUAGES = frozenset({"de", "ar"})
_LOOKING_BACK = ("background", "recent", "statistic")
_BEFALLEN = frozenset({"killed", "injured", "missing", "rescued", "displaced", "abducted"})
_BOUNDARIES = frozenset(",.c")
_HANGS = "dem denen deren dessen wobei damals seinerzeit hatte hatten حيث حينها آنذاك حين عندما"
_HANGING = frozenset(_HANGS.split())


def earlier_from(s: Sentence, found: Sequence[Figure]) -> int:
    """The offset in the text from where it looks back, or has an aside that does; its end where it doesn't."""
    return next((s.words[clause].start for clause in _backward(s, found)), s.end)


def _backward(s: Sentence, found: Sequence[Figure]) -> Iterator[int]:
    """The first word of each clause that looks back, behind people who were counted."""
    if s.language not in _LANGUAGES or not any(f.high and f.role in _BEFALLEN for f in found):
        return
    backward = [s.phrases[name] for name in _LOOKING_BACK if name in s.phrases]
    backward += [i for i, w in enumerate(s.words) if w.code == "x" and w.low in YEARS and w.text.isdigit()]
    for at in sorted(backward):
        clause = next((i for i in range(at, 0, -1) if s.codes[i] in _BOUNDARIES), 0)
        if clause and any(f.high and f.role in _BEFALLEN and f.start < s.words[clause].start for f in found):
            yield clause


def _clause_end(s: Sentence, clause: int) -> int:
    """The offset where a clause ends: with a clause that hangs on it, as in "das Feuer von 2015, bei dem elf starben"."""
    for i in range(clause + 1, len(s.words)):
        if s.codes[i] in _BOUNDARIES and not any(w.text in _HANGING for w in s.words[i : i + 3]):
            return s.words[i].start
    return s.end


def without_earlier(s: Sentence, found: Sequence[Figure]) -> list[Figure]:
    """The figures but for those of an earlier incident: of a clause that looks back and counts people, and of all behind it. A
    clause that only dates something ("das 2015 gebaute Heim") leaves what follows to the incident."""
    for clause in _backward(s, found):
        start, end = s.words[clause].start, _clause_end(s, clause)
        if any(f.high and f.role in _BEFALLEN and start <= f.start < end for f in found):
            return [f for f in found if f.start < start]
    return list(found)
