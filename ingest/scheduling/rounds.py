"""One round: every source asked once, and every page that waits at its beginning, due or not. For `--once`."""

from collections import defaultdict
from collections.abc import Iterable

from ingest.memory import Memory, WaitingPage

ALWAYS = "9999"  # sorts after every timestamp


class Round:
    """What is still to be asked. Pages of new entries that come in meanwhile belong to it, too; nothing is asked twice."""

    def __init__(self, sources: Iterable[str], memory: Memory, until: str = ALWAYS) -> None:
        self.sources = set(sources)
        self._again: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for source, key, host, due in memory.young(until):
            self._again[host].append((source, key, due))

    def hosts(self, memory: Memory) -> set[str]:
        """The hosts that have pages left."""
        return {*self._again, *memory.hosts_new()}

    def pages(self, host: str, memory: Memory, most: int) -> list[WaitingPage]:
        """The next pages of a host: new entries first, then those of sources that were asked, whose entries may have changed. The
        latter are taken out: who doesn't ask puts them back."""
        new = memory.new_pages(host, most)
        if new:
            return new
        kept: list[tuple[str, str, str]] = []
        found: list[WaitingPage] = []
        left = self._again.pop(host, [])
        while left and not found:
            source, key, due = left.pop()
            page = memory.page(source, key)
            if source in self.sources:
                kept.append((source, key, due))
            elif page is not None and page.again and page.due == due:
                found.append(page)
        if left or kept:
            self._again[host] = [*kept, *left]
        return found

    def put_back(self, page: WaitingPage) -> None:
        if page.again:
            self._again[page.host].append((page.source, page.key, page.due))
