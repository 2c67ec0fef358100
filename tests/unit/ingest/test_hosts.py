"""Who may be asked now: limits of a host, rests, and the order of what is due."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ingest.scheduling.agenda import Agenda
from ingest.scheduling.hosts import Hosts

NOW = datetime(2025, 3, 7, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_host_is_open_until_its_limit_and_rests_after_each_request() -> None:
    hosts = Hosts(2, SECOND)
    assert hosts.opens("a", NOW) == NOW
    hosts.begin("a", NOW, timedelta())
    assert hosts.opens("a", NOW) == NOW + SECOND
    assert hosts.opens("b", NOW) == NOW
    hosts.begin("a", NOW + SECOND, timedelta())
    assert hosts.opens("a", NOW + 2 * SECOND) is None
    hosts.end("a", NOW + 5 * SECOND, 7 * SECOND)
    assert hosts.opens("a", NOW + 5 * SECOND) == NOW + 12 * SECOND
    assert hosts.opens("a", NOW + 60 * SECOND) == NOW + 60 * SECOND


def test_a_host_is_left_alone_as_long_as_it_wants() -> None:
    hosts = Hosts(1, SECOND)
    hosts.leave("a", NOW + 60 * SECOND)
    hosts.leave("a", NOW + 30 * SECOND)
    assert hosts.left_until("a", NOW) == hosts.opens("a", NOW) == NOW + 60 * SECOND
    assert hosts.left_until("a", NOW + 60 * SECOND) is None


def test_hosts_that_mean_nothing_any_more_are_forgotten() -> None:
    hosts = Hosts(1, SECOND)
    for n in range(1000):
        hosts.begin(f"h{n}", NOW, timedelta())
        hosts.end(f"h{n}", NOW, timedelta())
        hosts.leave(f"h{n}", NOW + SECOND)
    hosts.begin("busy", NOW, timedelta())
    hosts.tidy(NOW + 2 * SECOND)
    assert (len(hosts._hosts), len(hosts._left)) == (1, 0)


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.none() | st.integers(0, 50), st.integers(0, 5)), max_size=200))
def test_the_agenda_says_what_a_plain_dictionary_says(steps: list[tuple[str, int | None, int]]) -> None:
    agenda: Agenda[int] = Agenda()
    plain: dict[str, int] = {}
    now = 0
    for name, due, passed in steps:
        now += passed
        agenda.put(name, due)
        if due is None:
            plain.pop(name, None)
        else:
            plain[name] = due
        assert dict(agenda.ready(now)) == {each: at for each, at in plain.items() if at <= now}
        assert agenda.following() == min((at for at in plain.values() if at > now), default=None)


def test_the_agenda_does_not_grow_with_its_history() -> None:
    agenda: Agenda[int] = Agenda()
    for n in range(10_000):
        agenda.put(f"s{n % 10}", 1_000_000 - n)
    assert len(agenda._ahead) < 200
