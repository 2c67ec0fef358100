"""No credential of a URL is shown, and what is harmless can still be read."""

import pytest

from events.credentials import secrets_of, shown, struck, with_user, without_secrets
from events.documents import FeedEntry
from events.errors import BadInput
from events.urls import normalised
from ingest.kinds.credentials import TEXTS, without_credentials
from ingest.kinds.feed_parts import Feed
from ingest.web.fetch import Fetched, Request
from ingest.web.sitemap_index import with_parts

LOT = "9f86d081884c7d659a2feaa0c55ad015"

URLS = [
    ("https://desk:hunter22@news.example/rss", "https://news.example/rss", {"hunter22"}),
    ("https://s3cr3tkey@news.example/rss", "https://news.example/rss", {"s3cr3tkey"}),
    ("https://desk:p%40ss@news.example/rss", "https://news.example/rss", {"p%40ss", "p@ss"}),
    ("https://desk:slash/ed@news.example/rss", "https://news.example/rss", {"slash/ed"}),
    ("https://news.example/rss?token=abcd1&page=2", "https://news.example/rss?token=…&page=2", {"abcd1"}),
    ("https://news.example/rss?a=1&API_KEY=abcd1#x", "https://news.example/rss?a=1&API_KEY=…#x", {"abcd1"}),
    ("https://news.example/rss?X-Amz-Signature=abcd1", "https://news.example/rss?X-Amz-Signature=…", {"abcd1"}),
    ("https://news.example/rss?access_token=abcd1", "https://news.example/rss?access_token=…", {"abcd1"}),
    ("https://news.example/rss?s=abcd1&sig=efgh2", "https://news.example/rss?s=abcd1&sig=…", {"efgh2"}),
    ("https://news.example/rss?u=4&hash=abcd1", "https://news.example/rss?u=4&hash=…", {"abcd1"}),
    ("https://news.example/rss?cookie=abcd1", "https://news.example/rss?cookie=…", {"abcd1"}),
    ("https://news.example/rss#auth=abcd1", "https://news.example/rss#auth=…", {"abcd1"}),
    (f"https://news.example/rss?feed={LOT}", "https://news.example/rss?feed=…", {LOT}),
    (f"https://news.example/rss?{LOT}", "https://news.example/rss?…", {LOT}),
    (f"https://news.example/private-{LOT}/rss", "https://news.example/…/rss", {f"private-{LOT}"}),
    ("https://news.example/T0aBcDeFgHiJkLmNoPqRs/rss", "https://news.example/…/rss", {"T0aBcDeFgHiJkLmNoPqRs"}),
]
HARMLESS = [
    "https://news.example/2024/03/05/fire-at-the-paper-mill-kills-2-workers.html?page=2&section=world#top",
    "https://video.example/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstu2",
    "https://news.example/@desk/rss?author=Ines&keyword=ferry&category=sport",
    "https://[2001:db8::1]:8080/a:b@c",
    "news.example",
]


@pytest.mark.parametrize(("url", "harmless", "secrets"), URLS)
def test_credentials_are_hidden_and_known(url: str, harmless: str, secrets: set[str]) -> None:
    assert shown(url) == harmless
    assert shown(harmless) == harmless
    assert secrets_of(url) == secrets
    assert not any(secret in shown(url) for secret in secrets)


@pytest.mark.parametrize("url", HARMLESS)
def test_the_rest_can_be_read(url: str) -> None:
    assert shown(url) == url
    assert secrets_of(url) == frozenset()


@pytest.mark.parametrize(
    "url",
    [
        "http://desk:hunter22@/",
        "ftp://desk:hunter22@news.example/",
        "http://desk:hunter22@a b/",
        "http://desk:hun/ter22@news.example/",
    ],
)
def test_an_error_of_a_url_shows_none(url: str) -> None:
    with pytest.raises(BadInput) as caught:
        normalised(url)
    assert "ter22" not in str(caught.value)


def test_what_repeats_a_secret_is_cleaned() -> None:
    secrets = secrets_of("https://news.example/rss?token=a%2Fb%3Dcd")
    assert secrets == {"a%2Fb%3Dcd", "a/b=cd"}
    assert struck("see https://news.example/1?k=a/b=cd or a%2Fb%3Dcd", secrets) == "see https://news.example/1?k=… or …"
    assert without_secrets("https://news.example/1?x=1&t=a%2Fb%3Dcd#c", secrets) == "https://news.example/1?x=1#c"
    assert without_secrets("https://news.example/1?x=a&y=%20", secrets) == "https://news.example/1?x=a&y=%20"
    assert without_secrets("https://news.example/a%2Fb%3Dcd/1", secrets) == ""


def test_a_word_is_a_secret_only_where_it_stands_like_one() -> None:
    secrets = secrets_of("https://desk:harbour@news.example/rss")
    text = "The harbour is shut: see https://desk:harbour@news.example/harbour-shut?p=harbour&q=harbours"
    assert struck(text, secrets) == "The harbour is shut: see https://desk:…@news.example/…-shut?p=…&q=harbours"
    assert without_secrets("https://news.example/the-harbour?p=harbour", secrets) == "https://news.example/the-harbour"


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://news.example:8443/1?a=b@c", "https://desk:harb%40ur@news.example:8443/1?a=b@c"),
        ("https://NEWS.example:8443", "https://desk:harb%40ur@NEWS.example:8443"),
        ("https://news.example/1", "https://news.example/1"),
        ("http://news.example:8443/1", "http://news.example:8443/1"),
        ("https://news.example:8443.evil.example/1", "https://news.example:8443.evil.example/1"),
        ("https://news.example:84439/1", "https://news.example:84439/1"),
        ("https://other.example/", "https://other.example/"),
    ],
)
def test_a_source_s_user_is_for_pages_of_its_own_origin(url: str, asked: str) -> None:
    assert with_user(url, "https://desk:harb%40ur@news.example:8443/rss") == asked
    assert with_user(url, "https://news.example:8443/rss") == url


def test_a_feed_keeps_nothing_that_opens_it() -> None:
    secrets = frozenset({"k3y", "s3cret"})
    entry = FeedEntry(
        title="t k3y", link="https://a.example/1?key=k3y&p=1", guid="g-k3y", published="1 k3y", updated="2 k3y", author="a k3y",
        language="k3y", summary="s k3y", content='c <a href="https://a.example/?t=s3cret">', named_by="guid",
    )  # fmt: skip
    feed = Feed("k3y", (entry,), ("p s3cret",), moved="https://a.example/rss?key=k3y", site="https://a.example/k3y/")
    cleaned = without_credentials(feed, secrets)
    assert "k3y" not in repr(cleaned)
    assert "s3cret" not in repr(cleaned)
    assert cleaned.entries[0].link == "https://a.example/1?p=1"
    assert (cleaned.moved, cleaned.site) == ("https://a.example/rss", "")
    assert set(entry.__struct_fields__) - {"link", "named_by", "state"} == set(TEXTS)
    assert without_credentials(feed, frozenset()) is feed


def test_the_parts_of_an_index_are_asked_for_with_its_user() -> None:
    asked: list[str] = []
    index = b"<sitemapindex><loc>https://news.example/1.xml</loc></sitemapindex>"

    def get(request: Request) -> Fetched:
        asked.append(request.url)
        return Fetched("https://news.example/map.xml", 200, {}, index if len(asked) == 1 else b"<urlset/>")

    with_parts(get)(Request("https://desk:harbour@news.example/map.xml"))
    assert asked[1:] == ["https://desk:harbour@news.example/1.xml"]
