"""The forms of words by which something is told: as done, as going on, as spoken about (`data/manner.toml`)."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


class Forms(NamedTuple):
    """Words, and ends of words, of one kind."""

    words: frozenset[str]
    ends: tuple[str, ...]

    def has(self, word: str) -> bool:
        """Whether a word, in small letters, is one of them."""
        return word in self.words or word.endswith(self.ends)


def forms_in(language: str) -> Mapping[str, Forms] | None:
    """The table of a language, if it has one."""
    return _tables().get(language)


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Forms]]:
    table = tomllib.loads(files("processors.report").joinpath("data", "manner.toml").read_text(encoding="utf-8"))
    return {language: {name: _forms(words.split()) for name, words in of.items()} for language, of in table.items()}


def _forms(words: Sequence[str]) -> Forms:
    return Forms(frozenset(w for w in words if w[0] != "*"), tuple(w[1:] for w in words if w[0] == "*"))
