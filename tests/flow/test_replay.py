"""Generations beside each other: making, copying, promoting, dropping, and what a broken-off replay leaves."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from eventlog.dead import list_dead
from eventlog.generations import (
    Generations,
    create_generation,
    drop_generation,
    load_generations,
    promote_generation,
    rollback,
)
from eventlog.log import Log
from eventlog.replay import Plan, execute, plan
from eventlog.sqlite_log import SqliteLog
from eventlog.step import one_by_one
from eventlog.worker import StatelessWorker
from events.codec import AnyEvent, decode
from events.documents import ArticleRead
from events.errors import ConfigError, GenerationMismatch, LogUnavailable
from events.ids import make_id, partition_of
from events.reports import ArticleReported
from events.topics import topic_name
from tests.support.broken import Unreliable
from tests.support.toy_steps import document, put, read

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
VERSIONS = {"code": "1"}
MANY = 3


@pytest.fixture
def log(tmp_path: Path):
    log = SqliteLog(tmp_path / "log.db")
    yield log
    log.close()


def fetch(log: Log, numbers: range) -> None:
    for number in numbers:
        one = document(number, "bad" if number % 10 == 7 else "")
        put(log, "raw", [one], partition_of(one.key, MANY))


def report(event: AnyEvent) -> AnyEvent:
    assert isinstance(event, ArticleRead)
    if event.key.endswith("4"):
        raise ValueError("no reporting of this")
    rest = {"version": "1", "source": "s", "publisher": "p", "fetched_at": "", "title": "t"}
    return ArticleReported(id=make_id(event.id, "report", 0), article_id=event.article_id, **rest)


def reader(log: Log, generation: str, batch: int = 4) -> StatelessWorker:
    starts = load_generations(log).starts(generation, "raw")
    names = {name: topic_name(name, generation) for name in ("articles", "dead")}
    return StatelessWorker(
        log, name="read", source="raw", target=names["articles"], dead=names["dead"], transform=one_by_one(read),
        key=lambda event: event.key, batch=batch, starts=starts,
    )  # fmt: skip


def reporter(log: Log, generation: str, batch: int = 4) -> StatelessWorker:
    names = {name: topic_name(name, generation) for name in ("articles", "reports", "dead")}
    return StatelessWorker(
        log, name="report", source=names["articles"], target=names["reports"], dead=names["dead"], transform=one_by_one(report),
        key=lambda event: event.article_id, batch=batch, starts=load_generations(log).starts(generation, names["articles"]),
    )  # fmt: skip


def finish(worker: StatelessWorker) -> int:
    handled = 0
    while worker.lag():
        handled += worker.run_batch()
    worker.close()
    return handled


def ids(log: Log, topic: str) -> set[str]:
    parts = range(log.topics()[topic])
    return {decode(record.value).id for part in parts for record in log.read(topic, part, 0, 10_000)}


def first(log: Log) -> None:
    """g1, which has read 30 of 40 documents and reported on some."""
    create_generation(log, "g1", VERSIONS, NOW, MANY)
    fetch(log, range(30))
    finish(reader(log, "g1"))
    worker = reporter(log, "g1")
    for _ in range(4):
        worker.run_batch()
    worker.close()
    fetch(log, range(30, 40))


@pytest.mark.parametrize("origin", ["raw", "articles", "reports"])
def test_a_replay_comes_to_what_its_parent_comes_to_without_doing_it_all_again(log: Log, origin: str) -> None:
    first(log)
    todo = plan(log, "g1", origin, "g2")
    articles = 0 if origin == "raw" else 27
    assert sum(count for topic, count in todo.copies.items() if topic.endswith("articles")) == articles
    assert todo.again["raw"] == (40 if origin == "raw" else 10)
    progress: list[tuple[int, int]] = []
    made = execute(log, todo, {"code": "2"}, NOW, lambda *step: progress.append(step))
    assert (made.origin, made.parent, made.created_at) == (origin, "g1", "2026-01-02T03:04:05.000Z")
    assert progress[-1:] == ([(todo.records, todo.records)] if todo.records else [])
    if origin == "reports":
        done = sum(made.starts["g2.articles"].values())
        assert 0 < done < 27
    assert finish(reader(log, "g2")) == todo.again["raw"]
    again = finish(reporter(log, "g2"))
    assert again == 36 - (done if origin == "reports" else 0)
    finish(reader(log, "g1"))
    finish(reporter(log, "g1"))
    for topic in ("articles", "reports"):
        assert ids(log, f"g2.{topic}") == ids(log, f"g1.{topic}")
    died = {generation: {dead.died.id for dead in list_dead(log, f"{generation}.dead")} for generation in ("g1", "g2")}
    assert died["g1"] == died["g2"]
    assert {dead.died.topic for dead in list_dead(log, "g2.dead")} == {"raw", "g2.articles"}


def test_a_replay_of_a_replay_needs_its_grandparent_no_more(log: Log) -> None:
    first(log)
    execute(log, plan(log, "g1", "reports", "g2"), VERSIONS, NOW)
    finish(reader(log, "g1"))
    before = ids(log, "g1.articles")
    drop_generation(log, "g1", NOW)
    execute(log, plan(log, "g2", "articles", "g3"), VERSIONS, NOW)
    assert load_generations(log).get("g3").starts["raw"] == load_generations(log).get("g2").starts["raw"]
    finish(reader(log, "g3"))
    assert ids(log, "g3.articles") == before


def test_a_replay_that_broke_off_leaves_nothing_that_counts_and_can_be_begun_anew(log: Log) -> None:
    first(log)
    todo = plan(log, "g1", "articles", "g2")
    with pytest.raises(LogUnavailable):
        execute(Unreliable(log, ["ok", "half"]), todo, VERSIONS, NOW)
    assert load_generations(log).live == ["g1"]
    todo = plan(log, "g1", "articles", "g2")
    assert "g2.articles" in todo.unfinished
    execute(log, todo, VERSIONS, NOW)
    assert ids(log, "g2.articles") == ids(log, "g1.articles")
    assert sum(log.end("g2.articles", part) for part in range(MANY)) == 27


def test_a_plan_changes_nothing_and_refuses_what_cannot_be(log: Log) -> None:
    first(log)
    before = dict(log.topics())
    assert isinstance(plan(log, "g1", "articles", "g2"), Plan)
    assert log.topics() == before
    for parent, origin, into, message in (
        ("g1", "articles", "g1", "used before"),
        ("g9", "articles", "g2", "no generation 'g9'"),
        ("g1", "unique", "g2", "not from 'unique'"),
        ("g1", "articles", "G2!", "no name for a generation"),
        ("g1", "articles", "g" * 32, "31 characters"),
    ):
        with pytest.raises(ConfigError, match=message):
            plan(log, parent, origin, into)


def test_promoting_rolling_back_and_dropping(log: Log) -> None:
    assert load_generations(log) == Generations()
    create_generation(log, "g1", VERSIONS, NOW, MANY)
    assert promote_generation(log, "g1", NOW).previous == ""
    with pytest.raises(ConfigError, match="nothing to roll back to"):
        rollback(log, NOW)
    create_generation(log, "g2", VERSIONS, NOW, MANY)
    assert promote_generation(log, "g2", NOW).previous == "g1"
    assert load_generations(log).promoted == "g2"
    with pytest.raises(ConfigError, match="promoted already"):
        promote_generation(log, "g2", NOW)
    assert rollback(log, NOW).name == "g1"
    assert load_generations(log).promoted == "g1"
    with pytest.raises(ConfigError, match="what readers see"):
        drop_generation(log, "g1", NOW)
    assert drop_generation(log, "g2", NOW) is not None
    assert load_generations(log).live == ["g1"]
    assert not any(topic.startswith("g2.") for topic in log.topics())
    assert drop_generation(log, "g2", NOW) is None  # again, for what a crash may have left
    for refused in (lambda: promote_generation(log, "g2", NOW), lambda: create_generation(log, "g2", VERSIONS, NOW, MANY)):
        with pytest.raises(ConfigError, match="dropped"):
            refused()


def test_other_versions_may_not_go_on_in_a_generation(log: Log) -> None:
    create_generation(log, "g1", {"read": "1", "model": "a"}, NOW, MANY)
    found = load_generations(log)
    found.require("g1", {"read": "1", "model": "a"})
    with pytest.raises(GenerationMismatch, match=r"model: a then, b now.*sitrep replay"):
        found.require("g1", {"read": "1", "model": "b"})
    with pytest.raises(GenerationMismatch, match="model: a then, none now"):
        found.require("g1", {"read": "1"})
    with pytest.raises(ConfigError, match="no generation 'g7'"):
        found.require("g7", {})
