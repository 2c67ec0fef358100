"""Counts in Spanish: "detuvieron en el puerto a los tres hombres", "y una resultó herida".

What the letters don't tell, which small word stands there and the form of the verb, is asked of each.
"""

import re

from processors.report.claims_lists import COUNTED, FIRST, FIRST_COUNTED, LIST, NUMBERS, PERSON, WITH
from processors.report.lexicon import PLAIN
from processors.report.sentences import Sentence
from processors.report.words_spanish import HAVING

# Spanish. "Detuvieron en el puerto a los tres hombres"; "elevaron a 60 los heridos"; "la búsqueda de un pescador".
_WHOM = re.compile(
    rf"(?P<what>[kKiRWEHVM])[xngaepPlmbtwo]{{0,6}}?(?P<to>t)(?:e(?=N))?(?P<who>p[xn]{{1,3}}&e?[xg]{{0,2}}p|{LIST}|e[xg]{{0,2}}?p|e[xg]?P)"
)
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
# "Fueron detenidos un joven de 19 años y una mujer".
_BEFELL = re.compile(rf"(?P<be>b)(?P<what>[KIRWEHV])(?P<who>a[xg]?p(?:x{{3}}|wx{{1,2}})?&a[xg]?p|(?:{COUNTED})&a[xg]?p)")
# "Dejó al conductor con fracturas"; "el ganadero, plagiado el jueves"; "con sus nueve tripulantes sanos y salvos".
_LEFT_WITH = re.compile(r"L(?:x|te?)(?P<who>[xg]?p)x(?P<what>j)")
_APPOSED = re.compile(rf"(?P<who>(?:{COUNTED})x?|[ea][xg]{{0,2}}p),(?P<what>[HR])(?![anNPp]|e[xg]{0, 2}[pPN])")
_SAFE = re.compile(rf"(?P<who>{COUNTED})(?P<what>R)")
# "Siguen desaparecidos los dos tripulantes"; "la tripulación, formada por ocho marineros, fue rescatada".
_STAYING = re.compile(rf"b(?P<what>[MIVH])x{{0,2}}e(?P<who>{COUNTED})")
_MADE_OF = re.compile(rf",(?P<by>x)x(?P<who>{COUNTED}),b{{1,3}}x{{0,2}}(?P<what>[KDIRWMEHV])")
_HEADED = re.compile(r"^(?P<who>(?P<what>[WH]))x")  # "Detenido por dejar morir a …"
_TOTAL = re.compile(rf"e(?P<what>[IDMWR]),(?P<who>{NUMBERS})(?P<all>x)x")  # "los lesionados, siete en total"
_TO_HIM = re.compile(r"(?P<what>[kKiRWH])[xn]{0,4}?(?P<to>x)x?(?P<who>p)")  # "detuvo en Lima al presunto autor"
_BODY = re.compile(r"(?P<who>[ea])x?(?P<what>C)(?!x?[wnp])")
ORDERS = (
    _WHOM, _TO_THE, _NOUN_OF, _OF_PLACE, _HURT_BEFORE, _SOME_OF, _AMONG, _WITH_THEIRS, _AND_ONE, _OF_THEM, _OF_AGE, _AND_WAS,
    _PAIR, _WHOM_ONE, _JUST_ONE, _BOTH, _IS_AMONG, _BEFELL,
    _LEFT_WITH, _APPOSED, _SAFE, _STAYING, _MADE_OF, _HEADED, _TOTAL, _TO_HIM, _BODY,
)  # fmt: skip
LANGUAGES = frozenset({"es"})
_HIMSELF = frozenset({"Wse"})
_LEAVING = ("perd", "abandon", "dej", "huye")
_PARTICIPLE = ("do", "da", "dos", "das")
_FOUND = frozenset({"hallado", "encontrado", "localizado", "recuperado", "abandonado", "identificado"})
_MADE = ("compuest", "integrad", "formad", "conformad")
_FINDS = ("encontr", "encuentr", "hall", "localiz", "recuper", "rescat")  # "un pastor encontró su cuerpo"
_ARE = re.compile(r"(?:son|eran|es|era|hay|había|figuran?|están?|encuentran?|hallan|fueron)$")
_ONE_WHO = (*_PARTICIPLE, "muerto", "muerta", "muerte", "víctima", "deceso")
_BESIDE = frozenset({"costado", "lado", "punto", "lateral", "extremo", "tercio", "centenar", "par", "grupo", "total", "número"})
_FAR = 12  # words


def is_active(s: Sentence, at: int) -> bool:
    """Whether a Spanish verb tells what somebody did, not what befell him: "detuvo", "ha detenido"; not "detenido"."""
    if s.language not in LANGUAGES or "S" in s.words[at].word.flags:
        return False
    if s.codes[at] + s.words[at].text in _HIMSELF or (s.codes[at] == "E" and s.words[at].text.startswith(_LEAVING)):
        return False  # "se entregó a la policía", "perdieron sus casas"
    return (at > 0 and s.words[at - 1].text in HAVING) or not s.words[at].text.endswith(_PARTICIPLE)


def at_things(s: Sentence, end: int) -> bool:
    """Whether a bare number counts what no table knows and no "a" makes a person: "detuvo dos penaltis"."""
    return s.codes[end - 1] == "N" and end < len(s.words) and s.words[end].word is PLAIN and s.codes[end] == "x"


def holds(s: Sentence, pattern: re.Pattern[str], m: re.Match[str]) -> bool:
    """What the letters alone don't tell: which small word stands there, and the form of the verb."""
    at = m.start("what")
    if m["who"] == "o" and s.words[m.start("who")].text.endswith("s"):
        return False  # "los demás siguen desaparecidos": nobody knows how many
    if pattern is _NOUN_OF:
        noun = s.words[at].text == "búsqueda" or not s.words[at].text.endswith(_PARTICIPLE)
        return noun and s.words[m.start("of")].text == "de"
    if pattern is FIRST:
        return not any({"b", "l"} & set(w.word.flags) for w in s.words[at + 1 : m.start("who")])  # "herido por un hombre"
    if pattern is _WHOM and m["who"][0] == "e" and m["who"][-1] == "P" and "w" not in s.words[m.end() - 1].word.flags:
        return False  # "a los vecinos": of "a sus padres" it is known how many they are
    if pattern is _APPOSED:
        return s.words[at].text.endswith(_PARTICIPLE)
    if pattern is _HEADED:
        return s.words[0].text.endswith(("do", "da")) and s.words[1].text in ("por", "tras", "en")
    if pattern is _TOTAL:
        return s.words[m.start("all")].text == "en" and s.words[m.start("all") + 1].text == "total"
    if pattern is _TO_HIM:
        return s.words[m.start("to")].text == "al" and is_active(s, at)
    if pattern is _MADE_OF:
        return s.words[m.start("by")].text.startswith(_MADE)
    if pattern is _SAFE:
        return s.words[at].text.startswith(("san", "con"))  # "sanos y salvos", "con vida"
    if pattern in (WITH, _OF_THEM, _LEFT_WITH):
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
