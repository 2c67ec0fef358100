"""How the names of a report sound, for reports in other languages."""

from functools import cached_property, lru_cache

from babel import Locale, UnknownLocaleError

from events.reports import Report
from processors.cluster.spelling import sound
from processors.cluster.stems import STEM
from processors.cluster.weighing import Weights, unknown
from processors.cluster.when_where import TOWN
from processors.report.evidence import terms_of

NAMED = 60  # the weight from which on a name's sound is compared with those of another language


class Heard:
    """How the names of a report sound (spelling.py): found out when it is first compared with one in another language."""

    def __init__(self, report: Report, language: str, weights: Weights) -> None:
        self._report, self._language, self._weights = report, language, weights

    @cached_property
    def names(self) -> frozenset[str]:
        """Those of its passage, but for the place and its country: these are compared as places. Arabic writes no capitals, so
        all its words stand for names."""
        report = self._report
        names = report.evidence.names or report.evidence.terms
        single = [n for n in names if " " not in n]
        town = town_of(report)
        whole = single if report.evidence.names else [n if n in town else STEM[n] for n in single]
        weights = zip(single, whole, map(self._weights.get, whole), strict=True)
        loud = [n for n, term, weight in weights if (unknown(term) if weight is None else weight) >= NAMED]
        place = report.place
        around = _around(place.name, place.admin1, place.country, self._language) if place else frozenset()
        return frozenset(map(sound, loud)) - around - {""}

    @cached_property
    def below(self) -> frozenset[str]:
        """Its street or district."""
        place = self._report.place
        return frozenset(map(sound, place.below.casefold().split())) - {""} if place else frozenset()


def town_of(report: Report) -> tuple[str, ...]:
    return _town(report.place.name) if report.place and report.place.precision <= TOWN else ()


@lru_cache(maxsize=50_000)
def _town(name: str) -> tuple[str, ...]:
    """The words of a report's town: a passage is about it also where only the rest of the article names it."""
    return (*terms_of(name), name.casefold())


@lru_cache(maxsize=50_000)
def _around(town: str, region: str, country: str, language: str) -> frozenset[str]:
    try:
        land = Locale(language or "en").territories.get(country, "")
    except (UnknownLocaleError, ValueError):
        land = ""
    return frozenset(sound(word) for word in f"{town} {region} {land}".casefold().split())
