"""Puts the points that train_across.py learned into models that stand: `python -m bench.set_across [MODEL ...]`.

What the rest of the scorecard has learned stays as it is. Without an argument the shipped model; `var/train/folds.json` and
`temporal.json` are those that figures are measured with.
"""

import argparse
from pathlib import Path

import msgspec

from bench.train import completed, write
from processors.cluster.features import ACROSS
from processors.cluster.folded import Folded, read_model
from processors.cluster.scorecard import Model

SHIPPED = Path("processors/cluster/model.json")


def with_points(model: Model) -> Model:
    """The model with these points for pairs in two languages, dated and undated."""
    kept = {name: card for name, card in model.cards.items() if name not in ACROSS}
    undated = with_points(model.undated) if model.undated else None
    return msgspec.structs.replace(model, version="", cards=completed(model.intercept, model.threshold, kept), undated=undated)


def main() -> None:
    """Writes each model where it stood."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", type=Path, default=[SHIPPED])
    for path in parser.parse_args().models:
        model = read_model(path)
        if isinstance(model, Folded):
            models = {key: with_points(each) for key, each in model.models.items()}
            version = write(msgspec.structs.replace(model, version="", models=models), path)
        else:
            version = write(with_points(model), path)
        print(f"{path}: {version}")


if __name__ == "__main__":
    main()
