"""Named persons with age and role."""

import re
from collections.abc import Iterator, Sequence

from events.reports import Person
from processors.report.people.words import PeopleWords, people_words
from processors.report.sentences.split import Sentence
from processors.report.telling.reading import Read
from processors.report.words.tokens import Token

_NAMES = re.compile(r"n{1,5}")
_GIVEN = 2  # words of the shortest name that an age makes a person's
_SHORT = "n" * _GIVEN
_REACH = 4  # words between a name and the age behind it: "Juan Pérez, de 34 años"
_MOST = 12
_OLDEST = 110


def people_of(text: str, reads: Sequence[Read]) -> tuple[Person, ...]:
    """The persons whom the sentences name with an age, then those with an office, each in order of appearance."""
    aged: dict[str, Person] = {}
    officials: dict[str, Person] = {}
    for read in reads:
        s = read.sentence
        if "n" not in s.codes:
            continue
        words = people_words(s.language)
        for name, age in _aged(s, words):
            aged.setdefault(_name(text, name), Person(name=_name(text, name), role=_role(read, words), age=age))
        for name in _titled(s, words):
            officials.setdefault(_name(text, name), Person(name=_name(text, name), role="official"))
    return (*aged.values(), *(p for name, p in officials.items() if name not in aged))[:_MOST]


def _name(text: str, words: Sequence[Token]) -> str:
    return text[words[0].start : words[-1].end]


def _aged(s: Sentence, words: PeopleWords) -> Iterator[tuple[Sequence[Token], int]]:
    """Names with an age before them ("34-year-old John Miller") or behind ("John Miller, 34," or "…, de 34 años")."""
    if _SHORT not in s.codes or ("g" not in s.codes and not any(w.low is not None for w in s.words)):
        return
    for match in _NAMES.finditer(s.codes):
        age = _age_before(s, match.start()) or _age_behind(s, match.end(), words)
        if age and age <= _OLDEST and len(match[0]) >= _GIVEN:
            yield s.words[match.start() : match.end()], age


def _age_before(s: Sentence, at: int) -> int | None:
    ages = [w.word.number for w in s.words[max(0, at - 3) : at] if w.code == "g"]
    return ages[-1] if ages and s.codes[max(0, at - 3) : at].rpartition("g")[2].strip("x") == "" else None


def _age_behind(s: Sentence, at: int, words: PeopleWords) -> int | None:
    """After a comma; bare only where another mark follows, else with the word for years."""
    if s.codes[at : at + 1] != ",":
        return None
    for i, word in enumerate(s.words[at + 1 : at + _REACH], at + 1):
        bare = i == at + 1 and s.codes[i + 1 : i + 2] in (",", ".", "")
        if word.code == "g":
            return word.word.number or word.low
        if word.low is not None and (bare or "years" in words.of[s.words[i + 1].text if i + 1 < len(s.words) else ""]):
            return word.low
    return None


def _titled(s: Sentence, words: PeopleWords) -> Iterator[Sequence[Token]]:
    """Names behind a title: "Governor Maria Alvarez", "губернатор области Пётр Иванов"."""
    classes_of = words.of
    for match in _NAMES.finditer(s.codes):
        low = max(0, match.start() - 2)
        run = s.words[low : match.end()]
        classes = [classes_of[w.text] for w in run]
        if not any(classes):
            continue
        titles = [i for i, its in enumerate(classes) if "official" in its]
        name = run[max(titles[-1] + 1, match.start() - low) :] if titles else ()
        if name and not any("organisation" in its for its in classes):
            yield name


def _role(read: Read, words: PeopleWords) -> str:
    told = {name for w in read.sentence.words for name in words.of[w.text]}
    if "suspect" in told:
        return "suspect"
    if any(f.role in ("killed", "injured", "shot") for f in read.figures):
        return "victim"
    return "official" if "official" in told else ""
