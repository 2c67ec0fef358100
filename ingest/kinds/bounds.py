"""How much of a feed is kept: fields that no reader would read to their end are cut, and what is left out is counted."""

import msgspec

from events.documents import FeedEntry
from events.ids import make_id
from ingest.kinds.feed_parts import Feed
from ingest.kinds.hazards import CUT, ITEMS

# Characters. What is cut of a body is marked like a teaser, so its page is fetched where there is one.
LONGEST = {
    "title": 5_000,
    "link": 8_000,
    "guid": 20_000,
    "published": 200,
    "updated": 200,
    "author": 2_000,
    "language": 100,
    "summary": 1_000_000,
    "content": 1_000_000,
}
PROSE = frozenset({"title", "author", "summary", "content"})
TOLD = 20  # problems; the others are counted


def bounded(feed: Feed) -> Feed:
    """The same feed within bounds, with a remark on what was cut."""
    over = max(0, len(feed.entries) - ITEMS)
    cut: dict[str, int] = {}
    entries = tuple(_bounded(entry, cut) for entry in feed.entries[:ITEMS])
    remarks = [f"{number} entries: {name} cut at {LONGEST[name]} characters" for name, number in cut.items()]
    left_out = feed.left_out + over
    if left_out:
        remarks.append(f"{left_out} entries beyond the first {ITEMS} were left out")
    return feed._replace(
        title=feed.title[: LONGEST["title"]],
        entries=entries,
        problems=feed.problems[:TOLD],
        untold=feed.untold + len(feed.problems[TOLD:]),
        remarks=(*feed.remarks, *remarks),
        left_out=left_out,
        moved=feed.moved if len(feed.moved) <= LONGEST["link"] else "",
        site=feed.site if len(feed.site) <= LONGEST["link"] else "",
    )


def _bounded(entry: FeedEntry, cut: dict[str, int]) -> FeedEntry:
    long = {name: text for name, most in LONGEST.items() if len(text := getattr(entry, name)) > most}
    if not long:
        return entry
    for name in long:
        cut[name] = cut.get(name, 0) + 1
    return msgspec.structs.replace(entry, **{name: _short(name, text) for name, text in long.items()})


def _short(name: str, text: str) -> str:
    if name in PROSE:
        return text[: LONGEST[name] - 1] + CUT
    # Half a link names another page, half a date another day, half a guid another entry.
    return make_id("guid", text) if name == "guid" else ""
