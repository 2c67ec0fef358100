"""Subscription lists of feed readers: read as they write them, and given back as they came.

`python -m tests.unit.ingest.test_opml` writes the golden files beside the lists again.
"""

import json
import xml.etree.ElementTree as ET
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.errors import BadInput
from ingest.sources.editing import added, write
from ingest.sources.file import load_sources
from ingest.sources.opml import Import, read_opml, sources_of
from ingest.sources.opml_export import write_opml
from ingest.sources.source import FeedSource, FolderSource

LISTS = sorted(Path(__file__).with_name("opml").glob("*.opml"))
READERS = [path for path in LISTS if path.stem != "rough"]


def imported(data: bytes) -> Import:
    return sources_of(read_opml(data), [])


def golden(path: Path) -> dict[str, Any]:
    found, brought = read_opml(path.read_bytes()), imported(path.read_bytes())
    sources = [{k: v for k, v in json.loads(msgspec.json.encode(source)).items() if v} for source in brought.sources]
    return {"problems": list(found.problems), "sources": sources}


def outlines(data: bytes) -> list[tuple[tuple[str, ...], dict[str, str]]]:
    """Of each feed of a list that a program wrote its folders and attributes, whatever their order."""

    def inside(element: ET.Element, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], dict[str, str]]]:
        found = []
        for child in element:
            attributes = {name: value.strip() for name, value in child.attrib.items() if value}
            text = attributes.get("text", "")
            if "xmlUrl" in attributes:
                found.append((path, {"title": text, **attributes}))
            found += inside(child, (*path, text))
        return found

    body = ET.fromstring(data).find("body")
    assert body is not None
    return inside(body, ())


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_lists_are_read_as_their_readers_write_them(path: Path) -> None:
    assert golden(path) == json.loads(path.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.stem)
def test_an_export_gives_back_what_came_in(path: Path) -> None:
    data = path.read_bytes()
    brought = imported(data)
    given_back = outlines(write_opml(brought.sources, with_secrets=True).data)
    refused = ("A page taken apart", "Quarry")  # a page, and one feed by another spelling
    assert sorted(given_back, key=str) == sorted((o for o in outlines(data) if o[1]["text"] not in refused), key=str)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_the_way_through_sources_toml_and_back_changes_nothing(path: Path, tmp_path: Path) -> None:
    file, brought = tmp_path / "sources.toml", imported(path.read_bytes())
    write(file, added(file, brought.sources))
    loaded = load_sources(file)
    assert loaded == list(brought.sources)
    exported = write_opml(loaded, with_secrets=True).data
    assert imported(exported).sources == brought.sources
    assert write_opml(imported(exported).sources, with_secrets=True).data == exported


def test_no_feed_is_followed_twice() -> None:
    path = next(path for path in LISTS if path.stem == "feedly")
    first = imported(path.read_bytes())
    again = sources_of(read_opml(path.read_bytes()), first.sources)
    assert again.sources == ()
    assert again.known[0] == "'Harbour Gazette' is followed already, as 'Harbour Gazette'"
    renamed = [FeedSource(name="Harbour Gazette", url="https://else.example/"), FolderSource(name="Channel Nine", path="x")]
    assert [source.name for source in sources_of(read_opml(path.read_bytes()), renamed).sources] == [
        "Harbour Gazette (harbour.example)", "Météo & mer", "Channel Nine (video.example)",
    ]  # fmt: skip


def test_an_export_shows_no_credential_unless_it_is_asked_to() -> None:
    brought = imported(next(path for path in LISTS if path.stem == "freshrss").read_bytes())
    shared, whole = write_opml(brought.sources), write_opml(brought.sources, with_secrets=True)
    for secret in (b"c0rrect", b"dana", b"s3cr3tvalue", b"d41d8cd98f"):
        assert secret not in shared.data
        assert secret in whole.data
    assert [note for note in shared.notes if note.startswith("Behind a login: a credential in xmlUrl")] != []
    assert whole.notes == ()
    cut = read_opml(shared.data)
    assert [feed.text for feed in cut.found] == ["Releases"]
    assert "'Behind a login': its credential was cut when it was exported" in cut.problems[0]


def test_what_is_no_feed_is_left_out_and_said() -> None:
    export = write_opml([FolderSource(name="desk", path="x"), FeedSource(name="a", url="https://a.example/")])
    assert outlines(export.data) == [((), {"type": "rss", "text": "a", "title": "a", "xmlUrl": "https://a.example/"})]
    assert export.notes == ("desk: a folder, which no reader follows, so it is left out",)


def test_a_feed_inside_and_outside_of_folders_stands_in_both() -> None:
    feed = '<outline text="a" xmlUrl="https://a.example/"/>'
    data = f'<opml><body><outline text="F">{feed}</outline>{feed}</body></opml>'.encode()
    (source,) = imported(data).sources
    assert source.groups == ("F", ())
    assert [path for path, _ in outlines(write_opml([source]).data)] == [("F",), ()]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"<rss/>",
        b'<!DOCTYPE o [<!ENTITY a "b">]><opml/>',
        b'<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><body>&a;</body></opml>',
        b'<!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">'
        b'<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><opml><body><outline text="&d;" xmlUrl="https://a.example/"/></body></opml>',
    ],
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_opml(data)


WORDS = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=120)
TREES = st.recursive(
    st.tuples(WORDS, st.sampled_from(["rss", "atom", "https://a.example/x", "", "type"]), WORDS),
    lambda inner: st.tuples(WORDS, st.lists(inner, max_size=4)),
    max_leaves=12,
)


def plain(source: FeedSource) -> bytes:
    """Without its name, which depends on the feeds before it: folders of one name become one, which moves what is in them."""
    told = msgspec.structs.replace(source, name="x", title=source.title or source.name)
    return msgspec.json.encode(told, order="sorted")


def built(parent: ET.Element, tree: Any, count: list[int]) -> None:
    count[0] += 1
    if len(tree) == 3:
        text, other, value = tree
        ET.SubElement(
            parent, "outline", text=text, xmlUrl=f"https://h{count[0] % 9}.example/{count[0]}", category=value, type=other
        )
        return
    folder = ET.SubElement(parent, "outline", text=tree[0])
    for inner in tree[1]:
        built(folder, inner, count)


@given(trees=st.lists(TREES, max_size=5))
@example(trees=[("\u3000", "", ""), ("x" * 120, "", ""), ("x" * 120, "", ""), ("a/b", "", ""), (".", [("", "", "")])])
def test_any_list_comes_back(trees: list[Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    root = ET.Element("opml")
    body, count = ET.SubElement(root, "body"), [0]
    for tree in trees:
        built(body, tree, count)
    brought = imported(ET.tostring(root))
    file = tmp_path_factory.getbasetemp() / "opml-sources.toml"
    file.unlink(missing_ok=True)
    write(file, added(file, brought.sources))
    assert load_sources(file) == list(brought.sources)
    assert len({source.name for source in brought.sources}) == len(brought.sources)
    exported = write_opml(brought.sources, with_secrets=True)
    assert exported.notes == ()
    again = imported(exported.data)
    assert sorted(map(plain, again.sources)) == sorted(map(plain, brought.sources))
    assert write_opml(again.sources, with_secrets=True).data == exported.data


OUTLINES = st.text(max_size=200).map(lambda text: f"<opml><body>{text}</body></opml>".encode("utf-8", "replace"))


@given(data=st.binary(max_size=200) | OUTLINES)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(BadInput):
        read_opml(data)


ODD = st.text(alphabet="aA.:@/[]%?#\\ -_℀：／＠\u2024\u3002ｅ\t\u200bß²", max_size=14)
STARTS = st.sampled_from(["http://", "https:", "HTTP://a@", "https://[", "http://a.example", "feed://", "//"])


@given(start=STARTS, first=ODD, second=ODD)
@example(start="http://", first="℀@A", second="")
@example(start="http://[", first="@A", second="")
def test_any_address_is_followed_or_named(start: str, first: str, second: str) -> None:
    root = ET.Element("opml")
    for url in (start + first, start + first + second):
        ET.SubElement(ET.SubElement(root, "body"), "outline", text="x", xmlUrl=url)
    brought = imported(ET.tostring(root))
    assert len(brought.sources) <= 2


if __name__ == "__main__":
    for path in LISTS:
        path.with_suffix(".json").write_text(json.dumps(golden(path), ensure_ascii=False, indent=1) + "\n", "utf-8")
