"""How far places lie apart, in whole kilometres, the same on every machine."""

from math import cos, isqrt, radians

_PER_DEGREE = 111_195  # metres a degree of latitude
_COS = tuple(round(1000 * cos(radians(degree))) for degree in range(91))  # thousandths


def km(lat: float, lon: float, other_lat: float, other_lon: float) -> int:
    """About right up to some hundred kilometres (equirectangular), too much beyond."""
    x = abs(lon - other_lon)
    north = int(abs(lat - other_lat) * _PER_DEGREE)
    east = int(min(x, 360 - x) * _PER_DEGREE) * _COS[min(90, int(abs(lat + other_lat) / 2 + 0.5))] // 1000
    return isqrt(north * north + east * east) // 1000
