"""Which places are parts of a city: quarters, and towns that a city has grown around.

The source doesn't say what is a quarter. So a place is taken for a part of the largest city of its region that has three times
its people and a hundred thousand, and in whose area it would lie if that were a circle as densely peopled as cities are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import isqrt

from processors.report.gazetteer.gazetteer import Entry
from processors.report.gazetteer.nearby import km

_LEAST, _TIMES = 100_000, 3
_PER_KM = 7_854  # pi times 2,500 people a square kilometre
_BAND = 1  # degrees of latitude, wider than any such circle


def parts(places: Iterable[Entry]) -> Iterator[Entry]:
    """The places in their order, those that are parts of a city with its GeoNames id as `above`."""
    known = list(places)
    cities: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for one in sorted(known, key=lambda e: (-e.population, e.number)):
        if one.level == 0 and one.population >= _LEAST:
            cities[one.country, one.admin1].append(one)
    for one in known:
        around = cities.get((one.country, one.admin1), ()) if one.level == 0 else ()
        city = next((c for c in around if _holds(c, one)), None)
        yield one._replace(above=city.geoname_id) if city else one


def _holds(city: Entry, one: Entry) -> bool:
    if city.population < _TIMES * one.population or abs(city.lat - one.lat) > _BAND:
        return False
    return city is not one and km(city.lat, city.lon, one.lat, one.lon) <= isqrt(city.population // _PER_KM)
