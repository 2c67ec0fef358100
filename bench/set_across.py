"""Puts the points that train_across.py learned into models that stand: `python -m bench.set_across [MODEL ...]`.

What the rest of the scorecard has learned stays as it is. Without an argument the shipped model; `var/train/folds.json` and
`temporal.json` are those that figures are measured with.
"""

import argparse
from pathlib import Path

import msgspec

from bench.train import write
from bench.train_hand import ACROSS_BASE, BY_HAND
from processors.cluster.features import ACROSS, FEATURES, NAMES
from processors.cluster.folded import read_model
from processors.cluster.scorecard import Card, Model

SHIPPED = Path("processors/cluster/model.json")


def with_points(model: Model) -> Model:
    """The model with these points for pairs in two languages, dated and undated."""
    rest = model.intercept + sum(model.cards[name].missing for name in FEATURES)
    base = {ACROSS[0]: Card((1,), (0, model.threshold + ACROSS_BASE - rest))}
    cards = {**model.cards, **{name: BY_HAND[name] for name in ACROSS[1:]}, **base}
    undated = with_points(model.undated) if model.undated else None
    return msgspec.structs.replace(model, version="", cards={name: cards[name] for name in NAMES}, undated=undated)


def main() -> None:
    """Writes each model where it stood."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", type=Path, default=[SHIPPED])
    for path in parser.parse_args().models:
        model = read_model(path)
        if isinstance(model, Model):
            version = write(with_points(model), path)
        else:
            version = write(
                msgspec.structs.replace(model, version="", models={k: with_points(m) for k, m in model.models.items()}), path
            )
        print(f"{path}: {version}")


if __name__ == "__main__":
    main()
