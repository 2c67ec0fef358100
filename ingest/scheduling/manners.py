"""How ingest behaves towards those it asks."""

from datetime import timedelta
from typing import NamedTuple

from ingest.scheduling.schedule import Bounds


class Manners(NamedTuple):
    """`requests`: at a time in all; `per_host`: at a time to one host; `rest`: between two requests to one host; `crawl_delay`:
    the longest Crawl-delay of a robots.txt that is kept; `bounds`: of learned intervals; `files`: between two looks at
    folders."""

    requests: int = 16
    per_host: int = 1
    rest: timedelta = timedelta(seconds=1)
    crawl_delay: timedelta = timedelta(seconds=30)
    bounds: Bounds = Bounds()
    files: timedelta = timedelta(seconds=30)


PLAIN = Manners()
