"""From a folder to `raw`: once each, again when a document or what is said of it changes."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eventlog.log import Log
from eventlog.open_log import open_log
from events.codec import decode
from events.documents import DocumentFetched
from events.ids import partition_of
from events.topics import RAW, TopicSpec
from ingest.ingestor import Ingestor
from ingest.kinds.apart import FeedParser
from ingest.memory import Memory
from ingest.sources.source import FolderSource
from ingest.takings import PollResult
from ingest.web.fetch import Fetcher

PARTITIONS = 3
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = open_log(f"sqlite:///{tmp_path}/log.sqlite")
    log.create_topics([TopicSpec(RAW, PARTITIONS)])
    yield log
    log.close()


def poll(log: Log, folder: Path, memory: Path) -> PollResult:
    source = FolderSource(name="notes", path=str(folder))
    ingestor = Ingestor(log, RAW, [source], Memory(memory), lambda: datetime(2025, 3, 7, tzinfo=UTC), Fetcher(), FeedParser())
    try:
        (result,) = ingestor.poll()
        return result
    finally:
        ingestor.close()


def raw(log: Log) -> list[DocumentFetched]:
    found = []
    for partition in range(PARTITIONS):
        for record in log.read(RAW, partition, 0, 1000):
            event = decode(record.value)
            assert isinstance(event, DocumentFetched)
            assert (record.key, partition_of(record.key, PARTITIONS)) == (event.key, partition)
            found.append(event)
    return sorted(found, key=lambda d: (d.key, d.fetched_at))


def test_another_log_gets_everything_though_the_memory_is_of_the_first(log: Log, tmp_path: Path) -> None:
    poll(log, SEEDS, tmp_path / "memory")
    other = open_log(f"sqlite:///{tmp_path}/other.sqlite")
    other.create_topics([TopicSpec(RAW, PARTITIONS)])
    try:
        assert poll(other, SEEDS, tmp_path / "memory")[1:4] == (2, 0, 0)
        assert poll(other, SEEDS, tmp_path / "memory")[1:4] == (0, 0, 2)
        assert [d.key for d in raw(other)] == [d.key for d in raw(log)]
    finally:
        other.close()


def test_the_seeds_arrive_once(log: Log, tmp_path: Path) -> None:
    assert poll(log, SEEDS, tmp_path / "memory")[1:4] == (2, 0, 0)
    assert poll(log, SEEDS, tmp_path / "memory")[1:4] == (0, 0, 2)
    al_jazeera, media_line = raw(log)
    assert (al_jazeera.publisher, media_line.publisher) == ("Al Jazeera", "The Media Line")
    assert al_jazeera.text.encode() == (SEEDS / "al-jazeera.txt").read_bytes()
    assert media_line.text.encode() == (SEEDS / "the-media-line.txt").read_bytes()
    assert al_jazeera.fetched_at == "2025-03-07T00:00:00.000Z"


def test_what_changed_is_added_again(log: Log, tmp_path: Path) -> None:
    folder, memory = tmp_path / "notes", tmp_path / "memory"
    folder.mkdir()
    (folder / "a.txt").write_text("one")
    (folder / "b.txt").write_text("two")
    (folder / "c.txt").write_text("")
    first = poll(log, folder, memory)
    assert first[1:4] == (2, 0, 0)
    assert len(first.errors) == 1
    assert "c.txt: empty" in first.errors[0]
    (folder / "a.txt").write_text("one and more")
    assert poll(log, folder, memory)[1:4] == (0, 1, 1)
    (folder / "manifest.toml").write_text('[[document]]\nfile = "b.txt"\npublished = "2025-03-01"\n')
    assert poll(log, folder, memory)[1:4] == (0, 1, 1)
    assert [(d.key, d.text, d.published) for d in raw(log)] == [
        ("file:notes/a.txt", "one", ""),
        ("file:notes/a.txt", "one and more", ""),
        ("file:notes/b.txt", "two", ""),
        ("file:notes/b.txt", "two", "2025-03-01"),
    ]


def test_a_broken_manifest_stops_its_folder_only(log: Log, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_text("one")
    (folder / "manifest.toml").write_text("[[document]]\nfile = 3\n")
    result = poll(log, folder, tmp_path / "memory")
    assert (result.new, len(result.errors)) == (0, 1)
    assert "document 1" in result.errors[0]
    assert raw(log) == []


def test_a_file_that_was_not_touched_is_not_read_again(log: Log, tmp_path: Path) -> None:
    """Here it could be seen: the content changes, and neither size nor time do."""
    folder, memory, file = tmp_path / "notes", tmp_path / "memory", tmp_path / "notes" / "a.txt"
    folder.mkdir()
    polled = datetime(2025, 3, 7, tzinfo=UTC).timestamp()

    def written(text: str, at: float) -> None:
        file.write_text(text)
        os.utime(file, (at, at))

    written("one", polled - 60)
    assert poll(log, folder, memory)[1:4] == (1, 0, 0)
    written("two", polled - 60)
    assert poll(log, folder, memory)[1:4] == (0, 0, 1)
    (folder / "manifest.toml").write_text('[[document]]\nfile = "a.txt"\npublished = "2025-03-01"\n')
    assert poll(log, folder, memory)[1:4] == (0, 1, 0), "what is said of it counts, too"
    written("six", polled - 1)
    assert poll(log, folder, memory)[1:4] == (0, 1, 0)
    written("ten", polled - 1)
    assert poll(log, folder, memory)[1:4] == (0, 1, 0), "one that was written just now is always read"
    assert [d.text for d in raw(log)] == ["one", "two", "six", "ten"]
