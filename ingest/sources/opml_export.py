"""Feeds that are followed -> OPML 2.0, as feed readers take it: with all that an import brought."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from events.credentials import HIDDEN, shown
from ingest.markup import local
from ingest.sources.source import FeedSource, Source

PREFIXES = {"https://freshrss.org/opml": "frss", "https://miniflux.app/opml": "miniflux", "http://www.rssowl.org": "rssowl"}
OPENING = re.compile(r"cookie|passw|header|authori|token|credential|userpwd|secret", re.I)
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Export(NamedTuple):
    """`notes`: what isn't in it, and why."""

    data: bytes
    notes: tuple[str, ...]


def write_opml(sources: Sequence[Source], with_secrets: bool = False) -> Export:
    """The feeds among the sources as OPML 2.0, in their order and their folders. Without `with_secrets` every credential in it is
    "…"."""
    feeds = [source for source in sources if isinstance(source, FeedSource)]
    spaces = {name[1:].partition("}")[0] for feed in feeds for name in feed.opml if name.startswith("{")}
    root = etree.Element("opml", version="2.0", nsmap={PREFIXES[s]: s for s in sorted(spaces) if s in PREFIXES})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Subscriptions of sitrep"
    folders: dict[tuple[str, ...], Any] = {(): etree.SubElement(root, "body")}
    others = [source for source in sources if not isinstance(source, FeedSource)]
    notes = [f"{source.name}: a {source.kind}, which no reader follows, so it is left out" for source in others]
    for feed in feeds:
        attributes, cut = _attributes(feed, with_secrets)
        notes += [f"{feed.name}: {reason}" for reason in cut]
        for group in feed.groups or ((),):
            outline = etree.SubElement(_folder(folders, (group,) if isinstance(group, str) else group), "outline")
            for name, value in attributes.items():
                outline.set(name, value)
    etree.indent(root)
    return Export(etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n", tuple(notes))


def _attributes(feed: FeedSource, with_secrets: bool) -> tuple[dict[str, str], list[str]]:
    """Attributes of a feed's outline, and what was left out or cut."""
    text = feed.title or feed.name
    given = {"type": "rss", "text": text, "title": text, "xmlUrl": feed.url, "htmlUrl": feed.site, **feed.opml}
    attributes: dict[str, str] = {}
    reasons = []
    for name, value in given.items():
        if not _is_name(name):
            reasons.append(f"{name!r} is no name of an attribute")
            continue
        safe = value if with_secrets or name in ("text", "title") else _cut(name, value)
        if safe != value:
            reasons.append(f"a credential in {local(name)} was cut; --with-secrets keeps it")
        if safe:
            attributes[name] = UNWRITABLE.sub(" ", safe)
    return attributes, reasons


def _cut(name: str, value: str) -> str:
    if OPENING.search(name) and value:
        return HIDDEN
    return shown(value) if "://" in value else value


def _is_name(name: str) -> bool:
    try:
        etree.QName(name)
    except ValueError:
        return False
    return True


def _folder(folders: dict[tuple[str, ...], Any], path: tuple[str, ...]) -> Any:
    if path not in folders:
        inside = _folder(folders, path[:-1])
        name = UNWRITABLE.sub(" ", path[-1])
        folders[path] = etree.SubElement(inside, "outline", text=name, title=name)
    return folders[path]
