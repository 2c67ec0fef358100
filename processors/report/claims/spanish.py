"""Counts in Spanish: "detuvieron en el puerto a los tres hombres", "y una resultó herida".

What the letters don't tell, which small word stands there and the form of the verb, is asked of each.
"""

import re

from processors.report.claims.lists import COUNTED, FIRST, FIRST_COUNTED, LIST, NUMBERS, PERSON, WITH
from processors.report.claims.spanish_clauses import CLAUSES, fits
from processors.report.claims.spanish_verbs import PARTICIPLE, at_things, is_active
from processors.report.sentences.split import Sentence

# Spanish. "Detuvieron en el puerto a los tres hombres"; "elevaron a 60 los heridos"; "la búsqueda de un pescador".
_THOSE = rf"p[xn]{{1,3}}&e?[xg]{{0,2}}p|e[xg]?p&e(?:{COUNTED})|{LIST}|e[xg]{{0,2}}?p|e[xg]?P"
_WHOM = re.compile(rf"(?P<what>[kKiRWEHVM])[xngaepPlmbtwo]{{0,6}}?(?P<to>t)(?:e(?=N))?(?P<who>{_THOSE})")
_TO_THE = re.compile(rf"(?P<to>t)(?P<who>{NUMBERS})e(?P<what>[DIM])")
_NOUN_OF = re.compile(rf"(?P<what>[WREHMV])x{{0,2}}(?P<of>[wx])(?:e(?=N))?(?P<who>{LIST})")
# "El alcalde de la ciudad fue asesinado"; "el joven herido fue trasladado"; "cuatro de los heridos murieron".
_OF_PLACE = re.compile(rf"(?P<who>(?:{COUNTED}|[ea][xg]{{0,2}}p))w[xena]{{1,5}}(?:b{{1,3}}x{{0,2}}|(?=D))(?P<what>[KDIRWMEHV])")
_HURT_BEFORE = re.compile(rf"(?P<who>(?:{COUNTED}|[ea][xg]{{0,2}}p))[IHM]b{{1,3}}x{{0,2}}(?P<what>[KDRWEV])")
_SOME_OF = re.compile(rf"(?P<who>{NUMBERS}we?[xgn]{{0,2}}[PpuI])x{{0,2}}b{{0,3}}x{{0,2}}(?P<what>[KDIRWMEHVj])")
# "Entre los muertos hay una mujer y sus dos hijos"; "un hombre y sus tres hijos murieron"; "y una resultó herida"; "dos de ellos
# con heridas"; "la mujer, de 30 años, murió"; "un hombre mató a su hermano y fue detenido"; "padre e hijo murieron"; "mataron
# a un mecánico"; "deja un muerto"; "un hombre y una mujer, ambos de 60 años, murieron"; "dos niños figuran entre los heridos";
# "hallan un cadáver".
_FAMILY = rf"(?:[ea][xg]{{0,2}}p|{COUNTED})x?&e(?:{COUNTED})"
_AMONG = re.compile(rf"(?:w|^)e(?P<what>[DIMW])(?P<are>[xb]{{1,3}})(?P<who>{_FAMILY}|{LIST})")
_WITH_THEIRS = re.compile(rf"(?P<who>{_FAMILY})b{{0,3}}x{{0,2}}(?P<what>[KDIRWMEHV])")
_AND_ONE = re.compile(r"&(?P<who>a)b{1,3}x{0,2}(?P<what>[KDIMRWV])")
_OF_THEM = re.compile(rf",(?P<who>{NUMBERS})w[xe]{{1,2}}(?P<by>x)[ax]{{0,2}}(?P<what>j)")
_OF_AGE = re.compile(r"(?P<who>[ea][xg]{0,2}p),x{3},(?:b{1,3}x{0,2}|(?=D))(?P<what>[KDIRWMEHV])")
_AND_WAS = re.compile(r"^(?P<who>[ea][xg]{0,2}p)(?:,x{3},)?[^.,;&zZv]{1,16}(?:&b{1,3}|cwb(?:x&)?)x{0,2}(?P<what>[IRWHV])")
_PAIR = re.compile(r"(?<![xaegn])(?P<who>p&p)x{0,2}(?:b{1,3}x{0,2}|(?=D))(?P<what>[KDIRWMEHV])")
_WHOM_ONE = re.compile(r"(?P<what>[kKiHW])(?P<to>t)(?P<who>[aeo])x")
_JUST_ONE = re.compile(r"(?P<who>[ao])(?P<what>[DIMWd])(?![aenNPp])")
_BOTH = re.compile(rf"(?P<who>{PERSON}&{PERSON}),[xNw]{{1,5}},b{{0,3}}x{{0,2}}(?P<what>[KDIRWMEHV])")
_IS_AMONG = re.compile(rf"(?P<who>(?:{COUNTED}|[ea][xg]{{0,2}}p))(?:wx)?[xb]{{1,2}}(?P<by>w)e(?P<what>[DIMW])")
_BODY = re.compile(r"(?P<who>[ea])x?(?P<what>C)(?!x?[wnp])")
ORDERS = (
    _WHOM, _TO_THE, _NOUN_OF, _OF_PLACE, _HURT_BEFORE, _SOME_OF, _AMONG, _WITH_THEIRS, _AND_ONE, _OF_THEM, _OF_AGE, _AND_WAS,
    _PAIR, _WHOM_ONE, _JUST_ONE, _BOTH, _IS_AMONG, *CLAUSES, _BODY,
)  # fmt: skip
_FOUND = frozenset({"hallado", "encontrado", "localizado", "recuperado", "abandonado", "identificado"})
_FINDS = ("encontr", "encuentr", "hall", "localiz", "recuper", "rescat")  # "un pastor encontró su cuerpo"
_ARE = re.compile(r"(?:son|eran|es|era|hay|había|figuran?|están?|encuentran?|hallan|fueron)$")
_ONE_WHO = (*PARTICIPLE, "muerto", "muerta", "muerte", "víctima", "deceso")
_BESIDE = frozenset({"costado", "lado", "punto", "lateral", "extremo", "tercio", "centenar", "par", "grupo", "total", "número"})
_FAR = 12  # words


def holds(s: Sentence, pattern: re.Pattern[str], m: re.Match[str]) -> bool:
    """What the letters alone don't tell: which small word stands there, and the form of the verb."""
    at = m.start("what")
    if m["who"] == "o" and s.words[m.start("who")].text.endswith("s"):
        return False  # "los demás siguen desaparecidos": nobody knows how many
    if pattern is _NOUN_OF:
        noun = s.words[at].text == "búsqueda" or not s.words[at].text.endswith(PARTICIPLE)
        return noun and s.words[m.start("of")].text == "de"
    if pattern is FIRST:
        return not any({"b", "l"} & set(w.word.flags) for w in s.words[at + 1 : m.start("who")])  # "herido por un hombre"
    if pattern is _WHOM and m["who"][0] == "e" and m["who"][-1] == "P" and "w" not in s.words[m.end() - 1].word.flags:
        return False  # "a los vecinos": of "a sus padres" it is known how many they are
    if pattern in CLAUSES:
        return fits(s, pattern, m)
    if pattern in (WITH, _OF_THEM):
        return any("W" in w.word.flags for w in s.words[m.end("who") : at])
    if pattern is _AMONG:
        return any(_ARE.match(w.text) for w in s.words[m.start("are") : m.end("are")])
    if pattern is _IS_AMONG:
        return s.words[m.start("by")].text == "entre"
    if pattern is _JUST_ONE:
        return s.words[at].text.endswith(_ONE_WHO) and "Z" not in s.codes[max(0, m.start() - 4) : at]
    if pattern is _WHOM_ONE:
        whom, called = s.words[m.start("who")], s.words[m.end() - 1]
        somebody = (
            (whom.code in "ao" or whom.text == "su") and not {"a", "n"} & set(called.word.flags) and called.text not in _BESIDE
        )
        return somebody and s.words[m.start("to")].text == "a" and is_active(s, at)
    if pattern is FIRST_COUNTED and is_active(s, at) and "t" not in m.group():
        return not at_things(s, m.end())
    if pattern is _BODY:
        found = any(w.text.startswith(_FINDS) for w in s.words[max(0, at - 3) : at]) and s.codes[at + 1 : at + 2] != "D"
        return found or s.words[at].text == "cadáver" or any(w.text in _FOUND for w in s.words[at + 1 : at + 1 + _FAR])
    return pattern not in (_WHOM, _TO_THE) or (s.words[m.start("to")].text == "a" and (pattern is _TO_THE or is_active(s, at)))
