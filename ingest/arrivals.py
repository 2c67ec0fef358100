"""What comes of answers: documents for the log, notes for the memory, and a count with a reason for whatever is left out."""

from collections.abc import Sequence
from datetime import datetime

from events.clock import Clock, timestamp
from events.credentials import secrets_of, shown, struck
from events.errors import BadInput
from ingest.followed import Followed
from ingest.kinds.apart import FeedParser, bytes_of
from ingest.kinds.feed import Feed
from ingest.memory import Memory, WaitingPage
from ingest.pages import Visit, Visits, led_elsewhere, settle, visits_of, waiting_page
from ingest.polled import GONE, after_poll
from ingest.reasons import reason_of
from ingest.scheduling.blocks import Blocks
from ingest.scheduling.crew import Answer
from ingest.scheduling.dispatch import AskRobots, AskSource, Job, Unasked
from ingest.scheduling.hosts import Hosts
from ingest.scheduling.robots import after_answer
from ingest.scheduling.schedule import Bounds
from ingest.sources.source import PageSource
from ingest.takings import Takings
from ingest.web.fetch import Fetched, FetchFailed

HOPS = 5  # redirects of a page from host to host
PAGES = 500  # that one poll of a source may ask for: its first entries, which are the newest


class Arrivals:
    """Reads the memory, writes nothing: what it gives back is to be added and remembered before the next is asked."""

    def __init__(self, memory: Memory, followed: Followed, hosts: Hosts, parser: FeedParser, bounds: Bounds) -> None:
        self._memory, self._followed, self._parser, self._bounds = memory, followed, parser, bounds
        self._hosts = hosts
        self._blocks = Blocks(hosts, memory.blocks(), bounds)

    def take(self, answers: Sequence[tuple[Job, Answer]], clock: Clock) -> Takings:
        """Answers to pages, or answers to feeds."""
        takings, now = Takings(), clock()
        for job, answer in answers:
            self._blocks.heard(job.host, answer, now, takings.notes)
        polled: list[tuple[AskSource, Answer]] = []
        for job, answer in answers:
            if isinstance(job, AskSource):
                polled.append((job, answer))
            elif isinstance(job, AskRobots):
                takings.notes.robots.append(after_answer(job.origin, self._memory.robots(job.origin), answer, now))
            elif self._still_waits(job.page):
                if isinstance(answer, Fetched) and answer.elsewhere and self._may_follow(job.page, answer.url):
                    takings.notes.pages.append(led_elsewhere(job.page, answer.url, clock()))
                else:
                    self._take_page(job.visit, answer, takings, clock())
        self._take_feeds(polled, takings, clock)
        return takings

    def _still_waits(self, page: WaitingPage) -> bool:
        """Whether its entry is what it was when the page was asked for. If a newer form came meanwhile, this one was counted
        then, and an answer to it would overtake the newer one."""
        waits = self._memory.page(page.source, page.key)
        return waits is not None and waits.entry == page.entry

    def _may_follow(self, page: WaitingPage, url: str) -> bool:
        """What holds a credential of the source must not be written down, not even to wait."""
        secrets = secrets_of(self._followed.web[page.source].url)
        return page.hops < HOPS and struck(url, secrets) == url

    def leave(self, unasked: Sequence[Unasked], clock: Clock) -> Takings | None:
        """Pages that may not be asked for."""
        if not unasked:
            return None
        takings = Takings()
        for each in unasked:
            self._take_page(each.visit, each.why, takings, clock())
        return takings

    def _take_page(self, visit: Visit, answer: Answer | None, takings: Takings, now: datetime) -> None:
        if isinstance(answer, Fetched) and answer.elsewhere:
            answer = FetchFailed(f"{shown(visit.entry.link)}: a redirect to another host that isn't followed", "refused")
        settled = settle(visit, answer, self._followed.publisher(visit.source), now)
        new = visit.seen is None
        if settled.outcome:
            self._came(visit, settled.outcome, settled.reason, takings)
        if settled.reason:
            takings.count(visit.source, "page", settled.reason)
            takings.tally(visit.source).errors.append(settled.problem)
        if settled.document is not None:
            takings.send(settled.document, new)
        takings.notes.documents.append(settled.seen)
        self._wait_again(visit, settled.due, takings, now)

    def _came(self, visit: Visit, outcome: str, reason: str, takings: Takings) -> None:
        """An entry was counted as fetched when its feed came; a page that is looked at again is fetched now."""
        if visit.again:
            takings.count(visit.source, "fetched")
        takings.count(visit.source, outcome, f"page: {reason}" if outcome == "refused" else "")

    def _wait_again(self, visit: Visit, due: str, takings: Takings, now: datetime) -> None:
        if due:
            page = waiting_page(visit, due, again=True)
            left = self._hosts.left_until(page.host, now)
            takings.notes.pages.append(page._replace(due=max(due, timestamp(left))) if left else page)
        elif (waits := self._memory.page(visit.source, visit.key)) is not None:
            takings.notes.gone.append(waits)

    def _take_feeds(self, polled: Sequence[tuple[AskSource, Answer]], takings: Takings, clock: Clock) -> None:
        whole = [(job, answer) for job, answer in polled if isinstance(answer, Fetched) and not answer.unchanged]
        given = [bytes_of(self._followed.web[job.source], answer) for job, answer in whole]
        feeds = {job.source: feed for (job, _), feed in zip(whole, self._parser.parse(given), strict=True)} if given else {}
        for job, answer in polled:
            self._take_feed(job.source, answer, feeds.get(job.source), takings, clock)

    def _take_feed(self, name: str, answer: Answer, feed: Feed | BadInput | None, takings: Takings, clock: Clock) -> None:
        source, before, now = self._followed.web[name], self._followed.seen(name), clock()
        tally = takings.tally(name)
        tally.asked = True
        new = 0
        if isinstance(feed, Feed):
            tally.errors += [f"{shown(source.url)}: {problem}" for problem in (*feed.problems, *feed.remarks)]
            takings.came(name, "refused", "unusable entry", len(feed.problems) + feed.untold)
            takings.came(name, "refused", "beyond the entries that are taken of one feed", feed.left_out)
            found = visits_of(name, source.url, feed, self._memory)
            new = sum(visit.seen is None for visit in found.visits)
            tally.unchanged += found.unchanged
            self._count(name, found, takings)
        after = after_poll(source, before, answer, feed, new, now, self._bounds)
        takings.notes.sources.append(after)
        self._followed.note(after._replace(validators=before.validators))  # its new title names the publisher of what came
        takings.count(name, "poll", _poll_reason(answer, feed))
        if after.failed == timestamp(now):
            tally.errors.append(after.error if isinstance(answer, BadInput) else f"{shown(source.url)}: {after.error}")
        if isinstance(feed, Feed):
            self._visit(found.visits, answer if isinstance(source, PageSource) else None, takings, clock)

    def _count(self, name: str, found: Visits, takings: Takings) -> None:
        takings.came(name, "unchanged", "", found.unchanged)
        for reason, number in found.duplicates.items():
            takings.came(name, "duplicate", reason, number)
        takings.count(name, "refused", "a newer form came before it was stored", found.superseded)
        takings.count(name, "fetched", "", len(found.visits))

    def _visit(self, visits: Sequence[Visit], page: Answer | None, takings: Takings, clock: Clock) -> None:
        """Entries that are whole are added; the others wait for their page, noted together with the feed's validators; those
        beyond a number stand alone, so that no feed sends sitrep crawling for days. `page`: of a source that is a page itself."""
        beyond = {visit.key for visit in [each for each in visits if each.request is not None][PAGES:]}
        for visit in visits:
            if visit.key in beyond:
                takings.count(visit.source, "page", "too many at once")
                self._take_page(visit._replace(request=None), None, takings, clock())
            elif visit.request is None:
                self._take_page(visit, page, takings, clock())
            else:
                takings.notes.pages.append(waiting_page(visit, timestamp(clock()), again=False))


def _poll_reason(answer: Answer, feed: Feed | BadInput | None) -> str:
    if isinstance(answer, FetchFailed) and answer.status == GONE:
        return "ended: HTTP 410"
    if isinstance(answer, BadInput):
        return reason_of(answer)
    return "not a feed" if isinstance(feed, BadInput) else "unchanged" if feed is None else "read"
