"""What a French word is by those around it."""

from __future__ import annotations

from processors.report.words.french_fates import fate_of
from processors.report.words.tokens import Token

_TWICE = 8  # words
_ORDINALS = frozenset({"deuxième", "seconde", "troisième", "quatrième", "cinquième", "sixième"})
_ONE_OF, _THEM = frozenset({"l'un", "l'une"}), frozenset({"d'eux", "d'elles", "d'entre", "des"})
_ATTEMPT = frozenset({"tentative", "tentatives"})
_HUMANITARIAN = "humanitaire"
_STILL = frozenset({"encore", "toujours"})
_PUPIL = "élève"


def take_french(tokens: list[Token]) -> None:
    """Who has an age is a person, "un Lausannois de 31 ans", and "une élève" is, though "s'élève" isn't; "touché par des tirs" is
    hurt; "à une mère et à ses enfants" is one list; the same number in words and in digits is one, "quarante-deux (42)"."""
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else token
        if _is_person(tokens, i):
            token.code = "p"
        elif token.text == "à" and repeated(tokens, i):
            token.code = ""
        elif token.text in _ATTEMPT and before.text == "pour":
            token.code = tokens[min(i + 1, len(tokens) - 1)].code = "x"  # "mis en examen pour tentative d'assassinat"
        elif token.text == "que" and before.text == "ainsi":
            before.code, token.code = "&", ""  # "le chauffeur ainsi que les occupants"
        elif token.text == "rien" and _against(tokens, i):
            token.code = "x"
        elif token.text == "l'hôpital" and before.text == "à" and _still_there(tokens, i):
            token.code, before.code = "I", "x"
        elif token.text in _ORDINALS and [t.code for t in tokens[i + 1 : i + 2]] in (["p"], ["P"]):
            token.code = "x"  # "un troisième membre" is one
        elif fate := fate_of(tokens, i):
            (before if fate == "j" else token).code = fate  # in "côtes cassées" the bone is the injury
    tokens[:] = [t for t in tokens if t.code]
    _by_age(tokens)
    _once(tokens)


def _against(tokens: list[Token], i: int) -> bool:
    """ "N'a rien pu faire contre deux cambrioleurs": nobody died."""
    return any(t.text in ("contre", "face", "avec", "sans") for t in tokens[i + 3 : i + 4])


def _still_there(tokens: list[Token], i: int) -> bool:
    """ "Sont encore à l'hôpital", and not "il était à l'hôpital pour une visite"."""
    return i > 1 and tokens[i - 2].text in _STILL


def _is_person(tokens: list[Token], i: int) -> bool:
    """ "Une élève", "un humanitaire" and no convoy, "l'un d'eux"."""
    text, before = tokens[i].text, tokens[i - 1].code if i else ""
    if text == _PUPIL:
        return before in ("a", "o", "N")
    if text in _ONE_OF:
        return any(t.text in _THEM for t in tokens[i + 1 : i + 2])
    return text == f"l'{_PUPIL}" or (text == _HUMANITARIAN and before == "a")


def repeated(tokens: list[Token], at: int, code: str = "t") -> bool:
    """Whether a preposition, of this code, only goes on with a list of people that it stands before already."""
    if not at or tokens[at - 1].code != "&" or code not in [t.code for t in tokens[max(0, at - _TWICE) : at]]:
        return False
    following = "".join([t.code for t in tokens[at + 1 : at + 4]])
    return following.startswith(("ap", "ep", "p", "NP", "eNP"))


def _by_age(tokens: list[Token]) -> None:
    for before, token, of, number, years in zip(tokens, tokens[1:], tokens[2:], tokens[3:], tokens[4:], strict=False):
        if token.code == "n" and before.code in "aeN" and of.text == "de" and number.low is not None and years.text == "ans":
            token.code = "P" if before.code == "N" else "p"


def _once(tokens: list[Token]) -> None:
    for i in range(len(tokens) - 4, -1, -1):
        if i + 4 > len(tokens):
            continue  # some behind are gone
        number, opening, same, closing = tokens[i : i + 4]
        if number.code == "N" and opening.text == "(" and closing.text == ")" and same.low == number.low:
            del tokens[i + 1 : i + 4]
