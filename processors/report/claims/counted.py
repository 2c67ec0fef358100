"""One figure: a count of people in a sentence, put together from the words that count them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from processors.report.claims.grammar import PART
from processors.report.claims.lists import among, begin_of_told, has_own_fate, is_closed_aside, of_others
from processors.report.sentences.split import Sentence
from processors.report.words.tokens import Token

ROLES = {
    "K": "killed", "k": "killed", "D": "killed", "d": "killed", "I": "injured", "i": "injured", "j": "injured", "u": "casualties",
    "S": "shot", "V": "treated", "G": "shot", "R": "rescued", "M": "missing", "W": "arrested", "E": "displaced", "H": "abducted",
}  # fmt: skip
SELF, UNNAMED = "=", "-"
IMPLIED, CHARGED, WITH_SELF, SPOKEN_OF, MULTIPLE = (
    "implied",
    "charged",
    "with self",
    "spoken of",
    "multiple",
)  # texts of figures that no count in the sentence gives


class Figure(NamedTuple):
    """A count in a sentence. `single`: one person without a number, `name` where named; `more`: "two others", on top of what was
    counted; `ordinal`: 3 of "a third"; `age` of one person, 0 where not told; `alias`: the name told behind "a man"; `vague`:
    "several"; `definite`: "the two men", told of before; `bare`: a number beside the name of some thing. [`start`, `end`) in the
    text."""

    role: str
    low: int
    high: int
    at_least: bool
    start: int
    end: int
    single: bool = False
    name: str = ""
    more: bool = False
    vague: str = ""
    children: int = 0
    text: str = ""
    definite: bool = False
    bare: bool = False
    ordinal: int = 0
    age: int = 0
    alias: str = ""


Found = Iterator[tuple[Figure, range]]
_BARE_MANY = re.compile(r"(?<![^,&a])q(?![xgnoP])")


def counted(s: Sentence, role: str, start: int, end: int, until: int) -> Found:
    """One figure for a list of quantities: "a man and two women" are three."""
    if s.language != "en" and _BARE_MANY.search(s.codes, start, end):
        return  # "сотни пострадали"
    start = begin_of_told(s, start, end, until)
    low = high = 0
    at_least = single = more = False
    vague, singles = "", True
    numbers: list[int] = []
    for match in PART.finditer(s.codes, start, end):
        if match.start() == start and match.end() < end and is_closed_aside(s, match):
            continue
        part, words = match.group(), s.words[match.start() : match.end()]
        if match.start() > start and (among(s, *match.span()) or _told_apart(s, *match.span())):
            break
        values = [] if part[0] in "gn" else values_of(words)
        if match.start() > start and values and (of_others(s, *match.span()) or has_own_fate(s, start, match.span(), until)):
            break
        more |= match.start() == start and any(w.code == "o" for w in words) and "m" not in part
        at_least |= "l" in part or "om" in part
        if values:
            singles = singles and values[0].low == 1 and not any(w.code == "o" for w in words)
            low += values[0].low or 0
            high += values[-1].high or 0
        elif part[0] == "q":
            vague, singles = words[0].text, False
            low, high = low + 2, high + 2
        else:
            number = 2 if any("w" in w.word.flags for w in words) else 1
            singles = singles and number == 1
            low, high = low + number, high + number
        numbers.append(high - sum(numbers))
    if len(numbers) > 1 and 1 < numbers[0] == high - numbers[0] and "," in s.codes[start:end]:
        low = high = numbers[0]  # "two people, a driver and a teacher": the same told twice
    single = singles and high == 1
    bare = _is_bare(s, end)
    if role == "shot" and s.codes[end - 1 : end + 1] == "Nn" and (s.words[end - 1].low or 0) >= _HOUSE:
        return  # "shooting 3900 Oak Road"
    if low and not (bare and any("a" in w.word.flags for w in s.words[end : end + 2])):
        name = called(s, start, end) if single else ""
        yield (
            Figure(
                role,
                low,
                high,
                at_least,
                s.words[start].start,
                s.words[until - 1].end,
                single,
                name,
                more,
                vague,
                text=WITH_SELF if high > 1 and _with_self(s, start, end) else "",
                definite=start > 0 and s.codes[start - 1] == "e",
                bare=bare,
                ordinal=max((w.word.number or 0 for w in s.words[start:end] if w.code == "o"), default=0),
                age=age_of(s, start, end) if single else 0,
                alias=_alias(s, end) if single and not name else "",
            ),
            range(start, end),
        )


_OF_THEM = frozenset({"them", "whom", "these", "those"})


def _told_apart(s: Sentence, start: int, end: int) -> bool:
    """ "Verletzte neun Menschen, zwei starben"; "killed four people, one of them a child"."""
    if s.language == "en":
        return any(a.text == "of" and b.text in _OF_THEM for a, b in pairwise(s.words[start : end + 2]))
    return s.language != "en" and s.codes[start - 1] == "," and s.codes[end : end + 1] in ("D", "K")


_HOUSE = 100  # a number before a name that is one of a house, and no people shot
_ALIAS = re.compile(r",g?(n{2,5})(?=[,.b])")


def _alias(s: Sentence, end: int) -> str:
    """ "A neighbor, 55-year-old Ann Roe": her name."""
    m = _ALIAS.match(s.codes, end)
    return " ".join(t.text for t in s.words[m.start(1) : m.end(1)] if t.text != ".") if m else ""


def _with_self(s: Sentence, start: int, end: int) -> bool:
    return any(w.code == "h" and "o" in w.word.flags for w in s.words[start:end])


def age_of(s: Sentence, start: int, end: int) -> int:
    """The age that a person's words, or what stands in commas behind them, tell."""
    after = s.words[end + 1 : end + 2] if s.codes[end : end + 1] == "," else []
    told = next((w for w in (*s.words[start:end], *after) if w.code == "g"), None)
    return (told.word.number or told.low or 0) if told else 0


def _is_bare(s: Sentence, end: int) -> bool:
    """ "Five cougars": whether the number before is followed by a word that isn't known to mean people."""
    return s.codes[end - 1] == "N" and s.codes[end : end + 1] == "x" and "l" not in s.words[end].word.flags


def called(s: Sentence, start: int, end: int) -> str:
    """A person's name; UNNAMED for "the man", SELF for "himself", "" for "a man"."""
    if s.codes[start] in "eh":
        return SELF if any("o" in w.word.flags for w in s.words[start:end]) else UNNAMED
    return " ".join(t.text for t in s.words[start:end] if t.code == "n" and t.text != ".") if s.codes[start] in "ng" else ""


def values_of(words: Sequence[Token]) -> list[Token]:
    """The numbers of a quantity: "two", "two or three"; of "two of the four" the first."""
    values: list[Token] = []
    for w in words:
        if w.code == "N" and w.low is not None:
            values.append(w)
        elif values and w.code not in "t&-":
            break
    return values


def is_unreal(s: Sentence, start: int, end: int) -> bool:
    """Threatened, attempted, feared: nothing that happened."""
    return "v" in s.codes[max(0, start - 3) : end]


def role_of(what: str) -> str:
    if "K" in what or "D" in what or "F" in what or "d" in what:
        return "killed"
    return "injured" if "I" in what else ROLES[what[0]]
