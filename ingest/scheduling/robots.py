"""robots.txt for pages, as in RFC 9309: what an answer means, how long it holds, and what it allows. Pure.

Feeds and pages that the operator named are asked for as the operator said; this is for the links in them.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from protego import Protego

from events.clock import timestamp
from events.errors import BadInput
from ingest.reasons import reason_of
from ingest.web.fetch import Fetched, FetchFailed

TOKEN = "sitrep"  # noqa: S105 - the product token of our User-Agent
LARGEST = 500 * 1024
HOLDS = timedelta(hours=24)
FIRST_RETRY = timedelta(minutes=10)
PARSED = 64  # rule sets kept taken apart
DOUBLINGS = 10
AGENT = re.compile(r"\s*user[- ]?agent[\s:]+(\*|[a-z_-]+)?", re.IGNORECASE)  # as generous as protego


class SeenRobots(NamedTuple):
    """What is known of an origin ("https://host:port"). `rules`: there are some; `all`: there are none, so everything is allowed;
    `none`: it couldn't be had, so nothing is. `failures`: in a row; `reason`: why it couldn't be had."""

    origin: str
    state: Literal["rules", "all", "none"]
    rules: str
    good_until: str
    failures: int = 0
    reason: str = ""


class Verdict(NamedTuple):
    """Whether a page may be asked for, why not, and how long its host wants to rest between two requests; `allows`: the same of
    another page of the host, None where there are no rules."""

    allowed: bool
    reason: str = ""
    delay: timedelta = timedelta()
    allows: Callable[[str], bool] | None = None


def origin_of(url: str) -> str:
    """Scheme, host and port of a URL: robots.txt speaks for these."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()


def after_answer(origin: str, before: SeenRobots | None, answer: Fetched | BadInput, now: datetime) -> SeenRobots:
    """What was answered to a request for robots.txt (RFC 9309, 2.3.1): found; "unavailable" (a status from 400 on but 429, or too
    many redirects) allows all; "unreachable" forbids all until it is reached, but older rules hold on."""
    if isinstance(answer, Fetched):
        return SeenRobots(origin, "rules", ours(answer.body), timestamp(now + HOLDS))
    if _unavailable(answer):
        return SeenRobots(origin, "all", "", timestamp(now + HOLDS))
    failures = before.failures + 1 if before else 1
    again = timestamp(now + min(FIRST_RETRY * 2 ** min(failures - 1, DOUBLINGS), HOLDS))
    if before is not None and before.state != "none":
        return before._replace(good_until=again, failures=failures)
    return SeenRobots(origin, "none", "", again, failures, reason_of(answer))


def verdict(seen: SeenRobots, url: str, slowest: timedelta) -> Verdict:
    """What the rules say of a page. `slowest`: the longest Crawl-delay that is kept."""
    if seen.state == "none":
        return Verdict(False, f"robots.txt can't be had: {seen.reason}")
    if seen.state == "all":
        return Verdict(True)
    rules = _parsed(seen.rules)
    delay = rules.crawl_delay(TOKEN) or 0.0
    rest = timedelta(seconds=min(max(delay, 0.0), slowest.total_seconds()))

    def allows(other: str) -> bool:
        return bool(rules.can_fetch(other, TOKEN))

    return Verdict(True, "", rest, allows) if allows(url) else Verdict(False, "robots.txt", rest)


def ours(body: bytes) -> str:
    """The first 500 KiB of a robots.txt, other crawlers' names as one: a file that names ten thousand of them would otherwise
    take the square of that to read."""
    text = body[:LARGEST].decode("utf-8-sig", "replace")
    if len(body) > LARGEST:
        text = text.rpartition("\n")[0]  # half a path would forbid more than it says
    return "\n".join(_line(line) for line in text.splitlines())


def _line(line: str) -> str:
    agent = AGENT.match(line)
    if agent is None:
        return line.strip()
    return f"User-agent: {agent[1].lower() if agent[1] and agent[1].lower() in ('*', TOKEN) else 'another'}"


def _unavailable(answer: BadInput) -> bool:
    if not isinstance(answer, FetchFailed):
        return False
    return answer.kind == "refused" or (answer.kind == "status" and answer.status < 500 and answer.status != 429)


@lru_cache(PARSED)
def _parsed(rules: str) -> Protego:
    return Protego.parse(rules)
