"""Figures of German verbs before those whom they befell, of relative clauses behind them, and of those who are sought."""

import re
from collections.abc import Iterator

from processors.report.claims.german_groups import FREE, LISTED, ROLES, One, count_of, unreal
from processors.report.claims.lists import NUMBERS
from processors.report.sentences.split import Sentence

_TOOK = re.compile(rf"(?<![aeNop])(?P<what>[HRWE])[xseanN]{{0,8}}?P?{FREE}{LISTED}x?(?=[.,&]|$)")  # "verschleppten 60 Menschen"
_RELATIVE = re.compile(rf"{LISTED}[xan]{{0,4}},e[xsan]{{0,5}}?(?P<what>[KDIRWMEH])b")  # "auf einen Mann ein, der verletzt wurde"
_DEADLY = re.compile(rf"F[xn]{{1,2}}(?P<what>s){LISTED}")  # "nach der tödlichen Messerattacke auf eine Joggerin"
_ONE_OF = re.compile(r"(?:^|(?<=[,.&]))(?P<who>a)(?:b[xsea]{0,5}?)?(?P<what>[fIR])(?=[.,&]|$)")  # "einer starb"
_HURT = re.compile(rf"(?P<who>{NUMBERS})(?P<what>[ID])(?=[ea])")  # "suchten elf Verletzte das Spital auf"
_SOUGHT = re.compile(rf"(?P<what>M)[xsnP]{{0,6}}?s{LISTED}")  # "suchten nach einem Wanderer"
_SOME = re.compile(rf"(?P<who>{NUMBERS})e(?P<what>[ID])(?=[bxr])")  # "zwölf der Verletzten liegen im Krankenhaus"
_WARRANT = re.compile(rf"s{LISTED}x{{1,3}}(?P<what>W)")  # "gegen den 27-Jährigen erging Haftbefehl"
_CUSTODY = ("haftbefehl", "untersuchungshaft", "u-haft")
_THEMSELVES = re.compile(rf"(?:^|(?<=[.,&c:\"-])|(?<=[.,&c:\"-]x)|(?<=^x)){LISTED}[xenatmsgwb&]{{0,12}}?(?P<what>I)x")
_BEHIND_HIMSELF = re.compile(r"x[xsea]{0,5}I(?=[.,&]|$)")
_AND_HIMSELF = re.compile(r"&Ox[xsea]{0,5}I(?=[.,&]|$)")  # "ist gestürzt und hat sich verletzt"
_HURT_ONE = "verletzte"
_SICH, _HIM = "sich", "ihn"
_HIM_TOO = re.compile(r"[xsan]{0,5}?(?P<what>[KIWRHE])(?=[.,&W]|$)|(?P<what2>[KI])")
# "Vier Männer atmeten giftige Dämpfe ein", "die beiden anderen rangen mit dem Tod"
_STRUGGLED = re.compile(rf"(?:^|(?<=[.,&c])){LISTED}[xenatmsgwo]{{0,10}}?(?P<what>I)(?=[.,&]|$)")
_STRUGGLING = frozenset({"ein", "tod", "leben", "erkrankten", "erkrankte"})
_MEANT = ("wollt", "versuch", "konnte", "könn", "hätte", "sollte", "niemand")
_TO = re.compile(r"\w+zu\w+")  # "festzunehmen"
_AFTER, _ON = "nach", "auf"
_PAST = ("te", "ten", "bargen")
_ONE = frozenset({"einer", "eine", "eines"})


def told_of(s: Sentence, codes: str) -> Iterator[One]:
    """Each count; the letters are those of `german.py`."""
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
    for m in _SOME.finditer(codes):
        yield from count_of(s, codes, ROLES[m["what"]], m, oblique=True)
    for m in _WARRANT.finditer(codes) if "W" in codes else ():
        if s.words[m.end() - 1].text.startswith(_CUSTODY):
            yield from count_of(s, codes, "arrested", m, oblique=True)
    for m in _RELATIVE.finditer(codes):
        yield from count_of(s, codes, ROLES[m["what"]], m, oblique=True)
    for m in _SOUGHT.finditer(codes):
        if "e" in s.words[m.start()].word.flags and s.words[m.start("who") - 1].text == _AFTER:
            yield from count_of(s, codes, "missing", m, oblique=True)
    for m in _STRUGGLED.finditer(codes) if "I" in codes else ():
        if s.words[m.end() - 1].text in _STRUGGLING:
            yield from count_of(s, codes, "injured", m)
    yield from _themselves(s, codes) if "I" in codes else ()
    yield from _him(s, codes)


def _themselves(s: Sentence, codes: str) -> Iterator[One]:
    """ "Der Fahrer kam von der Straße ab und verletzte sich schwer"; "sodass dieser stürzte und sich am Kopf verletzte"."""
    found = [m for m in _THEMSELVES.finditer(codes) if s.words[m.end() - 1].text == _SICH]
    for m in found:
        yield from count_of(s, codes, "injured", m)
    behind = None if found else _AND_HIMSELF.search(codes)
    if behind and s.words[behind.start() + 2].text == _SICH and s.words[behind.start() + 1].text == "hat":
        yield "injured", 1, 1, False, True, behind.start() + 2, behind.start() + 3, behind.end()
    behind = None if found else _BEHIND_HIMSELF.search(codes)
    if behind and s.words[behind.start()].text == _SICH and s.words[behind.end() - 1].text == _HURT_ONE:
        yield "injured", 1, 1, False, True, behind.start(), behind.start() + 1, behind.end()


def _him(s: Sentence, codes: str) -> Iterator[One]:
    """ "Überwältigten den Mann und nahmen ihn in Gewahrsam"."""
    for i, word in enumerate(s.words):
        if word.text == _HIM and (m := _HIM_TOO.match(codes, i + 1)) and not _only_meant(s, codes, i, m.end()):
            yield ROLES[m["what"] or m["what2"]], 1, 1, False, True, i, i + 1, m.end()


def _only_meant(s: Sentence, codes: str, him: int, end: int) -> bool:
    """Whether the clause tells what somebody wanted, tried or did not do: "wollte ihn festnehmen", "versucht, ihn zu retten"."""
    start = max((codes.rfind(mark, 0, him) for mark in ",.;&"), default=-1) + 1
    clause = s.words[start:end]
    meant = any(w.text == "zu" or w.text.startswith(_MEANT) for w in clause)
    return meant or _TO.fullmatch(clause[-1].text) is not None or unreal(s, start, end)
