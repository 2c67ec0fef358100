"""OPML, the subscription lists of feed readers: what they follow -> sources.

OPML 1.0, 1.1 and 2.0 (http://opml.org/spec2.opml). A feed is an outline with `xmlUrl`, an outline around it a folder. What other
attributes say is kept with the source, so that an export gives it back.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import Any, NamedTuple

from events.credentials import HIDDEN, shown
from events.errors import BadInput
from events.urls import host_of, normalised
from ingest.markup import local, xml_tree
from ingest.sources.source import FeedSource, Source

LONGEST_NAME = 100
FEED_SCHEME = re.compile(r"^feed:(?:(?=(https?://))|//)", re.I)
PLACE_END = re.compile(r"[/?#\\]")
OWN = frozenset({"text", "xmlurl", "htmlurl"})
UNNAMABLE = re.compile(r"[\x00-\x1f\x7f/]")


class Subscription(NamedTuple):
    """A feed of a list: `text` names it, `groups` are the folders around it, the outermost first, once for each place where it
    stands. `others`: every other attribute."""

    url: str
    text: str
    site: str
    groups: tuple[tuple[str, ...], ...]
    others: dict[str, str]


class Subscriptions(NamedTuple):
    """What a list holds, each feed once. `problems`: a reason for each outline that is no feed to follow."""

    found: tuple[Subscription, ...]
    problems: tuple[str, ...]


class Import(NamedTuple):
    """`known`: what is followed already, a reason each."""

    sources: tuple[FeedSource, ...]
    known: tuple[str, ...]


def read_opml(data: bytes) -> Subscriptions:
    """Raises BadInput for what is no OPML."""
    root, problem = xml_tree(data)
    if local(root.tag).lower() != "opml":
        raise BadInput(f"no OPML: its root is <{local(root.tag)[:50]}>")
    problems = [problem] if problem else []
    found: dict[str, Subscription] = {}
    for outline, groups in _outlines(root, ()):
        attributes = _attributes_of(outline)
        if not attributes.get("xmlurl"):
            if not len(outline) and attributes:  # neither a feed nor a folder
                problems.append(f"line {outline.sourceline}: {_name_of(attributes)!r} is no feed: it has no xmlUrl")
            continue
        try:
            feed = _subscription(outline, attributes, groups)
        except BadInput as error:
            problems.append(f"line {outline.sourceline}: {_name_of(attributes)!r}: {error}")
            continue
        first = found.setdefault(feed_identity(feed.url), feed)
        if first is not feed:
            merged = tuple(dict.fromkeys(first.groups + feed.groups))
            found[feed_identity(feed.url)] = first._replace(groups=merged)
    return Subscriptions(tuple(found.values()), tuple(problems))


def sources_of(subscriptions: Subscriptions, followed: Sequence[Source]) -> Import:
    """The sources to add beside those that are followed: by a name of its own each, and no feed twice."""
    urls = {feed_identity(source.url): source.name for source in followed if isinstance(source, FeedSource)}
    taken = {source.name for source in followed}
    added, known = [], []
    for each in subscriptions.found:
        if name := urls.get(feed_identity(each.url)):
            known.append(f"{each.text or shown(each.url)!r} is followed already, as {name!r}")
            continue
        name = _own_name(each, taken)
        taken.add(name)
        groups = tuple(group[0] if len(group) == 1 else group for group in each.groups)
        groups = () if groups == ((),) else groups
        title = each.text if each.text != name else ""
        added.append(FeedSource(name=name, url=each.url, title=title, site=each.site, groups=groups, opml=each.others))
    return Import(tuple(added), tuple(known))


def feed_identity(url: str) -> str:
    """What two spellings of one feed's address share; two accounts of one server are two feeds."""
    place = PLACE_END.split(url.strip().partition("://")[2], maxsplit=1)[0]
    return f"{normalised(url).partition('://')[2]} {place.rpartition('@')[0]}"


def _outlines(element: Any, groups: tuple[str, ...]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every outline with the names of the folders around it. A folder without a name is none."""
    for child in element:
        if local(child.tag).lower() in ("body", "opml"):
            yield from _outlines(child, groups)
        elif local(child.tag).lower() == "outline":
            yield child, groups
            name = _name_of({name.lower(): value for name, value in child.attrib.items()})
            yield from _outlines(child, (*groups, name) if name else groups)


def _attributes_of(outline: Any) -> dict[str, str]:
    """By names in small letters; `xmlurl` also where a reader wrote it as the `url` of a feed, or as "feed:"."""
    attributes = {name.lower(): value.strip() for name, value in outline.attrib.items()}
    if attributes.get("type", "").lower() in ("rss", "atom"):
        attributes["xmlurl"] = attributes.get("xmlurl") or attributes.get("url", "")
    if url := attributes.get("xmlurl"):
        attributes["xmlurl"] = FEED_SCHEME.sub(lambda found: "" if found[1] else "http://", url)
    return attributes


def _subscription(outline: Any, attributes: dict[str, str], groups: tuple[str, ...]) -> Subscription:
    url, kind = attributes["xmlurl"], attributes.get("type", "")
    if "+" in kind:
        raise BadInput(f"type {kind[:40]!r} is a page that a reader takes apart; `sitrep sources add page` watches one")
    if HIDDEN in url:
        raise BadInput(f"its credential was cut when it was exported ({HIDDEN}); write it in again")
    normalised(url)
    text = _name_of(attributes)
    others = {name: value for name, value in outline.attrib.items() if name.lower() not in OWN and value}
    known = {("title", text), ("type", "rss"), ("url", url)}
    others = {name: value for name, value in others.items() if (name.lower(), value.strip()) not in known}
    return Subscription(url, text, attributes.get("htmlurl", ""), (groups,), others)


def _name_of(attributes: dict[str, str]) -> str:
    return " ".join((attributes.get("text") or attributes.get("title") or "").split())


def _own_name(feed: Subscription, taken: set[str]) -> str:
    """Its text where that can be a name and is free; else with the host behind it; else with a number."""
    host = host_of(feed.url)
    plain = " ".join(UNNAMABLE.sub("-", feed.text).split()) or host
    if (name := plain[:LONGEST_NAME].strip()) not in taken:
        return name
    tails = chain([f" ({host})"] if plain != host else [], (f" {number}" for number in count(2)))
    return next(name for tail in tails if (name := plain[: LONGEST_NAME - len(tail)].strip() + tail) not in taken)
