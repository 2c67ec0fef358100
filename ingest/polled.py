"""What is remembered of a source after an answer. Pure; values in, values out."""

from datetime import datetime, timedelta

from events.clock import timestamp
from events.credentials import secrets_of
from events.errors import BadInput
from events.ids import make_id
from events.urls import normalised
from ingest.kinds.feed import Feed
from ingest.memory import SeenSource
from ingest.scheduling.schedule import Bounds, Hints, after_failure, after_success
from ingest.sources.source import FileSource, WebSource
from ingest.web.fetch import Fetched, FetchFailed, Validators
from ingest.web.waits import fresh_for, retry_after

GONE = 410
MISLED = 3  # failures in a row at the place that a source moved to, until its own URL is asked again


def place_of(source: WebSource | FileSource) -> str:
    """A name for where the source is, that doesn't tell it: its URL may hold a credential."""
    return make_id("place", source.url if isinstance(source, WebSource) else source.path)


def known(source: WebSource | FileSource, seen: SeenSource | None) -> SeenSource:
    """What is known of the source at its present URL or path: nothing when that was changed in sources.toml."""
    place = place_of(source)
    return seen if seen is not None and seen.place == place else SeenSource(source.name, place)


def after_poll(
    source: WebSource, before: SeenSource, answer: Fetched | BadInput, feed: Feed | BadInput | None, new: int, now: datetime,
    bounds: Bounds,
) -> SeenSource:  # fmt: skip
    """`feed`: what the answer held, None where it told nothing new (304); `new`: how many of its items weren't known. New
    validators are kept only with what they stand for."""
    error = answer if isinstance(answer, BadInput) else feed if isinstance(feed, BadInput) else None
    if error is not None or isinstance(answer, BadInput):
        return _failed(source, before, error or BadInput(""), now, bounds)
    fixed = timedelta(minutes=source.poll_minutes) if source.poll_minutes else None
    told = timedelta(minutes=feed.every_minutes) if isinstance(feed, Feed) else timedelta()
    hints = Hints(fresh_for(answer.headers, now), told)
    return before._replace(
        validators=answer.validators if isinstance(feed, Feed) else before.validators,
        title=feed.title if isinstance(feed, Feed) else before.title,
        moved=_moved(source, answer.moved) or before.moved,
        timing=after_success(source.name, before.timing, now, new, hints, bounds, fixed),
    )


def _failed(source: WebSource, before: SeenSource, error: BadInput, now: datetime, bounds: Bounds) -> SeenSource:
    status, headers = (error.status, error.headers) if isinstance(error, FetchFailed) else (0, {})
    retry = retry_after(headers.get("retry-after", ""), now)
    timing = after_failure(source.name, before.timing, now, retry, bounds, gone=status == GONE)
    after = before._replace(timing=timing, failed=timestamp(now), error=str(error)[:500])
    misled = before.moved and timing.failures >= MISLED
    return after._replace(moved="", validators=Validators()) if misled else after


def _moved(source: WebSource, url: str) -> str:
    """The place that a lasting redirect leads to, "" where the source's own URL is to be asked on: where one of the two holds a
    credential, which would be lost or stored; and where the way leads from https to http."""
    if not url or secrets_of(url) or secrets_of(source.url):
        return ""
    try:
        there, here = normalised(url), normalised(source.url)
    except BadInput:
        return ""
    return url if there != here and not (here.startswith("https:") and there.startswith("http:")) else ""
