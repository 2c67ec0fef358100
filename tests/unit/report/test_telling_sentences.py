"""Single sentences of the news in each language: the kind that they tell of, and whom they count.

`sentences/<language>.toml` holds them: `kinds` are those accepted, none where the sentence tells of no incident; `figures` what
it counts, best figures by role (weapons left out).
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from processors.report.claims.figures import figures_of
from processors.report.sentences.split import split
from processors.report.taxonomy import OTHER, best_kind
from processors.report.telling.reading import Does, read_all
from processors.report.words.lexicon import lexicon_of

FILES = sorted((Path(__file__).parent / "sentences").glob("*.toml"))
LEFT_OUT = ("weapon", "intercepted", "children_killed", "children_injured")
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{n}")
    for path in FILES
    for n, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["sentence"])
]


@pytest.mark.parametrize(("language", "case"), CASES)
def test_what_a_sentence_tells(language: str, case: dict[str, Any]) -> None:
    sentences = split(case["text"], lexicon_of(language, case["text"]))
    assert len(sentences) == 1
    kinds, figures = case["kinds"], case.get("figures", {})
    does = [read.does for read in read_all(sentences, [frozenset()])]
    told = best_kind(sentences[0].kinds) if Does.EVENT in does else OTHER
    found: dict[str, int] = {}
    for figure in (f for f in figures_of(sentences[0]) if f.role not in LEFT_OUT):
        before = found.get(figure.role, 0)
        found[figure.role] = before + figure.high if figure.single else max(before, figure.high)
    assert (told in kinds if kinds else told == OTHER, found) == (True, figures), f"{told}: {case['text']}"
