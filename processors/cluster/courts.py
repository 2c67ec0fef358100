"""Which reports tell of a court: of those the day of the incident is often unknown where the day in court is told."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from processors.report.remembered import Remembered

MOST = 3


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words, and beginnings of words."""
    table = tomllib.loads(files("processors.cluster").joinpath("data/courts.toml").read_text("utf-8"))
    words = [word for line in table.values() for word in line.split()]
    return frozenset(w for w in words if not w.endswith("*")), tuple(w.rstrip("*") for w in words if w.endswith("*"))


def _of_court(word: str) -> bool:
    whole, begin = _words()
    return word in whole or word.startswith(begin)


_OF_COURT = Remembered(_of_court)


def court_words(lead: Iterable[str]) -> int:
    """How many different words of a court stand among some words, up to MOST."""
    return min(sum(map(_OF_COURT.__getitem__, lead)), MOST)
