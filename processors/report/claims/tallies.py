"""Totals that English news gives so: "taking the toll to 11", "the number of dead has risen to 94", "Survivors - 58"."""

import re
from collections.abc import Iterator

from processors.report.claims.lists import ROLES, Counted, count
from processors.report.sentences.split import Sentence
from processors.report.words.tokens import Token

_NUMBER = r"(?P<who>[lmo]{0,4}N)"
# "The number of people killed in the floods has risen to 94", "raised its count of injured from four to 11" (A: a count).
_TALLY = re.compile(rf"Ax[xeP]{{0,4}}?(?P<what>[KDIMEHRWdj])[^.,ZzNvc]{{0,12}}?(?:[wl]{{0,2}}Nt|t|@){_NUMBER}")
# "Taking the toll to 11".
_TOLL = re.compile(rf"A[^.,ZzNvcKDIMRWEHju]{{0,14}}?(?:[wl]{{0,2}}Nt|t|@){_NUMBER}")
# "Bringing to six the number of lives lost".
_TURNED = re.compile(rf"t{_NUMBER}eAx{{1,2}}[xePtb]{{0,6}}?(?P<what>[KDIMd])")
# "The death toll in the collision near Sehwan the day before yesterday rose to nine".
_ROSE = re.compile(rf"A[^.ZzN]{{1,30}}?(?P<rise>x)t{_NUMBER}(?!x?[Yq])")
_SURELY = frozenset({"known", "confirmed", "believed", "reported", "feared"})
_RISING = frozenset({"rose", "rises", "risen", "climbs", "climbed", "jumped", "grew", "increased", "rising", "climbing", "up"})
# "Seventeen people are now known to have died".
_KNOWN = re.compile(r"(?P<who>[lmo]{0,4}N[xg]?P?)bx{0,2}(?P<known>x)tb(?P<what>[DK])")
# "Death toll now nine", "the toll hits 14" (<, =: reaches).
_REACHES = re.compile(rf"A[xb]{{0,2}}?[<=]{_NUMBER}")
_REACHED = re.compile(rf"A[^.,ZzNvA]{{2,14}}={_NUMBER}")  # "the death toll from the collapse has reached 14" (=: reached)
# "The number of lives lost in the accident at Kinungi, near Naivasha, now stands at eleven".
_STANDS = re.compile(rf"A[xe<]{{0,2}}(?P<what>[KDIMd])[^.ZzN]{{2,40}}?=@{_NUMBER}")
# "Fatalities - 8", "Still missing: 5": an item of a list. "Survivors - 58" (A: those alive).
_ITEM = re.compile(r"(?:^|[.,])x?(?P<what>[KDIMRWEHdj])[.-](?P<who>N)(?=[.,]|$)")
_ALIVE = re.compile(r"^A[.-](?P<who>N)(?=[.,]|$)")
_REACHED_BY = "hit hits reach reached reaches pass passed passes top topped tops near neared nears stands stood"
_REACHING = {**dict.fromkeys(_REACHED_BY.split(), "="), **dict.fromkeys(("now", "is", "was", "of"), "<")}


def tallies(s: Sentence) -> Iterator[Counted]:
    """The totals of a sentence."""
    if "N" not in s.codes:
        return
    for m in _ITEM.finditer(s.codes):
        yield from count(s, ROLES[m["what"]], m.span("who"), m.end())
    alive = _ALIVE.match(f"A{s.codes[1:]}") if "v" in s.words[0].word.flags else None
    if alive:
        yield from count(s, "rescued", alive.span("who"), alive.end())
    for m in _KNOWN.finditer(s.codes):
        if s.words[m.start("known")].text in _SURELY:
            yield from count(s, ROLES[m["what"]], m.span("who"), m.end())
    if any("N" in w.word.flags for w in s.words):
        yield from _totals(s)


def _totals(s: Sentence) -> Iterator[Counted]:
    codes = "".join(map(_counting, s.words))
    reaching = "".join([_REACHING.get(w.text, c) for w, c in zip(s.words, codes, strict=True)])
    for m in _ROSE.finditer(codes):
        if s.words[m.start()].text == "toll" and s.words[m.start("rise")].text in _RISING:
            yield from count(s, "killed", m.span("who"), m.end())
    for pattern in (_TALLY, _TOLL, _TURNED, _REACHES, _REACHED, _STANDS):
        for m in pattern.finditer(reaching if pattern in (_REACHES, _REACHED, _STANDS) else codes):
            role = ROLES[m["what"]] if "what" in pattern.groupindex else "killed"
            told = "what" in pattern.groupindex or s.words[m.start()].text == "toll"
            if told and not _of_things(s, m.end()):
                yield from count(s, role, m.span("who"), m.end())


def _counting(word: Token) -> str:
    """Its letter, A for a count, @ for "at"."""
    return "A" if "N" in word.word.flags else "@" if word.text == "at" else word.code


def _of_things(s: Sentence, at: int) -> bool:
    """ "To two hospitals", "at 12 sites": not "to 12 on Friday"."""
    return s.codes[at : at + 1] == "Y" or (s.codes[at : at + 1] == "x" and {"l", "s", "f"}.isdisjoint(s.words[at].word.flags))
