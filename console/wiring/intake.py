"""What ingest is made of: the sources, what fetches and parses them, and what is remembered of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from console.wiring.opened import Opened
from events.errors import ConfigError
from events.topics import RAW

if TYPE_CHECKING:
    from ingest.health import SourceHealth
    from ingest.ingestor import Ingestor
    from ingest.kinds.apart import FeedParser
    from ingest.scheduling.manners import Manners
    from ingest.sources.source import Source
    from ingest.web.fetch import Fetcher, Limits


class Intake:
    """What ingest needs of one process; each thing is made when it is first asked for."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def sources(self) -> list[Source]:
        """What sources.toml names."""
        from ingest.sources.file import load_sources

        return load_sources(Path(self._opened.settings.ingest.sources))

    def resume(self, names: Sequence[str]) -> None:
        """Sources that ended or failed are asked at once, if ingest knows them."""
        from ingest.memory import Memory

        path = self._opened.folder / "ingest.db"
        if path.exists():
            memory = Memory(path)
            self._opened.when_closed(memory.close)
            for name in names:
                memory.resume(name)

    @property
    def limits(self) -> Limits:
        """How much of the world one document may cost."""
        from ingest.web.fetch import Limits

        ingest = self._opened.settings.ingest
        largest = ingest.megabytes * 1024 * 1024
        return Limits(ingest.seconds, largest, ingest.redirects, ingest.parse_seconds, ingest.parse_megabytes)

    @cached_property
    def fetcher(self) -> Fetcher:
        """What speaks HTTP to the world."""
        from ingest.web.fetch import Fetcher

        ingest = self._opened.settings.ingest
        networks = [network.strip() for network in ingest.allow.split(",") if network.strip()]
        fetcher = Fetcher(ingest.contact, networks, self.limits)
        self._opened.when_closed(fetcher.close)
        return fetcher

    @cached_property
    def feed_parser(self) -> FeedParser:
        """What takes feeds apart."""
        from ingest.kinds.apart import FeedParser

        parser = FeedParser(self.limits)
        self._opened.when_closed(parser.close)
        return parser

    @cached_property
    def ingestor(self) -> Ingestor:
        """Ready to poll the sources onto `raw`."""
        from ingest.ingestor import Ingestor
        from ingest.memory import Memory

        memory = Memory(self._opened.folder / "ingest.db")
        ingestor = Ingestor(
            self._opened.log, RAW, self.sources(), memory, self._opened.clock, self.fetcher, self.feed_parser, self._manners
        )
        self._opened.when_closed(ingestor.close)
        return ingestor

    def healths(self) -> list[SourceHealth]:
        """How each source does, as ingest last noted it."""
        from ingest.health import healths
        from ingest.memory import Memory

        path = self._opened.folder / "ingest.db"
        memory = Memory(path if path.exists() else ":memory:")
        try:
            return healths(memory, self.sources(), self._opened.clock())
        finally:
            memory.close()

    @property
    def _manners(self) -> Manners:
        from datetime import timedelta

        from ingest.scheduling.manners import Manners
        from ingest.scheduling.schedule import Bounds

        ingest = self._opened.settings.ingest
        if ingest.shortest > ingest.longest:
            raise ConfigError(f"[ingest] shortest = {ingest.shortest} is more than longest = {ingest.longest} (minutes)")
        bounds = Bounds(timedelta(minutes=ingest.shortest), timedelta(minutes=ingest.longest))
        rest, delay, every = (timedelta(seconds=s) for s in (ingest.rest, ingest.crawl_delay, ingest.every))
        return Manners(ingest.requests, ingest.per_host, rest, delay, bounds, every)
