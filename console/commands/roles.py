"""`run`, `ingest`, `process`, `sink`, `serve`: the roles, all in one process or each in its own."""

import enum
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Annotated

import typer

from console import output
from console.run import Loop, Role
from console.summary import print_summary
from console.wire import STEPS, Wiring

Once = Annotated[bool, typer.Option("--once", help="End when everything that is there now has been handled, e.g. for cron.")]


class Step(enum.StrEnum):
    """The steps of the pipeline, in its order."""

    read = STEPS[0]
    report = STEPS[1]
    dedupe = STEPS[2]
    cluster = STEPS[3]


def run(context: typer.Context, once: Once = False) -> None:
    """Play all roles in this process: fetch, read, report, dedupe, cluster, fill the database, and serve the page.

    With --once it fetches every source once, works everything out, prints the incidents that have reports of several sources, and
    ends. Run again it adds nothing. Without it goes on until Ctrl-C, with the page and the API on the configured address.

    Example: sitrep run --once
    """
    with Wiring(context.obj) as wiring, _stopping() as stop:
        if once:
            polled = wiring.ingest_now()
            _loop(lambda: wiring.roles(("read", "report", "dedupe", "cluster", "sink")), stop, once=True)
            if not stop.is_set():
                print_summary(wiring, polled)
            return
        with wiring.serving():
            _loop(lambda: wiring.roles(("ingest", "read", "report", "dedupe", "cluster", "sink")), stop, once=False)


def ingest(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Ask every source once and end, due or not.")] = False,
) -> None:
    """Fetch the sources onto the topic raw: feeds, their pages, folders of documents.

    Asks each source when it is due, conditionally, so that what did not change is not fetched again.

    Example: sitrep ingest --once
    """
    with Wiring(context.obj) as wiring, _stopping() as stop:
        if once:
            wiring.ingest_now()
        else:
            _loop(lambda: wiring.roles(("ingest",)), stop, once=False)


def process(
    context: typer.Context,
    step: Annotated[Step, typer.Argument(help="read and report scale out over partitions; of dedupe and cluster one leads.")],
    once: Once = False,
) -> None:
    """Run one step of the pipeline for every live generation.

    read makes articles of documents, report finds the incidents in them, dedupe tells versions and copies, cluster says which
    reports are of one incident. Start more processes of a step to share its work or to stand by.

    Example: sitrep process read
    """
    with Wiring(context.obj) as wiring, _stopping() as stop:
        _loop(lambda: wiring.roles((step.value,)), stop, once=once)


def sink(context: typer.Context, once: Once = False) -> None:
    """Write the incidents of every live generation into the database, each decision in one transaction.

    Example: sitrep sink --once
    """
    with Wiring(context.obj) as wiring, _stopping() as stop:
        _loop(lambda: wiring.roles(("sink",)), stop, once=once)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on, e.g. --host 0.0.0.0. Default: the setting http.host.")] = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on, e.g. --port 8080. Default: http.port.")] = 0,
) -> None:
    """Serve the page and the HTTP API over the incidents in the database; nothing is changed by it.

    Example: sitrep serve --port 8080
    """
    with Wiring(context.obj) as wiring:
        wiring.server(host, port).run()


def _loop(find_roles: Callable[[], Sequence[Role]], stop: threading.Event, *, once: bool) -> None:
    loop = Loop(find_roles, stop)
    if not once:
        loop.run_forever()
        return
    with output.progress("catching up") as advance:
        loop.run_once(advance)


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """SIGTERM and the first Ctrl-C end the work at the next batch; the second Ctrl-C ends it at once."""
    stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (run, ingest, process, sink, serve):
        app.command()(command)
