"""Lists of other videos that players print into pages: "1:37 Two held after raid", one a line, each with its length."""

import re
from collections.abc import Sequence

_LENGTH = re.compile(r"(\d{1,2}):([0-5]\d)\s+(?=[^\W\d_a-z])")
_HOUR = re.compile(r"(?:[Uu]hr|[apAP]\.?[mM]\.?|h|год|ч|час)(?=[\s.:,]|$)")  # "9:05 Uhr: …" is a time of day
_FEW = 4
_LONGEST, _SHORT = 20 * 60, 4 * 60  # seconds: no news video is longer; every second one is shorter
_STOPS = ".!…。؟:;"


def videos_in(lines: Sequence[str]) -> list[int]:
    """Which of these lines are titles of videos. Times of day, as a live blog has them, rise or fall, reach the evening, and are
    seldom of the first hours of a day; lengths go up and down, and most are of a few minutes."""
    found = [(n, m) for n, line in enumerate(lines) if (m := _LENGTH.match(line)) and _is_title(line[m.end() :])]
    lengths = [int(m[1]) * 60 + int(m[2]) for _, m in found]
    if len(found) < _FEW or lengths in (sorted(lengths), sorted(lengths, reverse=True)) or max(lengths) > _LONGEST:
        return []
    return [n for n, _ in found] if sum(n < _SHORT for n in lengths) * 2 >= len(lengths) else []


def _is_title(rest: str) -> bool:
    return not _HOUR.match(rest) and rest.rstrip()[-1:] not in _STOPS
