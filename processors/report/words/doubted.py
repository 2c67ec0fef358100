"""Words that only may tell of somebody shot, taken to a hospital, rescued or missing, and numbers that may count nobody."""

import re
from collections.abc import Sequence

from processors.report.words.tokens import Token

_NEAR, _FAR = 4, 13
_ALIVE = frozenset({"alive", "حيا", "حية", "احياء", "حيين"})
_HALF_AGE = re.compile("-[&t,]g")  # "44- та 59-річні жінки"
_OLDEST = 110


def plain_again(tokens: Sequence[Token]) -> None:
    """Words that only may tell of somebody shot, taken to a hospital, rescued or missing, and here don't."""
    for i, token in enumerate(tokens):
        if (token.code == "S" and _is_noun(tokens, i)) or (token.code == "V" and not _to_hospital(tokens, i)):
            token.code = "x"
        elif token.code == "R" and "p" in token.word.flags and not _alive(tokens, i + 1):
            token.code = "x"  # "pulled seven survivors", "pulled alive"; not "pulled two bodies"
        elif (
            token.code == "M"
            and "e" in token.word.flags
            and not _of_rescue(tokens[max(0, i - _FAR) : i])
            and not any("x" in t.word.flags for t in tokens[i : i + 2])
        ):
            token.code = "x"  # "police are searching for a man"


def _of_rescue(before: Sequence[Token]) -> bool:
    """Whether rescuers, those rescued or bodies were told of: they search for no culprit."""
    return any("x" in t.word.flags or t.code in "RC" for t in before)


def _alive(tokens: Sequence[Token], i: int) -> bool:
    return any("v" in t.word.flags for t in tokens[i : i + _NEAR - 1]) or any(
        t.text in _ALIVE or "+" in t.word.flags for t in tokens[i : i + _FAR]
    )


def _is_noun(tokens: Sequence[Token], i: int) -> bool:
    """ "Fired one shot", "a shot": nobody was hit."""
    if "u" not in tokens[i].word.flags or i == 0:
        return False
    if tokens[i - 1].code == "a" or (tokens[i - 1].low == 1 and _goes_on(tokens, i + 1)):
        return True
    for token in reversed(tokens[max(0, i - _NEAR) : i]):
        if token.code in "b&,.":
            return False
        if "g" in token.word.flags:
            return True
    return False


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """ "One shot went through a window", not "one shot in the leg"."""
    return i < len(tokens) and tokens[i].code == "x" and "l" not in tokens[i].word.flags


def _to_hospital(tokens: Sequence[Token], i: int) -> bool:
    """Taken to a hospital, and not to a jail; "taken" alone tells nothing."""
    for token in tokens[i + 1 : i + _FAR]:
        if "j" in token.word.flags:
            return False
        if token.code == "Y":
            return True
    return "q" not in tokens[i].word.flags


def uncount_ages(tokens: Sequence[Token]) -> None:
    """ "A boy of 16", "a father of two", "Ann Roe, 22,", "children aged 3 and 5": a number that belongs to one person, or tells
    an age, counts no victims; nor does "image 1 / 28"."""
    codes = "".join([token.code for token in tokens])
    for i in [i for i, token in enumerate(tokens) if token.code == "N"]:
        token = tokens[i]
        before = tokens[i - 1] if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if (before and before.text == "/") or (after and after.text == "/") or _HALF_AGE.match(codes, i + 1):
            token.code = "x"
        elif before is None:
            continue
        elif ("f" in before.word.flags and i > 1 and tokens[i - 2].code == "p") or _is_age(tokens, i):
            token.code = "x"
        elif (
            before.code == "," and token.text.isdigit() and _named_before(tokens, i - 2) and (after is None or after.code in ",.")
        ):
            token.code = "g" if (token.low or 0) <= _OLDEST else "x"


def _named_before(tokens: Sequence[Token], i: int) -> bool:
    return i >= 0 and tokens[i].code in "np"


def _is_age(tokens: Sequence[Token], i: int) -> bool:
    """ "Ages 3", and the 5 of "ages 3 and 5"."""
    if "y" in tokens[i - 1].word.flags:
        return True
    return tokens[i - 1].code in "&,t" and i > 2 and tokens[i - 2].low is not None and "y" in tokens[i - 3].word.flags
