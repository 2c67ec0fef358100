"""The hand-made set: what each document tells, and which reports tell of one incident, in seven languages."""

from functools import cache
from pathlib import Path

import pytest

from tests.support.handmade import Outcome, load, outcome

FOLDER = Path(__file__).parents[1] / "handmade"
HALVES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
DOCUMENTS = [f"{half}/{made.id}" for half in HALVES for made in load(FOLDER / half)]
INCIDENTS = sorted({f"{half}/{tells.incident}" for half in HALVES for made in load(FOLDER / half) for tells in made.tells})

_outcome = cache(outcome)


def _found(half: str) -> Outcome:
    return _outcome(FOLDER / half)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_tells_of(name: str) -> None:
    half, _, document = name.partition("/")
    assert not _found(half).documents[document]


@pytest.mark.parametrize("name", INCIDENTS)
def test_reports_of_an_incident_meet(name: str) -> None:
    half, _, incident = name.partition("/")
    assert not _found(half).incidents[incident]
