"""What two reports have in common of place."""

from math import asin, cos, radians, sin, sqrt

from events.reports import Place
from processors.cluster.profile import Profile
from processors.cluster.when_where import Spot

NEAR_KM, REGION_KM = 30, 120
_DEGREES = 0.3  # of latitude, more than NEAR_KM


def place(a: Profile, b: Profile) -> int | None:
    """0 another country, 1 another region, 2 the same region, 3 near, 4-6 the same town, the rarer the higher,
    7 one of them is only a region or country that may hold the other."""
    one, other = a.place, b.place
    if one is None or other is None:
        return None
    if one.country != other.country:
        return 0
    if a.place_key == b.place_key and one.precision <= 3:
        return 4 + (a.place_weight >= 50) + (a.place_weight >= 75)
    same_region = one.admin1_code == other.admin1_code
    widest = max(one.precision, other.precision)
    if widest >= 4:
        return 7 if same_region or widest >= 6 else 1
    distance = km(one, other)
    return 3 if distance <= NEAR_KM else 2 if same_region and distance <= REGION_KM else 1


def km(a: Place | Spot, b: Place | Spot) -> float:
    """Great-circle distance (haversine) on a sphere of 6,371 km."""
    low, high = radians(a.lat), radians(b.lat)
    h = sin((high - low) / 2) ** 2 + cos(low) * cos(high) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


def town_told(a: Profile, b: Profile) -> int | None:
    """How many of the two name the other's town, by its id."""
    ways = [x.town in y.towns for x, y in ((a, b), (b, a)) if x.town and y.towns]
    return sum(ways) if ways else None


def near(a: Profile, b: Profile) -> int | None:
    """How likely it is, in thousandths, that both incidents were in one town or within NEAR_KM."""
    if not a.spots or not b.spots:
        return None
    return sum([x.share * y.share for x in a.spots for y in b.spots if _meet(x, y)]) // 1000


def _meet(a: Spot, b: Spot) -> bool:
    if a.number == b.number and a.number:
        return True
    return abs(a.lat - b.lat) < _DEGREES and km(a, b) <= NEAR_KM
