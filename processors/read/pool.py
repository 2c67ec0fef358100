"""Reads many documents at once, in processes of their own, with a hard time limit for each.

Spawned, never forked; each has one document at a time, so that a page that hangs the parser or eats the memory costs its
own process only. It is then tried again alone, so that a busy machine decides nothing, before it is given up.
"""

import contextlib
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait

from events.codec import AnyEvent
from events.documents import DocumentFetched
from events.errors import BadInput
from processors.read.step import read_document

Answer = AnyEvent | BadInput
Read = Callable[[AnyEvent], AnyEvent]
START_SECONDS = 120.0


class ReadPool:
    """A BatchTransform: one answer for each event, in their order. The processes start with the first page.

    `processes`: how many at most; `deadline`: seconds that one document may take.
    """

    def __init__(self, processes: int, deadline: float, read: Read = read_document) -> None:
        self._most = max(1, processes)
        self._deadline = deadline
        self._read = read
        self._idle: list[_Process] = []

    def __call__(self, events: Sequence[AnyEvent]) -> list[Answer]:
        answers: dict[int, Answer] = {}
        pages: list[int] = []
        for index, event in enumerate(events):
            if isinstance(event, DocumentFetched) and (event.page is not None or event.entry is not None):
                pages.append(index)
            else:
                answers[index] = _guarded(self._read, event)
        answers |= self._in_processes(events, pages)
        return [answers[index] for index in range(len(events))]

    def close(self) -> None:
        """Ends the processes. The pool may be used again; it then starts new ones."""
        for process in self._idle:
            process.end()
        self._idle.clear()

    def _in_processes(self, events: Sequence[AnyEvent], pages: Sequence[int]) -> dict[int, Answer]:
        answers, failed = self._round(events, pages, self._most)
        for index in sorted(failed):
            self.close()  # alone, and in a process that nothing has happened to
            alone, again = self._round(events, [index], 1)
            answers |= alone | {i: BadInput(f"{_name(events[i])}: {reason}") for i, reason in again.items()}
        return answers

    def _round(self, events: Sequence[AnyEvent], pages: Sequence[int], most: int) -> tuple[dict[int, Answer], dict[int, str]]:
        """The answers, and for what got none why."""
        waiting = deque(pages)
        while len(self._idle) < min(most, len(waiting)):  # all at once, since each takes a second or two to come up
            self._idle.append(_Process(self._read))
        busy: dict[int, _Process] = {}
        answers: dict[int, Answer] = {}
        failed: dict[int, str] = {}
        try:
            while waiting or busy:
                while waiting and len(busy) < most:
                    index = waiting.popleft()
                    busy[index] = self._start(events[index])
                _sleep_until_something_happens(list(busy.values()))
                for index, process in list(busy.items()):
                    self._collect(index, process, answers, failed)
                    if index in answers or index in failed:
                        del busy[index]
        finally:
            for process in busy.values():
                process.end()
        return answers, failed

    def _start(self, event: AnyEvent) -> "_Process":
        process = self._idle.pop() if self._idle else _Process(self._read)
        process.give(event, self._deadline)
        return process

    def _collect(self, index: int, process: "_Process", answers: dict[int, Answer], failed: dict[int, str]) -> None:
        try:
            answer = process.answer()
        except EOFError:
            failed[index] = "the process that read it died (out of memory?)"
            process.end()
            return
        if answer is not None:
            answers[index] = answer
            self._idle.append(process)
        elif time.monotonic() > process.until:
            failed[index] = f"took longer than {self._deadline:g} s"
            process.end()


class _Process:
    """One spawned process that has at most one document. Its time runs once it has said that it is up."""

    def __init__(self, read: Read) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, read), daemon=True)
        self._process.start()
        theirs.close()
        self.until = 0.0
        self._up = False

    @property
    def connection(self) -> Connection:
        return self._ours

    def give(self, event: AnyEvent, deadline: float) -> None:
        if not self._up:
            self._wait_until_up()
        with contextlib.suppress(OSError):  # it died while idle: answer() says so
            self._ours.send(event)
        self.until = time.monotonic() + deadline

    def _wait_until_up(self) -> None:
        if not self._ours.poll(START_SECONDS):
            raise RuntimeError(f"a reading process did not start within {START_SECONDS:g} s")
        with contextlib.suppress(EOFError):  # it died starting up: the first answer() says so
            self._ours.recv()
        self._up = True

    def answer(self) -> Answer | None:
        """None while it works. Raises EOFError when the process is gone."""
        try:
            if not self._ours.poll():
                return None
            answer: Answer = self._ours.recv()
            return answer
        except OSError as error:
            raise EOFError from error

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._ours.close()


def _sleep_until_something_happens(processes: Sequence[_Process]) -> None:
    left = min(p.until for p in processes) - time.monotonic()
    wait([p.connection for p in processes], timeout=max(0.0, left) + 0.005)


def _serve(connection: Connection, read: Read) -> None:
    """What a process does: says that it is up, then answers documents until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C is the parent's to answer; it closes the pipe
    connection.send(None)
    with contextlib.suppress(EOFError, OSError):
        while True:
            connection.send(_guarded(read, connection.recv()))


def _guarded(read: Read, event: AnyEvent) -> Answer:
    try:
        return read(event)
    except BadInput as error:
        return error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, MemoryError) as error:
        # The libraries that take pages apart fail on hostile ones in ways of their own.
        return BadInput(f"{_name(event)}: {type(error).__name__} while reading: {str(error)[:200]}")


def _name(event: AnyEvent) -> str:
    return event.key if isinstance(event, DocumentFetched) else event.id
