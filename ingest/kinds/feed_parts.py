"""What every kind of feed is made of."""

from typing import NamedTuple
from urllib.parse import urljoin

from events.documents import FeedEntry


class Feed(NamedTuple):
    """What a feed held. `problems`: entries that couldn't be used, one reason each.

    `every_minutes`: how often it asks to be polled at most, 0 where it says nothing; `moved`: the URL that it says it has
    moved to; `site`: the page that it is the feed of. All three are as the feed says, and may be wrong.

    Of a feed that was cut to bounds: `untold`: more `problems` than are told; `left_out`: entries beyond those that are taken;
    `remarks`: what was cut.
    """

    title: str
    entries: tuple[FeedEntry, ...]
    problems: tuple[str, ...] = ()
    every_minutes: int = 0
    moved: str = ""
    site: str = ""
    untold: int = 0
    left_out: int = 0
    remarks: tuple[str, ...] = ()


def absolute(link: str, base: str) -> str:
    """A link as it stands in the document at `base`; "" for one that can't be read."""
    try:
        return urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""
