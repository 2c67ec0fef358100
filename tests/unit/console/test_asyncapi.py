"""docs/asyncapi.yaml says what the types say."""

from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from console import asyncapi
from events.codec import AnyEvent
from events.topics import OF_A_GENERATION, SHARED


def refs(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [v for k, v in value.items() if k == "$ref"] + [r for v in value.values() for r in refs(v)]
    return [r for v in value for r in refs(v)] if isinstance(value, list) else []


def test_the_committed_file_is_not_stale() -> None:
    assert asyncapi.main(["--check"]) == 0, "run `make asyncapi` and commit the file"


def test_a_stale_file_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stale = tmp_path / "asyncapi.yaml"
    monkeypatch.setattr(asyncapi, "TARGET", stale)
    assert asyncapi.main(["--check"]) == 1
    assert asyncapi.main([]) == 0
    assert asyncapi.main(["--check"]) == 0
    stale.write_text(stale.read_text().replace("fetched_at", "fetched_on"))
    assert asyncapi.main(["--check"]) == 1
    assert "make asyncapi" in capsys.readouterr().err


def test_every_topic_and_event_is_in_it_and_every_reference_leads_somewhere() -> None:
    document = msgspec.yaml.decode(asyncapi.render())
    assert set(document["channels"]) == {*SHARED, *OF_A_GENERATION}
    assert set(document["components"]["messages"]) == {event.__name__ for event in get_args(AnyEvent)}
    carried = {name for channel in document["channels"].values() for name in channel["messages"]}
    assert carried == set(document["components"]["messages"])
    for ref in refs(document):
        found = document
        for part in ref.removeprefix("#/").split("/"):
            found = found[part]
