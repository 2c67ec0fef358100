"""What a French word is by those around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from processors.report.words import Token

_NEAR = 5  # words
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
_PUPIL = "élève"


def take_french(tokens: list[Token]) -> None:
    """Who has an age is a person, "un Lausannois de 31 ans", and "une élève" is, though "s'élève" isn't; "touché par des tirs" is
    hurt; the same number in words and in digits is one, "quarante-deux (42)"."""
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else token
        if token.text == _PUPIL and before.code in "aoN":
            token.code = "p"
        elif token.text in _STRUCK and token.code == "x" and any(t.text in _BY for t in tokens[i + 1 : i + _NEAR]):
            token.code = "I"
    _by_age(tokens)
    _once(tokens)


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
