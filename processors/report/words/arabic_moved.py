"""What Arabic verbs of bringing, treating and escaping tell by what stands behind them: "نقلوا إلى المستشفى" and "يتلقون العلاج"
that people were hurt, "نجا بجروح طفيفة" that somebody was, "أودع السجن" that he was arrested."""

from collections.abc import Sequence

from processors.report.words.tokens import Token

_MOVED, _STAYING, _HOLDING, _ESCAPING = "q", "9", "R", "~"  # flags of verbs
_WARD, _JAIL = "Y", "j"  # flags of where to
_FAR, _NEAR = 12, 7
_WITH, _WITH_WOUNDS, _FROM = "ب", "بجروح", "من"
_AND, _THEY = "و", "وا"
_PUT, _INTO = ("وضع", "ووضع"), frozenset({"في", "رهن", "قيد", "تحت"})
_WATCH, _MEDICAL = "مراقبة", "طبي"
_STOPS = frozenset("CDIj.")
_PARTS = frozenset("CDIK.,&c")


def told_by_moving(token: Token, after: Sequence[Token]) -> str:
    """The code of such a verb; "" where it is none."""
    flags = token.word.flags
    if token.text.startswith(_AND) and token.text.endswith(_THEY) and not (after and after[0].code in "NPp"):
        return ""  # "and they were taken": those told of before
    if _MOVED in flags and token.code == "x" and _to_hospital(after[:_FAR]):
        return "I"
    if _STAYING in flags and token.code == "x" and _reaches(after[:_NEAR], _WARD):
        return "I"
    if _HOLDING in flags and token.code in "xH" and _reaches(after[:_NEAR], _JAIL, put=token.text.startswith(_PUT)):
        return "W"
    return "I" if _ESCAPING in flags and token.code in "xR" and _with_wounds(after[:_NEAR]) else ""


def _to_hospital(after: Sequence[Token]) -> bool:
    for token in after:
        if token.code in _STOPS:
            return False
        if token.code == "Y":
            return True
    return False


def _reaches(after: Sequence[Token], flag: str, put: bool = False) -> bool:
    """Whether what ends so is told in the same clause: "put in jail", and not "put the first stone of the jail"."""
    for i, token in enumerate(after):
        if flag in token.word.flags:
            into = not put or bool(i and after[i - 1].text in _INTO)
            return into and (not token.text.endswith(_WATCH) or any(_MEDICAL in t.text for t in after[i + 1 : i + 2]))
        if token.code in _PARTS:
            return False
    return False


def _with_wounds(after: Sequence[Token]) -> bool:
    """ "With bruises", "from suffocation"."""
    of = False
    for token in after:
        of |= token.text == _FROM
        if token.code == "j" or token.text == _WITH_WOUNDS:
            return of or token.text.startswith(_WITH)
        if token.code in _PARTS:
            return False
    return False
