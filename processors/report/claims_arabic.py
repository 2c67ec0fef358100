"""Figures in the word order of Arabic: the verb first, then who did it, then whom it befell.

"قتل مسلحون ستة مزارعين", "أصيب في الحادث 11 راكبا", "5 وفيات و32 إصابة". Patterns over the letters of `lexicon.CODES`.
"""

import re
from collections.abc import Iterator

from processors.report.claims_lists import COUNTED, LIST, NUMBERS, ONE, ROLES, Counted, count, unreal
from processors.report.lexicon import PLAIN
from processors.report.sentences import Sentence

# Who did it, or where, between a verb and those whom it befell.
_BY = re.compile(rf"(?P<what>[KHIWRE])(?P<by>N?[Pp]x{{0,2}})(?P<who>{LIST})")
_APART = re.compile(rf"(?P<what>[KHIWREDk])(?P<by>[xtY]{{1,4}}P?)(?P<who>{LIST})")
_THOSE = re.compile(rf"(?P<what>[ki])(?P<who>{LIST})")
_THEM = re.compile(r"(?P<what>[WH])(?P<by>x{1,2})(?P<who>p)")
# "32 إصابة", "5 حالات وفاة".
_NOUN = re.compile(rf"(?P<who>{NUMBERS})x?(?P<what>[ik])(?!x?[NPp])")
# "ثلاثة من المصابين".
_OF = re.compile(rf"(?<![kKD])(?<![kKD]x)(?P<who>{NUMBERS})m(?P<what>[IM])")
_SURVIVED = re.compile(rf"(?P<who>{ONE})o?(?P<what>[Rx])")  # "صيادا ثالثا نجا"
# "طاقمها المكون من طيارين"; "اضطر 400 شخص إلى مغادرة منازلهم".
_MADE_OF = re.compile(rf"(?P<what>[DKIRWEH])[Pp]x?m{{1,2}}(?P<who>{NUMBERS}[xgon]{{0,2}}[Pp])")
_FLED = re.compile(rf"(?P<who>{COUNTED})(?:tx?|[xb])?(?P<what>E)")
# "أصيب خمسة بانفجار قنبلة": the five are no bombs.
_HURT_BY = re.compile(r"(?P<what>[KID])(?P<who>N)(?P<by>x)(?=x?y)")
# "أصيب رجل وزوجته بحروق", "تعرض ضابط ومرافقه لإصابات"; "لا يزال ثلاثة عمال تحت أنقاض جسر".
_BOTH_DEAD = re.compile(rf"(?P<what>D)x?(?P<who>{ONE}x?&{ONE})(?=D)")
_BOTH_HURT = re.compile(rf"(?P<what>I)x?(?P<who>{ONE}&{ONE})(?=x?j)")
_SUFFERED = re.compile(rf"(?<=x)(?P<who>{ONE}(?:&{ONE})?)x{{0,2}}(?P<what>[ji])")
_UNDER = re.compile(rf"b{{1,2}}x?(?P<who>{COUNTED})(?P<under>x)(?P<what>x)")
_ALL_OF = re.compile(rf"(?P<what>[kDiI])[^.,&]{{1,9}}?(?P<so>x)(?P<who>{NUMBERS})")  # "مقتل جميع الركاب وعددهم 11"
_LISTED = re.compile(LIST)
_BODY = re.compile(rf"(?<!N)C(?!x{{0,2}}(?:{COUNTED}|[Pp]))")
_OBJECT = re.compile(r"(?:ا|ه|ها|هم|هما|هن)$")
_NEAR = 4
_ENDS = frozenset(".,m&")
_ROLES = {**ROLES, "i": "injured"}
_AND, _THE = "و", "ال"
_FATE, _UNKNOWN = "مصير", ("مجهول", "غامض")
_ABOARD = frozenset({"متن", "متنه", "متنها"})
_ESCAPED = frozenset({"نجا", "نجت", "نجوا"})
_WITH = "ب"
_SO_MANY = frozenset({"وعددهم", "عددهم"})
_UNDERWENT, _BENEATH = ("تعرض", "يتعرض"), "تحت"
_WAS_HURT, _IN = frozenset({"اصيب", "اصيبت"}), "في"


def arabic_of(s: Sentence) -> Iterator[Counted]:
    """The counts of an Arabic sentence that the orders of other languages don't have."""
    yield from _bearing(s)
    for pattern in (_BY, _APART, _THEM):
        for m in pattern.finditer(s.codes):
            if not unreal(s, m) and (_object(s, m) if pattern is not _THEM else s.words[m.start("who")].text.startswith(_THE)):
                for c in count(s, _ROLES[m["what"]], m.span("who"), m.end()):
                    yield c._replace(start=m.start("by") if "p" in m["by"] or "P" in m["by"] else c.start)
    for pattern in (_THOSE, _NOUN, _OF, _MADE_OF, _FLED):
        for m in pattern.finditer(s.codes):
            if not unreal(s, m):
                yield from count(s, _ROLES[m["what"]], m.span("who"), m.end())
    yield from _of_unknown_fate(s)
    yield from _lone(s)
    for m in _BODY.finditer(s.codes):
        if "V" in s.words[m.start()].word.flags:
            yield Counted("killed", 1, 1, False, True, m.start(), m.end(), m.end())


def beneath(s: Sentence) -> bool:
    """Whether a sentence that no code tells of anybody in may still count: "ثلاثة عمال تحت الأنقاض", "مصير أربعة"."""
    return s.language == "ar" and any(w.text in (_BENEATH, _FATE) for w in s.words)


def _bearing(s: Sentence) -> Iterator[Counted]:
    """Those who suffer wounds, and those under what fell on them."""
    for pattern in (_BOTH_DEAD, _BOTH_HURT, _SUFFERED):
        for m in pattern.finditer(s.codes):
            suffers = pattern is not _SUFFERED or s.words[m.start() - 1].text.startswith(_UNDERWENT)
            if suffers and not unreal(s, m):
                yield from count(s, "killed" if pattern is _BOTH_DEAD else "injured", m.span("who"), m.end())
    for m in _ALL_OF.finditer(s.codes):
        if s.words[m.start("so")].text in _SO_MANY and not unreal(s, m):
            yield from count(s, _ROLES[m["what"]], m.span("who"), m.end())
    for m in _SURVIVED.finditer(s.codes):
        if s.words[m.end() - 1].text in _ESCAPED and not unreal(s, m):
            yield from count(s, "rescued", m.span("who"), m.end())
    for m in _HURT_BY.finditer(s.codes):
        if s.words[m.start("by")].text.startswith(_WITH) and not unreal(s, m):
            yield from count(s, _ROLES[m["what"]], m.span("who"), m.end())
    for m in _UNDER.finditer(s.codes):
        if s.words[m.start("under")].text == _BENEATH and "x" in s.words[m.start("what")].word.flags:
            yield from count(s, "missing", m.span("who"), m.end())


def _of_unknown_fate(s: Sentence) -> Iterator[Counted]:
    """ "مصير أربعة من أفراد الطاقم مجهول"."""
    for i, word in enumerate(s.words):
        m = _LISTED.match(s.codes, i + 1) if word.text == _FATE else None
        if m and any(w.text.startswith(_UNKNOWN) for w in s.words[m.end() : m.end() + _NEAR]):
            yield from count(s, "missing", m.span(), m.end())


def _lone(s: Sentence) -> Iterator[Counted]:
    """ "وجريحا", "وألقي القبض عليه": one, whom no other word counts."""
    if "v" in s.codes:
        return
    for i, word in enumerate(s.words):
        counted_before = s.codes[max(0, i - 1) : i] in tuple("NPpD")
        counted_behind = s.codes[i + 1 : i + 2] in tuple("Pp")
        if "C" in word.word.flags and word.code in "IWRHM" and not counted_before and not counted_behind:
            yield Counted(_ROLES[word.code], 1, 1, False, True, i, i + 1, i + 1)
        in_a_limb = (
            word.text.removeprefix(_AND) in _WAS_HURT
            and s.codes[i - 1 : i] == "&"
            and [w.text for w in s.words[i + 1 : i + 2]] == [_IN]
        )
        if in_a_limb and {"N", "P", "p"}.isdisjoint(s.codes[i + 1 : i + _NEAR]):
            yield Counted("injured", 1, 1, False, True, i, i + 1, i + 1)


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
        return ending is not None and (by[0].code in "pPN" or ending.group() == "ا") and m["what"] not in "Dk"
    if "N" not in m["who"] or (who[0].word.number is not None and who[0].text.startswith(_THE)):
        return False
    return "P" in m["who"] or "p" in m["who"] or (s.codes[m.end() : m.end() + 1] or ".") in _ENDS
