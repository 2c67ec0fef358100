"""Where a sentence ends: at a new line, or at a mark that belongs to no abbreviation, initial or date.

What a point behind an abbreviation means is told by what follows, as in Kiss and Strunk (2006), "Unsupervised Multilingual
Sentence Boundary Detection": words that begin sentences ("She", "According") end it, all others go on ("Gov. Brown").
"""

import re

from processors.report.words.lexicon import Lexicon

# Each begins with one of a set of signs, so that the search can leap to the next of them.
MARK = re.compile(
    r"[.!?…؟。\n](?:(?<!\n)[.!?…؟。]{0,8}[\"'”’»)\]]{0,8}(?=\s|$)"
    r"|(?<=[a-zà-ÿа-я]{2}[.!?])(?=[A-ZÀ-ÞА-Я][a-zà-ÿа-я ])|(?<=\n)\n*)"
)
_NEXT = re.compile(r"\s+([^\W\d_]+)(?:\s+([^\W\d_]))?")
_LOOK_BACK = 12  # characters: no abbreviation is longer


def ends(text: str, mark: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a sentence ends at this MARK."""
    after = text[mark.end() : mark.end() + 3].lstrip()
    if mark.group()[0] == "\n":
        before = text[max(0, mark.start() - 3) : mark.start()].rstrip()
        return len(mark.group()) > 1 or not after[:1].islower() or before[-1:] in '.!?…"”»'
    if not after:
        return True
    if after[0].islower():
        return False
    if mark.group()[0] != "." or len(mark.group()) > 1:
        return True
    words = text[max(0, mark.start() - _LOOK_BACK) : mark.start()].rsplit(None, 2)
    last = words[-1].lower().strip('(["“«') if words else ""
    if last.isdigit() and len(last) <= 2:
        return not _goes_on(text, mark.end(), lexicon, "m")  # "am 22. März"
    if last in lexicon.measures and _is_number(words[:-1], lexicon):
        return not _goes_on(text, mark.end(), lexicon, "md")  # "9:40 p.m. Friday"
    if last in lexicon.abbreviations or (len(last) == 1 and last.isalpha() and last != "i"):
        return _begins(text, mark.end(), lexicon)
    return True


def _is_number(before: list[str], lexicon: Lexicon) -> bool:
    """Whether the last of these words is a number: "2024", "5 млн"."""
    return bool(before) and (before[-1][-1].isdigit() or before[-1].lower().rstrip(".") in lexicon.measures)


def _goes_on(text: str, at: int, lexicon: Lexicon, flags: str) -> bool:
    """Whether a month ("m") or weekday ("d"), as asked for, or a zone of time follows."""
    following = _NEXT.match(text, at)
    if following is None:
        return False
    word = following[1].lower()
    return word in lexicon.zones or any(flag in flags for flag in lexicon.word(word).flags)


def _begins(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether what follows is a word that begins sentences; "A" does before a word in lower case ("Avenue A. Some")."""
    following = _NEXT.match(text, at)
    if following is None:
        return False
    word = following[1].lower()
    return word in lexicon.starters and (len(word) > 1 or (following[2] or "A").islower())
