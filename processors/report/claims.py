"""Figures of people and weapons in a sentence, by a small grammar over the letters of `lexicon.CODES`.

The grammar is the same for all languages: a quantity ("at least three women", "a 20-year-old man") beside what befell it
("were killed", "killing", "left dead"), before or after. What a figure counts follows the UCDP GED and ACLED codebooks: people
killed, injured, and so on; no animals, no vehicles.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from processors.report.claims_grammar import (
    ACTIVE,
    ALL,
    DEATH,
    FATAL,
    HIT,
    HOSPITAL,
    LEFT,
    NAMED,
    NOUN,
    NUMBER,
    PART,
    PASSIVE,
    REMAINS,
    SOMEBODY,
    WEAPON,
    WOUNDED,
    ZERO,
)
from processors.report.claims_orders import nobody_of, orders_of
from processors.report.sentences import Sentence
from processors.report.words import Token

_ROLES = {
    "K": "killed", "k": "killed", "D": "killed", "d": "killed", "I": "injured", "i": "injured", "j": "injured", "u": "casualties",
    "S": "shot", "V": "treated", "G": "shot", "R": "rescued", "M": "missing", "W": "arrested", "E": "displaced", "H": "abducted",
}  # fmt: skip
_TELLING = frozenset("KkDdIijuSRMWEHTyLUVGBCXQY")
_BEFELL = frozenset("SKDIRMWEHV")  # one of them is in all that PASSIVE and NAMED find


class Figure(NamedTuple):
    """A count in a sentence. `single`: one person without a number, `name` where named; `more`: "two others", on top of what was
    counted; `vague`: "several"; `definite`: "the two men", told of before; `bare`: a number beside the name of some thing.
    [`start`, `end`) in the text."""

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


def figures_of(sentence: Sentence) -> list[Figure]:
    """All counts of people and weapons in a sentence, in its order; each person or group once for each role."""
    codes = sentence.codes
    if _TELLING.isdisjoint(codes):
        return []
    found = [*_zeros(sentence), *_weapons(sentence)] if "Z" in codes or "y" in codes else []
    taken: set[tuple[str, int]] = set()
    befell = not _BEFELL.isdisjoint(codes)
    for figure, words in (
        *_ordered(sentence),
        *_multiple(sentence),
        *_all(sentence),
        *_active(sentence),
        *(_passive(sentence) if befell else ()),
        *(_left(sentence) if "L" in codes else ()),
        *(_fatal(sentence) if "F" in codes else ()),
        *_nouns(sentence),
        *_remains(sentence),
        *_charged(sentence),
        *(_named(sentence) if befell else ()),
        *_wounded(sentence),
        *_hospital(sentence),
    ):
        if all((figure.role, w) not in taken for w in words):
            taken.update((figure.role, w) for w in words)
            found.append(figure)
    found.extend(_implied(sentence, {f.role for f in found}))
    found.extend(_own(sentence, found))
    return _with_children(sentence, sorted(found, key=lambda f: (f.start, f.role)))


Found = Iterator[tuple[Figure, range]]


def _ordered(s: Sentence) -> Found:
    """Figures in the word orders of other languages than English."""
    for role, start, end in nobody_of(s):
        yield Figure(role, 0, 0, False, s.words[start].start, s.words[end].end), range(start, end + 1)
    for c in orders_of(s):
        span = s.words[c.start].start, s.words[c.until - 1].end
        yield (
            Figure(c.role, c.low, c.high, c.at_least, *span, single=c.single, more=s.codes[c.start] == "o"),
            range(c.start, c.end),
        )


def _passive(s: Sentence) -> Found:
    for m in _overlapping(PASSIVE, s.codes):
        if m["gap"] and ((not m["be"] and "D" not in m["what"]) or m["who"][-1] in "No"):
            continue
        follows = s.codes[m.end() : m.end() + 1]
        if not m["be"] and _at_somebody(s, m.end()):
            continue
        if not m["be"] and m["what"][0] in "SKIRWFV" and follows in tuple("aenNqpPh") and not m["gap"]:
            continue  # "a man shot two people": active
        if _unreal(s, m.start("who"), m.end()) or "z" in m["mid"]:
            continue
        yield from _counted(s, _role(m["what"]), m.start("who"), m.end("who"), m.end())


def _at_somebody(s: Sentence, end: int) -> bool:
    """ "Shot at officers": not that they were hit."""
    return end < len(s.words) and "t" in s.words[end].word.flags and bool(SOMEBODY.match(s.codes, end))


def _active(s: Sentence) -> Found:
    for m in ACTIVE.finditer(s.codes):
        if _unreal(s, m.start(), m.end()) or (
            m["what"] in "KIWREH" and "b" in s.codes[max(0, m.start() - 2) : m.start()] and m["who"][0] in "en"
        ):
            continue
        before = s.words[m.start("gap")].word.flags if m["gap"] else ""
        if "b" in before or ("t" in before and m["what"][0] in "SGF"):
            continue  # "killed by two men"; "shot at a man"
        yield from _counted(s, _role(m["what"]), m.start("who"), m.end("who"), m.end())


def _all(s: Sentence) -> Found:
    """ "Ann Roe, 22, and Bo Poe, 30, were killed", "his wife and daughter were hurt": all of them together."""
    if "&" not in s.codes:
        return
    for m in ALL.finditer(s.codes):
        before = s.words[m.start() - 1].word.flags if m.start() else ""
        if "l" in before or "z" in m.group() or _unreal(s, m.start(), m.end()):
            continue
        yield from _counted(s, _role(m["what"] or m["dead"]), m.start("who"), m.end("who"), m.end())


def _wounded(s: Sentence) -> Found:
    """ "Two people with gunshot wounds"."""
    if "U" not in s.codes:
        return
    for m in WOUNDED.finditer(s.codes):
        if not _unreal(s, m.start(), m.end()):
            yield from _counted(s, "shot", m.start("who"), m.end("who"), m.end())


def _charged(s: Sentence) -> Found:
    """ "Two counts of murder": as many dead, unless it was tried only."""
    if "Q" not in s.codes:
        return
    for i, word in enumerate(s.words):
        if word.code != "Q" or not i or not s.words[i - 1].low:
            continue
        for j in range(i + 1, min(i + _CHARGE, len(s.words))):
            if s.codes[j] in "v,&":
                break
            if "h" in s.words[j].word.flags:
                number = s.words[i - 1]
                low = number.low or 0
                yield Figure("killed", low, low, False, number.start, s.words[j].end, text=CHARGED), range(i - 1, i)
                break


def _multiple(s: Sentence) -> Found:
    """ "A double homicide", "a triple shooting", a murder and suicide."""
    for i, word in enumerate(s.words):
        if "h" in word.word.flags and "o" in word.word.flags:
            yield Figure("killed", 2, 2, True, word.start, word.end, text=WITH_SELF), range(i, i + 1)
        if word.code != "X":
            continue
        for following in s.words[i + 1 : i + 3]:
            role = "killed" if "h" in following.word.flags or following.code in "Bd" else _ROLES.get(following.code, "")
            if role in ("killed", "shot"):
                number = word.word.number or 0
                yield Figure(role, number, number, False, word.start, following.end), range(i, i + 1)
                break


def _remains(s: Sentence) -> Found:
    """ "The bodies of two men", "three bodies"."""
    if "C" not in s.codes:
        return
    for m in REMAINS.finditer(s.codes):
        who = "who" if m["who"] else "number"
        if not _unreal(s, m.start(), m.end()):
            yield from _counted(s, "killed", m.start(who), m.end(who), m.end())


def _hospital(s: Sentence) -> Found:
    """ "Sent nine people to hospitals"."""
    if "Y" not in s.codes:
        return
    for m in HOSPITAL.finditer(s.codes):
        if not _unreal(s, m.start(), m.end()):
            yield from _counted(s, "treated", m.start("who"), m.end("who"), m.end())


def _left(s: Sentence) -> Found:
    for m in LEFT.finditer(s.codes):
        if not _unreal(s, m.start(), m.end()):
            yield from _counted(s, _role(m["what"]), m.start("who"), m.end("who"), m.end())


def _fatal(s: Sentence) -> Found:
    """ "Four people were shot, two of them fatally"."""
    for m in FATAL.finditer(s.codes):
        yield from _counted(s, "killed", m.start("who"), m.end("who"), m.end())


def _nouns(s: Sentence) -> Found:
    for m in NOUN.finditer(s.codes):
        first = m["who"] is not None
        role = _ROLES[m["what"] if first else m["what2"]]
        span = m.span("who") if first else m.span("who2")
        between = s.words[m.start("what2") : span[0]] if not first else []
        if not _unreal(s, m.start(), m.end()) and not any("l" in w.word.flags for w in between):
            yield from _counted(s, role, *span, m.end())


def _named(s: Sentence) -> Found:
    for m in _overlapping(NAMED, s.codes):
        follows = s.codes[m.end() : m.end() + 1]
        active = "b" not in m.group() and m["what"][0] in "SKIRWFV" and (follows in tuple("aenNqpPh") or m["what"][0] in "KRWV")
        if active or "z" in m.group() or ("b" not in m.group() and _at_somebody(s, m.end())) or _unreal(s, m.start(), m.end()):
            continue
        end = m.end("who")
        name = _called(s, m.start(), end) or UNNAMED
        role = _role(m["what"])
        if role == "killed" and name == UNNAMED and any("o" in w.word.flags for w in s.words[end:]):
            name = SELF
        figure = Figure(role, 1, 1, False, s.words[m.start()].start, s.words[m.end() - 1].end, single=True, name=name)
        yield figure, range(m.start(), end)


_DISTANCE = 5


def _implied(s: Sentence, roles: set[str]) -> Iterator[Figure]:
    """A death or a wound of somebody whom the grammar did not find: "the man who lived there died"."""
    for role, pattern in (("killed", DEATH), ("shot", HIT)):
        match = pattern.search(s.codes) if role not in roles and "killed" not in roles else None
        if (
            match
            and "k" not in s.words[match.end() - 1].word.flags
            and not (role == "shot" and _at_somebody(s, match.end()))
            and not any("a" in w.word.flags for w in s.words[max(0, match.start() - _DISTANCE) : match.end()])
            and not set("Pq") & set(s.codes[max(0, match.start() - 4) : match.start()])
            and not _unreal(s, match.start(), match.end())
            and "z" not in s.codes[max(0, match.start() - 3) : match.end()]
        ):
            own = role == "killed" and any("o" in w.word.flags for w in s.words)
            start, end = s.words[match.start()].start, s.words[match.end() - 1].end
            yield Figure(role, 1, 1, False, start, end, single=True, name=SELF if own else UNNAMED, text=IMPLIED)
            return


def _own(s: Sentence, found: Sequence[Figure]) -> Iterator[Figure]:
    """ "Before turning the gun on himself": a death that no count holds."""
    if "D" not in s.codes:
        return
    for i, word in enumerate(s.words):
        if "o" in word.word.flags and i and s.codes[i - 1] == "D" and all(f.name != SELF for f in found):
            yield Figure("killed", 1, 1, False, s.words[i - 1].start, word.end, single=True, name=SELF)
            return


def _counted(s: Sentence, role: str, start: int, end: int, until: int) -> Found:
    """One figure for a list of quantities: "a man and two women" are three."""
    low = high = 0
    at_least = single = more = False
    vague, singles = "", True
    numbers: list[int] = []
    for match in PART.finditer(s.codes, start, end):
        part, words = match.group(), s.words[match.start() : match.end()]
        values = [] if part[0] in "gn" else _values(words)
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
    if len(numbers) > 1 and 1 < numbers[0] == high - numbers[0]:
        low = high = numbers[0]  # "two people, a driver and a teacher": the same told twice
    single = singles and high == 1
    if low:
        name = _called(s, start, end) if single else ""
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
                definite=start > 0 and s.codes[start - 1] == "e",
                bare=_is_bare(s, end),
            ),
            range(start, end),
        )


def _is_bare(s: Sentence, end: int) -> bool:
    """ "Five cougars": whether the number before is followed by a word that isn't known to mean people."""
    return s.codes[end - 1] == "N" and s.codes[end : end + 1] == "x" and "l" not in s.words[end].word.flags


SELF, UNNAMED = "=", "-"
IMPLIED, CHARGED, WITH_SELF = "implied", "charged", "with self"  # texts of figures that no count in the sentence gives
_CHARGE = 7


def _called(s: Sentence, start: int, end: int) -> str:
    """A person's name; UNNAMED for "the man", SELF for "himself", "" for "a man"."""
    if s.codes[start] in "eh":
        return SELF if any("o" in w.word.flags for w in s.words[start:end]) else UNNAMED
    return " ".join(t.text for t in s.words[start:end] if t.code == "n") if s.codes[start] in "ng" else ""


def _values(words: Sequence[Token]) -> list[Token]:
    """The numbers of a quantity: "two", "two or three"; of "two of the four" the first."""
    values: list[Token] = []
    for w in words:
        if w.code == "N" and w.low is not None:
            values.append(w)
        elif values and w.code not in "t&-":
            break
    return values


def _zeros(s: Sentence) -> Iterator[Figure]:
    for m in ZERO.finditer(s.codes):
        role = _ROLES[m["noun"] or m["what"] or m["first"]]
        start, end = s.words[m.start()].start, s.words[m.end() - 1].end
        for each in ("killed", "injured") if role == "casualties" else (role,):
            if "o" not in m.group():
                yield Figure(each, 0, 0, False, start, end)


def _weapons(s: Sentence) -> Iterator[Figure]:
    for m in WEAPON.finditer(s.codes):
        numbers = [w for w in s.words[m.start("who") : m.end("who")] if w.low is not None]
        if not numbers or _unreal(s, m.start(), m.end()):
            continue
        role = "intercepted" if m["before"] or m["after"] else "weapon"
        last = m.end() - 1 - len(m["after"] or "")
        noun = next(w for w in reversed(s.words[: last + 1]) if w.code == "y")
        at_least = "l" in m["who"] or "om" in m["who"]
        start = s.words[m.start()].start
        yield Figure(role, numbers[0].low or 0, numbers[-1].high or 0, at_least, start, s.words[m.end() - 1].end, text=noun.text)


def _with_children(s: Sentence, figures: list[Figure]) -> list[Figure]:
    """Adds to each group the children that the sentence says were among it."""
    flags = "".join([w.word.flags for w in s.words]) if figures else ""
    if "c" not in flags:
        return figures
    if "i" not in flags:
        return [f._replace(children=f.high) if _of_children(s, f) and not f.vague else f for f in figures]
    counted = 0
    for m in re.finditer(rf"{NUMBER}[xgon]{{0,3}}?[Pp]|a[xgno]{{0,4}}?[pg]", s.codes):
        words = s.words[m.start() : m.end()]
        if any("c" in w.word.flags for w in words) or (words[-1].code == "g" and (words[-1].word.number or 99) < 18):
            counted += next((w.low or 0 for w in words if w.code == "N"), 1)
    return [
        f._replace(children=counted) if not f.single and f.role in ("killed", "injured") and 0 < counted <= f.high else f
        for f in figures
    ]


def _of_children(s: Sentence, f: Figure) -> bool:
    return any("c" in w.word.flags for w in s.words if f.start <= w.start < f.end)


def _overlapping(pattern: re.Pattern[str], codes: str) -> Iterator[re.Match[str]]:
    at = 0
    while match := pattern.search(codes, at):
        yield match
        at = max(match.start() + 1, match.end() - len(match["what"]))


def _unreal(s: Sentence, start: int, end: int) -> bool:
    """Threatened, attempted, feared: nothing that happened."""
    return "v" in s.codes[max(0, start - 3) : end]


def _role(what: str) -> str:
    if "K" in what or "D" in what or "F" in what or "d" in what:
        return "killed"
    return "injured" if "I" in what else _ROLES[what[0]]
