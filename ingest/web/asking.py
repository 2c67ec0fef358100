"""Many documents at once for somebody who waits: several hosts at a time, one request at a time to each."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, Queue

from events.errors import BadInput
from events.urls import host_of
from ingest.web.fetch import Fetched, FetchFailed, Request

logger = logging.getLogger(__name__)
THREADS = 16


def answer_to(request: Request, get: Callable[[Request], Fetched]) -> Fetched | BadInput:
    """What nobody thought of is one document's failure, too, and is told: whoever waits for an answer gets one."""
    try:
        return get(request)
    except BadInput as error:
        return error
    except Exception as error:
        logger.exception("a fetch failed in a way that isn't known")
        return FetchFailed(f"the fetch failed: {type(error).__name__}")


def answers(requests: Sequence[Request], get: Callable[[Request], Fetched]) -> Iterator[tuple[int, Fetched | BadInput]]:
    """The answers as they come, each with the place of its request. At most a few of them wait in memory to be taken."""
    by_host: dict[str, list[int]] = {}
    for index, request in enumerate(requests):
        by_host.setdefault(host_of(request.url), []).append(index)
    done: Queue[tuple[int, Fetched | BadInput]] = Queue(maxsize=THREADS)

    ended = threading.Event()

    def ask(indexes: list[int]) -> None:
        for index in indexes:
            if ended.is_set():
                return
            done.put((index, answer_to(requests[index], get)))

    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="ask")
    try:
        asked = [pool.submit(ask, indexes) for indexes in by_host.values()]
        for _ in requests:
            yield done.get()
        for each in asked:
            each.result()
    finally:
        ended.set()
        pool.shutdown(wait=False, cancel_futures=True)
        with suppress(Empty):  # who waits for room has it, once for each thread
            while True:
                done.get_nowait()
