"""Cross-fitted models, for measuring only: a pair is scored by a model that saw neither document's part of the labelled sets."""

from pathlib import Path

import msgspec

from events.errors import BadInput
from processors.cluster.families import Families
from processors.cluster.features import dated
from processors.cluster.profile import Profile
from processors.cluster.scorecard import Model
from processors.cluster.step import ClusterStep


class Folded(msgspec.Struct, frozen=True):
    """`folds` says in which part each labelled document lies, by its id; `models` has for any two parts one that saw neither.
    A document of no part is in part 0."""

    version: str
    threshold: int
    folds: dict[str, int]
    models: dict[str, Model]
    weights: dict[str, int]


def key_of_folds(a: int, b: int) -> str:
    """Under which name `models` has that of two parts."""
    return f"{min(a, b)}-{max(a, b)}"


def read_model(path: Path) -> Model | Folded:
    """A model that `make train` wrote. Raises BadInput for anything else."""
    try:
        data = path.read_bytes()
        if "folds" in msgspec.json.decode(data, type=dict[str, msgspec.Raw]):
            return msgspec.json.decode(data, type=Folded)
        return msgspec.json.decode(data, type=Model)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error
    except msgspec.MsgspecError as error:
        raise BadInput(f"{path}: {error}; expected a model that `make train` wrote") from error


class FoldedStep(ClusterStep):
    """The cluster step with the model of each pair's parts. `folds` by article id."""

    def __init__(self, folded: Folded, folds: dict[str, int], known: Families | None = None) -> None:
        super().__init__(Model(folded.version, 0, folded.threshold, {}, folded.weights), known)
        self._models, self._folds = folded.models, folds

    def model_of(self, a: Profile, b: Profile) -> Model:
        return self._models[key_of_folds(self._folds.get(a.article, 0), self._folds.get(b.article, 0))].of(dated(a, b))
