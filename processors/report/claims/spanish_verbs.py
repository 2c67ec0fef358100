"""The forms of Spanish verbs: what somebody did, or what befell him."""

from processors.report.sentences.split import Sentence
from processors.report.words.spanish import HAVING
from processors.report.words.word import PLAIN

LANGUAGES = frozenset({"es"})
PARTICIPLE = ("do", "da", "dos", "das")
_HIMSELF = frozenset({"Wse"})
_LEAVING = ("perd", "abandon", "dej", "huye")


def is_active(s: Sentence, at: int) -> bool:
    """Whether a Spanish verb tells what somebody did, not what befell him: "detuvo", "ha detenido"; not "detenido"."""
    if s.language not in LANGUAGES or "S" in s.words[at].word.flags:
        return False
    if s.codes[at] + s.words[at].text in _HIMSELF or (s.codes[at] == "E" and s.words[at].text.startswith(_LEAVING)):
        return False  # "se entregó a la policía", "perdieron sus casas"
    return (at > 0 and s.words[at - 1].text in HAVING) or not s.words[at].text.endswith(PARTICIPLE)


def at_things(s: Sentence, end: int) -> bool:
    """Whether a bare number counts what no table knows and no "a" makes a person: "detuvo dos penaltis"."""
    return s.codes[end - 1] == "N" and end < len(s.words) and s.words[end].word is PLAIN and s.codes[end] == "x"
