"""Numbers that look like years, and count people: "mehr als 2100 Menschen"."""

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from processors.report.words import Token

COUNTING = frozenset({"de", "ar"})  # languages in which no subject stands right behind a year
_YEARS = range(1900, 2101)
_DATING = frozenset({"jahr", "jahre", "jahres", "seit", "bis", "von", "ab", "anno", "عام", "العام", "سنة", "السنة", "منذ"})


def count_years(tokens: "list[Token]") -> None:
    """Each such number that stands right before people, and behind nothing that dates."""
    for i, (number, people) in enumerate(pairwise(tokens)):
        if number.code != "x" or people.code not in "Pp" or number.low not in _YEARS or not number.text.isdigit():
            continue
        before = tokens[i - 1] if i else None
        if before is None or (before.text not in _DATING and "m" not in before.word.flags):
            number.code = "N"
