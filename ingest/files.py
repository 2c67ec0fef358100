"""Folders on this machine: what is new or changed in them, in small batches, so that no folder is in memory as a whole."""

from collections.abc import Iterator
from itertools import islice

from events.clock import Clock, timestamp
from events.errors import BadInput, ConfigError
from ingest.documents import document_of_file, file_content
from ingest.kinds.folder import FoundDocument, read_folder
from ingest.memory import Memory, SeenDocument
from ingest.sources.source import FileSource, FolderSource
from ingest.takings import Takings

BATCH = 16


def look_at(source: FileSource, memory: Memory, clock: Clock) -> Iterator[Takings]:
    """What the source holds that wasn't added yet; each part is to be added before the next is asked for."""
    found = _found(source)
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
        yield takings


def _found(source: FileSource) -> Iterator[FoundDocument | BadInput | ConfigError]:
    try:
        if isinstance(source, FolderSource):
            yield from read_folder(source)
    except ConfigError as error:
        yield error


def _take(source: FileSource, each: FoundDocument, memory: Memory, clock: Clock, takings: Takings) -> None:
    content, seen = file_content(each), memory.document(source.name, each.key)
    if seen is not None and seen.content == content:
        takings.tally(source.name).unchanged += 1
        takings.came(source.name, "unchanged")
        return
    moment = clock()
    takings.send(document_of_file(source.name, each, moment), new=seen is None)
    takings.came(source.name, "sent")
    first_seen = seen.first_seen if seen else timestamp(moment)
    takings.notes.documents.append(SeenDocument(source.name, each.key, content, first_seen))
