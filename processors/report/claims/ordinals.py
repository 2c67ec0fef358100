"""Totals told by an ordinal: "une quatrième victime", "das dritte Todesopfer", "восьме тіло", "un cuarto temporero murió".

English has its own way (`lexicon.py`, "a third victim"); here the ordinal is looked for before a word of a victim, a death or a
body, or before a person of whom the sentence tells that he died.
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
# Behind the ordinal, perhaps with an age between: a death, a body or a victim; or a person.
_DEAD, _WHO = re.compile("g?(?P<what>[DdC])"), re.compile("g?(?P<what>[upP])")
_BEFORE = re.compile("[uDdC]$")
_DIED = frozenset("DdKC")
_ELSE = frozenset("WHRE")
_COUNTING = ("statistic", "recent", "round_up")


def ordinals_of(s: Sentence) -> Iterator[tuple[Figure, range]]:
    """The figures, and the words that they stand on."""
    stems = _STEMS.get(s.language)
    if stems is None or _DIED.union("u").isdisjoint(s.codes) or any(name in s.phrases for name in _COUNTING):
        return
    for i, word in enumerate(s.words):
        number = _number(word.text, stems, _ENDS[s.language])
        end = _victim(s, i) if number else 0
        if end:
            span = word.start, s.words[end - 1].end
            yield Figure("killed", 1, 1, False, *span, single=True, name=UNNAMED, more=True, ordinal=number), range(i, end)


def _number(text: str, stems: Mapping[str, int], ends: frozenset[str]) -> int:
    """What an ordinal counts; 0 of another word."""
    for size in range(min(len(text), 9), 2, -1):
        if (number := stems.get(text[:size])) and text[size:] in ends:
            return number
    return 0


def _victim(s: Sentence, at: int) -> int:
    """The end of what the ordinal there counts, where that is dead; else 0."""
    if m := _DEAD.match(s.codes, at + 1):
        return m.end()
    died = not _DIED.isdisjoint(s.codes)
    m = _WHO.match(s.codes, at + 1)
    if m and (died or (m["what"] == "u" and "I" not in s.codes)) and _ELSE.isdisjoint(s.codes[m.end() : m.end() + 4]):
        return m.end()
    definite = s.words[at].text.startswith("ال")  # "الضحية الرابعة"
    return at + 1 if definite and _BEFORE.search(s.codes, max(0, at - 1), at) else 0
