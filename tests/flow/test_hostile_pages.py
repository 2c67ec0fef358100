"""Pages that mean harm to whoever reads them: each costs itself only, in time, with a reason; its neighbours are read."""

import base64
import time
from collections.abc import Iterator

import pytest

from eventlog.isolation import Allowance, Isolated
from events.codec import AnyEvent
from events.documents import ArticleRead, DocumentFetched, FetchedPage
from events.errors import BadInput
from processors.read.step import is_plain, name_of, read_document
from tests.support.hostile import MOST_GROWTH, growth

TEXT = "<p>" + "Five people were killed when a dam burst above the town, the mayor said on Monday. " * 10 + "</p>"
GOOD = f"<html><body><article>{TEXT}</article></body></html>"
SECONDS = 4.0
PAGES = {
    "200,000 nested tags": "<div>" * 200_000 + TEXT,
    "nested tables": "<table><tr><td>" * 50_000 + TEXT,
    "nested lists": "<ul><li>" * 30_000 + TEXT,
    "200,000 attributes": "<html " + " ".join(f"a{n}=x" for n in range(200_000)) + f"><body>{TEXT}",
    "300,000 paragraphs": "<p>x</p>" * 300_000 + TEXT,
    "500,000 line ends": "<br>" * 500_000 + TEXT,
    "one word of 14 MB": "<p>" + "x" * 14_000_000 + "</p>" + TEXT,
    "a title of 2 MB": "<title>" + "x " * 1_000_000 + "</title>" + TEXT,
    "JSON-LD a million deep": "<script type='application/ld+json'>" + "[" * 1_000_000 + "</script>" + TEXT,
    "200,000 metas": "<meta name='a' content='b'>" * 200_000 + TEXT,
    "comments without end": "<!--" * 500_000 + TEXT,
    "an entity of a file": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><p>&x;</p>' + TEXT,
}


@pytest.fixture(scope="module")
def reading() -> Iterator[Isolated[AnyEvent, ArticleRead]]:
    made = Isolated(read_document, 1, Allowance(SECONDS, 256), name_of, is_plain)
    yield made
    made.close()


def page(key: str, body: str) -> AnyEvent:
    encoded = base64.b64encode(body.encode()).decode()
    fetched = FetchedPage(url="https://harbour.invalid/1", status=200, headers={"content-type": "text/html"}, body=encoded)
    return DocumentFetched(id=key, key=key, source="s", publisher="p", fetched_at="2025-01-01T00:00:00.000Z", page=fetched)


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_costs_itself_only(reading: Isolated[AnyEvent, ArticleRead], kind: str) -> None:
    given = [page("bad", PAGES[kind]), page("good", GOOD)]
    reading([page("up", GOOD)])
    started = time.monotonic()
    with growth() as grown:
        answer, neighbour = reading(given)
    assert time.monotonic() - started < 60
    assert isinstance(neighbour, ArticleRead)
    assert neighbour.text.startswith("Five people")
    assert grown[0] < MOST_GROWTH
    if isinstance(answer, BadInput):
        assert str(answer).startswith("bad: ")
    else:
        assert "Five people" in answer.text
        assert not any(word in answer.text for word in ("localdomain", "/etc"))
