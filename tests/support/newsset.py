"""A set of fetched documents with everything that makes sets hard: revisions, re-fetches, copies, refusals."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from eventlog.log import Log, NewRecord
from events.clock import timestamp
from events.codec import encode
from events.documents import DocumentFetched
from events.ids import make_id, partition_of

START = datetime(2025, 1, 6, 8, 0, tzinfo=UTC)


def document(key: str, text: str, *, minutes: int, publisher: str, title: str = "", published: str = "") -> DocumentFetched:
    """A plain document, fetched so many minutes after START."""
    fetched = timestamp(START + timedelta(minutes=minutes))
    return DocumentFetched(
        id=make_id("fetched", key, make_id(title, text, published, publisher), fetched),
        key=key, source="test", publisher=publisher, fetched_at=fetched, text=text, title=title, published=published,
    )  # fmt: skip


def hard_set(
    base: Sequence[DocumentFetched], *, seed: int, revisions: int, refetches: int, undated: int, copies: int, refused: int
):
    """The base documents with so many of each kind of trouble among them; a function of its arguments."""
    rng = random.Random(seed)
    docs = list(base)
    for i in rng.sample(range(len(docs)), undated):
        docs[i] = _again(docs[i], docs[i].text, 0, published="")
    out = list(docs)
    for n, doc in enumerate(rng.sample(docs, revisions)):
        edited = f"{doc.text}\n\nThis article was updated with a statement by the authorities number {n}."
        out.append(_again(doc, edited, 60))
        if n % 3 == 0:  # back to the earlier text
            out.append(_again(doc, doc.text, 120))
        if n % 3 == 1:  # two texts fetched at the same moment
            out.append(_again(doc, edited + " It was corrected.", 60))
    out += [_again(doc, doc.text, 30 + n % 7) for n, doc in enumerate(rng.sample(docs, refetches))]
    for n, doc in enumerate(rng.sample(docs, copies)):
        out.append(document(f"https://copy{n}.example/{doc.key}", doc.text, minutes=45, publisher=f"Copy Site {n}",
                            title=doc.title, published=doc.published))  # fmt: skip
    for n in range(refused):
        nothing = ("", " \n\t ", "…", "12 34", "—")[n % 5]
        out.append(document(f"refused:{n}", nothing, minutes=n, publisher="Nobody"))
    return out


def _again(doc: DocumentFetched, text: str, minutes: int, published: str | None = None) -> DocumentFetched:
    fetched = timestamp(datetime.fromisoformat(doc.fetched_at) + timedelta(minutes=minutes))
    published = doc.published if published is None else published
    content = make_id(doc.title, text, published, doc.publisher)
    return msgspec.structs.replace(
        doc, id=make_id("fetched", doc.key, content, fetched), text=text, fetched_at=fetched, published=published
    )


def append_in_order(log: Log, docs: Sequence[DocumentFetched], *, order: int | None, raw: str = "raw") -> None:
    """Puts the documents on `raw`, shuffled by `order` (None: as they stand)."""
    docs = list(docs)
    if order is not None:
        random.Random(order).shuffle(docs)
    many = log.topics()[raw]
    for start in range(0, len(docs), 500):
        log.append([NewRecord(raw, partition_of(d.key, many), d.key, encode(d)) for d in docs[start : start + 500]])
