"""Figures of people and weapons in a sentence, by a small grammar over the letters of `lexicon.CODES`.

The grammar is the same for all languages: a quantity ("at least three women", "a 20-year-old man") beside what befell it
("were killed", "killing", "left dead"), before or after. What a figure counts follows the UCDP GED and ACLED codebooks: people
killed, injured, and so on; no animals, no vehicles.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from processors.report.sentences import Sentence

_NUMBER = r"(?:l|om|m|w|o)*N(?:[t&-]N)?"
_ONE = (
    rf"(?:{_NUMBER}[oxgnKI]{{0,3}}?[Pp]|{_NUMBER}o?(?![xn$]{{0,5}}y)|qx?[xgno]{{0,3}}?P|qo"  # two men; two; several men
    rf"|ao?[xgnoSI]{{0,4}}?p|ag|o[xg]{{0,2}}?p|o(?=b{{0,2}}[ISKV]))"  # a man; a 20-year-old; another man; another (was hurt)
)
_LIST = rf"(?:{_ONE})(?:(?:,(?!o)|,?&){_ONE}){{0,4}}"
_PART = re.compile(rf"{_ONE}|e[xgnSI]{{0,3}}?p|n{{1,4}}|h")
_WHAT = r"(?:F?S(?:,?&?K|,?&I|td)?|F?[KDIRMWEH]|V(?!W))"
_GAP = r"(?:[xgaenpKI]{0,6}?|,[xgnN]{1,6},)"

_PASSIVE = re.compile(rf"(?P<who>{_LIST})(?P<gap>{_GAP})(?P<be>b{{0,3}})(?P<mid>[xFz]{{0,2}}?)(?P<what>{_WHAT})")
_ACTIVE = re.compile(
    rf"(?P<what>F?[kiKIDRWEH]|F?S(?:,?&?K)?|G(?=x?(?:{_NUMBER}|a|e)[^y]))[xt]{{0,1}}?(?P<who>{_LIST}|e[xgnSI]{{0,3}}?p|g?p|n{{1,4}}|h)"
)
_LEFT = re.compile(rf"L(?P<who>{_LIST})[x,]{{0,3}}?(?P<what>[DKIME])")
_NOUN = re.compile(
    rf"(?P<who>{_NUMBER})[xgoI]{{0,2}}?(?P<what>[dju])(?![xb]{{0,2}}N)|(?P<what2>[dju]|D(?=[xb]{{0,2}}t))(?:x[xb]{{0,3}}t?|[xbenpw]{{0,6}}t)(?P<who2>{_LIST})"
)
_FATAL = re.compile(rf"(?P<who>{_NUMBER})x{{0,2}}F(?!S)")
_NAMED = re.compile(
    rf"(?P<who>n{{1,5}}(?:,(?:N|g|[xn]{{1,4}}),)?|h|e?[xgn]{{0,3}}?p)[x]{{0,3}}?b{{0,3}}[xFz]{{0,2}}?(?P<what>{_WHAT})"
)
_ZERO = re.compile(r"Z[xoz]{0,3}?(?:(?P<noun>[duj])|[Pp]?[xozP]{0,4}?b{0,2}x?(?P<what>[KIDS]))|(?P<first>[duID])Z(?![xP])")
_WEAPON = re.compile(rf"(?P<before>Tx?)?(?P<who>{_NUMBER})[xnoy]{{0,7}}?y(?![xn]{{0,2}}y)(?:b{{0,3}}x?(?P<after>T))?")

_ROLES = {
    "K": "killed", "k": "killed", "D": "killed", "d": "killed", "I": "injured", "i": "injured", "j": "injured", "u": "casualties",
    "S": "shot", "V": "shot", "G": "shot", "R": "rescued", "M": "missing", "W": "arrested", "E": "displaced", "H": "abducted",
}  # fmt: skip
_TELLING = frozenset("KkDdIijuSRMWEHTyLUVGB")


class Figure(NamedTuple):
    """A count in a sentence. `single`: one person without a number, `name` where named; `more`: "two others", on top of what was
    counted; `vague`: "several". [`start`, `end`) in the text."""

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


def figures_of(sentence: Sentence) -> list[Figure]:
    """All counts of people and weapons in a sentence, in its order; each person or group once for each role."""
    codes = sentence.codes
    if _TELLING.isdisjoint(codes):
        return []
    found = [*_zeros(sentence), *_weapons(sentence)] if "Z" in codes or "y" in codes else []
    taken: set[tuple[str, int]] = set()
    for figure, words in (
        *_active(sentence),
        *_passive(sentence),
        *_left(sentence),
        *_fatal(sentence),
        *_nouns(sentence),
        *_named(sentence),
    ):
        if all((figure.role, w) not in taken for w in words):
            taken.update((figure.role, w) for w in words)
            found.append(figure)
    found.extend(_implied(sentence, {f.role for f in found}))
    return _with_children(sentence, sorted(found, key=lambda f: (f.start, f.role)))


Found = Iterator[tuple[Figure, range]]


def _passive(s: Sentence) -> Found:
    for m in _overlapping(_PASSIVE, s.codes):
        if m["gap"] and ((not m["be"] and "D" not in m["what"]) or m["who"][-1] in "No"):
            continue
        follows = s.codes[m.end() : m.end() + 1]
        if not m["be"] and m["what"][0] in "SKIRWFV" and follows in tuple("aenNqpPh") and not m["gap"]:
            continue  # "a man shot two people": active
        if _unreal(s, m.start("who"), m.end()) or "z" in m["mid"]:
            continue
        yield from _counted(s, _role(m["what"]), m.start("who"), m.end("who"), m.end())


def _active(s: Sentence) -> Found:
    for m in _ACTIVE.finditer(s.codes):
        if _unreal(s, m.start(), m.end()) or (
            m["what"] in "KIWREH" and "b" in s.codes[max(0, m.start() - 2) : m.start()] and m["who"][0] in "en"
        ):
            continue
        yield from _counted(s, _role(m["what"]), m.start("who"), m.end("who"), m.end())


def _left(s: Sentence) -> Found:
    for m in _LEFT.finditer(s.codes):
        if not _unreal(s, m.start(), m.end()):
            yield from _counted(s, _role(m["what"]), m.start("who"), m.end("who"), m.end())


def _fatal(s: Sentence) -> Found:
    """ "Four people were shot, two of them fatally"."""
    for m in _FATAL.finditer(s.codes):
        yield from _counted(s, "killed", m.start("who"), m.end("who"), m.end())


def _nouns(s: Sentence) -> Found:
    for m in _NOUN.finditer(s.codes):
        first = m["who"] is not None
        role = _ROLES[m["what"] if first else m["what2"]]
        span = m.span("who") if first else m.span("who2")
        if not _unreal(s, m.start(), m.end()):
            yield from _counted(s, role, *span, m.end())


def _named(s: Sentence) -> Found:
    for m in _overlapping(_NAMED, s.codes):
        follows = s.codes[m.end() : m.end() + 1]
        active = "b" not in m.group() and m["what"][0] in "SKIRWFV" and (follows in tuple("aenNqpPh") or m["what"][0] in "KRWV")
        if active or "z" in m.group() or _unreal(s, m.start(), m.end()):
            continue
        end = m.end("who")
        name = " ".join(t.text for t in s.words[m.start() : end] if t.code == "n") if m["who"][0] == "n" else ""
        figure = Figure(
            _role(m["what"]), 1, 1, False, s.words[m.start()].start, s.words[m.end() - 1].end, single=True, name=name or "-"
        )
        yield figure, range(m.start(), end)


_DEATH = re.compile(r"(?:D|K|F(?=[SiI])|S&?K|B)(?![aeNqpn])")
_HIT = re.compile(r"b{1,2}x?S|S(?=x)|U")


def _implied(s: Sentence, roles: set[str]) -> Iterator[Figure]:
    """A death or a wound of somebody whom the grammar did not find: "the man who lived there died"."""
    for role, pattern in (("killed", _DEATH), ("shot", _HIT)):
        match = pattern.search(s.codes) if role not in roles and "killed" not in roles else None
        if (
            match
            and not set("Pq") & set(s.codes[max(0, match.start() - 4) : match.start()])
            and not _unreal(s, match.start(), match.end())
            and "z" not in s.codes[max(0, match.start() - 3) : match.end()]
        ):
            yield Figure(role, 1, 1, False, s.words[match.start()].start, s.words[match.end() - 1].end, single=True, name="-")
            return


def _counted(s: Sentence, role: str, start: int, end: int, until: int) -> Found:
    """One figure for a list of quantities: "a man and two women" are three."""
    low = high = 0
    at_least = single = more = False
    vague, singles = "", True
    for match in _PART.finditer(s.codes, start, end):
        part, words = match.group(), s.words[match.start() : match.end()]
        values = [w for w in words if w.code == "N" and w.low is not None]
        more |= any(w.code == "o" for w in words) and "m" not in part
        at_least |= "l" in part or "om" in part
        if values:
            singles = singles and values[0].low == 1 and not any(w.code == "o" for w in words)
            low += values[0].low or 0
            high += values[-1].high or 0
        elif part[0] == "q":
            vague, singles = words[0].text, False
            low, high = low + 2, high + 2
        else:
            low, high = low + 1, high + 1
    single = singles and high == 1
    name = (
        "-"
        if s.codes[start] == "e"
        else " ".join(t.text for t in s.words[start:end] if t.code == "n")
        if s.codes[start] == "n"
        else ""
    )
    if low:
        yield (
            Figure(role, low, high, at_least, s.words[start].start, s.words[until - 1].end, single, name, more, vague),
            range(start, end),
        )


def _zeros(s: Sentence) -> Iterator[Figure]:
    for m in _ZERO.finditer(s.codes):
        role = _ROLES[m["noun"] or m["what"] or m["first"]]
        start, end = s.words[m.start()].start, s.words[m.end() - 1].end
        for each in ("killed", "injured") if role == "casualties" else (role,):
            if "o" not in m.group():
                yield Figure(each, 0, 0, False, start, end)


def _weapons(s: Sentence) -> Iterator[Figure]:
    for m in _WEAPON.finditer(s.codes):
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
    if not any("c" in w.word.flags for w in s.words) or not any("i" in w.word.flags for w in s.words):
        return [f._replace(children=f.high) if _of_children(s, f) and not f.vague else f for f in figures]
    counted = 0
    for m in re.finditer(rf"{_NUMBER}[xgon]{{0,3}}?[Pp]|a[xgno]{{0,4}}?[pg]", s.codes):
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
