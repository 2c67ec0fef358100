"""Which of the places of a name is meant: integer scores from population, and from the other places of the text."""

from collections import Counter
from collections.abc import Sequence, Set
from math import log10
from typing import NamedTuple

from processors.report.gazetteer.gazetteer import CAPITAL, Choices, Entry
from processors.report.places.find import Named, fits
from processors.report.places.outlets import Home

NEAR, AROUND = 50, 160  # km
_OTHERS = 5
_COUNTY = 2  # level
_LARGE = 20_000
_ADJECTIVE = 2  # names of a country that its adjective is worth
COUNTY = (" county", " parish", " co")
CELL = 0.5  # degrees; places in neighbouring cells keep each other company
W = {
    "main": 12, "log": 6, "capital": 4, "country": 31, "state": 34, "county": 14,  # a place by itself
    "c_country": 5, "m_country": 11, "c_region": 5, "m_region": 9, "c_near": 4, "m_near": 31, "c_county": 14,  # its company
    "soft": 12, "likely": 22,
    "home": 28, "home_guessed": 16, "home_around": 22, "home_region": 16, "home_country": 10,  # where the
    "home_wide": 6,  # outlet is at home
    "abroad": 10,  # what a town loses where the text's language is not that of its country's news
    "doubt": 6,  # points between what a name was taken for and what it may as well mean
}  # fmt: skip
"""Weights, the middle of what scored alike on texts with resolved place names. c: each other place in the same country, region,
or nearby (a county counts more); m: the most that these add up to; soft: a name's vote, shared among what it may mean;
likely: how far below the best a candidate may score and still vote."""


def _cell(entry: Entry) -> tuple[int, int]:
    return round(entry.lat / CELL), round(entry.lon / CELL)


def base(entry: Entry, main: bool) -> int:
    """What speaks for a place without its text: size and rank."""
    if entry.level == 7:
        return 70
    if entry.level == 6:
        return W["country"] + int(4 * log10(entry.population + 10))
    if entry.level == 4:
        return W["state"] + int(2 * log10(entry.population + 10))
    if entry.level == 2:
        return W["county"] + int(3 * log10(entry.population + 10))
    capital = W["capital"] if entry.kind == CAPITAL and entry.population > 100_000 and main else 0
    return int(W["log"] * log10(entry.population + 100)) + W["main"] * main + capital


def at_home(entry: Entry, home: Home | None) -> int:
    """What speaks for a place because the outlet is at home there, around there, or in its region or country."""
    if home is None or (home.country and entry.country != home.country) or entry.level > 6:
        return 0
    if home.towns and entry.level <= 2:
        away = home.away(entry)
        if away <= NEAR:
            return W["home_guessed" if home.guessed else "home"]
        if away <= AROUND and not home.guessed:
            return W["home_around"]
    if not home.country or entry.level == 6 or not home.admin1:
        return W["home_wide"] if home.country else 0
    return W["home_region"] if entry.admin1 == home.admin1 else W["home_country"]


class _Namesakes(NamedTuple):
    """The places of one name that may stand for others: `countries` and (country, region) of `regions` that have it themselves,
    where `large` towns have it, the countries of `towned` towns; all but countries by their main name."""

    countries: Set[str]
    regions: Set[tuple[str, str]]
    large: Set[tuple[str, str]]
    towned: Set[str]


def _namesakes(choices: Choices) -> _Namesakes:
    first = [entry for entry, main in choices if main]
    towns = [entry for entry in first if entry.level == 0]
    return _Namesakes(
        {entry.country for entry, _ in choices if entry.level == 6},
        {(entry.country, entry.admin1) for entry in first if entry.level == 4},
        {(entry.country, entry.admin1) for entry in towns if entry.population >= _LARGE},
        {entry.country for entry in towns},
    )


def _shadowed(entry: Entry, main: bool, others: _Namesakes, county: bool) -> bool:
    """Does another place of that name stand for this one: the country for its region, the large town for its region or
    county? ("Taiwan", "New York", "Paris": a reader thinks of the country, the city, the city.) `main`: it is the main name."""
    if entry.level == 4:
        return entry.country in others.countries or (entry.country, entry.admin1) in others.large
    if entry.level == 0:
        return not main and (
            entry.country in others.countries or (entry.population < _LARGE and (entry.country, entry.admin1) in others.regions)
        )
    if entry.level != 2 or county:
        return False
    return entry.country == "US" or entry.country in others.towned


def _most(ones: Sequence[Named]) -> tuple[tuple[Entry, bool], ...]:
    """What a name may be at most of its places in the text, the narrower on a tie: one "Tambov region" among many mentions of
    Tambov makes no region of the town."""
    sizes = Counter(len(one.choices) for one in ones)
    return max((one.choices for one in ones), key=lambda choices: (sizes[len(choices)], -len(choices)))


class Resolver:
    """Resolves the names of one text together: one sense a name, and places that keep each other company."""

    def __init__(
        self, named: Sequence[Named], home: Home | None = None, adjectives: Sequence[str] = (), spoken: Set[str] = frozenset()
    ) -> None:
        """`adjectives`: the countries that the text names by an adjective; `spoken`: those where its language is that of news."""
        self.home, self.adjectives, self.spoken = home, adjectives, spoken
        self.keys: dict[str, list[Named]] = {}
        for one in named:
            self.keys.setdefault(one.key, []).append(one)
        self.outside: set[str] = set()  # names that no place of the region after their comma has
        self.within = {key: self._within(ones) for key, ones in self.keys.items()}
        self.scores = {key: self._bases(key, ones) for key, ones in self.keys.items()}
        self.weights = {key: self._weight(key) for key in self.keys}

    @staticmethod
    def _within(ones: Sequence[Named]) -> str:
        votes = Counter(one.within for one in ones if one.within)
        return min(votes, key=lambda w: (-votes[w], w)) if votes else ""

    def _bases(self, key: str, ones: Sequence[Named]) -> list[tuple[int, Entry]]:
        choices = _most(ones)
        within = self.within[key]
        county = key.endswith(COUNTY)
        if within:
            choices = tuple(c for c in choices if fits(c[0], within)) or choices
            if "." in within and not fits(choices[0][0], within):
                self.outside.add(key)
        if len(choices) > 1:
            others = _namesakes(choices)
            choices = tuple([c for c in choices if not _shadowed(*c, others, county)]) or choices
        scored = [
            (base(entry, main) + at_home(entry, self.home) - W["abroad"] * (main and self._foreign(entry)), entry)
            for entry, main in choices
        ]
        return sorted(scored, key=lambda s: (-s[0], s[1].number))[:30]

    def _foreign(self, entry: Entry) -> bool:
        """Is it a town of another language's country? Those that are known have names of their own here ("Marsella")."""
        return bool(self.spoken) and entry.level <= _COUNTY and entry.country not in self.spoken

    def _weight(self, key: str) -> int:
        """How much a name's place says of the others: qualified or with much evidence, it says more."""
        ones = self.keys[key]
        return 3 if self.within[key] or any(o.dateline for o in ones) else 2 if any(o.evidence >= 5 for o in ones) else 1

    def _votes(self, chosen: dict[str, Entry]) -> None:
        """Each name votes for the countries, regions and cells of its candidates, less the more of them there are."""
        self.countries: dict[str, int] = dict.fromkeys(self.adjectives, _ADJECTIVE * W["soft"])
        self.regions: dict[tuple[str, str], int] = {}
        self.cells: dict[tuple[int, int], set[str]] = {}
        self.mine: dict[str, tuple[dict[str, int], dict[tuple[str, str], int]]] = {}
        for key, scored in self.scores.items():
            likely = [chosen[key]] if chosen else [e for s, e in scored if s >= scored[0][0] - W["likely"]]
            countries = sorted({e.country for e in likely if e.country})
            regions = sorted({(e.country, e.admin1) for e in likely if e.admin1})
            weight = self.weights[key] * W["soft"]
            own = (
                {c: weight // len(countries) for c in countries},
                {r: weight // len(regions) for r in regions if e_level(likely)},
            )
            self.mine[key] = own
            for c, w in own[0].items():
                self.countries[c] = self.countries.get(c, 0) + w
            for r, w in own[1].items():
                self.regions[r] = self.regions.get(r, 0) + w
            for e in likely:
                if e.level <= 2:
                    x, y = _cell(e)
                    for i in (-1, 0, 1):
                        for j in (-1, 0, 1):
                            self.cells.setdefault((x + i, y + j), set()).add(key)

    def resolve(self) -> dict[str, Entry]:
        """Key -> place: first among all that each name may mean, then, twice, among what the others were taken for."""
        alone = {key: scored[0][1] for key, scored in self.scores.items() if len(scored) == 1}
        chosen: dict[str, Entry] = {}
        for _ in range(3 if len(alone) < len(self.scores) else 0):
            self._votes(chosen)
            before, chosen = chosen, alone | {key: self._best(key) for key in self.scores if key not in alone}
            if chosen == before:
                break
        return chosen or alone

    def _best(self, key: str) -> Entry:
        return max(self.scores[key], key=lambda s: (s[0] + self._company(key, s[1]), -s[1].number))[1]

    def others(self, key: str, chosen: Entry) -> tuple[int, ...]:
        """GeoNames ids of what the name may as well mean: within a few points of what it was taken for, likeliest first."""
        if len(self.scores[key]) == 1 or self.within[key]:
            return ()
        points = {entry: score + self._company(key, entry) for score, entry in self.scores[key]}
        near = [e for e in points if e.geoname_id and e is not chosen and points[e] >= points[chosen] - W["doubt"]]
        return tuple(e.geoname_id for e in sorted(near, key=lambda e: (-points[e], e.number))[:_OTHERS])

    def _company(self, key: str, entry: Entry) -> int:
        countries, regions = self.mine[key]
        soft, name, where = W["soft"], entry.country, (entry.country, entry.admin1)
        country = self.countries.get(name, 0) - countries.get(name, 0)
        region = self.regions.get(where, 0) - regions.get(where, 0) if where[1] else 0
        near = 0
        if entry.level <= 2:
            for other in self.cells.get(_cell(entry), ()):
                if other != key:
                    near += W["c_county"] if other.endswith(COUNTY) else W["c_near"]
        return (
            min(W["m_country"], W["c_country"] * country // soft)
            + min(W["m_region"], W["c_region"] * region // soft)
            + min(W["m_near"], near)
        )


def e_level(entries: Sequence[Entry]) -> bool:
    return any(e.level <= 4 for e in entries)
