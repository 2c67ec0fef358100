"""Word orders that English doesn't have: "погибли водитель и двое детей", "wurden am Abend drei Menschen mit Messern verletzt",
"Verletzte gab es nicht", "число погибших выросло до девяти".

Patterns over the letters of `lexicon.CODES`, as the grammar of claims.py; they are only tried on sentences of languages that
write so.
"""

import re
from collections.abc import Iterator

from processors.report.claims.french import french_counts
from processors.report.claims.german import LANGUAGES as VERB_FINAL
from processors.report.claims.german import bracketed
from processors.report.claims.lists import (
    COUNTED,
    FIRST,
    FIRST_COUNTED,
    LIST,
    NUMBERS,
    ROLES,
    WITH,
    Counted,
    count,
    nobody,
    unreal,
)
from processors.report.claims.spanish import ORDERS as OF_SPANISH
from processors.report.claims.spanish import holds
from processors.report.claims.spanish_subjects import subjects
from processors.report.claims.spanish_verbs import LANGUAGES as SPANISH
from processors.report.claims.tallies import tallies
from processors.report.sentences.split import Sentence

# The toll rose to so many, and the other way round.
_RISEN = re.compile(
    rf"(?:[dD][^r.ZzK]{{0,20}}?r|r[xne]{{0,3}}[dD])[xn]{{0,2}}?t?[xe]?(?P<who>{NUMBERS})|rt(?P<turned>{NUMBERS})[xewuq]{{0,5}}[dDu]|"
    rf"[dD][xb]{{0,3}}(?P<last>{NUMBERS})r|t(?P<before>{NUMBERS})P?x?r[xnew]{{0,4}}P?[dD]"
)
_RISEN_HURT = re.compile(
    rf"I[^r.,ZzKDd]{{0,20}}?r[xn]{{0,2}}?t?x?(?P<who>{NUMBERS})|rt(?P<turned>{NUMBERS})[xew]{{0,4}}I|t(?P<before>{NUMBERS})P?r[xne]{{0,3}}I"
)
# "Divers were searching for a 31-year-old driver".
_SOUGHT = re.compile(rf"(?P<what>M)x(?P<who>{NUMBERS}[oxgn]{{0,3}}?[Pp]|a[gx]{{0,3}}[Pp])")
# "Six personnes, dont deux enfants, ont été tuées".
_PARTED = re.compile(rf"(?P<who>(?:{COUNTED})),[xNPpwgeia]{{1,6}},b{{0,3}}x{{0,2}}(?P<what>[KDIRWMEH])(?![aenNPp])")
# "The driver, who survived, was detained", "der Fahrer überlebte und wurde festgenommen".
_TAKEN = re.compile(
    r"(?P<who>[ea][xgn]{0,2}p|eg|p)(?:(?:,[xcbhe]{1,6},|[xb]{1,3}&|w[exn]{1,4})x?b{1,2}|x{0,2},?cb{1,2}(?:x{1,2}&)?)x{0,2}(?P<what>W)"
)
# "Deux hommes de 19 et 23 ans ont été tués"; "un troisième, touché au ventre, a été hospitalisé".
_AGED = re.compile(rf"(?P<who>(?:{COUNTED}))w[x&,]{{1,6}}b{{1,3}}x{{0,2}}(?P<what>[KDIRWMEH])")
_ONE_MORE = re.compile(r"(?P<who>a[xgn]{0,2}p),[xIKtenawg]{1,8},b{1,3}x{0,2}(?P<what>[KDI])")
# "Житель города задержан": a participle needs no auxiliary.
_BARE = re.compile(rf"(?P<who>(?:{COUNTED}|g?p))x{{0,3}}(?P<what>[KIRWE])(?![aenNPpx]?[NPp])")
# "Её муж и дочь госпитализированы".
_BARE_BOTH = re.compile(r"(?P<who>e?[xg]?p&e?[xg]?p)x{0,2}(?P<what>[KIRWE])(?![aenNPpx]?[NPp])")
# "Una veintena de heridos", "la muerte de cuatro soldados".
_OF = re.compile(rf"(?P<who>a?{NUMBERS})we?(?P<what>[DIM])(?![aenNPp])")
_DEATHS = re.compile(rf"(?P<what>d)x?w(?:e(?=N))?(?P<who>{LIST})")
# "Otro fue rescatado", "tres personas con quemaduras".
_OTHER = re.compile(r"(?P<who>o)b{1,2}x?(?P<what>[RWMEH])")
# "…, один погиб" behind another count.
_CLAUSE = re.compile(rf",(?P<who>o?{NUMBERS})(?:[xe][cPpx](?=[bxKDI]))?b{{0,2}}x?(?P<what>[KDI])(?![aenNPp])")
# "Les deux autres victimes sont décédées".
_VICTIMS = re.compile(rf"(?P<who>{NUMBERS}o?)u[xn]{{0,2}}b{{0,3}}x{{0,2}}(?P<what>[KDI])")
BEFALLEN = re.compile(r"[xn]{0,2}b{1,3}x{0,2}[KDI]")
TOLD_BY_VERBS = frozenset({"es", "fr"})
_BODIES = re.compile(rf"C[xwe]{{0,2}}?(?P<who>{LIST})|(?P<number>{NUMBERS})[xo]{{0,2}}C")
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
_BEEN = frozenset({"été", "être"})  # "a été arrêté pour avoir incendié douze poubelles"
_WHOSE = re.compile(r"[gnxe]{0,2}(?:D[pP]?|[pP])")
_ENGLISH = frozenset({"en"})


def orders_of(s: Sentence) -> Iterator[Counted]:
    """The counts in the orders of other languages; in English only those with something put between."""
    if s.language in SPANISH:
        yield from subjects(s)
    yield from _parted(s)
    for m in _SOUGHT.finditer(s.codes) if "M" in s.codes else ():
        if "e" in s.words[m.start()].word.flags:
            yield from count(s, "missing", m.span("who"), m.end())
    if s.language in _ENGLISH:
        yield from tallies(s)
        return
    if s.language == "fr":
        yield from french_counts(s)
    for role, pattern in (("killed", _RISEN), *((("injured", _RISEN_HURT),) if s.language in FREE_ORDERS else ())):
        for m in pattern.finditer(s.codes) if "r" in s.codes else ():
            yield from count(s, role, m.span(next(name for name, of in m.groupdict().items() if of)), m.end())
    yield from _bodies(s) if "C" in s.codes else ()
    final = s.language in VERB_FINAL
    if final:
        yield from (Counted(*one) for one in bracketed(s))
    own = () if final else (FIRST, FIRST_COUNTED)
    for pattern in (
        *((_VICTIMS,) if s.language in TOLD_BY_VERBS else ()),
        _AGED,
        _ONE_MORE,
        _CLAUSE,
        _OF,
        _DEATHS,
        _OTHER,
        WITH,
        *own,
        *((_BARE_BOTH, _BARE) if s.language in _BARE_PARTICIPLES else ()),
        *(OF_SPANISH if s.language in SPANISH else ()),
    ):
        for m in pattern.finditer(s.codes):
            beside = final and _beside(s, m.start("who"))
            if (
                not unreal(s, m)
                and not something_else(s, m)
                and not beside
                and not (pattern is FIRST and _by(s, m))
                and not (pattern is FIRST_COUNTED and s.words[max(0, m.start() - 1)].text in _BEEN)
                and (s.language not in SPANISH or holds(s, pattern, m))
            ):
                yield from count(s, ROLES[m["what"]], m.span("who"), m.end())


def _parted(s: Sentence) -> Iterator[Counted]:
    """Subjects with something put between; of "17 personnes, dont cinq enfants, ont été tuées" the five are no others."""
    for pattern in (*((_PARTED,) if "," in s.codes else ()), *((_TAKEN,) if "W" in s.codes else ())):
        for m in pattern.finditer(s.codes):
            if not unreal(s, m):
                aside = m.start("what") if pattern is _PARTED else 0
                for c in count(s, ROLES[m["what"]], m.span("who"), m.end()):
                    yield c._replace(end=max(aside, c.end))


def _beside(s: Sentence, who: int) -> bool:
    """ "Von zwei Männern", "mit einem Passanten": none of those whom the verb befell."""
    return who > 0 and "t" in s.words[who - 1].word.flags


def _by(s: Sentence, m: re.Match[str]) -> bool:
    """ "Tué par deux hommes", "morts dans trois accidents": what stands between tells that they are others."""
    between = s.words[m.end("what") : m.start("who")]
    return any("b" in w.word.flags or "l" in w.word.flags for w in between)


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


def nobody_of(s: Sentence) -> Iterator[tuple[str, int, int]]:
    """(role, first word, last word) of each that befell nobody."""
    if s.language not in _ENGLISH and ("Z" in s.codes or "z" in s.codes):
        yield from nobody(s, _NOBODY)
