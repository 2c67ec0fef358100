"""What `report` alone makes of documents: `python -m bench.reports GAZETTEER DOCS.jsonl [PRED.jsonl] [--limit N]`.

Writes the answers in the scorer's form with every report an incident of its own (so only figures, dates, places and splitting can
be scored), and prints milliseconds an article and how many reports an article has. --no-other leaves out reports of kind `other`.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from events.documents import ArticleRead
from events.reports import ArticleReported, Report
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.step import Reporter


def article(row: dict[str, Any]) -> ArticleRead:
    """An ArticleRead of a labelled document."""
    return ArticleRead(
        id=row["id"],
        article_id=row["id"],
        version="1",
        key=row["id"],
        source="bench",
        publisher=row.get("source") or "bench",
        fetched_at="",
        title=row.get("title") or "",
        text=row["text"],
        published=row.get("published") or "",
        language=row.get("lang") or "",
    )


def answer(reported: ArticleReported, *, other: bool) -> dict[str, Any]:
    """The scorer's line for an article."""
    return {
        "id": reported.article_id,
        "duplicate_of": None,
        "reports": [_report(r) for r in reported.reports if other or r.event_type != "other"],
    }


def _report(report: Report) -> dict[str, Any]:
    claims: dict[str, int] = {}
    for claim in report.claims:
        if claim.best is not None:
            claims.setdefault(claim.field, claim.best)
    place = report.place
    return {
        "incident": report.id, "event_type": report.event_type, "claims": claims,
        "date_from": report.when.date_from or None, "date_to": report.when.date_to or None,
        "place": {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon} if place else None,
    }  # fmt: skip


def main() -> None:
    """Runs the documents through `report`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gazetteer", type=Path)
    parser.add_argument("documents", type=Path)
    parser.add_argument("answers", type=Path, nargs="?")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--no-other", action="store_true")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.documents.read_text(encoding="utf-8").rstrip("\n").split("\n")[: args.limit]]
    reporter = Reporter(Gazetteer.open(args.gazetteer))
    articles = [article(row) for row in rows]
    started = time.perf_counter()
    answers = [reporter(a) for a in articles]
    spent = time.perf_counter() - started
    print(f"{spent / len(rows) * 1000:.2f} ms an article of {sum(len(a.text) for a in articles) // len(rows)} characters")
    print("reports an article:", sorted(Counter(len(a.reports) for a in answers).items()))
    print("kinds:", Counter(r.event_type for a in answers for r in a.reports).most_common(12))
    if args.answers:
        lines = (json.dumps(answer(a, other=not args.no_other), ensure_ascii=False) for a in answers)
        args.answers.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
