"""The forms of words by which something is told: as done, as going on, as spoken about (`data/manner.toml`)."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from processors.report.words.tokens import Token

_NO_MORE = frozenset(".,cvtz&;")  # codes of words that end what one thing does: "a storm and", "a storm to hit"
_REACH = 9  # words from what happened to a verb that says so: "an earthquake of magnitude 6.1 hit"
_RELATIVE = "e"  # "the storm that hit" is another
_HAVE = frozenset({"had", "has", "have"})


class Forms(NamedTuple):
    """Words, and ends of words, of one kind."""

    words: frozenset[str]
    ends: tuple[str, ...]

    def has(self, word: str) -> bool:
        """Whether a word, in small letters, is one of them."""
        return word in self.words or word.endswith(self.ends)


def is_told(forms: Mapping[str, Forms], words: Sequence[Token], i: int) -> bool:
    """Whether the word or what follows says that it was done: "marched", "a fire broke out", "a tornado had touched down"."""
    told, strong, ahead = forms["told"], forms.get("strong"), forms.get("ahead")
    after = words[i + 1 : i + 3]
    if after and strong is not None and after[0].text in _HAVE:
        after = after[1:]
    if told.has(words[i].text) or (after and told.has(after[0].text) and not (ahead and ahead.has(after[0].text))):
        return True
    return strong is not None and _strikes(strong, words[i + 1 : i + _REACH])


def _strikes(strong: Forms, words: Sequence[Token]) -> bool:
    for n, word in enumerate(words):
        if strong.has(word.text):
            return n == 0 or words[n - 1].code != _RELATIVE
        if word.code in _NO_MORE:
            break
    return False


def forms_in(language: str) -> Mapping[str, Forms] | None:
    """The table of a language, if it has one."""
    return _tables().get(language)


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Forms]]:
    table = tomllib.loads(files("processors.report").joinpath("data", "manner.toml").read_text(encoding="utf-8"))
    return {language: {name: _forms(words.split()) for name, words in of.items()} for language, of in table.items()}


def _forms(words: Sequence[str]) -> Forms:
    return Forms(frozenset(w for w in words if w[0] != "*"), tuple(w[1:] for w in words if w[0] == "*"))
