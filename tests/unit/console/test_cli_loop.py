"""The loop over the roles: when it ends, what it waits out, and what it gives up on."""

import threading
from collections.abc import Callable, Iterator

import pytest

from console import run
from console.run import Loop, Role, beside
from events.errors import BadInput, LogUnavailable, OffsetLost, Overtaken


class Scripted:
    """A worker that does what a list says: a number of inputs handled, or an error raised; its lag is what is left."""

    def __init__(self, *script: int | Exception, lag: Callable[[], int] | None = None) -> None:
        self._script: Iterator[int | Exception] = iter(script)
        self._lag = lag or (lambda: 0)
        self.turns = 0

    def run_batch(self, wait: float = 0.0) -> int:
        self.turns += 1
        step = next(self._script, 0)
        if isinstance(step, Exception):
            raise step
        return step

    def lag(self) -> int:
        return self._lag()

    def close(self) -> None: ...


def loop(*workers: Scripted, stop: threading.Event | None = None) -> Loop:
    roles = [Role(f"g1 {number}", worker) for number, worker in enumerate(workers)]
    return Loop(lambda: roles, stop or threading.Event())


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "IDLE", 0.001)
    monkeypatch.setattr(run, "FIRST_PAUSE", 0.001)
    monkeypatch.setattr(run, "LONGEST_PAUSE", 0.002)


def test_once_ends_when_nothing_was_handled_and_nothing_is_left() -> None:
    first, second = Scripted(3, 0, 2), Scripted(0, 5)
    told: list[tuple[int, int]] = []
    playing = loop(first, second)
    playing.run_once(lambda done, total: told.append((done, total)))
    assert playing.handled == 10
    assert told == [(3, 3), (8, 8), (10, 10)]


def test_once_waits_for_what_another_worker_is_doing() -> None:
    left = iter([2, 1, 0])
    standing_by = Scripted(lag=lambda: next(left))
    loop(standing_by).run_once(lambda done, total: None)
    assert standing_by.turns == 3


def test_once_tries_again_and_then_gives_up_with_the_error() -> None:
    recovering = Scripted(LogUnavailable("gone"), LogUnavailable("gone"), 4)
    playing = loop(recovering)
    playing.run_once(lambda done, total: None)
    assert playing.handled == 4
    failing = Scripted(*(LogUnavailable("gone") for _ in range(50)))
    with pytest.raises(LogUnavailable):
        loop(failing).run_once(lambda done, total: None)
    assert failing.turns == run.TRIES_ONCE


def test_what_does_not_pass_is_raised_at_once_and_being_overtaken_is_no_error() -> None:
    with pytest.raises(OffsetLost):
        loop(Scripted(OffsetLost("gone"))).run_forever()
    overtaken = Scripted(Overtaken("by another"), 2)
    playing = loop(overtaken)
    playing.run_once(lambda done, total: None)


def test_forever_waits_out_what_passes_and_ends_when_asked() -> None:
    stop = threading.Event()
    worker = Scripted(*(LogUnavailable("gone") for _ in range(9)), 1, lag=lambda: 0)
    stopper = threading.Timer(0.5, stop.set)
    stopper.start()
    playing = loop(worker, stop=stop)
    playing.run_forever()
    stopper.join()
    assert playing.handled == 1


def test_what_fails_beside_stops_everything_and_is_raised() -> None:
    stop = threading.Event()

    def work() -> None:
        raise BadInput("beside")

    with pytest.raises(BadInput, match="beside"), beside(work, stop):
        assert stop.wait(5)


def test_what_is_beside_is_asked_to_end() -> None:
    ended = threading.Event()
    with beside(lambda: (ended.wait(5), None)[1], threading.Event(), ended.set):
        assert not ended.is_set()
    assert ended.is_set()
