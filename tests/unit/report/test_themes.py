"""Words of violence and disaster in other news tell of no incident; an incident at a match, or told drily, does.

`themes/first.toml` and `second.toml` hold news of games, screens, software and markets, by somebody who didn't know the tables;
`third.toml` incidents that were written to be taken for such news, `fifth.toml` and `sixth.toml` general news and incidents amid
it. These are learned from (bench/train_meant.py). `fourth.toml` holds news of all kinds that is only counted; `seventh.toml` and
`eighth.toml` incidents told by what followed from them ("no ice until New Year"), which are mostly missed. ADR 162, 167, 169 and
172 say what was right when.
"""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from events.documents import ArticleRead
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.step import Reporter
from tests.support.read_articles import read_article

FOLDER = Path(__file__).with_name("themes")
# File: figurative texts right, and incidents right, at least.
FLOORS = {
    "first": (53, 41), "second": (60, 44), "third": (0, 216), "fourth": (56, 45), "fifth": (96, 50), "sixth": (72, 33),
    "seventh": (63, 7), "eighth": (57, 11),
}  # fmt: skip
FIGURES = {"other"}


def article(text: dict[str, Any]) -> ArticleRead:
    return read_article(text["text"].strip(), text["title"], text["published"], text["language"])


@pytest.mark.parametrize("name", FLOORS)
def test_figures_of_speech_are_told_from_incidents(name: str, gazetteer: Gazetteer) -> None:
    reporter, right, wrong = Reporter(gazetteer), Counter[bool](), []
    for text in tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["text"]:
        kinds = [r.event_type for r in reporter(article(text)).reports]
        figurative = text["kind"] in FIGURES
        told = set(kinds) - FIGURES
        good = not told if figurative else bool(told) if text["kind"] == "incident" else kinds[:1] == [text["kind"]]
        right[figurative] += good
        wrong += [] if good else [f"{text['id']}: {text['kind']}, not {kinds}"]
    assert all(n >= least for n, least in zip((right[True], right[False]), FLOORS[name], strict=True)), "\n".join(wrong)
