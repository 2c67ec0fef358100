"""A crash anywhere in ingest: what was fetched and not noted is fetched again, nothing is lost, and nothing is stored twice."""

import json
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eventlog.log import Log, NewRecord
from events.errors import LogUnavailable, StoreUnavailable
from ingest.memory import Memory, Notes
from ingest.sources.source import FeedSource
from processors.read.step import read_document
from tests.support.desk import Desk, source
from tests.support.newsroom import STORIES, Newsroom
from tests.support.pipeline import Pipeline, kill

WHOLE = [replace(story, slug=f"whole-{story.slug}", paragraphs=story.paragraphs * 4) for story in STORIES]
STEPS = ("read", "report", "dedupe")
PARTS = ("stored", "unchanged", "duplicate", "refused", "dead", "pending", "missing")


class Killed(BaseException):
    """As far as the test goes, the process is gone."""


class Points:
    """Every place where a crash could come between log and memory; the nth raises."""

    def __init__(self, nth: int) -> None:
        self.left = nth

    def here(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed


class CrashingLog:
    def __init__(self, log: Log, points: Points) -> None:
        self._log, self._points = log, points
        self.topics, self.read = log.topics, log.read

    def append(self, records: list[NewRecord]) -> list[int]:
        self._points.here()
        done = self._log.append(records)
        self._points.here()
        return done


class CrashingMemory(Memory):
    def __init__(self, path: Path, points: Points) -> None:
        super().__init__(path)
        self._points = points

    def remember(self, notes: Notes) -> None:
        self._points.here()
        super().remember(notes)
        self._points.here()


@pytest.fixture
def sites() -> Iterator[list[Newsroom]]:
    with Newsroom() as teasers, Newsroom(WHOLE, whole=True) as whole:
        yield [teasers, whole]


def test_wherever_it_crashes_everything_is_there_once(tmp_path: Path, sites: list[Newsroom]) -> None:
    followed = [source(f"s{n}", site.url("rss.xml")) for n, site in enumerate(sites)]
    nth = 0
    while _crashed(tmp_path / str(nth), followed, nth := nth + 1):
        pass
    assert nth > 12, "before and after each append and each note"


def _crashed(folder: Path, followed: list[FeedSource], nth: int) -> bool:
    """Whether the nth point was reached. What comes after the crash is whole."""
    folder.mkdir()
    desk, points, crashed = Desk(folder), Points(nth), False
    ingestor = desk.open(*followed, log=CrashingLog(desk.log, points), memory=CrashingMemory(desk.path, points))  # type: ignore[arg-type]
    try:
        ingestor.poll(force=True)
    except Killed:
        crashed = True
    ingestor.close()
    for _ in range(2):
        desk.round(*followed)
    articles = [read_document(document) for document in desk.raw()]
    assert len({(article.article_id, article.version) for article in articles}) == 6, nth
    assert len(articles) <= 6 + 3, "only what was under way is fetched again"
    for health in desk.health(*followed):
        assert health.fetched == health.sent + health.unchanged + health.duplicate + health.refused
        assert health.waiting == 0
    desk.log.close()
    return crashed


class FullDisk(Memory):
    """Can't be written for a while."""

    full = False

    def remember(self, notes: Notes) -> None:
        if self.full:
            self._db.execute("PRAGMA query_only = 1")
        try:
            super().remember(notes)
        finally:
            self._db.execute("PRAGMA query_only = 0")


class DownLog(CrashingLog):
    """Can't be written for a while."""

    down = False

    def append(self, records: list[NewRecord]) -> list[int]:
        if self.down:
            raise LogUnavailable("down")
        return self._log.append(records)


@pytest.mark.parametrize("what", ["memory", "log"])
def test_what_cannot_be_written_for_a_while_is_kept_and_nothing_more_is_asked(
    tmp_path: Path, sites: list[Newsroom], what: str
) -> None:
    desk = Desk(tmp_path)
    memory, log = FullDisk(desk.path), DownLog(desk.log, Points(0))
    ingestor = desk.open(source("s", sites[1].url("rss.xml")), log=log, memory=memory)  # type: ignore[arg-type]
    memory.full, log.down = what == "memory", what == "log"
    refused = 0
    for _ in range(60):
        try:
            ingestor.turn(0.1)
        except (StoreUnavailable, LogUnavailable):
            refused += 1
        if refused == 5:
            memory.full = log.down = False
    ingestor.close()
    assert refused == 5
    assert sites[1].answers("/rss.xml", 200) == 1, "what had come was kept"
    assert len(desk.raw()) == len({document.id for document in desk.raw()}) == 3
    (health,) = desk.health(source("s", sites[1].url("rss.xml")))
    assert (health.sent, health.state) == (3, "ok")
    desk.log.close()


def test_killed_for_real_again_and_again_nothing_is_stored_twice(
    tmp_path: Path, sites: list[Newsroom], built_gazetteer: Path
) -> None:
    pipelines = {
        name: Pipeline(
            tmp_path / name, gazetteer=built_gazetteer, database_url="",
            env={"SITREP_INGEST_ALLOW": "127.0.0.0/8", "SITREP_INGEST_REST": "0"},
        )
        for name in ("killed", "whole")
    }  # fmt: skip
    for name in pipelines:
        urls = [site.url("rss.xml") for site in (*sites, sites[1])]
        blocks = [f'[[source]]\nname = "s{n}"\nkind = "feed"\nurl = "{url}"\n' for n, url in enumerate(urls)]
        (tmp_path / name / "sources.toml").write_text("".join(blocks))
    kills = 0
    for nth in (2, 3, 4, 6, 2):  # the points at which the process dies, one run after the other
        process = pipelines["killed"].start(str(nth), module=("tests.support.killed_ingest",))
        kills += process.wait(120) == -signal.SIGKILL
        kill(process)
    assert kills >= 3
    killed, whole = (_account(pipelines[name]) for name in ("killed", "whole"))
    assert killed["stored"] == whole["stored"] == 6
    assert whole["duplicate"] == 3, "the same stories under two sources"
    assert killed["duplicate"] > 3, "something was fetched twice"
    assert (killed["missing"], killed["pending"], whole["missing"], whole["pending"]) == (0, 0, 0, 0)


def _account(pipeline: Pipeline) -> dict[str, Any]:
    pipeline.sitrep("ingest", "--once")
    for step in STEPS:
        pipeline.sitrep("process", step, "--once")
    answer = json.loads(pipeline.sitrep("sources", "health", "--json"))
    for items in [answer["items"], *(each["items"] for each in answer["sources"])]:
        assert items["fetched"] == sum(items[part] for part in PARTS), items
    account: dict[str, Any] = answer["items"]
    return account
