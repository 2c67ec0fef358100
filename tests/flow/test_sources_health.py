"""`sitrep sources health` and what `doctor` says of sources, as an operator sees them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.account import Account
from console.health import joined
from ingest.health import removed
from tests.support.desk import TEXT, rss
from tests.support.site import Answer, Asked, Site

ROOT = Path(__file__).parents[2]
PARTS = ("stored", "unchanged", "duplicate", "refused", "dead", "pending", "missing")


class Installation:
    """A folder with a sources.toml, and `sitrep` in it."""

    def __init__(self, folder: Path, **urls: str) -> None:
        self.folder = folder
        self.follow(**urls)

    def follow(self, **urls: str) -> None:
        blocks = [f'[[source]]\nname = "{name}"\nkind = "feed"\nurl = "{url}"\n' for name, url in urls.items()]
        (self.folder / "sources.toml").write_text("\n".join(blocks))

    def sitrep(self, *arguments: str, **settings: str) -> str:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("SITREP_")}
        local = {"PYTHONPATH": str(ROOT), "SITREP_INGEST_ALLOW": "127.0.0.0/8", "SITREP_INGEST_REST": "0", **settings}
        done = subprocess.run(
            [sys.executable, "-m", "console", *arguments], cwd=self.folder, env=plain | local,
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout + done.stderr

    def health(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.sitrep("sources", "health", "--json"))
        for items in [answer["items"], *(each["items"] for each in answer["sources"])]:
            assert items["fetched"] == sum(items[part] for part in PARTS)
        return answer


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(answer) as made:
        yield made


def answer(asked: Asked) -> Answer:
    link = "http://a.example/1"
    return {
        "/good": rss([(link, TEXT), (link, TEXT), ("http://a.example/2", TEXT)]),
        "/gone": Answer(status=410),
        "/later": Answer(status=503),
    }.get(asked.path.partition("?")[0], Answer(status=404))


def test_health_says_how_every_source_does(tmp_path: Path, site: Site) -> None:
    where = {name: site.url("127.0.0.1", f"/{name}") for name in ("good", "gone", "later")}
    installation = Installation(tmp_path, **where, secret=site.url("127.0.0.1", "/none?token=sesame-open-1234"))
    assert json.loads(installation.sitrep("sources", "health", "--json"))["sources"][0]["state"] == "new"
    installation.sitrep("ingest", "--once")
    found = installation.health()
    assert {each["name"]: each["state"] for each in found["sources"]} == {
        "good": "ok", "gone": "ended", "later": "failing", "secret": "failing"
    }  # fmt: skip
    good, gone, later, secret = found["sources"]
    assert good["items"] == {
        "fetched": 3, "stored": 0, "unchanged": 0, "duplicate": 1, "refused": 0, "dead": 0, "pending": 2, "missing": 0
    }  # fmt: skip
    assert (good["last_success"][:2], good["last_error"], good["interval_seconds"]) == ("20", "", 900)
    assert gone["next_poll"] == ""
    assert "HTTP 503" in later["last_error"]
    assert later["next_poll"] > later["last_error_at"]
    assert "sesame" not in json.dumps(secret)
    table = installation.sitrep("sources", "health")
    assert all(word in table for word in ("good", "in all", "the same entry twice", "ended: HTTP 410", "sources resume"))
    assert "sesame" not in table
    quick = json.loads(installation.sitrep("sources", "health", "--quick", "--json"))
    assert "items" not in quick
    assert quick["sources"][0]["sent"] == 2


def test_what_a_removed_source_brought_still_counts(tmp_path: Path, site: Site) -> None:
    installation = Installation(tmp_path, good=site.url("127.0.0.1", "/good"))
    installation.sitrep("ingest", "--once")
    installation.follow()
    found = installation.health()
    assert [(each["name"], each["state"]) for each in found["sources"]] == [("good", "removed")]
    assert found["items"]["fetched"] == 3
    (tmp_path / "var" / "ingest.db").unlink()
    found = installation.health()
    assert [(each["name"], each["items"]["pending"]) for each in found["sources"]] == [("good", 2)], "the log knows, too"


def test_a_log_that_lost_records_is_noticed_and_one_that_has_more_was_crashed_into() -> None:
    sent = msgspec.structs.replace(removed("a"), fetched=5, sent=3, unchanged=1, refused=1)
    there = Account(fetched=3, stored=2, repeated=0, refused=0, dead=0, pending=1)
    for account, fetched, missing in ((there, 5, 0), (_with(there, 2), 5, 1), (_with(there, 4), 6, 0), (None, 5, 3)):
        items = joined(sent, account)
        assert (items.fetched, items.missing) == (fetched, missing)
        assert items.fetched == sum(getattr(items, part) for part in PARTS)


def _with(account: Account, fetched: int) -> Account:
    return msgspec.structs.replace(account, fetched=fetched, stored=fetched - 1)


def test_doctor_asks_for_a_contact_and_names_those_that_fail(tmp_path: Path, site: Site) -> None:
    installation = Installation(tmp_path, gone=site.url("127.0.0.1", "/gone"))
    assert "no contact" in installation.sitrep("doctor", "--only", "sources")
    contact = {"SITREP_INGEST_CONTACT": "desk@news.example"}
    assert "WARN" not in installation.sitrep("doctor", "--only", "sources", **contact)
    installation.sitrep("ingest", "--once", **contact)
    found = installation.sitrep("doctor", "--only", "sources", **contact)
    assert "WARN" in found
    assert "1 ended" in found
