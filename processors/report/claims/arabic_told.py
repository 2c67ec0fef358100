"""Figures that certain Arabic words tell, and none of the verbs of dying, hurting or saving before them: "تعرض ضابط لإصابات",
"ثلاثة عمال تحت الأنقاض", "مصير أربعة مجهول", "وجريحا".
"""

import re
from collections.abc import Iterator

from processors.report.claims.lists import COUNTED, LIST, NUMBERS, ONE, ROLES, Counted, count, unreal
from processors.report.sentences.split import Sentence

_AND, _IN, _WITH, _BENEATH, _FATE = "و", ("في",), ("ب",), ("تحت",), "مصير"
_UNKNOWN = ("مجهول", "غامض")
_WAS_HURT = frozenset({"اصيب", "اصيبت"})
_NEAR = 4
_OF, _CULPRITS = (
    ("عن",),
    ("المشتبه", "مشتبه", "الجان", "المتهم", "متهم", "القاتل", "منفذ", "المنفذ", "مطلوب", "المسلح", "مسلح", "السائق", "سائق"),
)
_RISES = ("ارتفا", "ارتفع", "لترتفع", "ليرتفع")
_HIS_BODY, _ON, _DEAD = frozenset({"جثته", "جثتها", "جثمانه", "جثمانها"}), "علي", frozenset("KkDd")
_ALONE = frozenset({*_BENEATH, _FATE, *_HIS_BODY})
_ROLES = {**ROLES, "i": "injured"}
# Patterns, each with what the word of its group `word` begins with, and the role, none where `what` says it.
_TOLD: tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...] = (
    (re.compile(rf"(?P<word>D)x?(?P<who>{ONE}x?&{ONE})(?=D)"), ("",), "killed"),  # "لقي رجل وزوجته مصرعهما"
    (re.compile(rf"(?P<word>I)x?(?P<who>{ONE}&{ONE})(?=x?j)"), ("",), "injured"),  # "أصيب رجل وزوجته بحروق"
    (re.compile(rf"(?P<word>x)(?P<who>(?:{ONE}|{NUMBERS}mP)(?:&{ONE})?)x{{0,2}}(?P<what>[ji])"), ("تعرض", "يتعرض"), "injured"),
    (re.compile(rf"(?P<what>H)[^.,]{{1,9}}?(?P<word>x)(?P<who>{COUNTED})"), ("متنها", "متنه"), ""),  # "اختطفوا سفينة على متنها"
    (re.compile(rf"(?P<word>[rx])[xq]{{0,2}}[dDu][^.,]{{0,26}}?t(?P<who>{NUMBERS})"), _RISES, "killed"),
    (re.compile(rf"(?P<word>[rx])[xq]{{0,2}}I[^.,dDu]{{0,26}}?t(?P<who>{NUMBERS})"), _RISES, "injured"),
    (re.compile(rf"(?<!R)(?P<who>{NUMBERS})(?P<word>[pP])"), ("مختطف", "مخطوف"), "abducted"),
    (re.compile(rf"M(?<!N.)[xbz]{{0,5}}?(?P<word>x)(?P<who>(?!x){ONE})"), _OF, "missing"),  # "البحث جار عن شخص ثالث"
    (re.compile(r"(?P<word>[Rx])(?P<who>o)(?![pP])"), ("نجا", "نجت"), "rescued"),
    (re.compile(r"(?P<word>M)(?P<who>o)(?![pP])"), ("فقدان", "وفقدان", "اختفاء", "واختفاء"), "missing"),
    (
        re.compile(rf"(?P<what>[RDKIHE])[^.,]{{1,10}}?(?P<word>x)x?m{{1,2}}(?P<who>{NUMBERS}[xgon]{{0,2}}[Pp])"),
        ("عائلة", "اسرة"),
        "",
    ),
    (re.compile(r"(?P<word>M)(?P<who>p)"), ("اختفى", "اختفت", "اختفي", "فقد"), "missing"),
    (re.compile(rf"(?P<what>W)(?:,x{{1,6}},)?(?P<word>x)(?P<who>{ONE})"), ("علي",), ""),  # "القبض، مساء الأحد، على رجل"
    (re.compile(rf"(?P<what>[kDiI])[^.,&]{{1,9}}?(?P<word>x)(?P<who>{NUMBERS})"), ("وعددهم", "عددهم"), ""),
    (re.compile(rf"(?P<who>{ONE})o?(?P<word>[Rx])"), ("نجا", "نجت", "نجوا"), "rescued"),
    (
        re.compile(rf"(?P<who>{ONE}|{NUMBERS}mx{{1,3}}?)x{{0,3}}?(?P<word>x)(?P<what>[KDIHWM])"),
        ("قد",),
        "",
    ),  # "كان ثلاثة قد قتلوا"
    (re.compile(r"(?P<what>[KID])(?P<who>N)(?P<word>x)(?=x?y)"), _WITH, ""),  # "أصيب خمسة بانفجار قنبلة": five are no bombs
)
_UNDER = re.compile(rf"b{{1,2}}x?(?P<who>{COUNTED})(?P<word>x)(?P<what>x)")
# "إصابة عاملين بحروق وثلاثة باختناق": all of them.
_EACH = re.compile(rf"[iI]x?(?P<one>{COUNTED})x{{0,2}}jx{{0,2}}&(?P<two>{COUNTED}|{NUMBERS}mx)x{{0,2}}j")
_WHOM, _THEM = re.compile(rf"(?P<who>{COUNTED})(?P<what>[HWR])"), re.compile("(?:هم|هن|هما)$")  # "19 شخصا خطفهم مسلحون"
_LISTED = re.compile(LIST)


def told_of(s: Sentence) -> Iterator[Counted]:
    """The counts that words of `_TOLD` give, and of those beneath what fell on them."""
    for pattern, words, role in _TOLD:
        for m in pattern.finditer(s.codes):
            sought = words is _OF and s.words[m.start("who")].text.startswith(_CULPRITS)
            if s.words[m.start("word")].text.startswith(words) and not unreal(s, m) and not sought:
                yield from count(s, role or _ROLES[m["what"]], m.span("who"), m.end())
    for m in _WHOM.finditer(s.codes):
        if _THEM.search(s.words[m.start("what")].text) and not unreal(s, m):
            yield from count(s, _ROLES[m["what"]], m.span("who"), m.end())
    for m in _EACH.finditer(s.codes) if "j" in s.codes else ():
        one, two = (next(count(s, "injured", m.span(who), m.end()), None) for who in ("one", "two"))
        if one and two and not unreal(s, m):
            yield one._replace(low=one.low + two.low, high=one.high + two.high, single=False, end=two.end)
    for m in _UNDER.finditer(s.codes):
        if s.words[m.start("word")].text.startswith(_BENEATH) and "x" in s.words[m.start("what")].word.flags:
            yield from count(s, "missing", m.span("who"), m.end())


def beneath(s: Sentence) -> bool:
    """Whether a sentence that no code tells of anybody in may still count: "ثلاثة عمال تحت الأنقاض", "على جثته"."""
    return s.language == "ar" and any(w.text in _ALONE for w in s.words)


def alone_of(s: Sentence) -> Iterator[Counted]:
    """ "مصير أربعة من أفراد الطاقم مجهول"; "وجريحا", "وألقي القبض عليه", "وأصيب في ساقه": one, whom no other word counts."""
    for i, word in enumerate(s.words):
        if i and word.text in _HIS_BODY and s.words[i - 1].text == _ON and _DEAD.isdisjoint(s.codes):
            yield Counted("killed", 1, 1, False, True, i, i + 1, i + 1)
        if "v" in s.codes:
            continue
        m = _LISTED.match(s.codes, i + 1) if word.text == _FATE else None
        if m and any(w.text.startswith(_UNKNOWN) for w in s.words[m.end() : m.end() + _NEAR]):
            yield from count(s, "missing", m.span(), m.end())
        if ("C" in word.word.flags and word.code in "IWRHMD" and not _is_counted(s, i)) or _in_a_limb(s, i):
            yield Counted(_ROLES[word.code], 1, 1, False, True, i, i + 1, i + 1)


def _is_counted(s: Sentence, i: int) -> bool:
    """ "11 جريحا"."""
    return s.codes[max(0, i - 1) : i] in tuple("NPpD") or s.codes[i + 1 : i + 2] in tuple("Pp")


def _in_a_limb(s: Sentence, i: int) -> bool:
    """ "وأصيب في ساقه": who was told of before."""
    hurt = s.words[i].text.removeprefix(_AND) in _WAS_HURT and s.codes[i - 1 : i] == "&"
    where = s.words[i + 1 : i + 2]
    return hurt and bool(where) and where[0].text in _IN and {"N", "P", "p"}.isdisjoint(s.codes[i + 1 : i + _NEAR])
