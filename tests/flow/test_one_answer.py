"""Promises 2 and 3 in short: made-up news and the seeds, on both logs, elsewhere, years on, and killed now and then."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from events.documents import DocumentFetched
from tests.prove.documents import seeds
from tests.support.crashes import crash
from tests.support.newsset import document, hard_set
from tests.support.pipeline import Pipeline
from tests.support.seed_incidents import check_seed_incidents
from tests.support.stories import stories

ELSEWHERE = {"TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "99"}


def news() -> list[DocumentFetched]:
    base = [
        document(f"https://news.example/{n}", s.text, minutes=n, publisher=s.publisher, title=s.title, published=s.published)
        for n, s in enumerate(stories(45, seed=3))
    ]
    return hard_set(base, seed=5, revisions=12, refetches=12, undated=4, copies=6, refused=5) + seeds()


@pytest.fixture(scope="module")
def documents() -> list[DocumentFetched]:
    return news()


Make = Callable[..., Pipeline]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory, built_gazetteer: Path, new_database_url: Callable[[], str]) -> Make:
    """Makes a pipeline with a database of its own."""

    def one(name: str, **options: object) -> Pipeline:
        folder = tmp_path_factory.mktemp(name) / "data"
        return Pipeline(folder, gazetteer=built_gazetteer, database_url=new_database_url(), **options)  # type: ignore[arg-type]

    return one


@pytest.fixture(scope="module")
def expected(make: Make, documents: list[DocumentFetched]) -> tuple[str, dict[str, int]]:
    """What the documents come to in the order in which they stand."""
    pipeline = make("plain")
    pipeline.fill(documents)
    pipeline.sitrep("run", "--once")
    check_seed_incidents(pipeline.export())
    account = pipeline.account()
    assert account["fetched"] == len({d.id for d in documents})
    assert (account["pending"], account["dead"] + account["refused"]) == (0, 5)
    return pipeline.digest(), account


def test_another_order_elsewhere_years_on(make: Make, documents: list[DocumentFetched], expected: tuple[str, object]) -> None:
    pipeline = make("elsewhere", partitions=3, env=ELSEWHERE, module=("tests.support.later", "console"))
    pipeline.fill(documents, order=1)
    pipeline.sitrep("run", "--once")
    assert (pipeline.digest(), pipeline.account()) == expected
    pipeline.sitrep("replay", "--from", "articles", "--into", "g2", "--execute")
    assert json.loads(pipeline.sitrep("generations", "list", "--json"))
    pipeline.sitrep("promote", "g2", "--execute")
    assert pipeline.digest() == expected[0]


def test_killed_now_and_then(make: Make, documents: list[DocumentFetched], expected: tuple[str, object]) -> None:
    pipeline = make("killed", partitions=2)
    crash(pipeline, documents, kills=3, seed=2, longest=4.0)
    assert (pipeline.digest(), pipeline.account()) == expected


@pytest.mark.kafka
def test_on_kafka_with_its_broker_killed(
    make: Make, documents: list[DocumentFetched], expected: tuple[str, object], request: pytest.FixtureRequest
) -> None:
    broker = request.getfixturevalue("own_broker")
    pipeline = make("kafka", log_url=broker.url, partitions=3)
    crash(pipeline, documents, kills=3, seed=4, broker=broker, longest=4.0)
    assert (pipeline.digest(), pipeline.account()) == expected
