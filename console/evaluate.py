"""Documents of a file through the very same steps, on a throw-away log; what they answer for each document.

The format of documents and answers is that of the scorer for labelled sets: see docs/evaluate.md.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from console.originals import originals
from console.wiring.steps import Measured
from eventlog.chain import Chain
from eventlog.log import Log, NewRecord
from events.base import Decision
from events.codec import decode, encode
from events.documents import ArticleRead, DocumentFetched
from events.errors import BadInput
from events.ids import make_id, partition_of
from events.incidents import IncidentsDecided, PlacedReport, settle
from events.reports import ArticleReported, Place, Toponym
from events.topics import ARTICLES, INCIDENTS, RAW, REPORTS, UNIQUE, topic_name
from processors.cluster.figures import figures_of
from processors.cluster.folded import read_model
from processors.cluster.scorecard import Model
from processors.read.identity import article_id_of

PREFIX = "eval:"
# Fetch time bounds dates: a day after publication, or no bound at all for a document without a date.
NO_BOUND = "2099-12-31"


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the file. Keys that are not here (gold labels) are not read."""

    id: str
    text: str
    title: str | None = ""
    published: str | None = ""
    lang: str | None = ""
    source: str | None = ""
    url: str | None = ""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of two documents of a pair file."""

    text: str
    title: str | None = ""
    published: str | None = ""
    url: str | None = ""
    source: str | None = ""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What a line may hold: a document, or a pair `a`, `b`."""

    id: str
    text: str | None = None
    title: str | None = ""
    published: str | None = ""
    lang: str | None = ""
    source: str | None = ""
    url: str | None = ""
    a: Side | None = None
    b: Side | None = None


def load(path: Path) -> list[Document]:
    """The documents of a JSON-lines file; a pair becomes `<id>:a` and `<id>:b`. Raises BadInput naming file and line."""
    decoder = msgspec.json.Decoder(Line)
    documents: list[Document] = []
    seen: set[str] = set()
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = _documents(decoder.decode(line))
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise BadInput(
                f"{path}, line {number}: {error}; expected an object with `id` and `text`, or `id`, `a` and `b`"
            ) from error
        for document in found:
            if document.id in seen:
                raise BadInput(f"{path}, line {number}: the id {document.id!r} was there before")
            seen.add(document.id)
        documents += found
    return documents


def _documents(line: Line) -> list[Document]:
    if line.a is None or line.b is None:
        return [msgspec.convert(msgspec.structs.asdict(line), Document)]
    sides = (("a", line.a), ("b", line.b))
    return [Document(id=f"{line.id}:{name}", lang=line.lang, **msgspec.structs.asdict(side)) for name, side in sides]


def measured(path: Path) -> Measured:
    """A model of `make train` to be measured, with the parts of these documents where it is a cross-fitted one."""
    model = read_model(path)
    if isinstance(model, Model):
        return Measured(model)
    return Measured(model, {article_id_of(PREFIX + document, ""): fold for document, fold in model.folds.items()})


def of_kinds(answer: dict[str, Any], kept: frozenset[str]) -> dict[str, Any]:
    """An answer without its reports of other kinds."""
    return answer | {"reports": [report for report in answer["reports"] if report["event_type"] in kept]}


def append(log: Log, documents: Sequence[Document], seed: int | None = None) -> None:
    """Puts the documents onto `raw`, in the file's order or in one drawn with `seed`."""
    order = list(documents)
    if seed is not None:
        random.Random(seed).shuffle(order)
    width = log.topics()[RAW]
    events = [_fetched(document) for document in order]
    for start in range(0, len(events), 500):
        batch = events[start : start + 500]
        log.append([NewRecord(RAW, partition_of(e.key, width), e.key, encode(e)) for e in batch])


def _fetched(document: Document) -> DocumentFetched:
    """Never by its URL: no two documents of a set are versions of one."""
    key, published = PREFIX + document.id, document.published or ""
    fetched_at = f"{_day_after(published)}T00:00:00.000Z"
    source = document.source or "eval"
    return DocumentFetched(
        id=make_id("fetched", key, document.title, document.text, published, fetched_at),
        key=key, source=source, publisher=source,
        fetched_at=fetched_at, text=document.text, title=document.title or "", published=published, language=document.lang or "",
    )  # fmt: skip


def _day_after(published: str) -> str:
    try:
        return (date.fromisoformat(published[:10]) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return NO_BOUND


def answers(log: Log, generation: str) -> Iterator[dict[str, Any]]:
    """One answer a document, by id: its reports with the incident of each, its toponyms, and of what it is a near copy."""
    names = {
        e.article_id: e.key.removeprefix(PREFIX)
        for e in _events(log, topic_name(ARTICLES, generation))
        if isinstance(e, ArticleRead)
    }
    reported = {e.article_id: e for e in _events(log, topic_name(REPORTS, generation)) if isinstance(e, ArticleReported)}
    placed = _placed(log, topic_name(INCIDENTS, generation))
    published = {article_id: article.published for article_id, article in reported.items()}
    copied = originals(_events(log, topic_name(UNIQUE, generation)), published)
    for article_id, name in sorted(names.items(), key=lambda item: item[1]):
        article = reported.get(article_id)
        reports = sorted(article.reports, key=lambda r: r.ordinal) if article else []
        yield {
            "id": name,
            "duplicate_of": names.get(copied.get(article_id, "")),
            "reports": [_report(placed[report.id]) for report in reports if report.id in placed],
            "toponyms": [_toponym(toponym) for toponym in article.toponyms] if article else [],
        }


def _events(log: Log, topic: str) -> Iterator[Any]:
    """All events of a topic; of decisions, those of the one chain."""
    chain = Chain()
    for partition in range(log.topics()[topic]):
        offset = 0
        while records := log.read(topic, partition, offset, 500):
            for record in records:
                event = decode(record.value)
                if not isinstance(event, Decision) or chain.take(event):
                    yield event
            offset = records[-1].offset + 1


def _placed(log: Log, topic: str) -> dict[str, PlacedReport]:
    placed: dict[str, PlacedReport] = {}
    for decision in _events(log, topic):
        if isinstance(decision, IncidentsDecided):
            settle(placed, decision)
    return placed


def _report(placed: PlacedReport) -> dict[str, Any]:
    report = placed.report
    return {
        "incident": placed.incident,
        "event_type": report.event_type,
        "date_from": report.when.date_from or None,
        "date_to": report.when.date_to or None,
        "place": _place(report.place) if report.place else None,
        "claims": {field: figure.best for field, figure in figures_of([placed]).items()},
    }


def _place(place: Place) -> dict[str, Any]:
    return {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon, "geoname_id": place.geoname_id}


def _toponym(toponym: Toponym) -> dict[str, Any]:
    found: dict[str, Any] = {"start": toponym.start, "end": toponym.end, "surface": toponym.surface}
    if toponym.place:
        found |= {"lat": toponym.place.lat, "lon": toponym.place.lon, "geoname_id": toponym.place.geoname_id}
    return found
