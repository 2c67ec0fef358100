"""Counts in clauses that a verb and its participle or prefix hold as brackets do: "wurden am Abend zwei Frauen verletzt".

What stands between the brackets has no fixed order, so the patterns look for who is there and is no part of a preposition's
phrase ("von zwei Männern"). After "haben" whom it befell is the object, next to the verb; after "werden" and "sein" the subject.
The letters are those of `lexicon.CODES` with some of their own: f a finite verb of dying, O "haben", A to suffer, s a
preposition, d a death.
"""

import re
from collections.abc import Iterator

from processors.report.claims.german_groups import BEHIND, FREE, LISTED, ROLES, SEVERAL, One, acts, count_of, plural, unreal
from processors.report.claims.german_told import told_of
from processors.report.claims.german_wounds import carers_brought, hurt_of
from processors.report.claims.lists import NUMBERS
from processors.report.sentences.split import Sentence

LANGUAGES = frozenset({"de"})
_NEW = r"(?:^|(?<=[.,&c:\"-])|(?<=[.,&c:\"-]x)|(?<=^x))"  # a clause begins here
_FIELD = "[xenatmsjgqdw]"  # between the brackets
_FIELDS = "[xenatmsjgqdw&]"
_OTHERS = "[xenatmsjgqdwNPpo]"
_REST = "[xenatmsjgqdwNPpo&]"
_END = r"(?![aenNP]?[NPp])"
_AGENT = r"(?:s[ae]?[xg]{0,2}[Pp][xs]{0,3}?)?"  # "von ihrem Lebensgefährten"
_SUBJECT = (
    re.compile(rf"(?P<be>b){_FIELD}{{0,10}}?{FREE}{BEHIND},?{_FIELDS}{{0,9}}?{_AGENT}(?:b&x{{0,2}})?(?P<what>[KDIRWMEH]){_END}"),
    re.compile(rf"{_NEW}{LISTED}[xenatmsgw]{{0,8}}?(?P<be>[bO]){_REST}{{0,14}}?(?:,x{{1,3}}&x?)?(?P<what>[KDIRWMEH]){_END}"),
    re.compile(rf"c[xh]{{0,2}}{FREE}{LISTED}{_REST}{{0,9}}?(?P<what>[KDIRWMEH])(?P<be>b)"),
    re.compile(rf"{_NEW}(?P<who>h)(?P<be>b){_REST}{{0,10}}?(?P<what>[KDIRWMEH]){_END}"),
    re.compile(
        rf"{_NEW}{LISTED},[xenatmsgwpPN&bOqjKI]{{1,12}},(?P<be>b){_REST}{{0,9}}?(?P<what>[KDIRWMEH]){_END}"
    ),  # an apposition
    re.compile(rf"{_NEW}{LISTED}[xenatmsgw]{{0,8}}?(?P<be>b){_REST}{{0,10}}?Ib?,?&x{{0,2}}(?P<what>[KD])"),  # of their wounds
    # "Ein Arbeiter geriet in eine Maschine und wurde verletzt"
    re.compile(rf"{_NEW}{LISTED}[xenatmsgwjNPpbOA]{{0,14}}?,?&(?P<be>b)[xenatmsgwjqdPp]{{0,6}}?(?P<what>[KDIRWMEH]){_END}"),
)
_FINITE = (
    re.compile(rf"(?P<what>f)[xenatmsgjw]{{0,7}}?{FREE}{BEHIND}"),
    re.compile(rf"{_NEW}{LISTED}(?:[xenatmsgjPpo]|w[xN]&[xN]){{0,9}}?,?(?P<what>f)"),
    re.compile(rf"{_NEW}{LISTED}[xenatmsgwjNPpbO]{{0,14}}?,?&x?(?P<what>f)"),
    re.compile(rf"{FREE}{LISTED}x?e(?P<what>D)x?(?=[.,&]|$)"),  # "verloren zwei Männer ihr Leben"
)
# "Zwei Feuerwehrleute verloren am Mittwoch im Hochwasser ihr Leben".
_LOSING = re.compile(rf"{_NEW}{LISTED}(?P<lost>x)[xnatmsg]{{1,12}}e(?P<what>D)x?(?=[.,&]|$)")
_OBJECT = (
    re.compile(rf"O{_OTHERS}{{0,12}}{FREE}{LISTED}[xseanqdNPp&]{{0,8}}?(?P<what>[KIRWEH]){_END}"),
    # "zogen zwei Männer aus den Trümmern", "nahm drei Verdächtige im Alter von 19 bis 23 Jahren fest"
    re.compile(rf"{FREE}{LISTED}[xsaed]{{0,6}}?(?P<what>[RWKEH])(?=x?[.,&]|$)"),
    re.compile(rf"{FREE}{LISTED}cx?(?P<what>H)(?=[.,&]|$)"),  # "drei Angestellte als Geiseln"
    re.compile(rf"{FREE}{LISTED}s(?P<what>I)(?=[.,&]|$)"),  # "traf einen Mann am Bein"
    re.compile(rf"{FREE}(?P<who>exP)x?(?P<what>W)(?=[.,&]|$)"),  # "nahm ihren früheren Lebensgefährten fest"
    # "verletzte ein Mann in einem Zug zwei Fahrgäste"
    re.compile(rf"(?P<what>[IK])[ae][xgM]{{0,2}}p[xsae]{{0,6}}?{FREE}{LISTED}(?=[.,&s]|$)"),
    re.compile(rf"(?P<what>K){LISTED}(?=[.,&s]|$)"),  # "erschoss einen mit einer Axt bewaffneten Mann"
)
# "…, der Schütze festgenommen": the auxiliary is that of the clause before.
_WITHOUT = re.compile(rf"(?<=b)[^.cz]{{1,30}}[KDIRWMEH],{LISTED}x{{0,3}}?(?P<what>[KDIRWMEH])(?=$|[.,])")
_HEADLINE = re.compile(rf"{_NEW}(?P<who>{SEVERAL}|p|g){_FIELD}{{0,9}}?(?P<what>[KDIRWMEH])(?=$|[.:\"])")
_SUFFERED = (
    re.compile(
        rf"{_NEW}(?P<who>{SEVERAL}|p|g)(?:,[xenatmsgwpPN&]{{1,9}},)?[xeatmsgw&]{{0,10}}?(?P<what>A)[xenatmsgwjFD&]{{0,10}}?j"
    ),
    re.compile(rf"(?P<what>A)[xeatmsg]{{0,6}}?{FREE}{LISTED}[xenatmsgwDF&]{{0,8}}?j"),
    re.compile(rf"[bO][xenatmsgwj]{{0,8}}?{FREE}{LISTED}[xenatmsgwjDF&]{{0,9}}?jx?(?P<what>A)"),
    re.compile(rf"{_NEW}{LISTED}[bO][xenatmsgwjDF&]{{0,9}}?jx?(?P<what>A)"),
)
_AMONG = re.compile(rf"^se[xI]{{0,2}}(?P<what>[DIKM])b?x{{0,3}}{LISTED}")  # "unter den Toten sind drei Kinder"
_ARE = re.compile(rf"^s[ex][xI]{{0,2}}?(?P<what>[DI])x{{3}}s{LISTED}")  # "bei den Verletzten handelt es sich um drei Kinder"
_LEAVING = re.compile(rf"(?P<what>E)s{LISTED}")  # "die Evakuierung von 200 Bewohnern"
_TO_LEAVE = re.compile(rf"s{LISTED}b[xe]{{0,3}}(?P<what>E)")  # "für 200 Bewohner wurde die Evakuierung angeordnet"
_DEATH = re.compile(rf"(?P<what>d)s?{LISTED}")  # "der Tod zweier Kinder"
_BODY = re.compile(rf"(?P<what>C)s?(?P<who>{SEVERAL})?")
_FOR_ONE = re.compile(rf"^s{LISTED}b?x{{0,2}}(?P<what>D)")  # "für den Fahrer kam jede Hilfe zu spät"
_AGAINST = re.compile(rf"s{LISTED}[xswN&g]{{0,9}}bx{{0,2}}(?P<what>W)")  # "gegen zwei Männer wurde Haftbefehl erlassen"
_CUFFED = re.compile(rf"s{LISTED}e(?P<what>W)")  # "für zwei Männer klickten die Handschellen"
_NO_TRACE = re.compile(rf"s{LISTED}[xe]{{0,6}}(?P<what>M)")  # "von zwei Fischern fehlt jede Spur"
_OF_THEM = re.compile(
    r"(?P<who>a)(?P<what>[ID])(?=[.,&bOs:]|$)|(?P<who2>e)(?P<what2>I)(?=b)"
)  # "ein Toter", "der Verletzte wurde"
_BESIDE = (
    (_AMONG, "unter"),
    (_FOR_ONE, "für"),
    (_CUFFED, "für"),
    (_AGAINST, "gegen"),
    (_NO_TRACE, "von"),
    (_DEATH, ""),
    (_ARE, "bei"),
    (_LEAVING, "evakuierung"),
    (_TO_LEAVE, "für"),
)
_TOLL = re.compile(rf"(?P<what>[DIM])[^.zZKN]{{0,14}}?s(?P<who>{NUMBERS})")
_WHERE = frozenset({"im", "einem", "einer", "der", "dem", "vom"})
_LIES = frozenset({"liegt", "liegen"})
_LIE = _LIES | {"lag", "lagen"}
_STAYED = frozenset({"noch", "weiterhin", "jetzt", "zuletzt"})
_NEAR, _FAR = 9, 13
_BEFELL = frozenset("KDIRWMEH")


def may_tell(s: Sentence) -> bool:
    """Whether a sentence that no code tells of anybody in may still count: "der Tod eines Kindes", "kamen in Krankenhäuser"."""
    return s.language in LANGUAGES and any("h" in w.word.flags or "Y" in w.word.flags for w in s.words)


def bracketed(s: Sentence) -> Iterator[One]:
    """Each count, those told in the plainest order first."""
    codes = _letters(s)
    befell = not _BEFELL.isdisjoint(codes)
    for pattern in _SUBJECT if befell and ("b" in codes or "O" in codes) else ():
        for m in pattern.finditer(codes):
            if m["be"] != "O" or m["what"] == "D":
                yield from count_of(s, codes, ROLES[m["what"]], m)
    for pattern in _FINITE if "f" in codes or "D" in codes else ():
        for m in pattern.finditer(codes):
            yield from count_of(s, codes, ROLES[m["what"]], m)
    for m in _LOSING.finditer(codes) if "D" in codes else ():
        if s.words[m.start("lost")].text.startswith("verlor"):
            yield from count_of(s, codes, "killed", m)
    for pattern in _OBJECT if befell else ():
        for m in pattern.finditer(codes):
            if not acts(s, m.start("who")) and not carers_brought(s, m):
                yield from count_of(s, codes, ROLES[m["what"]], m)
    for m in _HEADLINE.finditer(codes) if befell and "b" not in codes and "O" not in codes else ():
        if m["what"] != "R" or s.words[m.start("what")].text.startswith(("ge", "be", "frei")):
            yield from count_of(s, codes, ROLES[m["what"]], m)
    for pattern in _SUFFERED if "A" in codes and "j" in codes else ():
        for m in pattern.finditer(codes):
            deadly = any(w.text.startswith("tödlich") for w in s.words[m.start() : m.end()])
            yield from count_of(s, codes, "killed" if deadly else "injured", m)
    for m in _WITHOUT.finditer(codes) if befell and "b" in codes else ():
        yield from count_of(s, codes, ROLES[m["what"]], m)
    yield from told_of(s, codes) if befell or "F" in codes or "f" in codes else ()
    yield from hurt_of(s, codes)
    yield from _nominal(s, codes)


def _nominal(s: Sentence, codes: str) -> Iterator[One]:
    for pattern, first in _BESIDE:
        for m in pattern.finditer(codes):
            if not first or s.words[m.start()].text == first:
                yield from count_of(s, codes, ROLES[m["what"]], m, oblique=True)
    for m in _BODY.finditer(codes):
        if m["who"]:
            yield from count_of(s, codes, "killed", m, oblique=True)
        elif s.words[m.start()].text.endswith(("leiche", "leichnam")) and not unreal(s, m.start(), m.end()):
            yield "killed", 1, 1, False, True, m.start(), m.end(), m.end()
    for m in _OF_THEM.finditer(codes):
        what = m["what"] or m["what2"]
        one = s.words[m.end() - 1].text.endswith(("er", "en", "e")) and (m["who"] or not plural(s, m.end()))
        if one and not unreal(s, m.start(), m.end()):
            yield ROLES[what], 1, 1, False, True, m.start(), m.end(), m.end()
    for m in _TOLL.finditer(codes) if "r" in codes else ():
        if s.words[m.start("who") - 1].text in ("auf", "bei"):
            yield from count_of(s, codes, ROLES[m["what"]], m, oblique=True)


def _letters(s: Sentence) -> str:
    """The codes of a sentence with the letters of this grammar."""
    letters = list(s.codes)
    hospital = -_NEAR
    for i, word in enumerate(s.words):
        flags, code = word.word.flags, letters[i]
        if (code == "b" and ("A" in flags or _alleged(s, i))) or ("2" in flags and _to_ward(s, i)):
            letters[i] = "O"
        if not flags:
            continue
        if "Y" in flags and _is_where(s, i) and (lying := _lying(s, i)):
            letters[lying], letters[i] = "b", "I"  # "sieben Schüler liegen noch im Krankenhaus"
        elif "Y" in flags and not _is_where(s, i):
            hospital = i
            if _taken(s, i):
                letters[i] = "I"  # "kamen in Krankenhäuser"
        elif code == "x" and "q" in flags and i - hospital < _NEAR and "," not in letters[hospital:i]:
            letters[i] = "I"  # "in eine Klinik geflogen"
        elif "m" in flags and s.codes[max(0, i - 2) : i] == "N.":
            letters[i - 2 : i] = "xx"  # "am 4. Oktober"
        elif code == "D" and "F" in flags:
            letters[i] = "f"
        elif code in "xI" and "S" in flags:
            letters[i] = "A"
        elif "h" in flags and code == "x":
            letters[i] = "d"
        elif "t" in flags and code in "xw":
            letters[i] = "s"
    return "".join(letters)


def _alleged(s: Sentence, i: int) -> bool:
    """ "Soll seine Frau getötet haben"."""
    return s.words[i].text.startswith("soll") and any("A" in w.word.flags for w in s.words[i + 1 :])


def _taken(s: Sentence, ward: int) -> bool:
    """Whether a verb before tells that somebody got there."""
    near = any("q" in w.word.flags and w.code == "b" for w in s.words[max(0, ward - _NEAR) : ward])
    return near or any("2" in w.word.flags for w in s.words[max(0, ward - _FAR) : ward])


def _to_ward(s: Sentence, i: int) -> bool:
    """ "Brachte einen Verletzten in eine Klinik"."""
    behind = range(i + 1, min(i + _FAR, len(s.words)))
    return any("Y" in s.words[n].word.flags and not _is_where(s, n) for n in behind)


def _lying(s: Sentence, ward: int) -> int:
    """Where a verb stands that tells that somebody lies there, 0 where none does."""
    near = [w.text for w in s.words[max(0, ward - _NEAR) : ward]]
    if "patienten" in near or (_LIES.isdisjoint(near) and _STAYED.isdisjoint(near)):
        return 0  # who lay there before: "zur Zeit des Brandes lagen 120 Menschen im Krankenhaus"
    return next((i for i in range(ward - 1, max(0, ward - _NEAR), -1) if s.words[i].text in _LIE), 0)


def _is_where(s: Sentence, i: int) -> bool:
    """ "Im Krankenhaus", "in einer nahen Klinik": nobody is taken there."""
    return any(w.text in _WHERE for w in s.words[max(0, i - 2) : i])
