"""Many documents for somebody who waits: whatever happens to one, each request has its answer."""

import threading

from events.errors import BadInput
from ingest.web.asking import answers
from ingest.web.fetch import Fetched, FetchFailed, Request


def test_each_request_has_an_answer_whatever_happens() -> None:
    def get(request: Request) -> Fetched:
        if request.url.endswith("/broken"):
            raise RuntimeError("nobody thought of this")
        if request.url.endswith("/refused"):
            raise FetchFailed("refused", "refused")
        return Fetched(request.url, 200, {}, b"")

    found: dict[int, Fetched | BadInput] = {}
    urls = [f"https://{host}.example/{path}" for host in "ab" for path in ("broken", "refused", "there")]
    asking = threading.Thread(target=lambda: found.update(answers([Request(url) for url in urls], get)), daemon=True)
    asking.start()
    asking.join(10)
    assert [isinstance(found.get(n), BadInput) for n in range(6)] == [True, True, False] * 2
    assert str(found[0]) == "the fetch failed: RuntimeError"


def test_who_stops_waiting_leaves_nothing_behind() -> None:
    asked = []

    def get(request: Request) -> Fetched:
        asked.append(request.url)
        return Fetched(request.url, 200, {}, b"")

    urls = [f"https://{host}.example/{n}" for host in range(20) for n in range(20)]
    waiting = answers([Request(url) for url in urls], get)
    next(waiting)
    stopping = threading.Thread(target=waiting.close, daemon=True)  # type: ignore[attr-defined]
    stopping.start()
    stopping.join(10)
    for thread in threading.enumerate():
        if thread.name.startswith("ask"):
            thread.join(5)
            assert not thread.is_alive()
    assert len(asked) < len(urls)
