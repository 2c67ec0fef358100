"""Spanish subjects that something stands behind: "cuatro miembros de una familia, entre ellos dos niñas, murieron", "dos jóvenes
que iban en moto fueron detenidos". A Spanish verb tells by its number who its subject is, however far it stands.

Patterns over the letters of `lexicon.CODES`, as in claims_orders.py.
"""

import re
from collections.abc import Iterator

from processors.report.claims_lists import COUNTED, LIST, ROLES, Counted, count, unreal
from processors.report.lexicon import PLAIN
from processors.report.sentences import Sentence

_ONE = r"[ea][xg]{0,2}p"
_WHO = rf"(?P<who>{_ONE}x?&e(?:{COUNTED})|{_ONE}(?:wx)?&e[xg]{{0,2}}p|{LIST}|{_ONE})"
_OF = r"(?:[wt][xnega]{1,5}(?:w[xnega]{1,3})?|[xnI]{1,2})?"  # "de la policía", "a una boda", "de 22 años"
_ASIDE = r",(?P<aside>[^.;KRWEHV]{1,20}),"  # "entre ellos dos niñas de 4 y 7 años"
_THAT = r",?(?P<that>c)[^.;]{1,20}?,?"  # "que viajaban en una moto"
_BEFELL = r"b{1,3}[xF]{0,2}(?P<what>[KDIRWMEHV])|(?P<dies>D)"
_BEARING = r"(?P<with>[bA])[xawNqe&]{1,6}?(?P<hurt>j)"
_SUBJECT = re.compile(rf"(?<![twe])(?:e(?=N))?{_WHO}{_OF}(?:{_ASIDE}|{_THAT})?x{{0,2}}(?P<verb>{_BEFELL}|{_BEARING})")
_WHICH = frozenset({"que", "quien", "quienes"})
_SEVERAL = "n"  # how verbs of several end: "fueron", "han", "murieron"


def subjects(s: Sentence) -> Iterator[Counted]:
    """The counts of subjects, up to the verb: what stands between tells of the same people."""
    codes = "".join(["A" if "S" in w.word.flags else w.code for w in s.words])
    for m in _SUBJECT.finditer(codes):
        if unreal(s, m) or not _holds(s, m):
            continue
        role = "injured" if m["hurt"] else ROLES[m["what"] or "D"]
        several = s.words[m.start("verb")].text.endswith(_SEVERAL)
        for c in count(s, role, m.span("who"), m.end()):
            if (c.high > 1) == several or any("w" in w.word.flags for w in s.words[c.start : c.end]):
                yield c._replace(end=m.start("verb"))


def _holds(s: Sentence, m: re.Match[str]) -> bool:
    """What the letters don't tell: "con" before whom, which clause it is, and whether the verb is one of bearing wounds."""
    before = s.words[m.start() - 1].word if m.start() else PLAIN
    if not {"b", "l", "W"}.isdisjoint(before.flags):
        return False
    if m["that"] and s.words[m.start("that")].text not in _WHICH:
        return False
    if m["with"] == "b":
        return "W" in s.words[m.start("with") + 1].word.flags
    return True
