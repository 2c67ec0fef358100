"""How much of news that nobody had seen is read rightly: floors, so that what was won is not lost (tests/unseen/README.md)."""

from pathlib import Path

import pytest

from tests.support.handmade import outcome

FOLDER = Path(__file__).parents[1] / "unseen"


@pytest.mark.parametrize(
    ("half", "documents", "incidents"),
    [("open", 43, 36), ("aside", 41, 32), ("last", 36, 30), ("later", 30, 27), ("fresh", 17, 18), ("newest", 25, 28)],
)
def test_no_fewer_are_right_than_were(half: str, documents: int, incidents: int) -> None:
    found = outcome(FOLDER / half)
    assert sum(not words for words in found.documents.values()) >= documents
    assert sum(not words for words in found.incidents.values()) >= incidents
