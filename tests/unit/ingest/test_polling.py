"""The ingestor as a worker: it goes on while answers come, and takes up a changed sources.toml."""

import logging
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from console import polling
from console.polling import Polling
from events.errors import ConfigError
from ingest.sources.file import load_sources
from ingest.sources.source import Source
from ingest.takings import PollResult

ONE = '[[source]]\nname = "a"\nkind = "feed"\nurl = "https://a.example/feed"\n'


class Asking:
    """Brings one document a turn, as often as it is busy."""

    def __init__(self, busy: int = 0) -> None:
        self.busy, self.turns, self.followed = busy, 0, list[Sequence[Source]]()

    def turn(self, wait: float) -> list[PollResult]:
        self.turns += 1
        self.busy = max(0, self.busy - 1)
        return [PollResult("a", new=1, errors=("page: HTTP 404",))]

    def follow(self, sources: Sequence[Source]) -> None:
        self.followed.append(sources)


@pytest.fixture
def looking_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "LOOK_SECONDS", 0.0)


def test_a_batch_goes_on_while_answers_come_but_not_for_ever(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asking = Asking(busy=3)
    assert Polling(asking, tmp_path / "s", list).run_batch() == 3  # type: ignore[arg-type]
    monkeypatch.setattr(polling, "BATCH_SECONDS", 0.05)
    endless = Asking(busy=10**9)
    started = time.monotonic()
    Polling(endless, tmp_path / "s", list).run_batch()  # type: ignore[arg-type]
    assert time.monotonic() - started < 5


@pytest.mark.usefixtures("looking_always")
def test_a_changed_file_is_taken_up_and_a_broken_one_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path, asking = tmp_path / "sources.toml", Asking()
    path.write_text(ONE)
    worker = Polling(asking, path, lambda: load_sources(path))  # type: ignore[arg-type]
    worker.run_batch()
    assert asking.followed == []
    path.write_text(ONE + ONE.replace('"a"', '"b"'))
    worker.run_batch()
    worker.run_batch()
    assert [[source.name for source in sources] for sources in asking.followed] == [["a", "b"]]
    with caplog.at_level(logging.WARNING):
        for broken in ("[[source]]\n", None):
            path.write_text(broken) if broken else path.unlink()
            for _ in range(3):
                worker.run_batch()
    assert len([record for record in caplog.records if "stay as they were" in record.message]) == 2
    assert len(asking.followed) == 1
    with pytest.raises(ConfigError):
        load_sources(path)
