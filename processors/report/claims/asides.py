"""An English sentence without what is put between whom it tells of and what befell him: ages, "who is 51", "four of them women".

"The driver, 33, who stepped in to help, was hurt" is then read as "the driver was hurt". What the asides themselves count is read
in the whole sentence.
"""

import re
from collections.abc import Sequence

import msgspec

from processors.report.sentences.split import Sentence
from processors.report.words.tokens import Token

_SHORTEST = 4  # words of a sentence that may hold one
# Letters of the grammar, and ( ) brackets, < "aged", > a preposition, @ "who", ^ "suffered", # a number that is an age,
# _ "returning".
_IN_BRACKETS = re.compile(r"\([^()]{1,6}\)")
_AGED = re.compile(r",?<w?[#Ng](?:[&,t-][#N])*,?")
_ASIDE = r"@[^,.]{1,14}|[x_>][^,.&bv]{0,8}|[Nq]x?>[^,.]{1,8}|[ae][^,.&b]{1,8}"
_BETWEEN = re.compile(rf"(?<=[pPngo])(?:,(?:[gN#](?=,)|{_ASIDE})){{1,3}},(?!&)|(?<=[pPn]),[gN#],")
_WHO = re.compile(r"(?<=[pP])@[^,.@c&]{2,14}?(?<![pPnNh&])(?=b{1,2}x?[KDIRWMEHVS])")
_ONE = re.compile(r"(?<=^N),@[^,.]{1,14},")  # "One, who is 51, was stabbed"
_WHERE = re.compile(r"(?<=[pP])(?:_x?)?(?:[_>][aeN]?[xn]{1,3}|t[ae]x{1,3}){1,4}(?=b|D|\^|,)")
_CREW = re.compile(r"(?<=P)&P")  # "58 passengers and crew"
_STEPS = (_IN_BRACKETS, _AGED, _CREW, _WHERE, _BETWEEN, _ONE, _WHO, _WHERE)


def without_asides(s: Sentence) -> Sentence | None:
    """None where nothing is put between."""
    if len(s.words) < _SHORTEST:
        return None
    words = s.words
    marked = "".join(map(_marked, words))
    for pattern in _STEPS:
        words, marked = _cut(pattern, words, marked)
    if len(words) == len(s.words):
        return None
    return msgspec.structs.replace(s, words=words, codes="".join([w.code for w in words]))


def _marked(word: Token) -> str:
    if word.text in ("(", ")"):
        return word.text
    flags = word.word.flags
    if word.code == "c":
        return "@" if word.text == "who" else "c"
    if word.code == "x" and word.low is not None:
        return "#"
    if "y" in flags:
        return "<"
    if "S" in flags:
        return "^"
    if word.code == "x" and word.text.endswith("ing"):
        return "_"
    return ">" if word.code in "xw" and not {"l", "f", "W"}.isdisjoint(flags) else word.code


def _cut(pattern: re.Pattern[str], words: Sequence[Token], marked: str) -> tuple[list[Token], str]:
    kept: list[Token] = []
    letters: list[str] = []
    at = 0
    for m in pattern.finditer(marked):
        kept.extend(words[at : m.start()])
        letters.append(marked[at : m.start()])
        at = m.end()
    return [*kept, *words[at:]], "".join([*letters, marked[at:]])
