"""sources.toml changed by commands: no comment and no other source's byte is lost, whatever stands in the file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import ConfigError
from ingest.sources.editing import Edit, added, paused, removed, write
from ingest.sources.file import load_sources
from ingest.sources.source import ArticlesSource, FeedSource, FolderSource, PageSource, SitemapSource, Source

GOOD = """# ours
[[source]]
name = "seeds"  # two documents
kind = "folder"
path = "seeds"

# the wire, by contract
[[source]]  # until May
# not before six
name = "wire"
kind = "feed"
url = "https://news.example/rss"
poll_minutes = 5
# after the wire

[[source]]
name = "last"
kind = "page"
url = "https://last.example/"
"""
ANY = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=30)
NAMES = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/"), min_size=1, max_size=20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "sources.toml"
    file.write_text(GOOD, "utf-8")
    return file


def test_adding_keeps_every_byte(path: Path) -> None:
    source = FeedSource(name="Zeitung", url="https://zeitung.example/feed", publisher='Die "Zeitung" ü')
    edit = added(path, [source])
    write(path, edit)
    assert path.read_text("utf-8") == GOOD + "".join(edit.lines)
    assert load_sources(path)[-1] == source


def test_what_is_the_default_is_not_written(path: Path) -> None:
    edit = added(path, [PageSource(name="notice", url="https://a.example/"), SitemapSource(name="b", url="https://b.example/")])
    assert edit.lines == (
        "\n", "[[source]]\n", 'name = "notice"\n', 'kind = "page"\n', 'url = "https://a.example/"\n',
        "\n", "[[source]]\n", 'name = "b"\n', 'kind = "sitemap"\n', 'url = "https://b.example/"\n',
    )  # fmt: skip


@pytest.mark.parametrize("source", [FeedSource(name="seeds", url="https://a.example"), FeedSource(name="b", url="no url")])
def test_what_could_not_be_loaded_is_not_added(path: Path, source: FeedSource) -> None:
    with pytest.raises(ConfigError):
        added(path, [source])
    assert path.read_text("utf-8") == GOOD
    assert [p.name for p in path.parent.iterdir()] == ["sources.toml"]


def test_a_file_with_passwords_stays_as_closed_as_it_was(path: Path) -> None:
    path.chmod(0o600)
    write(path, added(path, [FeedSource(name="a", url="https://a.example")]))
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_to_the_file_stays_one(path: Path) -> None:
    link = path.with_name("link.toml")
    link.symlink_to(path)
    write(link, added(link, [FeedSource(name="a", url="https://a.example")]))
    assert link.is_symlink()
    assert load_sources(path)[-1].name == "a"


def test_what_can_not_be_written_is_named(path: Path) -> None:
    path.with_name("sources.toml.new").mkdir()
    with pytest.raises(ConfigError, match=r"sources\.toml: can't be written"):
        write(path, added(path, [FeedSource(name="a", url="https://a.example")]))
    assert path.read_text("utf-8") == GOOD


def test_removing_takes_the_block_and_leaves_the_comments_around_it(path: Path) -> None:
    edit = removed(path, ["wire"])
    assert edit.text == GOOD.replace(
        """[[source]]  # until May
# not before six
name = "wire"
kind = "feed"
url = "https://news.example/rss"
poll_minutes = 5
""",
        "",
    )
    assert edit.lines[0] == "[[source]]  # until May\n"


def test_pausing_adds_one_line_and_resuming_takes_it_away(path: Path) -> None:
    edit = paused(path, ["wire", "last"], True)
    assert edit.text == GOOD.replace("# until May\n", "# until May\npaused = true\n").replace(
        '[[source]]\nname = "last"', '[[source]]\npaused = true\nname = "last"'
    )
    write(path, edit)
    assert [s.paused for s in load_sources(path)] == [False, True, True]
    assert paused(path, ["wire", "last"], True) == Edit(edit.text, ())
    assert paused(path, ["wire", "last"], False).text == GOOD


def test_an_owners_own_line_is_changed_where_it_stands(path: Path) -> None:
    theirs = GOOD.replace("poll_minutes = 5\n", "paused = true  # they asked us to\npoll_minutes = 5\n")
    path.write_text(theirs, "utf-8")
    edit = paused(path, ["wire"], False)
    assert edit == Edit(theirs.replace("paused = true", "paused = false"), ("paused = false  # they asked us to\n",))
    write(path, edit)
    assert paused(path, ["wire"], True).text == theirs


@pytest.mark.parametrize("change", [lambda p: removed(p, ["wir"]), lambda p: paused(p, ["wire", "wir"], True)])
def test_a_name_that_is_none_is_named(path: Path, change: Callable[[Path], Edit]) -> None:
    with pytest.raises(ConfigError, match="there is no source 'wir'"):
        change(path)


@pytest.mark.parametrize(
    "text",
    [
        'source = [{ name = "wire", kind = "feed", url = "https://a.example" }]\n',
        '[[source]]\nname = "wire"\nkind = "folder"\npublisher = """\n[[source]]\n"""\npath = "x"\n',
        '[[source]]\nname = "wire"\nkind = "folder"\npublisher = """\npaused = true\n"""\npaused = false\npath = "x"\n',
    ],
)
def test_a_file_that_is_written_in_another_way_is_left_to_its_owner(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match="by hand"):
        paused(path, ["wire"], True)


def test_line_ends_of_windows_stay(path: Path) -> None:
    path.write_bytes(GOOD.replace("\n", "\r\n").encode())
    for change in (added(path, [FeedSource(name="a", url="https://a.example")]), paused(path, ["wire"], True)):
        assert change.text.count("\n") == change.text.count("\r\n") > GOOD.count("\n")
    assert removed(path, ["seeds"]).text.startswith("# ours\r\n\r\n# the wire")


def sources() -> st.SearchStrategy[list[Source]]:
    def build(name: str) -> st.SearchStrategy[Source]:
        either = {"name": st.just(name), "publisher": ANY, "paused": st.booleans()}
        groups = st.lists(ANY | st.lists(ANY, max_size=3).map(tuple), max_size=3).map(tuple)
        url = st.just("https://a.example/x?token=1#é")
        return st.one_of(
            st.builds(
                FeedSource, url=url, groups=groups, title=ANY, site=ANY, opml=st.dictionaries(ANY, ANY, max_size=3), **either
            ),
            st.builds(PageSource, url=url, poll_minutes=st.integers(1, 10080), **either),
            st.builds(SitemapSource, url=url, newest=st.integers(1, 5000), **either),
            st.builds(FolderSource, path=st.just("/a"), subfolders=st.booleans(), **either),
            st.builds(ArticlesSource, path=st.just("/a"), **either),
        )

    names = st.lists(NAMES, min_size=1, max_size=4, unique=True)
    return names.flatmap(lambda found: st.tuples(*map(build, found)).map(list))


def folder_of(factory: pytest.TempPathFactory, *parts: str) -> Path:
    file = factory.getbasetemp() / "sources.toml"
    file.write_text("".join(parts), encoding="utf-8", newline="")
    return file


@given(found=sources(), before=ANY)
def test_whatever_is_added_comes_back(tmp_path_factory: pytest.TempPathFactory, found: list[Source], before: str) -> None:
    file = folder_of(tmp_path_factory, *(f"# {line}\n" for line in before.split("\n") if line.isprintable()))
    write(file, added(file, found))
    assert load_sources(file) == found


@given(
    found=sources(), data=st.data(), between=st.lists(st.sampled_from(["\n", "# note\n", "  # [[source]]\n", "\t\n"]), max_size=5)
)
def test_changing_one_source_changes_no_other_byte(
    tmp_path_factory: pytest.TempPathFactory, found: list[Source], data: st.DataObject, between: list[str]
) -> None:
    file = folder_of(tmp_path_factory)
    for source in found:  # comments and empty lines anywhere between the blocks
        write(file, added(file, [source]))
        write(file, Edit(file.read_text("utf-8") + "".join(data.draw(st.permutations(between))), ()))
    before, chosen = file.read_bytes().decode(), data.draw(st.sampled_from(found))
    turned = paused(file, [chosen.name], not chosen.paused)
    write(file, turned)
    assert [s.paused for s in load_sources(file)] == [s.paused != (s.name == chosen.name) for s in found]
    if not chosen.paused:
        assert paused(file, [chosen.name], False).text == before
    gone = removed(file, [chosen.name])
    write(file, gone)
    assert load_sources(file) == [s for s in found if s.name != chosen.name]
    comments = [line for line in before.splitlines() if line.strip().startswith("#")]
    assert [line for line in gone.text.splitlines() if line.strip().startswith("#")] == comments


@given(found=sources())
def test_removing_what_was_added_gives_the_file_back(tmp_path_factory: pytest.TempPathFactory, found: list[Source]) -> None:
    file = folder_of(tmp_path_factory, '[[source]]\nname = "x//"\nkind = "folder"\npath = "p"\n'.replace("//", "x" * 21))
    before = file.read_text("utf-8")
    write(file, added(file, found))
    assert removed(file, [source.name for source in found]).text == before
