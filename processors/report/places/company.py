"""The place names of a text and its title in each other's company."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set

import msgspec

from events.reports import Toponym
from processors.report.gazetteer.gazetteer import Entry, Gazetteer, place
from processors.report.places.find import Named, is_small_town
from processors.report.places.outlets import Home
from processors.report.places.resolve import Resolver

_CROWD, _AS_MANY = 3, 2  # places of one country beside half as many of another
_COUNTRY = 6  # level of a country


class Company:
    """The names of a text and of its title, resolved together: a name has one sense. `told`, `spoken`: countries that adjectives
    tell, and those where the language is spoken."""

    def __init__(
        self, names: Sequence[Named], title: Sequence[Named], home: Home | None, told: Sequence[str], spoken: Set[str]
    ) -> None:
        self.names, self.title, self.home, self.told, self._spoken = names, title, home, told, spoken
        self.resolver = Resolver([*names, *title], home, told, spoken)
        self.chosen = self.resolver.resolve()

    def of(self, names: Sequence[Named], title: Sequence[Named]) -> "Company":
        """The same of other names."""
        return Company(names, title, self.home, self.told, self._spoken)

    def without_strays(self) -> tuple[Sequence[Named], Sequence[Named]]:
        """The names but for those of small towns far from all others."""
        strays = _strays([*self.names, *self.title], self.chosen, self.home.country if self.home else "")
        return [n for n in self.names if n.key not in strays], [n for n in self.title if n.key not in strays]

    def toponyms(self, names: Sequence[Named], text: str, gazetteer: Gazetteer) -> dict[int, Toponym]:
        """The toponym at the offset of each of the names, which stand in `text`."""
        resolver, found = self.resolver, {}
        senses = {n.key: (place(self.chosen[n.key]), resolver.others(n.key, self.chosen[n.key])) for n in names}
        for n in names:
            where, others = senses[n.key]
            surface = text[n.start : n.end]
            if n.key in resolver.outside and (region := gazetteer.region(*resolver.within[n.key].split("."))):
                where = msgspec.structs.replace(place(region), below=surface)
            found[n.start] = Toponym(start=n.start, end=n.end, surface=surface, place=where, candidates=others)
        return found


def _strays(named: Sequence[Named], chosen: Mapping[str, Entry], home: str) -> frozenset[str]:
    """The keys of what is rather a word or a surname in a text all in capitals, where no letter tells: small towns and regions of
    a country that nothing in the text tells of and that isn't the outlet's (`home`), where it names twice as many of another."""
    names = Counter(entry.country for entry in set(chosen.values()))
    crowd = max(names.values(), default=0)
    if crowd < _CROWD:
        return frozenset()
    sure = {one.key for one in named if one.within or one.dateline}
    told = {entry.country for key, entry in chosen.items() if _tells_country(entry) or key in sure}
    few = {country for country, n in names.items() if n * _AS_MANY <= crowd}
    return frozenset(key for key, entry in chosen.items() if entry.country in few - told - {home})


def _tells_country(entry: Entry) -> bool:
    """Is it a country, or a town that is meant by its name in any company?"""
    return entry.level >= _COUNTRY or (entry.level == 0 and not is_small_town(entry))
