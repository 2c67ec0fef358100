"""Lists of people, as one pattern over the letters of `lexicon.CODES`, and how many they are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from processors.report.sentences.split import Sentence

ROLES = {
    **dict.fromkeys("KkDd", "killed"), **dict.fromkeys("Ij", "injured"), "M": "missing", "R": "rescued", "W": "arrested",
    "E": "displaced", "H": "abducted", "k": "killed", "i": "injured", "V": "treated", "C": "killed",
}  # fmt: skip
NUMBERS = r"(?:[lmo]x?)*(?:wN[t&-]N|N(?:[t-]N)?)"
COUNTED = rf"{NUMBERS}[oxgn]{{0,3}}?[Pp]o?|{NUMBERS}we?[xgn]{{0,2}}?[Pp]|{NUMBERS}o?(?![xn$]{{0,5}}y)"  # "dos de los hombres"
PERSON = r"(?:a[gx]{0,2}P|a?[gx]?p(?:x{2,3}(?=&)|N?x)?)"  # "ein Arbeiter"; "женщина 55 лет": an age is no number of people
ONE = rf"(?:{COUNTED}|{PERSON})"
LIST = rf"{ONE}(?:(?:,(?!o|Nxc)|,?&)e?{ONE}(?![xbonePp-]{{0,4}}[KDIRWMEHSj])){{0,4}}"  # not those told of apart
_PART = re.compile(rf"(?P<number>{COUNTED})|(?P<person>{PERSON})")
_SAYING = ("said", "told", "say", "reported", "confirmed", "шука", "ищут", "сообщ", "повідом")
_NEXT = 3  # words
# What befell them stands first: a verb and its subject.
FIRST = re.compile(rf"(?<!N)(?P<what>[DKI])x?(?P<who>{LIST})")
FIRST_COUNTED = re.compile(rf"(?P<what>[MREWH])[xnMb]{{0,4}}?t?(?P<who>(?:{COUNTED}))(?![xb]{{0,2}}[DC])")
WITH = re.compile(rf"(?P<who>(?:{COUNTED}))b{{0,2}}x(?P<what>j)")


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


def unreal(s: Sentence, m: re.Match[str]) -> bool:
    """Threatened, planned or denied: "ninguno de los vecinos fue"."""
    if re.search(r"Z[xwe]{0,2}$", s.codes[max(0, m.start() - 3) : m.start()]) and m.group()[0] in "pPN":
        return True
    modal = s.codes[max(0, m.start() - 3) : m.end()].rfind("v")
    parted = "." in s.codes[max(0, m.start() - 3) + modal : m.start()]  # "he tried to flee: the man was arrested"
    return (modal >= 0 and not parted) or "z" in s.codes[max(0, m.start() - 2) : m.end()]


def nobody(s: Sentence, patterns: Iterable[re.Pattern[str]]) -> Iterator[tuple[str, int, int]]:
    """(role, first word, last word) of each that befell nobody."""
    for pattern in patterns:
        for m in pattern.finditer(s.codes):
            for letter in filter(None, m.groupdict().values()):
                for role in ("killed", "injured") if letter == "u" else (ROLES[letter],):
                    yield role, m.start(), m.end() - 1


def among(s: Sentence, start: int, end: int) -> bool:
    """ "Drei Menschen, zwei davon schwer", "four people, among them a girl": whether there are those counted before."""
    return any("i" in w.word.flags for w in s.words[start : end + 1])


def _is_apposition(s: Sentence, parts: Sequence[re.Match[str]], end: int, until: int) -> bool:
    """ "Cinq trafiquants présumés, quatre hommes et une femme, ont été arrêtés": those between the commas are the five."""
    opened = bool(parts[0]["number"]) and "," in s.codes[parts[0].end() : parts[1].start()]
    return opened and "," in s.codes[end:until]


def is_closed_aside(s: Sentence, part: re.Match[str]) -> bool:
    """ "Once heridos, entre ellos cuatro policías, y seis detenidos": the policemen are of those before, told of already."""
    if not (s.codes.startswith(",&", part.end()) and among(s, max(0, part.start() - 2), part.start() - 1)):
        return False
    return s.codes[max(0, s.codes.rfind(",", 0, part.start()) - 1)] in ROLES


_FATE = re.compile(r"[xo]{0,2}b{0,2}[IKDMWREH](?![aeNnqpP])")
_DOING = frozenset("kiKIDRWEH")


def _joint(s: Sentence, start: int, at: int) -> bool:
    """Whether a list that begins at `start` may end at a mark there: at a comma, or at "and" where it is of those before."""
    return s.codes[at] == "," or (s.codes[at] == "&" and start > 0 and "i" in s.words[start - 1].word.flags)


def has_own_fate(s: Sentence, start: int, part: tuple[int, int], until: int) -> bool:
    """ "Kills 43, 22 hurt", "quatre morts dont un gendarme, 200 interpellations": of the second alone the last word tells."""
    return until <= part[1] and _joint(s, start, part[0] - 1) and bool(_FATE.match(s.codes, part[1]))


def begin_of_told(s: Sentence, start: int, end: int, until: int) -> int:
    """Where those begin of whom the words from `end` to `until` tell: behind the 43 in "kills 43, 22 hurt"."""
    if until <= end or not start or not (s.codes[start - 1] in _DOING or "i" in s.words[start - 1].word.flags):
        return start
    marks = (at for at in range(end - 2, start, -1) if _joint(s, start, at) and s.codes[at + 1] in "lmoN")
    return next(marks, start - 1) + 1


def of_others(s: Sentence, start: int, end: int) -> bool:
    """ "Wounding 13, two medical sources said", "шістьох досі шукають": of the number behind a comma something else is told."""
    if "," not in (s.codes[start], s.codes[start - 1]):
        return False
    stop = next((i for i in range(end, len(s.codes)) if s.codes[i] in ",.&"), len(s.codes))
    return any(w.text.startswith(_SAYING) for w in s.words[end : min(stop, end + _NEXT)] if w.code == "x")


def count(s: Sentence, role: str, who: tuple[int, int], until: int) -> Iterator[Counted]:
    """All of a list together: a driver and two passengers are three."""
    if any("a" in w.word.flags for w in s.words[who[1] : who[1] + 2]) and s.codes[who[1] - 1] == "N":
        return  # "300 bovins"
    who = begin_of_told(s, *who, until), who[1]
    low = high = persons = 0
    first = None
    parts = list(_PART.finditer(s.codes, *who))
    if len(parts) > 1 and is_closed_aside(s, parts[0]):
        parts = parts[1:]
    if len(parts) > 1 and parts[-1]["number"] and of_others(s, *parts[-1].span()):
        parts = parts[:-1]
    for part in parts:
        if part.start() > who[0] and (among(s, *part.span()) or has_own_fate(s, who[0], part.span(), until)):
            break
        figures = [w for w in s.words[part.start() : part.end()] if w.code == "N" and w.low is not None] if part["number"] else []
        one = 2 if any("w" in w.word.flags for w in s.words[part.start() : part.end()]) else 1  # a couple is two
        low += (figures[0].low or 0) if figures else one
        high += (figures[-1].high or 0) if figures else one
        persons += not figures
        first = first or (part, high)
    alone = 2 if any("w" in w.word.flags for w in s.words[slice(*who)]) else 1
    low, high = (low, high) if first else (alone, alone)
    if first and first[0]["number"] and 0 < persons == first[1] == high - first[1] and s.codes[first[0].end() :][:1] == ",":
        low = high = first[1]  # "two people, a driver and a teacher"
    if first and 1 < first[1] == high - first[1] and _is_apposition(s, parts, who[1], until):
        low = high = first[1]
    if high:
        at_least = "l" in s.codes[who[0] : who[1]]
        single = high == 1 and "o" not in s.codes[who[0] : who[1]]
        yield Counted(role, low, high, at_least, single, who[0], who[1], until)
