"""Builds the gazetteer file: `python -m processors.report.gazetteer_build PATH`."""

from collections.abc import Callable
from pathlib import Path

Progress = Callable[[int, int], None]


def build(path: Path, progress: Progress | None = None) -> None:
    """Writes the gazetteer to `path`, atomically; the same sources give the same content. Takes about 20 s."""
    raise NotImplementedError
