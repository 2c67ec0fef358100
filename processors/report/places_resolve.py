"""Which of the places of a name is meant: integer scores from population, and from the other places of the text."""

from collections import Counter
from collections.abc import Sequence
from math import cos, hypot, log10, radians

from processors.report.gazetteer import Entry
from processors.report.places_find import Named

_CLOSE, _NEAR = 50, 160  # km


def km(a: Entry, b: Entry) -> float:
    """Kilometres, near enough for neighbours (equirectangular)."""
    east = (a.lon - b.lon + 180) % 360 - 180
    return 111.2 * hypot(a.lat - b.lat, east * cos(radians((a.lat + b.lat) / 2)))


def base(entry: Entry, main: bool, twin: bool) -> int:
    """What speaks for a place without its text: size and rank. `twin`: a town inside it has its name and 100,000 people."""
    if entry.level == 7:
        return 70
    if entry.level == 6:
        return 64
    if entry.level == 4:
        return (44 if not twin else 20) + int(2 * log10(entry.population + 10))
    if entry.level == 2:
        return 26
    return int(6 * log10(entry.population + 100)) + (6 if main else 0) + (22 if entry.kind == "P.PPLC" and entry.population > 100_000 else 0)


def _fits(entry: Entry, within: str) -> bool:
    country, _, admin1 = within.partition(".")
    return entry.country == country and (not admin1 or entry.admin1 == admin1) and entry.level < (4 if admin1 else 6)


class Resolver:
    """Resolves the names of one text together: one sense a name, and places that keep each other company."""

    def __init__(self, named: Sequence[Named]) -> None:
        self.keys: dict[str, list[Named]] = {}
        for one in named:
            self.keys.setdefault(one.key, []).append(one)
        self.within = {key: self._within(ones) for key, ones in self.keys.items()}
        self.scores = {key: self._bases(key, ones) for key, ones in self.keys.items()}
        self.chosen: dict[str, Entry] = {}

    @staticmethod
    def _within(ones: Sequence[Named]) -> str:
        votes = Counter(one.within for one in ones if one.within)
        return min(votes, key=lambda w: (-votes[w], w)) if votes else ""

    def _bases(self, key: str, ones: Sequence[Named]) -> list[tuple[int, Entry]]:
        choices = ones[0].choices
        within = self.within[key]
        if within and (fitting := tuple(c for c in choices if _fits(c[0], within))):
            choices = fitting
        towns = [c[0] for c in choices if c[0].level == 0 and c[0].population >= 100_000]
        scored = []
        for entry, main in choices:
            twin = entry.level == 4 and any(t.country == entry.country and t.admin1 == entry.admin1 for t in towns)
            scored.append((base(entry, main, twin), entry))
        return sorted(scored, key=lambda s: (-s[0], s[1].number))[:40]

    def resolve(self) -> dict[str, Entry]:
        """Key -> place. First what is clear by itself, then the rest in its company, then all once more."""
        clear = {}
        for key, scored in self.scores.items():
            if len(scored) == 1 or scored[0][0] - scored[1][0] >= 14 or self.within[key]:
                clear[key] = scored[0][1]
        self.chosen = clear
        for _ in range(2):
            self.chosen = {key: self._best(key) for key in self.scores}
        return self.chosen

    def _best(self, key: str) -> Entry:
        scored = self.scores[key]
        if len(scored) == 1:
            return scored[0][1]
        others = [(entry, self._weight(other)) for other, entry in self.chosen.items() if other != key]
        return max(((score + self._company(entry, others), -entry.number, entry) for score, entry in scored), key=lambda s: s[:2])[2]

    def _weight(self, key: str) -> int:
        """How much a name's place says of the others: a name with much evidence, or qualified, says more."""
        ones = self.keys[key]
        return 3 if self.within[key] or any(o.dateline for o in ones) else 2 if any(o.evidence >= 5 for o in ones) else 1

    @staticmethod
    def _company(entry: Entry, others: Sequence[tuple[Entry, int]]) -> int:
        country = region = close = 0
        for other, weight in others:
            if entry.country != other.country or not entry.country:
                continue
            country += weight
            if other.level >= 6:
                continue
            if entry.admin1 == other.admin1 and entry.admin1:
                region += weight
            if other.level <= 2 and entry.level <= 2:
                distance = km(entry, other)
                close += 2 * weight if distance < _CLOSE else weight if distance < _NEAR else 0
        return min(10, 2 * country) + min(14, 4 * region) + min(12, 3 * close)
