"""Figures: digits with separators, ranges, and words.

`text2num` knows neither Russian, Ukrainian nor Arabic and gives no offsets, so the words stand in our own tables (ADR 0031).
"""

import re

_PLAIN = re.compile(r"\d{1,3}(?:[., \u00a0\u202f]\d{3})+$|\d+$")
_RANGE = re.compile(r"(\d+)[-–](\d+)$")
_SCALES = (100, 1000, 1_000_000)
DOZEN = 12
LARGEST = 10_000_000


def reading(word: str, listed: int | None) -> tuple[int | None, int | None]:
    """Low and high of a number as written: "10,065", "10-15", "seven" (whose value is `listed`); None where it is none."""
    if listed is not None:
        return listed, listed
    if _PLAIN.match(word):
        value = int(re.sub(r"\D", "", word))
        return (value, value) if value <= LARGEST else (None, None)
    between = _RANGE.match(word)
    if between and int(between.group(1)) < int(between.group(2)) <= LARGEST:
        return int(between.group(1)), int(between.group(2))
    return None, None


def joined(before: int, after: int, *, units_first: bool = False) -> int | None:
    """The number that two in a row make: (twenty, one) 21, (two, hundred) 200, (two hundred, fifty) 250; else None.

    `units_first`: so do (five, ten) 15 and (five, twenty) 25, as Arabic counts."""
    if after in _SCALES and before < after:
        return before * after
    if after == DOZEN and before < DOZEN:
        return before * DOZEN
    if 20 <= before <= 90 and before % 10 == 0 and 0 < after < 10:
        return before + after
    if units_first and 0 < before < 10 and 10 <= after <= 90 and after % 10 == 0:
        return before + after
    if before >= 100 and before % 100 == 0 and 0 < after < 100:
        return before + after
    return None
