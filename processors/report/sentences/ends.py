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
_NEXT = re.compile(r"\s+([^\W_]+)(['’]s)?(?:\s+([^\W_]))?")
_LOOK_BACK = 12  # characters: no abbreviation is longer
_DATE = 20  # characters: a sentence that is no longer so far is but a date or an hour: "12 мая 2024 г. В …"


def ends(text: str, start: int, mark: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the sentence that begins at `start` ends at this MARK."""
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
        following = _NEXT.match(text, mark.end())
        return following is None or "m" not in lexicon.word(following[1].lower()).flags  # "am 22. März"
    if last in lexicon.measures and _is_number(words[:-1], lexicon):
        return mark.start() - start > _DATE and not _goes_on(_NEXT.match(text, mark.end()), lexicon)
    if last in lexicon.closing or (len(last) == 1 and last.isalpha() and last != "i"):
        return mark.start() - start > _DATE and _begins(_NEXT.match(text, mark.end()), lexicon)
    return last not in lexicon.abbreviations


def _is_number(before: list[str], lexicon: Lexicon) -> bool:
    """Whether the last of these words is a number: "2024", "5 млн"."""
    return bool(before) and (before[-1][-1].isdigit() or before[-1].lower().rstrip(".") in lexicon.measures)


def _goes_on(following: re.Match[str] | None, lexicon: Lexicon) -> bool:
    """Whether what follows an hour or a sum belongs to it: a weekday, a day of a month, a number, or capitals alone ("5 p.m. ET",
    "5 чел. ВСУ")."""
    if following is None or following[2]:  # "9 p.m. Monday's vigil"
        return False
    word, then = following[1], following[3] or ""
    if word[0].isdigit() or (len(word) > 1 and word.isupper()):
        return True
    flags = lexicon.word(word.lower()).flags
    return "d" in flags or ("m" in flags and then.isdigit())


def _begins(following: re.Match[str] | None, lexicon: Lexicon) -> bool:
    """Whether what follows is a word that begins sentences; "A" does before a word in lower case ("Avenue A. Some")."""
    if following is None:
        return False
    word = following[1].lower()
    return word in lexicon.starters and (len(word) > 1 or (following[3] or "A").islower())
