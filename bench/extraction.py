"""How well a page's text and date are read, beside trafilatura's own default, on the pages of `bench/pages` in one run.

`python -m bench.extraction [NAME]`: the pages whose name begins with NAME, else all. Text: F1 over words (characters for
Chinese and Japanese); date: right to the day, and none where the page states none. Pages and what they hold are written by hand.
"""

import base64
import json
import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from events.documents import DocumentFetched, FetchedPage
from events.errors import BadInput
from processors.read.step import read_document

PAGES = Path(__file__).parent / "pages"
FETCHED = "2026-01-15T00:00:00.000Z"
WORD = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]|\w+")


class Score(NamedTuple):
    """Of one page: F1 of the text and whether the date is right, ours and theirs."""

    name: str
    text: float
    date: bool
    their_text: float
    their_date: bool


def scores(prefix: str = "") -> Iterator[Score]:
    """Of each page, by name."""
    for path in sorted(PAGES.glob(f"{prefix}*.html")):
        told = json.loads(path.with_suffix(".json").read_text("utf-8"))
        text = "\n".join(told["text"])
        ours, theirs = read(path, told), bare(path, told)
        yield Score(
            path.stem, f1(ours[0], text), ours[1] == told["published"], f1(theirs[0], text), theirs[1] == told["published"]
        )


def read(path: Path, told: dict[str, str]) -> tuple[str, str]:
    """Text and day as this project reads them."""
    body = base64.b64encode(path.read_bytes()).decode()
    page = FetchedPage(url=told["url"], status=200, headers=dict(told["headers"]), body=body)
    event = DocumentFetched(
        id=path.stem, key=told["url"], source="bench", publisher="bench", fetched_at=FETCHED, url=told["url"], page=page
    )
    try:
        article = read_document(event)
    except BadInput:
        return "", ""
    return article.text, article.published[:10]


def bare(path: Path, told: dict[str, str]) -> tuple[str, str]:
    """Text and day as trafilatura reads them by itself."""
    from trafilatura import bare_extraction

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = bare_extraction(path.read_bytes(), url=told["url"], with_metadata=True)
    return (getattr(found, "text", "") or "", getattr(found, "date", "") or "") if found else ("", "")


def f1(one: str, other: str) -> float:
    """Twice the shared words over all words of both."""
    a, b = (Counter(WORD.findall(text.lower())) for text in (one, other))
    both = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / both if both else 1.0


def main() -> None:
    """Prints each page, and the means."""
    found = list(scores(sys.argv[1] if len(sys.argv) > 1 else ""))
    for s in found:
        print(f"{s.name:28} text {s.text:.3f} ({s.their_text:.3f})  date {'right' if s.date else 'wrong'} ({_right(s)})")
    count = len(found)
    text, theirs = (sum(s[at] for s in found) / count for at in (1, 3))
    print(
        f"{count} pages: text {text:.4f}, trafilatura alone {theirs:.4f}; dates right {sum(s.date for s in found)}, "
        f"trafilatura alone {sum(s.their_date for s in found)}"
    )


def _right(score: Score) -> str:
    return "right" if score.their_date else "wrong"


if __name__ == "__main__":
    main()
