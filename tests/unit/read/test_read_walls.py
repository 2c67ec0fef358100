"""Pages that stand where an article should are refused with a reason; articles about such things are not."""

import base64
from pathlib import Path

import pytest

from events.documents import ArticleRead, DocumentFetched, FeedEntry, FetchedPage
from events.errors import BadInput
from processors.read.step import read_document

STORY = (
    "<p>A crane fell onto the quay in the old harbour on Monday and hurt two dockers, the port authority said in the evening.</p>"
    "<p>The quay was closed for the rest of the day and ships were sent to the northern basin instead.</p>"
)
MORE = "".join(
    f"<p>Part {n} of the inquiry goes on, and harbour master {n} said that crane {n} was checked last month by two engineers.</p>"
    for n in range(16)
)
NOTE = "Two dockers were hurt when a crane fell onto the quay on Monday."
WALLS, NOT_WALLS = (sorted((Path(__file__).parent / folder).glob("*.html")) for folder in ("walls", "not_walls"))


def document(html: str | Path, entry: FeedEntry | None = None) -> DocumentFetched:
    whole = (
        html.read_bytes() if isinstance(html, Path) else f"<!doctype html><html><head><meta charset=utf-8></head>{html}".encode()
    )
    body = base64.b64encode(whole).decode()
    url = "https://valley.example/crane-falls"
    return DocumentFetched(
        id="i", key=url, source="s", publisher="Valley News", fetched_at="2025-03-05T12:00:00.000Z", url=url, entry=entry,
        page=FetchedPage(url=url, status=200, headers={"content-type": "text/html"}, body=body),
    )  # fmt: skip


@pytest.mark.parametrize("page", WALLS, ids=[p.stem for p in WALLS])
def test_a_wall_is_refused_with_its_reason(page: Path) -> None:
    with pytest.raises(BadInput, match=r"page https://valley\.example/crane-falls: an? "):
        read_document(document(page))


@pytest.mark.parametrize("page", WALLS, ids=[p.stem for p in WALLS])
def test_the_feeds_own_text_stands_where_there_is_one(page: Path) -> None:
    article = read_document(
        document(page, FeedEntry(title="Crane falls", link="https://valley.example/crane-falls", summary=NOTE))
    )
    assert (article.text, article.title) == (NOTE, "Crane falls")


@pytest.mark.parametrize("page", NOT_WALLS, ids=[p.stem for p in NOT_WALLS])
def test_an_article_stays_one(page: Path) -> None:
    assert isinstance(read_document(document(page)), ArticleRead)


LOCKED = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":%s,"wordCount":900}</script>'


@pytest.mark.parametrize(
    ("head", "body", "partial"),
    [
        (LOCKED % '"False"', STORY, True),
        (LOCKED % "false", STORY + MORE, True),
        (LOCKED % "true", STORY, False),
        ('<meta property="article:content_tier" content="locked">', STORY, True),
        ('<meta property="article:content_tier" content="free">', STORY, False),
        ("", STORY + '<div class="article-paywall">Subscribe to read on</div>', True),
        ("", STORY + MORE + '<div class="article-paywall">Subscribe</div>', False),
        ("", STORY, False),
    ],
)
def test_stubs_before_a_paywall_are_marked(head: str, body: str, partial: bool) -> None:
    article = read_document(document(f"<title>Crane falls</title>{head}<article><h1>Crane falls</h1>{body}</article>"))
    assert article.partial is partial
    assert article.text


def test_the_feeds_longer_text_is_no_stub() -> None:
    entry = FeedEntry(title="Crane falls", link="https://valley.example/crane-falls", content=STORY + MORE)
    article = read_document(document(f"{LOCKED % 'false'}<article>{STORY}</article>", entry))
    assert article.partial is False


@pytest.mark.parametrize("shown", ["", STORY, STORY + MORE])
def test_a_text_that_only_scripts_show_is_taken_from_what_is_stated(shown: str) -> None:
    stated = "".join(f"Part {n}: the crane fell onto the quay \\u2013 two were hurt &amp; brought away.\\n" for n in range(120))
    script = f"""<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{stated}"}}</script>"""
    article = read_document(document(f"<title>Crane</title>{script}<article><h1>Crane</h1>{shown}</article>"))
    assert article.text.split("\n")[0] == "Part 0: the crane fell onto the quay – two were hurt & brought away."
    assert len(article.text.split("\n")) == 120
