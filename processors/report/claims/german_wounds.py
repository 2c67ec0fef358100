"""Those hurt in German, told by the wounds that they bear: "überlebte mit schweren Verletzungen"."""

import re
from collections.abc import Iterator

from processors.report.claims.german_groups import BEHIND, FREE, LISTED, One, count_of
from processors.report.sentences.split import Sentence

_WITH, _FOR = "mit", "für"
_BEARING = (
    re.compile(rf"(?:^|(?<=[.,&c:]))x?{LISTED}[xenatmsgw]{{0,6}}?[bxf][xsea]{{0,4}}?(?P<mit>s)[xea&]{{0,5}}?(?P<what>j)"),
    re.compile(rf"b[xenatmsgw]{{0,6}}?{FREE}{BEHIND}[xsea]{{0,5}}?(?P<mit>s)[xea]{{0,3}}?(?P<what>j)"),
)
_HE = re.compile(r"(?:^|(?<=[.,&c]))(?P<who>h)[bxr][xsea]{0,3}?(?P<mit>s)[xea]{0,3}?(?P<what>j)")  # "er liegt mit Wunden in"
# "Mit einer Platzwunde endete der Abend für einen 31-Jährigen".
_ENDED = re.compile(rf"(?:^|(?<=[.,&c:]))(?P<mit>s)[xea]{{0,3}}?(?P<what>j)[xsea]{{0,9}}?(?P<for>s){LISTED}")


_WHO = re.compile(rf"(?:^|(?<=[.,&c:]))x?{LISTED},e[ae]?x{{0,2}}(?P<what>j)[xenatmsgw]{{0,6}}?A")  # "…, der Prellungen erlitt"


_PLAY = (
    "saison karriere turnier turniers match partie profi profis stürmer stürmerin torwart torhüter verteidiger trainer kapitän "
    "athlet athletin athleten sportler sportlerin spiel spiels spielzeit liga bundesliga comeback länderspiel training"
)
_SPORTS = frozenset(_PLAY.split())
_PLAYERS = ("spieler", "spielern", "spielerin", "spielerinnen")
_PLAIN = "verletzung"
_CARERS = (
    "arzt", "ärzte", "ärzten", "ärztin", "ärztinnen", "sanitäter", "sanitätern", "sanitäterin", "helfer", "helfern", "chirurg",
    "chirurgen", "pfleger", "pflegern", "retter", "rettern",
)  # fmt: skip


def carers_brought(s: Sentence, m: re.Match[str]) -> bool:
    """ "Brachte drei Ärzte in die Klinik": those who care for the hurt, where no incident or wound tells that they are it."""
    start, end = m.span("who")
    ward = any("Y" in w.word.flags for w in s.words[m.start() : m.end()])
    return ward and not s.kinds and "I" not in s.codes[start:end] and s.words[end - 1].text.endswith(_CARERS)


def _at_play(s: Sentence, wound: int) -> bool:
    """ "Mit einer Verletzung endete die Saison": a player's strain, which no incident told of."""
    if s.kinds or not s.words[wound].text.startswith(_PLAIN) or any("Y" in w.word.flags for w in s.words):
        return False
    return any(w.text in _SPORTS or w.text.endswith(_PLAYERS) for w in s.words)


def hurt_of(s: Sentence, codes: str) -> Iterator[One]:
    """Each count of those who are told to come away with wounds."""
    if "j" not in codes:
        return
    for pattern in (*_BEARING, _HE):
        for m in pattern.finditer(codes):
            if s.words[m.start("mit")].text == _WITH and not _at_play(s, m.start("what")):
                yield from count_of(s, codes, "injured", m)
    for m in _WHO.finditer(codes) if "A" in codes else ():
        yield from count_of(s, codes, "injured", m)
    for m in _ENDED.finditer(codes):
        told = s.words[m.start("mit")].text == _WITH and s.words[m.start("for")].text == _FOR
        if told and not _at_play(s, m.start("what")):
            yield from count_of(s, codes, "injured", m, oblique=True)
