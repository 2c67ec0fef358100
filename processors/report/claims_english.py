"""Counts that English alone words so: "is in a critical condition", "had to leave their homes", "and was taken to hospital".

Patterns over the letters of `lexicon.CODES`, and beside them > for "in", "of" and the like.
"""

import re
from collections.abc import Iterator, Mapping

from processors.report.claims_counted import Figure, Found, counted, is_unreal, role_of
from processors.report.claims_grammar import LIST, NUMBER, PERSON, PERSONS
from processors.report.sentences import Sentence

_ANYBODY = rf"{PERSONS}|{LIST}|{PERSON}|ox?(?=b)"
# "A fifth is in a critical condition", "one remains in hospital".
_LYING = re.compile(rf"(?P<who>{_ANYBODY})(?:b{{1,2}}x?|x)>a?x{{0,2}}(?P<what>[IY])")
# "Forced 1,200 people to leave their homes", "forty residents had to leave their homes".
_HOMELESS = re.compile(rf"(?P<who>{NUMBER}[oxgn]{{0,3}}?P?)[xbtn>ao]{{0,6}}(?P<what>E)(?![aenNqlmo])")
# "Nine people had been brought in with injuries".
_BROUGHT = re.compile(rf"(?P<who>{LIST})b{{1,3}}[xaewnRL>]{{1,8}}?>[ax]{{0,2}}(?P<what>j)")
# "Forced 3,000 to flee", "drove seven people from a house" (!: forced; ~: to flee, from).
_DRIVEN = re.compile(rf"!(?P<who>{NUMBER}[oxgn]{{0,3}}?P?)t?(?P<what>~)")
# "Two women were swept away; their bodies were found" (%: their).
_THEIRS = re.compile(rf"^(?P<who>{LIST})(?!.*[KD]).{{1,30}}?%(?P<what>C)b")
# "She is the second fatality".
_NTH = re.compile(r"(?P<who>ox?)(?P<what>d)")
# "Freed a kidnapped businessman".
_FREED = re.compile(rf"Rx?(?P<who>(?:a|e|{NUMBER})H[xg]{{0,2}}?[pP])")
# "He was found at a bus stop and taken to hospital"; "a man fell off a roof and was hurt".
_AND_WAS = re.compile(
    rf"(?:^|[.])(?P<who>{LIST}|[ea][xgn]{{0,2}}p|o?[xg]{{0,2}}p|ag|h|n{{2,4}})(?P<first>b?)[^.;,&zZvcpP]{{1,16}},?&(?P<be>b{{0,2}})"
    r"x{0,2}(?P<what>[IRWHVDK])(?![aenNqpPh])"
)
# "Eight escaped, two of them with injuries".
_OF_THEM = re.compile(rf"(?P<who>{NUMBER})>x>[ax]{{0,3}}?(?P<what>j)")
# "Three were led out, two of whom were taken to hospital" (*: whom).
_OF_WHOM = re.compile(rf"(?P<who>{NUMBER})x\*(?:b{{1,2}}x?|x{{0,2}}(?=D))(?P<what>[VDKW])")
# "Another is missing".
_ANOTHER = re.compile(r"(?P<who>ox?)b{1,2}x?(?P<what>[MRWEH])")
# "A search is under way for a pensioner", "teams are combing the sea for two airmen" (s: search; f: for).
_SEARCH = re.compile(rf"(?P<what>s)[^,.;f]{{0,7}}f(?P<who>{NUMBER}[oxgn]{{0,3}}?P|a[gx]{{0,3}}p)")
# "The evacuation of 600 residents" (~: evacuation).
_EVACUATED = re.compile(rf"(?P<what>~)f(?P<who>{NUMBER}[oxgn]{{0,3}}?P)")
# "Gunmen seized about 30 passengers" (!: seized).
_SEIZED = re.compile(rf"(?P<what>!)(?P<who>{NUMBER}[oxgn]{{0,3}}?P)")
_LOST = frozenset(
    {"found", "recovered", "discovered", "retrieved", "pulled", "washed", "located", "brought", "identified", "spotted", "dumped"}
)
_LOST_LATER = 4  # words from "their bodies were" to how they were found
_SOUGHT = ("candidate", "player", "winner", "successor", "recruit", "actor", "singer", "leader", "referee", "owner")
_NOT_LOST = frozenset({*_SOUGHT, *(f"{who}s" for who in _SOUGHT)})  # whom somebody looks for who never had them
_PREPOSITIONS = frozenset("lfW")
_TELLING = frozenset("IYEjdRWHVCN")
_DRIVEN_BY = {
    **dict.fromkeys(("forced", "forces", "forcing", "drove", "drives", "driving"), "!"),
    **dict.fromkeys(("flee", "evacuate", "leave", "abandon", "relocate", "shift", "from"), "~"),
}
_SEARCH_FOR = {**dict.fromkeys(("search", "searches", "searching", "combing", "combed", "scouring", "scoured"), "s"), "for": "f"}
_ALONE = (frozenset(_SEARCH_FOR) - {"for"}) | {"evacuation"}
_EVACUATION = {"evacuation": "~", "of": "f"}
_WHOM = {"whom": "*"}
_SEIZED_BY = dict.fromkeys(("seized", "seize", "seizes", "seizing"), "!")
_TOLD_OF = frozenset("IKDSR")  # what tells enough of somebody who is then taken somewhere
_OTHER_ROLES = {"E": "displaced", "~": "displaced", "Y": "treated", "s": "missing", "!": "abducted"}


_BESIDE = {_DRIVEN: _DRIVEN_BY, _SEARCH: _SEARCH_FOR, _SEIZED: _SEIZED_BY, _EVACUATED: _EVACUATION, _OF_WHOM: _WHOM}
# Each with the letters, or the words, of which a sentence that holds it has one.
_PATTERNS = (
    (_LYING, frozenset("IY")),
    (_HOMELESS, frozenset("E")),
    (_BROUGHT, frozenset("j")),
    (_DRIVEN, frozenset(w for w, letter in _DRIVEN_BY.items() if letter == "!")),
    (_SEARCH, frozenset(_SEARCH_FOR) - {"for"}),
    (_SEIZED, frozenset(_SEIZED_BY)),
    (_EVACUATED, frozenset({"evacuation"})),
    (_OF_THEM, frozenset("j")),
    (_OF_WHOM, frozenset(_WHOM)),
    (_NTH, frozenset("d")),
    (_AND_WAS, frozenset("&")),
    (_ANOTHER, frozenset("o")),
)


def may_search(s: Sentence) -> bool:
    """Whether a sentence without a word of the grammar may tell of somebody looked for or moved out, or counts survivors."""
    if s.language != "en" or not s.words:
        return False
    return "v" in s.words[0].word.flags or not _ALONE.isdisjoint([w.text for w in s.words])


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
    for m in _THEIRS.finditer(theirs):
        if _LOST.isdisjoint([w.text for w in s.words[m.end() : m.end() + _LOST_LATER]]):
            continue  # "their bodies were covered in tattoos"
        yield from counted(s, "killed", m.start("who"), m.end("who"), m.end())
    for m in _FREED.finditer(s.codes) if "H" in s.codes else ():
        number = next((w.low for w in s.words[m.start("who") : m.end("who")] if w.low is not None), 1)
        if not is_unreal(s, m.start(), m.end()):
            start, end = s.words[m.start("who")].start, s.words[m.end() - 1].end
            yield Figure("rescued", number, number, False, start, end, single=number == 1), range(m.start("who"), m.end("who"))


def _asked(s: Sentence) -> Iterator[tuple[re.Pattern[str], str]]:
    """The patterns that the sentence may hold, each with the letters that it is asked of."""
    marked = "".join([">" if w.code == "x" and not _PREPOSITIONS.isdisjoint(w.word.flags) else w.code for w in s.words])
    texts = {w.text for w in s.words}
    for pattern, needed in _PATTERNS:
        if pattern not in _BESIDE:
            if not needed.isdisjoint(s.codes):
                yield pattern, marked
        elif not needed.isdisjoint(texts):
            yield pattern, _with(s, _BESIDE[pattern])


def _with(s: Sentence, letters: Mapping[str, str]) -> str:
    """The sentence's letters, with others for some words."""
    return "".join([letters.get(w.text, w.code) for w in s.words])


def _holds(s: Sentence, pattern: re.Pattern[str], m: re.Match[str]) -> bool:
    if is_unreal(s, m.start(), m.end()) or "z" in m.group() or "Z" in s.codes[max(0, m.start() - 2) : m.end()]:
        return False
    if pattern is _SEARCH and any(w.text in _NOT_LOST or "X" in w.word.flags for w in s.words[m.start("who") : m.end("who")]):
        return False
    if pattern is _SEARCH:  # the police search for culprits
        return any("x" in w.word.flags for w in s.words) or s.codes[max(0, m.start() - 1) : m.start()] in ("a", "e")
    if pattern is _BROUGHT:
        return any("W" in w.word.flags for w in s.words[m.end("who") : m.end()])
    if pattern is _AND_WAS:
        told = any("S" in w.word.flags or w.code in _TOLD_OF for w in s.words[m.end("who") : m.start("what")])
        of_many = m["what"] not in "DK" or "P" in m["who"]
        return not told and of_many and bool(m["be"] or m["first"])
    return True
