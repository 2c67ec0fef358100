"""A pure function of one word, remembered in a plain dictionary.

`remembered[word]` costs half of what functools.lru_cache takes, which keeps its entries in the order of their use. Here it is all
or nothing: a full one is emptied, so a text of a million words that no other text has can't fill the memory.
"""

from collections.abc import Callable
from typing import TypeVar

_Value = TypeVar("_Value")


class Remembered(dict[str, _Value]):
    """`Remembered(function)[word]` is `function(word)`."""

    def __init__(self, function: Callable[[str], _Value], most: int = 65_536) -> None:
        super().__init__()
        self._function, self._most = function, most

    def __missing__(self, word: str) -> _Value:
        value = self._function(word)
        if len(self) >= self._most:
            self.clear()
        self[word] = value
        return value
