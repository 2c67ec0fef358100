"""The gazetteer, built once for all test runs: it takes longer than most tests."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from processors.report.gazetteer.build import build
from processors.report.gazetteer.gazetteer import GAZETTEER_VERSION, Gazetteer


@pytest.fixture(scope="session")
def built_gazetteer() -> Path:
    return cached_gazetteer()


def cached_gazetteer() -> Path:
    """The file of this version in $XDG_CACHE_HOME/sitrep (or ~/.cache/sitrep)."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sitrep"
    path = folder / f"{GAZETTEER_VERSION}.sqlite"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as there:
            build(Path(there) / path.name)
            (Path(there) / path.name).replace(path)
    return path


@pytest.fixture(scope="session")
def gazetteer(built_gazetteer: Path) -> Iterator[Gazetteer]:
    """The gazetteer, opened."""
    opened = Gazetteer.open(built_gazetteer)
    yield opened
    opened.close()
