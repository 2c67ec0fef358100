"""`sitrep sources …` as an operator types it: what it says, what it changes, and how it ends."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ingest.memory import Memory, Notes, SeenSource
from ingest.scheduling.schedule import Timing
from tests.support.newsroom import Newsroom

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "tests" / "unit" / "ingest" / "opml"
MINE = '# mine\n[[source]]\nname = "desk"  # ours\nkind = "folder"\npath = "documents"\n'
NOTED = "nothing was changed; say it again with --execute\n"


class Said(NamedTuple):
    out: str
    err: str
    code: int


class Desk:
    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "sources.toml"
        self.file.write_text(MINE)
        (folder / "documents").mkdir()

    def sources(self, *arguments: str) -> Said:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("SITREP_")}
        env = plain | {"PYTHONPATH": str(ROOT), "SITREP_INGEST_ALLOW": "127.0.0.0/8"}
        done = subprocess.run(
            [sys.executable, "-m", "console", "sources", *arguments], cwd=self.folder, env=env,
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return Said(done.stdout, done.stderr, done.returncode)

    def json(self, *arguments: str, code: int = 0) -> Any:
        said = self.sources(*arguments, "--json")
        assert said.code == code, said.err
        return json.loads(said.out)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def site() -> Iterator[Newsroom]:
    with Newsroom() as made:
        named = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{name}">' for name in ("rss.xml", "atom.xml"))
        made.serve("/", f"<html><head><title>Gazette</title>{named}</head><body>x</body></html>".encode(), "text/html")
        yield made


def test_a_sites_address_is_enough_to_add_its_feed(desk: Desk, site: Newsroom) -> None:
    plan = desk.sources("add", "feed", "gazette", site.url("/"), "--group", "World", "--publisher", "Gazette")
    assert plan.code == 0
    for said in ("Harbour Gazette", "atom.xml", "2025-03-06 23:10", f"taken: {site.url('rss.xml')}"):
        assert said in plan.out
    assert (plan.err, desk.file.read_text()) == (NOTED, MINE)
    assert desk.sources("add", "feed", "gazette", site.url("/"), "--group", "World", "--execute").code == 0
    assert desk.file.read_text() == (
        f'{MINE}\n[[source]]\nname = "gazette"\nkind = "feed"\nurl = "{site.url("rss.xml")}"\ngroups = ["World"]\n'
    )
    again = desk.sources("add", "feed", "other", site.url("rss.xml"), "--execute")
    assert (again.code, "is followed already, as 'gazette'" in again.err) == (2, True)


def test_where_it_is_not_clear_which_feed_is_meant_they_are_listed(desk: Desk, site: Newsroom) -> None:
    site.serve("/atom.xml", site._atom().replace("/news/", "/sport/").encode(), "application/atom+xml")
    said = desk.sources("add", "feed", "gazette", site.url("/"), "--execute")
    assert said.code == 2
    assert "rss.xml" in said.out
    assert "atom.xml" in said.out
    assert f"has 2 feeds: say which, e.g. sitrep sources add feed gazette {site.url('rss.xml')}" in said.err
    assert desk.file.read_text() == MINE


def test_a_site_without_a_feed_says_what_else_can_be_done(desk: Desk, site: Newsroom) -> None:
    for name in ("/rss.xml", "/atom.xml", "/feed.json"):
        site.fail(name, 404)
    said = desk.sources("add", "feed", "gazette", site.url("/"))
    assert said.code == 2
    assert "sitrep sources add page gazette" in said.err
    assert "--as-given" in said.err
    gone = desk.sources("add", "feed", "gazette", site.url("/gone"))
    assert (gone.code, "HTTP 404" in gone.err) == (1, True)
    for kind in ("page", "sitemap"):
        refused = desk.sources("add", kind, "gazette", site.url("/gone"))
        assert (refused.code, "--as-given adds the address without asking it" in refused.err) == (1, True)
    assert desk.sources("add", "page", "gazette", site.url("/"), "--execute").code == 0
    assert desk.sources("add", "page", "later", site.url("/gone"), "--as-given", "--execute").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "telex", "a", "https://a.example/"], "it must be one of feed, sitemap, page, folder, articles"),
        (["add", "feed", "desk", "https://a.example/"], "two sources are named 'desk'"),
        (["add", "feed", "a", "a.example"], "url: not an absolute http(s) URL"),
        (["add", "feed", "a/b", "https://a.example/"], "$.name"),
        (["remove", "dsk"], "there is no source 'dsk'; `sitrep sources list` shows their names"),
        (["pause", "desk", "dsk", "--execute"], "there is no source 'dsk'"),
        (["check", "dsk"], "there is no source 'dsk'"),
    ],
)
def test_a_mistake_is_named_and_changes_nothing(desk: Desk, arguments: list[str], said: str) -> None:
    done = desk.sources(*arguments)
    assert done.code == 2
    assert said in done.err
    assert desk.file.read_text() == MINE


def test_sources_are_paused_resumed_and_removed_by_their_lines(desk: Desk) -> None:
    assert desk.sources("pause", "desk") == Said("would pause 'desk' in sources.toml:\n  paused = true\n", NOTED, 0)
    assert desk.sources("pause", "desk", "--execute").code == 0
    assert [(r["name"], r["paused"]) for r in desk.json("list")] == [("desk", True)]
    assert "  nothing: it is so already" in desk.sources("pause", "desk").out
    assert desk.sources("resume", "desk", "--execute").code == 0
    assert desk.file.read_text() == MINE
    assert '  name = "desk"  # ours\n' in desk.sources("remove", "desk").out
    assert desk.sources("remove", "desk", "--execute").code == 0
    assert desk.file.read_text() == "# mine\n"


def test_a_source_that_had_ended_is_asked_again_once_it_is_resumed(desk: Desk) -> None:
    (desk.folder / "var").mkdir()
    memory = Memory(desk.folder / "var" / "ingest.db")
    memory.remember(Notes(sources=[SeenSource("desk", "x", timing=Timing(failures=3, ended=True))]))
    assert desk.sources("resume", "desk").code == 0
    assert memory.sources()["desk"].timing.ended
    assert desk.sources("resume", "desk", "--execute").code == 0
    assert (memory.sources()["desk"].timing.ended, memory.sources()["desk"].timing.failures) == (False, 0)
    memory.close()


def test_a_readers_list_comes_in_and_goes_out_again(desk: Desk) -> None:
    plan = desk.sources("import", str(LISTS / "freshrss.opml"))
    assert "would add 2 feeds to sources.toml; 2 outlines are left out" in plan.out
    assert "left out: line 11: 'A page taken apart'" in plan.err
    assert desk.file.read_text() == MINE
    assert desk.sources("import", str(LISTS / "freshrss.opml"), "--execute").code == 0
    assert desk.file.read_text().startswith(MINE)
    assert "would add 0 feeds" in desk.sources("import", str(LISTS / "freshrss.opml")).out
    printed = desk.sources("export")
    assert (printed.code, "s3cr3tvalue" in printed.out) == (0, False)
    out = desk.folder / "out.opml"
    assert desk.sources("export", "--with-secrets", "--out", str(out)).code == 0
    assert "token=s3cr3tvalue" in out.read_text("utf-8")
    assert out.stat().st_mode & 0o077 == 0
    before = desk.file.read_text()
    desk.file.write_text(MINE)
    assert desk.sources("import", str(out), "--execute").code == 0
    assert sorted(desk.file.read_text().splitlines()) == sorted(before.splitlines())
    for wrong, said in ((desk.file, "no XML"), (desk.folder / "gone.opml", "No such file")):
        done = desk.sources("import", str(wrong))
        assert (done.code, said in done.err) == (1, True)


def test_no_command_shows_a_credential(desk: Desk) -> None:
    secret = "https://dana:c0rrectpass@closed.example/feed.xml?token=s3cr3tvalue"
    commands = [
        ("add", "feed", "closed", secret), ("add", "feed", "closed", secret, "--as-given", "--execute"), ("list",),
        ("list", "--json"), ("add", "feed", "again", secret, "--as-given"), ("check",), ("check", "--json"),
        ("export",), ("pause", "closed"), ("remove", "closed"),
    ]  # fmt: skip
    for command in commands:
        said = desk.sources(*command)
        for part in ("dana", "c0rrectpass", "s3cr3tvalue"):
            assert part not in said.out + said.err, command
    assert secret in desk.file.read_text()


def test_check_says_of_every_source_what_it_is(desk: Desk, site: Newsroom) -> None:
    (desk.folder / "documents" / "a.txt").write_text("The quay is closed.")
    (desk.folder / "documents" / "b.docx").write_text("x")
    (desk.folder / "export.jsonl").write_text('{"text": "The quay is closed.", "published": "2025-03-01"}\n{}\n')
    site.serve("/map.xml", f"<urlset><url><loc>{site.page_url('mill')}</loc></url></urlset>".encode(), "text/xml")
    kinds = {"gazette": ("feed", "rss.xml"), "map": ("sitemap", "map.xml"), "notice": ("page", "news/mill.html")}
    web = [f'[[source]]\nname = "{n}"\nkind = "{kind}"\nurl = "{site.url(path)}"\n' for n, (kind, path) in kinds.items()]
    export = '[[source]]\nname = "export"\nkind = "articles"\npath = "export.jsonl"\n'
    desk.file.write_text(MINE + "".join(web) + export)
    rows = desk.json("check")
    assert [(r["name"], r["kind"], r["items"], r["newest"], r["usable"]) for r in rows] == [
        ("desk", "folder", 1, "", True), ("gazette", "feed", 3, "2025-03-06 23:10", True), ("map", "sitemap", 1, "", True),
        ("notice", "page", 1, "", True), ("export", "articles", 1, "2025-03-01", True),
    ]  # fmt: skip
    assert rows[0]["problems"] == ["1 files of other kinds are not read"]
    assert "line 2: " in rows[-1]["problems"][0]
    site.fail("/rss.xml", 500)
    assert [r["usable"] for r in desk.json("check", "gazette", "map", code=1)] == [False, True]
    assert "HTTP 500" in desk.sources("check", "gazette").out
