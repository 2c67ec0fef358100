"""A second generation beside a running first one: readers see nothing of it until it is promoted, and can go back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from events.documents import DocumentFetched
from sinks.store import open_store
from tests.support.newsset import document
from tests.support.pipeline import Pipeline, kill
from tests.support.stories import stories
from tests.support.until import until


def news(incidents: int, seed: int) -> list[DocumentFetched]:
    return [
        document(f"https://n{seed}.example/{n}", s.text, minutes=n, publisher=s.publisher, title=s.title, published=s.published)
        for n, s in enumerate(stories(incidents, seed))
    ]


@pytest.fixture
def database_url(new_database_url: Callable[[], str]) -> str:
    return new_database_url()


def test_replay_promote_and_roll_back_beside_the_running_one(tmp_path: Path, built_gazetteer: Path, database_url: str) -> None:
    pipeline = Pipeline(
        tmp_path / "data", gazetteer=built_gazetteer, database_url=database_url, env={"SITREP_HTTP_PORT": "0"}, partitions=2
    )
    first, more, last = (news(incidents, seed) for seed, incidents in enumerate((12, 4, 2)))
    pipeline.fill(first)
    pipeline.sitrep("run", "--once")
    readers, running = open_store(database_url), pipeline.start("run")
    try:
        before = pipeline.digest()
        pipeline.sitrep("replay", "--from", "articles", "--into", "g2", "--execute")
        assert (pipeline.digest(), _seen(readers)) == (before, "g1")
        pipeline.fill(more)
        until(lambda: _both_say(pipeline, len(first) + len(more)), 60, 0.5)
        pipeline.sitrep("promote", "g2", "--execute")
        assert _seen(readers) == "g2"
        pipeline.fill(last)
        until(lambda: _both_say(pipeline, len(first) + len(more) + len(last)), 60, 0.5)
        newest = pipeline.digest()
        pipeline.sitrep("rollback", "--execute")
        assert _seen(readers) == "g1"
        assert pipeline.digest() == newest, "the old generation was not fed on"
    finally:
        kill(running)
        readers.dispose()


def _seen(readers: Engine) -> str:
    """The generation behind the public views."""
    with readers.connect() as connection:
        view = connection.execute(text("SELECT pg_get_viewdef('public.incidents'::regclass)")).scalar_one()
    return "g2" if "g2." in view else "g1" if "g1." in view else view


def _both_say(pipeline: Pipeline, documents: int) -> bool:
    """Whether both generations have worked out so many documents, and say the same of them."""
    exports = [pipeline.sitrep("incidents", "export", "--generation", name) for name in ("g1", "g2")]
    reports = [report for line in exports[0].splitlines() for report in json.loads(line)["reports"]]
    return exports[0] == exports[1] and len({r["article_id"] for r in reports}) == documents
