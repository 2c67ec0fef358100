"""What an English word is by those around it: verbs whose end stands behind their object, nouns that only say more of another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from processors.report.words.tokens import Token

_DOWN = frozenset({"down", "out", "off", "ashore"})
_NEUTRALISED = frozenset({"neutralised", "neutralized", "neutralising", "neutralizing", "eliminated", "eliminating"})
_FAMILY, _WOUNDS = "family", "wounds"
_HELD, _PREPOSITIONS = frozenset({"after", "over"}), frozenset({"for", "of", "with", "to", "by", "between"})
_OBJECT = 5  # words from a verb to the end of whom it befell
_SUBJECT = 6  # words before "were brought"
_MANNER = 9  # words from a verb to the end of what it says: "hacked six men and a boy to death"


def take_english(tokens: list[Token], texts: Sequence[str], codes: str) -> None:
    """ "Hacked six men to death" is killing them, "brought 15 people to safety" saving them; "a volunteer fireman" is one."""
    flags = "".join([t.word.flags for t in tokens])
    if "td" in codes or "K" in flags or "+" in flags:
        _completed(tokens)
    if "pp" in codes:
        _one_person(tokens)
    if _FAMILY in texts:
        _families(tokens)
    if "held" in texts:
        _held(tokens)
    if not _NEUTRALISED.isdisjoint(texts):
        _neutralised(tokens)
    if _WOUNDS in texts:
        _wounding(tokens)


def _wounding(tokens: list[Token]) -> None:
    """ "Bomb wounds 22": who stands behind it is hurt; not "gunshot wounds", "of his wounds"."""
    for i, token in enumerate(tokens[:-1]):
        if token.text == _WOUNDS and i and tokens[i - 1].code in "x,&" and tokens[i + 1].code in "lmoNq":
            token.code = "i"


def _completed(tokens: list[Token]) -> None:
    """A verb whose end stands behind its object: "hacked six men to death", "took three customers hostage",
    "brought 15 people to safety"."""
    for i, token in enumerate(tokens):
        if token.code == "d" and i > 1 and tokens[i - 1].code == "t":
            verb = _verb_before(tokens, i - 1, "D")
            if verb is not None:
                verb.code, token.code, tokens[i - 1].code = "K", "x", "x"
        elif "K" in token.word.flags and i and (verb := _verb_before(tokens, i, "R")) is not None:
            verb.code, token.code = "H", "x"
        elif "+" in token.word.flags and _is_safe(tokens, i) and (carrying := _verb_before(tokens, i, "!")) is not None:
            saved = _are_saved(tokens[max(0, i - _MANNER - _SUBJECT) : i], carrying)
            carrying.code = "R" if saved else carrying.code  # "brought 15 people to safety"


def _is_safe(tokens: list[Token], i: int) -> bool:
    """ "Down safely", "out of danger"; not "safely home", "out of danger of failing"."""
    around = [t.text for t in tokens[max(0, i - 1) : i + 2]]
    if tokens[i].text == "safely":
        return not _DOWN.isdisjoint(around)
    return tokens[i].text != "danger" or around[-1] != "of"


def _are_saved(tokens: list[Token], carrying: Token) -> bool:
    """Whether no body and no culprit is brought there, or stands as the subject of "were brought"."""
    verb = next(n for n, token in enumerate(tokens) if token is carrying)
    between = tokens[verb + 1 :]
    whom = between if any(t.code in "NpPCh" for t in between) else tokens[max(0, verb - _SUBJECT) : verb]
    return not any(t.code == "C" or "X" in t.word.flags for t in whom)


def _families(tokens: list[Token]) -> None:
    """ "A family of four": four people."""
    for i, (article, family, of, number) in enumerate(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False)):
        if article.code == "a" and family.text == _FAMILY and of.text == "of" and number.code == "N":
            if _is_animal(tokens, i + 4):
                number.code = "x"
                continue
            family.code, family.low, family.high = "N", number.low, number.high
            article.code, number.code, number.low, number.high = "x", "P", None, None


def _held(tokens: list[Token]) -> None:
    """ "Two men were held after a stabbing", and not "a service for the two men was held after school"."""
    for i, token in enumerate(tokens):
        if token.text == "held" and i > 1 and tokens[i - 1].code == "b" and tokens[i - 2].code in "pP":
            before = {t.text for t in tokens[max(0, i - _OBJECT) : i]}
            if i + 1 < len(tokens) and tokens[i + 1].text in _HELD and _PREPOSITIONS.isdisjoint(before):
                token.code = "W"


def _is_animal(tokens: list[Token], i: int) -> bool:
    """ "A family of six foxes"."""
    return i < len(tokens) and "a" in tokens[i].word.flags


def _neutralised(tokens: list[Token]) -> None:
    """ "Neutralised 14 militants": killed them; not "eliminated two teams", nor a missile that was neutralised."""
    for i, token in enumerate(tokens):
        if token.text in _NEUTRALISED and any("X" in t.word.flags for t in tokens[i + 1 : i + _OBJECT]):
            token.code = "K"


def _one_person(tokens: list[Token]) -> None:
    """ "A volunteer fireman", "a student nurse": one, and not two."""
    for token, following in pairwise(tokens):
        if token.code == "p" and following.code == "p":
            token.code = "x"


def _verb_before(tokens: list[Token], end: int, flag: str) -> Token | None:
    for token in reversed(tokens[max(0, end - _MANNER) : end]):
        if flag in token.word.flags:
            return token
        if token.code in "c.":
            break
    return None
