"""How single sentences of the news tell of their incident, in each language that has a file.

`telling/<language>.toml` holds them: `telling` is that of a report of the sentence alone, as the main incident, or as one beside
it where that is "background"; "none" where it tells of no incident.
"""

import tomllib
from pathlib import Path

import pytest

from processors.report.sentences.split import split
from processors.report.telling.reading import Does, read_all, telling_of
from processors.report.words.lexicon import lexicon_of

PUBLISHED = "2025-05-10"
NONE, BESIDE = "none", "background"
CASES = [
    pytest.param(path.stem, case["text"], case["telling"], id=f"{path.stem}-{n}")
    for path in sorted((Path(__file__).parent / "telling").glob("*.toml"))
    for n, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["sentence"])
]


@pytest.mark.parametrize(("language", "text", "telling"), CASES)
def test_how_a_sentence_tells(language: str, text: str, telling: str) -> None:
    [read] = read_all(split(text, lexicon_of(language, text)), [frozenset()])
    if telling == NONE:
        assert read.does is not Does.EVENT
    else:
        assert telling_of([read], main=telling != BESIDE, happened="", published=PUBLISHED, title=None) == telling
