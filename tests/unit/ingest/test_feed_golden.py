"""Golden feeds: feeds/NAME is read as feeds/NAME.golden says.

`python -m tests.unit.ingest.test_feed_golden` writes what is missing.
"""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from events.errors import BadInput
from ingest.kinds.feed import entry_key, parse_feed

FEEDS = Path(__file__).parent / "feeds"
URL = "https://valley.example/feed.xml"
NAMES = sorted(p.name for p in FEEDS.iterdir() if p.suffix != ".golden")


def told(name: str, content_type: str = "") -> Any:
    try:
        feed = parse_feed((FEEDS / name).read_bytes(), URL, content_type)
    except BadInput as error:
        return {"refused": str(error)}
    entries = [{"key": entry_key(e, URL), **msgspec.to_builtins(e)} for e in feed.entries]
    rest = {k: v for k, v in feed._asdict().items() if v and k != "entries"}
    return {**json.loads(json.dumps(rest)), "entries": entries}


@pytest.mark.parametrize("name", NAMES)
def test_feed_reads_as_expected(name: str) -> None:
    assert told(name) == json.loads((FEEDS / f"{name}.golden").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_what_it_is_served_as_changes_nothing(name: str) -> None:
    for content_type in ("text/html", "text/plain", "application/octet-stream", "application/xml; charset=rot13"):
        assert told(name, content_type) == told(name)


def test_refusals_are_where_they_are_expected() -> None:
    for name in NAMES:
        assert ("refused" in json.loads((FEEDS / f"{name}.golden").read_text("utf-8"))) == name.startswith("refused-"), name


if __name__ == "__main__":
    for each in NAMES:
        if not (golden := FEEDS / f"{each}.golden").exists():
            golden.write_text(json.dumps(told(each), indent=1, ensure_ascii=False) + "\n", "utf-8")
