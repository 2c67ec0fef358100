"""Many documents at once for somebody who waits: several hosts at a time, one request at a time to each."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import Queue

from events.errors import BadInput
from events.urls import host_of
from ingest.web.fetch import Fetched, Request

THREADS = 16


def answers(requests: Sequence[Request], get: Callable[[Request], Fetched]) -> Iterator[tuple[int, Fetched | BadInput]]:
    """The answers as they come, each with the place of its request. At most a few of them wait in memory to be taken."""
    by_host: dict[str, list[int]] = {}
    for index, request in enumerate(requests):
        by_host.setdefault(host_of(request.url), []).append(index)
    done: Queue[tuple[int, Fetched | BadInput]] = Queue(maxsize=THREADS)

    def ask(indexes: list[int]) -> None:
        for index in indexes:
            try:
                done.put((index, get(requests[index])))
            except BadInput as error:
                done.put((index, error))

    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="ask")
    try:
        asked = [pool.submit(ask, indexes) for indexes in by_host.values()]
        for _ in requests:
            yield done.get()
        for each in asked:
            each.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
