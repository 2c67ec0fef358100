"""Which feeds a page names."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import BadInput
from ingest.kinds.links import parse_links

RSS = "application/rss+xml"


def links(html: str, url: str = "https://site.example/news/") -> list[str]:
    return [entry.link for entry in parse_links(html.encode(), url, "text/html; charset=utf-8").entries]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f'<link rel="alternate" type="{RSS}" title="T" href="/rss.xml">', ["https://site.example/rss.xml"]),
        (f"<LINK REL='home ALTERNATE' TYPE=' {RSS.upper()};charset=utf-8' HREF=rss.xml>", ["https://site.example/news/rss.xml"]),
        (f'<base href="https://cdn.example/x/"><link rel="alternate" type="{RSS}" href="rss">', ["https://cdn.example/x/rss"]),
        (f'<body><p><link href="//f.example/a#x" rel="alternate" type="{RSS}">', ["https://f.example/a"]),
        ('<link rel="feed" href="/feed">', ["https://site.example/feed"]),
        (f'<link rel="alternate" type="{RSS}" href="/a"><link rel="alternate" type="{RSS}" href="/a">', ["https://site.example/a"]),
        ('<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">', []),
        ('<link rel="alternate" type="text/html" hreflang="fr" href="/fr">', []),
        (f'<link rel="alternate stylesheet" type="{RSS}" href="/a">', []),
        (f'<link rel="alternate" type="{RSS}">', []),
        (f'<link rel="alternate" type="{RSS}" href="javascript:alert(1)">', []),
        (f'<p>x<!-- <link rel="alternate" type="{RSS}" href="/a"> -->', []),
        ('<a href="/rss/world.xml">World</a> <a href="/feedback">Write</a> <a href="/a.atom#x">A</a>',
         ["https://site.example/rss/world.xml", "https://site.example/a.atom"]),
        (f'<a href="/rss">x</a><link rel="alternate" type="{RSS}" href="/a">', ["https://site.example/a"]),
    ],
)  # fmt: skip
def test_feeds_are_found_where_sites_name_them(html: str, found: list[str]) -> None:
    assert links(html) == found


def test_what_is_no_page_is_refused() -> None:
    for data, kind in ((b"{}", "application/json"), (b"", "text/html")):
        with pytest.raises(BadInput):
            parse_links(data, "https://site.example/", kind)


@given(data=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_a_page_or_refused(data: bytes) -> None:
    with suppress(BadInput):
        parse_links(data, "https://site.example/")
