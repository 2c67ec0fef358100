"""Every record of `raw` is accounted for, one that can't be read included."""

from pathlib import Path

from console.account import account_of
from eventlog.log import NewRecord
from eventlog.sqlite_log import SqliteLog
from eventlog.step import one_by_one
from eventlog.worker import StatelessWorker
from events.topics import topic_specs
from tests.support.toy_steps import document, put, read


def test_records_that_are_no_documents_are_dead_and_not_pending(tmp_path: Path) -> None:
    log = SqliteLog(tmp_path / "log.db")
    log.create_topics(topic_specs("g", 1))
    broken = (b"\xff", b"[]", b'{"type":"DocumentFetched","id":"half"}', b'{"type":"Unheard","id":"of"}')
    log.append([NewRecord("raw", 0, "k", value) for value in broken])
    put(log, "raw", [document(1, "bad"), document(2)])
    worker = StatelessWorker(
        log, name="read", source="raw", target="g.articles", dead="g.dead", transform=one_by_one(read), key=lambda e: e.key
    )
    worker.run_batch()
    found = account_of(log, "g")
    assert (found.fetched, found.dead, found.pending) == (6, 5, 1)
    worker.close()
    log.close()
