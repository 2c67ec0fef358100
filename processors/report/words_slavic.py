"""What a word is by the words around it, in Russian and in Ukrainian alike: "вывели из подъезда 26 жильцов", "ударил соседа
ножом", "жінка з дитиною", "археологи нашли останки воина"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from processors.report.words import Token

SLAVIC = frozenset({"ru", "uk"})

_NEAR, _FAR = 4, 9  # words
_DEAD = frozenset("DKCd")
_FOUND_DEAD = re.compile(r"[gxpP]{1,5}[KD]")  # "пропавшую школьницу нашли убитой"
_ACTS = re.compile(r"N[xgo]{0,2}P?[xn]{0,3}[KRWHEI]")
_WHO = ("ое", "оє", "еро")  # of numbers: "двое", "п'ятеро"
_OF_THEMSELVES = re.compile("постра|обгор|отрав|отруї|[сз]гор|надыш|надих|получ|отрима|діста|зазна")
_SEIZED = ("захват", "захоп")
_HOSTAGES = ("hostage_taking", 4)
_PEOPLE = re.compile(r"(?:N[xg]{0,2})?g?[pP]")
_BODY = re.compile(r"C[oNx]{0,3}$")
_VIOLENT = ("погиб", "загиб", "загин")  # such a death is none of an illness
_ACCIDENT, _INDUSTRIAL = ("авари", "аварі"), "industrial_accident"
_STABBING = "stabbing"


def take_slavic(tokens: Sequence[Token]) -> None:
    """Changes the codes of words that aren't what they may be."""
    flags = [t.word.flags for t in tokens]
    codes = "".join([t.code for t in tokens])
    past = any("3" in f for f in flags)
    _name_kinds(tokens)
    for i, token in enumerate(tokens):
        if "4" in flags[i]:
            _join(tokens, i)
        elif (past and token.code in _DEAD) or (token.code == "N" and _is_subject(tokens, codes, i)):
            token.code = "x"
        elif token.code in "DMRpx" and (flags[i] or token.code in "DM"):
            token.code = _code_of(tokens, flags, i, codes)
            if "R" in flags[i] and token.text.startswith(_SEIZED) and _PEOPLE.match(codes, i + 1):
                token.word = token.word._replace(kinds=(*token.word.kinds, _HOSTAGES))


def _name_kinds(tokens: Sequence[Token]) -> None:
    """Kinds that words tell of only by themselves: «Смерч» is a weapon or a club, an accident of miners no crash."""
    told = Counter(kind for token in tokens for kind, _ in token.word.kinds)
    for i, token in enumerate(tokens):
        if not (kinds := token.word.kinds):
            continue
        if 0 < i < len(tokens) - 1 and tokens[i - 1].code == '"' == tokens[i + 1].code:
            token.word = token.word._replace(kinds=tuple(k for k in kinds if k[0] != "storm"))
        elif token.text.startswith(_ACCIDENT) and told["road_crash"] == 1 and told[_INDUSTRIAL]:
            token.word = token.word._replace(kinds=tuple((_INDUSTRIAL if k == "road_crash" else k, w) for k, w in kinds))


def _code_of(tokens: Sequence[Token], flags: Sequence[str], i: int, codes: str) -> str:
    code = tokens[i].code
    if "F" in flags[i] and any("U" in f for f in flags[i + 1 : i + 1 + _FAR]):
        return "M"  # "судьба пятерых неизвестна"
    if code == "x" and "6" in flags[i] and _armed(tokens, i):
        return "i"
    if (
        (code == "M" and (_BODY.search(codes[:i]) or _FOUND_DEAD.match(codes, i + 1)))  # "тела троих пропавших"
        or (code == "R" and "C" in codes[max(0, i - _NEAR) : i + _NEAR])  # "извлекли тело"
        or (code == "R" and "5" in flags[i] and not _saves(flags, i))
        or (code == "D" and _of_age(tokens[i], flags, i))
        or (code == "p" and "N" in flags[i] and _holds(tokens, i))
    ):
        return "x"
    return code


def _join(tokens: Sequence[Token], i: int) -> None:
    """ "Мать с ребёнком": both of them, as with "and"."""
    for at in (i - 1, i - 2):
        if at > 0 and "7" in tokens[at].word.flags and tokens[at - 1].code in "pP":
            tokens[at].code, tokens[i].code = "&", "p"
            for between in tokens[at + 1 : i]:
                between.code = "g" if between.code == "g" else "x"
            return


def _is_subject(tokens: Sequence[Token], codes: str, i: int) -> bool:
    """ "Трое расстреляли …", "двое мужчин задержали …": who did it, and none of those whom it befell; not "двоих задержали"."""
    if not tokens[i].text.endswith(_WHO) or (acts := _ACTS.match(codes, i)) is None:
        return False
    verb = tokens[acts.end() - 1].text
    return verb.endswith("ли") and not _OF_THEMSELVES.match(verb)


def _saves(flags: Sequence[str], i: int) -> bool:
    """ "Пожарные вывели", "подняли живыми"; others lead people, too."""
    around = flags[max(0, i - _FAR) : i + _FAR]
    return any("v" in f or "x" in f for f in around)


def _armed(tokens: Sequence[Token], i: int) -> bool:
    """Whether somebody hits with a knife or the like."""
    near = (*tokens[max(0, i - 2) : i], *tokens[i + 1 : i + 1 + _NEAR])
    return any(kind == _STABBING for token in near for kind, _ in token.word.kinds)


def _of_age(token: Token, flags: Sequence[str], i: int) -> bool:
    """A death of an illness or of age: "на 88-му році життя помер", "скончался народный артист"."""
    return not token.text.startswith(_VIOLENT) and any("L" in f for f in flags[max(0, i - _FAR) : i + _FAR])


def _holds(tokens: Sequence[Token], i: int) -> bool:
    """ "Мужчина взял в заложники сотрудниц": he is none of them."""
    following = list(_until_mark(tokens, i + 1))
    return any("R" in t.word.flags for t in following) and any(t.code == "H" for t in following)


def _until_mark(tokens: Sequence[Token], start: int) -> Iterator[Token]:
    for token in tokens[start : start + 3]:
        if token.code in ",.":
            return
        yield token
