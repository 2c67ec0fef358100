"""A feed that is fetched with a token often repeats it in its links and texts: it is taken out before anything is kept. Pure."""

import msgspec

from events.credentials import struck, without_secrets
from events.documents import FeedEntry
from ingest.kinds.feed_parts import Feed

TEXTS = ("title", "guid", "published", "updated", "author", "language", "summary", "content")


def without_credentials(feed: Feed, secrets: frozenset[str]) -> Feed:
    """The same feed with "…" for each secret, and links without the parameters that hold one. A link that can't do without, since
    the secret stands in its path, is left out: the entry then stands without its page."""
    if not secrets:
        return feed
    return feed._replace(
        title=struck(feed.title, secrets),
        entries=tuple(_cleaned(entry, secrets) for entry in feed.entries),
        problems=tuple(struck(problem, secrets) for problem in feed.problems),
        moved=without_secrets(feed.moved, secrets),
        site=without_secrets(feed.site, secrets),
    )


def _cleaned(entry: FeedEntry, secrets: frozenset[str]) -> FeedEntry:
    texts = {name: struck(getattr(entry, name), secrets) for name in TEXTS}
    return msgspec.structs.replace(entry, link=without_secrets(entry.link, secrets), **texts)
