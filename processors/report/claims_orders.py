"""Word orders that English doesn't have: "погибли водитель и двое детей", "wurden am Abend drei Menschen mit Messern verletzt",
"Verletzte gab es nicht", "число погибших выросло до девяти".

Patterns over the letters of `lexicon.CODES`, as the grammar of claims.py; they are only tried on sentences of languages that
write so.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from processors.report.claims_brackets import LANGUAGES as VERB_FINAL
from processors.report.claims_brackets import bracketed
from processors.report.claims_french import french_of
from processors.report.lexicon import PLAIN
from processors.report.sentences import Sentence
from processors.report.words import HAVING

ROLES = {
    **dict.fromkeys("KkDd", "killed"), **dict.fromkeys("Ij", "injured"), "M": "missing", "R": "rescued", "W": "arrested",
    "E": "displaced", "H": "abducted", "k": "killed", "i": "injured", "V": "treated", "C": "killed",
}  # fmt: skip
_N = r"(?:[lmo]x?)*(?:wN[t&-]N|N(?:[t-]N)?)"
_COUNTED = rf"{_N}[oxgn]{{0,3}}?[Pp]o?|{_N}we?[xgn]{{0,2}}?[Pp]|{_N}o?(?![xn$]{{0,5}}y)"  # "dos de los hombres"
_PERSON = r"(?:a[gx]{0,2}P|a?[gx]?p(?:xxx(?=&)|N?x)?)"  # "ein Arbeiter"; "женщина 55 лет": an age is no number of people
_ONE = rf"(?:{_COUNTED}|{_PERSON})"
_LIST = rf"{_ONE}(?:(?:,(?!o|Nxc)|,?&)e?{_ONE}(?![xbonePp-]{{0,4}}[KDIRWMEHSj])){{0,4}}"  # not those told of apart
_PART = re.compile(rf"(?P<number>{_COUNTED})|(?P<person>{_PERSON})")

# The toll rose to so many, and the other way round.
_RISEN = re.compile(
    rf"(?:[dD][^r.ZzK]{{0,20}}?r|r[xne]{{0,3}}[dD])[xn]{{0,2}}?t?[xe]?(?P<who>{_N})|rt(?P<turned>{_N})[xewu]{{0,5}}[dD]|"
    rf"[dD][xb]{{0,3}}(?P<last>{_N})r|t(?P<before>{_N})P?r[xne]{{0,3}}[dD]"
)
_RISEN_HURT = re.compile(
    rf"I[^r.,ZzKDd]{{0,20}}?r[xn]{{0,2}}?t?x?(?P<who>{_N})|rt(?P<turned>{_N})[xew]{{0,4}}I|t(?P<before>{_N})P?r[xne]{{0,3}}I"
)
# What befell them stands first: a verb and its subject.
_FIRST = re.compile(rf"(?<!N)(?P<what>[DKI])x?(?P<who>{_LIST})")
_FIRST_COUNTED = re.compile(rf"(?P<what>[MREWH])[xnMb]{{0,4}}?t?(?P<who>(?:{_COUNTED}))(?![xb]{{0,2}}[DC])")
# "Divers were searching for a 31-year-old driver".
_SOUGHT = re.compile(rf"(?P<what>M)x(?P<who>{_N}[oxgn]{{0,3}}?[Pp]|a[gx]{{0,3}}[Pp])")
# "Six personnes, dont deux enfants, ont été tuées".
_PARTED = re.compile(rf"(?P<who>(?:{_COUNTED})),[xNPpwgeia]{{1,6}},b{{0,3}}x{{0,2}}(?P<what>[KDIRWMEH])(?![aenNPp])")
# "The driver, who survived, was detained", "der Fahrer überlebte und wurde festgenommen".
_TAKEN = re.compile(r"(?P<who>[ea][xgn]{0,2}p|eg|p)(?:,[xcbhe]{1,6},|[xb]{1,3}&|w[exn]{1,4})x?b{1,2}x{0,2}(?P<what>W)")
# "Deux hommes de 19 et 23 ans ont été tués"; "un troisième, touché au ventre, a été hospitalisé".
_AGED = re.compile(rf"(?P<who>(?:{_COUNTED}))w[x&,]{{1,6}}b{{1,3}}x{{0,2}}(?P<what>[KDIRWMEH])")
_ONE_MORE = re.compile(r"(?P<who>a[xgn]{0,2}p),[xIKtenawg]{1,8},b{1,3}x{0,2}(?P<what>[KDI])")
# "Житель города задержан": a participle needs no auxiliary.
_BARE = re.compile(rf"(?P<who>(?:{_COUNTED}|g?p))x{{0,3}}(?P<what>[KIRWE])(?![aenNPpx]?[NPp])")
# "Её муж и дочь госпитализированы".
_BARE_BOTH = re.compile(r"(?P<who>e?[xg]?p&e?[xg]?p)x{0,2}(?P<what>[KIRWE])(?![aenNPpx]?[NPp])")
# "Una veintena de heridos", "la muerte de cuatro soldados".
_OF = re.compile(rf"(?P<who>a?{_N})we?(?P<what>[DIM])(?![aenNPp])")
_DEATHS = re.compile(rf"(?P<what>d)x?w(?:e(?=N))?(?P<who>{_LIST})")
# Spanish. "Detuvieron en el puerto a los tres hombres"; "elevaron a 60 los heridos"; "la búsqueda de un pescador".
_WHOM = re.compile(rf"(?P<what>[kKiRWEHVM])[xngaepPlmbt]{{0,6}}?(?P<to>t)(?:e(?=N))?(?P<who>{_LIST}|e[xg]{{0,2}}?p)")
_TO_THE = re.compile(rf"(?P<to>t)(?P<who>{_N})e(?P<what>[DIM])")
_NOUN_OF = re.compile(rf"(?P<what>[WREHMV])x?(?P<of>[wx])(?:e(?=N))?(?P<who>{_LIST})")
# "El alcalde de la ciudad fue asesinado"; "el joven herido fue trasladado"; "cuatro de los heridos murieron".
_OF_PLACE = re.compile(rf"(?P<who>(?:{_COUNTED}|[ea][xg]{{0,2}}p))w[xena]{{1,5}}(?:b{{1,3}}x{{0,2}}|(?=D))(?P<what>[KDIRWMEHV])")
_HURT_BEFORE = re.compile(rf"(?P<who>(?:{_COUNTED}|[ea][xg]{{0,2}}p))[IHM]b{{1,3}}x{{0,2}}(?P<what>[KDRWEV])")
_SOME_OF = re.compile(rf"(?P<who>{_N}we?[xgn]{{0,2}}[PpuI])x{{0,2}}b{{0,3}}x{{0,2}}(?P<what>[KDIRWMEHVj])")
# "Entre los muertos hay una mujer y sus dos hijos"; "un hombre y sus tres hijos murieron"; "y una resultó herida"; "dos de ellos
# con heridas"; "la mujer, de 30 años, murió"; "un hombre mató a su hermano y fue detenido"; "padre e hijo murieron"; "mataron
# a un mecánico"; "deja un muerto"; "un hombre y una mujer, ambos de 60 años, murieron"; "dos niños figuran entre los heridos";
# "hallan un cadáver".
_FAMILY = rf"(?:[ea][xg]{{0,2}}p|{_COUNTED})x?&e(?:{_COUNTED})"
_AMONG = re.compile(rf"(?:w|^)e(?P<what>[DIMW])(?P<are>[xb]{{1,3}})(?P<who>{_FAMILY}|{_LIST})")
_WITH_THEIRS = re.compile(rf"(?P<who>{_FAMILY})b{{0,3}}x{{0,2}}(?P<what>[KDIRWMEHV])")
_AND_ONE = re.compile(r"&(?P<who>a)b{1,3}x{0,2}(?P<what>[KDIMRWV])")
_OF_THEM = re.compile(rf",(?P<who>{_N})w[xe]{{1,2}}(?P<by>x)[ax]{{0,2}}(?P<what>j)")
_OF_AGE = re.compile(r"(?P<who>[ea][xg]{0,2}p),x{3},(?:b{1,3}x{0,2}|(?=D))(?P<what>[KDIRWMEHV])")
_AND_WAS = re.compile(r"^(?P<who>[ea][xg]{0,2}p)(?:,x{3},)?[^.,;&zZv]{1,16}&b{1,3}x{0,2}(?P<what>[IRWHV])")
_PAIR = re.compile(r"(?<![xaegn])(?P<who>p&p)x{0,2}(?:b{1,3}x{0,2}|(?=D))(?P<what>[KDIRWMEHV])")
_WHOM_ONE = re.compile(r"(?P<what>[kKiHW])(?P<to>t)(?P<who>[ae])x")
_JUST_ONE = re.compile(r"(?P<who>[ao])(?P<what>[DIMWd])(?![aenNPp])")
_BOTH = re.compile(rf"(?P<who>{_PERSON}&{_PERSON}),[xNw]{{1,5}},b{{0,3}}x{{0,2}}(?P<what>[KDIRWMEHV])")
_IS_AMONG = re.compile(rf"(?P<who>(?:{_COUNTED}|[ea][xg]{{0,2}}p))(?:wx)?[xb]{{1,2}}(?P<by>w)e(?P<what>[DIMW])")
_BODY = re.compile(r"(?P<who>[ea])x?(?P<what>C)(?!x?[wnp])")
_OF_SPANISH = (
    _WHOM, _TO_THE, _NOUN_OF, _OF_PLACE, _HURT_BEFORE, _SOME_OF, _AMONG, _WITH_THEIRS, _AND_ONE, _OF_THEM, _OF_AGE, _AND_WAS,
    _PAIR, _WHOM_ONE, _JUST_ONE, _BOTH, _IS_AMONG, _BODY,
)  # fmt: skip
# "Otro fue rescatado", "tres personas con quemaduras".
_OTHER = re.compile(r"(?P<who>o)b{1,2}x?(?P<what>[RWMEH])")
_WITH = re.compile(rf"(?P<who>(?:{_COUNTED}))b{{0,2}}x(?P<what>j)")
# "…, один погиб" behind another count.
_CLAUSE = re.compile(rf",(?P<who>o?{_N})(?:[xe][cPpx](?=[bxKDI]))?b{{0,2}}x?(?P<what>[KDI])(?![aenNPp])")
_BODIES = re.compile(rf"C[xwe]{{0,2}}?(?P<who>{_LIST})|(?P<number>{_N})[xo]{{0,2}}C")
_NOBODY = (
    re.compile(r"(?P<a>[duDI])(?:,?&(?:(?P<b>[duDI])|x))?x{0,2}Z(?![xP])"),  # "погибших и пострадавших нет"
    re.compile(r"Zx?w(?P<a>[duDI])(?:&w?(?P<b>[duDI])(?![aenNPp]))?"),  # "sans faire de blessés"
    re.compile(r"(?P<a>[KDIu])b(?:[xen]{1,6}Z(?=[.,]|$)|Z)"),  # "verletzt wurde (bei dem Brand) niemand"
    re.compile(r"(?:^|[.,])x?Pb[xen]{0,4}z(?P<a>[KI])"),  # "Personen wurden nicht verletzt"
    re.compile(r"Z(?P<a>[duDIj])[&t](?P<b>[duDIj])(?![aenNPp])"),  # "без загиблих та поранених"
    re.compile(r"(?:^|[.,])(?P<a>[KDIdu])(?:&(?P<b>[KDIdu]))?b[xen]{0,7}z(?=[.,]|$)"),  # "Tote gab es nach ersten Angaben nicht"
    re.compile(r"Z(?P<a>[duDI])x(?P<b>[duDI])(?![aenNPp])"),  # "weder Tote noch Verletzte"
    re.compile(r"Zxcx(?P<a>[DI])(?![aenNPp])"),  # "no hubo que lamentar heridos"
    re.compile(r"z[xb]{0,2}w(?P<a>[DIud])(?:[&t]w?(?P<b>[DIud])(?![aenNPp]))?"),  # "il n'y a pas de blessé"
    re.compile(r"[Zz][xoczb]{0,6}(?P<a>[udj])"),  # "no hay que lamentar víctimas", "لم يسفر عن ضحايا"
)
_BARE_PARTICIPLES = frozenset({"ru", "uk"})
FREE_ORDERS = frozenset({"uk"})
_DEAD = frozenset("KkDd")
_WHOSE = re.compile(r"[gnxe]{0,2}(?:D[pP]?|[pP])")
_ENGLISH = frozenset({"en"})
_SPANISH = frozenset({"es"})
_PARTICIPLE = ("do", "da", "dos", "das")
_FOUND = frozenset({"hallado", "encontrado", "localizado", "recuperado", "abandonado", "identificado"})
_ARE = re.compile(r"(?:son|eran|es|era|hay|había|figuran?|están?|encuentran?|hallan|fueron)$")
_ONE_WHO = (*_PARTICIPLE, "muerto", "muerta", "muerte", "víctima", "deceso")
_BESIDE = frozenset({"costado", "lado", "punto", "lateral", "extremo", "tercio", "centenar", "par", "grupo", "total", "número"})
_FAR = 12  # words


NUMBERS, COUNTED, ONE, LIST = _N, _COUNTED, _ONE, _LIST  # of which claims_free.py makes more


class Counted(NamedTuple):
    """So many of a role: words [`start`, `end`) of the sentence count them, up to `until` tells what befell them."""

    role: str
    low: int
    high: int
    at_least: bool
    single: bool
    start: int
    end: int
    until: int


def orders_of(s: Sentence) -> Iterator[Counted]:
    """The counts in the orders of other languages; in English only those with something put between."""
    for pattern in (*((_PARTED,) if "," in s.codes else ()), *((_TAKEN,) if "W" in s.codes else ())):
        for m in pattern.finditer(s.codes):
            if not unreal(s, m):
                yield from count(s, ROLES[m["what"]], m.span("who"), m.end())
    for m in _SOUGHT.finditer(s.codes) if "M" in s.codes else ():
        if "e" in s.words[m.start()].word.flags:
            yield from count(s, "missing", m.span("who"), m.end())
    if s.language in _ENGLISH:
        return
    if s.language == "fr":
        yield from _french(s)
    for role, pattern in (("killed", _RISEN), *((("injured", _RISEN_HURT),) if s.language in FREE_ORDERS else ())):
        for m in pattern.finditer(s.codes) if "r" in s.codes else ():
            yield from count(s, role, m.span(next(name for name, of in m.groupdict().items() if of)), m.end())
    yield from _bodies(s) if "C" in s.codes else ()
    final = s.language in VERB_FINAL
    if final:
        yield from (Counted(*one) for one in bracketed(s))
    own = () if final else (_FIRST, _FIRST_COUNTED)
    for pattern in (
        _AGED,
        _ONE_MORE,
        _CLAUSE,
        _OF,
        _DEATHS,
        _OTHER,
        _WITH,
        *own,
        *((_BARE_BOTH, _BARE) if s.language in _BARE_PARTICIPLES else ()),
        *(_OF_SPANISH if s.language in _SPANISH else ()),
    ):
        for m in pattern.finditer(s.codes):
            beside = final and _beside(s, m.start("who"))
            if (
                not unreal(s, m)
                and not something_else(s, m)
                and not beside
                and not (pattern is _FIRST and _by(s, m))
                and (s.language not in _SPANISH or _is_spanish(s, pattern, m))
            ):
                yield from count(s, ROLES[m["what"]], m.span("who"), m.end())


def _beside(s: Sentence, who: int) -> bool:
    """ "Von zwei Männern", "mit einem Passanten": none of those whom the verb befell."""
    return who > 0 and "t" in s.words[who - 1].word.flags


def is_active(s: Sentence, at: int) -> bool:
    """Whether a Spanish verb tells what somebody did, not what befell him: "detuvo", "ha detenido"; not "detenido"."""
    if s.language not in _SPANISH or "S" in s.words[at].word.flags:
        return False
    return (at > 0 and s.words[at - 1].text in HAVING) or not s.words[at].text.endswith(_PARTICIPLE)


def at_things(s: Sentence, end: int) -> bool:
    """Whether a bare number counts what no table knows and no "a" makes a person: "detuvo dos penaltis"."""
    return s.codes[end - 1] == "N" and end < len(s.words) and s.words[end].word is PLAIN and s.codes[end] == "x"


def _is_spanish(s: Sentence, pattern: re.Pattern[str], m: re.Match[str]) -> bool:
    """What the letters alone don't tell: which small word stands there, and the form of the verb."""
    at = m.start("what")
    if pattern is _NOUN_OF:
        noun = s.words[at].text == "búsqueda" or not s.words[at].text.endswith(_PARTICIPLE)
        return noun and s.words[m.start("of")].text == "de"
    if pattern is _FIRST:
        return not any({"b", "l"} & set(w.word.flags) for w in s.words[at + 1 : m.start("who")])  # "herido por un hombre"
    if pattern in (_WITH, _OF_THEM):
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
            (whom.code == "a" or whom.text == "su") and not {"a", "n"} & set(called.word.flags) and called.text not in _BESIDE
        )
        return somebody and s.words[m.start("to")].text == "a" and is_active(s, at)
    if pattern is _FIRST_COUNTED and is_active(s, at) and "t" not in m.group():
        return not at_things(s, m.end())
    if pattern is _BODY:
        return s.words[at].text == "cadáver" or any(w.text in _FOUND for w in s.words[at + 1 : at + 1 + _FAR])
    return pattern not in (_WHOM, _TO_THE) or (s.words[m.start("to")].text == "a" and (pattern is _TO_THE or is_active(s, at)))


def _by(s: Sentence, m: re.Match[str]) -> bool:
    """ "Tué par deux hommes", "morts dans trois accidents": what stands between tells that they are others."""
    between = s.words[m.end("what") : m.start("who")]
    return any("b" in w.word.flags or "l" in w.word.flags for w in between)


def _french(s: Sentence) -> Iterator[Counted]:
    for form in french_of(s):
        for c in count(s, form.role, form.who, form.until):
            if form.number == "a" and c.high == 2 and "," in s.codes[c.start : c.end]:
                yield c._replace(low=1, high=1, single=True)  # "le suspect, un homme de 25 ans, a été arrêté"
            elif form.number == "a" and any("w" in w.word.flags for w in s.words[c.start : c.end]):
                yield c._replace(end=max(c.end, form.end))  # "un couple a été"
            elif not form.number or (c.high > 1) == (form.number == "ont"):
                yield c._replace(end=max(c.end, form.end))


def something_else(s: Sentence, m: re.Match[str]) -> bool:
    """ "Викрали три телефони": one word for abducting and stealing; "врятувати чоловіка не вдалося"."""
    if s.language not in _BARE_PARTICIPLES:
        return False
    return (m["what"] == "H" and {"P", "p"}.isdisjoint(m["who"])) or (m["what"] == "R" and s.codes[m.end() : m.end() + 1] == "z")


def _bodies(s: Sentence) -> Iterator[Counted]:
    """Bodies, counted or of people who are; a "lone" one whoever it is of."""
    for m in _BODIES.finditer(s.codes):
        lone = m["who"] and "C" in s.words[m.start()].word.flags
        if not lone:
            yield from count(s, "killed", m.span("who" if m["who"] else "number"), m.end())
    for i, word in enumerate(s.words):
        if word.code != "C" or "C" not in word.word.flags:
            continue
        of = _WHOSE.match(s.codes, i + 1)
        if of or _DEAD.isdisjoint(s.codes):
            end = of.end() if of else i + 1
            yield Counted("killed", 1, 1, at_least=False, single=True, start=i, end=end, until=end)


def unreal(s: Sentence, m: re.Match[str]) -> bool:
    """Threatened, planned or denied."""
    return "v" in s.codes[max(0, m.start() - 3) : m.end()] or "z" in s.codes[max(0, m.start() - 2) : m.end()]


def nobody_of(s: Sentence) -> Iterator[tuple[str, int, int]]:
    """(role, first word, last word) of each that befell nobody."""
    if s.language in _ENGLISH or not ("Z" in s.codes or "z" in s.codes):
        return
    for pattern in _NOBODY:
        for m in pattern.finditer(s.codes):
            for letter in filter(None, m.groupdict().values()):
                for role in ("killed", "injured") if letter == "u" else (ROLES[letter],):
                    yield role, m.start(), m.end() - 1


def count(s: Sentence, role: str, who: tuple[int, int], until: int) -> Iterator[Counted]:
    """All of a list together: a driver and two passengers are three."""
    if any("a" in w.word.flags for w in s.words[who[1] : who[1] + 2]) and s.codes[who[1] - 1] == "N":
        return  # "300 bovins"
    low = high = persons = 0
    first = None
    for part in _PART.finditer(s.codes, *who):
        figures = [w for w in s.words[part.start() : part.end()] if w.code == "N" and w.low is not None] if part["number"] else []
        one = 2 if any("w" in w.word.flags for w in s.words[part.start() : part.end()]) else 1  # a couple is two
        low += (figures[0].low or 0) if figures else one
        high += (figures[-1].high or 0) if figures else one
        persons += not figures
        first = first or (part, high)
    low, high = (low, high) if first else (1, 1)
    if first and first[0]["number"] and persons == first[1] == high - first[1] and s.codes[first[0].end()] == ",":
        low = high = first[1]  # "two people, a driver and a teacher"
    if high:
        at_least = "l" in s.codes[who[0] : who[1]]
        single = high == 1 and "o" not in s.codes[who[0] : who[1]]
        yield Counted(role, low, high, at_least, single, who[0], who[1], until)
