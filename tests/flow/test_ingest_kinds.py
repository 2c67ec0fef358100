"""Sitemaps, watched pages, files of articles, folders of PDF and Markdown: from where they stand to `raw`, and on from there."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eventlog.open_log import open_log
from events.codec import decode
from events.documents import DocumentFetched
from events.topics import RAW, TopicSpec
from ingest.ingestor import Ingestor
from ingest.memory import Memory
from ingest.scheduling.manners import Manners
from ingest.sources.source import ArticlesSource, FeedSource, FolderSource, PageSource, SitemapSource, Source
from ingest.takings import PollResult
from ingest.web.fetch import Fetcher, Limits
from processors.read.step import read_document
from tests.support.feeds import feed_parser
from tests.support.newsroom import STORIES, Newsroom
from tests.support.pdfs import pdf

NOTICE = """<html><head><title>Notices</title></head><body><nav>{0}</nav><main><h1>Notice to the port</h1><p>{1}</p></main>
<aside>{0}</aside></body></html>"""
FIRST = "The north quay is closed after a crane fell into the basin on Monday; two dockers were hurt."


class Desk:
    """An ingestor that is opened anew for every poll, an hour after the last."""

    def __init__(self, folder: Path) -> None:
        self.now = datetime(2025, 3, 8, 12, 0, tzinfo=UTC)
        self.log = open_log(f"sqlite:///{folder}/log.sqlite")
        self.log.create_topics([TopicSpec(RAW, 1)])
        self._memory = folder / "ingest.sqlite"

    def poll(self, source: Source) -> PollResult:
        self.now += timedelta(hours=1)
        fetcher = Fetcher("desk@news.example", allowed=["127.0.0.0/8"], limits=Limits(seconds=5))
        manners = Manners(rest=timedelta())
        ingestor = Ingestor(self.log, RAW, [source], Memory(self._memory), lambda: self.now, fetcher, feed_parser(), manners)
        try:
            (result,) = ingestor.poll(force=True)
            return result
        finally:
            ingestor.close()

    def raw(self) -> list[DocumentFetched]:
        found = [decode(record.value) for record in self.log.read(RAW, 0, 0, 1000)]
        return [event for event in found if isinstance(event, DocumentFetched)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.log.close()


@pytest.fixture
def site() -> Iterator[Newsroom]:
    with Newsroom() as made:
        yield made


def counts(result: PollResult) -> tuple[int, int, int]:
    return result.new, result.changed, result.unchanged


def listed(site: Newsroom, *slugs: str) -> bytes:
    news = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    urls = "".join(
        f"<url><loc>{site.page_url(s.slug)}</loc><news:news><news:publication><news:name>Gazette</news:name>"
        f"<news:language>en</news:language></news:publication><news:publication_date>{s.published}</news:publication_date>"
        f"<news:title>{s.title}</news:title></news:news></url>"
        for s in STORIES
        if s.slug in slugs
    )
    return f"<urlset {news}>{urls}</urlset>".encode()


def test_the_pages_of_a_news_sitemap_arrive_through_its_index(desk: Desk, site: Newsroom) -> None:
    site.serve("/march.xml", listed(site, "mill", "bridge"), "application/xml")
    site.serve("/early.xml", listed(site, "ferry"), "application/xml")
    parts = f"<sitemap><loc>{site.url('march.xml')}</loc></sitemap><sitemap><loc>{site.url('early.xml')}</loc></sitemap>"
    site.serve("/sitemap.xml", f"<sitemapindex>{parts}</sitemapindex>".encode(), "application/xml")
    source = SitemapSource(name="list", url=site.url("sitemap.xml"), newest=2)
    result = desk.poll(source)
    assert (counts(result), result.errors) == ((2, 0, 0), ())
    articles = {a.key: a for a in map(read_document, desk.raw())}
    assert sorted(articles) == [site.page_url("bridge"), site.page_url("mill")]
    for story in STORIES[1:]:
        article = articles[site.page_url(story.slug)]
        assert (article.text, article.title, article.publisher) == ("\n".join(story.paragraphs), story.title, "Gazette")
        assert datetime.fromisoformat(article.published) == datetime.fromisoformat(story.published)
    assert counts(desk.poll(source)) == (0, 0, 2)
    assert site.answers("/sitemap.xml", 200) == 2, "an unchanged index says nothing of its parts"


def test_a_watched_page_is_one_document_that_is_revised_when_its_text_is(desk: Desk, site: Newsroom) -> None:
    source = PageSource(name="notices", url=site.url("notices"), publisher="Port office")
    site.serve("/notices", NOTICE.format("Monday", FIRST).encode(), "text/html; charset=utf-8")
    assert counts(desk.poll(source)) == (1, 0, 0)
    assert counts(desk.poll(source)) == (0, 0, 0)
    assert site.answers("/notices", 304) == 1
    site.serve("/notices", NOTICE.format("Tuesday, 17 visitors", FIRST).encode(), "text/html; charset=utf-8")
    assert counts(desk.poll(source)) == (0, 0, 1)
    site.serve("/notices", NOTICE.format("Wednesday", FIRST.replace("two", "three")).encode(), "text/html; charset=utf-8")
    assert counts(desk.poll(source)) == (0, 1, 0)
    assert site.answers("/notices", 200) == 3, "the page that was read is the page that is kept"
    first, second = map(read_document, desk.raw())
    assert (first.article_id, first.key) == (second.article_id, site.url("notices"))
    assert first.version != second.version
    assert FIRST in first.text
    assert FIRST.replace("two", "three") in second.text
    assert (second.title, second.publisher) == ("Notice to the port", "Port office")


def test_a_sites_front_page_can_be_watched(desk: Desk, site: Newsroom) -> None:
    source = PageSource(name="front", url=site.url(""))
    for number, text in enumerate((FIRST, FIRST.replace("two", "nine"))):
        site.serve("/", NOTICE.format("", text).encode(), "text/html")
        assert counts(desk.poll(source)) == (number == 0, number == 1, 0)
    assert len({document.key for document in desk.raw()}) == 1


def test_a_watched_page_that_is_no_page_is_an_error(desk: Desk, site: Newsroom) -> None:
    site.serve("/data", b'{"a": 1}', "application/json")
    site.serve("/app", b"<html><script>draw()</script></html>", "text/html")
    for path, said in (("data", "this is application/json"), ("app", "a page without text")):
        result = desk.poll(PageSource(name=path, url=site.url(path)))
        assert counts(result) == (0, 0, 0)
        assert said in result.errors[0]


def test_a_feeds_link_to_a_pdf_is_read(desk: Desk, site: Newsroom) -> None:
    site.serve("/report.pdf", pdf([["Report of the harbour office", FIRST[:61], FIRST[62:]]]), "application/pdf")
    feed = site._rss().replace(site.page_url("mill"), site.url("report.pdf")).encode()
    site.serve("/mixed.xml", feed, "application/rss+xml")
    result = desk.poll(FeedSource(name="mixed", url=site.url("mixed.xml")))
    assert (counts(result), result.errors) == ((3, 0, 0), ())
    (report,) = [read_document(d) for d in desk.raw() if d.key == site.url("report.pdf")]
    assert FIRST in report.text


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_of_a_file_of_articles_only_what_was_added_is_read(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "export.jsonl"
    source = ArticlesSource(name="export", path=str(file), publisher="Archive")
    file.write_text(line(url="https://a.example/1?utm_source=x", title="One", text=FIRST, published="2025-03-01", language="en"))
    assert counts(desk.poll(source)) == (1, 0, 0)
    with file.open("a") as more:
        more.write('{"text": 3}\n\n' + line(text=FIRST.replace("north", "south"), publisher="Gazette"))
    result = desk.poll(source)
    assert counts(result) == (1, 0, 0)
    assert result.errors == (f"{file}, line 2: Expected `str`, got `int` - at `$.text`",)
    assert (counts(desk.poll(source)), desk.poll(source).errors) == ((0, 0, 0), ())
    with file.open("a") as more:
        more.write(line(url="https://a.example/1", title="One", text=FIRST.replace("two", "three")))
    assert counts(desk.poll(source)) == (0, 1, 0)
    file.write_text(file.read_text().replace("Gazette", "Courier"))
    assert counts(desk.poll(source)) == (0, 3, 0), "another file: every line is looked at"
    one, other, *_ = map(read_document, desk.raw())
    assert (one.key, one.title, one.text, one.published) == ("https://a.example/1", "One", FIRST, "2025-03-01")
    assert (one.publisher, other.publisher, one.language) == ("Archive", "Gazette", "en")


def test_a_file_of_articles_that_is_missing_for_a_while_is_not_read_twice(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "export.jsonl"
    source = ArticlesSource(name="export", path=str(file))
    file.write_text(line(text=FIRST))
    assert counts(desk.poll(source)) == (1, 0, 0)
    file.rename(tmp_path / "away")
    assert "No such file" in desk.poll(source).errors[0]
    (tmp_path / "away").rename(file)
    assert counts(desk.poll(source)) == (0, 0, 0)


def test_a_folder_of_pdf_and_markdown_is_read(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    (folder / "2025").mkdir(parents=True)
    (folder / "report.pdf").write_bytes(pdf([["Harbour report", FIRST[:61], FIRST[62:]]], title="Harbour report"))
    (folder / "2025" / "note.md").write_text(f"---\ntitle: Quay\ndate: 2025-03-04\n---\n\n# Quay\n\n**{FIRST}**\n")
    (folder / "2025" / "manifest.toml").write_text("not read: only the folder's own counts")
    (folder / "manifest.toml").write_text('[[document]]\nfile = "2025/note.md"\npublisher = "Port office"\n')
    assert counts(desk.poll(FolderSource(name="desk", path=str(folder), subfolders=True))) == (2, 0, 0)
    note, report = sorted(map(read_document, desk.raw()), key=lambda a: a.key)
    assert (note.key, note.title, note.text, note.published) == ("file:desk/2025/note.md", "Quay", FIRST, "2025-03-04")
    assert note.publisher == "Port office"
    assert (report.key, report.title, report.text) == ("file:desk/report.pdf", "Harbour report", FIRST)
