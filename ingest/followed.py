"""The sources that are followed, and what is known of each."""

from collections.abc import Sequence
from datetime import UTC, datetime

from events.urls import host_of, normalised
from ingest.memory import Memory, SeenSource
from ingest.polled import known
from ingest.scheduling.agenda import Agenda
from ingest.sources.source import FileSource, Source, WebSource

FIRST = datetime.min.replace(tzinfo=UTC)


class Followed:
    """Those that aren't paused. `web` by name, `files` in their order; `agenda`: when each of `web` is due."""

    def __init__(self, sources: Sequence[Source], memory: Memory) -> None:
        self._memory = memory
        self.follow(sources)

    def follow(self, sources: Sequence[Source]) -> None:
        """These and no others, from now on; what is remembered of the others stays."""
        seen = self._memory.sources()
        self.web = {s.name: s for s in sources if isinstance(s, WebSource) and not s.paused}
        self.files = [s for s in sources if isinstance(s, FileSource) and not s.paused]
        self._seen = {name: known(source, seen.get(name)) for name, source in self.web.items()}
        self._hosts = {name: host_of(self.url(name)) for name in self.web}
        self.agenda: Agenda[datetime] = Agenda()
        for name in self.web:
            self.agenda.put(name, self.due(name))
        self._memory.follow(self.web)

    def seen(self, name: str) -> SeenSource:
        return self._seen[name]

    def url(self, name: str) -> str:
        """Where it is asked: its own URL, or the one that it moved to."""
        return self._seen[name].moved or self.web[name].url

    def page(self, name: str) -> str:
        """The source's own URL as a page would be named."""
        return normalised(self.web[name].url)

    def host(self, name: str) -> str:
        return self._hosts[name]

    def publisher(self, name: str) -> str:
        return self.web[name].publisher or self._seen[name].title or host_of(self.web[name].url)

    def due(self, name: str) -> datetime | None:
        """When it is to be asked, None for never: it ended."""
        timing = self._seen[name].timing
        return None if timing.ended else timing.next or FIRST

    def note(self, seen: SeenSource) -> None:
        if seen.source not in self.web:
            return  # a file, or followed no longer
        self._seen[seen.source] = seen
        self._hosts[seen.source] = host_of(self.url(seen.source))
        self.agenda.put(seen.source, self.due(seen.source))

    def look_again(self) -> None:
        """An operator may have resumed what had ended or failed."""
        for name, seen in self._seen.items():
            if seen.timing.ended or seen.timing.failures:
                self.note(known(self.web[name], self._memory.source(name)))
