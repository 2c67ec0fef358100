"""Spanish subjects that something stands behind: "cuatro miembros de una familia, entre ellos dos niñas, murieron", "dos jóvenes
que iban en moto fueron detenidos". A Spanish verb tells by its number who its subject is, however far it stands.

Patterns over the letters of `lexicon.CODES`, as in orders.py; A is a verb of bearing ("sufrieron").
"""

import re
from collections.abc import Iterator

from processors.report.claims.lists import COUNTED, LIST, NUMBERS, ROLES, Counted, count, unreal
from processors.report.sentences.split import Sentence
from processors.report.words.spanish_things import SLEPT
from processors.report.words.word import PLAIN

_ONE = r"[ea][xg]{0,2}p"
_FAMILY = rf"(?<![xaegnN])p(?:,p){{0,3}}&(?!o)(?:e?(?:{COUNTED})|p)"  # "padre, madre y dos hijos"
_BOTH = rf"{_ONE}[xn]{{0,4}}(?:,[xwN]{{2,3}},)?&{_ONE}n{{0,3}}"  # "el dirigente Luis Roa, de 54 años, y su hijo Kevin"
_LISTED = rf"(?:{COUNTED})&{_ONE}|{_BOTH}|{_ONE}x?&e(?:{COUNTED})|{_ONE}(?:wx)?&e[xg]{{0,2}}p"
_WHO = rf"(?P<who>{_FAMILY}|{_LISTED}|{LIST}|{_ONE})"
# "De la policía", "a una boda", "de 22 años", "de 8 y 11 años".
_OF = r"(?:x?[wt][xnegauPp]{1,5}(?:[wt][xnega]{1,3})?|x{1,3}w[xne]{1,3}|wx[&t,]xx|[xnI]{1,3})?"
_ASIDE = r",[^.;KRWEHV]{1,20},"  # "entre ellos dos niñas de 4 y 7 años"
_THAT = r",?(?P<that>c)[^.;]{1,20}?,?"  # "que viajaban en una moto"
_VERB = r"(?P<verb>b{1,3}(?:x{1,2}&)?[xF]{0,2}(?P<what>[KDIRWMEHV])|(?P<dies>[DM]))"
_BEARING = r"(?P<with>[bA])[xawNqe&]{0,6}?(?P<hurt>j)"
_FORMS = (
    re.compile(rf"(?<![twe])(?:e(?=N))?{_WHO}{_OF}(?:{_ASIDE}|{_THAT})?x{{0,2}}(?:{_VERB}|(?P<bears>{_BEARING}))"),
    # "Un anciano con alzhéimer que desapareció".
    re.compile(rf"(?P<who>{COUNTED}|{_ONE})[xw][xnega]{{0,5}},?(?P<that>c)x?(?:{_VERB}|(?P<gone>M))"),
    # "Con tres ocupantes cayó a tierra y todos murieron".
    re.compile(rf"(?P<who>{COUNTED})[^.;KDIRWMEH]{{0,16}}?(?P<all>x){_VERB}"),
    # "Los dos, de 19 y 23 años, han pasado a disposición judicial tras ser detenidos".
    re.compile(rf"^(?:e(?=N))?(?P<who>{COUNTED})(?:,[^.;]{{1,12}},)?[^.;&zZv]{{1,18}}?(?:cwb|cb|&b{{1,2}})(?:x&)?(?P<end>[RWV])"),
    re.compile(rf"(?<![twe]){_WHO}{_OF}(?P<self>(?P<end>[WE]))[xe]"),  # "se entregó"; "pasaron la noche en un albergue"
    re.compile(rf"(?<![twe]){_WHO}{_OF}(?P<self>x)(?P<end>i)"),  # "se intoxicaron"
    re.compile(r"(?P<who>o)(?:xb{0,2}|b)(?P<end>[IM])"),  # "un tercero está grave"
    # "Dos de ellos están en cuidados intensivos"; "cinco de ellos precisaron atención médica".
    re.compile(
        rf"(?P<who>{NUMBERS}|a)w(?P<them>x)(?:,[^.;KDIRWMEHV]{{1,12}},)?[xA]{{0,2}}b{{0,2}}[xa]{{0,2}}(?P<end>[KDIRWMEHVYj])"
    ),
    re.compile(rf"(?P<are>[xbr])(?P<who>{NUMBERS})e(?P<end>[DIMWC])"),  # "son dos los muertos"
    re.compile(rf"&(?P<who>{NUMBERS})e(?P<end>[DIMW])"),  # "once las fallecidas y ocho las hospitalizadas"
    re.compile(rf"(?<![twe])(?:e(?=N))?{_WHO}{_OF}(?:{_ASIDE})?(?P<verb>[bA])x?e?(?P<stay>Y)"),  # "acabaron en el hospital"
)
_WHICH = frozenset({"que", "quien", "quienes"})
_FINITE = ("ció", "ieron", "ece", "ecen")
_THEM = frozenset({"ellos", "ellas"})
_ALL = frozenset({"todos", "todas", "ambos", "ambas"})
_ARE = frozenset({"son", "eran", "fueron", "suman", "sumaron", "había", "hay"})
_SELF = frozenset({"se"}) | SLEPT
_SEVERAL = "n"  # how verbs of several end: "fueron", "han", "murieron"


def subjects(s: Sentence) -> Iterator[Counted]:
    """The counts of subjects, up to the verb: what stands between tells of the same people."""
    codes = "".join(["A" if "S" in w.word.flags else w.code for w in s.words])
    for form in _FORMS:
        for m in form.finditer(codes):
            told = {name: at for name in m.groupdict() if (at := m.start(name)) >= 0}
            if not _unreal(s, m, told) and _holds(s, m.start(), told):
                yield from _counts(s, m, told)


def _counts(s: Sentence, m: re.Match[str], told: dict[str, int]) -> Iterator[Counted]:
    """Those whose number is that of the verb, where one stands there."""
    what = next(name for name in ("what", "dies", "gone", "end", "hurt", "stay") if name in told)
    verb = next((told[name] for name in ("verb", "bears", "gone") if name in told), 0)
    several = s.words[verb].text.endswith(_SEVERAL)
    if m["who"] == "o" and s.words[m.start("who")].text.endswith("s"):
        return  # "otros siguen graves": nobody knows how many
    for c in count(s, ROLES.get(m[what], "treated"), m.span("who"), m.end()):
        pair = any("w" in w.word.flags for w in s.words[c.start : c.end])
        if not verb or pair or (c.high > 1) == several:
            yield c._replace(end=max(verb, c.end))


def _unreal(s: Sentence, m: re.Match[str], told: dict[str, int]) -> bool:
    """Threatened or denied; of a clause between, "que intentaron auxiliarlo", that doesn't matter."""
    verb = next((told[name] for name in ("verb", "bears") if name in told and "that" in told), 0)
    if not verb:
        return unreal(s, m)
    around = s.codes[max(0, m.start() - 3) : m.end("who")] + s.codes[verb : m.end()]
    return "v" in around or "z" in s.codes[max(0, verb - 1) : m.end()]


def _holds(s: Sentence, start: int, told: dict[str, int]) -> bool:
    """What the letters don't tell: "con" before whom, and which small word or verb stands there."""
    before = s.words[start - 1].word if start else PLAIN
    if not told.keys() & {"all", "are"} and not {"b", "l", "W"}.isdisjoint(before.flags):
        return False
    for name, words in (("that", _WHICH), ("all", _ALL), ("them", _THEM), ("are", _ARE), ("self", _SELF)):
        if name in told and s.words[told[name]].text not in words:
            return False
    if "dies" in told and s.codes[told["dies"]] == "M" and not s.words[told["dies"]].text.endswith(_FINITE):
        return False  # "un montañero desaparecido"
    return s.codes[told["with"]] != "b" or "W" in s.words[told["with"] + 1].word.flags if "with" in told else True
