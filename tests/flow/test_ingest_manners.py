"""How ingest behaves towards servers: what they ask for is done, and what they refuse is counted with its reason."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.memory import Memory
from ingest.scheduling.manners import Manners
from ingest.sources.source import FeedSource
from tests.support.desk import TEXT, Desk, page, rss, source
from tests.support.site import Answer, Asked, Site

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MISSING = Answer(status=404)
ROBOTS = {"Content-Type": "text/plain"}


class World:
    """What the hosts answer: set by the test, path by path, "host/path"."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[Asked], Answer]] = {}

    def __call__(self, asked: Asked) -> Answer:
        found = self.answers.get(asked.host + asked.path, MISSING)
        return found if isinstance(found, Answer) else found(asked)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def site(world: World) -> Iterator[Site]:
    with Site(world) as made, made.names():
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.log.close()


def teaser(site: Site, world: World, host: str = "a.test", pages: int = 1) -> None:
    """A feed at /feed that leads to pages."""
    links = [site.url(host, f"/page/{n}") for n in range(pages)]
    world.answers[f"{host}/feed"] = rss([(link, "A few words.") for link in links])
    for n in range(pages):
        world.answers[f"{host}/page/{n}"] = page(f"{TEXT} {n}")


def test_a_slow_host_holds_up_nobody(desk: Desk, site: Site, world: World) -> None:
    over = threading.Event()

    def slow(asked: Asked) -> Answer:
        over.wait(20)
        return rss([("http://slow.example/1", TEXT)])

    world.answers["slow.test/feed"] = slow
    quick = [f"quick{n}.test" for n in range(5)]
    for host in quick:
        world.answers[f"{host}/feed"] = rss([(f"http://{host}/1", TEXT)])
    ingestor = desk.open(*(source(host, site.url(host, "/feed")) for host in ("slow.test", *quick)))
    try:
        until = time.monotonic() + 10
        while len(desk.raw()) < len(quick) and time.monotonic() < until:
            ingestor.turn(0.05)
        assert sorted(d.source for d in desk.raw()) == quick
        assert ingestor.busy == 1
        over.set()
        while ingestor.busy:
            ingestor.turn(0.05)
        assert len(desk.raw()) == len(quick) + 1
    finally:
        over.set()
        ingestor.close()


@pytest.mark.parametrize("limit", [1, 2])
def test_a_host_has_no_more_requests_than_its_limit(desk: Desk, site: Site, world: World, limit: int) -> None:
    teaser(site, world, pages=12)
    for n in range(12):
        world.answers[f"a.test/page/{n}"] = lambda asked: (time.sleep(0.05), page(asked.path))[1]
    desk.manners = Manners(per_host=limit, rest=timedelta())
    desk.round(source("a", site.url("a.test", "/feed")))
    assert len(desk.raw()) == 12
    assert site.most["a.test"] == limit


def test_there_is_a_rest_between_two_requests_to_a_host(desk: Desk, site: Site, world: World) -> None:
    asked_at = []
    teaser(site, world, pages=4)

    def noted(asked: Asked) -> Answer:
        asked_at.append(desk.now)
        return page(asked.path)

    world.answers |= {f"a.test/page/{n}": noted for n in range(4)}
    desk.manners = Manners(rest=timedelta(seconds=3))
    ingestor = desk.open(source("a", site.url("a.test", "/feed")))
    desk.follow(ingestor, MINUTE)
    ingestor.close()
    assert len(asked_at) == 4
    assert min(b - a for a, b in pairwise(asked_at)) >= timedelta(seconds=3)


def test_pages_that_robots_forbid_are_not_asked_for(desk: Desk, site: Site, world: World) -> None:
    teaser(site, world, pages=3)
    world.answers["a.test/robots.txt"] = Answer(b"User-agent: *\nDisallow: /page/1\n", headers=ROBOTS)
    (result,) = desk.round(source("a", site.url("a.test", "/feed")))
    assert (result.new, len(result.errors)) == (3, 1)
    assert "/page/1" not in site.paths()
    assert Counter(site.paths())["/robots.txt"] == 1, "once, for all pages"
    assert {d.url.rpartition("/")[2]: d.page is None for d in desk.raw()} == {"0": False, "1": True, "2": False}
    (health,) = desk.health(source("a", site.url("a.test", "/feed")))
    assert health.reasons["page"] == {"robots.txt": 1}


def test_robots_are_kept_for_a_day_and_across_restarts(desk: Desk, site: Site, world: World) -> None:
    teaser(site, world, pages=1)
    followed = source("a", site.url("a.test", "/feed"))
    desk.round(followed)
    desk.now += 23 * HOUR
    desk.round(followed)
    assert Counter(site.paths())["/robots.txt"] == 1
    desk.now += 2 * HOUR
    desk.round(followed)
    assert Counter(site.paths())["/robots.txt"] == 2


def test_robots_that_cannot_be_had_forbid_everything_until_they_can(desk: Desk, site: Site, world: World) -> None:
    teaser(site, world)
    world.answers["a.test/robots.txt"] = Answer(status=500)
    followed = source("a", site.url("a.test", "/feed"))
    (result,) = desk.round(followed)
    assert result.new == 1, "the entry stands alone"
    assert "/page/0" not in site.paths()
    world.answers["a.test/robots.txt"] = MISSING
    desk.now += 11 * MINUTE
    (result,) = desk.round(followed)
    assert (result.changed, site.paths().count("/page/0")) == (1, 1)
    assert desk.raw()[-1].page is not None


def test_a_feed_that_the_operator_named_needs_no_robots(desk: Desk, site: Site, world: World) -> None:
    world.answers["a.test/robots.txt"] = Answer(b"User-agent: *\nDisallow: /\n", headers=ROBOTS)
    world.answers["a.test/feed"] = rss([("http://a.example/1", TEXT)])
    (result,) = desk.round(source("a", site.url("a.test", "/feed")))
    assert result.new == 1
    assert site.paths() == ["/feed"]


def test_crawl_delay_is_kept_up_to_a_limit(desk: Desk, site: Site, world: World) -> None:
    for wanted, kept in ((5, 5), (3600, 30)):
        host = f"d{wanted}.test"
        at = []
        teaser(site, world, host, pages=3)
        world.answers[f"{host}/robots.txt"] = Answer(f"User-agent: *\nCrawl-delay: {wanted}\n".encode(), headers=ROBOTS)
        world.answers |= {f"{host}/page/{n}": lambda a, at=at: (at.append(desk.now), page(a.path))[1] for n in range(3)}
        ingestor = desk.open(source(host, site.url(host, "/feed")))
        desk.follow(ingestor, 3 * MINUTE)
        ingestor.close()
        assert len(at) == 3
        assert min(b - a for a, b in pairwise(at)) >= timedelta(seconds=kept)
        assert max(b - a for a, b in pairwise(at)) < timedelta(seconds=kept + 5)


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_speaks_for_the_host_and_outlives_a_restart(desk: Desk, site: Site, world: World, status: int) -> None:
    world.answers["a.test/one"] = Answer(status=status, headers={"Retry-After": "1800"})
    world.answers["a.test/two"] = rss([("http://a.example/2", TEXT)])
    world.answers["b.test/three"] = rss([("http://b.example/3", TEXT)])
    one, two = (source(path, site.url("a.test", f"/{path}"), 10) for path in ("one", "two"))
    three = source("three", site.url("b.test", "/three"), 10)
    desk.round(one)
    results = desk.round(one, two, three)
    assert [r.new for r in results] == [0, 0, 1]
    assert "wants to be left alone until 2025-03-07T12:30" in results[1].errors[0]
    assert [h.state for h in desk.health(one, two, three)] == ["waiting", "waiting", "ok"]
    assert site.paths("a.test") == ["/one"]
    desk.now += 31 * MINUTE
    world.answers["a.test/one"] = rss([("http://a.example/1", TEXT)])
    assert [r.new for r in desk.round(one, two, three)] == [1, 1, 0]
    assert [h.state for h in desk.health(one, two, three)] == ["ok"] * 3


def test_a_page_of_a_host_that_wants_to_be_left_alone_does_not_hold_back_its_entry(desk: Desk, site: Site, world: World) -> None:
    teaser(site, world, pages=3)
    world.answers["a.test/page/0"] = Answer(status=429, headers={"Retry-After": "3600"})
    (result,) = desk.round(source("a", site.url("a.test", "/feed")))
    assert result.new == 3
    assert sum(path.startswith("/page") for path in site.paths()) == 1
    world.answers["a.test/page/0"] = page()
    desk.now += 61 * MINUTE
    (result,) = desk.round(source("a", site.url("a.test", "/feed")))
    assert result.changed == 3


def test_a_page_that_leads_to_another_host_is_asked_for_under_its_rules(desk: Desk, site: Site, world: World) -> None:
    teaser(site, world, "links.test", pages=4)
    for n in range(4):
        world.answers[f"links.test/page/{n}"] = Answer(status=302, headers={"Location": site.url("paper.test", f"/{n}")})
        world.answers[f"paper.test/{n}"] = page(f"{TEXT} {n}")
    world.answers["paper.test/robots.txt"] = Answer(b"User-agent: *\nDisallow: /2\n", headers=ROBOTS)
    followed = source("a", site.url("links.test", "/feed"))
    (result,) = desk.round(followed)
    assert (result.new, len(result.errors)) == (4, 1)
    assert sorted(site.paths("paper.test")) == ["/0", "/1", "/3", "/robots.txt"]
    assert [d.page and d.page.url for d in sorted(desk.raw(), key=lambda d: d.key)] == [
        site.url("paper.test", "/0"), site.url("paper.test", "/1"), None, site.url("paper.test", "/3")
    ]  # fmt: skip
    assert {d.key for d in desk.raw()} == {site.url("links.test", f"/page/{n}") for n in range(4)}
    world.answers["paper.test/1"] = page("Another text.")
    (result,) = desk.round(followed)
    assert result.changed == 1
    assert desk.health(followed)[0].waiting == 0


def test_no_redirect_leads_around_robots_txt(desk: Desk, site: Site, world: World) -> None:
    teaser(site, world, pages=2)
    world.answers["a.test/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private\n", headers=ROBOTS)
    for n, there in enumerate(("/private/0", "/public/1")):
        world.answers[f"a.test/page/{n}"] = Answer(status=302, headers={"Location": there})
        world.answers[f"a.test{there}"] = page(TEXT)
    followed = source("a", site.url("a.test", "/feed"))
    (result,) = desk.round(followed)
    assert (result.new, len(result.errors)) == (2, 1)
    assert "/private/0" not in site.paths()
    assert "/public/1" in site.paths()
    assert desk.health(followed)[0].reasons["page"] == {"robots.txt": 1}


def test_an_entry_that_became_whole_is_not_overtaken_by_the_page_of_its_teaser(desk: Desk, site: Site, world: World) -> None:
    teaser(site, world)
    followed = source("a", site.url("a.test", "/feed"))
    desk.round(followed)
    world.answers["a.test/feed"] = rss([(site.url("a.test", "/page/0"), f"Now whole. {TEXT}")])
    assert desk.round(followed)[0].changed == 1
    world.answers["a.test/page/0"] = page("An older text.")
    for _ in range(5):
        desk.now += HOUR
        assert desk.round(followed)[0].changed == 0
    assert site.paths().count("/page/0") == 1
    newest = desk.raw()[-1].entry
    assert newest is not None
    assert newest.summary.startswith("Now whole")


@pytest.mark.parametrize("text", ["Other words.", f"Now whole. {TEXT}"])
def test_an_entry_that_changes_while_its_page_is_fetched_is_stored_in_its_last_form(
    desk: Desk, site: Site, world: World, text: str
) -> None:
    """A feed on another host than its pages, so that both can be under way."""
    over, link = threading.Event(), site.url("paper.test", "/1")
    world.answers["a.test/feed"] = rss([(link, "First words.")])
    world.answers["paper.test/1"] = lambda asked: (over.wait(20), page(TEXT))[1]
    followed = source("a", site.url("a.test", "/feed"), 10)
    ingestor = desk.open(followed)
    while "/1" not in site.paths():
        ingestor.turn(0.05)
    world.answers["a.test/feed"] = rss([(link, text)])
    desk.now += 11 * MINUTE
    while len(site.paths("a.test")) < 2 or ingestor.busy > 1:
        ingestor.turn(0.05)
    over.set()
    while ingestor.busy:
        ingestor.turn(0.05)
    ingestor.close()
    (stored,) = desk.raw()
    assert stored.entry is not None
    assert stored.entry.summary == text.strip()
    (health,) = desk.health(followed)
    assert (health.fetched, health.sent, health.refused, health.waiting) == (2, 1, 1, 0)
    assert health.reasons["refused"] == {"a newer form came before it was stored": 1}


def test_redirects_from_host_to_host_come_to_an_end(desk: Desk, site: Site, world: World) -> None:
    teaser(site, world)
    for here, there in (("a.test", "b.test"), ("b.test", "a.test")):
        world.answers[f"{here}/page/0"] = Answer(status=302, headers={"Location": site.url(there, "/page/0")})
    (result,) = desk.round(source("a", site.url("a.test", "/feed")))
    assert (result.new, len(result.errors)) == (1, 1)
    assert sum(path == "/page/0" for path in site.paths()) == 6


def test_no_feed_sends_us_crawling_for_days(desk: Desk, site: Site, world: World) -> None:
    teaser(site, world, pages=520)
    followed = source("a", site.url("a.test", "/feed"))
    ingestor = desk.open(followed)
    while not desk.raw():
        ingestor.turn(0.05)
    ingestor.close()
    (health,) = desk.health(followed)
    assert (health.fetched, health.sent + health.waiting) == (520, 520)
    assert health.reasons["page"] == {"too many at once": 20}


def test_pages_that_wait_hold_back_no_news(desk: Desk, site: Site, world: World) -> None:
    hosts = [f"p{n}.test" for n in range(40)]
    world.answers["bulk.test/feed"] = rss([(site.url(host, "/page"), "A few words.") for host in hosts])
    world.answers["news.test/feed"] = rss([("http://news.example/1", TEXT)])
    world.answers |= {f"{host}/page": lambda asked: (time.sleep(0.01), page(asked.host))[1] for host in hosts}
    desk.manners = Manners(requests=4, rest=timedelta())
    ingestor = desk.open(
        source("bulk", site.url("bulk.test", "/feed"), 10080), source("news", site.url("news.test", "/feed"), 10)
    )
    while "/page" not in site.paths():
        ingestor.turn(0.05)
    desk.now += 11 * MINUTE
    while len(site.paths("news.test")) < 2:
        ingestor.turn(0.05)
    asked = site.paths().count("/page")
    assert asked < 10
    while ingestor.busy or desk.health(source("bulk", site.url("bulk.test", "/feed")))[0].waiting:
        ingestor.turn(0.05)
    ingestor.close()
    assert len(desk.raw()) == len(hosts) + 1, "and they have their turn, too"


def test_sources_come_and_go_while_ingest_runs(desk: Desk, site: Site, world: World) -> None:
    for name in ("a", "b"):
        world.answers[f"{name}.test/feed"] = rss([(f"http://{name}.example/1", TEXT)])
    one, other = (source(name, site.url(f"{name}.test", "/feed"), 10) for name in ("a", "b"))
    ingestor = desk.open(one)
    desk.follow(ingestor, MINUTE)
    ingestor.follow([other, FeedSource(name="a", url=one.url, poll_minutes=10, paused=True)])
    desk.follow(ingestor, HOUR)
    assert (site.paths("a.test"), len(site.paths("b.test"))) == (["/feed"], 6)
    ingestor.follow([one, other])
    desk.follow(ingestor, MINUTE)
    ingestor.close()
    assert len(site.paths("a.test")) == 2
    assert len(desk.raw()) == 2, "what was remembered of it is known"


@pytest.mark.parametrize("status", [301, 308])
def test_a_lasting_redirect_moves_the_source(desk: Desk, site: Site, world: World, status: int) -> None:
    followed = source("a", site.url("old.test", "/feed"))
    world.answers["old.test/feed"] = Answer(status=status, headers={"Location": site.url("new.test", "/rss")})
    world.answers["new.test/rss"] = rss([("", TEXT)])
    desk.round(followed)
    before = [d.key for d in desk.raw()]
    assert (site.paths("old.test"), site.paths("new.test")) == (["/feed"], ["/rss"])
    (result,) = desk.round(followed)
    assert (site.paths("old.test"), site.paths("new.test")) == (["/feed"], ["/rss"] * 2)
    assert (result.unchanged, [d.key for d in desk.raw()]) == (1, before), "its items keep their names"


def test_sources_that_redirect_to_one_host_keep_its_limit(desk: Desk, site: Site, world: World) -> None:
    at = []

    def answered(asked: Asked) -> Answer:
        at.append(desk.now)
        time.sleep(0.02)
        return rss([(f"http://a.example{asked.path}", TEXT)])

    followed = []
    for n in range(6):
        world.answers[f"s{n}.test/feed"] = Answer(status=302, headers={"Location": site.url("burner.test", f"/{n}")})
        world.answers[f"burner.test/{n}"] = answered
        followed.append(source(f"s{n}", site.url(f"s{n}.test", "/feed"), 10080))
    desk.manners = Manners(rest=timedelta(seconds=3))
    ingestor = desk.open(*followed)
    desk.follow(ingestor, MINUTE)
    ingestor.close()
    assert len(desk.raw()) == len(at) == 6
    assert site.most["burner.test"] == 1
    assert min(b - a for a, b in pairwise(at)) >= timedelta(seconds=3)


def test_a_chain_over_hosts_is_lasting_only_while_every_step_is(desk: Desk, site: Site, world: World) -> None:
    steps = [("a.test", "b.test", 301), ("b.test", "c.test", 308), ("c.test", "d.test", 302), ("d.test", "e.test", 301)]
    for here, there, status in steps:
        world.answers[f"{here}/feed"] = Answer(status=status, headers={"Location": site.url(there, "/feed")})
    world.answers["e.test/feed"] = rss([("http://a.example/1", TEXT)])
    for _ in range(2):
        desk.round(source("a", site.url("a.test", "/feed")))
    assert [len(site.paths(f"{host}.test")) for host in "abcde"] == [1, 1, 2, 2, 2]


def test_a_redirect_of_the_url_that_a_source_had_is_forgotten(desk: Desk, site: Site, world: World) -> None:
    over = threading.Event()
    world.answers["mid.test/slow"] = lambda asked: (over.wait(20), rss([("http://slow.example/1", TEXT)]))[1]
    world.answers["old.test/feed"] = Answer(status=302, headers={"Location": site.url("mid.test", "/feed")})
    world.answers["mid.test/feed"] = rss([("http://old.example/1", TEXT)])
    world.answers["new.test/feed"] = rss([("http://new.example/1", TEXT)])
    slow = source("slow", site.url("mid.test", "/slow"), 10080)
    ingestor = desk.open(slow, source("a", site.url("old.test", "/feed"), 10080))
    while not site.paths("old.test") or not site.paths("mid.test") or ingestor.busy > 1:
        ingestor.turn(0.05)
    ingestor.follow([slow, source("a", site.url("new.test", "/feed"), 10080)])
    over.set()
    desk.follow(ingestor, MINUTE)
    ingestor.close()
    assert (site.paths("mid.test"), site.paths("new.test")) == (["/slow"], ["/feed"])
    assert {d.key for d in desk.raw()} == {"http://slow.example/1", "http://new.example/1"}


def test_a_source_that_is_sent_round_in_a_circle_fails(desk: Desk, site: Site, world: World) -> None:
    for here, there in (("a.test", "b.test"), ("b.test", "a.test")):
        world.answers[f"{here}/feed"] = Answer(status=302, headers={"Location": site.url(there, "/feed")})
    (result,) = desk.round(source("a", site.url("a.test", "/feed")))
    assert "redirects" in result.errors[0]
    assert len(site.paths()) == 6


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_passing_redirect_moves_nothing(desk: Desk, site: Site, world: World, status: int) -> None:
    world.answers["old.test/feed"] = Answer(status=status, headers={"Location": site.url("new.test", "/rss")})
    world.answers["new.test/rss"] = rss([("http://a.example/1", TEXT)])
    for _ in range(2):
        desk.round(source("a", site.url("old.test", "/feed")))
    assert site.paths("old.test") == ["/feed"] * 2


def test_a_redirect_to_what_is_no_feed_moves_nothing(desk: Desk, site: Site, world: World) -> None:
    world.answers["old.test/feed"] = Answer(status=301, headers={"Location": site.url("new.test", "/")})
    world.answers["new.test/"] = page("Buy this domain.")
    for _ in range(2):
        (result,) = desk.round(source("a", site.url("old.test", "/feed")))
        assert "not a feed" in result.errors[0]
    assert site.paths("old.test") == ["/feed"] * 2


def test_a_source_comes_back_from_where_it_moved_to_if_that_fails(desk: Desk, site: Site, world: World) -> None:
    followed = source("a", site.url("old.test", "/feed"))
    world.answers["old.test/feed"] = Answer(status=301, headers={"Location": site.url("new.test", "/rss")})
    world.answers["new.test/rss"] = rss([("http://a.example/1", TEXT)])
    desk.round(followed)
    world.answers["old.test/feed"] = rss([("http://a.example/1", TEXT), ("http://a.example/2", TEXT)])
    world.answers["new.test/rss"] = MISSING
    results = [desk.round(followed)[0] for _ in range(4)]
    assert [r.new for r in results] == [0, 0, 0, 1]
    assert site.paths("old.test") == ["/feed"] * 2


def test_a_credential_is_not_carried_to_where_a_source_moved(desk: Desk, site: Site, world: World) -> None:
    url = site.url("old.test", "/feed?token=sesame-open-1234")
    world.answers["old.test/feed?token=sesame-open-1234"] = Answer(status=301, headers={"Location": site.url("new.test", "/rss")})
    world.answers["new.test/rss"] = rss([("http://a.example/1", TEXT)])
    for _ in range(2):
        desk.round(source("a", url))
    assert len(site.paths("old.test")) == 2, "it is asked with its token every time"
    assert site.paths("new.test") == ["/rss"] * 2
    for file in desk.path.parent.iterdir():
        assert b"sesame" not in file.read_bytes(), file


def test_410_ends_a_source_until_it_is_resumed(desk: Desk, site: Site, world: World) -> None:
    followed = source("a", site.url("a.test", "/feed"), 10)
    world.answers["a.test/feed"] = Answer(status=410)
    desk.round(followed)
    desk.now += 100 * HOUR
    (result,) = desk.round(followed)
    assert site.paths() == ["/feed"]
    assert "ended" in result.errors[0]
    (health,) = desk.health(followed)
    assert (health.state, health.next_poll, health.reasons["poll"]) == ("ended", "", {"ended: HTTP 410": 1})
    world.answers["a.test/feed"] = rss([("http://a.example/1", TEXT)])
    memory = Memory(desk.path)
    memory.resume("a")
    memory.close()
    assert desk.round(followed)[0].new == 1


def test_a_running_ingest_notices_that_a_source_was_resumed(desk: Desk, site: Site, world: World) -> None:
    followed = source("a", site.url("a.test", "/feed"), 10)
    world.answers["a.test/feed"] = Answer(status=410)
    ingestor = desk.open(followed)
    desk.follow(ingestor, HOUR)
    assert site.paths() == ["/feed"]
    memory = Memory(desk.path)
    memory.resume("a")
    memory.close()
    desk.follow(ingestor, MINUTE)
    ingestor.close()
    assert site.paths() == ["/feed"] * 2


def test_a_source_that_fails_is_asked_ever_more_rarely_and_recovers(desk: Desk, site: Site, world: World) -> None:
    at = []
    world.answers["a.test/feed"] = lambda asked: (at.append(desk.now), Answer(status=500))[1]
    followed = source("a", site.url("a.test", "/feed"))
    ingestor = desk.open(followed)
    desk.follow(ingestor, 48 * HOUR)
    waits = [b - a for a, b in pairwise(at)]
    assert all(b >= a * 1.9 for a, b in pairwise(waits[:6]))
    assert max(waits) <= 6 * HOUR * 1.2 + MINUTE
    assert len(at) > 10, "it is never given up"
    world.answers["a.test/feed"] = rss([("http://a.example/1", TEXT)])
    desk.follow(ingestor, 8 * HOUR)
    ingestor.close()
    (health,) = desk.health(followed)
    assert (health.state, health.failures, health.sent) == ("ok", 0, 1)
    assert health.reasons["poll"]["read"] >= 3, "and asked at its own pace again"
    assert health.last_error, "the last failure stays to be seen"


def test_a_host_that_cannot_be_reached_takes_no_thread_for_each_of_its_sources(desk: Desk, site: Site) -> None:
    dead = [source(f"s{n}", f"http://127.0.0.1:1/feed/{n}") for n in range(20)]
    ingestor = desk.open(*dead)
    desk.follow(ingestor, MINUTE)
    ingestor.close()
    assert sum(bool(h.failures) for h in desk.health(*dead)) == 2, "after two misses in a row the others wait"


def test_what_http_says_of_freshness_is_waited_for(desk: Desk, site: Site, world: World) -> None:
    body, at = rss([("http://a.example/1", TEXT)]), []
    fresh = body._replace(headers={**body.headers, "Cache-Control": "max-age=3600"})
    world.answers["a.test/feed"] = lambda asked: (at.append(desk.now), fresh)[1]
    ingestor = desk.open(source("a", site.url("a.test", "/feed")))
    desk.follow(ingestor, 3 * HOUR)
    ingestor.close()
    assert 2 <= len(at) <= 3
    assert min(b - a for a, b in pairwise(at)) >= HOUR


def test_everything_that_came_is_accounted_for(desk: Desk, site: Site, world: World) -> None:
    links = [site.url("a.test", f"/page/{n}") for n in range(4)]
    entries = [(link, "A few words.") for link in links]
    world.answers["a.test/feed"] = rss([*entries, entries[0], ("http://a.example/whole", TEXT)])
    for n in (0, 1):
        world.answers[f"a.test/page/{n}"] = page(f"{TEXT}{n}")
    world.answers["a.test/page/2"] = Answer(b"\x00\x01", headers={"Content-Type": "application/x-unheard"})
    followed = source("a", site.url("a.test", "/feed"))
    ingestor = desk.open(followed)
    checked = 0
    while ingestor.busy or not checked:
        ingestor.turn(0.05)
        (health,) = desk.health(followed)
        assert health.fetched == health.sent + health.unchanged + health.duplicate + health.refused + health.waiting
        checked += 1
    ingestor.close()
    assert (health.fetched, health.sent, health.duplicate, health.waiting) == (6, 5, 1, 0)
    assert health.reasons["duplicate"] == {"the same entry twice": 1}
    assert health.reasons["page"] == {"HTTP 404": 1, "no page": 1}
    assert len(desk.raw()) == 5
    world.answers["a.test/feed"] = rss([*entries[:3], (links[3], "Other words.")])
    world.answers["a.test/page/0"] = Answer(status=500)
    desk.round(followed)
    (health,) = desk.health(followed)
    assert health.fetched == health.sent + health.unchanged + health.duplicate + health.refused + health.waiting
    assert (health.sent, health.unchanged) == (6, 4), "three entries and a page that was looked at again"
    assert len(desk.raw()) == 6
