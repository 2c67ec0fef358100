"""From a site's feeds to `raw`: what arrives, what is asked again, and what a crash costs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eventlog.log import Log, NewRecord
from eventlog.open_log import open_log
from events.codec import decode
from events.documents import DocumentFetched
from events.errors import LogUnavailable
from events.topics import RAW, TopicSpec
from ingest.ingestor import Ingestor
from ingest.memory import Memory
from ingest.scheduling.manners import Manners
from ingest.sources.source import FeedSource, Source
from ingest.takings import PollResult
from ingest.web.fetch import Fetcher, Limits
from processors.read.step import read_document
from tests.support.feeds import feed_parser
from tests.support.newsroom import STORIES, Newsroom, Story, copied

PARTITIONS = 3
AT_ONCE = Manners(rest=timedelta())
FEEDS = ("rss.xml", "atom.xml", "feed.json")


class Desk:
    """An ingestor over one log and memory, at a time that the test sets; opened anew for every poll, as after a restart."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = datetime(2025, 3, 7, 12, 0, tzinfo=UTC)
        self.log: Log = open_log(f"sqlite:///{folder}/log.sqlite")
        self.log.create_topics([TopicSpec(RAW, PARTITIONS)])
        self.memory = folder / "ingest.sqlite"

    def poll(self, *sources: Source, force: bool = False, log: Log | None = None) -> list[PollResult]:
        fetcher = Fetcher("desk@news.example", allowed=["127.0.0.0/8"], limits=Limits(seconds=5))
        ingestor = Ingestor(log or self.log, RAW, sources, Memory(self.memory), self._clock, fetcher, feed_parser(), AT_ONCE)
        try:
            return ingestor.poll(force)
        finally:
            ingestor.close()

    def later(self, **passed: float) -> None:
        self.now += timedelta(**passed)

    def raw(self) -> list[DocumentFetched]:
        records = [r for p in range(PARTITIONS) for r in self.log.read(RAW, p, 0, 1000)]
        return [e for e in (decode(r.value) for r in records) if isinstance(e, DocumentFetched)]

    def _clock(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.log.close()


@pytest.fixture
def site() -> Iterator[Newsroom]:
    with Newsroom() as made:
        yield made


def feed(site: Newsroom, name: str = "rss.xml", **fields: object) -> FeedSource:
    return FeedSource(name=name, url=site.url(name), **fields)  # type: ignore[arg-type]


def counts(result: PollResult) -> tuple[int, int, int]:
    return result.new, result.changed, result.unchanged


@pytest.mark.parametrize("name", FEEDS)
def test_every_article_arrives_with_its_page(desk: Desk, site: Newsroom, name: str) -> None:
    (result,) = desk.poll(feed(site, name))
    assert (counts(result), result.errors) == ((3, 0, 0), ())
    documents = {d.key: d for d in desk.raw()}
    assert sorted(documents) == sorted(site.page_url(s.slug) for s in STORIES)
    for story in STORIES:
        document = documents[site.page_url(story.slug)]
        article = read_document(document)
        assert article.text == "\n".join(story.paragraphs)
        assert (article.title, article.byline, article.language) == (story.title, story.author, "en")
        assert datetime.fromisoformat(article.published) == datetime.fromisoformat(story.published)
        assert (article.publisher, article.url) == ("Harbour Gazette", site.page_url(story.slug))


def test_a_second_poll_adds_nothing_and_carries_nothing(desk: Desk, site: Newsroom) -> None:
    sources = [feed(site, name) for name in FEEDS]
    desk.poll(*sources)
    before = desk.raw()
    again = desk.poll(*sources, force=True)
    assert desk.raw() == before
    assert [counts(r) for r in again] == [(0, 0, 0)] * 3
    for path in [f"/{name}" for name in FEEDS] + [f"/news/{s.slug}.html" for s in STORIES]:
        assert site.answers(path, 304) >= 1, path
    for name in FEEDS:
        assert site.answers(f"/{name}", 200) == 1, name


def test_a_server_without_etags_adds_nothing_either(desk: Desk, site: Newsroom) -> None:
    site.conditional = False
    desk.poll(feed(site))
    assert counts(desk.poll(feed(site), force=True)[0]) == (0, 0, 3)
    assert site.answers("/news/mill.html", 200) == 2
    assert len(desk.raw()) == 3


def test_a_feed_is_left_alone_until_it_is_due(desk: Desk, site: Newsroom) -> None:
    source = feed(site, poll_minutes=30)
    desk.poll(source)
    desk.later(minutes=29)
    (early,) = desk.poll(source)
    desk.later(minutes=2)
    (due,) = desk.poll(source)
    assert (early.skipped, due.skipped) == (True, False)
    assert site.answers("/rss.xml", 304) == 1


def test_whole_entries_need_no_page(desk: Desk) -> None:
    long = Story(
        "quay",
        "Quay closed",
        "2025-03-04T09:30:00+00:00",
        tuple(f"Paragraph {n} of the quay story. " + "word " * 40 for n in range(8)),
    )
    with Newsroom([long], whole=True) as site:
        desk.poll(feed(site, "feed.json"))
        assert site.answers("/news/quay.html", 200) == 0
    (document,) = desk.raw()
    assert document.page is None
    assert read_document(document).text.count("quay story") == 8


def test_an_edited_page_is_one_new_document_of_the_same_key(desk: Desk, site: Newsroom) -> None:
    source = feed(site)
    desk.poll(source)
    site.edit("ferry", "from three stations", "from five stations")
    desk.later(minutes=11)
    (result,) = desk.poll(source)
    assert counts(result) == (0, 1, 0)
    first, second = [d for d in desk.raw() if d.key == site.page_url("ferry")]
    assert first.id != second.id
    old, new = read_document(first), read_document(second)
    assert old.article_id == new.article_id
    assert old.version != new.version
    assert "five stations" in new.text
    assert len(desk.raw()) == 4


def test_an_entry_changed_in_the_feed_is_a_new_document(desk: Desk, site: Newsroom) -> None:
    desk.poll(feed(site))
    site.edit("ferry", "Twelve people were injured", "Fourteen people were injured")
    (result,) = desk.poll(feed(site), force=True)
    assert counts(result) == (0, 1, 2)
    assert len(desk.raw()) == 4


def test_young_pages_are_asked_ever_more_rarely(desk: Desk, site: Newsroom) -> None:
    source = feed(site, poll_minutes=10080)
    desk.poll(source)
    start = desk.now
    for minute, asked in [
        (9, 0),
        (11, 1),
        (40, 1),
        (42, 2),
        (160, 2),
        (163, 3),
        (520, 3),
        (524, 4),
        (1960, 4),
        (1965, 5),
        (9000, 5),
    ]:
        desk.now = start + timedelta(minutes=minute)
        desk.poll(source)
        assert site.answers("/news/mill.html", 304) == asked, f"after {minute} minutes"
    assert site.answers("/news/mill.html", 200) == 1
    assert len(desk.raw()) == 3


def test_a_page_that_fails_leaves_its_entry_alone_and_is_asked_again(desk: Desk, site: Newsroom) -> None:
    source = feed(site)
    site.fail("/news/ferry.html", 503)
    (result,) = desk.poll(source)
    assert counts(result) == (3, 0, 0)
    assert len(result.errors) == 1
    assert "ferry.html" in result.errors[0]
    assert "HTTP 503" in result.errors[0]
    site.fail("/news/ferry.html", 200)
    desk.later(minutes=11)
    assert counts(desk.poll(source)[0]) == (0, 1, 0)
    alone, whole = [d for d in desk.raw() if d.key == site.page_url("ferry")]
    assert (alone.page, whole.page is None) == (None, False)
    assert read_document(alone).text == STORIES[0].paragraphs[0]
    assert read_document(alone).article_id == read_document(whole).article_id


def test_an_article_never_shrinks_to_its_teaser(desk: Desk, site: Newsroom) -> None:
    source = feed(site)
    desk.poll(source)
    site.edit("ferry", "Twelve people", "Fourteen people")
    site.fail("/news/ferry.html", 500)
    (failed,) = desk.poll(source, force=True)
    assert (failed.new, failed.changed, len(failed.errors)) == (0, 0, 1)
    site.fail("/news/ferry.html", 200)
    desk.later(minutes=11)
    assert counts(desk.poll(source)[0]) == (0, 1, 0)
    newest = [d for d in desk.raw() if d.key == site.page_url("ferry")][-1]
    assert "Fourteen people" in read_document(newest).text
    assert newest.page is not None


def test_a_source_that_fails_stops_no_other(desk: Desk, site: Newsroom) -> None:
    site.fail("/atom.xml", 500)
    site.serve("/broken.xml", b"<rss version='2.0'><channel><item", "application/rss+xml")
    site.serve("/report.zip", b"PK\x03\x04", "application/zip")
    site.serve("/mixed.xml", site._rss().replace(site.page_url("mill"), site.url("report.zip")).encode(), "application/rss+xml")
    gone = FeedSource(name="gone", url="http://127.0.0.1:1/rss.xml")
    results = desk.poll(feed(site, "atom.xml"), feed(site, "broken.xml"), gone, feed(site, "mixed.xml"))
    assert [r.new for r in results] == [0, 0, 0, 3]
    for result, said in zip(results, ["HTTP 500", "not a feed", "refused", "report.zip"], strict=True):
        assert len(result.errors) == 1
        assert said in result.errors[0]


class Torn:
    """A log whose answer gets lost: the records are in, the caller learns of a failure."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self.topics, self.read = log.topics, log.read

    def append(self, records: list[NewRecord]) -> list[int]:
        self._log.append(records)
        raise LogUnavailable("cut off")


def test_a_crash_before_the_note_costs_a_fetch_and_loses_nothing(desk: Desk, site: Newsroom) -> None:
    with pytest.raises(LogUnavailable):
        desk.poll(feed(site), log=Torn(desk.log))  # type: ignore[arg-type]
    assert len(desk.raw()) == 1
    (result,) = desk.poll(feed(site))
    assert counts(result) == (3, 0, 0), "the page was not noted, so it is fetched and added again"
    documents = desk.raw()
    assert len({d.id for d in documents}) == 4
    articles = [read_document(d) for d in documents]
    assert len({(a.article_id, a.version) for a in articles}) == 3, "and dedupe can tell"
    assert counts(desk.poll(feed(site), force=True)[0]) == (0, 0, 0)


def test_a_crash_before_the_note_of_a_feed_fetches_it_again(desk: Desk) -> None:
    with Newsroom([replace(story, paragraphs=story.paragraphs * 5) for story in STORIES], whole=True) as site:
        with pytest.raises(LogUnavailable):
            desk.poll(feed(site), log=Torn(desk.log))  # type: ignore[arg-type]
        assert len(desk.raw()) == 3
        assert counts(desk.poll(feed(site))[0]) == (3, 0, 0)
        assert site.answers("/rss.xml", 200) == 2, "its validators were not noted"
        assert len({d.id for d in desk.raw()}) == 6
        assert len({read_document(d).version for d in desk.raw()}) == 3
        assert counts(desk.poll(feed(site), force=True)[0]) == (0, 0, 0)


def test_forgetting_everything_changes_no_article(desk: Desk, site: Newsroom) -> None:
    desk.poll(feed(site))
    desk.memory.unlink()
    desk.later(days=1)
    desk.poll(feed(site))
    articles = [read_document(d) for d in desk.raw()]
    assert len(articles) == 6
    assert len({(a.article_id, a.version) for a in articles}) == 3


def test_a_copy_on_a_second_site_is_a_document_of_its_own(desk: Desk, site: Newsroom) -> None:
    with Newsroom([copied(STORIES[0])], name="Second Wire") as second:
        desk.poll(feed(site), feed(second, "atom.xml"))
        copy = read_document(next(d for d in desk.raw() if d.publisher == "Second Wire"))
    original = read_document(next(d for d in desk.raw() if d.key == site.page_url("ferry")))
    assert copy.text == original.text
    assert copy.article_id != original.article_id
