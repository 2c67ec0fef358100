"""Feeds that mean harm to whoever takes them apart: the good entry beside the bad one is kept, and other sources go on."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventlog.isolation import Allowance
from events.documents import FeedEntry
from events.errors import BadInput
from ingest.kinds.apart import FeedBytes, FeedParser
from ingest.kinds.bounds import LONGEST
from ingest.kinds.feed import parse_feed
from ingest.kinds.hazards import ITEMS, defused
from ingest.web.fetch import DEFAULT, Limits
from tests.support.hostile import Hostile, http, others_go_on, poll

GOOD = "<item><title>Good one</title><guid isPermaLink='false'>good</guid><description>fine</description></item>"
MB = 1024 * 1024


def rss(items: str, head: str = "", root: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0"{root}><channel><title>t</title>{items}</channel></rss>'
    )


def item(inner: str, title: str = "Bad one") -> str:
    return f"<item><title>{title}</title><guid isPermaLink='false'>{len(inner)}</guid>{inner}</item>"


@pytest.fixture
def site() -> Iterator[Hostile]:
    with Hostile() as made:
        yield made


def served(site: Hostile, folder: Path, feed: str | bytes, kind: str = "application/rss+xml") -> list[str]:
    """The titles of the feed's documents."""
    body = feed if isinstance(feed, bytes) else feed.encode()
    site.pages["/rss"] = http(body, "200 OK", f"Content-Type: {kind}")
    outcome = poll(folder, site.url("/rss"))
    assert others_go_on(outcome)
    return outcome.titles


XXE = {
    "file": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>',
    "file through the root's own DTD": '<!DOCTYPE rss SYSTEM "file://{secret}">',
    "DTD": '<!DOCTYPE rss SYSTEM "{url}/evil.dtd">',
    "DTD that is public": '<!DOCTYPE rss PUBLIC "-//x//y" "{url}/evil.dtd">',
    "DTD by a parameter": '<!DOCTYPE rss [<!ENTITY % p SYSTEM "{url}/evil.dtd"> %p;]>',
    "entity of a server": '<!DOCTYPE rss [<!ENTITY x SYSTEM "{url}/x.txt">]>',
}


@pytest.mark.parametrize("kind", XXE)
def test_nothing_outside_a_feed_is_read(site: Hostile, tmp_path: Path, kind: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("TOP SECRET WORDS")
    site.pages["/x.txt"] = site.pages["/evil.dtd"] = http(b'<!ENTITY x "TOP SECRET WORDS">')
    head = XXE[kind].format(secret=secret, url=site.url(""))
    feed = rss(item("<description>&x;</description>", "a &x; b") + GOOD, head)
    titles = served(site, tmp_path, feed + '<x xmlns:xi="http://www.w3.org/2001/XInclude"/>')
    assert "Good one" in titles
    assert site.paths() == ["/rss"], "no DTD and no entity was asked for"
    assert not any(b"TOP SECRET" in path.read_bytes() for path in tmp_path.iterdir() if path != secret)


def laughs(levels: int = 9) -> str:
    inner = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels + 1))
    return rss(item("", f"&l{levels};") + GOOD, f'<!DOCTYPE rss [<!ENTITY l0 "lol">{inner}]>')


def quadratic(length: int, times: int) -> str:
    return rss(item(f"<description>{'&a;' * times}</description>") + GOOD, f'<!DOCTYPE rss [<!ENTITY a "{"a" * length}">]>')


@pytest.mark.parametrize("feed", [laughs(), quadratic(100_000, 50_000), quadratic(1_000, 200_000), quadratic(30, 300_000)])
def test_entities_that_multiply(site: Hostile, tmp_path: Path, feed: str) -> None:
    assert "Good one" in served(site, tmp_path, feed)
    assert "<!ENTITY l9" not in defused(feed).text, "nor is it left to expat, whose older versions multiply"
    assert "a" * 31 not in defused(feed).text


LARGE = {
    "200,000 attributes on the root": rss(GOOD, root="".join(f" a{n}='x'" for n in range(200_000))),
    "200,000 namespaces on the root": rss(GOOD, root="".join(f" xmlns:a{n}='x{n}'" for n in range(200_000))),
    "an author of 64 KB": rss(item(f"<author>{'a' * 65_536}</author>") + GOOD),
    "an author of 64 KB of names": rss(item(f"<author>{'a@b ' * 16_384}</author>") + GOOD),
    "200,000 nested tags": rss(item("<a>" * 200_000 + "</a>" * 200_000) + GOOD),
    "200,000 nested tags that don't end": rss(item("<a>" * 200_000) + GOOD),
    "200,000 nested tags of HTML": rss(item(f"<description>{html.escape('<div>' * 200_000)}</description>") + GOOD),
    "200,000 tags beside each other": rss(item("<category>c</category>" * 200_000) + GOOD),
    "comments that don't end": rss(GOOD + "<!--" * 200_000),
    "arrows": rss(GOOD + "<" * 1_000_000),
    "a date of 100 KB": rss(item(f"<pubDate>{'1' * 100_000}</pubDate>") + GOOD),
}


@pytest.mark.parametrize("kind", LARGE)
def test_structure_that_is_out_of_all_measure(site: Hostile, tmp_path: Path, kind: str) -> None:
    assert "Good one" in served(site, tmp_path, LARGE[kind])


def test_a_hundred_thousand_items_with_one_guid(site: Hostile, tmp_path: Path) -> None:
    """The first ones are taken, the others counted."""
    items = "".join(f"<item><title>t{n}</title><guid isPermaLink='false'>g</guid></item>" for n in range(100_000))
    site.pages["/rss"] = http(rss(GOOD + items).encode(), "200 OK", "Content-Type: text/xml")
    outcome = poll(tmp_path, site.url("/rss"))
    assert others_go_on(outcome)
    assert outcome.titles[0] == "Good one"
    assert len(outcome.titles) == ITEMS
    assert f"{100_001 - ITEMS} entries beyond the first {ITEMS} were left out" in outcome.reasons
    assert len(outcome.result.errors) < 5


def test_a_title_of_20_mb_is_too_large_and_one_of_14_is_cut(site: Hostile, tmp_path: Path) -> None:
    site.pages["/rss"] = http(rss(item("", "x" * 20 * MB) + GOOD).encode(), "200 OK", "Content-Type: text/xml")
    outcome = poll(tmp_path, site.url("/rss"))
    assert others_go_on(outcome)
    assert (outcome.titles, outcome.result.errors) == ([], (f"{site.url('/rss')}: larger than {DEFAULT.bytes} bytes",))
    site.pages["/rss"] = http(rss(item("", "x" * 14 * MB) + GOOD).encode(), "200 OK", "Content-Type: text/xml")
    (tmp_path / "second").mkdir()
    outcome = poll(tmp_path / "second", site.url("/rss"))
    assert others_go_on(outcome)
    assert sorted(map(len, outcome.titles)) == [len("Good one"), LONGEST["title"]]
    assert outcome.titles[0].endswith("x…")
    assert f"1 entries: title cut at {LONGEST['title']} characters" in outcome.reasons


NO_CHARACTERS = {
    "a lone surrogate": b"a&#xD800;b",
    "a lone surrogate in decimal": b"a&#55296;b",
    "a reference to NUL": b"a&#0;b",
    "a raw NUL": b"a\0b",
    "control characters": b"a\x01\x02\x1bb",
    "a surrogate in UTF-8": b"a\xed\xa0\x80b",
    "beyond Unicode": b"a&#x110000;&#x7fffffffffffffffffffffffff;b",
}


@pytest.mark.parametrize("kind", NO_CHARACTERS)
def test_what_is_no_character(site: Hostile, tmp_path: Path, kind: str) -> None:
    head, _, tail = rss("<item><title>TITLE</title></item>" + GOOD).encode().partition(b"TITLE")
    bad, good = served(site, tmp_path, head + NO_CHARACTERS[kind] + tail)
    assert good == "Good one"
    assert re.fullmatch("a\ufffd*b", bad), bad


TRANSFORMATIONS = "rot13 rot_13 base64 hex zlib bz2 idna punycode unicode_escape raw_unicode_escape mbcs undefined quopri uu"
PYTHON_ONLY = ["utf-7", *TRANSFORMATIONS.split(), "utf_8_sig", "../../etc", "x" * 300]


@pytest.mark.parametrize("codec", PYTHON_ONLY)
@pytest.mark.parametrize("where", ["document", "header"])
def test_codecs_that_no_browser_knows(codec: str, where: str) -> None:
    """UTF-7 hides a script in ASCII; rot13, idna, unicode_escape, … are transformations that only Python calls encodings."""
    declared = f'encoding="{codec}"' if where == "document" else ""
    title = "Zürich +ADw-script+AD4- \\u0041 Uryyb"
    feed = (
        f"<?xml version='1.0' {declared}?><rss version='2.0'><channel><item><title>{title}</title></item>{GOOD}</channel></rss>"
    )
    kind = f"text/xml; charset={codec}" if where == "header" else "text/xml"
    found = [entry.title for entry in parse_feed(feed.encode(), "https://harbour.invalid/rss", kind).entries]
    assert found == [title, "Good one"]


def test_a_codec_that_no_browser_knows_through_the_whole_of_ingest(site: Hostile, tmp_path: Path) -> None:
    feed = rss(item("", "+ADw-b+AD4-") + GOOD).replace("utf-8", "utf-7")
    assert served(site, tmp_path, feed, "text/xml; charset=utf-7") == ["+ADw-b+AD4-", "Good one"]


YEARS = ["0000-01-01T00:00:00Z", "Sat, 01 Jan 0000 00:00:00 GMT", "2999-12-31T23:59:59Z", "Tue, 31 Dec 2999 23:59:59 GMT",
         "10000-01-01T00:00:00Z", "Sat, 01 Jan 10000 00:00:00 GMT", "9999999999999999999", "-1", "0"]  # fmt: skip


def test_years_that_never_are(site: Hostile, tmp_path: Path) -> None:
    items = "".join(
        f"<item><title>y{n}</title><guid isPermaLink='false'>{n}</guid><pubDate>{year}</pubDate></item>"
        for n, year in enumerate(YEARS)
    )
    titles = served(site, tmp_path, rss(items + GOOD))
    assert titles == [*(f"y{n}" for n in range(len(YEARS))), "Good one"]


@pytest.mark.parametrize("body", [b"[" * 500_000, b'{"items":' + b"[" * 500_000, b'{"items":[' + b"{}," * 200_000 + b"{}]}"])
def test_json_out_of_all_measure(site: Hostile, tmp_path: Path, body: bytes) -> None:
    assert len(served(site, tmp_path, body, "application/feed+json")) <= ITEMS


def test_a_feed_that_takes_too_long_or_too_much_is_given_up_alone() -> None:
    """What nobody foresaw: the process is ended, and the feed beside it is read."""
    slow = "<rss><channel>" + "".join(f"<item>{'<category>c</category>' * 9}</item>" for n in range(ITEMS)) + "</channel></rss>"
    parser = FeedParser(Limits(parse_seconds=0.1, parse_megabytes=512))
    good = FeedBytes(rss(GOOD).encode(), "https://harbour.invalid/rss")
    try:
        parser.parse([good])  # the process is up
        first, late, last = parser.parse([good, FeedBytes(slow.encode(), "https://harbour.invalid/slow"), good])
        assert str(late) == "the feed: took longer than 0.1 s"
        parser.close()
        parser._isolated._allowance = Allowance(30.0, 24)
        large = rss(item(f"<description>{'x' * 12 * MB}</description>"))
        full, again = parser.parse([FeedBytes(large.encode(), "https://harbour.invalid/large"), good])
        assert str(full) in (
            "the feed: took more than 24 MB of memory",
            "the feed: the process that took it apart died (out of memory?)",
        )
    finally:
        parser.close()
    for feed in (first, last, again):
        assert not isinstance(feed, BadInput)
        assert [entry.title for entry in feed.entries] == ["Good one"]


ORDINARY = rss(
    '<link>https://harbour.invalid/</link><atom:link xmlns:atom="http://www.w3.org/2005/Atom" href="x" rel="self"/>'
    + item("<description><![CDATA[<p>1 < 2 <!ENTITY a 'a long one, longer than forty characters']]></description>")
    + item('<author>A. B</author><media:content xmlns:media="m" url="u"/><!-- <item> --><div><p>x</div>')
    + GOOD,
    '<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>',
)


def test_feeds_that_mean_well_are_not_touched() -> None:
    assert defused(ORDINARY) == (ORDINARY, 0)
    assert defused("") == ("", 0)


def test_items_that_nobody_ended_don_t_stand_in_each_other() -> None:
    text = "<rss><channel>" + "<item><title>t<p>u" * 200 + "</channel></rss>"
    assert defused(text).text == text


TAGS = {"title": "title", "link": "link", "guid": "guid", "published": "pubDate", "author": "author", "summary": "description"}


def test_fields_are_cut_so_that_nothing_is_mistaken() -> None:
    fields = "".join(f"<{tag}>{'x' * (LONGEST[name] + 1)}</{tag}>" for name, tag in TAGS.items())
    (entry,) = parse_feed(rss(f"<item>{fields}</item>").encode(), "https://harbour.invalid/rss").entries
    assert (entry.link, entry.published) == ("", "")
    assert len(entry.guid) < 100
    for name in ("title", "author", "summary"):
        text = getattr(entry, name)
        assert text.endswith("x…")
        assert len(text) <= LONGEST[name]
    assert set(LONGEST) == set(FeedEntry.__struct_fields__) - {"named_by", "state"}
