"""Word orders that Russian and Ukrainian share: "загинула родина: батьки і троє дітей", "раненых, по данным врачей, четверо",
"пешехода насмерть сбил поезд", "спецназовцы освободили её", "люди не пострадали".

Patterns over the letters of `lexicon.CODES`, as those of `claims_orders`, tried before them.
"""

import re
from collections.abc import Iterator

from processors.report.claims_lists import LIST, NUMBERS, ROLES, Counted, count, nobody, unreal
from processors.report.sentences import Sentence
from processors.report.words_slavic import SLAVIC

_PATTERNS = (
    re.compile(r",(?P<who>o)x{1,4}(?P<what>j)"),  # "третьего подняли с переломами"
    re.compile(rf"(?P<what>[DI]),x{{2,5}},(?P<who>{NUMBERS})(?=[.,&]|$)"),  # "раненых, по данным врачей, четверо"
    re.compile(r"(?P<what>[RWH])(?P<who>e)(?=[x.,&]|$)"),  # "освободили её"
    re.compile(r"(?P<who>e)x?(?P<what>[RWH])(?![aenNPp])"),  # "его задержали"
)
_FAMILY = re.compile(rf"(?P<what>[DI])x{{1,2}}(?P<colon>\.)(?P<who>{LIST})")
_STRUCK = re.compile(r"(?<![pPnN])(?P<who>g?p)x{0,3}(?P<what>[ki])(?!x?g?[NPpn])")
_OBJECT = ("у", "ю", "ого", "его")  # endings of a person whom something befell
_HIM = frozenset({"его", "её", "ее", "його", "її"})
_NOBODY = (re.compile(r"(?<![NPp])Pz(?P<a>[DI])(?=[.,&]|$)"),)  # "люди не пострадали"
_APART = frozenset("KDIRWMEHSj")


def slavic_of(s: Sentence) -> Iterator[Counted]:
    """The counts that stand in one of these orders; none in other languages."""
    if s.language not in SLAVIC:
        return
    for pattern in _PATTERNS:
        for m in pattern.finditer(s.codes):
            pronoun = m["who"] == "e"
            if not unreal(s, m) and not (pronoun and s.words[m.start("who")].text not in _HIM):
                yield from count(s, ROLES[m["what"]], m.span("who"), m.end())
    for m in _FAMILY.finditer(s.codes):
        if s.words[m.start("colon")].text == ":" and not unreal(s, m):
            yield from count(s, ROLES[m["what"]], m.span("who"), m.end())
    for m in _STRUCK.finditer(s.codes):
        if s.words[m.end("who") - 1].text.endswith(_OBJECT) and not unreal(s, m):
            yield from count(s, ROLES[m["what"]], m.span("who"), m.end())


def nobody_among(s: Sentence) -> Iterator[tuple[str, int, int]]:
    """(role, first word, last word) of each that befell nobody."""
    if s.language in SLAVIC and "z" in s.codes:
        yield from nobody(s, _NOBODY)


def others_alone(s: Sentence, who: tuple[int, int]) -> bool:
    """ "Восьмерых подобрали другие суда": others of some thing, not of people."""
    start, end = who
    return s.language in SLAVIC and s.codes[start:end] == "o" and s.codes[end : end + 1] == "x"


def told_apart(s: Sentence, start: int, end: int) -> int:
    """Where a list ends of whose last part something else is told: "забрала життя дев'ятьох, понад сорок травмовані"."""
    if s.language not in SLAVIC or s.codes[end : end + 1] not in _APART:
        return end
    cut = s.codes.rfind(",", start, end)
    return end if cut < 0 else cut
