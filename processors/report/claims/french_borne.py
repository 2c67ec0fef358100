"""Who bears something in French, and what small words alone tell: "avec une fracture", "en otage", "a reçu deux balles"."""

import re
from collections.abc import Iterator

from processors.report.claims.french_parts import COUNTED, HIS, ONE, Form, form_of, real
from processors.report.claims.lists import NUMBERS
from processors.report.sentences.split import Sentence

_TAKEN = re.compile(rf"(?P<who>{ONE}|ep)(?P<what>[HE])")  # "a pris cinq personnes en otage", "oblige 300 habitants à fuir"
# "Les secours n'ont rien pu faire pour une dame"; "le pronostic vital des deux autres est engagé".
_NOTHING_FOR = re.compile(rf"(?P<what>D)xxx(?P<who>{HIS})")
_PROGNOSIS = re.compile(rf"(?P<what>I)x[wx](?P<who>{HIS}|e?No|o)")
_RECEIVED = re.compile(rf"(?P<who>{ONE}|e[xgn]{{0,2}}p|p|h)[xwn]{{0,4}}?b{{1,2}}x{{1,2}}[amxNq]{{0,3}}J")
_BEARS = re.compile(
    rf"(?P<who>[ae][xgn]{{0,2}}p|{NUMBERS}[oxgn]{{0,3}}?P)(?:we?x{{1,2}})?[xnb]{{0,3}}(?P<by>c)a?[xq]{{0,2}}(?P<what>j)"
)  # "s'en sort avec une fracture"
_PLAIN = (
    re.compile(r"(?P<who>a(?P<what>[DIM]))(?=x?(?:[.,&tc]|$))"),  # "deux morts et un blessé"
    re.compile(rf"(?P<what>[DI])x{{0,2}}b{{1,2}}x?w(?P<who>{NUMBERS})(?!x{{0,2}}[Pp])"),  # "le nombre de morts est de quatre"
    re.compile(rf"(?P<what>D)x{{2}}t(?P<who>{HIS}(?:(?:,|&){HIS}(?!b))*)"),  # "a coûté la vie à une mère et ses deux enfants"
    re.compile(rf"(?P<what>[ki])[xtwen]{{1,5}}?(?P<who>{COUNTED})"),  # "tuant à la machette 41 personnes"
    re.compile(rf"t(?P<who>{NUMBERS})ex[wx](?P<what>[DIRM])"),  # "évalue à 27 le nombre des disparus"
    # "La locataire, 58 ans, et son petit-fils, incommodés par les fumées, ont été".
    re.compile(r"(?P<who>[ae]x?p(?:,[gxN]x?,?&|,?&)[ae]x?p),x{0,2}(?P<what>I)[^.,NP]{0,5},"),
    # "Grièvement blessé, le conducteur"; "le conducteur, grièvement blessé, a été".
    re.compile(r"(?:^|[.])x{0,2}(?P<what>I)[^.,bNP]{0,5},(?P<who>[ae][xgn]{0,2}p|h|o)"),
    re.compile(r"(?P<who>(?:[ae][xgnop]{0,2})?p|h|en|awe[xgn]{0,2}P)P?(?:w[xneu]{1,4})?,x{0,2}(?P<what>I)[^.,bNP]{0,9},"),
    re.compile(r"(?P<what>[ki])(?P<who>ao)(?![xn]?b)"),  # "et en blessant un autre"
    re.compile(rf"&(?P<who>{NUMBERS}we[xgn]{{0,2}}?P)x{{0,2}}(?P<what>[KDIM])"),  # "et deux de ses collègues blessés"
    re.compile(r"w(?P<what>[DIRM]),(?P<who>N)(?=[.,])"),  # "le nombre de rescapés, 41, est inchangé"
)


def borne(s: Sentence) -> Iterator[Form]:
    """Who bears something, and what small words alone tell: "avec une fracture", "en otage", "a reçu deux balles"."""
    for m in real(s, *_PLAIN):
        yield form_of(m)
    for m in real(s, _BEARS):
        if s.words[m.start("by")].text == "avec":
            yield form_of(m)
    for m in real(s, _TAKEN):
        if s.words[m.start("what")].text in ("en", "à"):
            yield form_of(m)
    for pattern, first in ((_NOTHING_FOR, "rien"), (_PROGNOSIS, "pronostic")):
        for m in pattern.finditer(s.codes):
            if s.words[m.start()].text == first and (first != "rien" or s.words[m.start("who") - 1].text == "pour"):
                yield form_of(m)
    for m in real(s, _RECEIVED):
        if any("S" in w.word.flags for w in s.words[m.start() : m.end()]):
            yield Form("injured", m.span("who"), m.end("who"), m.end())
