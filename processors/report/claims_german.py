"""Counts in clauses that a verb and its participle or prefix hold as brackets do: "wurden am Abend zwei Frauen verletzt".

What stands between the brackets has no fixed order, so the patterns look for who is there and is no part of a preposition's
phrase ("von zwei Männern"). After "haben" whom it befell is the object, next to the verb; after "werden" and "sein" the subject.
The letters are those of `lexicon.CODES` with some of their own: f a finite verb of dying, O "haben", A to suffer, s a
preposition, d a death.
"""

import re
from collections.abc import Iterator

from processors.report.claims_lists import NUMBERS
from processors.report.sentences import Sentence

ROLES = {
    **dict.fromkeys("KDdfC", "killed"), **dict.fromkeys("IjA", "injured"), "M": "missing", "R": "rescued", "W": "arrested",
    "E": "displaced", "H": "abducted",
}  # fmt: skip
LANGUAGES = frozenset({"de"})
One = tuple[str, int, int, bool, bool, int, int, int]
"""Role, low, high, at least, single; words [`start`, `end`) count them, up to `until` tells what befell them."""

_GROUP = rf"e?{NUMBERS}(?:(?:x&x)?[oxgnMRI]{{0,3}}?[Pp]o?|e[PID]|g)"  # "zwei 20 und 23 Jahre alte Männer"
_BARE = rf"(?:^|(?<=[bOf,&.])){NUMBERS}o?(?=[xs]{{0,3}}[bKDIRWMEHf])"  # "drei wurden verletzt"
_PERSON = r"a[xgMRoI]{0,4}?[pP]|ag|e[xgMRI]{0,3}?p|eP|eg|o[gx]{0,2}p"
_PART = re.compile(rf"(?P<number>{_GROUP}|{NUMBERS}o?)|(?P<person>{_PERSON}|[pgh])")
_ONE = rf"(?:{_GROUP}|{_BARE}|{_PERSON})"
_SEVERAL = rf"{_ONE}(?:(?:,|,?&)(?:{_ONE}|p)){{0,4}}"
_LISTED = rf"(?P<who>{_SEVERAL})"
_NEW = r"(?:^|(?<=[.,&c:\"-])|(?<=[.,&c:\"-]x)|(?<=^x))"  # a clause begins here
_FREE = r"(?<![sealmogwN])"
_FIELD = "[xenatmsjgqdw]"  # between the brackets
_FIELDS = "[xenatmsjgqdw&]"
_OTHERS = "[xenatmsjgqdwNPpo]"
_REST = "[xenatmsjgqdwNPpo&]"
_END = r"(?![aenNP]?[NPp])"
_SUBJECT = (
    re.compile(rf"(?P<be>b){_FIELD}{{0,10}}?{_FREE}{_LISTED},?{_FIELDS}{{0,9}}?(?P<what>[KDIRWMEH]){_END}"),
    re.compile(rf"{_NEW}{_LISTED}[xenatmsgw]{{0,8}}?(?P<be>[bO]){_REST}{{0,10}}?(?P<what>[KDIRWMEH]){_END}"),
    re.compile(rf"c[xh]{{0,2}}{_FREE}{_LISTED}{_REST}{{0,9}}?(?P<what>[KDIRWMEH])(?P<be>b)"),
    re.compile(rf"{_NEW}(?P<who>h)(?P<be>b){_REST}{{0,10}}?(?P<what>[KDIRWMEH]){_END}"),
    # "Ein Arbeiter geriet in eine Maschine und wurde verletzt"
    re.compile(rf"{_NEW}{_LISTED}[xenatmsgwjNPpbO]{{0,14}}?,?&(?P<be>b)[xenatmsgwjqd]{{0,6}}?(?P<what>[KDIRWMEH]){_END}"),
)
_FINITE = (
    re.compile(rf"(?P<what>f)[xenatmsgjw]{{0,7}}?{_FREE}{_LISTED}"),
    re.compile(rf"{_NEW}{_LISTED}(?:[xenatmsgjPp]|w[xN]&[xN]){{0,9}}?(?P<what>f)"),
    re.compile(rf"{_NEW}{_LISTED}[xenatmsgwjNPpbO]{{0,14}}?,?&x?(?P<what>f)"),
    re.compile(rf"{_FREE}{_LISTED}x?e(?P<what>D)x?(?=[.,&]|$)"),  # "verloren zwei Männer ihr Leben"
)
_OBJECT = (
    re.compile(rf"O{_OTHERS}{{0,12}}{_FREE}{_LISTED}[xseanqdNPp&]{{0,8}}?(?P<what>[KIRWEH]){_END}"),
    re.compile(rf"{_FREE}{_LISTED}[xsed]{{1,4}}?(?P<what>[RWK])(?=[.,&]|$)"),  # "zogen zwei Männer aus den Trümmern"
)
_HEADLINE = re.compile(rf"{_NEW}(?P<who>{_SEVERAL}|p|g){_FIELD}{{0,9}}?(?P<what>[KDIRWMEH])(?=$|[.:\"])")
_SUFFERED = (
    re.compile(rf"{_NEW}(?P<who>{_SEVERAL}|p|g)[xeatmsgw]{{0,6}}?(?P<what>A)[xenatmsgwjFD&]{{0,10}}?j"),
    re.compile(rf"(?P<what>A)[xeatmsg]{{0,6}}?{_FREE}{_LISTED}[xenatmsgwDF&]{{0,8}}?j"),
    re.compile(rf"[bO][xenatmsgwj]{{0,8}}?{_FREE}{_LISTED}[xenatmsgwjDF&]{{0,9}}?jx?(?P<what>A)"),
    re.compile(rf"{_NEW}{_LISTED}[bO][xenatmsgwjDF&]{{0,9}}?jx?(?P<what>A)"),
)
_THEMSELVES = re.compile(rf"{_NEW}{_LISTED}[xenatmsgwb&]{{0,12}}?(?P<what>I)x")
_AMONG = re.compile(rf"^se[xI]{{0,2}}(?P<what>[DIKM])b?x{{0,3}}{_LISTED}")  # "unter den Toten sind drei Kinder"
_DEATH = re.compile(rf"(?P<what>d)s?{_LISTED}")  # "der Tod zweier Kinder"
_BODY = re.compile(rf"(?P<what>C)s?(?P<who>{_SEVERAL})?")
_FOR_ONE = re.compile(rf"^s{_LISTED}b?x{{0,2}}(?P<what>D)")  # "für den Fahrer kam jede Hilfe zu spät"
_AGAINST = re.compile(rf"s{_LISTED}[xswN&g]{{0,9}}bx{{0,2}}(?P<what>W)")  # "gegen zwei Männer wurde Haftbefehl erlassen"
_CUFFED = re.compile(rf"s{_LISTED}e(?P<what>W)")  # "für zwei Männer klickten die Handschellen"
_NO_TRACE = re.compile(rf"s(?P<who>{NUMBERS}[xg]{{0,2}}P)x{{0,3}}(?P<what>M)")  # "von zwei Fischern fehlt jede Spur"
_OF_THEM = re.compile(
    r"(?P<who>a)(?P<what>[ID])(?=[.,&bOs:]|$)|(?P<who2>e)(?P<what2>I)(?=b)"
)  # "ein Toter", "der Verletzte wurde"
_BESIDE = ((_AMONG, "unter"), (_FOR_ONE, "für"), (_CUFFED, "für"), (_AGAINST, "gegen"), (_NO_TRACE, "von"), (_DEATH, ""))
_TOLL = re.compile(rf"(?P<what>[DIM])[^.zZKN]{{0,14}}?s(?P<who>{NUMBERS})")
_SICH = "sich"
_WHERE = frozenset({"im", "einem", "einer", "der", "dem", "vom"})
_WOMEN = ("frau", "mutter", "tochter", "schwester", "in")
_THE_ONE = frozenset({"der", "den"})
_MANY = ("en", "sind")  # "wurden", "waren"
_NEAR = 9
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
                yield from _count(s, codes, ROLES[m["what"]], m)
    for pattern in (*(_FINITE if "f" in codes or "D" in codes else ()), *(_OBJECT if befell else ())):
        for m in pattern.finditer(codes):
            yield from _count(s, codes, ROLES[m["what"]], m)
    for m in _HEADLINE.finditer(codes) if befell and "b" not in codes and "O" not in codes else ():
        if m["what"] != "R" or s.words[m.start("what")].text.startswith(("ge", "be", "frei")):
            yield from _count(s, codes, ROLES[m["what"]], m)
    for pattern in _SUFFERED if "A" in codes and "j" in codes else ():
        for m in pattern.finditer(codes):
            deadly = any(w.text.startswith("tödlich") for w in s.words[m.start() : m.end()])
            yield from _count(s, codes, "killed" if deadly else "injured", m)
    yield from _hurt_themselves(s, codes)
    yield from _nominal(s, codes)


def _hurt_themselves(s: Sentence, codes: str) -> Iterator[One]:
    """ "Der Fahrer kam von der Straße ab und verletzte sich schwer"."""
    for m in _THEMSELVES.finditer(codes) if "I" in codes else ():
        if s.words[m.end() - 1].text == _SICH:
            yield from _count(s, codes, "injured", m)


def _nominal(s: Sentence, codes: str) -> Iterator[One]:
    for pattern, first in _BESIDE:
        for m in pattern.finditer(codes):
            if not first or s.words[m.start()].text == first:
                yield from _count(s, codes, ROLES[m["what"]], m, oblique=True)
    for m in _BODY.finditer(codes):
        if m["who"]:
            yield from _count(s, codes, "killed", m, oblique=True)
        elif s.words[m.start()].text.endswith(("leiche", "leichnam")) and not _unreal(s, m.start(), m.end()):
            yield "killed", 1, 1, False, True, m.start(), m.end(), m.end()
    for m in _OF_THEM.finditer(codes):
        what = m["what"] or m["what2"]
        one = s.words[m.end() - 1].text.endswith(("er", "en", "e")) and (m["who"] or not _plural(s, m.end()))
        if one and not _unreal(s, m.start(), m.end()):
            yield ROLES[what], 1, 1, False, True, m.start(), m.end(), m.end()
    for m in _TOLL.finditer(codes) if "r" in codes else ():
        if s.words[m.start("who") - 1].text in ("auf", "bei"):
            yield from _count(s, codes, ROLES[m["what"]], m, oblique=True)


def _letters(s: Sentence) -> str:
    """The codes of a sentence with the letters of this grammar."""
    letters = list(s.codes)
    hospital = -_NEAR
    for i, word in enumerate(s.words):
        flags, code = word.word.flags, letters[i]
        if code == "b" and ("A" in flags or _alleged(s, i)):
            letters[i] = "O"
        if not flags:
            continue
        if "Y" in flags and not _is_where(s, i):
            hospital = i
            if any("q" in w.word.flags and w.code == "b" for w in s.words[max(0, i - _NEAR) : i]):
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


def _is_where(s: Sentence, i: int) -> bool:
    """ "Im Krankenhaus", "in einer nahen Klinik": nobody is taken there."""
    return any(w.text in _WHERE for w in s.words[max(0, i - 2) : i])


def _plural(s: Sentence, i: int) -> bool:
    return i < len(s.words) and (s.words[i].text.endswith("n") or s.words[i].text == "sind")


def _unreal(s: Sentence, start: int, end: int) -> bool:
    return "v" in s.codes[max(0, start - 3) : end] or bool({"z", "Z"} & set(s.codes[max(0, start - 2) : end]))


def _is_one(s: Sentence, start: int, end: int) -> bool:
    """ "Der Fahrer", of one or, in the genitive, of many: of one where no verb in the plural stands by."""
    beside = (*s.words[max(0, start - 3) : start], *s.words[end : end + 3])
    return s.words[start].text in _THE_ONE and not any(w.code == "b" and w.text.endswith(_MANY) for w in beside)


def _no_subject(s: Sentence, start: int, end: int) -> bool:
    """ "Des Mannes", "einer Frau", "der Frau" behind a noun."""
    first, last = s.words[start], s.words[end - 1]
    if "O" in first.word.flags or (s.codes[start:end] == "eP" and not _is_one(s, start, end)):
        return True
    return first.text == "der" and start > 0 and s.codes[start - 1] in "xpP" and last.text.endswith(_WOMEN)


def _count(s: Sentence, codes: str, role: str, m: re.Match[str], *, oblique: bool = False) -> Iterator[One]:
    start, end = m.span("who")
    if _unreal(s, m.start(), m.end()) or (not oblique and _no_subject(s, start, end)):
        return
    if codes[start:end] == "h" and _plural(s, end):
        return
    low = high = persons = first = 0
    singles = True
    for part in _PART.finditer(codes, start, end):
        numbers = [w for w in s.words[part.start() : part.end()] if w.code == "N" and w.low is not None] if part["number"] else []
        low += (numbers[0].low or 0) if numbers else 1
        high += (numbers[-1].high or 0) if numbers else 1
        singles = singles and (not numbers or numbers[-1].high == 1)
        first = first or high
        persons += not numbers
    if not singles and first == persons == high - first and codes[start:end].count(","):
        low = high = first  # "two people, a driver and a teacher"
    if high:
        single = singles and high == 1 and "o" not in codes[start:end]
        yield role, low, high, "l" in codes[start:end], single, start, end, m.end()
