"""Word orders of languages whose endings tell who did it to whom: "гибель двух рабочих", "водитель и двое пассажиров погибли",
"ожоги получили трое", "судьба пятерых неизвестна".

Patterns over the letters of `lexicon.CODES`, as those of `orders.py`, tried before them.
"""

import re
from collections.abc import Iterator, Set

from processors.report.claims.lists import NUMBERS, ROLES, Counted, count, nobody, unreal
from processors.report.sentences.split import Sentence
from processors.report.words.russian import INFLECTED

_COUNTED = rf"{NUMBERS}[oxgn]{{0,3}}?P?[Pp]o?|{NUMBERS}o?(?![xn$]{{0,5}}y)"
_ONE = rf"(?:{_COUNTED}|(?:e?[gx]{{0,2}}?|g)p(?!x?N))"
_GAP = r'["xn]{0,3}'
_ELSE = r"(?![xbonPp]{0,4}[KDIRWMEHSj])"  # those of whom something else is said are no part of a list
_MORE = rf"(?:,(?:{NUMBERS}[oxgn]{{0,3}}?P|{NUMBERS}o?(?=[.,&]|$)){_ELSE}){{1,3}}"  # not "троих унесло течением"
_ITEM = rf"(?!{NUMBERS}x{{1,3}}[,&]){_ONE}"  # not "два грузовых состава, машинист и его помощник"
_LIST = rf"(?:{_ITEM}(?:(?:{_GAP},{_ITEM}){{0,4}}?{_GAP},?&{_ONE}{_ELSE}|{_MORE})|{_ONE})"
_SUBJECTS = rf"(?:{_ITEM}(?:{_GAP},{_ITEM}){{0,4}}?{_GAP},?&{_ONE}|{_ONE})"
_OBJECT = r"(?![aenNPp]|x{1,2}g?[NPp])"

_PATTERNS = (
    re.compile(rf"(?P<what>d)(?:[xnj]{{0,3}}b)?(?P<who>{_LIST})"),  # "гибель двоих", "жертвами аварии стали двое"
    re.compile(rf"(?P<what>[DKIMRWEH])[xnb]?(?P<who>{_LIST})"),
    re.compile(rf"(?P<what>[ki])x{{0,2}}?(?P<who>{_LIST})"),
    re.compile(rf"(?P<what>[DI])[xn]{{2,4}}(?P<who>{NUMBERS}[oxgn]{{0,3}}?P)"),  # "погибли в аварии трое мужчин"
    re.compile(rf'(?P<who>{_SUBJECTS})["xnj]{{0,3}}(?:bx{{0,4}}|)(?P<what>[DMKIRWEH]){_OBJECT}'),
    re.compile(r"(?P<what>[dDI])-(?P<who>N(?:[t-]N)?)(?![-g])"),  # "погибших — 14, раненых — 30"
    re.compile(rf"(?P<who>{_SUBJECTS})bx?(?P<what>d)"),  # "двое стали жертвами"
    re.compile(rf"(?P<who>(?:{_SUBJECTS})),(?:x{{1,3}}|[gx]p),(?P<what>[DI])"),
)
_SUFFERED = re.compile(rf"j[xngw]{{0,5}}?A[xnm]{{0,2}}?(?P<who>{_LIST})|(?P<last>{_SUBJECTS}){_GAP}A[xNwq]{{0,4}}?j")
_ALL = re.compile(rf'(?P<who>{_LIST})["xn]{{0,4}},(?P<every>x)x?D')
_TAKEN_FIRST = re.compile(rf"(?P<who>{_COUNTED}|g?p)x{{0,2}}(?P<what>[ki])(?=x{{0,2}}g?[pn])")
_RISEN = re.compile(rf"I[^r.ZzKDdMN]{{0,12}}r[xn]{{0,2}}t?x?(?P<who>{NUMBERS})")
_NOT_SAVED = re.compile(r"R[xg]?[ephPI]x?Q|[phI]RQ")
_OF = "у"
_TO_SOMEBODY = re.compile(r"x{0,2}g?[pN]")
_NOBODY = (
    re.compile(r"(?P<a>[duDI])(?:,?&(?P<b>[duDI]))?[xn]{0,6}Z(?=x?(?:[.,&c-]|$))"),  # "пострадавших в результате аварии нет"
    re.compile(r"Z[xn]{0,3}(?P<a>[duDI])(?:&(?P<b>[duDI]))?(?![xbn]{0,3}[NPp])"),
)


def counts_of(s: Sentence) -> Iterator[Counted]:
    if s.language not in INFLECTED:
        return
    for pattern in _PATTERNS:
        for m in pattern.finditer(s.codes):
            left = s.words[m.start() - 1].text == _OF and "b" in m.group()  # "у погибшего остались жена и двое детей"
            if not (unreal(s, m) or left or (m["what"] in "ki" and any(is_subject(s, at) for at in range(*m.span("who"))))):
                yield from count(s, ROLES[m["what"]], m.span("who"), m.end())
    for m in _RISEN.finditer(s.codes):
        yield from count(s, "injured", m.span("who"), m.end())
    if "j" in s.codes:
        codes = "".join(["A" if "S" in w.word.flags else w.code for w in s.words])
        for m in _SUFFERED.finditer(codes):
            yield from count(s, "injured", m.span("who" if m["who"] else "last"), m.end())
    for m in _ALL.finditer(s.codes) if "D" in s.codes else ():
        if "E" in s.words[m.start("every")].word.flags:
            yield from count(s, "killed", m.span("who"), m.end())
    for m in _TAKEN_FIRST.finditer(s.codes):
        if "O" in s.words[m.start()].word.flags or (s.codes[m.end("who") - 1] == "p" and not is_subject(s, m.end("who") - 1)):
            yield from count(s, ROLES[m["what"]], m.span("who"), m.end())


def is_subject(s: Sentence, at: int) -> bool:
    """Whether a person is who does it: "женщину убил сосед"."""
    return s.language in INFLECTED and s.codes[at] == "p" and "N" in s.words[at].word.flags


def acts(s: Sentence, end: int) -> bool:
    """Whether what stands before a verb that ends there does it to somebody: "мужчина силой увёз девочку"."""
    return s.language in INFLECTED and bool(_TO_SOMEBODY.match(s.codes, end))


def alone_in(s: Sentence, roles: Set[str]) -> Iterator[Counted]:
    """One person in a role that isn't among `roles`, those counted: "тело нашли в реке", "спасти его не удалось"."""
    if s.language not in INFLECTED:
        return
    told = "".join(["A" if "A" in w.word.flags else w.code for w in s.words])
    for role, letter in (("killed", "C"), ("injured", "I")):
        at = next((i for i, w in enumerate(s.words) if w.code == letter and told[i] == "A"), -1) if role not in roles else -1
        if at < 0 or {"z", "v", "Z"} & set(s.codes[max(0, at - 3) : at + 3]):
            continue
        if letter == "I" or any("D" in w.word.flags for w in s.words):
            yield Counted(role, 1, 1, False, True, at, at + 1, at + 1)
    if "killed" not in roles and "R" in s.codes:
        codes = "".join(["Q" if "Q" in w.word.flags else w.code for w in s.words])
        for m in _NOT_SAVED.finditer(codes):
            yield Counted("killed", 1, 1, False, True, m.start(), m.end(), m.end())
            return


def nobody_in(s: Sentence) -> Iterator[tuple[str, int, int]]:
    """(role, first word, last word) of each that befell nobody."""
    if s.language in INFLECTED and "Z" in s.codes:
        yield from nobody(s, _NOBODY)
