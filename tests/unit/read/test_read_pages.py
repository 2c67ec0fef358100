"""Golden pages: pages/NAME.html is read as pages/NAME.json says (`given`: how it was fetched; `expected`: the article)."""

import base64
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from events.documents import ArticleRead, DocumentFetched, FeedEntry, FetchedPage
from events.urls import normalised
from processors.read.step import read_document

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(p.stem for p in PAGES.glob("*.html"))


def fetched(name: str, fetched_at: str = "") -> DocumentFetched:
    given = json.loads((PAGES / f"{name}.json").read_text("utf-8"))["given"]
    body = base64.b64encode((PAGES / f"{name}.html").read_bytes()).decode()
    return DocumentFetched(
        id=name,
        key=normalised(given["url"]),
        source="golden",
        publisher="The Example Post",
        fetched_at=fetched_at or given["fetched_at"],
        url=given["url"],
        entry=msgspec.convert(given["entry"], FeedEntry) if "entry" in given else None,
        page=FetchedPage(url=given["url"], status=200, headers=given.get("headers", {}), body=body),
    )


def told(article: ArticleRead) -> dict[str, Any]:
    built: dict[str, Any] = msgspec.to_builtins(article)
    for plumbing in ("type", "v", "id", "key", "source", "publisher", "fetched_at", "version", "article_id"):
        del built[plumbing]
    for rare in ("partial", "unbelieved"):
        if not built[rare]:
            del built[rare]
    return {**built, "text": built["text"].split("\n"), "links": list(built["links"])}


@pytest.mark.parametrize("name", NAMES)
def test_page_reads_as_expected(name: str) -> None:
    assert told(read_document(fetched(name))) == json.loads((PAGES / f"{name}.json").read_text("utf-8"))["expected"]


@pytest.mark.parametrize("name", NAMES)
def test_fetched_again_on_another_day_it_is_the_same_version(name: str) -> None:
    first, later = read_document(fetched(name)), read_document(fetched(name, "2026-11-20T08:00:00.000Z"))
    assert (first.version, first.article_id) == (later.version, later.article_id)


def test_every_page_is_expected_to_be_something() -> None:
    assert sorted(p.stem for p in PAGES.glob("*.json")) == NAMES
    assert len(NAMES) >= 7
