"""A small news site on this machine: RSS, Atom and JSON feeds, article pages with ETags, and a count of what was asked.

    with Newsroom(STORIES) as site:
        site.url("rss.xml"); site.edit("ferry", "12 people", "14 people"); site.answers("/news/ferry.html", 304)

Two of them are two sites: `copied` gives the second one's own wrapping to a story of the first.
"""

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass(frozen=True)
class Story:
    """One article. `published` is ISO 8601 with a zone."""

    slug: str
    title: str
    published: str
    paragraphs: tuple[str, ...]
    author: str = "Ines Moreau"

    @property
    def body(self) -> str:
        return "".join(f"<p>{escape(p)}</p>" for p in self.paragraphs)


STORIES = (
    Story(
        "ferry",
        "Ferry runs aground off Larne, 12 hurt",
        "2025-03-04T09:30:00+00:00",
        (
            "Twelve people were injured when a passenger ferry ran aground near the port of Larne early on Tuesday.",
            "The vessel was carrying 214 passengers and crew when it struck rocks at about 05:20, the coastguard said.",
            "Lifeboats from three stations took everybody off within two hours. The injured were brought to hospital in Antrim.",
            "The operator said that the steering had failed. Investigators will look at the ship once it has been towed.",
        ),
    ),
    Story(
        "mill",
        "Fire at Aarhus paper mill kills two workers",
        "2025-03-05T18:05:00+01:00",
        (
            "Two workers were killed and five were injured in a fire at a paper mill in Aarhus on Wednesday afternoon.",
            "The fire broke out in a drying hall shortly after 14:00, police said. Some 80 people were led out of the building.",
            "Firefighters had the flames under control by the evening. Residents were asked to keep their windows shut.",
            "A spokesman for the company said that it was too early to speak of a cause.",
        ),
    ),
    Story(
        "bridge",
        "Footbridge collapses in Porto during festival",
        "2025-03-06T23:10:00+00:00",
        (
            "A footbridge over the Douro collapsed in Porto on Thursday night while a crowd was watching fireworks.",
            "At least seven people were injured, two of them seriously, the city's rescue service said.",
            "Divers searched the river until midnight and said that nobody was missing.",
            "The mayor said that the bridge had been inspected in January and that far too many people had stood on it.",
        ),
        author="Rui Tavares",
    ),
)


def copied(story: Story) -> Story:
    """The same words under another headline, as a site that takes over agency copy prints them."""
    return replace(story, slug=f"agency-{story.slug}", title=f"{story.title} | Wire", author="")


class Newsroom:
    """Serves on 127.0.0.1 at a free port until it is left. `name` is its feeds' title; `whole`: they carry all of the text."""

    def __init__(self, stories: Sequence[Story] = STORIES, name: str = "Harbour Gazette", whole: bool = False) -> None:
        self.name = name
        self.stories = {story.slug: story for story in stories}
        self.whole = whole
        self.conditional = True  # False: a server that knows no ETags and answers everything in full
        self.statuses: dict[str, int] = {}
        self.bodies: dict[str, tuple[str, bytes]] = {}
        self._counts: Counter[tuple[str, int]] = Counter()
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        room = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                room._answer(self)

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/{path.lstrip('/')}"

    def page_url(self, slug: str) -> str:
        return self.url(f"news/{slug}.html")

    def edit(self, slug: str, old: str, new: str) -> None:
        """Changes a story's text; its page has another ETag from now on, the feeds' teasers change only if they hold `old`."""
        story = self.stories[slug]
        paragraphs = tuple(p.replace(old, new) for p in story.paragraphs)
        assert paragraphs != story.paragraphs, f"{old!r} does not stand in {slug}"
        self.stories[slug] = replace(story, paragraphs=paragraphs)

    def add(self, story: Story) -> None:
        self.stories[story.slug] = story

    def fail(self, path: str, status: int) -> None:
        """Answers `path` with a status instead; 200 ends it."""
        self.statuses[path] = status

    def serve(self, path: str, body: bytes, kind: str) -> None:
        """Answers `path` with these bytes."""
        self.bodies[path] = (kind, body)

    def answers(self, path: str, status: int) -> int:
        """How often `path` was answered with `status`."""
        with self._lock:
            return self._counts[(path, status)]

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path.partition("?")[0]
        kind, body = self._content(path)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        status = self.statuses.get(path, 200)
        if not kind:
            status = 404
        elif status == 200 and self.conditional and handler.headers.get("If-None-Match") == etag:
            status = 304
        with self._lock:
            self._counts[(path, status)] += 1
        handler.send_response(status)
        if status == 200:
            handler.send_header("Content-Type", kind)
            handler.send_header("Content-Length", str(len(body)))
        if status in (200, 304):
            if self.conditional:
                handler.send_header("ETag", etag)
        else:
            handler.send_header("Content-Length", "0")
        handler.end_headers()
        if status == 200:
            handler.wfile.write(body)

    def _content(self, path: str) -> tuple[str, bytes]:
        if path in self.bodies:
            return self.bodies[path]
        makers = {
            "/rss.xml": ("application/rss+xml; charset=utf-8", self._rss),
            "/atom.xml": ("application/atom+xml", self._atom),
            "/feed.json": ("application/feed+json", self._json),
        }
        if path in makers:
            kind, make = makers[path]
            return kind, make().encode()
        slug = path.removeprefix("/news/").removesuffix(".html")
        if slug in self.stories:
            return "text/html; charset=utf-8", self._page(self.stories[slug]).encode()
        return "", b""

    def _teaser(self, story: Story) -> str:
        return story.body if self.whole else f"<p>{escape(story.paragraphs[0])}</p>"

    def _rss(self) -> str:
        items = "".join(
            f"<item><title>{escape(s.title)}</title><link>{self.page_url(s.slug)}?utm_source=rss</link>"
            f"<guid isPermaLink='false'>{s.slug}</guid><description>{escape(self._teaser(s))}</description>"
            f"<pubDate>{format_datetime(datetime.fromisoformat(s.published))}</pubDate></item>"
            for s in self.stories.values()
        )
        return (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
            f"<title>{escape(self.name)}</title><language>en-gb</language>{items}</channel></rss>"
        )

    def _atom(self) -> str:
        entries = "".join(
            f'<entry><id>tag:{s.slug}</id><title>{escape(s.title)}</title><link href="{self.page_url(s.slug)}"/>'
            f"<published>{s.published}</published><updated>{s.published}</updated>"
            f'<summary type="html">{escape(self._teaser(s))}</summary></entry>'
            for s in self.stories.values()
        )
        return (
            '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
            f"<title>{escape(self.name)}</title>{entries}</feed>"
        )

    def _json(self) -> str:
        items = [
            {
                "id": s.slug,
                "url": self.page_url(s.slug),
                "title": s.title,
                "date_published": s.published,
                "content_html": self._teaser(s),
            }
            for s in self.stories.values()
        ]
        return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": self.name, "items": items})

    def _page(self, story: Story) -> str:
        facts = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.title,
            "datePublished": story.published,
            "author": {"@type": "Person", "name": story.author},
        }
        others = "".join(f'<li><a href="/news/{s.slug}.html">{escape(s.title)}</a></li>' for s in self.stories.values())
        byline = f'<p class="byline">By <a rel="author" href="/staff">{escape(story.author)}</a></p>' if story.author else ""
        return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{escape(story.title)} - {escape(self.name)}</title>
<link rel="canonical" href="{self.page_url(story.slug)}"><meta property="og:title" content="{escape(story.title)}">
<script type="application/ld+json">{json.dumps(facts)}</script></head><body>
<header><a href="/">Home</a><nav><ul><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><h1>{escape(story.title)}</h1>{byline}<div class="article-body">{story.body}</div></article></main>
<aside class="related"><h2>Read next</h2><ul>{others}</ul></aside>
<footer><p>Cookie settings</p><p>All rights reserved</p></footer></body></html>"""
