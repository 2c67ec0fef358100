"""From a site's address to its feeds, over a real server on this machine."""

from collections.abc import Iterator

import pytest

from events.errors import BadInput
from ingest.sources.discovery import Discovery, choice
from ingest.web.fetch import Fetched, Fetcher, Limits
from tests.support.feeds import feed_parser
from tests.support.newsroom import STORIES, Newsroom

RSS = '<link rel="alternate" type="application/rss+xml" href="{}">'


@pytest.fixture
def site() -> Iterator[Newsroom]:
    with Newsroom() as made:
        yield made


@pytest.fixture
def discovery() -> Iterator[Discovery]:
    fetcher = Fetcher("desk@news.example", allowed=["127.0.0.0/8"], limits=Limits(seconds=5))
    yield Discovery(fetcher.get, feed_parser())
    fetcher.close()


def page(site: Newsroom, *names: str, path: str = "/") -> str:
    site.serve(path, f"<html><head>{''.join(map(RSS.format, names))}</head><body>Gazette</body></html>".encode(), "text/html")
    return site.url(path)


def comments(site: Newsroom) -> None:
    site.serve("/comments/feed", site._rss().replace("/news/", "/comment/").encode(), "application/rss+xml")


def urlset(site: Newsroom) -> bytes:
    return f"<urlset>{''.join(f'<url><loc>{site.page_url(s.slug)}</loc></url>' for s in STORIES)}</urlset>".encode()


def test_a_feeds_own_address_is_taken_as_it_is(discovery: Discovery, site: Newsroom) -> None:
    found = discovery.look(site.url("rss.xml"))
    assert (found.itself, [c.url for c in choice(found.candidates, "feed")]) == (True, [site.url("rss.xml")])
    assert len(found.candidates[0].feed.entries) == 3


def test_one_feed_in_several_formats_beside_its_comments_is_clear(discovery: Discovery, site: Newsroom) -> None:
    comments(site)
    found = discovery.look(page(site, "/comments/feed", "rss.xml", "atom.xml", "feed.json", "gone.xml", "/"))
    assert [c.url for c in found.candidates] == [site.url(n) for n in ("comments/feed", "rss.xml", "atom.xml", "feed.json")]
    assert [c.url for c in choice(found.candidates, "feed")] == [site.url("rss.xml")]
    assert "HTTP 404" in found.problems[0]
    assert "not a feed" in found.problems[1]


def test_two_different_feeds_are_for_their_reader_to_choose(discovery: Discovery, site: Newsroom) -> None:
    site.serve("/sport.xml", site._rss().replace("/news/", "/sport/").encode(), "application/rss+xml")
    found = discovery.look(page(site, "rss.xml", "sport.xml"))
    assert [c.url for c in choice(found.candidates, "feed")] == [site.url("rss.xml"), site.url("sport.xml")]


def test_an_empty_feed_beside_a_full_one_is_not_meant(discovery: Discovery, site: Newsroom) -> None:
    site.serve("/empty.xml", b'<rss version="2.0"><channel><title>Nothing yet</title></channel></rss>', "application/rss+xml")
    found = discovery.look(page(site, "empty.xml", "rss.xml"))
    assert [c.url for c in choice(found.candidates, "feed")] == [site.url("rss.xml")]
    assert [c.url for c in choice(found.candidates[:1], "feed")] == [site.url("empty.xml")]


def test_usual_places_are_tried_only_where_a_page_names_nothing(discovery: Discovery, site: Newsroom) -> None:
    site.serve("/feed", site._rss().encode(), "application/rss+xml")
    discovery.look(page(site, "atom.xml"))
    assert site.answers("/feed", 200) == 0
    found = discovery.look(page(site, path="/world"))
    assert [c.url for c in found.candidates] == [site.url("feed")], "/rss.xml and others hold the same"
    assert found.problems == (), "nobody named them"


def test_sitemaps_come_from_robots_txt_news_first(discovery: Discovery, site: Newsroom) -> None:
    listed = [site.url(name) for name in ("all.xml", "more.xml", "last.xml", "news-map.xml")]
    site.serve("/robots.txt", "".join(f"Sitemap: {each}\n" for each in listed).encode(), "text/plain")
    for name in ("all.xml", "more.xml", "last.xml"):
        site.serve(f"/{name}", urlset(site), "application/xml")
    index = f"<sitemapindex><sitemap><loc>{listed[0]}</loc></sitemap></sitemapindex>"
    site.serve("/news-map.xml", index.encode(), "application/xml")
    found = discovery.look(page(site, "rss.xml"))
    assert [(c.kind, c.url) for c in found.candidates] == [
        ("feed", site.url("rss.xml")), ("sitemap", site.url("news-map.xml")), ("sitemap", listed[0]), ("sitemap", listed[1]),
    ]  # fmt: skip
    maps = discovery.look(site.url("/"), sitemaps=True)
    assert [c.kind for c in maps.candidates] == ["sitemap"] * 3
    assert discovery.look(listed[0]).candidates[0].kind == "sitemap"


def test_a_usual_sitemap_is_tried_where_nothing_else_is_found(discovery: Discovery, site: Newsroom) -> None:
    for name in ("/rss.xml", "/atom.xml", "/feed.json"):
        site.fail(name, 404)
    site.serve("/sitemap.xml", urlset(site), "application/xml")
    found = discovery.look(page(site))
    assert [(c.kind, len(c.feed.entries)) for c in found.candidates] == [("sitemap", 3)]
    assert choice(found.candidates, "feed") == []


def test_a_page_of_many_feeds_is_not_asked_for_all_of_them(discovery: Discovery, site: Newsroom) -> None:
    found = discovery.look(page(site, *(f"rss.xml?{n}" for n in range(40))))
    assert site.answers("/rss.xml", 200) == 24
    assert "16 more links" in found.problems[-1]
    assert len(choice(found.candidates, "feed")) == 1


def test_what_can_not_be_had_or_leads_inside_is_refused(discovery: Discovery, site: Newsroom) -> None:
    with pytest.raises(BadInput, match="HTTP 404"):
        discovery.look(site.url("nowhere"))
    strict = Fetcher("desk@news.example", limits=Limits(seconds=5))
    with pytest.raises(BadInput, match="not public"):
        Discovery(strict.get, feed_parser()).look(site.url("rss.xml"))
    strict.close()


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("http://site.example/rss", "https://site.example/rss.xml"),
        ("http://site.example/rss?token=s3cr3tvalue", "http://site.example/rss?token=s3cr3tvalue"),
    ],
)
def test_a_feed_that_moved_for_good_is_taken_where_it_is_now(site: Newsroom, url: str, taken: str) -> None:
    """Unless that would lose the credential that opens it."""
    there = "https://site.example/rss.xml"
    headers = {"content-type": "application/rss+xml"}
    found = Discovery(lambda _: Fetched(there, 200, headers, site._rss().encode(), moved=there), feed_parser()).look(url)
    assert [candidate.url for candidate in found.candidates] == [taken]
