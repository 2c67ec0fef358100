"""Totals told by an ordinal: "une quatrième victime", "das dritte Todesopfer", "восьме тіло", "muere un cuarto obrero".

English has its own way (`lexicon.py`, "a third victim"); here the ordinal is looked for before a word of a death or a body,
before a victim where nobody is said to be hurt, and before a person right beside a word of dying. A count over a week or a
year is no incident's.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from processors.report.claims.counted import UNNAMED, Figure
from processors.report.sentences.split import Sentence

_TABLES = tomllib.loads((Path(__file__).parent.parent / "data" / "ordinals.toml").read_text(encoding="utf-8"))
_STEMS: Mapping[str, Mapping[str, int]] = {
    language: {form: n for n, forms in enumerate(table["stems"], 2) for form in forms.split()}
    for language, table in _TABLES.items()
}
_ENDS: Mapping[str, frozenset[str]] = {
    language: frozenset([*table["endings"].split(), *([""] if table.get("whole") else [])]) for language, table in _TABLES.items()
}
# Behind the ordinal, perhaps with an age between: a death or a body; a victim; a person.
_DEAD, _WHO = re.compile("g?[DdC]"), re.compile("g?(?P<what>[upP])")
_BEFORE = re.compile("[uDdC]$")
_DIES = re.compile("[DK][ao]?$")  # "muere un cuarto …"
_DIED = re.compile("[xn]{0,2}b{0,2}x?[DK]")  # "une quatrième personne est décédée"
_HURT = frozenset("IijVWRHEY")
_ANYBODY = {language: tuple(table["anybody"].split()) for language, table in _TABLES.items()}
_TELLING = frozenset("DdKCu")
_COUNTING = ("statistic", "recent", "round_up")
_LONGEST = 11  # letters of a stem
_OVER_TIME = {language: frozenset(table["over_time"].split()) for language, table in _TABLES.items()}


def ordinals_of(s: Sentence) -> Iterator[tuple[Figure, range]]:
    """The figures, and the words that they stand on."""
    stems = _STEMS.get(s.language)
    if stems is None or _TELLING.isdisjoint(s.codes) or not _OVER_TIME[s.language].isdisjoint([w.text for w in s.words]):
        return
    if any(name in s.phrases for name in _COUNTING):
        return
    for i, word in enumerate(s.words):
        number = _number(word.text, stems, _ENDS[s.language])
        end = _victim(s, i) if number else 0
        if end:
            span = word.start, s.words[end - 1].end
            yield Figure("killed", 1, 1, False, *span, single=True, name=UNNAMED, more=True, ordinal=number), range(i, end)


def _number(text: str, stems: Mapping[str, int], ends: frozenset[str]) -> int:
    """What an ordinal counts; 0 of another word."""
    for size in range(min(len(text), _LONGEST), 2, -1):
        if (number := stems.get(text[:size])) and text[size:] in ends:
            return number
    return 0


def _victim(s: Sentence, at: int) -> int:
    """The end of what the ordinal there counts, where that is dead; else 0."""
    if m := _DEAD.match(s.codes, at + 1):
        return m.end()
    if m := _WHO.match(s.codes, at + 1):
        dies, died = _DIES.search(s.codes, max(0, at - 2), at), _DIED.match(s.codes, m.end())
        anybody = s.words[m.end() - 1].text.startswith(_ANYBODY[s.language])
        told = m["what"] == "u" and bool(s.kinds) and _HURT.isdisjoint(s.codes)  # "l'effondrement a fait une quatrième victime"
        return m.end() if told or (dies and (anybody or dies.group().endswith(("a", "o")))) or (died and anybody) else 0
    definite = s.words[at].text.startswith("ال")  # "الضحية الرابعة"
    return at + 1 if definite and _BEFORE.search(s.codes, max(0, at - 1), at) else 0
