"""How many of those counted are children: a group of children, those of a list, and those that "including" sets apart."""

import re

from processors.report.claims.counted import Figure
from processors.report.claims.grammar import NUMBER, PART
from processors.report.sentences.split import Sentence
from processors.report.words.tokens import Token

_GROWN = 18  # years
_ASIDE = re.compile(r",c[^,]*|(?<=[pPg])c[^,&]*")  # what a clause says of those counted: "a man, who had two children, …"
_AMONG = re.compile(rf"{NUMBER}[xgon]{{0,3}}?[Pp]|a[xgno]{{0,4}}?[pg]")


def with_children(s: Sentence, figures: list[Figure]) -> list[Figure]:
    """Adds to each group the children that the sentence says were among it."""
    flags = "".join([w.word.flags for w in s.words]) if figures else ""
    if "c" not in flags:
        return figures
    if "i" not in flags:
        return [f if f.vague else f._replace(children=_children_of(s, f)) for f in figures]
    counted = 0
    for m in _AMONG.finditer(s.codes):
        words = s.words[m.start() : m.end()]
        if _is_child(words) or (words[-1].code == "g" and _of_a_child(words[-1].word.number)):
            counted += _number(words)
    return [
        f._replace(children=counted) if not f.single and f.role in ("killed", "injured") and 0 < counted <= f.high else f
        for f in figures
    ]


def _children_of(s: Sentence, f: Figure) -> int:
    """Of "five men and ten children" the ten; all of a group that one word of its own calls children."""
    at = [i for i, w in enumerate(s.words) if f.start <= w.start < f.end]
    if not at or not _is_child(s.words[at[0] : at[-1] + 1]):
        return 0
    aside = {i for m in _ASIDE.finditer(s.codes, at[0], at[-1] + 1) for i in range(*m.span())}
    if not _is_child([s.words[i] for i in at if i not in aside]):
        return 0
    parts = [s.words[m.start() : m.end()] for m in PART.finditer(s.codes, at[0], at[-1] + 1) if m.start() not in aside]
    several = [p for p in parts if any(w.code in "pP" for w in p)]
    told = sum(_number(p) for p in several if _is_child(p))
    return min(told, f.high) if told and len(several) > 1 else f.high


def _number(words: list[Token]) -> int:
    return next((w.low or 0 for w in words if w.code == "N"), 1)


def _is_child(words: list[Token]) -> bool:
    return any("c" in w.word.flags for w in words)


def _of_a_child(age: int | None) -> bool:
    return age is not None and age < _GROWN
