"""What a page costs beside bare trafilatura: the same pages to rows in PostgreSQL, through `read` alone, and through
`bare_extraction`.

`python -m bench.read_cost [DOCUMENTS.jsonl]`. Pages are documents (as for `sitrep evaluate`, else made-up stories) in the
wrapping of a news site. Medians of three rounds; one reading process, so that both use one core for extraction.
"""

import base64
import statistics
import sys
import time
from collections.abc import Sequence
from html import escape
from pathlib import Path

import msgspec

from bench.article_cost import DEFAULT
from bench.installation import installation, seconds_for
from console.evaluate import Document, load
from console.wiring.steps import STEPS
from console.wiring.wire import Wiring
from eventlog.log import NewRecord
from events.codec import encode
from events.documents import DocumentFetched, FetchedPage
from events.ids import make_id, partition_of
from events.topics import RAW
from processors.read.step import read_document
from tests.support.stories import stories

ROUNDS = 3
COUNT = 200
FETCHED = "2030-01-01T00:00:00.000Z"
PAGE = """<!doctype html><html lang="en"><head><title>{title} | {site}</title>
<meta property="og:site_name" content="{site}">
<meta property="article:published_time" content="{published}"><meta name="author" content="A. Reporter">
<script type="application/ld+json">{{"@type": "NewsArticle",
"headline": "{title}", "datePublished": "{published}"}}</script></head>
<body>
<header><nav><ul>{links}</ul></nav></header><main><article>
<h1>{title}</h1><p class="byline">By A. Reporter</p>{body}</article>
</main><aside><h2>Most read</h2><ul>{links}</ul></aside><footer><p>All rights reserved. {site}</p></footer></body></html>"""


def texts(path: Path) -> list[Document]:
    """Documents to make pages of."""
    if path.exists():
        return load(path)
    made = stories(COUNT * (ROUNDS + 1), 1)
    return [Document(id=str(n), title=s.title, text=s.text, published=s.published) for n, s in enumerate(made)]


def pages(documents: Sequence[Document], turn: int) -> list[tuple[str, bytes]]:
    """(URL, HTML) of one round."""
    links = "".join(f'<li><a href="/section/{n}">Another headline of the day, number {n}</a></li>' for n in range(40))
    some = documents[turn * COUNT : (turn + 1) * COUNT]
    return [
        (f"https://news{n % 7}.example/{turn}/{n}", _page(document, f"News {n % 7}", links)) for n, document in enumerate(some)
    ]


def _page(document: Document, site: str, links: str) -> bytes:
    body = "".join(f"<p>{escape(part)}</p>" for part in document.text.split("\n") if part.strip())
    published = document.published or "2024-01-01"
    return PAGE.format(title=escape(document.title or ""), site=site, published=published, links=links, body=body).encode()


def whole_way(wiring: Wiring, made: list[tuple[str, bytes]]) -> float:
    """Seconds from `raw` to rows in PostgreSQL."""
    width = wiring.log.topics()[RAW]
    wiring.log.append([NewRecord(RAW, partition_of(e.key, width), e.key, encode(e)) for e in map(fetched, made)])
    return seconds_for(wiring, (*STEPS, "sink"))


def fetched(made: tuple[str, bytes]) -> DocumentFetched:
    """The event of a page."""
    url, body = made
    page = FetchedPage(url=url, status=200, headers={"content-type": "text/html"}, body=base64.b64encode(body).decode())
    return DocumentFetched(
        id=make_id("fetched", url), key=url, source="bench", publisher=url.split("/")[2], fetched_at=FETCHED, url=url, page=page
    )


def reading(made: list[tuple[str, bytes]]) -> float:
    """Seconds of processor time of the step `read` alone, in this process."""
    events = list(map(fetched, made))
    started = time.process_time()
    for event in events:
        read_document(event)
    return time.process_time() - started


def bare(made: list[tuple[str, bytes]]) -> float:
    """Seconds of processor time of trafilatura alone, in this process."""
    from trafilatura import bare_extraction

    started = time.process_time()
    for url, body in made:
        bare_extraction(body, url=url, with_metadata=True)
    return time.process_time() - started


def main() -> None:
    """Prints medians and their ratio; rounds take turns, so that a slow minute hits both. The first round only warms up."""
    documents = texts(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
    ours, read, theirs = [], [], []
    with installation() as wiring:
        wiring.settings = msgspec.structs.replace(wiring.settings, read=msgspec.structs.replace(wiring.settings.read, workers=1))
        for turn in range(ROUNDS + 1):
            made = pages(documents, turn)
            ours.append(whole_way(wiring, made))
            read.append(reading(made))
            theirs.append(bare(made))
    to_rows, to_article = (statistics.median(a / b for a, b in zip(o[1:], theirs[1:], strict=True)) for o in (ours, read))
    whole, step, alone = (statistics.median(times[1:]) * 1000 / COUNT for times in (ours, read, theirs))
    print(f"trafilatura with metadata alone: {alone:.1f} ms a page")
    print(f"read: {step:.1f} ms a page, {to_article:.2f} times that")
    print(f"pages to PostgreSQL: {whole:.1f} ms a page, {to_rows:.2f} times that")


if __name__ == "__main__":
    main()
