"""Promise 3: kill -9 anywhere, the broker too, two writers at once: nothing lost, nothing counted twice, the same answer."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from events.documents import DocumentFetched
from tests.prove.documents import the_set
from tests.support.kafka import Broker
from tests.support.pipeline import Pipeline, kill

pytestmark = [pytest.mark.prove, pytest.mark.timeout(3600)]
KILLS = 30
ZOMBIE = ("tests.prove.second_writer",)


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


def crash(
    pipeline: Pipeline, documents: list[DocumentFetched], *, kills: int, seed: int, broker: Broker | None = None,
    longest: float = 6.0,
) -> None:  # fmt: skip
    """Feeds the documents in parts, and ends the pipeline, its second writer and now and then the broker while they work."""
    rng = random.Random(seed)
    docs = list(documents)
    rng.shuffle(docs)
    for number in range(kills):
        pipeline.fill(docs[number::kills])
        running = [pipeline.start("run", "--once"), pipeline.start(module=ZOMBIE)]
        time.sleep(rng.uniform(1.0, longest))
        if broker and number % 3 == 2:
            broker.kill()
            time.sleep(rng.uniform(0.0, 0.5))
        for process in running:
            kill(process)
        if broker and number % 3 == 2:
            broker.start()
    pipeline.sitrep("run", "--once")
