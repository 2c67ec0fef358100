"""sources.toml: read strictly."""

import json
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import ConfigError
from ingest.kinds.articles import ArticlesReader
from ingest.kinds.folder import FoundDocument
from ingest.kinds.manifest import read_manifest
from ingest.sources.file import load_sources, parse_sources
from ingest.sources.source import KINDS, ArticlesSource, FeedSource, FolderSource, PageSource, SitemapSource

GOOD = """# ours
[[source]]
name = "seeds"  # two documents
kind = "folder"
path = "seeds"

[[source]]
name = "wire"
kind = "feed"
url = "https://news.example/rss"
poll_minutes = 5
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "sources.toml"
    file.write_text(GOOD, "utf-8")
    return file


def test_the_projects_own_file_holds_the_seeds() -> None:
    root = Path(__file__).parents[3]
    assert load_sources(root / "sources.toml") == [FolderSource(name="seeds", path=str(root / "seeds"))]


def test_paths_are_relative_to_the_file(path: Path) -> None:
    assert load_sources(path) == [
        FolderSource(name="seeds", path=str(path.parent / "seeds")),
        FeedSource(name="wire", url="https://news.example/rss", poll_minutes=5),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[source]]\nname='a'\nkind='feed'\nurl='https://a.example'\npol=3", ["source 1 (a)", "`pol`", "poll_minutes"]),
        ("[[source]]\nname='a'\nkind='feed'", ["source 1 (a)", "`url`"]),
        ("[[source]]\nname='a'\nkind='feed'\nurl='rss.xml'", ["source 1 (a)", "url", "http(s)"]),
        ("[[source]]\nname='a'\nkind='feed'\nurl='https://a.example'\npoll_minutes=0", ["source 1 (a)", "poll_minutes", ">= 1"]),
        ("[[source]]\nname='a'\nkind='telex'", ["source 1 (a)", "'telex'", "'feed', 'sitemap', 'page', 'folder', 'articles'"]),
        ("[[source]]\nname='a/b'\nkind='folder'\npath='x'", ["source 1 (a/b)", "$.name"]),
        ("[[source]]\nname='a'\nkind='folder'\npath='x'\n[[source]]\nname='a'\nkind='folder'\npath='y'", ["two sources", "'a'"]),
        ("[[source]]\nname='a'\nkind=['feed']", ["source 1 (a)", "['feed']"]),
        ("[[source]]\nname='a'\nkind='page'\nurl='ftp://a.example'", ["source 1 (a)", "url", "http(s)"]),
        ("[[source]]\nname='a'\nkind='sitemap'\nurl='https://a.example'\nnewest=0", ["source 1 (a)", "newest", ">= 1"]),
        ("[[source]]\nname='a'\nkind='feed'\nurl='https://a.example'\ngroups='World'", ["source 1 (a)", "$.groups"]),
        ("[[sources]]\nname='a'", ["'sources'", "[[source]]"]),
        ("[source]\nname='a'", ["two brackets"]),
        ("[[source]\n", ["not TOML", "line 1"]),
    ],
)
def test_what_is_wrong_is_named(path: Path, text: str, said: list[str]) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as error:
        load_sources(path)
    for part in [str(path), *said]:
        assert part in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"sources\.toml: No such file"):
        load_sources(tmp_path / "sources.toml")


def test_every_kind_has_its_fields(path: Path) -> None:
    path.write_text(
        """
[[source]]
name = "list"
kind = "sitemap"
url = "https://a.example/news.xml"
newest = 50
[[source]]
name = "notice"
kind = "page"
url = "https://a.example/notice"
paused = true
[[source]]
name = "export"
kind = "articles"
path = "export.jsonl"
groups = ["Archive", ["World", "East"]]
[[source]]
name = "desk"
kind = "folder"
path = "/srv/desk"
subfolders = true
""",
        "utf-8",
    )
    assert load_sources(path) == [
        SitemapSource(name="list", url="https://a.example/news.xml", newest=50),
        PageSource(name="notice", url="https://a.example/notice", paused=True),
        ArticlesSource(name="export", path=str(path.parent / "export.jsonl"), groups=("Archive", ("World", "East"))),
        FolderSource(name="desk", path="/srv/desk", subfolders=True),
    ]


def test_a_thousand_sources_load_fast(path: Path) -> None:
    block = '[[source]]\nname = "feed {0}"\nkind = "feed"\nurl = "https://site{0}.example/rss"\ngroups = ["World"]\n\n'
    path.write_text("".join(block.format(n) for n in range(1000)), "utf-8")
    began = time.perf_counter()
    assert len(load_sources(path)) == 1000
    assert time.perf_counter() - began < 0.5


def test_every_example_of_the_documentation_can_be_followed(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "sources.md").read_text("utf-8")
    examples = re.findall(r"^```toml\n(\[\[source\]\].*?)^```", page, re.DOTALL | re.MULTILINE)
    file = tmp_path / "sources.toml"
    file.write_text("\n".join(examples), "utf-8")
    assert [source.kind for source in load_sources(file)] == list(KINDS)
    (manifest,) = re.findall(r"^```toml\n(\[\[document\]\].*?)^```", page, re.DOTALL | re.MULTILINE)
    (tmp_path / "manifest.toml").write_text(manifest, "utf-8")
    assert list(read_manifest(tmp_path / "manifest.toml")) == ["2025/harbour.pdf"]
    (article,) = re.findall(r"^```json\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    (tmp_path / "archive.jsonl").write_text(article, "utf-8")
    (found,) = ArticlesReader(ArticlesSource(name="archive", path=str(tmp_path / "archive.jsonl")))
    assert isinstance(found, FoundDocument)


def test_the_comments_of_sources_toml_name_every_field() -> None:
    comments = (Path(__file__).parents[3] / "sources.toml").read_text("utf-8")
    fields = {field for kind in KINDS.values() for field in kind.__struct_fields__} - {"title", "site", "opml"}  # an import's own
    assert [field for field in sorted(fields) if not re.search(rf"\b{field}\b", comments)] == []


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([*KINDS, "https://a.example/"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.sampled_from(["name", "kind", "url", "path", "groups", "paused", "newest", "opml", "poll_minutes", "else"])


@given(rows=st.lists(st.dictionaries(FIELDS, VALUES.filter(lambda value: value is not None), max_size=6), max_size=3))
def test_whatever_stands_in_a_field_is_taken_or_named(rows: list[dict[str, Any]]) -> None:
    with suppress(ConfigError):
        parse_sources("\n".join(f"[[source]]\n{_table(row)}" for row in rows), Path("sources.toml"))


ODD = ["a = " + "[" * 50_000, "a = " + "1" * 5000, "[[source]]\na." * 3, "\x00", "[[source]]\r\rname = 1", "source = 1"]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text_is_named(text: str, path: Path) -> None:
    path.write_text(text, "utf-8", newline="")
    for read in (load_sources, read_manifest):
        with pytest.raises(ConfigError):
            read(path)


@given(text=st.text(max_size=100))
def test_any_text_is_taken_or_named(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_text(text, "utf-8", newline="")
    for read in (load_sources, read_manifest):
        with suppress(ConfigError):
            read(file)


def _table(row: dict[str, Any]) -> str:
    return "".join(f"{name} = {_toml(value)}\n" for name, value in row.items())


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {_toml(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return {"NaN": "nan", "Infinity": "inf", "-Infinity": "-inf", "null": '""'}.get(json.dumps(value), json.dumps(value))
