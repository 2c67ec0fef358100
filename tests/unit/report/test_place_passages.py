"""Where an incident was, beside the towns of its ministry, hospital, court, dateline, victims and roads."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from events.documents import DocumentFetched
from events.ids import make_id
from processors.read.step import read_document
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.step import Reporter
from tests.support.gazetteer import cached_gazetteer

PASSAGES = tomllib.loads((Path(__file__).parent / "place_passages.toml").read_text(encoding="utf-8"))["passage"]


@cache
def _reporter() -> Reporter:
    return Reporter(Gazetteer.open(cached_gazetteer()))


@pytest.mark.parametrize("passage", PASSAGES, ids=[f"{n}-{p['lang']}-{p['places'][0]}" for n, p in enumerate(PASSAGES)])
def test_the_main_report_has_the_place(passage: dict[str, Any]) -> None:
    key = f"passage:{passage['title']}"
    document = DocumentFetched(
        id=make_id("fetched", key), key=key, source="x.example", publisher="x.example", fetched_at="2025-03-03T00:00:00.000Z",
        text=passage["text"].strip(), title=passage["title"], published="2025-03-03", language=passage["lang"],
    )  # fmt: skip
    place = _reporter()(read_document(document)).reports[0].place
    assert place is not None
    assert (place.name in passage["places"], place.country) == (True, passage["country"]), place.name
