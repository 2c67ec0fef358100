"""Our own news as labelled news: short articles of all kinds in seven languages, and what they tell (tests/support/handmade.py).

The labelled sets with days are American news of gunfire; these are learned from beside them. Those that nobody has looked at
(`tests/unseen/fresh`) and the two halves of the hand-made set are left out: they are reported on.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from events.documents import ArticleRead
from processors.read.step import read_document
from tests.support.handmade import Tells, fetched, load

TESTS = Path(__file__).parents[1] / "tests"
FOLDERS = ("handmade/plain", "unseen/open", "unseen/aside", "unseen/last", "unseen/later", "unseen/told")


class Own(NamedTuple):
    """A document and what it tells, the main incident first; `folder`: what must not be parted by cross-fitting."""

    folder: str
    article: ArticleRead
    tells: tuple[Tells, ...]


def own_news() -> Iterator[Own]:
    """All documents of FOLDERS."""
    for folder in FOLDERS:
        for made in load(TESTS / folder):
            yield Own(folder, read_document(fetched(made)), tuple(made.tells))
