"""Figures of German verbs before those whom they befell, of relative clauses behind them, and of those who are sought."""

import re
from collections.abc import Iterator

from processors.report.claims_german_groups import FREE, LISTED, ROLES, One, count_of
from processors.report.claims_lists import NUMBERS
from processors.report.sentences import Sentence

_TOOK = re.compile(rf"(?<![aeNop])(?P<what>[HRWE])[xseanN]{{0,8}}?{FREE}{LISTED}(?=[.,&]|$)")  # "verschleppten 60 Menschen"
_RELATIVE = re.compile(rf"{LISTED}[xa]?,e[xsan]{{0,5}}?(?P<what>[KDIRWMEH])b")  # "auf einen Mann ein, der verletzt wurde"
_DEADLY = re.compile(rf"F[xn]{{1,2}}(?P<what>s){LISTED}")  # "nach der tödlichen Messerattacke auf eine Joggerin"
_ONE_OF = re.compile(r"(?:^|(?<=[,.&]))(?P<who>a)(?:b[xsea]{0,5}?)?(?P<what>[fIR])(?=[.,&]|$)")  # "einer starb"
_HURT = re.compile(rf"(?P<who>{NUMBERS})(?P<what>[ID])(?=[ea])")  # "suchten elf Verletzte das Spital auf"
_SOUGHT = re.compile(rf"(?P<what>M)[xsnP]{{0,6}}?s{LISTED}")  # "suchten nach einem Wanderer"
_AFTER, _ON = "nach", "auf"
_PAST = ("te", "ten")
_ONE = frozenset({"einer", "eine", "eines"})


def told_of(s: Sentence, codes: str) -> Iterator[One]:
    """Each count; the letters are those of `claims_german`."""
    for m in _TOOK.finditer(codes):
        if s.words[m.start()].text.endswith(_PAST):
            yield from count_of(s, codes, ROLES[m["what"]], m)
    for m in _HURT.finditer(codes):
        if s.words[m.end() - 1].text.endswith(_PAST[0]):
            yield from count_of(s, codes, ROLES[m["what"]], m)
    for m in _DEADLY.finditer(codes):
        if s.words[m.start("what")].text == _ON:
            yield from count_of(s, codes, "killed", m, oblique=True)
    for m in _ONE_OF.finditer(codes):
        if s.words[m.start()].text in _ONE:
            yield ROLES[m["what"]], 1, 1, False, True, m.start(), m.start() + 1, m.end()
    for m in _RELATIVE.finditer(codes):
        yield from count_of(s, codes, ROLES[m["what"]], m, oblique=True)
    for m in _SOUGHT.finditer(codes):
        if "e" in s.words[m.start()].word.flags and s.words[m.start("who") - 1].text == _AFTER:
            yield from count_of(s, codes, "missing", m, oblique=True)
