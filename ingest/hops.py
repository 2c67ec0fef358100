"""Redirects of a source from host to host: each is asked in its turn, within its own limit, and the end counts as the answer."""

from typing import NamedTuple

from events.credentials import shown
from events.urls import host_of
from ingest.scheduling.crew import Answer
from ingest.web.fetch import Fetched, FetchFailed

MOST = 5


class Hop(NamedTuple):
    """Where a source is to be asked on. `begun`: the URL that led there; `moved`: where lasting redirects led so far; `lasting`:
    whether all of them did."""

    begun: str
    url: str
    host: str
    number: int
    moved: str
    lasting: bool


class Hops:
    """Of each source that is on its way. Nothing of it outlives the process: the next poll starts at the beginning."""

    def __init__(self) -> None:
        self._hops: dict[str, Hop] = {}

    def of(self, source: str, url: str) -> Hop | None:
        """None where it begins at `url`: also when that isn't what it was asked by before."""
        hop = self._hops.get(source)
        return hop if hop and hop.begun == url else None

    def take(self, source: str, url: str, answer: Answer) -> Answer | None:
        """The answer to a source asked by `url`, as if all had been one request; None when it leads on to another host."""
        before = self.of(source, url)
        self._hops.pop(source, None)
        number = before.number + 1 if before else 1
        if not isinstance(answer, Fetched):
            return answer
        lasting = before.lasting if before else True
        moved = (answer.moved if lasting else "") or (before.moved if before else "")
        if not answer.elsewhere:
            return answer._replace(moved=moved)
        if number > MOST:
            return FetchFailed(f"{shown(answer.url)}: more than {MOST} redirects from host to host", "refused")
        self._hops[source] = Hop(url, answer.url, host_of(answer.url), number, moved, lasting and answer.moved == answer.url)
        return None
