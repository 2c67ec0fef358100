"""Feeds of other readers' test suites through the real ingest: from a server on this machine to the log, and read.

`python -m bench.robustness FEEDS.tar.gz`: an archive of folders, each with a `manifest.jsonl` that names its files (`file`) and
what is expected of them (`expect_items`, else `items_regex`). Pages that the entries link to are not asked for: nothing leaves
this machine. Prints counts, every refusal by its reason, and every file that gave another number of items than expected.
"""

import json
import re
import sys
import tarfile
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from eventlog.log import Log
from eventlog.open_log import open_log
from events.codec import decode
from events.documents import DocumentFetched
from events.errors import BadInput
from events.topics import RAW, TopicSpec
from events.urls import host_of
from ingest.health import SourceHealth, healths
from ingest.ingestor import Ingestor
from ingest.kinds.apart import FeedParser
from ingest.memory import Memory
from ingest.scheduling.manners import Manners
from ingest.sources.source import FeedSource
from ingest.web.fetch import Fetched, Fetcher, FetchFailed, Request
from processors.read.step import read_document

HERE = "127.0.0.1"
AT_ONCE = Manners(requests=8, per_host=8, rest=timedelta())
URL_OR_NUMBER = re.compile(r"https?://\S+?:? |page \S+: |\d+|<unknown>:\S*")


class Fed(NamedTuple):
    """A file of a suite and how many items are expected in it, None where its suite doesn't say."""

    suite: str
    path: str
    expected: int | None


class Came(NamedTuple):
    """What became of a file: ingest's own account, and of each stored item why it is no article, "" for one that is."""

    fed: Fed
    health: SourceHealth
    read: tuple[str, ...]


class OnlyHere(Fetcher):
    """A Fetcher that asks this machine alone."""

    def get(self, request: Request) -> Fetched:
        if host_of(request.url) != HERE:
            raise FetchFailed("not asked: only this machine is", "refused")
        return super().get(request)


def feds(root: Path) -> list[Fed]:
    """The files that the manifests name, by suite and name."""
    found = []
    for manifest in sorted(root.glob("*/manifest.jsonl")):
        for line in manifest.read_text("utf-8").splitlines():
            row = json.loads(line)
            expected = row.get("expect_items")
            found.append(Fed(manifest.parent.name, row["file"], row.get("items_regex") if expected is None else expected))
    return sorted(found)


def through_ingest(root: Path, given: list[Fed], work: Path) -> list[Came]:
    """Each file as a source of its own, polled once."""
    with _served(root) as base:
        sources = [
            FeedSource(name=f"{n}", url=f"{base}/{f.suite}/{quote(f.path)}", publisher=f.suite) for n, f in enumerate(given)
        ]
        log = open_log(f"sqlite:///{work}/log.sqlite")
        log.create_topics([TopicSpec(RAW, 1)])
        parser = FeedParser(processes=2)
        memory = Memory(work / "ingest.sqlite")
        fetcher = OnlyHere("bench@news.example", allowed=[f"{HERE}/32"])
        ingestor = Ingestor(log, RAW, sources, memory, lambda: datetime.now(UTC), fetcher, parser, AT_ONCE)
        ingestor.poll(force=True)
        accounts = healths(memory, sources, datetime.now(UTC))
        ingestor.close()
        parser.close()
        read = _read(log)
        log.close()
    return [Came(f, account, tuple(read.get(account.name, ()))) for f, account in zip(given, accounts, strict=True)]


def _read(log: Log) -> dict[str, list[str]]:
    """Of each source, what reading its documents says."""
    found: dict[str, list[str]] = {}
    offset = 0
    while records := log.read(RAW, 0, offset, 1000):
        offset = records[-1].offset + 1
        for record in records:
            event = decode(record.value)
            assert isinstance(event, DocumentFetched)
            try:
                read_document(event)
                said = ""
            except BadInput as error:
                said = str(error).removeprefix(f"{event.key}: ")
            found.setdefault(event.source, []).append(said)
    return found


@contextmanager
def _served(root: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer((HERE, 0), partial(Quiet, directory=str(root))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://{HERE}:{server.server_port}"
        server.shutdown()
        thread.join()


def report(came: list[Came]) -> Iterator[str]:
    """The lines to print."""
    yield "suite            files  expected  came  stored  duplicate  refused  articles"
    for suite in sorted({c.fed.suite for c in came}):
        yield _row(suite, [c for c in came if c.fed.suite == suite])
    yield _row("all", came)
    yield from _counted("files that are no feed", (_reason(c.health.last_error) for c in came if c.health.last_error))
    yield from _counted("items left out before the log", _left_out(came))
    yield from _counted("stored items that are no article", (_reason(said) for c in came for said in c.read if said))
    yield "files with another number of items than expected"
    for c in came:
        if c.health.fetched != (c.fed.expected or 0):
            expected = "nothing said" if c.fed.expected is None else f"{c.fed.expected} expected"
            yield f"  {c.fed.suite}/{c.fed.path}: {expected}, {c.health.fetched} came"


def _row(name: str, came: list[Came]) -> str:
    expected = sum(c.fed.expected or 0 for c in came)
    sums = [sum(getattr(c.health, what) for c in came) for what in ("fetched", "sent", "duplicate", "refused")]
    articles = sum(said == "" for c in came for said in c.read)
    return f"{name:16}{len(came):6}{expected:10}{sums[0]:6}{sums[1]:8}{sums[2]:11}{sums[3]:9}{articles:10}"


def _counted(title: str, reasons: Iterator[str]) -> Iterator[str]:
    counts = Counter(reasons)
    yield f"{title}: {sum(counts.values())}"
    yield from (f"  {number:5}  {reason}" for reason, number in sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def _left_out(came: list[Came]) -> Iterator[str]:
    for c in came:
        for outcome in ("duplicate", "refused"):
            for reason, number in c.health.reasons.get(outcome, {}).items():
                yield from (f"{outcome}: {reason}" for _ in range(number))


def _reason(message: str) -> str:
    """What many messages have in common."""
    return " ".join(URL_OR_NUMBER.sub("", message).split())[:90]


def main() -> None:
    """Unpacks, serves, ingests, prints."""
    with tempfile.TemporaryDirectory() as folder:
        root, work = Path(folder, "feeds"), Path(folder, "work")
        root.mkdir()
        work.mkdir()
        with tarfile.open(sys.argv[1]) as archive:
            archive.extractall(root, filter="data")
        given = feds(root)
        print("\n".join(report(through_ingest(root, given, work))))


if __name__ == "__main__":
    main()
