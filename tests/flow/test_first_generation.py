"""The first generation is made once, whoever else starts at the same moment."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.settings import Settings, load_settings
from console.wiring.wire import Wiring
from eventlog.generations import create_generation, load_generations, promote_generation
from eventlog.open_log import open_log

NOW = datetime(2024, 3, 5, 12, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of an installation that nothing has run in."""
    path = tmp_path / "sitrep.toml"
    path.write_text('data = "var"\n')
    return load_settings(path)


@pytest.mark.parametrize("promoted", [False, True])
def test_another_that_is_faster_is_taken_up(settings: Settings, promoted: bool) -> None:
    """It comes in after this one has seen that there is none, and has said of it what it could by then."""

    def faster() -> datetime:
        log = open_log(settings.log_url)
        if not load_generations(log).live:
            create_generation(log, "g1", {"read": "1"}, NOW, 3)
            if promoted:
                promote_generation(log, "g1", NOW)
        log.close()
        return NOW

    with Wiring(settings, faster) as wiring:
        assert wiring.first_generation() == "g1"
        found = wiring.generations()
    assert (found.live, found.promoted, found.previous) == (["g1"], "g1", "")
    assert found.get("g1").versions == {"read": "1"}, "that of the faster one"


def test_another_that_promotes_first_is_taken_up(settings: Settings) -> None:
    asked: list[int] = []

    def faster() -> datetime:
        """Asked twice: when it is made, and when it is promoted."""
        asked.append(1)
        if len(asked) > 1:
            log = open_log(settings.log_url)
            promote_generation(log, "g1", NOW)
            log.close()
        return NOW

    with Wiring(settings, faster) as wiring:
        assert wiring.first_generation() == "g1"
        assert len(wiring.generations().promotions) == 1
    assert len(asked) > 1
