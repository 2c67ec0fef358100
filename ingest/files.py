"""Folders and files of articles on this machine: what is new or changed in them, in small batches, so that none is in memory as
a whole."""

from collections.abc import Iterator
from itertools import islice

from events.clock import Clock, timestamp
from events.errors import BadInput, ConfigError
from events.ids import make_id
from ingest.documents import document_of_file, file_content
from ingest.kinds.articles import ArticlesReader
from ingest.kinds.folder import FoundDocument, read_folder
from ingest.memory import Memory, SeenDocument, SeenSource
from ingest.sources.source import ArticlesSource, FileSource, FolderSource
from ingest.takings import Takings
from ingest.web.fetch import Validators

BATCH = 16


def look_at(source: FileSource, memory: Memory, clock: Clock) -> Iterator[Takings]:
    """What the source holds that wasn't added yet; each part is to be added before the next is asked for."""
    reader = ArticlesReader(source, _mark(source, memory)) if isinstance(source, ArticlesSource) else None
    found = _found(source, reader)
    while part := list(islice(found, BATCH)):
        takings = Takings()
        takings.tally(source.name).asked = True
        for each in part:
            if isinstance(each, FoundDocument):
                _take(source, each, memory, clock, takings)
            else:
                takings.tally(source.name).errors.append(str(each))
                if isinstance(each, BadInput):
                    takings.came(source.name, "refused", "unusable file")
                else:
                    takings.count(source.name, "poll", "unusable folder")
        if reader is not None and not any(isinstance(each, ConfigError) for each in part):
            takings.notes.sources.append(SeenSource(source.name, place_of(source), Validators(reader.mark)))
        yield takings


def place_of(source: FileSource) -> str:
    """A name for the source's place; a mark is of one place only."""
    return make_id("place", source.path)


def _mark(source: FileSource, memory: Memory) -> str:
    """How far a file of articles was read."""
    seen = memory.source(source.name)
    return seen.validators.etag if seen is not None and seen.place == place_of(source) else ""


def _found(source: FileSource, reader: ArticlesReader | None) -> Iterator[FoundDocument | BadInput | ConfigError]:
    try:
        if reader is not None:
            yield from reader
        if isinstance(source, FolderSource):
            yield from read_folder(source)
    except ConfigError as error:
        yield error


def _take(source: FileSource, each: FoundDocument, memory: Memory, clock: Clock, takings: Takings) -> None:
    content, before = file_content(each), memory.document(source.name, each.key)
    seen = next((note for note in reversed(takings.notes.documents) if note.key == each.key), before)
    if seen is not None and seen.content == content:
        takings.tally(source.name).unchanged += 1
        takings.came(source.name, "unchanged")
        return
    moment = clock()
    takings.send(document_of_file(source.name, each, moment), new=seen is None)
    takings.came(source.name, "sent")
    first_seen = seen.first_seen if seen else timestamp(moment)
    takings.notes.documents.append(SeenDocument(source.name, each.key, content, first_seen))
