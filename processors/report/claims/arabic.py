"""Figures in the word order of Arabic: the verb first, then who did it, then whom it befell.

"قتل مسلحون ستة مزارعين", "أصيب في الحادث 11 راكبا", "5 وفيات و32 إصابة". Patterns over the letters of `lexicon.CODES`.
"""

import re
from collections.abc import Iterator

from processors.report.claims.arabic_told import alone_of, told_of
from processors.report.claims.lists import COUNTED, LIST, NUMBERS, ROLES, Counted, count, unreal
from processors.report.sentences.split import Sentence
from processors.report.words.word import PLAIN

# Who did it, or where, between a verb and those whom it befell.
_BY = re.compile(rf"(?P<what>[KHIWRE])(?P<by>N?[Pp]x{{0,2}})(?P<who>{LIST})")
_APART = re.compile(rf"(?P<what>[KHIWREDk])(?P<by>[xtY]{{1,4}}P?|[xtY]{{0,4}},x{{1,6}},)(?P<who>{LIST})")
_THOSE = re.compile(rf"(?P<what>[kiW])(?P<who>{LIST})")
_THEM = re.compile(r"(?P<what>[WH])(?P<by>x{1,2})(?P<who>p)")
# "32 إصابة", "5 حالات وفاة".
_NOUN = re.compile(rf"(?P<who>{NUMBERS})x?(?P<what>[ik])(?!x?[NPp])")
# "ثلاثة من المصابين".
_OF = re.compile(rf"(?<![kKD])(?<![kKD]x)(?P<who>{NUMBERS})m(?P<what>[IM])")
# "طاقمها المكون من طيارين"; "اضطر 400 شخص إلى مغادرة منازلهم".
_MADE_OF = re.compile(rf"(?P<what>[DKIRWEH])[Pp]x?m{{1,2}}(?P<who>{NUMBERS}[xgon]{{0,2}}[Pp])")
_FLED = re.compile(rf"(?P<who>{COUNTED})(?:tx?|[xb])?(?P<what>E)")
_BODY = re.compile(rf"(?<!N)C(?!x{{0,2}}(?:{COUNTED}|[Pp]))")
_OBJECT = re.compile(r"(?:ا|ه|ها|هم|هما|هن)$")
_ENDS = frozenset(".,m&")
_ROLES = {**ROLES, "i": "injured"}
_AND, _THE, _MANY, _GROWN = "و", "ال", "ون", "بلوك"
_ABOARD = frozenset({"متن", "متنه", "متنها", "يقل", "تقل", "يحمل", "تحمل"})  # aboard, carrying


def arabic_of(s: Sentence) -> Iterator[Counted]:
    """The counts of an Arabic sentence that the orders of other languages don't have."""
    yield from told_of(s)
    for pattern in (_BY, _APART, _THEM):
        for m in pattern.finditer(s.codes):
            if not unreal(s, m) and (_object(s, m) if pattern is not _THEM else s.words[m.start("who")].text.startswith(_THE)):
                for c in count(s, _ROLES[m["what"]], m.span("who"), m.end()):
                    yield c._replace(start=m.start("by") if "p" in m["by"] or "P" in m["by"] else c.start)
    for pattern in (_THOSE, _NOUN, _OF, _MADE_OF, _FLED):
        for m in pattern.finditer(s.codes):
            if not unreal(s, m):
                yield from count(s, _ROLES[m["what"]], m.span("who"), m.end())
    yield from alone_of(s)
    for m in _BODY.finditer(s.codes):
        if "V" in s.words[m.start()].word.flags:
            yield Counted("killed", 1, 1, False, True, m.start(), m.end(), m.end())


def _object(s: Sentence, m: re.Match[str]) -> bool:
    """Whether those told of last are whom it befell: counted, or in the accusative, or somebody's."""
    who, by = s.words[m.start("who") : m.end("who")], s.words[m.start("by") : m.end("by")]
    if any("i" in w.word.flags for w in who) or any("i" in w.word.flags or (w.word is PLAIN and w.text[0] == _AND) for w in by):
        return False  # "the dead, among them three children"
    if any(w.text in _ABOARD for w in by):
        return False  # "it sank with 66 people aboard"
    if m["what"] == "D" and "k" in s.words[m.start()].word.flags:
        return False
    if by[0].code in "pP" and _OBJECT.search(by[0].text):
        return False
    if who[0].code in "pP":
        ending = _OBJECT.search(who[0].text)
        if m["what"] in "HKI" and by[0].text.endswith(_MANY) and who[0].code == "p" and who[0].text[0] not in _GROWN:
            return True  # "gunmen abducted a teacher"
        return ending is not None and (by[0].code in "pPN" or ending.group() == "ا") and m["what"] not in "Dk"
    if "N" not in m["who"] or (who[0].word.number is not None and who[0].text.startswith(_THE)):
        return False
    return "P" in m["who"] or "p" in m["who"] or (s.codes[m.end() : m.end() + 1] or ".") in _ENDS
