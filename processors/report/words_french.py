"""What a French word is by those around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from processors.report.words import Token

_NEAR, _TWICE = 5, 8  # words
_STRUCK = frozenset(f"{verb}{end}" for verb in ("touché", "atteint", "frappé") for end in ("", "e", "s", "es"))
_BY = frozenset(
    [
        "tir",
        "tirs",
        "balle",
        "balles",
        "projectile",
        "projectiles",
        "éclat",
        "éclats",
        "plomb",
        "plombs",
        "roquette",
        "obus",
        "grenade",
    ]
)
_ORDINALS = frozenset({"deuxième", "seconde", "troisième", "quatrième", "cinquième", "sixième"})
_ONE_OF, _THEM = frozenset({"l'un", "l'une"}), frozenset({"d'eux", "d'elles", "d'entre", "des"})
_MOVED = ("évacué", "transporté", "conduit", "transféré", "acheminé", "emmené", "admis", "dirigé", "amené", "héliporté")
_HOSPITAL = frozenset({"hôpital", "l'hôpital", "chu", "chr", "chuv", "chum", "clinique", "urgences", "hospitalier", "hôpitaux"})
_SAVING = frozenset(
    {
        "pompiers",
        "pompier",
        "sapeurs-pompiers",
        "secours",
        "secouristes",
        "samu",
        "smur",
        "ambulance",
        "ambulances",
        "hélicoptère",
    }
)
_LED = ("conduit", "emmené", "amené", "dirigé")  # of anybody, not of the hurt alone
_MOOD = frozenset({"joie", "bonheur", "allégresse", "colère", "rage", "fureur", "enthousiasme"})
_VISIT = frozenset({"visite", "visiter", "stage", "spectacle", "formation", "cérémonie"})
_PUPIL = "élève"


def take_french(tokens: list[Token]) -> None:
    """Who has an age is a person, "un Lausannois de 31 ans", and "une élève" is, though "s'élève" isn't; "touché par des tirs" is
    hurt; "à une mère et à ses enfants" is one list; the same number in words and in digits is one, "quarante-deux (42)"."""
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else token
        if token.text == _PUPIL and before.code in "aoN":
            token.code = "p"
        elif token.text in _STRUCK and token.code == "x" and any(t.text in _BY for t in tokens[i + 1 : i + _NEAR]):
            token.code = "I"
        elif token.text in _ONE_OF and any(t.text in _THEM for t in tokens[i + 1 : i + 2]):
            token.code = "p"
        elif token.text == "à" and repeated(tokens, i):
            token.code = ""
        elif token.text.startswith(_MOVED) and _to_hospital(tokens, i):
            token.code = "I"  # "évacué par hélicoptère à l'hôpital"
        elif token.text in _ORDINALS and [t.code for t in tokens[i + 1 : i + 2]] in (["p"], ["P"]):
            token.code = "x"  # "un troisième membre" is one
    tokens[:] = [t for t in tokens if t.code]
    _by_age(tokens)
    _once(tokens)


def _to_hospital(tokens: list[Token], at: int) -> bool:
    """Whether somebody is brought to a hospital as a patient: not in "transporté de joie", nor where no rescuers lead
    somebody there, "elle conduit deux infirmières à l'hôpital"."""
    following = tokens[at + 1 : at + 1 + _TWICE]
    end = next((n for n, t in enumerate(following) if t.text in _HOSPITAL), None)
    if end is None or any(t.text in _MOOD for t in following[:2]):
        return False
    if any(t.text in _VISIT for t in tokens[at + 1 + end : at + 1 + end + _NEAR]):
        return False
    brought = "".join([t.code for t in following[:end]]).lstrip("x").startswith(("NP", "Np", "ap", "ep", "eNP", "eP"))
    return not (brought and tokens[at].text.startswith(_LED)) or any(t.text in _SAVING for t in tokens[max(0, at - _TWICE) : at])


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
