"""Promise 2 in full: one set of documents, one canonical export, whatever the order, log, workers, day or place."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from events.documents import DocumentFetched
from tests.prove.documents import the_set
from tests.support.kafka import Broker
from tests.support.pipeline import Pipeline, kill
from tests.support.seed_incidents import check_seed_incidents

pytestmark = [pytest.mark.prove, pytest.mark.timeout(3600)]
LATER = ("tests.support.later", "console")
ELSEWHERE = {"TZ": "Pacific/Chatham", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4711"}


class Way(NamedTuple):
    """One way of working the set out."""

    log: str
    partitions: int
    order: int
    readers: int = 1
    module: tuple[str, ...] = ("console",)
    env: dict[str, str] = {}


WAYS = [
    Way("sqlite", 1, 1),
    Way("sqlite", 3, 2, env=ELSEWHERE),
    Way("sqlite", 7, 3, readers=2, module=LATER),
    Way("kafka", 1, 4, env={**ELSEWHERE, "TZ": "America/Caracas", "PYTHONHASHSEED": "1"}),
    Way("kafka", 3, 5, readers=2),
    Way("kafka", 7, 1, readers=2),
]

Run = Callable[[Way], Pipeline]


@pytest.fixture(scope="module")
def documents() -> list[DocumentFetched]:
    return the_set()


@pytest.mark.kafka
def test_one_set_has_one_answer(
    documents: list[DocumentFetched],
    tmp_path: Path,
    kafka_url: str,
    built_gazetteer: Path,
    new_database_url: Callable[[], str],
) -> None:
    digests: dict[str, str] = {}
    for number, way in enumerate(WAYS):
        broker = Broker(_folder(tmp_path / f"kafka{number}")) if way.log == "kafka" else None
        if broker:
            broker.start()
        try:
            pipeline = Pipeline(
                tmp_path / f"way{number}", gazetteer=built_gazetteer, database_url=new_database_url(),
                log_url=broker.url if broker else "", partitions=way.partitions, env=way.env, module=way.module,
            )  # fmt: skip
            _work_out(pipeline, documents, way)
            digests[str(way)] = pipeline.digest()
            print(f"{digests[str(way)][:16]}  {way.log} {way}", flush=True)
            _check_account(pipeline, documents)
            if number == 1:
                digests |= _rebuilt(pipeline)
            check_seed_incidents(pipeline.export())
        finally:
            if broker:
                broker.stop()
    assert len(set(digests.values())) == 1, digests


def _work_out(pipeline: Pipeline, documents: list[DocumentFetched], way: Way) -> None:
    pipeline.fill(documents, way.order)
    more = [pipeline.start("process", "read") for _ in range(way.readers - 1)]
    try:
        pipeline.sitrep("run", "--once")
    finally:
        for process in more:
            kill(process)


def _check_account(pipeline: Pipeline, documents: list[DocumentFetched]) -> None:
    account = pipeline.account()
    assert account["fetched"] == len({d.id for d in documents})
    assert account["pending"] == 0
    assert account["dead"] + account["refused"] == 10


def _rebuilt(pipeline: Pipeline) -> dict[str, str]:
    """The same log worked out again into new generations."""
    digests = {}
    for origin in ("raw", "articles", "reports"):
        generation = f"again_{origin}"
        pipeline.sitrep("replay", "--from", origin, "--into", generation, "--execute")
        pipeline.sitrep("promote", generation, "--execute")
        digests[generation] = pipeline.digest()
        names = json.loads(pipeline.sitrep("generations", "list", "--json"))
        assert any(g["name"] == generation for g in names)
        pipeline.sitrep("rollback", "--execute")
    return digests


def _folder(path: Path) -> Path:
    os.makedirs(path)
    return path
