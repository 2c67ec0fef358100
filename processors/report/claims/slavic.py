"""Word orders that Russian and Ukrainian share: "загинула родина: батьки і троє дітей", "раненых, по данным врачей, четверо",
"пешехода насмерть сбил поезд", "спецназовцы освободили её", "люди не пострадали".

Patterns over the letters of `lexicon.CODES`, as those of `orders.py`, tried before them.
"""

import re
from collections.abc import Iterator

from processors.report.claims.lists import LIST, NUMBERS, ROLES, Counted, count, nobody, unreal
from processors.report.sentences.split import Sentence
from processors.report.words.slavic import SLAVIC

_ONE = rf"(?:{NUMBERS}[oxgne]{{0,3}}?[Pp]|e?[gx]{{0,2}}?p)"
_ASIDE = r'["xn]{0,3}'  # "водій «Лади» та двоє його пасажирів"
_PATTERNS = (
    re.compile(rf"(?P<what>[DIKM])x?(?P<who>{_ONE}{_ASIDE}(?:,{_ONE}{_ASIDE}){{0,3}}&{_ONE})(?![xb]{{0,2}}[KDIRWEHSj])"),
    re.compile(r"(?P<what>[DIK])(?P<who>e[gx]{0,2}p)"),  # "ранена его жена"
    re.compile(r"(?<![&,])(?P<who>e[gx]{0,2}p)(?P<what>[DIK])(?![aenNPp])"),
    re.compile(r",(?P<who>o)[xR]{1,4}(?P<what>j)"),  # "третьего подняли с переломами"
    re.compile(rf"(?P<what>[DI]),x{{2,5}},(?P<who>{NUMBERS})(?=[.,&]|$)"),  # "раненых, по данным врачей, четверо"
    re.compile(r"(?P<what>[DI])-x?(?P<who>g?p)"),  # "среди раненых — ребёнок"
    re.compile(rf"(?P<who>e?{_ONE})-(?P<what>I)(?![xn]{{0,3}}[NPp])"),  # "пасажирка — у комі"
    re.compile(r"(?P<what>[RWH])(?P<who>e)(?=[x.,&]|$)"),  # "освободили её"
    re.compile(r"(?P<who>e)x?(?P<what>[RWHI](?![aenNPp])|M(?![aenNp]))"),  # "его задержали", "его ищут водолазы"
    re.compile(
        r"(?P<who>p),[gxn]{0,3}p?n{0,3},(?P<what>[WDIKRMH])(?![aenNPp])"
    ),  # "подозреваемый, 26-летний житель Твери, задержан"
    re.compile(r",(?P<who>p)x{0,2},(?P<what>[WDIKRMH])(?![aenNPp])"),  # "выжившая, девушка 19 лет, доставлена в больницу"
    re.compile(r",(?P<who>o)(?P<what>[RWDKI])(?=[.,&]|$)"),  # "один убит, второй задержан"
    re.compile(r"(?P<who>g?p)x{0,8}&(?P<what>I)(?![xo]{0,2}[NPp])"),  # "девушка врезалась в автобус и сломала ногу"
    re.compile(
        rf"(?P<who>{NUMBERS}[xg]?P)x{{1,6}}&(?P<what>[DI])(?![xbo]{{0,2}}[NPp])"
    ),  # "двое рабочих упали в колодец и задохнулись"
    re.compile(rf"(?P<what>[ki])x?(?P<who>{LIST})"),  # "застрелив учительку й двох однокласників"
)
_BENEATH = re.compile(rf"(?P<what>M)x[xb](?P<who>{NUMBERS}(?:[xg]?P)?)")  # "под завалами остаются двое"
_WARD = re.compile(
    rf"(?P<what>I)[xn&]{{1,5}}b?(?P<who>{NUMBERS}[oxg]{{0,2}}P|{NUMBERS}p)"
)  # "в больницах Томска находятся 14 человек"
_FAR = re.compile(rf"(?P<what>[RWH])x{{1,6}}(?P<who>g?p(?:,?&(?:e?x?g?p|{NUMBERS}[xg]?P))?)(?![xb]{{0,2}}[KDIRWEHk])")
_TAKEN = re.compile(rf"(?P<who>{NUMBERS}(?:[xg]?P)?)[xj]{{0,3}}(?P<what>[RWHEM])(?=P|[.,&]|$)")  # "двох відкопали товариші"
_BEARING = re.compile(rf"(?P<who>(?:{_ONE}(?:,{_ONE}){{0,3}}&)?{_ONE})x{{1,3}}(?P<what>j)")
_ASIDE_OF = re.compile(rf"(?P<who>{NUMBERS}[xg]?P),[^,.NpP]{{1,9}},(?P<what>[RWHE])(?![aenNPp])")
_OF_THEM = re.compile(
    rf"P[xn]{{0,3}},m?(?P<who>{NUMBERS}[xg]?P),(?P<what>[EDIRWH])"
)  # "жителей села, около 600 человек, вывезли"
_NAMED_APART = re.compile(
    rf"(?P<who>{NUMBERS}[xg]?P),(?:e?x?g?p)&(?:e?x?g?p),[bxn]{{0,3}}(?P<what>[IDKRWME])"
)  # "двое, муж и жена, ранены"
_ONE_HELD = re.compile(r"(?P<what>W)(?P<who>g?x{1,4}p)|(?P<he>h)x{0,3}(?P<under>W)")
_SINGULAR, _UNDER = ("ан", "ана", "ано"), ("под", "під")
_TO_HIM = re.compile(r"(?P<who>x)(?P<what>I)")  # "йому ампутували кисть"
_FAMILY = re.compile(rf"(?P<what>[DI])x{{1,2}}(?P<colon>\.)(?P<who>{LIST})")
_STRUCK = re.compile(r"(?<![pPnN])(?P<who>g?p)x{0,3}(?P<what>[ki])(?!x?g?[NPpn])")
_WHOM = "х"  # of numbers: "двох", "троих"
_OBJECT = ("у", "ю", "ого", "его")  # endings of a person whom something befell
_HIM = frozenset({"его", "её", "ее", "його", "її"})
_BY_HIM = re.compile(r"(?P<who>x)(?=x?j)")  # "у него ожоги рук"
_OF_HIM = frozenset({"него", "неё", "нее", "нього", "неї"})
_HIS = frozenset({"ему", "ей", "йому", "їй"})
_NOBODY = (re.compile(r"(?<![NPp])P{1,2}z(?P<a>[DI])(?=[.,&]|$)"),)  # "люди не пострадали"
_SOME_OF = re.compile(r"(?<=P),[lm]?N$")
_HURT = frozenset("Iij")
_APART = frozenset("KDIRWMEHSj")
_TENDING = ("работа", "помога", "лечит", "лечат", "занима", "сталкива", "працю", "допомаг", "лікує", "лікують", "стика")
_NEXT = 3  # words; "с травмами головы работает"


def slavic_of(s: Sentence) -> Iterator[Counted]:
    """The counts that stand in one of these orders; none in other languages."""
    if s.language not in SLAVIC:
        return
    for pattern in _PATTERNS:
        for m in pattern.finditer(s.codes):
            if not unreal(s, m) and _befell(s, m):
                yield from count(s, ROLES[m["what"]], m.span("who"), m.end())
    for m in _TO_HIM.finditer(s.codes):
        if s.words[m.start()].text in _HIS:
            yield from count(s, "injured", m.span("who"), m.end())
    for m in _BY_HIM.finditer(s.codes) if "I" not in s.codes else ():
        if s.words[m.start()].text in _OF_HIM and not unreal(s, m):
            yield from count(s, "injured", m.span("who"), m.end())
    yield from _held(s) if "W" in s.codes else ()
    for m in (*_OF_THEM.finditer(s.codes), *_NAMED_APART.finditer(s.codes)):
        yield from count(s, ROLES[m["what"]], m.span("who"), m.end())
    for m in _FAMILY.finditer(s.codes):
        if s.words[m.start("colon")].text == ":" and not unreal(s, m):
            yield from count(s, ROLES[m["what"]], m.span("who"), m.end())
    for m in (*_TAKEN.finditer(s.codes), *_ASIDE_OF.finditer(s.codes)):
        number = next(w for w in s.words[m.start("who") : m.end("who")] if w.code == "N")
        if number.text.endswith(_WHOM) and not unreal(s, m):
            yield from count(s, ROLES[m["what"]], m.span("who"), m.end())
    for m in _BENEATH.finditer(s.codes) if "M" in s.codes else ():
        if s.words[m.start()].text in _UNDER and not unreal(s, m):
            yield from count(s, "missing", m.span("who"), m.end())
    for m in _WARD.finditer(s.codes):
        if "Y" in s.words[m.start()].word.flags and not unreal(s, m):
            yield from count(s, "injured", m.span("who"), m.end())
    yield from _with_wounds(s)
    for m in (*_FAR.finditer(s.codes), *_STRUCK.finditer(s.codes)):
        first = next(w for w in s.words[m.start("who") : m.end("who")] if w.code == "p")
        held = m["what"] == "W" and first.text.endswith("а") and "N" not in first.word.flags  # "заключил под стражу директора"
        if (held or first.text.endswith(_OBJECT)) and not unreal(s, m):
            yield from count(s, ROLES[m["what"]], m.span("who"), m.end())


def _held(s: Sentence) -> Iterator[Counted]:
    """ "Задержан 28-летний ранее судимый мужчина", "він перебуватиме під вартою"."""
    for m in _ONE_HELD.finditer(s.codes):
        word = s.words[m.start("what" if m["what"] else "under")].text
        stays = any("9" in w.word.flags for w in s.words[m.start() : m.end()])  # "перебуває під вартою": since when, isn't told
        if word.endswith(_SINGULAR) if m["what"] else (word in _UNDER and not stays):
            yield from count(s, "arrested", m.span("who" if m["who"] else "he"), m.end())


def _with_wounds(s: Sentence) -> Iterator[Counted]:
    """ "Водитель с переломами"."""
    for m in _BEARING.finditer(s.codes) if "j" in s.codes else ():
        borne = any("7" in w.word.flags for w in s.words[max(m.end("who"), m.end() - 3) : m.end() - 1])
        if borne and s.codes[m.start() - 1 : m.start()] != "C" and not unreal(s, m) and not tends(s, m.end()):
            yield from count(s, "injured", m.span("who"), m.end())


def tends(s: Sentence, at: int) -> bool:
    """Whether wounds that end there are somebody's work, and no incident's: "врач с травмами работает"."""
    return not s.kinds and any(w.text.startswith(_TENDING) for w in s.words[at : at + _NEXT])


def _befell(s: Sentence, m: re.Match[str]) -> bool:
    """Whether they are whom it befell: not "избил родственник", and of pronouns "его" alone."""
    words = s.words[m.start("who") : m.end("who")]
    if m["who"] == "e":
        before = set(s.codes[: m.start()])
        again = m["what"] == "I" and not _HURT.isdisjoint(before) and not {"p", "P"}.isdisjoint(before)  # told of before
        return words[0].text in _HIM and not again
    return m["what"] not in "ki" or not any("N" in w.word.flags for w in words if w.code == "p")


def nobody_among(s: Sentence) -> Iterator[tuple[str, int, int]]:
    """(role, first word, last word) of each that befell nobody."""
    if s.language in SLAVIC and "z" in s.codes:
        yield from nobody(s, _NOBODY)


def others_alone(s: Sentence, who: tuple[int, int]) -> bool:
    """ "Восьмерых подобрали другие суда": others of some thing, not of people."""
    start, end = who
    return s.language in SLAVIC and s.codes[start:end] == "o" and s.codes[end : end + 1] == "x"


def told_behind(s: Sentence, start: int, end: int) -> int:
    """Where those begin of whom something is told behind a list: "четверых лыжников, двоих откопали"."""
    if s.language not in SLAVIC:
        return start
    found = _SOME_OF.search(s.codes, start, end)
    return found.start() + 1 if found else start


def told_apart(s: Sentence, start: int, end: int) -> int:
    """Where a list ends of whose last part something else is told: "забрала життя дев'ятьох, понад сорок травмовані"."""
    if s.language not in SLAVIC or s.codes[end : end + 1] not in _APART:
        return end
    cut = s.codes.rfind(",", start, end)
    return end if cut < 0 else cut
