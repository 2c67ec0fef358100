"""Counts that English alone words so: "is in a critical condition", "had to leave their homes", "and was taken to hospital".

Patterns over the letters of `lexicon.CODES`, and beside them > for "in", "of" and the like.
"""

import re
from collections.abc import Iterator, Mapping

from processors.report.claims.counted import Figure, Found, counted, is_unreal, role_of
from processors.report.claims.english_forms import ALONE, AND_WAS, BESIDE, BROUGHT, FREED, PATTERNS, SEARCH, THEIRS
from processors.report.sentences.split import Sentence

_LOST = frozenset(
    {"found", "recovered", "discovered", "retrieved", "pulled", "washed", "located", "brought", "identified", "spotted", "dumped"}
)
_LOST_LATER = 4  # words from "their bodies were" to how they were found
_SOUGHT = ("candidate", "player", "winner", "successor", "recruit", "actor", "singer", "leader", "referee", "owner")
_NOT_LOST = frozenset({*_SOUGHT, *(f"{who}s" for who in _SOUGHT)})  # whom somebody looks for who never had them
_PREPOSITIONS = frozenset("lfW")
_TELLING = frozenset("IYEjdRWHVCN")
_TOLD_OF = frozenset("IKDSR")  # what tells enough of somebody who is then taken somewhere
_OTHER_ROLES = {"E": "displaced", "~": "displaced", "Y": "treated", "s": "missing", "!": "abducted"}


def may_search(s: Sentence) -> bool:
    """Whether a sentence without a word of the grammar may tell of somebody looked for or moved out, or counts survivors."""
    if s.language != "en" or not s.words:
        return False
    return "v" in s.words[0].word.flags or not ALONE.isdisjoint([w.text for w in s.words])


def english(s: Sentence) -> Found:
    """What the sentence counts in these ways; nothing in another language."""
    if s.language != "en" or (_TELLING.isdisjoint(s.codes) and not may_search(s)):
        return
    for pattern, marked in _asked(s):
        for m in pattern.finditer(marked):
            if _holds(s, pattern, m):
                role = _OTHER_ROLES.get(m["what"]) or role_of(m["what"])
                yield from counted(s, role, m.start("who"), m.end("who"), m.end())
    theirs = "".join(["%" if "T" in w.word.flags else w.code for w in s.words]) if "C" in s.codes else ""
    for m in THEIRS.finditer(theirs):
        if _LOST.isdisjoint([w.text for w in s.words[m.end() : m.end() + _LOST_LATER]]):
            continue  # "their bodies were covered in tattoos"
        yield from counted(s, "killed", m.start("who"), m.end("who"), m.end())
    for m in FREED.finditer(s.codes) if "H" in s.codes else ():
        number = next((w.low for w in s.words[m.start("who") : m.end("who")] if w.low is not None), 1)
        if not is_unreal(s, m.start(), m.end()):
            start, end = s.words[m.start("who")].start, s.words[m.end() - 1].end
            yield Figure("rescued", number, number, False, start, end, single=number == 1), range(m.start("who"), m.end("who"))


def _asked(s: Sentence) -> Iterator[tuple[re.Pattern[str], str]]:
    """The patterns that the sentence may hold, each with the letters that it is asked of."""
    marked = "".join([">" if w.code == "x" and not _PREPOSITIONS.isdisjoint(w.word.flags) else w.code for w in s.words])
    texts = {w.text for w in s.words}
    for pattern, needed in PATTERNS:
        if pattern not in BESIDE:
            if not needed.isdisjoint(s.codes):
                yield pattern, marked
        elif not needed.isdisjoint(texts):
            yield pattern, _with(s, BESIDE[pattern])


def _with(s: Sentence, letters: Mapping[str, str]) -> str:
    """The sentence's letters, with others for some words."""
    return "".join([letters.get(w.text, w.code) for w in s.words])


def _holds(s: Sentence, pattern: re.Pattern[str], m: re.Match[str]) -> bool:
    if is_unreal(s, m.start(), m.end()) or "z" in m.group() or "Z" in s.codes[max(0, m.start() - 2) : m.end()]:
        return False
    if pattern is SEARCH and any(w.text in _NOT_LOST or "X" in w.word.flags for w in s.words[m.start("who") : m.end("who")]):
        return False
    if pattern is SEARCH:  # the police search for culprits
        return any("x" in w.word.flags for w in s.words) or s.codes[max(0, m.start() - 1) : m.start()] in ("a", "e")
    if pattern is BROUGHT:
        return any("W" in w.word.flags for w in s.words[m.end("who") : m.end()])
    if pattern is AND_WAS:
        told = any("S" in w.word.flags or w.code in _TOLD_OF for w in s.words[m.end("who") : m.start("what")])
        of_many = m["what"] not in "DK" or "P" in m["who"]
        return not told and of_many and bool(m["be"] or m["first"])
    return True
