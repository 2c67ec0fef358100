"""Files with one article a line: a bad line is refused alone, and only what was added is read again."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import BadInput, ConfigError
from ingest.kinds import articles
from ingest.kinds.articles import ArticlesReader
from ingest.kinds.folder import FoundDocument
from ingest.sources.source import ArticlesSource

TEXT = "The quay is closed."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.jsonl"


def read(file: Path, since: str = "") -> tuple[list[FoundDocument | BadInput], str]:
    reader = ArticlesReader(ArticlesSource(name="export", path=str(file)), since)
    return list(reader), reader.mark


def line(**fields: object) -> bytes:
    return json.dumps({"text": TEXT, **fields}).encode() + b"\n"


def test_every_field_arrives(file: Path) -> None:
    everything = {"url": "https://A.example/x?utm_source=y#z", "title": "T", "published": "2025-03-01", "language": "en"}
    file.write_bytes(b"\xef\xbb\xbf" + line(**everything, publisher="Gazette") + line(id="17", url=None, title=None) + line())
    (whole, named, bare), _ = read(file)
    assert isinstance(whole, FoundDocument)
    assert isinstance(named, FoundDocument)
    assert isinstance(bare, FoundDocument)
    assert (whole.key, whole.publisher, whole.text) == ("https://a.example/x", "Gazette", TEXT)
    assert (whole.row.url, whole.row.title, whole.row.published, whole.row.language) == tuple(everything.values())
    assert (named.key, named.publisher) == ("file:export/17", "export")
    assert bare.key.startswith("file:export/")
    assert bare.key != named.key


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"{}\n", "missing required field `text`"),
        (b'{"text": ""}\n', "its text is empty"),
        (b'{"text": "x", "txet": "y"}\n', "`txet`"),
        (b'{"text": "x", "url": "example"}\n', "not an absolute http(s) URL"),
        (b'{"text": "x", "title": 7}\n', "$.title"),
        (b"nothing\n", "malformed"),
        (b"[" * 100_000 + b"\n", "line 2"),
        (b'{"text": "caf\xe9"}\n', "line 2"),
    ],
)
def test_a_bad_line_is_refused_alone_with_its_number(file: Path, bad: bytes, said: str) -> None:
    file.write_bytes(line(id="a") + bad + b"\n" + line(id="b"))
    (before, refused, after), _ = read(file)
    assert isinstance(before, FoundDocument)
    assert isinstance(after, FoundDocument)
    assert f"{file}, line 2: " in str(refused)
    assert said in str(refused)


def test_a_line_without_end_is_not_kept_in_memory(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "LARGEST", 1000)
    file.write_bytes(line(id="a") + b'{"text": "' + b"x" * 5000 + b'"}\n' + line(id="b"))
    (_, refused, after), mark = read(file)
    assert "line 2: longer than 1000 bytes" in str(refused)
    assert isinstance(after, FoundDocument)
    assert after.key == "file:export/b"
    assert read(file, mark)[0] == []


def test_only_what_was_added_is_read_again(file: Path) -> None:
    file.write_bytes(line(id="a"))
    found, mark = read(file)
    assert len(found) == 1
    assert read(file, mark) == ([], mark)
    with file.open("ab") as more:
        more.write(line(id="b") + b'{"text": "not yet wh')
    (added,), mark = read(file, mark)
    assert isinstance(added, FoundDocument)
    assert added.key == "file:export/b"
    with file.open("ab") as more:
        more.write(b'ole", "txet": 1}')
    (refused,), mark = read(file, mark)
    assert f"{file}, line 3: " in str(refused), "line numbers go on"
    assert read(file, mark)[0] == []


@pytest.mark.parametrize("other", [line(id="z") * 3, line(id="a"), b""])
def test_a_file_that_was_written_anew_is_read_from_its_beginning(file: Path, other: bytes) -> None:
    file.write_bytes(line(id="a") + line(id="b"))
    _, mark = read(file)
    file.write_bytes(other)
    assert len(read(file, mark)[0]) == other.count(b"\n")


@pytest.mark.parametrize("mark", ["", "{}", "[1]", "[1, 2, 3]", '[9999999, 1, ""]', "[-5, 0, 0]", '"x"'])
def test_a_mark_that_says_nothing_is_none(file: Path, mark: str) -> None:
    file.write_bytes(line(id="a"))
    assert len(read(file, mark)[0]) == 1


def test_a_missing_file_is_named(file: Path) -> None:
    with pytest.raises(ConfigError, match=r"source export: .*export\.jsonl: No such file"):
        read(file)


LINES = st.lists(
    st.sampled_from([line(id="a"), line(id="b", text="é" * 3000), b"\n", b"{]\n", b"null\n", line(url="https://a.example/")])
)


@given(lines=LINES, cuts=st.lists(st.integers(0, 30), max_size=4))
def test_in_pieces_as_at_once(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], cuts: list[int]) -> None:
    file = tmp_path_factory.getbasetemp() / "export.jsonl"
    file.write_bytes(b"".join(lines))
    at_once = [str(each) for each in read(file)[0]]
    in_pieces, mark = [], ""
    for cut in [*sorted(cuts), len(lines)]:
        file.write_bytes(b"".join(lines[:cut]))
        found, mark = read(file, mark)
        in_pieces += [str(each) for each in found]
    assert in_pieces == at_once
