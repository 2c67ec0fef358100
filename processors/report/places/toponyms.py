"""Place names in a text, resolved in the context of the whole text, and where an incident happened."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Mapping, Sequence, Set
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from events.reports import Toponym
from processors.report.gazetteer.gazetteer import CAPITAL, Entry, Gazetteer, place
from processors.report.gazetteer.nearby import km
from processors.report.places.demonyms import adjectives
from processors.report.places.find import Finder, Named, is_small
from processors.report.places.incident import place_of
from processors.report.places.listen import ENOUGH, Listener, beside, countries_told
from processors.report.places.outlets import Home
from processors.report.places.resolve import AROUND, NEAR, Resolver
from processors.report.places.streets import StreetMention, find_streets, is_district
from processors.report.places.words import OUTLET_NAMES, SPOKEN

__all__ = ["Found", "find_places", "find_toponyms", "place_of"]

_TWICE, _PERSON = 2, 4
_AT_HOME, _ROUND, _FAR = 5, 3, -2  # of evidence
_CROWD, _AS_MANY = 3, 2  # places of one country beside half as many of another
_COUNTRY = 6  # level of a country
_KNOWN = 500_000  # inhabitants
_DISTRICT, _REGION = 2, 4  # levels
_DEGREES = 2  # of latitude, more than AROUND
_OF = ("of ", "de ", "d'", "d’", "del ", "du ")


def _accepted(named: list[Named], home: Home | None, above: Sequence[Named] = ()) -> list[Named]:
    """Those that are places by what surrounds them, here or where the same name stands elsewhere in the text, or in its title
    (`above`) as well. `home`: an outlet writes of towns around it, and means them by their names."""
    if home and home.towns:
        extra = {key: _familiar(one, home) for key, one in {one.key: one for one in named}.items()}
        named = [one._replace(evidence=one.evidence + more) if (more := extra[one.key]) else one for one in named]
    total: dict[str, int] = {}
    people = {one.key for one in named if one.person}
    nowhere = people - {one.key for one in named if _put(one)}
    for one in named:
        doubt = _PERSON if one.key in nowhere and is_small(one.choices) else 0
        total[one.key] = max(total.get(one.key, -9), one.evidence - doubt)

    titled = {one.key for one in above if one.evidence >= _TWICE and not one.person}
    twice = titled & {one.key for one in named if one.evidence >= _TWICE}

    def enough(one: Named) -> bool:
        doubt = _PERSON if one.key in people and not _put(one) else 0
        sure = one.key in twice or total[one.key] >= ENOUGH + 2
        return one.evidence - doubt >= ENOUGH or (one.evidence - doubt >= 0 and sure)

    return [one for one in named if enough(one)]


def _put(one: Named) -> bool:
    """Does what stands around it say that it is a place: "in Luck", "Luck, Wis."?"""
    return one.locative or bool(one.within) or one.dateline


def _familiar(one: Named, home: Home) -> int:
    """How likely a name is a place because the outlet is at home there, around there or in its region; else less."""
    best = 0 if home.guessed else _FAR
    for entry, main in one.choices:
        if entry.level > 2:
            best = max(best, 0)
        elif main and entry.country == (home.country or entry.country):
            away = home.away(entry)
            best = max(best, _AT_HOME if away <= NEAR else _ROUND if away <= AROUND else entry.admin1 == home.admin1)
    return best


def _strays(named: Sequence[Named], chosen: Mapping[str, Entry], home: str) -> frozenset[str]:
    """The keys of what is rather a word or a surname in a text all in capitals, where no letter tells: small towns and regions of
    a country that nothing in the text tells of and that isn't the outlet's (`home`), where it names twice as many of another."""
    names = Counter(entry.country for entry in set(chosen.values()))
    crowd = max(names.values(), default=0)
    if crowd < _CROWD:
        return frozenset()
    sure = {one.key for one in named if one.within or one.dateline}
    told = {entry.country for key, entry in chosen.items() if entry.level >= _COUNTRY or _known(entry) or key in sure}
    few = {country for country, n in names.items() if n * _AS_MANY <= crowd}
    return frozenset(key for key, entry in chosen.items() if entry.country in few - told - {home})


def _known(entry: Entry) -> bool:
    """Is it a town that is meant by its name in any company?"""
    return entry.kind == CAPITAL or (entry.level == 0 and entry.population >= _KNOWN)


def _nearby(text: str, named: Sequence[Named], accepted: Sequence[Named], chosen: Mapping[str, Entry]) -> list[Named]:
    """Names that would be too unclear, but that "of" stands before ("the market of Kohlu"), and that a town has in a region that
    the text names, or near a town that it names."""
    known = {one.start for one in accepted}
    unclear = [
        one for one in named if one.start not in known and 0 < one.evidence < ENOUGH and not one.person and
        text[max(0, one.start - 3) : one.start].lower().endswith(_OF)
    ]  # fmt: skip
    if not unclear:
        return []
    regions = {(entry.country, entry.admin1) for entry in chosen.values() if entry.level == _REGION}
    towns = [entry for entry in chosen.values() if entry.level <= 2]
    return [
        one for one in unclear
        if any(main and e.level == 0 and ((e.country, e.admin1) in regions or any(_close(e, town) for town in towns))
               for e, main in one.choices)
    ]  # fmt: skip


def _close(entry: Entry, other: Entry) -> bool:
    return abs(entry.lat - other.lat) < _DEGREES and km(entry.lat, entry.lon, other.lat, other.lon) <= AROUND


def _in_street(named: Named, streets: Sequence[StreetMention]) -> bool:
    """Is the name only a part of a street's? `streets` are sorted and do not overlap."""
    last = bisect_right(streets, named.start, key=lambda s: s.start) - 1
    inside = last >= 0 and named.start < streets[last].end and (named.start, named.end) != streets[last][:2]
    if inside and is_district(streets[last].surface) and any(entry.level == _DISTRICT for entry, _ in named.choices):
        return False  # "Koraput district"
    return inside and not named.seat


def _abbreviated(finder: Finder, ends: Set[int], taken: Container[int], gazetteer: Gazetteer) -> dict[int, Toponym]:
    """The abbreviated regions after a town: the "La." of "Alexandria, La."."""
    found = {}
    for start, match in finder.abbreviated.items():
        if start in taken or not (match.start() in ends or "." in match[1]):
            continue
        entry = gazetteer.region(*finder.regions[match[1].replace(" ", "")].split("."))
        if entry:
            surface = match[1].rstrip()
            found[start] = Toponym(start=start, end=start + len(surface), surface=surface, place=place(entry))
    return found


_PART = re.compile(r"\s(?:[-–—|:«»·•]|::)\s")


def _headline(title: str) -> int:
    """Where a title ends and the name of its outlet begins: "Man shot in Salem - KXYZ News, Weather"."""
    for part in list(_PART.finditer(title))[-2:]:
        if any(word in OUTLET_NAMES for word in title[part.end() :].lower().replace(",", " ").split()):
            return part.start()
    return len(title)


class Found(NamedTuple):
    """The place names of a text, sorted, not overlapping; those of its title; and how surely the name at an offset is a place."""

    toponyms: tuple[Toponym, ...]
    title: tuple[Toponym, ...] = ()
    evidence: Mapping[int, int] = MappingProxyType({})


def find_places(
    text: str,
    gazetteer: Gazetteer,
    *,
    language: str = "",
    title: str = "",
    home: Home | None = None,
    streets: Sequence[StreetMention] | None = None,
    heads: Container[int] = (),
) -> Found:
    """The place names of a text and its title, resolved together: a name has one sense. A town that the gazetteer doesn't
    know, with its region after the comma, has the region's place and stands `below` it. `streets`: of the text, where they are
    known; `heads`: where the heads of its items begin."""
    finder, over = Listener(text, gazetteer, language, heads), Listener(title, gazetteer, language)
    known = find_streets(text) if streets is None else streets
    above = over.candidates() if title else []
    named = [n for n in finder.candidates() if not _in_street(n, known)]
    accepted = _accepted(named, home, above)
    sure = {n.start for n in _accepted(above, home)} if above else ()
    keys = {n.key for n in accepted}
    above = [n for n in above if n.start in sure or n.key in keys]
    told, spoken = adjectives(text, language), SPOKEN.get(language, frozenset())
    resolver = Resolver([*accepted, *above], home, told, spoken)
    chosen = resolver.resolve()
    if more := _nearby(text, named, accepted, chosen):
        accepted = sorted([*accepted, *more])
        resolver = Resolver([*accepted, *above], home, told, spoken)
        chosen = resolver.resolve()
    countries = countries_told(text, chosen, told)
    more, titled = finder.heard(countries, accepted), over.heard(countries, above)
    if more or titled:
        accepted, above = beside(accepted, more), beside(above, titled)
        resolver = Resolver([*accepted, *above], home, told, spoken)
        chosen = resolver.resolve()
    strays = _strays([*accepted, *above], chosen, home.country if home else "") if finder.capitals else frozenset()
    accepted = [n for n in accepted if n.key not in strays]
    above = [n for n in above if n.key not in strays]

    others = {key: resolver.others(key, entry) for key, entry in chosen.items()}

    places = {key: place(entry) for key, entry in chosen.items()}

    def toponym(n: Named, within: str) -> Toponym:
        where = places[n.key]
        if n.key in resolver.outside and (region := gazetteer.region(*resolver.within[n.key].split("."))):
            where = msgspec.structs.replace(place(region), below=within[n.start : n.end])
        surface = within[n.start : n.end]
        return Toponym(start=n.start, end=n.end, surface=surface, place=where, candidates=others[n.key])

    found = {n.start: toponym(n, text) for n in accepted}
    found |= _abbreviated(finder, {n.end for n in accepted}, found, gazetteer)
    toponyms = tuple(found[start] for start in sorted(found))
    end = _headline(title)
    return Found(toponyms, tuple(toponym(n, title) for n in above if n.start < end), {n.start: n.evidence for n in accepted})


def find_toponyms(
    text: str, gazetteer: Gazetteer, *, language: str = "", title: str = "", home: Home | None = None
) -> tuple[Toponym, ...]:
    """The place names of the text alone; `place` is None where one can't be resolved."""
    return find_places(text, gazetteer, language=language, title=title, home=home).toponyms
