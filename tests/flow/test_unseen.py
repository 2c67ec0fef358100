"""How much of news that nobody had seen is read rightly: floors, so that what was won is not lost (tests/unseen/README.md)."""

from pathlib import Path

import pytest

from tests.support.handmade import outcome

FOLDER = Path(__file__).parents[1] / "unseen"


@pytest.mark.parametrize(
    ("half", "documents", "incidents"),
    [
        ("open", 43, 39),
        ("aside", 41, 34),
        ("last", 36, 30),
        ("later", 32, 28),
        ("fresh", 19, 19),
        ("newest", 26, 29),
        ("told", 157, 53),
        ("held", 46, 11),
    ],
)
def test_no_fewer_are_right_than_were(half: str, documents: int, incidents: int) -> None:
    found = outcome(FOLDER / half)
    assert sum(not words for words in found.documents.values()) >= documents
    assert sum(not words for words in found.incidents.values()) >= incidents
