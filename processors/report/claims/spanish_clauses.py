"""Spanish counts in clauses of their own: "el ganadero, plagiado el jueves", "los lesionados, siete en total".

Patterns over the letters of `lexicon.CODES`, as in orders.py.
"""

import re

from processors.report.claims.lists import COUNTED, NUMBERS
from processors.report.claims.spanish_verbs import PARTICIPLE, is_active
from processors.report.sentences.split import Sentence

# "Fueron detenidos un joven de 19 años y una mujer".
_BEFELL = re.compile(rf"(?P<be>b)(?P<what>[KIRWEHV])(?P<who>a[xg]?p(?:x{{3}}|wx{{1,2}})?&a[xg]?p|(?:{COUNTED})&a[xg]?p)")
# "Dejó al conductor con fracturas"; "el ganadero, plagiado el jueves"; "con sus nueve tripulantes sanos y salvos".
_LEFT_WITH = re.compile(r"L(?:x|te?)(?P<who>[xg]?p)x(?P<what>j)")
_APPOSED = re.compile(rf"(?P<who>(?:{COUNTED})x?|[ea][xg]{{0,2}}p),(?P<what>[HRI])(?![anNPp]|e[xg]{{0,2}}[pPN])")
_SAFE = re.compile(rf"(?P<who>{COUNTED})(?P<what>R)")
# "Siguen desaparecidos los dos tripulantes"; "la tripulación, formada por ocho marineros, fue rescatada".
_STAYING = re.compile(rf"b(?P<what>[MIVH])x{{0,2}}e(?P<who>{COUNTED})")
_MADE_OF = re.compile(rf",(?P<by>x)x(?P<who>{COUNTED}),b{{1,3}}x{{0,2}}(?P<what>[KDIRWMEHV])")
_HEADED = re.compile(r"^(?P<who>(?P<what>[WH]))x")  # "Detenido por dejar morir a …"
_TOTAL = re.compile(rf"e(?P<what>[IDMWR]),(?P<who>{NUMBERS})(?P<all>x)x")  # "los lesionados, siete en total"
_TO_HIM = re.compile(r"(?P<what>[kKiRWH])[xnwat]{0,5}?(?P<to>x)x?(?P<who>p)")  # "detuvo en Lima al presunto autor"
CLAUSES = (_BEFELL, _LEFT_WITH, _APPOSED, _SAFE, _STAYING, _MADE_OF, _HEADED, _TOTAL, _TO_HIM)
_MADE = ("compuest", "integrad", "formad", "conformad")


def fits(s: Sentence, pattern: re.Pattern[str], m: re.Match[str]) -> bool:
    """What the letters alone don't tell of one of CLAUSES."""
    at = m.start("what")
    if pattern is _APPOSED:
        return s.words[at].text.endswith(PARTICIPLE)
    if pattern is _HEADED:
        return s.words[0].text.endswith(("do", "da")) and s.words[1].text in ("por", "tras", "en")
    if pattern is _TOTAL:
        return s.words[m.start("all")].text == "en" and s.words[m.start("all") + 1].text == "total"
    if pattern is _TO_HIM:
        return any(w.text == "al" for w in s.words[m.start("to") : m.start("who")]) and is_active(s, at)
    if pattern is _MADE_OF:
        return s.words[m.start("by")].text.startswith(_MADE)
    if pattern is _SAFE:
        return s.words[at].text.startswith(("san", "con"))  # "sanos y salvos", "con vida"
    if pattern is _LEFT_WITH:
        return any("W" in w.word.flags for w in s.words[m.end("who") : at])
    return True
