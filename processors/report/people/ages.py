"""Ages that a passage tells, named or not whose they are: "a 5-year-old", "John Miller, 34,", "aged 7", "de 34 años"."""

import re
from collections.abc import Iterator, Sequence

from processors.report.people.words import PeopleWords, people_words
from processors.report.sentences.split import Sentence
from processors.report.words.lexicon import lexicon_of

LEAD = 500  # characters of a passage within which a sentence of its lead begins
_OLDEST = 110
_PERSON = re.compile(r"[np],?[wx]?$")  # of the codes before a number
_AND = (",", "&")
_SET_OFF = (",", "w")  # codes before an age: "Dupont, 45 ans", "niño de 5 años"
_CLOSING = (",", ".", "&")
_SPELT = "-year-old"  # "nine-year-old"; with digits it has a code of its own


def ages_of(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """The ages that some sentences tell, in years, each once, sorted; 0 for an infant."""
    found = {age for s in sentences for age in _ages(s) if age <= _OLDEST}
    return tuple(sorted(found))


def lead_of(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The first sentences of a passage."""
    return [s for s in sentences if s.start < sentences[0].start + LEAD]


def _ages(s: Sentence) -> Iterator[int]:
    words, aged = people_words(s.language), False
    for i, w in enumerate(s.words):
        if w.code == "g":
            yield w.low or 0 if w.word.number is None else w.word.number
        elif w.text.endswith(_SPELT) and (age := lexicon_of(s.language, "").word(w.text.removesuffix(_SPELT)).number):
            yield age
        elif w.low is not None and (_in_years(s, i, words) or (aged and _is_aged(s, i))):
            yield w.low
        aged = "y" in w.word.flags or (aged and (w.low is not None or w.code in _AND))


def _in_years(s: Sentence, at: int, words: PeopleWords) -> bool:
    """Whether a number is followed by the word for years and tells an age, no term of prison and no time ago: in English by
    "years old", elsewhere right behind a person and set off: "niño de 5 años", "Jean Dupont, 45 ans, est", "мальчик 5 лет."."""
    after = [w.text for w in s.words[at + 1 : at + 3]]
    if s.language == "en":
        return after[:1] == ["year-old"] or (bool(after) and "years" in words.of[after[0]] and after[1:] == ["old"])
    if not after or "years" not in words.of[after[0]] or not _PERSON.search(s.codes[:at]):
        return False
    return s.codes[at - 1 : at] in _SET_OFF or "f" in s.words[at - 1].word.flags or s.codes[at + 2 : at + 3] in ("", *_CLOSING)


def _is_aged(s: Sentence, at: int) -> bool:
    """Of numbers behind "aged": the 3, the 5 and the 7 of "aged 3, 5 and 7", but not the 12 of "aged 7, 12 others"."""
    return "y" in s.words[at - 1].word.flags or s.codes[at + 1 : at + 2] in ("", *_AND, ".")
