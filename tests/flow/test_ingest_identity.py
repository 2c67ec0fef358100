"""One entry is one document, whatever its feed does to names: guids missing, shared, changing or without end, links that move."""

from collections.abc import Callable
from pathlib import Path

import pytest

from events.urls import host_of
from ingest.takings import PollResult
from processors.read.step import read_document
from tests.flow.test_ingest_feeds import Desk
from tests.support.newsroom import Newsroom

from ingest.sources.source import FeedSource  # isort: skip

BODY = "&lt;p&gt;" + "The quay of the old harbour was closed after a crane had fallen. " * 20 + "&lt;/p&gt;"


def feed(items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>Harbour</title>{items}</channel></rss>".encode()


def item(title: str, link: str = "", guid: str = "", body: str = "") -> str:
    link = f"<link>{link}</link>" if link else ""
    guid = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    return f"<item><title>{title}</title>{link}{guid}<description>{body or title} {BODY}</description></item>"


def polled(tmp_path: Path, site: Newsroom, *feeds: bytes) -> tuple[Desk, list[PollResult]]:
    """One poll for each form of the feed."""
    desk, results = Desk(tmp_path), []
    for each in feeds:
        site.serve("/odd.xml", each, "application/rss+xml")
        results += desk.poll(FeedSource(name="odd", url=site.url("odd.xml")), force=True)
        desk.later(minutes=90)
    return desk, results


Named = Callable[[str, int], str]
FORMS: dict[str, Named] = {
    "no guid": lambda base, turn: item("Crane", f"{base}/crane") + item("Ferry", f"{base}/ferry"),
    "no link": lambda base, turn: item("Crane", guid="c") + item("Ferry", guid="f"),
    "no link and no guid": lambda base, turn: item("Crane") + item("Ferry"),
    "one guid for all": lambda base, turn: item("Crane", guid="x") + item("Ferry", guid="x"),
    "one guid for all, with links": lambda base, turn: item("Crane", f"{base}/crane", "x") + item("Ferry", f"{base}/ferry", "x"),
    "one link for all": lambda base, turn: item("Crane", f"{base}/live", "c") + item("Ferry", f"{base}/live", "f"),
    "changing guids": lambda base, turn: item("Crane", f"{base}/crane", f"c{turn}") + item("Ferry", f"{base}/ferry", f"f{turn}"),
    "changing guids without links": lambda base, turn: item("Crane", guid=f"c{turn}") + item("Ferry", guid=f"f{turn}"),
    "guids of 10 KB": lambda base, turn: item("Crane", guid="c" * 10_240) + item("Ferry", guid="c" * 10_239 + "f"),
    "tracked links": lambda base, turn: item("Crane", f"{base}/crane?utm_id={turn}") + item("Ferry", f"{base}/ferry?xtor={turn}"),
    "order": lambda base, turn: (item("Crane") + item("Ferry")) if turn % 2 else (item("Ferry") + item("Crane")),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_two_entries_stay_two_documents(form: str, tmp_path: Path) -> None:
    with Newsroom() as site:
        base = site.url("a").removesuffix("/a")
        desk, results = polled(tmp_path, site, *(feed(FORMS[form](base, turn)) for turn in range(3)))
    assert [(r.new, r.changed) for r in results[:1]] == [(2, 0)]
    stored = desk.raw()
    titles = {read_document(d).title for d in stored}
    assert titles == {"Crane", "Ferry"}
    assert len(stored) == 2
    assert len({(read_document(d).article_id, read_document(d).version) for d in stored}) == 2
    desk.log.close()


def test_an_edit_without_a_link_is_a_revision(tmp_path: Path) -> None:
    with Newsroom() as site:
        forms = (feed(item("Crane", guid="c", body=said)) for said in ("Two are hurt.", "Three are hurt."))
        desk, results = polled(tmp_path, site, *forms)
    assert [(r.new, r.changed) for r in results] == [(1, 0), (0, 1)]
    first, second = (read_document(d) for d in desk.raw())
    assert first.article_id == second.article_id
    assert first.version != second.version
    desk.log.close()


def test_a_site_that_moves_to_https_keeps_its_articles(tmp_path: Path) -> None:
    with Newsroom() as site:
        forms = (feed(item("Crane", f"{scheme}://www.news.example/crane-7", "c")) for scheme in ("http", "https"))
        desk, _ = polled(tmp_path, site, *forms)
    articles = [read_document(d) for d in desk.raw()]
    assert {host_of(a.url) for a in articles} == {"news.example"}
    assert len({a.article_id for a in articles}) == 1
    desk.log.close()
