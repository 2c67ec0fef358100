"""Cross-fitted models: each pair is scored by the model of its documents' parts."""

from pathlib import Path

import msgspec
import pytest

from console.evaluate import PREFIX, measured
from events.errors import BadInput
from processors.cluster.folded import Folded, FoldedStep, key_of_folds, read_model
from processors.cluster.profile import Profile, profile_of
from processors.cluster.scorecard import Card, Model
from processors.cluster.step import placed_report
from processors.read.identity import article_id_of
from tests.support.tellings import article, report


def model(intercept: int) -> Model:
    return Model("", intercept, 0, {"words": Card((10,), (0, 1))}, {})


FOLDED = Folded(
    "v", 250, {"x": 0, "y": 1, "z": 1}, {key_of_folds(i, j): model(10 * i + j) for i in (0, 1) for j in (i, 1)}, {"a": 7}
)


def profile(key: str) -> Profile:
    told = report(key, 0, "Something happened.")
    made = article(key, [told])
    return profile_of(msgspec.structs.replace(placed_report(made, told), article_id=article_id_of(PREFIX + key, "")), {})


def test_a_pair_is_scored_by_the_model_that_saw_neither_part(tmp_path: Path) -> None:
    path = tmp_path / "folds.json"
    path.write_bytes(msgspec.json.encode(FOLDED))
    found, folds = measured(path)
    assert isinstance(found, Folded)
    step = FoldedStep(found, dict(folds))
    x, y, z, unknown = (profile(key) for key in ("x", "y", "z", "unknown"))
    asked = [(x, y), (y, x), (y, z), (x, unknown)]
    assert [step.model_of(a, b).intercept for a, b in asked] == [1, 1, 11, 0]
    assert (step.model.threshold, step.model.weights) == (250, {"a": 7})


def test_a_plain_model_scores_all_pairs(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_bytes(msgspec.json.encode(model(3)))
    assert measured(path).model == model(3)


@pytest.mark.parametrize("content", [None, b"{", b"[]", b'{"folds": 3}', b'{"version": 1}'])
def test_what_is_no_model_is_told_by_its_file(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "model.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput, match=r"model\.json"):
        read_model(path)
