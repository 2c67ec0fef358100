"""Many hosts on one local server: what each path answers is a function of the test's, and what was asked is written down.

    with Site(answer) as site, site.names():
        site.url("one.test", "/feed")      # http://one.test:PORT/feed, and one.test is 127.0.0.1

It counts the requests under way to each host, so that a test can say that there were never more than so many.
"""

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self
from unittest import mock


class Asked(NamedTuple):
    """One request."""

    host: str
    path: str
    headers: Mapping[str, str]


class Answer(NamedTuple):
    """What it is answered with."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}


class Site:
    """Serves on 127.0.0.1 until it is left. `answer` runs in the server's threads; `most`: requests under
    way at once, by host."""

    def __init__(self, answer: Callable[[Asked], Answer]) -> None:
        self._answer = answer
        self._lock = threading.Lock()
        self._under_way: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.asked: list[Asked] = []

    def __enter__(self) -> Self:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site._serve(self)

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self._server.server_port}{path}"

    def paths(self, host: str = "") -> list[str]:
        """What was asked for, in order."""
        with self._lock:
            return [asked.path for asked in self.asked if not host or asked.host == host]

    @contextmanager
    def names(self) -> Iterator[None]:
        """While it lasts, every name below .test is this machine."""
        real = socket.getaddrinfo

        def found(host: Any, *args: Any, **kwargs: Any) -> Any:
            return real("127.0.0.1" if isinstance(host, str) and host.endswith(".test") else host, *args, **kwargs)

        with mock.patch("socket.getaddrinfo", found):
            yield

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        host = handler.headers.get("Host", "").partition(":")[0]
        asked = Asked(host, handler.path, {name.lower(): value for name, value in handler.headers.items()})
        with self._lock:
            self._under_way[host] += 1
            self.most[host] = max(self.most[host], self._under_way[host])
            self.asked.append(asked)
        try:
            answer = self._answer(asked)
        finally:
            with self._lock:
                self._under_way[host] -= 1
        handler.send_response(answer.status)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        if answer.status != 304:
            handler.send_header("Content-Length", str(len(answer.body)))
        handler.end_headers()
        if answer.status != 304:
            handler.wfile.write(answer.body)
