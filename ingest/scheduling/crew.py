"""Threads that fetch, for one thread that takes the answers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from events.errors import BadInput
from ingest.web.asking import answer_to
from ingest.web.fetch import Fetched, Request

Job = TypeVar("Job")
Answer = Fetched | BadInput


class Crew(Generic[Job]):
    """At most `size` requests at a time. Whoever asks must not ask for more than are `free`, so no queue grows: the answers not
    taken yet count, too."""

    def __init__(self, get: Callable[[Request], Fetched], size: int) -> None:
        self._get = get
        self._size = size
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="fetch")
        self._done: SimpleQueue[tuple[Job, Answer]] = SimpleQueue()
        self.busy = 0

    @property
    def free(self) -> int:
        return self._size - self.busy

    def ask(self, job: Job, request: Request) -> None:
        self.busy += 1
        self._threads.submit(self._work, job, request)

    def take(self, wait: float) -> list[tuple[Job, Answer]]:
        """The answers that are there; waits up to `wait` seconds for the first, if one is to come."""
        found: list[tuple[Job, Answer]] = []
        try:
            while self.busy:
                found.append(self._done.get(timeout=wait) if wait > 0 and not found else self._done.get_nowait())
                self.busy -= 1
        except Empty:
            pass
        return found

    def close(self) -> None:
        """Waits for the requests under way: each has its time limit."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _work(self, job: Job, request: Request) -> None:
        self._done.put((job, answer_to(request, self._get)))
