"""Both kinds of log, for tests that must hold on each."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eventlog.log import Log
from eventlog.sqlite_log import SqliteLog

Open = Callable[[], Log]
SHORT_LEASE = 1.5


@pytest.fixture(params=["sqlite", pytest.param("kafka", marks=pytest.mark.kafka)])
def log_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a log: a new file, or the broker that all tests share."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'log.db'}"
    return str(request.getfixturevalue("kafka_url"))


def open_short(url: str) -> Log:
    """Opens a log whose members are missed soon."""
    from eventlog.kafka_log import KafkaLog  # takes its time to load, and few tests need it

    kind, _, rest = url.partition("://")
    return SqliteLog(Path(rest[1:]), SHORT_LEASE) if kind == "sqlite" else KafkaLog(rest, {}, SHORT_LEASE)


@pytest.fixture
def open_it(log_url: str) -> Iterator[Open]:
    """Opens the log, each time anew; all are closed after the test."""
    opened: list[Log] = []

    def open_one() -> Log:
        opened.append(open_short(log_url))
        return opened[-1]

    yield open_one
    for log in opened:
        log.close()


@pytest.fixture
def prefix() -> str:
    """Names the topics and groups of a test apart from all others'."""
    return f"t{uuid.uuid4().hex[:8]}"
