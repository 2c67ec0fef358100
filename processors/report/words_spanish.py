"""What a Spanish word is by those around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from processors.report.lexicon import PLAIN
from processors.report.words_french import repeated

if TYPE_CHECKING:
    from processors.report.words import Token

_NEAR, _FAR = 4, 13  # words
HAVING = frozenset({"ha", "han", "había", "habían", "haya", "hayan", "hubiera", "hubieran", "haber", "he", "hemos"})
_HALF = frozenset({"media", "medio"})
_HALVED = frozenset({10, 12, 100, 1_000_000})
_BURNT = ("calcinado", "carbonizado", "ahogado", "electrocutado")  # "el fuego ha calcinado 300 hectáreas"
_ACCUSED = ("acusad", "sentenciad", "condenad", "procesad", "inculpad", "señalad", "sindicad", "agredid")
_COUPLE = frozenset({"una", "la", "otra", "esta"})  # "una pareja"; "su pareja" is one person
_AGAIN = {"a": "t", "de": "w"}  # "a una mujer y a sus hijos", "de una pareja y de su hija"
_SEIZED = frozenset({"secuestró", "secuestraron"})
_DROWN = frozenset({"ahoga", "ahogan"})
SLEPT = frozenset({"pasaron", "pasan", "pernoctaron", "pernoctan", "duermen", "durmieron"})  # in a shelter
_LED = frozenset({"llevó", "llevaron", "llevaban", "llevan", "lleva"})
_AMBULANCES = frozenset({"helicóptero", "ambulancia", "ambulancias", "camilla"})
_STILL = frozenset({"seguían", "permanecían", "continuaban"})
_LOST = ("arrastrad", "extraviad", "perdid", "desaparec")
_TOWARDS = frozenset({"a", "al", "hacia"})


def take_spanish(tokens: list[Token]) -> None:
    """ "Perdió la vida" is dying and "perdió la final" isn't; what "cobró la vida" is a death; "ha detenido" tells what somebody
    did; "ciudadanos extranjeros", "líder campesino" count once; "de 22 años" parts nobody from what befell him; who "recibió un
    tiro" or is found "con heridas" is hurt, who is "evacuado al hospital" treated; "media docena" is six, "una pareja" two."""
    for i, token in enumerate(tokens):
        flags = token.word.flags
        before = tokens[i - 1] if i else token
        near = tokens[max(0, i - _NEAR + 1) : i]
        if token.code == "n" and token.text.endswith("ó"):
            token.word = PLAIN  # "en Chocó"
        elif token.text in _SEIZED and i + 1 < len(tokens) and tokens[i + 1].text[0].isdigit():
            token.word, token.code = PLAIN, "x"  # "secuestró 320 kilos": people are abducted with "a"
        if "P" in flags:
            for t in tokens[max(0, i - _FAR) : i]:
                t.code = "E" if t.text in SLEPT else t.code
        told = _alone(tokens, i) if token.word is not PLAIN or token.code == "N" else None
        if told is not None:
            token.code = told
        elif "L" in flags and token.code == "D":
            life = next((j for j, t in enumerate(tokens[i + 1 : i + _NEAR], i + 1) if "z" in t.word.flags), 0)
            token.end = tokens[life].end if life else token.end
            token.code = "D" if life else "x"
            for t in tokens[i + 1 : life + 1]:
                t.code = ""
        elif "z" in flags and token.code and any("K" in t.word.flags and t.code == "x" for t in near):
            token.code = "d"
        elif (
            (token.code == "b" and token.text in HAVING and i + 1 < len(tokens) and tokens[i + 1].code in "KRWHEI")
            or (token.code in "Pp" and before.code == token.code and i)
            or (token.code == "w" and before.code in "pPn," and [t.text for t in tokens[i + 2 : i + 3]] == ["años"])
        ):
            token.code = "x"
        elif (token.text in ("herida", "heridas") and any(not {"W", "S"}.isdisjoint(t.word.flags) for t in near[-2:])) or (
            "B" in flags and any("S" in t.word.flags for t in near)
        ):
            token.code = "j"
            before.code = "x" if before.code == "N" else before.code  # "sufrió dos fracturas"
        elif token.code == "N" and before.text in _HALF and token.low in _HALVED:
            token.low = token.high = token.low // 2
            before.code = "x"
        elif token.text == "pareja" and before.text in _COUPLE:
            token.word = token.word._replace(flags=token.word.flags + "w")
        elif token.code == "Y" and any(t.text in _TOWARDS for t in near[-2:]):
            for t in tokens[max(0, i - _FAR) : i]:
                t.code = "V" if t.code == "E" else t.code
    tokens[:] = [t for t in tokens if t.code]


def _alone(tokens: list[Token], i: int) -> str | None:
    """The code of a word that its neighbours make another: "ha calcinado 300 hectáreas" tells of no death, "el sentenciado" is a
    person, though "una mujer acusada" is one only; "a una mujer y a sus hijos" is one list, "el 20 de enero" a day."""
    token, before = tokens[i], tokens[i - 1] if i else tokens[i]
    if token.code == "D" and before.text in HAVING and token.text.endswith(_BURNT):
        return "x"
    if token.text in _DROWN and before.text != "se":
        return "x"  # "las deudas ahogan a las familias"
    if token.text.startswith(_ACCUSED) and before.code in "ea":
        return "P" if token.text.endswith("s") else "p"
    if token.text in _AGAIN and repeated(tokens, i, _AGAIN[token.text]):
        return ""
    return _by_company(tokens, i) or _told_beside(tokens, i)


def _by_company(tokens: list[Token], i: int) -> str | None:
    """What those told of before or behind make of a word: whom gunmen "se llevaron" is abducted, whom they "dejaron libre" is
    free; who is "evacuado en ambulancia" is treated, "trasladado a un albergue" displaced; a child sought that the river took is
    missing; "dos de los detenidos" are people."""
    token, before, after = tokens[i], tokens[i - 1] if i else tokens[i], tokens[i + 1 : i + _NEAR + 1]
    follows = after[0].text if after else ""
    taken = follows == "a" or [t.text for t in after] == ["por", "la", "fuerza", "a"]
    if (taken and token.text in _LED and before.text == "se") or (token.code == "L" and follows.startswith("libre")):
        return ("R" if token.code == "L" else "H") if any("X" in t.word.flags for t in tokens[:i]) else None
    if "q" in token.word.flags and any("P" in t.word.flags for t in after):
        return "E"
    if token.text.startswith("demorad") and not any(t.code in "Pp" for t in tokens[max(0, i - _NEAR) : i]):
        return "x"  # flights; people are held
    if token.code == "V" and follows == "del" and [t.code for t in after[1:2]] == ["Y"]:
        return "x"  # "trasladados del hospital"
    if token.code == "E" and any(t.text in _AMBULANCES for t in after[1:3]):
        return "V"
    if token.code == "x" and "e" in token.word.flags and any(t.text.startswith(_LOST) for t in tokens[i + 1 : i + _FAR]):
        return "M"
    some = token.code in "RWEHM" and before.code == "e" and [t.code for t in tokens[max(0, i - 3) : i - 1]] == ["N", "w"]
    return "P" if some else None


def _told_beside(tokens: list[Token], i: int) -> str | None:
    """No count is the day of "el 20 de enero"; who "seguían desaparecidos" of those whose bodies were found are so no more."""
    token = tokens[i]
    if token.code == "M" and tokens[i - 1].text in _STILL and any(t.code == "C" for t in tokens[:i]):
        return "x"
    dated = token.code == "N" and [t.text for t in tokens[i + 1 : i + 2]] == ["de"]
    return "x" if dated and any("m" in t.word.flags for t in tokens[i + 2 : i + 3]) else None
