"""Plain documents and feed entries become articles; what can't be used is refused with a reason."""

import base64
import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.codec import decode, encode
from events.control import RecordRedriven
from events.documents import ArticleRead, DocumentFetched, FeedEntry, FetchedPage
from events.errors import BadInput
from processors.read.page import text_of_html
from processors.read.step import read_document

TEXT = "Two people were hurt when a crane fell on Monday.\r\n\r\n  The harbour was closed."


def document(**fields: object) -> DocumentFetched:
    given = {
        "id": "i",
        "key": "file:notes/a.txt",
        "source": "notes",
        "publisher": "Desk",
        "fetched_at": "2025-03-05T12:00:00.000Z",
    }
    return DocumentFetched(**{**given, **fields})  # type: ignore[arg-type]


def page(body: bytes, kind: str = "text/html") -> FetchedPage:
    return FetchedPage(
        url="https://a.example/x", status=200, headers={"content-type": kind}, body=base64.b64encode(body).decode()
    )


def test_a_plain_document_is_verbatim() -> None:
    article = read_document(document(text=TEXT, title="Crane", published="2025-03-03", language="en-GB"))
    assert (article.text, article.title, article.url, article.published, article.language) == (
        TEXT,
        "Crane",
        "",
        "2025-03-03",
        "en",
    )
    assert article.published_precision == "day"
    assert decode(encode(article)) == article


def test_fetch_time_is_never_a_date() -> None:
    article = read_document(document(text=TEXT))
    assert (article.published, article.published_precision) == ("", "")


def test_versions_are_of_content_alone() -> None:
    one = read_document(document(text=TEXT))
    again = read_document(document(text=TEXT, id="j", fetched_at="2025-04-05T12:00:00.000Z"))
    assert (one.version, one.article_id) == (again.version, again.article_id)
    assert one.id != again.id
    changes = (
        {"text": TEXT + "!"},
        {"title": "t"},
        {"published": "2025-03-03"},
        {"language": "fr"},
        {"publisher": "Wire"},
        {"url": "https://a.example/"},
    )
    others = [read_document(document(**{"text": TEXT, **change})) for change in changes]
    assert len({one.version, *(other.version for other in others)}) == len(changes) + 1


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=50))
def test_offsets_stay(noise: str) -> None:
    article = read_document(document(text=noise + TEXT))
    assert article.text == (noise + TEXT).replace("\x00", "\ufffd")


def test_a_lone_surrogate_is_replaced_one_for_one() -> None:
    article = read_document(document(text="\ud800\x00" + TEXT, title="a\ud800"))
    assert (article.text, article.title) == ("\ufffd\ufffd" + TEXT, "a\ufffd")
    encode(article)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "no text"),
        ({"text": " \n"}, "no text"),
        ({"text": "12345 " * 50}, "only 0 letters"),
        ({"text": "too short"}, "only 8 letters"),
        ({"page": page(b"\x89PNG\r\n\x1a\n" + bytes(200))}, "no HTML"),
        ({"page": page(b"")}, "no HTML"),
        ({"page": FetchedPage(url="", status=200, headers={}, body="no base64")}, "base64"),
        ({"entry": FeedEntry(title="t", summary="<p>short</p>"), "page": page(b"")}, "only 5 letters"),
    ],
)
def test_what_holds_no_article_is_refused(fields: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput, match=said) as error:
        read_document(document(**fields))
    assert "file:notes/a.txt" in str(error.value)


def test_only_documents_are_read() -> None:
    with pytest.raises(BadInput, match="RecordRedriven"):
        read_document(RecordRedriven(id="i", dead_id="d"))


def test_an_entry_that_is_whole() -> None:
    content = "<h2>Crane</h2><p>Two people were <b>hurt</b> when a crane&nbsp;fell.</p><script>x()</script>"
    content += "<ul><li>One</li><li>Two</li></ul>"
    entry = FeedEntry(
        title="A &amp; <i>B</i>",
        link="https://a.example/x?utm_source=rss",
        published="no date",
        updated="2025-03-03T01:00:00Z",
        content=content,
    )
    article = read_document(document(entry=entry, url=entry.link, key="https://a.example/x"))
    assert article.text == "Crane\nTwo people were hurt when a crane fell.\nOne\nTwo"
    assert (article.title, article.url, article.published) == ("A & B", "https://a.example/x", "2025-03-03T01:00:00+00:00")


def test_an_entry_stands_alone_when_its_page_is_none() -> None:
    entry = FeedEntry(title="t", link="https://a.example/x", summary=TEXT)
    assert isinstance(article := read_document(document(entry=entry, page=page(b"\x89PNG" + bytes(200)))), ArticleRead)
    assert article.text == TEXT


@given(st.text(max_size=200))
def test_any_feed_content_is_text(content: str) -> None:
    assert "" not in text_of_html(f"<p>{content}</p><b>{content}").split("\n")[1:]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("Fire &amp;amp; &lt;b&gt;rescue&lt;/b&gt; <i>today</i>", "Fire & rescue today"),
        ("&amp;#60;script&amp;#62;x&amp;#60;/script&amp;#62; Fire", "Fire"),
        ("<script>alert(1)</script>Fire<style>p{}</style><!-- x -->", "Fire"),
        ("Fire\x00 \x07in\u202e town\u2069\ud800", "Fire in town\ufffd"),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
        ("<img src=x onerror=alert(1)//", "<img src=x onerror=alert(1)//"),
    ],
)
def test_titles_names_and_publishers_are_plain(given: str, told: str) -> None:
    entry = FeedEntry(title=given, author=given, summary=TEXT)
    article = read_document(document(entry=entry, publisher=given))
    assert (article.title, article.byline, article.publisher) == (told, told, told)
    encode(article)


def test_a_date_that_cannot_be_is_kept_as_stated_and_dates_nothing() -> None:
    for stated in ("2999-01-01", "1970-01-01T00:00:00Z", "tomorrow\x00 "):
        article = read_document(document(entry=FeedEntry(published=stated, summary=TEXT)))
        assert (article.published, article.published_precision, article.unbelieved) == ("", "", stated.strip("\x00 "))
    believed = read_document(document(entry=FeedEntry(published="2999-01-01", updated="2025-03-03", summary=TEXT)))
    assert (believed.published, believed.unbelieved) == ("2025-03-03", "")


def test_what_cannot_be_shown_goes_from_what_feeds_hold() -> None:
    article = read_document(document(entry=FeedEntry(summary=f"<p>{TEXT}\x07\x85\x92&#x92;&#0;&#xD800;</p>")))
    assert article.text.endswith("closed.…’’\ufffd\ufffd")


def test_a_page_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts the trees that lxml makes of the page. (trafilatura makes one more, of what its own fallback found.)"""
    import lxml.html

    story = "".join(f"<p>Paragraph {n} of the harbour story, which goes on for a while.</p>" for n in range(200))
    html = f"<html><head><title>Harbour</title></head><body><main><h1>Harbour</h1>{story}</main></body></html>"
    parsed: list[int] = []
    parse = lxml.html.document_fromstring

    def counted(text: str | bytes, *args: object, **named: object) -> object:
        parsed.append(len(text))
        return parse(text, *args, **named)

    monkeypatch.setattr(lxml.html, "document_fromstring", counted)
    read_document(document(page=page(html.encode())))
    assert [size for size in parsed if size >= len(html)] == [len(html)]


def test_one_story_under_two_paths_of_a_site_is_one_article() -> None:
    canonical = '<link rel="canonical" href="https://a.example/world/crane-falls-on-quay-7">'
    html = f"<html><head><title>Crane</title>{canonical}</head><body><article><p>{TEXT}</p></article></body></html>"
    urls = ("https://a.example/world/crane-falls-on-quay-7", "https://www.a.example/harbour/crane-falls-on-quay-7?from=home")
    pages = [msgspec.structs.replace(page(html.encode()), url=url) for url in urls]
    articles = [read_document(document(key=url, url=url, page=each)) for url, each in zip(urls, pages, strict=True)]
    assert len({(a.article_id, a.version, a.url) for a in articles}) == 1


@pytest.mark.parametrize("piece", ["<script>", "<!--", "<", "<a ", "&amp;", "word "])
def test_a_title_without_end_is_cut_in_no_time(piece: str) -> None:
    started = time.process_time()
    article = read_document(document(entry=FeedEntry(title=piece * 200_000, author=piece * 200_000, summary=TEXT)))
    assert len(article.title) <= 1000
    assert len(article.byline) <= 1000
    assert time.process_time() - started < 5
