"""What was fetched -> DocumentFetched, and what makes it another one. Pure: times come in as values."""

import base64
import hashlib
from datetime import datetime, timedelta

import msgspec

from events.clock import timestamp
from events.credentials import shown
from events.documents import DocumentFetched, FeedEntry, FetchedPage
from events.errors import BadInput
from events.ids import make_id
from ingest.kinds.feed import article_link
from ingest.kinds.folder import FoundDocument
from ingest.web.fetch import Fetched

YOUNG = timedelta(hours=48)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (10, 30, 120, 360, 1440))


def entry_content(entry: FeedEntry) -> str:
    """Hash of what an entry says. Its guid and link only name it, and `updated` counts only where nothing else dates it: many
    feeds make them, or the tracking parameters in them, anew at every poll."""
    link, updated = article_link(entry) or entry.link, "" if entry.published else entry.updated
    entry = msgspec.structs.replace(entry, link=link, updated=updated, guid="")
    return make_id("entry", *msgspec.structs.astuple(entry))


def file_content(found: FoundDocument) -> str:
    """Hash of a folder's document and of what is said of it."""
    body = found.page.body if found.page else ""
    return make_id("file", found.text, body, found.publisher, *msgspec.structs.astuple(found.row))


def page_content(page: Fetched | None) -> str:
    """Hash of a page's bytes, "" without one."""
    return hashlib.sha256(page.body).hexdigest() if page else ""


def document_of_entry(
    key: str, source: str, publisher: str, entry: FeedEntry, page: Fetched | None, moment: datetime
) -> DocumentFetched:
    """An entry, with its page beside it where one was fetched."""
    at = timestamp(moment)
    return DocumentFetched(
        id=make_id("fetched", key, make_id(entry_content(entry), page_content(page)), at),
        key=key,
        source=source,
        publisher=publisher,
        fetched_at=at,
        url=entry.link,
        entry=entry,
        page=_fetched_page(page) if page else None,
    )


def document_of_file(source: str, found: FoundDocument, moment: datetime) -> DocumentFetched:
    """A document of a folder."""
    at, row = timestamp(moment), found.row
    return DocumentFetched(
        id=make_id("fetched", found.key, file_content(found), at),
        key=found.key,
        source=source,
        publisher=found.publisher,
        fetched_at=at,
        url=row.url,
        text=found.text,
        title=row.title,
        published=row.published,
        language=row.language,
        page=found.page,
    )


def usable_page(fetched: Fetched) -> Fetched:
    """The same page. Raises BadInput when it is neither HTML nor PDF."""
    kind = fetched.headers.get("content-type", "").partition(";")[0].strip().lower()
    if fetched.body.startswith(b"%PDF-"):
        return fetched
    if kind and "html" not in kind:
        raise BadInput(f"{shown(fetched.url)}: a page was expected, this is {kind[:80]}")
    if b"<" not in fetched.body:
        raise BadInput(f"{shown(fetched.url)}: a page was expected, this holds no HTML")
    return fetched


def next_due(first_seen: str, asked: int, now: datetime) -> str:
    """When a page that was asked for again `asked` times is due: 10 min, 30 min, 2 h, 6 h, 24 h later; "" once it is older
    than 48 hours then."""
    if asked >= len(WAITS) or now + WAITS[asked] > datetime.fromisoformat(first_seen) + YOUNG:
        return ""
    return timestamp(now + WAITS[asked])


def _fetched_page(page: Fetched) -> FetchedPage:
    body = base64.b64encode(page.body).decode("ascii")
    return FetchedPage(url=page.url, status=page.status, headers=page.headers, body=body)
