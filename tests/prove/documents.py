"""The set of documents of the proofs: labelled news from a file that is not part of the project, and the seeds."""

import json
import os
from pathlib import Path

from events.documents import DocumentFetched
from tests.support.newsset import document, hard_set

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("PROVE_DATA") or ROOT.parent / "shared" / "data" / "incidents_us_dev.jsonl")


def seeds(minutes: int = 0) -> list[DocumentFetched]:
    """The two seed documents as ingest would fetch them, but for the time."""
    names = {"the-media-line.txt": "The Media Line", "al-jazeera.txt": "Al Jazeera"}
    return [
        document(f"file:seeds/{name}", (ROOT / "seeds" / name).read_text(encoding="utf-8"), minutes=minutes, publisher=publisher)
        for name, publisher in names.items()
    ]


def labelled(number: int) -> list[DocumentFetched]:
    """The first documents of the labelled file. Raises FileNotFoundError naming the variable that says where it is."""
    if not DATA.exists():
        raise FileNotFoundError(f"{DATA}: no such file; name a JSON-lines file of articles in PROVE_DATA")
    with DATA.open(encoding="utf-8") as file:
        rows = [json.loads(line) for _, line in zip(range(number), file, strict=False)]
    return [
        document(
            f"https://news.example/{row['id']}",
            row["text"],
            minutes=n % 500,
            publisher=row["source"] or "unknown",
            title=row["title"] or "",
            published=row["published"] or "",
        )
        for n, row in enumerate(rows)
    ]


def the_set(number: int = 2000) -> list[DocumentFetched]:
    """2,000 documents and the seeds with 100 revisions, 100 re-fetches, 20 undated, 20 copies, 10 to refuse."""
    hard = hard_set(labelled(number), seed=7, revisions=100, refetches=100, undated=20, copies=20, refused=10)
    return hard + seeds()
