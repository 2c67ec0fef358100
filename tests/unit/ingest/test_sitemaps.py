"""Sitemaps: the newest pages that they list, whatever their form; an index is its newest parts.

`python -m tests.unit.ingest.test_sitemaps` writes the golden files beside the sitemaps again.
"""

import gzip
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import BadInput
from ingest.kinds.sitemap import parse_sitemap
from ingest.web.fetch import Fetched, FetchFailed, Request, Validators
from ingest.web.sitemap_index import BETWEEN, parts_of, with_parts

MAPS = sorted(Path(__file__).with_name("sitemaps").glob("*.xml"))
INDEX = b"""<?xml version="1.0"?>
<!-- made by hand -->
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap><loc>https://town.example/undated.xml</loc></sitemap>
  <sitemap><loc>https://elsewhere.example/2026.xml</loc><lastmod>2026-01-01</lastmod></sitemap>
  <sitemap><loc>https://town.example/2024.xml</loc><lastmod>2024-12-31</lastmod></sitemap>
  <sitemap><loc><![CDATA[/2025.xml?a=1&amp;b=2]]></loc><lastmod>2025-03-01T00:00:00Z</lastmod></sitemap>
</sitemapindex>"""


def golden(path: Path) -> dict[str, Any]:
    feed = parse_sitemap(path.read_bytes(), "https://town.example/sitemap.xml")
    entries = [{k: v for k, v in msgspec.to_builtins(entry).items() if v} for entry in feed.entries]
    return {"title": feed.title, "problems": list(feed.problems), "entries": entries}


def urlset(*pages: str, date: str = "2025-01-01") -> bytes:
    listed = (f"<url><loc>https://a.example/{page}</loc><lastmod>{date}</lastmod></url>" for page in pages)
    return f"<urlset>{''.join(listed)}</urlset>".encode()


def links(data: bytes, newest: int = 100) -> list[str]:
    return [
        entry.link.removeprefix("https://a.example/") for entry in parse_sitemap(data, "https://a.example/s.xml", newest).entries
    ]


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_sitemaps_are_read_as_sites_write_them(path: Path) -> None:
    assert golden(path) == json.loads(path.with_suffix(".json").read_text("utf-8"))


def test_only_the_newest_are_taken() -> None:
    data = b"".join(urlset(f"p{day}", date=f"2025-01-{day:02}") for day in range(1, 29)).replace(b"</urlset><urlset>", b"")
    assert links(data, 3) == ["p28", "p27", "p26"]


def test_a_packed_sitemap_is_unpacked_and_no_bomb() -> None:
    assert links(gzip.compress(urlset("a"))) == ["a"]
    with pytest.raises(BadInput, match="when unpacked"):
        links(gzip.compress(bytes(60 * 1024 * 1024)))
    for broken in (gzip.compress(urlset("a"))[:-9], b"\x1f\x8bxxxxxxxxxxxx"):
        with pytest.raises(BadInput, match="gzip"):
            links(broken)


def test_a_feed_in_a_sitemaps_place_is_read() -> None:
    feed = b'<rss version="2.0"><channel><item><title>t</title><link>https://a.example/x</link></item></channel></rss>'
    assert links(feed) == links(gzip.compress(feed)) == ["x"]


@pytest.mark.parametrize("data", [b"", b"{}", b"<html><body>x</body></html>", INDEX])
def test_what_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        links(data)


def test_a_broken_part_costs_itself_only() -> None:
    feed = parse_sitemap(BETWEEN.join([urlset("a"), b"<oops/>", urlset("b", "a", date="2026-01-01")]), "https://a.example/")
    assert [(e.link[-1], e.updated) for e in feed.entries] == [("b", "2026-01-01"), ("a", "2026-01-01")]
    assert feed.problems == ("no sitemap: its root is <oops>",)


def test_fifty_thousand_pages_are_read_within_the_limits() -> None:
    assert len(links(urlset(*map(str, range(50_000))))) == 100


def test_an_index_names_its_parts_newest_first() -> None:
    assert parts_of(INDEX, "https://town.example/sitemap.xml") == [
        "https://town.example/2025.xml?a=1&b=2", "https://town.example/2024.xml", "https://town.example/undated.xml",
    ]  # fmt: skip


class Site:
    def __init__(self, pages: dict[str, bytes | BadInput]) -> None:
        self.pages, self.asked = pages, []  # type: ignore[var-annotated]

    def __call__(self, request: Request) -> Fetched:
        self.asked.append(request.url)
        page = self.pages[request.url]
        if isinstance(page, BadInput):
            raise page
        return Fetched(request.url, 200, {"etag": '"x"', "last-modified": "y", "content-type": "text/xml"}, page)


def test_an_index_is_answered_with_its_newest_parts() -> None:
    gone = FetchFailed("gone", "status", 404)
    site = Site({f"https://a.example/{n}.xml": urlset(f"p{n}") for n in range(9)} | {"https://a.example/8.xml": gone})
    parts = "".join(
        f"<sitemap><loc>https://a.example/{n}.xml</loc><lastmod>2025-01-0{n + 1}</lastmod></sitemap>" for n in range(9)
    )
    site.pages["https://a.example/"] = f"<sitemapindex>{parts}</sitemapindex>".encode()
    answer = with_parts(site)(Request("https://a.example/"))
    assert site.asked == ["https://a.example/", *(f"https://a.example/{n}.xml" for n in (8, 7, 6, 5, 4))]
    assert sorted(links(answer.body)) == ["p4", "p5", "p6", "p7"]
    assert (answer.validators, answer.headers) == (Validators(), {"content-type": "text/xml"})
    few = with_parts(site, largest=2 * len(urlset("p1")))(Request("https://a.example/"))
    assert sorted(links(few.body)) == ["p6", "p7"]


def test_an_index_without_a_part_that_can_be_had_fails() -> None:
    gone = FetchFailed("gone", "status", 404)
    index = b"<sitemapindex><sitemap><loc>https://a.example/1</loc></sitemap><sitemap><loc>https://a.example/</loc></sitemap></sitemapindex>"
    site = Site(
        {"https://a.example/": index, "https://a.example/1": gone, "https://b.example/": b"<sitemapindex></sitemapindex>"}
    )
    with pytest.raises(FetchFailed, match="gone"):
        with_parts(site)(Request("https://a.example/"))
    with pytest.raises(BadInput, match="names no sitemap"):
        with_parts(site)(Request("https://b.example/"))
    assert site.asked == ["https://a.example/", "https://a.example/1", "https://a.example/", "https://b.example/"]


def test_what_is_no_index_goes_through_as_it_is() -> None:
    site = Site({"https://a.example/": urlset("a")})
    assert with_parts(site)(Request("https://a.example/")) == site(Request("https://a.example/"))


@given(data=st.binary(max_size=300) | st.text(max_size=300).map(lambda t: f"<urlset><url>{t}".encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    parts_of(data, "https://a.example/")
    with suppress(BadInput):
        parse_sitemap(data, "https://a.example/")


if __name__ == "__main__":
    for path in MAPS:
        path.with_suffix(".json").write_text(json.dumps(golden(path), ensure_ascii=False, indent=1) + "\n", "utf-8")
