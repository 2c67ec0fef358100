"""What a Spanish word is by those around it."""

from __future__ import annotations

from processors.report.words.french import repeated
from processors.report.words.spanish_around import by_company, told_beside
from processors.report.words.spanish_things import cuts_body, seizes_goods, sleep_in_shelter
from processors.report.words.tokens import Token
from processors.report.words.word import PLAIN

_NEAR, _FAR = 4, 13  # words
HAVING = frozenset({"ha", "han", "había", "habían", "haya", "hayan", "hubiera", "hubieran", "haber", "he", "hemos"})
_HALF = frozenset({"media", "medio"})
_HALVED = frozenset({10, 12, 100, 1_000_000})
_BURNT = ("calcinado", "carbonizado", "ahogado", "electrocutado")  # "el fuego ha calcinado 300 hectáreas"
_ACCUSED = ("acusad", "sentenciad", "condenad", "procesad", "inculpad", "señalad", "sindicad", "agredid")
_COUPLE = frozenset({"una", "la", "otra", "esta"})  # "una pareja"; "su pareja" is one person
_AGAIN = {"a": "t", "de": "w"}  # "a una mujer y a sus hijos", "de una pareja y de su hija"
_DROWN = frozenset({"ahoga", "ahogan"})
_TOWARDS = frozenset({"a", "al", "hacia"})


def take_spanish(tokens: list[Token]) -> None:
    """ "Perdió la vida" is dying and "perdió la final" isn't; what "cobró la vida" is a death; "ha detenido" tells what somebody
    did; "ciudadanos extranjeros", "líder campesino" count once; "de 22 años" parts nobody from what befell him; who "recibió un
    tiro" or is found "con heridas" is hurt, who is "evacuado al hospital" treated; "media docena" is six, "una pareja" two."""
    for i, token in enumerate(tokens):
        _before(tokens, i)
        told = _alone(tokens, i) if token.word is not PLAIN or token.code == "N" else None
        if told is not None:
            token.code = told
        elif not _befell(tokens, i):
            _counted(tokens, i)
    tokens[:] = [t for t in tokens if t.code]


def _before(tokens: list[Token], i: int) -> None:
    """What a word is whatever else is told: "en Chocó" tells of no crash, "secuestró 320 kilos" of nobody abducted."""
    token = tokens[i]
    if token.code == "n" and token.text.endswith("ó"):
        token.word = PLAIN
    elif seizes_goods(tokens, i):
        token.word, token.code = PLAIN, "x"
    elif cuts_body(tokens, i):
        token.code = "j"
    if "P" in token.word.flags:
        sleep_in_shelter(tokens, i)


def _befell(tokens: list[Token], i: int) -> bool:
    """Takes up what befell somebody: a life lost or taken, a wound."""
    token, flags = tokens[i], tokens[i].word.flags
    before, near = tokens[i - 1] if i else token, tokens[max(0, i - _NEAR + 1) : i]
    if "L" in flags and token.code == "D":
        life = next((j for j, t in enumerate(tokens[i + 1 : i + _NEAR], i + 1) if "z" in t.word.flags), 0)
        token.end = tokens[life].end if life else token.end
        token.code = "D" if life else "x"
        for t in tokens[i + 1 : life + 1]:
            t.code = ""
    elif "z" in flags and token.code and any("K" in t.word.flags and t.code == "x" for t in near):
        token.code = "d"
    elif (token.text in ("herida", "heridas") and any(not {"W", "S"}.isdisjoint(t.word.flags) for t in near[-2:])) or (
        "B" in flags and any("S" in t.word.flags for t in near)
    ):
        token.code = "j"
        before.code = "x" if before.code == "N" else before.code  # "sufrió dos fracturas"
    else:
        return False
    return True


def _counted(tokens: list[Token], i: int) -> None:
    """Who is counted: of two names of one person the first, half a dozen, a couple, those moved to hospital."""
    token, before = tokens[i], tokens[i - 1] if i else tokens[i]
    if (
        (token.code == "b" and token.text in HAVING and i + 1 < len(tokens) and tokens[i + 1].code in "KRWHEI")
        or (token.code in "Pp" and before.code == token.code and i)
        or (token.code == "w" and before.code in "pPn," and [t.text for t in tokens[i + 2 : i + 3]] == ["años"])
    ):
        token.code = "x"
    elif token.code == "N" and before.text in _HALF and token.low in _HALVED:
        token.low = token.high = token.low // 2
        before.code = "x"
    elif token.text == "pareja" and before.text in _COUPLE:
        token.word = token.word._replace(flags=token.word.flags + "w")
    elif token.code == "Y" and any(t.text in _TOWARDS for t in tokens[max(0, i - 2) : i]):
        for t in tokens[max(0, i - _FAR) : i]:
            t.code = "V" if t.code == "E" else t.code


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
    return by_company(tokens, i) or told_beside(tokens, i)
