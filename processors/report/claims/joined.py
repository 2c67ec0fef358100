"""Counts that a form read only in part: "16 of the 22 aboard died" is sixteen, and "the driver and two passengers of a van were
killed" are three, though what stands between ("of a van", "d'un avion de tourisme") parts the first from the others."""

import re

import msgspec

from processors.report.claims.counted import Figure, values_of
from processors.report.sentences.split import Sentence
from processors.report.words.tokens import Token

_OF_ALL = re.compile(r"(?<=N)[xw]{1,2}e?N(?=[xgnoPeC])")
_HARMED_WHOLE = re.compile(r"[xgno]{0,2}P?(?:c|(?P<what>[KDIMRWEHS])(?P<be>b?))")  # "of the five who died", "los cinco muertos"
_PARTICIPLES = ("os", "as", "és", "ées", "ших", "щих", "ных", "тих", "лих", "них")
_OF = frozenset({"of", "from", "de", "du", "des", "del", "d", "sur", "von", "der", "vom", "aus", "из", "з", "із", "من"})
_ABOARD = re.compile("(?:вших|щих)(?:ся)?$")  # Russian participles: those who were there
_FIRST = re.compile(r"(?:[ea]?[xgn]{0,2}p|N[xgno]{0,3}P)")
_WHOSE = frozenset({"en", *_OF})  # before what is said of him
_VERBS = "were are have sont ont furent étaient soient seraient fueron han están murieron fallecieron perecieron resultaron"
_SEVERAL = frozenset([*_VERBS.split(), "sind", "wurden", "haben", "waren", "kamen", "starben", "были", "були"])
_VERB_FIRST, _ENDINGS = frozenset({"ru", "uk", "es"}), ("ли", "ron")
_SECOND = re.compile(r"e?p(?:[xw]{1,2}[ea]?x{0,2})?&[eao]?p(?![xwe]{0,4}[bDKI])")
_NAMED = re.compile(r"[ae]?(?:n{1,4}|[xC])")
_NEAR = 4  # words from a count to a verb of several


def without_whole(s: Sentence) -> Sentence:
    """Without the number of all of whom some are told: "16 of the 22 passengers" are sixteen passengers."""
    found = _OF_ALL.finditer(s.codes) if "N" in s.codes else ()
    cut = [m for m in found if s.words[m.start()].text in _OF and _is_part(s.words, m) and not _is_harmed(s, m.end())]
    if not cut:
        return s
    left_out = {i for m in cut for i in range(*m.span())}
    codes = list(s.codes)
    for m in cut:
        if codes[m.end()] == "x" and _ABOARD.search(s.words[m.end()].text):
            codes[m.end()] = "P"
    kept = [i for i in range(len(s.words)) if i not in left_out]
    return msgspec.structs.replace(s, words=[s.words[i] for i in kept], codes="".join([codes[i] for i in kept]))


def _is_part(words: list[Token], m: re.Match[str]) -> bool:
    some, whole = words[m.start() - 1], words[m.end() - 1]
    return some.high is not None and whole.low is not None and some.high <= whole.low


def _is_harmed(s: Sentence, end: int) -> bool:
    """Whether it befell the whole: "tres de los cinco soldados muertos eran colombianos"."""
    m = _HARMED_WHOLE.match(s.codes, end)
    return m is not None and (not m["what"] or bool(m["be"]) or s.words[m.start("what")].text.endswith(_PARTICIPLES))


def with_first(s: Sentence, found: list[Figure]) -> list[Figure]:
    """Each count of people behind "and", together with those before it at the clause's beginning whom nothing else counts."""
    if "&" not in s.codes or not found:
        return found
    at = {word.start: i for i, word in enumerate(s.words)}
    return [_joined(s, f, at[f.start], found) if f.high and f.start in at else f for f in found]


def _joined(s: Sentence, f: Figure, start: int, found: list[Figure]) -> Figure:
    start -= s.codes[start - 1 : start] in ("e", "a")
    if s.codes[start - 1 : start] != "&" or (f.single and not _is_of_several(s, f, start)):
        return f
    begin = max(s.codes.rfind(mark, 0, start) for mark in ".c") + 1
    people = _people(s, begin, start - 1)
    told = any(o.role == f.role and o.start < f.start and o.end > s.words[begin].start for o in found)
    if not people or told:
        return f
    return f._replace(
        low=f.low + people, high=f.high + people, start=s.words[begin].start, single=False, name="", alias="", age=0
    )


def with_second(s: Sentence, found: list[Figure]) -> list[Figure]:
    """One person behind a verb of several, together with the one behind "and": "Погибли командир экипажа и второй пилот"."""
    if "&" not in s.codes or s.language not in _VERB_FIRST:
        return found
    at = {word.start: i for i, word in enumerate(s.words)}
    return [_followed(s, f, at[f.start]) if f.single and f.start in at else f for f in found]


def _followed(s: Sentence, f: Figure, start: int) -> Figure:
    start -= s.codes[start - 1 : start] == "e"
    second = _SECOND.match(s.codes, start)
    if not second or not start or s.codes[start - 1] not in "DKI" or not s.words[start - 1].text.endswith(_ENDINGS):
        return f
    return f._replace(low=2, high=2, end=s.words[second.end() - 1].end, single=False, name="", alias="", age=0)


def _is_of_several(s: Sentence, f: Figure, start: int) -> bool:
    behind = [w for w in s.words[start:] if w.start < f.end]
    return not _SEVERAL.isdisjoint([w.text for w in s.words[start : start + len(behind) + _NEAR]])


def _people(s: Sentence, begin: int, end: int) -> int:
    """How many the words tell of, each a person or a count and what is said of them; 0 if they tell of anything else."""
    people = 0
    while begin < end:
        comma = s.codes.find(",", begin, end)
        until = end if comma < 0 else comma
        first = _FIRST.match(s.codes, begin, until)
        if first is None or not _is_said_of(s, first.end(), until):
            return 0
        values = values_of([w for w in s.words[first.start() : first.end()] if w.code == "N"])
        people += (values[0].low or 0) if values else 1
        begin = until + 1
    return people


def _is_said_of(s: Sentence, start: int, end: int) -> bool:
    """ "Of a van", "d'un avion de tourisme", "français" of several: nothing that they did."""
    if end - start == 1 and s.codes[start] == "x" and s.words[start].text.endswith("s"):
        return True
    while start < end:
        word = s.words[start].text
        if not word.startswith(("d'", "d’")) and word not in _WHOSE:
            return False
        named = _NAMED.match(s.codes, start + (s.codes[start] != "a" and word in _WHOSE), end)
        if named is None:
            return False
        start = named.end()
    return True
