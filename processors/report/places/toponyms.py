"""Place names in a text, resolved in the context of the whole text, and where an incident happened."""

import re
from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence, Set
from types import MappingProxyType
from typing import NamedTuple

from events.reports import Toponym
from processors.report.gazetteer.gazetteer import Entry, Gazetteer, place
from processors.report.gazetteer.nearby import km
from processors.report.places.company import Company
from processors.report.places.demonyms import adjectives
from processors.report.places.find import Finder, Named, is_small
from processors.report.places.incident import place_of
from processors.report.places.listen import ENOUGH, Listener, beside, countries_told
from processors.report.places.outlets import Home
from processors.report.places.resolve import AROUND, NEAR
from processors.report.places.streets import StreetMention, find_streets, is_district
from processors.report.places.words import DISTRICTED, OUTLET_NAMES, SPOKEN

__all__ = ["Found", "find_places", "find_toponyms", "place_of"]

_TWICE, _PERSON = 2, 4
_AT_HOME, _ROUND, _FAR = 5, 3, -2  # of evidence
_DISTRICT, _REGION = 2, 4  # levels
_SEAT = 20_000  # people of a town that a district may be called after
_DEGREES = 2  # of latitude, more than AROUND
_STREET = re.compile(r"(?:calle|avenida|carrera|rue|avenue|boulevard|quai)\s", re.IGNORECASE)
_ROAD_TO = "طريق"  # Arabic calls roads after the town that they lead to
_OF = ("of ", "de ", "d'", "d’", "del ", "du ")


def _accepted(named: Sequence[Named], home: Home | None, above: Sequence[Named] = ()) -> list[Named]:
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


def _in_street(text: str, named: Named, streets: Sequence[StreetMention]) -> bool:
    """Is the name only a part of a street's? `streets` are sorted and do not overlap."""
    last = bisect_right(streets, named.start, key=lambda s: s.start) - 1
    inside = last >= 0 and named.start < streets[last].end
    inside = inside and ((named.start, named.end) != streets[last][:2] or bool(_STREET.match(streets[last].surface)))
    quarter = inside and text.startswith(" of ", streets[last].end)  # "the Kensington district of London"
    if inside and streets[last].surface.startswith(_ROAD_TO):
        return False
    if inside and not quarter and is_district(streets[last].surface) and any(_has_district(e) for e, _ in named.choices):
        return False  # "Koraput district", "Badulla district"
    return inside and not named.seat


def _has_district(entry: Entry) -> bool:
    """Is it a district, or a town that one is called after, in countries whose districts hold towns?"""
    return entry.level == _DISTRICT or (entry.level == 0 and entry.population >= _SEAT and entry.country in DISTRICTED)


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
    """The place names of a text and its title. A town that the gazetteer doesn't know, with its region after the comma, has the
    region's place and stands `below` it. `streets`: of the text, where they are known; `heads`: where the heads of its items
    begin."""
    finder, over = Listener(text, gazetteer, language, heads), Listener(title, gazetteer, language)
    known = find_streets(text) if streets is None else streets
    above = over.candidates() if title else []
    named = [n for n in finder.candidates() if not _in_street(text, n, known)]
    accepted = _accepted(named, home, above)
    told, spoken = adjectives(text, language), SPOKEN.get(language, frozenset())
    company = Company(accepted, _seconded(above, accepted, home), home, told, spoken)
    if more := _nearby(text, named, accepted, company.chosen):
        company = company.of(sorted([*accepted, *more]), company.title)
    countries = countries_told(text, company.chosen, told)
    heard, over_it = finder.heard(countries, company.names), over.heard(countries, company.title)
    if heard or over_it:
        company = company.of(beside(company.names, heard), beside(company.title, over_it))
    names, titled = company.without_strays() if finder.capitals else (company.names, company.title)
    found = company.toponyms(names, text, gazetteer)
    found |= _abbreviated(finder, {n.end for n in names}, found, gazetteer)
    end = _headline(title)
    over_text = company.toponyms([n for n in titled if n.start < end], title, gazetteer)
    return Found(tuple(found[at] for at in sorted(found)), tuple(over_text.values()), {n.start: n.evidence for n in names})


def _seconded(above: Sequence[Named], accepted: Sequence[Named], home: Home | None) -> list[Named]:
    """The names of a title that are sure by themselves, or accepted in the text."""
    sure = {n.start for n in _accepted(above, home)} if above else ()
    keys = {n.key for n in accepted}
    return [n for n in above if n.start in sure or n.key in keys]


def find_toponyms(
    text: str, gazetteer: Gazetteer, *, language: str = "", title: str = "", home: Home | None = None
) -> tuple[Toponym, ...]:
    """The place names of the text alone; `place` is None where one can't be resolved."""
    return find_places(text, gazetteer, language=language, title=title, home=home).toponyms
