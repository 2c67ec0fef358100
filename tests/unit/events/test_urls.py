"""One spelling of a URL, one name of an article, and of a host."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.errors import BadInput
from events.urls import canonical, host_of, normalised

PARTS = st.tuples(
    st.sampled_from(["http", "HTTPS", "https"]),
    st.sampled_from(["News.Example", "news.example:443", "news.example:80", "[::1]:8080", "bücher.example", "u:p@a.example"]),
    st.text(alphabet="abcÄé/%20 .~;=:@+-_", max_size=20),
    st.text(alphabet="abé=&?%3D+utm_source=x fbclid", max_size=30),
    st.text(max_size=5),
)
HASH = "0123456789abcdef0123456789abcdef"


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
        ("https://news.example/A/%c3%a9?q=%20%7e%41", "https://news.example/A/%C3%A9?q=%20~A"),
        ("https:\\\\news.example\\a\\..\\b\t\n", "https://news.example/b"),
        ("https://news.example/a/./b/%2e%2E/c", "https://news.example/a/c"),
        ("https://news.example/#!/story/7", "https://news.example/#!/story/7"),
        ("https://news.example/#/story/7", "https://news.example/#/story/7"),
        ("https://news.example/live#post-7", "https://news.example/live"),
        ("https://news.example/a;jsessionid=0A1B.node2?id=7", "https://news.example/a?id=7"),
        ("https://news.example/..;jsessionid=x/b", "https://news.example/b"),
        ("https://news.example/(S(lit3py55t21z5v55vlm25s55))/a.aspx", "https://news.example/a.aspx"),
        (f"https://news.example/t.php?t=7&sid={HASH}", "https://news.example/t.php?t=7"),
        ("https://news.example/a?PHPSESSID=abc&id=7", "https://news.example/a?id=7"),
        ("https://www.google.com/amp/s/www.news.example/a/amp?x=1", "https://www.news.example/a/amp?x=1"),
        ("https://www-news-example.cdn.ampproject.org/c/s/www.news.example/a?usqp=mq331", "https://www.news.example/a"),
        ("https://cdn.ampproject.org/v/news.example/a?amp_js_v=0.1", "http://news.example/a"),
        ("https://www.google.com/url?rct=j&sa=t&url=https://news.example/a%3Fid%3D7&ct=ga", "https://news.example/a?id=7"),
        ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"),
        ("https://www.google.com/amp/x", "https://www.google.com/amp/x"),
    ],
)
def test_one_spelling(url: str, expected: str) -> None:
    assert normalised(url) == expected
    assert normalised(expected) == expected


@pytest.mark.parametrize(
    "url",
    [
        "", "news.example/a", "/a", "mailto:a@b.example", "javascript:alert(1)", "ftp://a.example/", "http://", "http://a:99999/",
        "file:///etc/passwd", "data:text/html,x", "http://a b/", "http://[::1", "http://1.2.3.4.5/", "http://a.b.c.xn--pokxncvks/",
        "http://xn--/", "http://a\ud800b/", "http://%zz/", "https://a.example/" + "x" * 20_000,
    ],
)  # fmt: skip
def test_no_url_is_refused(url: str) -> None:
    for name in (normalised, canonical):
        with pytest.raises(BadInput):
            name(url)
    assert host_of(url) == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/2024/a-b",
        "https://www.news.example/2024/a-b/",
        "https://m.news.example/2024/a-b",
        "https://amp.news.example/2024/a-b?utm_source=x",
        "https://www.news.example/2024/a-b/amp/",
        "https://www.news.example/2024/a-b?amp=1",
        "https://www.news.example/2024/a-b?outputType=amp",
        "https://news.example/2024/a-b/index.html",
        "https://www.m.news.example/2024/a-b/amp/index.html/",
        "https://www.google.co.uk/amp/s/amp.news.example/2024/a-b.amp",
    ],
)
def test_views_of_an_article_have_one_name(url: str) -> None:
    assert canonical(url) == "https://news.example/2024/a-b"


@pytest.mark.parametrize(
    "urls",
    [
        ("https://news.example/amp", "https://news.example/"),
        ("https://news.example/a?page=1", "https://news.example/a?page=2"),
        ("https://news.example/a?sid=12", "https://news.example/a?sid=13"),
        (f"https://news.example/a?sid={HASH}", f"https://news.example/a?sid={HASH[::-1]}"),
        (f"https://news.example/a?s={HASH}&page=1", f"https://news.example/a?s={HASH[::-1]}&page=1"),
        (f"https://news.example/a?id={HASH}&n=1", f"https://news.example/a?id={HASH[::-1]}&n=1"),
        ("https://news.example/a?session_id=118", "https://news.example/a?session_id=117"),
        ("https://news.example/#!7", "https://news.example/#!8"),
        ("https://news.example/A", "https://news.example/a"),
        ("https://news.example/a.html", "https://news.example/a"),
        ("https://news.example/a%2Fb", "https://news.example/a/b"),
        ("https://amp.co.uk/a", "https://m.co.uk/a"),
        ("https://m.example/a", "https://amp.example/a"),
        ("https://news.example/a?b=1&c=2", "https://news.example/a?c=2&b=1&d=3"),
        ("https://news.example/a?amp=2", "https://news.example/a"),
        ("https://news.example:8080/a", "https://news.example/a"),
    ],
)
def test_what_may_be_two_articles_has_two_names(urls: tuple[str, str]) -> None:
    assert canonical(urls[0]) != canonical(urls[1])


WORDS = "amp index mobile session live news story 2024 12 a b ru en sid print default page"
WORD = st.sampled_from(WORDS.split())
NUMBER = st.integers(0, 10**9).map(str)
SLUG = st.lists(WORD, min_size=1, max_size=4).map("-".join)
ADDRESS = st.tuples(
    st.sampled_from(["news.example", "amp.example", "m.co.uk", "valley.news.example"]),
    st.sampled_from(
        [
            "/{0}/{1}-{2}", "/{0}-{2}.html", "/{2}/{1}", "/2024/05/{2}/{0}", "/a.php?id={2}", "/?p={2}",
            "/{0}?story={2}&lang={1}",
            "/#!/{0}/{2}", "/{0}/#/{1}/{2}", "/a?sid={2}", "/a?session={2}&s={1}", "/{0}?page={2}", "/{0};v={2}",
            "/view/{0}/{1}?ref={2}", "/{0}.{2}.jsp?n={1}", "/a/{2}/{0}/amp/{1}-x", "/a?{2}", "/a?q={0}+{2}&from={1}",
            "/{0}/{2}/print",
        ]
    ),
    SLUG,
    WORD,
    NUMBER,
)  # fmt: skip


def _url(address: tuple[str, str, str, str, str]) -> str:
    host, path, slug, word, number = address
    return f"https://{host}{path.format(slug, word, number)}"


@given(st.lists(ADDRESS.map(_url), min_size=2, max_size=8, unique=True))
def test_two_articles_never_have_one_name(urls: list[str]) -> None:
    assert len({canonical(url) for url in urls}) == len(urls)
    assert len({normalised(url) for url in urls}) == len(urls)


@given(ADDRESS.map(_url), st.sampled_from(["utm_source=rss", "fbclid=Iw1", "xtor=RSS-1", "jsessionid=1"]), st.booleans())
def test_how_an_article_was_come_to_does_not_name_it(url: str, item: str, secure: bool) -> None:
    whole = re.fullmatch(r"([^?#]*)(\?[^#]*)?(#.*)?", url)
    assert whole is not None
    path, query, fragment = whole[1], whole[2], whole[3] or ""
    other = f"{path}{query}&{item}{fragment}" if query else f"{path}?{item}{fragment}"
    assert normalised(other) == normalised(url)
    assert canonical(other if secure else other.replace("https:", "http:")) == canonical(url)


@given(PARTS)
def test_twice_changes_nothing(parts: tuple[str, str, str, str, str]) -> None:
    scheme, host, path, query, fragment = parts
    url = f"{scheme}://{host}/{path}?{query}#{fragment}"
    for name in (normalised, canonical):
        assert name(name(url)) == name(url)


PIECES = (
    "http:// https:// www. m. amp. google.com cdn.ampproject.org /c/s/ /amp/s/ /amp /amp/ .amp .amp.html /index.html url?q= %2e "
    "; ;jsessionid=x (S(aaaaaaaaaaaaaaaaaaaaaaaa)) ?amp=1 & = # #! : @ \\ .. . // a.example co uk xn-- é %E9 %41 %25 32 0x7f "
    "[::1] 443"
)
ODD = st.lists(st.sampled_from(PIECES.split()), max_size=12).map("".join)


@given(st.one_of(st.text(max_size=60), ODD.map("https://a.example/".__add__), ODD.map("http://".__add__)))
@example("http://[::1")
@example("http://a\x00b/")
@example("http://foo.09..")
@example("https://www.google.com/amp/s/www.google.com/amp/s/www.google.com/amp/s/google.com/amp/s/google.com/amp/s/a.example/x")
def test_any_text_is_a_url_or_refused(text: str) -> None:
    try:
        once = normalised(text)
    except BadInput:
        return
    assert normalised(once) == once
    assert canonical(once) == canonical(text) == canonical(canonical(text))
    assert host_of(once)


def test_hosts() -> None:
    assert host_of("https://www.News.Example:8080/a") == "news.example"
    assert host_of("https://www.example/a") == "www.example"
    assert host_of("https://[::1]:80/") == "[::1]"
    assert host_of("no url") == ""
    views = ("amp.", "m.", "www.", "mobile.", "amp.m.", "")
    assert {canonical(f"https://{view}news.example/a") for view in views} == {"https://news.example/a"}
    assert canonical("https://m.example/") == "https://m.example/"
    assert canonical("https://amp.co.uk/") == "https://amp.co.uk/"


def test_what_is_nested_without_end_is_read_all_the_same() -> None:
    assert canonical("https://" + "m." * 4000 + "news.example/") == "https://news.example/"
    assert canonical("https://news.example/a" + "/amp" * 3000) == "https://news.example/a"
    assert normalised("https://" + "www.google.com/amp/s/" * 400 + "news.example/a") == "https://news.example/a"
