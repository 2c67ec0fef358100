"""Folders and files of articles on this machine: what is new or changed in them, in small batches, so that none is in memory as
a whole."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from events.clock import Clock, timestamp
from events.errors import BadInput, ConfigError
from ingest.documents import document_of_file, file_content
from ingest.kinds.articles import ArticlesReader
from ingest.kinds.folder import FoundDocument, Untouched, read_folder
from ingest.memory import Memory, SeenDocument, SeenSource
from ingest.polled import known
from ingest.sources.source import ArticlesSource, FileSource, FolderSource
from ingest.takings import Takings
from ingest.web.fetch import Validators

BATCH = 16
UNSETTLED = 2.0  # seconds: a file written just now may be written again without another time


def look_at(source: FileSource, memory: Memory, clock: Clock) -> Iterator[Takings]:
    """What the source holds that wasn't added yet; each part is to be added before the next is asked for."""
    reader = ArticlesReader(source, _mark(source, memory)) if isinstance(source, ArticlesSource) else None
    found, problems = _found(source, reader, memory), list[str]()
    while part := list(islice(found, BATCH)):
        takings = Takings()
        takings.tally(source.name).asked = True
        for each in part:
            if isinstance(each, FoundDocument):
                _take(source, each, memory, clock, takings)
            elif isinstance(each, Untouched):
                _unchanged(source, takings)
            else:
                takings.tally(source.name).errors.append(str(each))
                if isinstance(each, BadInput):
                    takings.came(source.name, "refused", "unusable file")
                else:
                    takings.count(source.name, "poll", "unusable folder")
        if reader is not None and not any(isinstance(each, ConfigError) for each in part):
            takings.notes.sources.append(_known(source, memory)._replace(validators=Validators(reader.mark)))
        problems += takings.tally(source.name).errors
        yield takings
    yield _looked(source, problems, memory, clock())


def _known(source: FileSource, memory: Memory) -> SeenSource:
    return known(source, memory.source(source.name))


def _mark(source: FileSource, memory: Memory) -> str:
    """How far a file of articles was read."""
    return _known(source, memory).validators.etag


def _looked(source: FileSource, problems: Sequence[str], memory: Memory, now: datetime) -> Takings:
    """The look itself, for the source's health."""
    takings, before = Takings(), _known(source, memory)
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        timing = before.timing._replace(asked=now, failures=before.timing.failures + 1)
        after = before._replace(timing=timing, failed=timestamp(now), error=problems[0][:500] + more)
    else:
        after = before._replace(timing=before.timing._replace(asked=now, read=now, failures=0))
    takings.notes.sources.append(after)
    return takings


def _found(
    source: FileSource, reader: ArticlesReader | None, memory: Memory
) -> Iterator[FoundDocument | Untouched | BadInput | ConfigError]:
    def stamp_of(key: str) -> str:
        seen = memory.document(source.name, key)
        return seen.validators.etag if seen is not None else ""

    try:
        if reader is not None:
            yield from reader
        if isinstance(source, FolderSource):
            yield from read_folder(source, stamp_of)
    except ConfigError as error:
        yield error


def _take(source: FileSource, each: FoundDocument, memory: Memory, clock: Clock, takings: Takings) -> None:
    content, before = file_content(each), memory.document(source.name, each.key)
    seen = next((note for note in reversed(takings.notes.documents) if note.key == each.key), before)
    moment = clock()
    settled = moment.timestamp() - each.stamp.modified > UNSETTLED
    stamp = Validators(each.stamp.name if settled else "")
    if seen is not None and seen.content == content:
        _unchanged(source, takings)
        if seen.validators != stamp:
            takings.notes.documents.append(seen._replace(validators=stamp))
        return
    takings.send(document_of_file(source.name, each, moment), new=seen is None)
    takings.came(source.name, "sent")
    first_seen = seen.first_seen if seen else timestamp(moment)
    takings.notes.documents.append(SeenDocument(source.name, each.key, content, first_seen, validators=stamp))


def _unchanged(source: FileSource, takings: Takings) -> None:
    takings.tally(source.name).unchanged += 1
    takings.came(source.name, "unchanged")
