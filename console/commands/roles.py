"""`run`, `ingest`, `process`, `sink`, `serve`: the roles, all in one process or each in its own."""

import enum
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Annotated

import typer

from console import output
from console.run import Loop, beside
from console.settings import Settings
from console.wiring.steps import STEPS
from console.wiring.wire import Wiring

Once = Annotated[bool, typer.Option("--once", help="End when everything that is there now has been handled, e.g. for cron.")]
ALL = (*STEPS, "sink")


class Step(enum.StrEnum):
    """The steps of the pipeline, in its order."""

    read = "read"
    report = "report"
    dedupe = "dedupe"
    cluster = "cluster"


def run(context: typer.Context, once: Once = False) -> None:
    """Play all roles in this process: fetch, read, report, dedupe, cluster, fill the database, and serve the page.

    With --once it fetches every source once, works everything out, prints the incidents that have reports of several sources, and
    ends. Run again it adds nothing. Without it goes on until Ctrl-C, with the page and the API on the configured address.

    Example: sitrep run --once
    """
    with stopping() as stop, Wiring(context.obj) as wiring:
        if once:
            from console.summary import print_summary

            polled = wiring.poll_once()
            _loop(wiring, ALL, stop, once=True)
            if not stop.is_set():
                print_summary(wiring, polled)
        else:
            _run_until(wiring, stop)


def ingest(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Ask every source once and end, due or not.")] = False,
) -> None:
    """Fetch the sources onto the topic raw: feeds, their pages, folders of documents.

    Asks each source when it is due, conditionally, so that what did not change is not fetched again.

    Example: sitrep ingest --once
    """
    with stopping() as stop:
        if not once:
            _ingest_until(context.obj, stop)
            return
        with Wiring(context.obj) as wiring:
            results = wiring.poll_once()
    rows = ([r.source, r.new, r.changed, r.unchanged, "; ".join(r.errors)] for r in results)
    output.print_table(["source", "new", "changed", "unchanged", "problems"], rows)


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
    with stopping() as stop, Wiring(context.obj) as wiring:
        _loop(wiring, (step.value,), stop, once=once)


def sink(context: typer.Context, once: Once = False) -> None:
    """Write the incidents of every live generation into the database, each decision in one transaction.

    Example: sitrep sink --once
    """
    with stopping() as stop, Wiring(context.obj) as wiring:
        _loop(wiring, ("sink",), stop, once=once)


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on, e.g. --host 0.0.0.0. Default: http.host.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on, e.g. --port 8080. Default: http.port.")
    ] = None,
) -> None:
    """Serve the page and the HTTP API over the incidents in the database; nothing is changed by it.

    Example: sitrep serve --port 8080
    """
    from console.serving import listen, server, url_of

    http = context.obj.http
    with stopping(), listen(host or http.host, http.port if port is None else port) as listening, Wiring(context.obj) as wiring:
        web = server(wiring.engine)
        output.note(f"page and API: {url_of(listening)} (Ctrl-C ends it)")
        web.run(sockets=[listening])


def _run_until(wiring: Wiring, stop: threading.Event) -> None:
    from console.serving import listen, server, url_of

    settings = wiring.settings
    with listen(settings.http.host, settings.http.port) as listening:
        web = server(wiring.engine)
        output.note(f"sitrep runs until Ctrl-C; page and API: {url_of(listening)}")
        with (
            beside(lambda: web.run(sockets=[listening]), stop, lambda: setattr(web, "should_exit", True)),
            beside(lambda: _ingest_until(settings, stop), stop),
        ):
            _loop(wiring, ALL, stop, once=False)


def _loop(wiring: Wiring, names: Sequence[str], stop: threading.Event, *, once: bool) -> None:
    if once:
        catch_up(wiring, names, stop)
    else:
        Loop(lambda: wiring.roles(names), stop).run_forever()


def catch_up(wiring: Wiring, names: Sequence[str], stop: threading.Event) -> None:
    """Plays these roles until nothing is left to do."""
    with output.progress("catching up") as advance:
        Loop(lambda: wiring.roles(names), stop).run_once(advance)


def _ingest_until(settings: Settings, stop: threading.Event) -> None:
    """With a wiring of its own: a slow site must not keep the steps waiting."""
    with Wiring(settings) as wiring:
        Loop(lambda: wiring.roles(("ingest",)), stop).run_forever()


@contextmanager
def stopping() -> Iterator[threading.Event]:
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
