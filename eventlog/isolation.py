"""Work on what strangers wrote, in processes of its own, with a hard limit of time and memory for each piece.

Spawned, never forked; each has one piece at a time, so that one that hangs a parser or eats the memory costs its own process
only. It is then tried again alone, in a new process, so that a busy machine decides nothing, before it is given up.
"""

import contextlib
import logging
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple, TypeVar

from eventlog.memory_limit import cpu_seconds, limit_memory
from events.errors import BadInput

logger = logging.getLogger(__name__)
Given = TypeVar("Given")
Made = TypeVar("Made")

START_SECONDS = 120.0
PATIENCE = 4  # times the limit of time, for one that is alone and did not get the processor


class Allowance(NamedTuple):
    """What one piece of work may take: `seconds`, and `megabytes` of memory beside what its process has when it is ready (0: any
    number). Where the system can't limit memory, time alone is limited."""

    seconds: float
    megabytes: int = 0


class Isolated(Generic[Given, Made]):
    """`work` in at most `processes` processes, which start with the first piece. `work` and what goes in and out must pickle.

    `name`: how a piece is called in errors. `harmless`: whether one is done in this process. A failure of `work` is an answer:
    BadInput as it is, errors of hostile input with the name and the kind of the error.
    """

    def __init__(
        self,
        work: Callable[[Given], Made],
        processes: int,
        allowance: Allowance,
        name: Callable[[Given], str],
        harmless: Callable[[Given], bool] = lambda _: False,
    ) -> None:
        self._work, self._allowance, self._name, self._harmless = work, allowance, name, harmless
        self._most = max(1, processes)
        self._idle: list[_Process[Given, Made]] = []

    def __call__(self, given: Sequence[Given]) -> list[Made | BadInput]:
        """One answer for each piece, in their order."""
        apart = {index: piece for index, piece in enumerate(given) if not self._harmless(piece)}
        here = {index: _guarded(self._work, piece).value for index, piece in enumerate(given) if index not in apart}
        answers, failed = self._round(apart, self._most)
        for index in sorted(failed):
            alone, again = self._round({index: given[index]}, 1, anew=True)
            answers |= alone
            answers |= {i: BadInput(f"{self._name(given[i])}: {reason}") for i, reason in again.items()}
        answers |= here
        return [self._worded(answers[index], given[index]) for index in range(len(given))]

    def close(self) -> None:
        """Ends the processes. It may be used again; it then starts new ones."""
        for process in self._idle:
            process.end()
        self._idle.clear()

    def _round(
        self, given: Mapping[int, Given], most: int, anew: bool = False
    ) -> tuple[dict[int, "Made | BadInput | _Broke"], dict[int, str]]:
        """The answers, and for what got none why. `anew`: in a process that nothing has happened to, and with patience."""
        waiting = deque(given)
        if anew:
            self._idle.append(_Process(self._work, self._allowance))
        while len(self._idle) < min(most, len(waiting)):  # all at once, since each takes a second or two to come up
            self._idle.append(_Process(self._work, self._allowance))
        busy: dict[int, _Process[Given, Made]] = {}
        answers: dict[int, Made | BadInput | _Broke] = {}
        failed: dict[int, str] = {}
        try:
            while waiting or busy:
                while waiting and len(busy) < most:
                    index = waiting.popleft()
                    busy[index] = self._start(given[index], anew)
                _sleep_until_something_happens(list(busy.values()))
                for index, process in list(busy.items()):
                    self._collect(index, process, answers, failed)
                    if index in answers or index in failed:
                        del busy[index]
        finally:
            for process in busy.values():
                process.end()
        return answers, failed

    def _start(self, piece: Given, patient: bool) -> "_Process[Given, Made]":
        process = self._idle.pop() if self._idle else _Process(self._work, self._allowance)
        process.give(piece, patient)
        return process

    def _collect(
        self,
        index: int,
        process: "_Process[Given, Made]",
        answers: dict[int, "Made | BadInput | _Broke"],
        failed: dict[int, str],
    ) -> None:
        try:
            answer = process.answer()
        except EOFError:
            failed[index] = "the process that took it apart died (out of memory?)"
            process.end()
            return
        if isinstance(answer, _Spent):
            failed[index] = answer.reason or f"took more than {self._allowance.megabytes} MB of memory"
            process.end()
        elif answer is not None:
            answers[index] = answer.value
            self._idle.append(process)
        elif process.is_over_time():
            failed[index] = f"took longer than {self._allowance.seconds:g} s"
            process.end()

    def _worded(self, answer: "Made | BadInput | _Broke", piece: Given) -> Made | BadInput:
        if not isinstance(answer, _Broke):
            return answer
        return BadInput(f"{self._name(piece)}: {answer.kind}: {answer.text}")


class _Answer(NamedTuple):
    value: Any


class _Broke(NamedTuple):
    """An error of the library that took a hostile piece apart."""

    kind: str
    text: str


class _Spent(NamedTuple):
    """The memory was used up (`reason` is "" then), or something broke that nobody expected, which is how C libraries say the
    same; what the process can still do is not to be relied on."""

    reason: str = ""


class _Process(Generic[Given, Made]):
    """One spawned process that has at most one piece. Its time runs once it has said that it is up."""

    def __init__(self, work: Callable[[Given], Made], allowance: Allowance) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, work, allowance.megabytes), daemon=True)
        self._process.start()
        theirs.close()
        self._seconds = allowance.seconds
        self.until = 0.0
        self._at_most = 0.0
        self._used_before = 0.0
        self._up = False

    @property
    def connection(self) -> Connection:
        return self._ours

    def give(self, piece: Given, patient: bool) -> None:
        if not self._up:
            self._wait_until_up()
        self._used_before = cpu_seconds(self._process.pid) or 0.0
        with contextlib.suppress(OSError):  # it died while idle: answer() says so
            self._ours.send(piece)
        now = time.monotonic()
        self.until = now + self._seconds
        self._at_most = now + self._seconds * (PATIENCE if patient else 1)

    def _wait_until_up(self) -> None:
        if not self._ours.poll(START_SECONDS):
            raise RuntimeError(f"a process for documents did not start within {START_SECONDS:g} s")
        with contextlib.suppress(EOFError):  # it died starting up: the first answer() says so
            if not self._ours.recv():
                _warn_of_no_limit()
        self._up = True

    def answer(self) -> "_Answer | _Spent | None":
        """None while it works. Raises EOFError when the process is gone."""
        try:
            if not self._ours.poll():
                return None
            answer: _Answer | _Spent = self._ours.recv()
            return answer
        except OSError as error:
            raise EOFError from error

    def is_over_time(self) -> bool:
        """Whether its time is up. Time that others had on the processor is given back to one that is alone."""
        now = time.monotonic()
        if now <= self.until:
            return False
        used = cpu_seconds(self._process.pid)
        if used is not None and now < self._at_most:
            self.until = min(self._at_most, now + max(0.0, self._seconds - (used - self._used_before)))
        return now > self.until

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._ours.close()


def _sleep_until_something_happens(processes: Sequence[_Process[Given, Made]]) -> None:
    left = min(p.until for p in processes) - time.monotonic()
    wait([p.connection for p in processes], timeout=max(0.0, left) + 0.005)


@cache
def _warn_of_no_limit() -> None:
    logger.warning("this system does not limit the memory of a process: only the time for one document is limited")


def _serve(connection: Connection, work: Callable[[Given], Made], megabytes: int) -> None:
    """What a process does: says that it is up, then answers pieces until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C is the parent's to answer; it closes the pipe
    connection.send(not megabytes or limit_memory(megabytes))
    with contextlib.suppress(EOFError, OSError):
        while True:
            connection.send(_limited(work, connection))


def _limited(work: Callable[[Given], Made], connection: Connection) -> _Answer | _Spent:
    """The next piece's answer. Raises EOFError or OSError when there is none to come."""
    try:
        piece = connection.recv()
    except MemoryError as error:  # half of it is still in the pipe: this process has to end
        raise EOFError from error
    try:
        return _guarded(work, piece)
    except MemoryError:
        return _Spent()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is this piece's
        return _Spent(f"{type(error).__name__}: {str(error)[:200]}")


def _guarded(work: Callable[[Given], Made], piece: Given) -> _Answer:
    try:
        return _Answer(work(piece))
    except BadInput as error:
        return _Answer(error)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError) as error:
        # The libraries that take documents apart fail on hostile ones in ways of their own.
        return _Answer(_Broke(type(error).__name__, str(error)[:200]))
