"""Feeds and pages of a real local server, the whole way to merged incidents."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.newsroom import STORIES, Newsroom, copied
from tests.support.pipeline import Pipeline

Line = dict[str, Any]
FEEDS = ("rss.xml", "atom.xml", "feed.json")


def test_from_feeds_to_incidents(tmp_path: Path, built_gazetteer: Path, new_database_url: Callable[[], str]) -> None:
    local = {"SITREP_INGEST_ALLOW": "127.0.0.0/8", "SITREP_INGEST_REST": "0"}
    pipeline = Pipeline(tmp_path / "data", gazetteer=built_gazetteer, database_url=new_database_url(), env=local)
    with Newsroom(STORIES, "Harbour Gazette") as first, Newsroom([copied(STORIES[0])], "Copy Herald") as second:
        _follow(pipeline, tmp_path, {f"first-{feed}": first.url(feed) for feed in FEEDS} | {"second": second.url("rss.xml")})
        pipeline.sitrep("run", "--once")
        _check_all_arrived(pipeline.export())
        _check_second_poll_adds_nothing(pipeline, first)
        before = pipeline.digest()
        first.edit("mill", "Two workers were killed", "Three workers were killed")
        pipeline.sitrep("run", "--once")
        assert pipeline.digest() != before
        assert _about(pipeline.export(), "Aarhus")["figures"]["killed"]["best"] == 3
        assert len(_about(pipeline.export(), "Aarhus")["reports"]) == 1


def _follow(pipeline: Pipeline, folder: Path, feeds: dict[str, str]) -> None:
    blocks = [f"[[source]]\nname = {json.dumps(name)}\nkind = 'feed'\nurl = {json.dumps(url)}\n" for name, url in feeds.items()]
    (folder / "data" / "sources.toml").write_text("\n".join(blocks))


def _check_all_arrived(lines: list[Line]) -> None:
    """Three stories, one of them on two sites: a place where it ran, and no second witness."""
    assert len(lines) == 3
    ferry = _about(lines, "Larne")
    assert sorted(r["source"] for r in ferry["reports"]) == ["Copy Herald", "Harbour Gazette"]
    assert [r["independent"] for r in ferry["reports"]].count(True) == 1
    copy = next(r for r in ferry["reports"] if not r["independent"])
    assert copy["duplicate_of"] in {r["id"] for r in ferry["reports"]} - {copy["id"]}
    assert ferry["status"] == "reported"
    assert _about(lines, "Aarhus")["figures"]["killed"]["best"] == 2


def _check_second_poll_adds_nothing(pipeline: Pipeline, site: Newsroom) -> None:
    digest, account = pipeline.digest(), pipeline.account()
    asked = {f"/{feed}": site.answers(f"/{feed}", 304) for feed in FEEDS}
    pipeline.sitrep("run", "--once")
    assert (pipeline.digest(), pipeline.account()) == (digest, account)
    assert all(site.answers(path, 304) == count + 1 for path, count in asked.items())
    assert all(site.answers(f"/news/{slug}.html", 304) for slug in site.stories)


def _about(lines: list[Line], town: str) -> Line:
    return next(line for line in lines if town in line["title"])
