"""One spelling of a URL, and of a host."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.errors import BadInput
from events.urls import host_of, normalised, site_of

PARTS = st.tuples(
    st.sampled_from(["http", "HTTPS", "https"]),
    st.sampled_from(["News.Example", "news.example:443", "news.example:80", "[::1]:8080", "bücher.example", "u:p@a.example"]),
    st.text(alphabet="abcÄé/%20 .~;=:@+-_", max_size=20),
    st.text(alphabet="abé=&?%3D+utm_source=x fbclid", max_size=30),
    st.text(max_size=5),
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://News.Example:80", "http://news.example/"),
        ("https://news.example:443/a?b=2&a=1#top", "https://news.example/a?b=2&a=1"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example/a?utm_source=rss&id=7&fbclid=x&UTM_medium=y", "https://news.example/a?id=7"),
        ("https://news.example/a?utm_source=rss", "https://news.example/a"),
        ("https://user:secret@news.example/a", "https://news.example/a"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("  https://news.example./a b ", "https://news.example/a%20b"),
        ("https://news.example/A/%C3%A9?q=%20", "https://news.example/A/%C3%A9?q=%20"),
    ],
)
def test_one_spelling(url: str, expected: str) -> None:
    assert normalised(url) == expected


@pytest.mark.parametrize(
    "url",
    ["", "news.example/a", "/a", "mailto:a@b.example", "javascript:alert(1)", "ftp://a.example/", "http://", "http://a:99999/"],
)
def test_no_url_is_refused(url: str) -> None:
    with pytest.raises(BadInput):
        normalised(url)


@given(PARTS)
def test_twice_changes_nothing(parts: tuple[str, str, str, str, str]) -> None:
    scheme, host, path, query, fragment = parts
    once = normalised(f"{scheme}://{host}/{path}?{query}#{fragment}")
    assert normalised(once) == once


@given(st.text(max_size=60))
@example("http://[::1")
@example("http://a\x00b/")
def test_any_text_is_a_url_or_refused(text: str) -> None:
    try:
        once = normalised(text)
    except BadInput:
        return
    assert normalised(once) == once
    assert host_of(once)


def test_hosts() -> None:
    assert host_of("https://www.News.Example:8080/a") == "news.example"
    assert host_of("no url") == ""
    assert (
        site_of("https://amp.news.example/a")
        == site_of("https://m.news.example/")
        == site_of("https://www.news.example/")
        == "news.example"
    )
    assert site_of("https://m.example/") == "m.example"
