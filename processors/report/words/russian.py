"""What a word is by the words around it, in a language with cases and a free order of words: "в больницу доставлены двое",
"тело женщины", "54-летнего мужчины", "поиски подозреваемого", "2,3 тыс. человек"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from processors.report.words.tokens import Token

INFLECTED = frozenset({"ru"})

_AROUND, _NEAR = 8, 4  # words
_PLURAL = ("х", "ие", "ми", "им")  # how "20-летних" ends, and "54-летнего" doesn't
_PLACES = (("Y", "I"), ("j", "W"), ("P", "E"))  # where people are moved to -> what befell them
_DECIMAL = re.compile(r"\d{1,4}[.,]\d{1,2}$")
_THOUSAND = 1000
_ADJECTIVE = ("ой", "ей")
_SOMEBODY = re.compile(r"[gxoleb]{0,2}(?:N[gxoP]{0,2}?[pP]|[gx]?[pPn]|N(?=[,.]|$))")
_MANY = re.compile(r"N[xgo]{0,2}Pb?$")
_FROM_THERE = re.compile(r"x{2,3}N[gx]?P")  # "похитили из общежития 38 студенток"
_MORE = 5  # from there on a number is the same for who did it and whom
_FROM = ("у", "из", "с", "со")
_FATHER = re.compile(r"pN[xg]?P")
_DEAD = re.compile(r"D[oNx]{0,2}$")
_SLAIN, _SLAIN_BEFORE = re.compile(r"K(?:N[oxg]{0,2})?g?[pP]"), re.compile(r"[NpP]b?$")
_WHOM = re.compile(r"[xn]{0,3}(?:N[gx]?P|g?p)")
_ABDUCTION = ("abduction", 3)
_DIES = re.compile(r"[xn]{1,6}D")
_UNCOUNTED = frozenset("NZrqoP")


def take_cases(tokens: Sequence[Token]) -> None:
    """Changes the codes of words that aren't what they may be."""
    for i, token in enumerate(tokens):
        if token.code == "N" and token.word.number == _THOUSAND:
            _thousands(tokens, i)
        elif (
            token.code == "." and 0 < i < len(tokens) - 1 and tokens[i - 1].code == "N" and (tokens[i - 1].low or 0) >= _THOUSAND
        ):
            token.code = "x"  # "30 тыс. человек", "300 тыс. рублей"
            if not {"n", "m"}.isdisjoint(tokens[i + 1].word.flags):
                tokens[i - 1].code = "x"
    codes = "".join([token.code for token in tokens])
    for i, token in enumerate(tokens):
        if token.code in "PIMRDdHK" or token.word.flags:
            token.code = _code_of(tokens, i, codes)
    for i, token in enumerate(tokens):
        if token.code == "N" and "O" in token.word.flags and i and (children := _FATHER.match(codes, i - 1)):
            token.code = tokens[children.end() - 1].code = "x"  # "отец троих детей"


def _code_of(tokens: Sequence[Token], i: int, codes: str) -> str:
    """The code of a word, beside the others."""
    code, flags = tokens[i].code, tokens[i].word.flags
    after = [t.word.flags for t in tokens[i + 1 : i + 1 + _AROUND]]
    if code == "P":
        return "p" if _is_one(tokens, i) else code
    if code == "I" and "q" in flags:
        return _moved(tokens, i)
    if code == "I" and _DEAD.search(codes[:i]) and codes[i + 1 : i + 2] != "N":
        return "P"  # "скончался ещё один пострадавший"
    if code == "I" and _DIES.match(codes, i + 1) and codes[i - 1 : i] == "N" and (tokens[i - 1].low == 1):
        return "p"  # "ещё одна пострадавшая при взрыве скончалась"
    if code == "H" and "2" in flags:
        return _carried(tokens, i, codes)
    if "R" in flags and any("K" in f for f in after[:_NEAR]):
        return "H"  # "удерживали 30 заложников"
    if (
        (code == "d" and any("1" in f for f in after[:_NEAR]))  # "жертвы мошенников"
        or (code == "M" and "M" in flags and _is_culprit(tokens, i))
        or (code == "D" and "k" in flags and _UNCOUNTED.isdisjoint(codes) and codes[i + 1 : i + 2] != "b")  # "памятник погибшим"
        or (
            code == "K" and "k" in flags and not (_SLAIN.match(codes, i) or _SLAIN_BEFORE.search(codes[:i]))
        )  # "пожар ликвидирован"
    ):
        return "x"
    return code


def _thousands(tokens: Sequence[Token], i: int) -> None:
    """ "2,3 тыс.": the number is that of both."""
    if i and _DECIMAL.match(tokens[i - 1].text):
        tokens[i].low = tokens[i].high = round(float(tokens[i - 1].text.replace(",", ".")) * _THOUSAND)


def _is_one(tokens: Sequence[Token], i: int) -> bool:
    """ "54-летнего мужчины", "тело солдат": one person, whatever the number that the word may have too."""
    before = [tokens[j] for j in range(i - 1, max(-1, i - _NEAR), -1)]
    for token in before:
        if token.code == "g":
            return not token.text.endswith(_PLURAL)
        if token.code == "C":
            return "A" in token.word.flags
        if token.code == "d":
            return "G" in tokens[i].word.flags
        if token.code not in "xe":
            return False
        if "G" in tokens[i].word.flags and token is before[0] and token.text.endswith(_ADJECTIVE):
            return True
    return False


def _moved(tokens: Sequence[Token], i: int) -> str:
    """What befell those who were taken somewhere."""
    for token in _around(tokens, i):
        for flag, code in _PLACES:
            if flag in token.word.flags:
                return code
    whom = _WHOM.match("".join([t.code for t in tokens[i + 1 : i + 1 + _AROUND]])) or (i and tokens[i - 1].code == "p")
    if whom and any("X" in token.word.flags for token in _around(tokens, i)):  # "банда увезла в горы девятерых"
        tokens[i].word = tokens[i].word._replace(kinds=(_ABDUCTION,))
        return "H"
    return "x"


def _around(tokens: Sequence[Token], i: int) -> Iterator[Token]:
    """The words around one, the nearest first, no farther than to the end of its part of the sentence."""
    open_ = [-1, 1]
    for away in range(1, _AROUND + 1):
        for step in tuple(open_):
            at = i + step * away
            if not 0 <= at < len(tokens) or tokens[at].code == ".":
                open_.remove(step)
            else:
                yield tokens[at]


def _is_culprit(tokens: Sequence[Token], i: int) -> bool:
    """Whom the police look for is not missing."""
    return any("X" in token.word.flags for token in (*tokens[max(0, i - 3) : i], *tokens[i + 1 : i + 1 + _NEAR + 2]))


def _carried(tokens: Sequence[Token], i: int, codes: str) -> str:
    """ "Похитили бизнесмена" tells of an abduction, "похитили у бизнесмена телефон" of a theft."""
    after, many = _FROM_THERE.match(codes, i + 1) or _SOMEBODY.match(codes, i + 1), _MANY.search(codes, 0, i)
    somebody = after is not None and (after.re is _FROM_THERE or not any(t.text in _FROM for t in tokens[i + 1 : after.end()]))
    if many:  # "двух студентов похитили", but "двое мужчин похитили телефон"
        first = tokens[many.start()]
        somebody = somebody or "O" in first.word.flags or (first.low or 0) >= _MORE
    before = tokens[i - 1 - (codes[i - 1 : i] == "b")] if i > 1 else tokens[0]
    somebody = somebody or (before.code in "ehp" and "N" not in before.word.flags)
    kind = "abduction" if somebody else "robbery"
    tokens[i].word = tokens[i].word._replace(kinds=tuple(k for k in tokens[i].word.kinds if k[0] == kind))
    return tokens[i].code if somebody else "x"
