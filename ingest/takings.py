"""What one turn of ingest brought: added to the log first, remembered then, all together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from events.documents import DocumentFetched
from ingest.memory import Counted, Notes


class PollResult(NamedTuple):
    """What one source brought. `errors`: a reason for each thing that couldn't be used; the others went on.
    `skipped`: it was not asked, so only pages were looked at."""

    source: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: tuple[str, ...] = ()
    skipped: bool = False


@dataclass
class Tally:
    """A PollResult in the making."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: list[str] = field(default_factory=list)
    asked: bool = False

    def result(self, source: str) -> PollResult:
        return PollResult(source, self.new, self.changed, self.unchanged, tuple(self.errors), not self.asked)


@dataclass
class Takings:
    """`documents` are for the log, `notes` for the memory once the log has them."""

    documents: list[DocumentFetched] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    tallies: dict[str, Tally] = field(default_factory=dict)

    def tally(self, source: str) -> Tally:
        return self.tallies.setdefault(source, Tally())

    def count(self, source: str, what: str, reason: str = "", number: int = 1) -> None:
        self.notes.counts[Counted(source, what, reason)] += number

    def came(self, source: str, outcome: str, reason: str = "", number: int = 1) -> None:
        """Items that were fetched, and what became of them."""
        self.count(source, "fetched", "", number)
        self.count(source, outcome, reason, number)

    def send(self, document: DocumentFetched, new: bool) -> None:
        """One item for the log."""
        self.documents.append(document)
        tally = self.tally(document.source)
        tally.new += new
        tally.changed += not new


def merged(turns: Iterable[dict[str, Tally]]) -> dict[str, Tally]:
    """The tallies of several turns as those of one."""
    found: dict[str, Tally] = {}
    for tallies in turns:
        for source, tally in tallies.items():
            into = found.setdefault(source, Tally())
            into.new += tally.new
            into.changed += tally.changed
            into.unchanged += tally.unchanged
            into.errors += tally.errors
            into.asked |= tally.asked
    return found
