"""Promise 3: kill -9 anywhere, the broker too, two writers at once: nothing lost, nothing counted twice, the same answer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from events.documents import DocumentFetched
from tests.prove.documents import the_set
from tests.support.crashes import crash
from tests.support.kafka import Broker
from tests.support.pipeline import Pipeline

pytestmark = [pytest.mark.prove, pytest.mark.timeout(3600)]
KILLS = 30


@pytest.fixture(scope="module")
def documents() -> list[DocumentFetched]:
    return the_set()


@pytest.mark.parametrize("log", ["sqlite", pytest.param("kafka", marks=pytest.mark.kafka)])
def test_killed_at_random_points(
    log: str, documents: list[DocumentFetched], tmp_path: Path, request: pytest.FixtureRequest, built_gazetteer: Path,
    new_database_url: Callable[[], str],
) -> None:  # fmt: skip
    whole = Pipeline(tmp_path / "whole", gazetteer=built_gazetteer, database_url=new_database_url())
    whole.fill(documents)
    whole.sitrep("run", "--once")
    broker: Broker | None = request.getfixturevalue("own_broker") if log == "kafka" else None
    killed = Pipeline(
        tmp_path / "killed", gazetteer=built_gazetteer, database_url=new_database_url(),
        log_url=broker.url if broker else "", partitions=3,
    )  # fmt: skip
    crash(killed, documents, kills=KILLS, seed=11, broker=broker)
    assert killed.account() == whole.account()
    assert killed.digest() == whole.digest()
