"""Which entries are added, which pages are asked for, and what comes of the answer. Values in, values out."""

from datetime import datetime
from typing import NamedTuple, Protocol

import msgspec

from events.clock import timestamp
from events.documents import DocumentFetched, FeedEntry
from events.errors import BadInput
from ingest.documents import document_of_entry, entry_content, next_due, page_content, usable_page
from ingest.kinds.feed import Feed, entry_key, is_teaser
from ingest.memory import SeenDocument
from ingest.sources.source import FeedSource
from ingest.web.fetch import Fetched, Request, Validators


class Visit(NamedTuple):
    """An entry to look at. `request`: its page, where that is to be fetched; `again`: only the page can have changed."""

    source: str
    publisher: str
    key: str
    entry: FeedEntry
    seen: SeenDocument | None
    request: Request | None
    again: bool = False


class Visits(NamedTuple):
    visits: list[Visit]
    unchanged: int
    problems: list[str]


class Settled(NamedTuple):
    """What comes of a visit: a document to add or none, what to remember, and what went wrong."""

    document: DocumentFetched | None
    note: SeenDocument
    problems: list[str]


class Seen(Protocol):
    def document(self, source: str, key: str) -> SeenDocument | None: ...

    def due(self, source: str, until: str) -> list[SeenDocument]: ...


def visits_of(source: FeedSource, feed: Feed | None, publisher: str, seen: Seen, until: str) -> Visits:
    """New and changed entries of a feed (None: it told nothing new), and the young pages that are due by `until`."""
    visits: dict[str, Visit] = {}
    problems: list[str] = []
    unchanged, keys = 0, set()
    for entry in feed.entries if feed else ():
        key = entry_key(entry, source.url)
        if key in keys:
            problems.append(f"{key}: stands in the feed more than once; the first entry is taken")
            continue
        keys.add(key)
        known = seen.document(source.name, key)
        if known is not None and known.content == entry_content(entry):
            unchanged += 1
        else:
            request = Request(entry.link) if is_teaser(entry) else None
            visits[key] = Visit(source.name, publisher, key, entry, known, request)
    for known in seen.due(source.name, until):
        if known.key not in visits:
            entry = msgspec.json.decode(known.entry, type=FeedEntry)
            request = Request(entry.link, known.validators)
            visits[known.key] = Visit(source.name, publisher, known.key, entry, known, request, again=True)
    return Visits(list(visits.values()), unchanged, problems)


def settle(visit: Visit, answer: Fetched | BadInput | None, moment: datetime) -> Settled:
    """A page that can't be had leaves a new entry to stand alone, and is asked for again. An entry that had one waits for it,
    so that an article never shrinks to its teaser."""
    page, problems = _page(answer)
    if visit.again and visit.seen is not None and (page is None or page_content(page) == visit.seen.page):
        return Settled(None, _asked_again(visit.seen, page, moment), problems)
    note = _note(visit, page, moment)
    if problems and visit.seen is not None and visit.seen.page:
        return Settled(None, note, problems)
    document = document_of_entry(visit.key, visit.source, visit.publisher, visit.entry, page, moment)
    return Settled(document, note, problems)


def _page(answer: Fetched | BadInput | None) -> tuple[Fetched | None, list[str]]:
    if answer is None or (isinstance(answer, Fetched) and answer.unchanged):
        return None, []
    try:
        if isinstance(answer, BadInput):
            raise answer
        return usable_page(answer), []
    except BadInput as error:
        return None, [str(error)]


def _asked_again(seen: SeenDocument, page: Fetched | None, moment: datetime) -> SeenDocument:
    """Asking before it was due (a forced poll) doesn't use up one of its turns."""
    validators = page.validators if page else seen.validators
    if seen.due > timestamp(moment):
        return seen._replace(validators=validators)
    due = next_due(seen.first_seen, seen.asked + 1, moment)
    return seen._replace(validators=validators, asked=seen.asked + 1, due=due, entry=seen.entry if due else b"")


def _note(visit: Visit, page: Fetched | None, moment: datetime) -> SeenDocument:
    """An entry that is new or changed makes its page young; a page that changed goes on ageing."""
    first_seen, asked = timestamp(moment), 0
    if visit.again and visit.seen is not None:
        first_seen, asked = visit.seen.first_seen, visit.seen.asked + (visit.seen.due <= first_seen)
    due = next_due(first_seen, asked, moment) if visit.request else ""
    return SeenDocument(
        visit.source,
        visit.key,
        entry_content(visit.entry),
        first_seen,
        entry=msgspec.json.encode(visit.entry) if due else b"",
        page=page_content(page),
        validators=page.validators if page else Validators(),
        asked=asked,
        due=due,
    )
