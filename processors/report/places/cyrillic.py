"""Names in Russian and Ukrainian: of several words, in Latin letters alone, and as the adjective of a district or a court."""

from processors.report.gazetteer.gazetteer import Choices
from processors.report.gazetteer.names import in_latin, uninflected
from processors.report.places.around import Surroundings
from processors.report.places.cases import seats
from processors.report.places.words import LOCATIVE, SEATS

_SHORTEST_LATIN, _KNOWN_IN_LATIN = 4, 10_000  # letters and people of a town known in Latin letters alone
_CITIES = (["города"], ["столицы"], ["міста"], ["столиці"])
# Where towns are called so in Russian or Ukrainian.
SPOKEN_THERE = frozenset(["RU", "UA", "BY", "KZ", "KG", "UZ", "TJ", "TM", "MD", "GE", "AM", "AZ", "EE", "LV", "LT"])
_SEAT_OF = 3_000  # people of a town that a district may have its name from


class Cyrillic(Surroundings):
    """What the words of a name may be in these languages."""

    def _goes_on(self, at: int) -> bool:
        """Whether a Cyrillic name may have a second word: "Великом Новгороде", "Ростове-на-Дону"."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        gap = self.text[self.tokens[at].end : after.start] if after else ""
        return after is not None and (gap == "-" or (gap == " " and after.cap)) and "\u0400" <= after.text[0] <= "\u04ff"

    def _respelled(self, at: int, key: str) -> Choices:
        """A town that the gazetteer knows in Latin letters alone, behind "in" or "the town of"."""
        before = self._before(at)[-1] if len(key) >= _SHORTEST_LATIN else ""
        if before not in LOCATIVE and not (before and self._announced(at)):
            return ()
        for other in (key, *uninflected(key)):
            for spelled in in_latin(other):
                if known := tuple(
                    c for c in self.gazetteer.under(spelled) if c[0].population >= _KNOWN_IN_LATIN and not c[0].level
                ):
                    return known
        return ()

    def _is_seat(self, at: int) -> bool:
        """ "Тосненском районе", "Троицкий городской суд": the adjective of a town."""
        first = self.tokens[at]
        put = at + 1 < len(self.tokens) and self.tokens[at + 1].first in SEATS and not first.text.isascii()
        return put and bool(seats(first.text)) and not self._of_city(at + 1)

    def _of_city(self, at: int) -> bool:
        """ "в Подольском районе Киева": a quarter; not "районе Ленобласти", "районе Тульской области"."""
        if self.tokens[at].text.split(" ")[1:2] in _CITIES:
            return True
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if after is None or not after.cap or self.text[self.tokens[at].end : after.start] != " ":
            return False
        return "обл" not in after.first and not self._of_region(at + 1)

    def _seat(self, surface: str) -> Choices:
        """ "Тосненский район": the town that it is called by."""
        for name in seats(surface):
            towns = [c for c in self.gazetteer.under(name) if not c[0].level and c[0].country in SPOKEN_THERE]
            if known := tuple(c for c in towns if c[0].population >= _SEAT_OF):
                return known
        return ()
