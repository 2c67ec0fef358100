"""Feeds of each kind: strings come out as they went in, and broken ones say why."""

import html
import json
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.documents import FeedEntry
from events.errors import BadInput
from ingest.kinds.feed import entry_key, is_teaser, parse_feed

URL = "https://news.example/feeds/world.xml"
RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Wörld</title><language>en-us</language><item>
<title>Café &amp; bar</title>
<link>/a?utm_source=rss</link><guid isPermaLink="false">g1</guid>
<pubDate>Tue, 04 Mar 2025 09:30:00 CET</pubDate>
<dc:creator>Ines</dc:creator><description>short</description>
<content:encoded><![CDATA[<p onclick="x()">long <img src="/i.png"></p>]]></content:encoded></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Welt</title><entry><id>tag:1</id><title>Titel</title>
<link rel="self" href="https://news.example/self"/><link rel="alternate" href="../b"/><author><name>Ada</name></author>
<updated>2025-03-04T09:30:00+01:00</updated><summary>kurz</summary>
<content type="html">&lt;b&gt;lang&lt;/b&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old</title></channel>
<item rdf:about="https://news.example/c"><title>Third</title><link>https://news.example/c</link><dc:date>2025-03-04</dc:date></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Json",
    "language": "fr",
    "items": [
        {
            "id": 7,
            "url": "/d",
            "title": "Quatre",
            "content_text": "texte",
            "date_published": "not a date",
            "authors": [{"name": "A"}, {"name": "B"}],
        },
        {"id": ["broken"]},
        {"id": "8", "content_html": "<p>html</p>", "author": {"name": "C"}, "language": "en", "unknown": {"x": 1}},
    ],
}


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_rss(encoding: str) -> None:
    feed = parse_feed(RSS.format(encoding=encoding).encode(encoding), URL, "application/rss+xml")
    assert feed.title == "Wörld"
    assert feed.entries == (
        FeedEntry(
            title="Café & bar",
            link="https://news.example/a?utm_source=rss",
            guid="g1",
            published="Tue, 04 Mar 2025 09:30:00 CET",
            author="Ines",
            language="en-us",
            summary="short",
            content='<p onclick="x()">long <img src="/i.png"></p>',
        ),
    )


def test_atom() -> None:
    (entry,) = parse_feed(ATOM.encode(), URL).entries
    assert entry == FeedEntry(
        title="Titel",
        link="https://news.example/b",
        guid="tag:1",
        updated="2025-03-04T09:30:00+01:00",
        author="Ada",
        language="de",
        summary="kurz",
        content="<b>lang</b>",
    )


def test_rdf() -> None:
    (entry,) = parse_feed(RDF.encode(), URL).entries
    assert (entry.title, entry.link) == ("Third", "https://news.example/c")
    assert "2025-03-04" in (entry.published, entry.updated)


def test_json_feed_gives_what_it_can() -> None:
    feed = parse_feed(json.dumps(JSON).encode(), URL, "application/feed+json")
    assert feed.title == "Json"
    assert feed.entries == (
        FeedEntry(
            title="Quatre",
            link="https://news.example/d",
            guid="7",
            published="not a date",
            author="A, B",
            language="fr",
            content="texte",
        ),
        FeedEntry(guid="8", author="C", language="en", content="<p>html</p>"),
    )
    assert len(feed.problems) == 1
    assert "item 2" in feed.problems[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a feed"),
        (b"<html><body><p>Maintenance</p></body></html>", "not a feed"),
        (b"%PDF-1.4", "not a feed"),
        (b"<rss version='2.0'><channel><item", "not a feed"),
        (b"/etc/hostname", "not a feed"),
        (b'{"items": 3}', "not a JSON Feed"),
        (b'{"title": "x"', "not a JSON Feed"),
    ],
)
def test_what_is_no_feed_says_so(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        parse_feed(data, URL)


def test_bytes_that_name_a_file_open_none(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text(ATOM, "utf-8")
    with pytest.raises(BadInput, match="not a feed"):
        parse_feed(str(tmp_path / "secret.xml").encode(), URL)


def test_an_empty_feed_is_no_error() -> None:
    assert parse_feed(b"<rss version='2.0'><channel><title>t</title></channel></rss>", URL).entries == ()


def test_a_feed_cut_short_still_gives_its_whole_entries() -> None:
    cut = RSS.format(encoding="utf-8").replace("</channel></rss>", "<item><title>ha").encode()
    assert parse_feed(cut, URL).entries[0].guid == "g1"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_refused(data: bytes) -> None:
    try:
        feed = parse_feed(data, URL)
    except BadInput:
        return
    assert isinstance(feed.entries, tuple)


PIECES = (
    "<rss version='2.0'><channel>", "<rdf:RDF>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<item>", "</item>", "<entry>",
    "</entry>", "<title>", "</title>", "<link>", "<link href='a'/>", "<link href='http://[::1'>", "<content type='xhtml'>",
    "<guid>", "<content mode='base64'>", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE rss [<!ENTITY a 'b'>]>", "&a;",
    "&#xD800;", "&#0;", "&#99999999999;", "&", "<", "<x:y>", "xml:base='http://[', ", "<pubDate>", "10000-00-00T99:99:99Z",
    "\x00", "\ud800", "{", '"items":', "[", "]", "}", '{"items":[{"id":1e999}]}', "\ufeff", "<author>", "<ttl>9e9</ttl>",
)  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25).map("".join))
def test_any_pieces_of_feeds_are_a_feed_or_refused(text: str) -> None:
    try:
        feed = parse_feed(text.encode("utf-8", "surrogatepass"), URL)
    except BadInput:
        return
    assert len({entry_key(e, URL) for e in feed.entries}) <= len(feed.entries)
    msgspec.json.encode(feed.entries)


def test_numbers_without_end_in_json() -> None:
    feed = parse_feed(b'{"items":[{"id":1e999,"title":NaN},' + b'{"id":' + b"9" * 5000 + b',"title":"t"}]}', URL)
    assert [e.title for e in feed.entries] == ["NaN", "t"]


def test_a_known_feed_may_say_how_often_it_is_to_be_asked() -> None:
    def every(inside: str) -> int:
        sy = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
        return parse_feed(
            f"<rss version='2.0' {sy}><channel><title>t</title>{inside}</channel></rss>".encode(), URL
        ).every_minutes

    assert every("<ttl>60</ttl>") == 60
    assert every("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>") == 360
    for said in ("", "<ttl>soon</ttl>", "<ttl>-5</ttl>", "<sy:updatePeriod>never</sy:updatePeriod>", f"<ttl>{'9' * 50}</ttl>"):
        assert every(said) == 0


@pytest.mark.parametrize(
    ("entry", "whole"),
    [
        (FeedEntry(link="https://a.example/x", summary="short"), False),
        (FeedEntry(link="https://a.example/x", content="<p>" + "long " * 250 + "</p>"), True),
        (FeedEntry(link="https://a.example/x", content="<i title='" + "y" * 2000 + "'>short</i>"), False),
        (FeedEntry(link="https://a.example/x", content="long " * 250 + "[…]</p>"), False),
        (FeedEntry(link="https://a.example/", summary="short"), True),
        (FeedEntry(summary="short"), True),
    ],
)
def test_teasers(entry: FeedEntry, whole: bool) -> None:
    assert is_teaser(entry) is not whole


def test_keys() -> None:
    linked = FeedEntry(link="HTTPS://News.Example/a?utm_source=rss#top", guid="g")
    assert entry_key(linked, URL) == "https://news.example/a"
    unlinked = [entry_key(e, URL) for e in (FeedEntry(guid="g"), FeedEntry(guid="h"), FeedEntry(title="t"))]
    assert len(set(unlinked)) == 3
    assert all(key.startswith("entry:") for key in unlinked)
    assert entry_key(FeedEntry(link="https://news.example/", guid="g"), URL) == unlinked[0], "a front page names no article"


@pytest.mark.parametrize(
    "piece", ["<!-- x -->", "<!--", "<?xml a", " ", "&", "<![CDATA[", "<![CDATA[&]]>", "<!-- --", "&#", "<a:other>"]
)
def test_what_is_no_feed_is_known_in_no_time(piece: str) -> None:
    started = time.process_time()
    with pytest.raises(BadInput):
        parse_feed((piece * 2000 + "<x/>").encode(), URL)
    assert time.process_time() - started < 5


def _named(*entries: dict[str, str]) -> list[str]:
    feed = parse_feed(json.dumps({"items": [{"url": "/p", **e} for e in entries]}).encode(), URL)
    return [e.named_by for e in feed.entries]


def test_one_link_is_one_article_unless_it_looks_like_a_page_of_several() -> None:
    other = [{"url": f"/{n}", "title": f"t{n}"} for n in range(5)]
    twice = [{"title": "Crane falls", "id": "g"}, {"title": "Watch: crane falls", "id": "g"}]
    assert _named(*twice, *other)[:2] == ["", ""]
    assert _named(twice[0], {**twice[1], "id": "h"}, *other)[:2] == ["guid", "guid"]
    assert _named({"title": "a", "url": "/p#1"}, {"title": "b", "url": "/p#2"}, *other)[:2] == ["guid", "guid"]
    assert _named(*twice) == ["title", "title"]
    assert _named(*twice, {"title": "Third", "id": "g"}, *other)[:3] == ["title", "title", "title"]
    assert _named(twice[0], {**twice[0], "id": "h"}) == ["", ""], "one article in two sections"
    assert _named(*({"title": f"t{n}", "url": f"/p?utm_id={n}", "id": "g"} for n in range(2)), *other)[:2] == ["", ""]


def test_text_of_a_json_feed_is_no_markup() -> None:
    text = "If a<b and c>d, write <br> or &amp; as they stand. " * 2
    (entry,) = parse_feed(json.dumps({"items": [{"id": "1", "content_text": text}]}).encode(), URL).entries
    assert html.unescape(entry.content) == text
    assert "<" not in entry.content
