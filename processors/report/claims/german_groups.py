"""Who is counted in German: groups, persons and lists of both, over the letters that `german.py` gives words."""

import re
from collections.abc import Iterator

from processors.report.claims.lists import NUMBERS, among
from processors.report.sentences.split import Sentence

One = tuple[str, int, int, bool, bool, int, int, int]
"""Role, low, high, at least, single; words [`start`, `end`) count them, up to `until` tells what befell them."""

ROLES = {
    **dict.fromkeys("KDdfC", "killed"), **dict.fromkeys("IjA", "injured"), "M": "missing", "R": "rescued", "W": "arrested",
    "E": "displaced", "H": "abducted",
}  # fmt: skip

FREE = r"(?<![sealmogwN])"  # those counted stand in no other phrase
_MANY = r"[Pp](?:&P)?"  # "Schülerinnen und Schüler" are counted together
_ATTRIBUTE = r"s[ae]?x{1,2}"  # "ein mit einer Axt bewaffneter Mann"
# "Zwei 20 und 23 Jahre alte Männer", "die beiden".
_GROUP = (
    rf"e?{NUMBERS}(?:(?:x&x|{_ATTRIBUTE})?[oxgnMRIH]{{0,3}}?{_MANY}o?|e[PID]|g)"
    rf"|{NUMBERS}e[xgnMRIH]{{1,3}}?P"
    r"|eN(?=[sbOKDIRWMEHf.,])"
)
_BARE = rf"(?:^|(?<=[bOf,&.])){NUMBERS}o?(?=[xs]{{0,3}}[bKDIRWMEHf])"  # "drei wurden verletzt"
_PERSON = rf"a(?:{_ATTRIBUTE})?[xgMRoI]{{0,4}}?[pP]|ag|e[xgMRI]{{0,3}}?p|eP|eg|o[gx]{{0,2}}p"
_PART = re.compile(rf"(?P<number>{_GROUP}|{NUMBERS}o?)|(?P<person>{_PERSON}|exP|[pgh])")
_ONE = rf"(?:{_GROUP}|{_BARE}|{_PERSON})"
_WHOSE = r"(?:ex{1,2}(?=&))?"  # "der Fahrer des Transporters und sein Beifahrer"
_HEADED = r"(?:^p(?=&))"  # "Fahrerin und Beifahrer wurden"
SEVERAL = rf"(?:{_ONE}|{_HEADED}){_WHOSE}(?:(?:,|,?&)(?:{_ONE}|p)){{0,4}}"
LISTED = rf"(?P<who>{SEVERAL})"
# Behind its verb a list ends where the next clause begins: "starben vier Menschen, 31 wurden verletzt".
# Some are told apart by how: "wurde ein Fahrer schwer und sein Sozius leicht verletzt".
BEHIND = rf"(?P<who>{_ONE}(?:e?x{{1,2}}(?=&))?(?:(?:,|,?&)(?:{_GROUP}|{_PERSON}|p)(?![xsenagPp]{{0,3}}[bfO])){{0,4}})"
_WOMEN = ("frau", "mutter", "tochter", "schwester", "in")
_THE_ONE = frozenset({"das", "der", "den", "sein", "seinen", "ihr", "ihren", "dieser", "diesen"})
_NOMINATIVE = frozenset({"ein", "der"})
_PLURALS = ("en", "sind")  # "wurden", "waren"


def plural(s: Sentence, i: int) -> bool:
    """Whether the word there is a verb of many."""
    return i < len(s.words) and (s.words[i].text.endswith("n") or s.words[i].text == "sind")


def unreal(s: Sentence, start: int, end: int) -> bool:
    """Planned, feared or denied."""
    return "v" in s.codes[max(0, start - 3) : end] or bool({"z", "Z"} & set(s.codes[max(0, start - 2) : end]))


def _is_one(s: Sentence, start: int, end: int) -> bool:
    """ "Der Fahrer", of one or, in the genitive, of many: of one where no verb in the plural stands by."""
    beside = (*s.words[max(0, start - 3) : start], *s.words[end : end + 3])
    return s.words[start].text in _THE_ONE and not any(w.code == "b" and w.text.endswith(_PLURALS) for w in beside)


def acts(s: Sentence, start: int) -> bool:
    """ "Verletzte ein Mann": a man who is no object."""
    return s.words[start].text in _NOMINATIVE and s.codes[start] in "ae" and "p" in s.codes[start + 1 : start + 4]


def _no_subject(s: Sentence, start: int, end: int) -> bool:
    """ "Des Mannes", "einer Frau", "der Frau" behind a noun."""
    first, last = s.words[start], s.words[end - 1]
    many = s.codes[start:end] in ("eP", "exP")  # "den Angreifer", "ihren früheren Kollegen": one, written like many
    if "O" in first.word.flags or (many and not _is_one(s, start, end)):
        return True
    return first.text == "der" and start > 0 and s.codes[start - 1] in "xpP" and last.text.endswith(_WOMEN)


def count_of(s: Sentence, codes: str, role: str, m: re.Match[str], *, oblique: bool = False) -> Iterator[One]:
    """All of a list together, told of by a match; `oblique`: it needn't be a subject or an object."""
    start, end = m.span("who")
    if unreal(s, m.start(), m.end()) or (not oblique and _no_subject(s, start, end)):
        return
    if codes[start:end] == "h" and plural(s, end):
        return
    low = high = persons = first = 0
    singles = True
    for part in _PART.finditer(codes, start, end):
        if part.start() > start and among(s, *part.span()):
            break
        numbers = [w for w in s.words[part.start() : part.end()] if w.code == "N" and w.low is not None] if part["number"] else []
        one = 2 if any("w" in w.word.flags for w in s.words[part.start() : part.end()]) else 1  # a couple is two
        low += (numbers[0].low or 0) if numbers else one
        high += (numbers[-1].high or 0) if numbers else one
        singles = singles and (numbers[-1].high if numbers else one) == 1
        first = first or high
        persons += not numbers
    if not singles and first == persons == high - first and codes[start:end].count(","):
        low = high = first  # "two people, a driver and a teacher"
    if high:
        single = singles and high == 1 and "o" not in codes[start:end]
        yield role, low, high, "l" in codes[start:end], single, start, end, m.end()
