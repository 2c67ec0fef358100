"""From a site's address to what can be followed there: the feeds that its page names, the sitemaps that its robots.txt names,
and only if it names none, the places where feeds usually are."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from protego import Protego

from events.credentials import secrets_of, shown
from events.errors import BadInput
from events.urls import host_of, normalised
from ingest.kinds.apart import FeedBytes, FeedParser
from ingest.kinds.feed import Feed, article_link
from ingest.kinds.feed_parts import absolute
from ingest.web.asking import answers
from ingest.web.fetch import Fetched, Request
from ingest.web.sitemap_index import with_parts

USUAL = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds/posts/default")
USUAL_SITEMAPS = ("/sitemap-news.xml", "/news-sitemap.xml", "/sitemap.xml")
MOST_FEEDS = 24
MOST_SITEMAPS = 3
MOSTLY = 0.8
Get = Callable[[Request], Fetched]


class Candidate(NamedTuple):
    """Something that can be followed. `feed`: what it holds now."""

    kind: str
    url: str
    feed: Feed

    @property
    def links(self) -> frozenset[str]:
        return frozenset(article_link(entry) or entry.guid or entry.title for entry in self.feed.entries)


class Found(NamedTuple):
    """`candidates`: feeds before sitemaps, in the order in which the site names them. `problems`: what was named and can't be
    followed, and why. `itself`: the address is the one candidate's own, or leads there for good."""

    candidates: tuple[Candidate, ...]
    problems: tuple[str, ...] = ()
    itself: bool = False


class Discovery:
    """Asks within the limits of `get`, and takes apart in `parser`'s processes."""

    def __init__(self, get: Get, parser: FeedParser) -> None:
        self._get, self._parser = with_parts(get), parser

    def look(self, url: str, sitemaps: bool = False) -> Found:
        """What can be followed at an address or, where that is a page, what the page names. `sitemaps`: they alone are looked
        for. Raises BadInput when the address can't be had."""
        answer = self._get(Request(url))
        kinds = ("sitemap",) if sitemaps else ("feed", "sitemap")
        for kind in kinds:
            found = self._parsed(answer, kind)
            if isinstance(found, Feed):
                lasting = url if secrets_of(url) else answer.moved or url
                return Found((Candidate(kind, lasting, found),), itself=True)
        feeds = Found(()) if sitemaps else self._feeds(answer)
        maps = self._check("sitemap", self._sitemaps(answer.url, feeds.candidates))
        return Found(feeds.candidates + maps.candidates, feeds.problems + maps.problems)

    def _feeds(self, answer: Fetched) -> Found:
        page = self._parsed(answer, "links")
        if isinstance(page, BadInput):
            return Found((), (f"{shown(answer.url)}: {page}",))
        named = self._check("feed", [entry.link for entry in page.entries][:MOST_FEEDS])
        left_out = len(page.entries) - MOST_FEEDS
        problems = named.problems + ((f"{left_out} more links look like feeds and were not tried",) if left_out > 0 else ())
        if named.candidates:
            return Found(named.candidates, problems)
        usual = self._check("feed", [urljoin(answer.url, path) for path in USUAL])
        return Found(_without_copies(usual.candidates), problems)

    def _sitemaps(self, url: str, feeds: Sequence[Candidate]) -> list[str]:
        """Those that robots.txt names, news first; the usual places only where nothing else was found."""
        try:
            robots = self._get(Request(urljoin(url, "/robots.txt"))).body.decode("utf-8", "replace")
            listed = [absolute(each, url) for each in Protego.parse(robots).sitemaps]
            named = list(dict.fromkeys(filter(host_of, listed)))
        except BadInput:
            named = []
        if not named and not feeds:
            named = [urljoin(url, path) for path in USUAL_SITEMAPS]
        return sorted(named, key=lambda each: "news" not in urlsplit(each).path.lower())[:MOST_SITEMAPS]

    def _check(self, kind: str, urls: Sequence[str]) -> Found:
        found: dict[int, Candidate] = {}
        problems: dict[int, str] = {}
        for index, answer in answers([Request(url) for url in urls], self._get):
            feed = self._parsed(answer, kind) if isinstance(answer, Fetched) else answer
            if isinstance(feed, BadInput):
                problems[index] = str(feed) if feed is answer else f"{shown(urls[index])}: {feed}"
            else:
                found[index] = Candidate(kind, urls[index], feed)
        return Found(tuple(found[i] for i in sorted(found)), tuple(problems[i] for i in sorted(problems)))

    def _parsed(self, answer: Fetched, kind: str) -> Feed | BadInput:
        (found,) = self._parser.parse([FeedBytes(answer.body, answer.url, answer.headers.get("content-type", ""), kind)])
        return found


def choice(candidates: Iterable[Candidate], kind: str) -> list[Candidate]:
    """The candidates of a kind that somebody may have meant: without comments, without empty ones beside full ones, and one
    of those that hold the same. One left is the answer."""
    fitting = [candidate for candidate in candidates if candidate.kind == kind]
    articles = [
        candidate for candidate in fitting if "comments" not in urlsplit(candidate.url).path.lower().split("/")
    ] or fitting
    full = [candidate for candidate in articles if candidate.feed.entries] or articles
    return list(_without_copies(full))


def _without_copies(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """One feed in two formats, or at two addresses, is the first of them."""
    kept: list[Candidate] = []
    for each in candidates:
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    return tuple(kept)


def _same(one: Candidate, other: Candidate) -> bool:
    if normalised(one.url) == normalised(other.url):
        return True
    shared, all_ = one.links & other.links, one.links | other.links
    return bool(all_) and len(shared) >= MOSTLY * min(len(one.links), len(other.links)) > 0 and len(shared) * 2 >= len(all_)
