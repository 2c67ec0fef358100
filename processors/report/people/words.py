"""The words that stand with people and organisations: `data/people_words.toml`, a table a language."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from processors.report.remembered import Remembered

CLASSES = ("official", "suspect", "years", "organisation", "acronym", "within")
_SHORTEST_STEM = 2


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("processors.report").joinpath("data", "people_words.toml").read_text(encoding="utf-8"))


class PeopleWords:
    """Of one language. `of[word]`: the classes of CLASSES that a lower-case word is of, remembered; `elided[word]`: the same of
    what stands behind an apostrophe ("l'hôpital")."""

    def __init__(self, language: str) -> None:
        table = _tables().get(language) or _tables()["en"]
        self._exact: dict[str, frozenset[str]] = {}
        self._stems: dict[str, frozenset[str]] = {}
        for name in CLASSES:
            for entry in table[name].split():
                where, key = (self._stems, entry[:-1]) if entry.endswith("*") else (self._exact, entry)
                where[key] = where.get(key, frozenset()) | {name}
        self.of = Remembered(self._of, 20_000)
        self.elided = Remembered(self._elided, 20_000)

    def _of(self, word: str) -> frozenset[str]:
        stems = [self._stems[word[:n]] for n in range(len(word), _SHORTEST_STEM, -1) if word[:n] in self._stems]
        return self._exact.get(word, frozenset()).union(*stems)

    def _elided(self, word: str) -> frozenset[str]:
        return self.of[word.rpartition("'")[2] or word]


@lru_cache(maxsize=16)
def people_words(language: str) -> PeopleWords:
    """The words of a language; of one without a table, the English ones."""
    return PeopleWords(language)
