"""Answers come in order, and a document that hangs, kills or fills its process is one document's failure."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventlog.isolation import Allowance, Isolated
from eventlog.memory_limit import cpu_seconds
from events.codec import AnyEvent, encode
from events.documents import DocumentFetched, FeedEntry
from events.errors import BadInput
from processors.read.step import is_plain, name_of, read_document
from tests.unit.read.test_read_pages import NAMES, fetched

SECONDS = 1.0


def document(key: str) -> DocumentFetched:
    entry = FeedEntry(content="word " * 20)
    return DocumentFetched(id=key, key=key, source="s", publisher="p", fetched_at="2025-01-01T00:00:00.000Z", entry=entry)


def misbehave(event: AnyEvent) -> AnyEvent:
    assert isinstance(event, DocumentFetched)
    kind, _, rest = event.key.partition(" ")
    if kind == "hangs":
        time.sleep(600)
    elif kind == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    elif kind == "slow-once" and not Path(rest).exists():
        Path(rest).touch()
        time.sleep(600)
    elif kind == "starves":  # as on a busy machine: it has no processor for that long
        subprocess.Popen(["sh", "-c", f"sleep {rest}; kill -CONT {os.getpid()}"])
        os.kill(os.getpid(), signal.SIGSTOP)
    elif kind == "fills":
        bytearray(int(rest) * 1024 * 1024)
    elif kind == "breaks":
        raise ValueError("bad page")
    elif kind == "bursts":
        raise ArithmeticError("unknown error")
    elif kind == "refuses":
        raise BadInput("no article")
    return event


Pool = Isolated[AnyEvent, AnyEvent]


@pytest.fixture
def pool() -> Iterator[Pool]:
    made: Pool = Isolated(misbehave, 2, Allowance(SECONDS, 200), name_of, is_plain)
    yield made
    made.close()


def test_answers_are_those_of_the_step_in_order() -> None:
    documents: list[AnyEvent] = [fetched(name) for name in NAMES]
    documents.insert(
        2, DocumentFetched(id="t", key="t", source="s", publisher="p", fetched_at="2025-01-01T00:00:00.000Z", text="word " * 20)
    )
    pool = Isolated(read_document, 2, Allowance(60, 512), name_of, is_plain)
    try:
        answers = pool(documents)
    finally:
        pool.close()
    assert [encode(a) for a in answers if not isinstance(a, BadInput)] == [encode(read_document(d)) for d in documents]


def test_one_documents_failure_is_its_own(pool: Pool, tmp_path: Path) -> None:
    keys = [
        "a",
        "hangs",
        "b",
        "dies",
        f"slow-once {tmp_path / 'mark'}",
        "breaks",
        "bursts",
        "refuses",
        "fills 400",
        "fills 100",
        "c",
    ]
    started = time.monotonic()
    answers = pool([document(key) for key in keys])
    told = [str(a) if isinstance(a, BadInput) else a for a in answers]
    assert told == [
        document("a"),
        "hangs: took longer than 1 s",
        document("b"),
        "dies: the process that took it apart died (out of memory?)",
        document(keys[4]),
        "breaks: ValueError: bad page",
        "bursts: ArithmeticError: unknown error",
        "no article",
        "fills 400: took more than 200 MB of memory",
        document("fills 100"),
        document("c"),
    ]
    assert time.monotonic() - started < 60
    assert pool([document("again")]) == [document("again")]


def test_processes_that_die_while_idle_cost_no_document(pool: Pool) -> None:
    documents = [document("a"), document("b")]
    assert pool(documents) == documents
    for process in pool._idle:
        process._process.kill()
        process._process.join()
    assert pool(documents) == documents


@pytest.mark.skipif(cpu_seconds(os.getpid()) is None, reason="this system does not say what time a process had")
def test_time_that_others_had_is_given_back(pool: Pool) -> None:
    assert pool([document("starves 1.5")]) == [document("starves 1.5")]


def test_plain_documents_start_no_process() -> None:
    pool = Isolated(read_document, 2, Allowance(SECONDS), name_of, is_plain)
    plain = DocumentFetched(id="t", key="t", source="s", publisher="p", fetched_at="2025-01-01T00:00:00.000Z", text="")
    (answer,) = pool([plain])
    assert isinstance(answer, BadInput)
    assert pool._idle == []
    assert pool([]) == []
