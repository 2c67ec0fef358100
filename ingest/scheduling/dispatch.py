"""Who is asked next: the sources and pages that are due, latest first, each host within its limit, all within the whole."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from events.clock import timestamp
from events.credentials import with_user
from events.errors import BadInput
from ingest.followed import Followed
from ingest.hops import Hops
from ingest.memory import Memory, WaitingPage
from ingest.pages import Visit, visit_of
from ingest.scheduling.crew import Answer, Crew
from ingest.scheduling.hosts import Hosts
from ingest.scheduling.manners import Manners
from ingest.scheduling.robots import Verdict, origin_of, verdict
from ingest.scheduling.rounds import Round
from ingest.scheduling.schedule import lateness
from ingest.web.fetch import Fetched, FetchFailed, Request

PAGE_INTERVAL = timedelta(minutes=1)  # how late a page is, is told in these
PATIENCE = timedelta(minutes=10)  # for so long a new entry waits for a host that wants to be left alone
SETTLED = 32  # pages at most that are settled without asking, in one turn of a host


class AskSource(NamedTuple):
    source: str
    host: str
    url: str
    delay: timedelta = timedelta()


class AskPage(NamedTuple):
    page: WaitingPage
    visit: Visit
    host: str
    delay: timedelta


class AskRobots(NamedTuple):
    origin: str
    host: str
    delay: timedelta = timedelta()


Job = AskSource | AskPage | AskRobots


class Unasked(NamedTuple):
    """A page that isn't asked for, and why."""

    page: WaitingPage
    visit: Visit
    why: BadInput


class _Candidate(NamedTuple):
    late: float
    host: str
    source: str  # "" for a page of the host


class Dispatch:
    """Knows what is under way. Everything that waits is on disk, in the memory, so its own memory doesn't grow with it."""

    def __init__(self, memory: Memory, followed: Followed, get: Callable[[Request], Fetched], manners: Manners) -> None:
        self._memory, self._followed, self._manners = memory, followed, manners
        self._crew: Crew[Job] = Crew(get, manners.requests)
        self.hosts = Hosts(manners.per_host, manners.rest)
        self._hops = Hops()
        self._under_way: set[object] = set()
        self._round: Round | None = None
        self.wakes: datetime | None = None

    @property
    def busy(self) -> int:
        """Requests under way."""
        return self._crew.busy

    def host_of(self, source: str) -> str:
        """The host where the source is to be asked next."""
        hop = self._hops.of(source, self._followed.url(source))
        return hop.host if hop else self._followed.host(source)

    def begin_round(self, around: Round | None) -> None:
        """From now on only what the round names is asked; None: whatever is due."""
        self._round = around

    def take(self, wait: float, clock: Callable[[], datetime]) -> list[tuple[Job, Answer]]:
        """The answers that came, but those that nobody waits for any more; their hosts are free again."""
        came: list[tuple[Job, Answer]] = []
        for job, answer in self._crew.take(wait):
            self._under_way.discard(_name_of(job))
            self.hosts.end(job.host, clock(), job.delay)
            final = self._hops.take(job.source, job.url, answer) if isinstance(job, AskSource) else answer
            if final is None:
                continue  # it is still due, on another host
            if self._round and isinstance(job, AskSource):
                self._round.sources.discard(job.source)
            if self._is_wanted(job):
                came.append((job, final))
        return came

    def _is_wanted(self, job: Job) -> bool:
        if isinstance(job, AskRobots):
            return True
        if isinstance(job, AskPage):
            return job.page.source in self._followed.web
        return job.source in self._followed.web and self._followed.url(job.source) == job.url

    def start(self, now: datetime) -> list[Unasked]:
        """Asks whoever may be asked now; gives back the pages that may not be. `wakes` is then when somebody may be asked next,
        None while nobody waits."""
        unasked: list[Unasked] = []
        self.wakes = None
        for candidate in self._ready(now):
            opens = self.hosts.opens(candidate.host, now)
            if self._crew.free <= 0 or opens != now:
                self._wake(opens)
            elif candidate.source:
                self._ask_source(candidate, now)
            else:
                unasked += self._ask_pages(candidate.host, now)
        unasked += self._left_alone(now)
        if unasked:
            self._wake(now)
        self.hosts.tidy(now)
        return unasked

    def close(self) -> None:
        self._crew.close()

    def _wake(self, moment: datetime | None) -> None:
        if moment is not None:
            self.wakes = moment if self.wakes is None else min(self.wakes, moment)

    def _ready(self, now: datetime) -> list[_Candidate]:
        """Who is due and may be asked now, the latest first; the others say when to wake."""
        ready = []
        for candidate in self._sources_due(now) if self._round is None else self._sources_of(self._round):
            if ("source", candidate.source) not in self._under_way and self._opens(candidate.host, now):
                ready.append(candidate)
        for candidate in self._pages_due(now) if self._round is None else self._pages_of(self._round, now):
            if self._opens(candidate.host, now):
                ready.append(candidate)
        return self._news_first(sorted(ready, key=lambda c: (-c.late, c.source, c.host)))

    def _news_first(self, ready: Sequence[_Candidate]) -> list[_Candidate]:
        """A quarter of the requests is for sources while any is due: thousands of pages that wait since the morning must not hold
        back what happened just now."""
        asked = sum(1 for name in self._under_way if isinstance(name, tuple) and name[0] == "source")
        reserved = max(1, self._manners.requests // 4) - asked
        first = [candidate for candidate in ready if candidate.source][: max(0, reserved)]
        return first + [candidate for candidate in ready if candidate not in first]

    def _opens(self, host: str, now: datetime) -> bool:
        if self._round and self.hosts.left_until(host, now):
            return False  # a round doesn't wait so long
        opens = self.hosts.opens(host, now)
        if opens != now:
            self._wake(opens)
        return opens == now

    def _sources_due(self, now: datetime) -> Iterator[_Candidate]:
        for name, due in self._followed.agenda.ready(now).items():
            late = lateness(due, self._followed.seen(name).timing.interval, now)
            yield _Candidate(late, self.host_of(name), name)
        self._wake(self._followed.agenda.following())

    def _sources_of(self, around: Round) -> Iterator[_Candidate]:
        return (_Candidate(1.0, self.host_of(name), name) for name in around.sources)

    def _pages_due(self, now: datetime) -> Iterator[_Candidate]:
        for host, due in self._memory.agenda.ready(timestamp(now)).items():
            yield _Candidate(lateness(datetime.fromisoformat(due), PAGE_INTERVAL, now), host, "")
        following = self._memory.agenda.following()
        self._wake(datetime.fromisoformat(following) if following else None)

    def _pages_of(self, around: Round, now: datetime) -> Iterator[_Candidate]:
        return (_Candidate(0.0, host, "") for host in around.hosts(self._memory))

    def _ask_source(self, candidate: _Candidate, now: datetime) -> None:
        name = candidate.source
        url = self._followed.url(name)
        hop = self._hops.of(name, url)
        request = Request(hop.url if hop else url, self._followed.seen(name).validators, stay=True)
        self._ask(AskSource(name, candidate.host, url), request, now)

    def _ask_pages(self, host: str, now: datetime) -> list[Unasked]:
        """As many as the host allows at a time."""
        unasked: list[Unasked] = []
        for _ in range(self._manners.per_host):
            if self._crew.free > 0 and self.hosts.opens(host, now) == now:
                unasked += self._ask_page(host, now)
        return unasked

    def _ask_page(self, host: str, now: datetime) -> list[Unasked]:
        """Asks for one page of the host, or for its robots.txt first; those before it that aren't allowed are settled."""
        unasked: list[Unasked] = []
        for page in self._pages(host, now):
            if ("page", page.source, page.key) in self._under_way:
                continue
            visit = visit_of(page, self._memory.document(page.source, page.key))
            said = self._verdict(page, visit, now)
            if said is None:
                self._keep(page)
                if self._ask_robots(origin_of(_url_of(visit)), host, now):
                    return unasked
            elif said.allowed and visit.request is not None:
                url = with_user(visit.request.url, self._followed.web[page.source].url)
                self._ask(AskPage(page, visit, host, said.delay), visit.request._replace(url=url, allows=said.allows), now)
                return unasked
            else:
                unasked.append(Unasked(page, visit, FetchFailed(f"{page.key}: {said.reason}", "robots")))
        return unasked

    def _verdict(self, page: WaitingPage, visit: Visit, now: datetime) -> Verdict | None:
        """What its robots.txt says of a page, None where that must be asked for first. A page that the operator named needs
        none."""
        if page.key == self._followed.page(page.source) and not page.hops:
            return Verdict(True)
        rules = self._memory.robots(origin_of(_url_of(visit)))
        if rules is None or rules.good_until <= timestamp(now):
            return None
        return verdict(rules, _url_of(visit), self._manners.crawl_delay)

    def _ask_robots(self, origin: str, host: str, now: datetime) -> bool:
        if ("robots", origin) in self._under_way:
            return False
        self._ask(AskRobots(origin, host), Request(origin + "/robots.txt"), now)
        return True

    def _pages(self, host: str, now: datetime) -> list[WaitingPage]:
        most = SETTLED + self._manners.per_host
        return self._round.pages(host, self._memory, most) if self._round else self._memory.pages(host, timestamp(now), most)

    def go_on(self, pages: Sequence[WaitingPage]) -> None:
        """Pages that wait for their turn on another host now belong to the round that they were of."""
        for page in pages:
            if page.hops:
                self._keep(page)

    def _keep(self, page: WaitingPage) -> None:
        if self._round:
            self._round.put_back(page)

    def _left_alone(self, now: datetime) -> list[Unasked]:
        """New entries on hosts that want to be left alone for long: they stand without their page until then."""
        unasked: list[Unasked] = []
        for host in list(self._memory.agenda.ready(timestamp(now))):
            until = self.hosts.left_until(host, now)
            if until is None or (until - now < PATIENCE and not self._round):
                continue
            for page in self._memory.pages(host, timestamp(now), SETTLED):
                if not page.again:
                    why = FetchFailed(f"{host} wants to be left alone until {timestamp(until)}", "status", 429)
                    unasked.append(Unasked(page, visit_of(page, self._memory.document(page.source, page.key)), why))
        return unasked

    def _ask(self, job: Job, request: Request, now: datetime) -> None:
        self._under_way.add(_name_of(job))
        self.hosts.begin(job.host, now, job.delay)
        self._crew.ask(job, request)
        self._wake(self.hosts.opens(job.host, now))


def _url_of(visit: Visit) -> str:
    return visit.request.url if visit.request else visit.entry.link


def _name_of(job: Job) -> object:
    if isinstance(job, AskPage):
        return ("page", job.page.source, job.page.key)
    return ("robots", job.origin) if isinstance(job, AskRobots) else ("source", job.source)
