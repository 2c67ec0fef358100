"""Which entries are added, which pages are asked for, and what comes of the answer. Values in, values out."""

from collections import Counter
from datetime import datetime
from typing import Literal, NamedTuple, Protocol

import msgspec

from events.clock import timestamp
from events.documents import DocumentFetched, FeedEntry
from events.errors import BadInput
from events.urls import host_of
from ingest.documents import document_of_entry, entry_content, next_due, page_content, usable_page
from ingest.kinds.feed import Feed, entry_key, is_teaser
from ingest.memory import SeenDocument, WaitingPage
from ingest.reasons import reason_of
from ingest.web.fetch import Fetched, Request, Validators


class Visit(NamedTuple):
    """An entry to look at. `request`: its page, where that is to be fetched; `again`: only the page can have changed; `due`: when
    the page was to be asked for."""

    source: str
    key: str
    entry: FeedEntry
    seen: SeenDocument | None
    request: Request | None
    again: bool = False
    due: str = ""


class Visits(NamedTuple):
    """What a feed's entries come to: each is one of `visits` or one of the counted ones. `superseded`: visits that take the place
    of an entry that still waited for its page, and was never added."""

    visits: list[Visit]
    unchanged: int
    duplicates: Counter[str]
    superseded: int


class Settled(NamedTuple):
    """What comes of a visit. `outcome`: of what was fetched, "" where nothing was; `reason`: why the page couldn't be used, ""
    where it could; `problem`: the same in full; `due`: when its page is to be asked for again, "" for never."""

    outcome: Literal["sent", "unchanged", "refused", ""]
    seen: SeenDocument
    due: str
    document: DocumentFetched | None = None
    reason: str = ""
    problem: str = ""


class Seen(Protocol):
    def document(self, source: str, key: str) -> SeenDocument | None: ...

    def page(self, source: str, key: str) -> WaitingPage | None: ...

    def unlinked(self, source: str, content: str) -> bool: ...


def visits_of(source: str, url: str, feed: Feed, seen: Seen) -> Visits:
    """The new and changed entries of a feed; `url` is the source's own, whatever it moved to."""
    visits: dict[str, Visit] = {}
    taken: dict[str, str] = {}
    duplicates: Counter[str] = Counter()
    unchanged = superseded = 0
    for entry in feed.entries:
        key, content = entry_key(entry, url), entry_content(entry)
        if key in taken:
            duplicates["the same entry twice" if taken[key] == content else "another entry of the same name"] += 1
            continue
        taken[key] = content
        known, waits = seen.document(source, key), seen.page(source, key)
        if waits is not None and not waits.again:
            if entry_content(entry_of(waits)) == content:
                unchanged += 1
                continue
            superseded += 1
        elif (known is not None and known.content == content) or (known is None and _is_known(source, key, content, seen)):
            unchanged += 1
            continue
        request = Request(entry.link) if is_teaser(entry) and not entry.state else None
        visits[key] = Visit(source, key, entry, known, request)
    return Visits(list(visits.values()), unchanged, duplicates, superseded)


def _is_known(source: str, key: str, content: str, seen: Seen) -> bool:
    """Whether a new entry without a link is an old one that got another guid."""
    return key.startswith("entry:") and seen.unlinked(source, content)


def waiting_page(visit: Visit, due: str, again: bool) -> WaitingPage:
    """The visit's page as it waits for its turn."""
    return WaitingPage(visit.source, visit.key, host_of(visit.entry.link), due, again, msgspec.json.encode(visit.entry))


def visit_of(page: WaitingPage, seen: SeenDocument | None) -> Visit:
    """A page that waited, as a visit; one that was added already is asked for conditionally."""
    entry, again = entry_of(page), page.again and seen is not None
    known = seen.validators if seen is not None and again else Validators()
    request = Request(page.url or entry.link, known, stay=True)
    return Visit(page.source, page.key, entry, seen, request, again, page.due)


def led_elsewhere(page: WaitingPage, url: str, now: datetime) -> WaitingPage:
    """A page that a redirect led to another host: it waits for its turn there, under that host's rules."""
    return page._replace(url=url, host=host_of(url), hops=page.hops + 1, due=timestamp(now))


def entry_of(page: WaitingPage) -> FeedEntry:
    return msgspec.json.decode(page.entry, type=FeedEntry)


def settle(visit: Visit, answer: Fetched | BadInput | None, publisher: str, moment: datetime) -> Settled:
    """A page that can't be had leaves a new entry to stand alone, and is asked for again. An entry that had one waits for it,
    so that an article never shrinks to its teaser."""
    page, error = _page(answer)
    reason, problem = (reason_of(error, "no page"), str(error)) if error else ("", "")
    if visit.again and visit.seen is not None and (page is None or page_content(page) == visit.seen.page):
        note, due = _asked_again(visit, visit.seen, page, moment)
        return Settled("" if error else "unchanged", note, due, None, reason, problem)
    note, due = _note(visit, page, moment)
    if error and visit.seen is not None and visit.seen.page:
        return Settled("refused", note, due, None, reason, problem)
    document = document_of_entry(visit.key, visit.source, publisher, visit.entry, page, moment)
    return Settled("sent", note, due, document, reason, problem)


def _page(answer: Fetched | BadInput | None) -> tuple[Fetched | None, BadInput | None]:
    if answer is None or (isinstance(answer, Fetched) and answer.unchanged):
        return None, None
    try:
        if isinstance(answer, BadInput):
            raise answer
        return usable_page(answer), None
    except BadInput as error:
        return None, error


def _asked_again(visit: Visit, seen: SeenDocument, page: Fetched | None, moment: datetime) -> tuple[SeenDocument, str]:
    """Asking before it was due (a forced poll) doesn't use up one of its turns."""
    seen = seen._replace(validators=page.validators if page else seen.validators)
    if visit.due > timestamp(moment):
        return seen, visit.due
    return seen._replace(asked=seen.asked + 1), next_due(seen.first_seen, seen.asked + 1, moment)


def _note(visit: Visit, page: Fetched | None, moment: datetime) -> tuple[SeenDocument, str]:
    """An entry that is new or changed makes its page young; a page that changed goes on ageing."""
    first_seen, asked = timestamp(moment), 0
    if visit.again and visit.seen is not None:
        first_seen, asked = visit.seen.first_seen, visit.seen.asked + (visit.due <= first_seen)
    validators = page.validators if page else Validators()
    seen = SeenDocument(visit.source, visit.key, entry_content(visit.entry), first_seen, page_content(page), validators, asked)
    return seen, next_due(first_seen, asked, moment) if visit.request else ""
