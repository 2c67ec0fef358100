"""What a Spanish word is by those around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
_LED = frozenset({"llevó", "llevaron", "llevaban", "llevan", "lleva"})
_AMBULANCES = frozenset({"helicóptero", "ambulancia", "ambulancias", "camilla"})
_LOST = ("arrastrad", "extraviad", "perdid", "desaparec")
_TOWARDS = frozenset({"a", "al", "hacia"})


def take_spanish(tokens: list[Token]) -> None:
    """ "Perdió la vida" is dying and "perdió la final" isn't; what "cobró la vida" is a death; "ha detenido" tells what somebody
    did; "ciudadanos extranjeros" are counted once; "de 22 años" parts nobody from what befell him; who "recibió un disparo" or
    is found "con heridas" is hurt; who is "evacuado al hospital" is treated; "media docena" is six, "una pareja" are two."""
    for i, token in enumerate(tokens):
        flags = token.word.flags
        before = tokens[i - 1] if i else token
        near = tokens[max(0, i - _NEAR + 1) : i]
        told = _alone(tokens, i)
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
            or (token.code == "P" and before.code == "P")
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
    person, though "una mujer acusada" is one only; "a una mujer y a sus hijos" is one list, "el 20 de enero" a day; whom gunmen
    "se llevaron" is abducted, who is "evacuado en ambulancia" treated, and a child sought that the river took missing."""
    token, before = tokens[i], tokens[i - 1] if i else tokens[i]
    if token.code == "D" and before.text in HAVING and token.text.endswith(_BURNT):
        return "x"
    if token.text.startswith(_ACCUSED) and before.code in "ea":
        return "P" if token.text.endswith("s") else "p"
    if token.text == "a" and repeated(tokens, i):
        return ""
    if token.text in _LED and before.text == "se" and [t.text for t in tokens[i + 1 : i + 2]] == ["a"]:
        return "H" if any("X" in t.word.flags for t in tokens[:i]) else None
    if token.code == "E" and any(t.text in _AMBULANCES for t in tokens[i + 2 : i + 4]):
        return "V"
    if token.code == "x" and "e" in token.word.flags and any(t.text.startswith(_LOST) for t in tokens[i + 1 : i + _FAR]):
        return "M"
    dated = token.code == "N" and [t.text for t in tokens[i + 1 : i + 2]] == ["de"]
    return "x" if dated and any("m" in t.word.flags for t in tokens[i + 2 : i + 3]) else None
