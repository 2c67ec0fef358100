"""The hand-made set: what each document tells, and which reports tell of one incident, in seven languages.

tests/handmade/not_yet.txt lists what isn't right yet, one `half/id` a line; it must be exact, and is deleted once it is empty.
"""

from functools import cache
from pathlib import Path

import pytest

from tests.support.handmade import Outcome, load, outcome

FOLDER = Path(__file__).parents[1] / "handmade"
NOT_YET = FOLDER / "not_yet.txt"
HALVES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
DOCUMENTS = [f"{half}/{made.id}" for half in HALVES for made in load(FOLDER / half)]
INCIDENTS = sorted({f"{half}/{tells.incident}" for half in HALVES for made in load(FOLDER / half) for tells in made.tells})

_outcome = cache(outcome)


def _not_yet() -> set[str]:
    return set(NOT_YET.read_text(encoding="utf-8").split()) if NOT_YET.exists() else set()


def _found(half: str) -> Outcome:
    return _outcome(FOLDER / half)


def _check(name: str, words: list[str]) -> None:
    if name in _not_yet():
        assert words, f"{name} is right now: take it out of {NOT_YET.name}"
    else:
        assert not words, "\n".join(words)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_tells_of(name: str) -> None:
    half, _, document = name.partition("/")
    _check(name, _found(half).documents[document])


@pytest.mark.parametrize("name", INCIDENTS)
def test_reports_of_an_incident_meet(name: str) -> None:
    half, _, incident = name.partition("/")
    _check(name, _found(half).incidents[incident])


def test_the_list_names_what_is_there() -> None:
    assert _not_yet() <= {*DOCUMENTS, *INCIDENTS}
