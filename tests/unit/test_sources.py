"""sources.toml: read strictly, added to without losing a comment."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import ConfigError
from ingest.sources.file import FeedSource, FolderSource, add_source, load_sources

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
    root = Path(__file__).parents[2]
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
        ("[[source]]\nname='a'\nkind='telex'", ["source 1 (a)", "'telex'", "'folder', 'feed'"]),
        ("[[source]]\nname='a/b'\nkind='folder'\npath='x'", ["source 1 (a/b)", "$.name"]),
        ("[[source]]\nname='a'\nkind='folder'\npath='x'\n[[source]]\nname='a'\nkind='folder'\npath='y'", ["two sources", "'a'"]),
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


def test_adding_keeps_every_byte(path: Path) -> None:
    source = FeedSource(name="Zeitung", url="https://zeitung.example/feed", publisher='Die "Zeitung" ü')
    add_source(path, source)
    assert path.read_text("utf-8").startswith(GOOD)
    assert load_sources(path)[-1] == source


@pytest.mark.parametrize("source", [FeedSource(name="seeds", url="https://a.example"), FeedSource(name="b", url="no url")])
def test_what_could_not_be_loaded_is_not_added(path: Path, source: FeedSource) -> None:
    with pytest.raises(ConfigError):
        add_source(path, source)
    assert path.read_text("utf-8") == GOOD
    assert [p.name for p in path.parent.iterdir()] == ["sources.toml"]


@given(publisher=st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=30))
def test_any_publisher_comes_back_or_is_refused(tmp_path_factory: pytest.TempPathFactory, publisher: str) -> None:
    file = tmp_path_factory.mktemp("any") / "sources.toml"
    source = FeedSource(name="a", url="https://a.example", publisher=publisher)
    try:
        add_source(file, source)
    except ConfigError:
        assert "\x7f" in publisher
    else:
        assert load_sources(file) == [source]
