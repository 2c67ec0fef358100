"""Where an incident happened, out of the places that its passage names."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from events.reports import LikelyPlace, Place, Toponym
from processors.report.places.beside import locative, of_care
from processors.report.places.mentions import NEAR, Scene, told
from processors.report.places.outlets import Home
from processors.report.places.rank import Candidate, candidates, points
from processors.report.places.said import where_told
from processors.report.places.streets import StreetMention, find_streets, is_district
from processors.report.shares import shares
from processors.report.spans import within

_REGION = 4  # precision


def _below(streets: Sequence[StreetMention], spans: Sequence[tuple[int, int]], anchors: Sequence[int]) -> str:
    """The street of the passage that is nearest to what it tells, or the district where it names no street."""
    inside = [s for s in streets if within(spans, s.start)]
    if not inside:
        return ""
    finer = [s for s in inside if not is_district(s.surface)] or inside
    return min(finer, key=lambda s: (min((abs(s.start - a) for a in anchors), default=0), s)).surface


def _telling(scene: Scene, inside: Sequence[Toponym]) -> list[Toponym]:
    """Of the regions and countries that a passage names, those that say where: told with the event, or after a locative word.
    One that only speaks ("France denied it") is no place of the incident."""
    if not scene.told:
        return list(inside)
    text = scene.text
    return [t for t in inside if _is_told(scene, t) or locative(text, t.start)]


def _is_told(scene: Scene, t: Toponym) -> bool:
    """Is it named with the event?"""
    return any(start <= t.start < end for _, start, end in scene.told)


def _pool(scene: Scene, known: Sequence[Toponym]) -> Sequence[Toponym]:
    """Without a town in the spans: the country that they name, no finer than it is known; else the article's towns."""
    inside = [t for t in known if within(scene.spans, t.start)]
    towns = [t for t in inside if t.place and t.place.precision <= 4]
    regions = [t for t in towns if t.place and t.place.precision == _REGION and _is_told(scene, t)]
    country = regions[0].place.country if regions and regions[0].place else ""
    besides = [t for t in towns if t not in regions and t.place and t.place.country == country]
    if besides and all(of_care(scene.text, t) for t in besides):
        return regions  # "a village of Hajjah province … taken to hospital in Midi"
    return towns or _telling(scene, inside) or [t for t in known if t.place and t.place.precision == 1] or known


def _rest(scene: Scene, pool: Sequence[Toponym], known: Sequence[Toponym]) -> list[Toponym]:
    """The article's other towns and regions, where the passage names one: not those of other incidents, nor where it names only
    a country."""
    if not scene.alone or not any(t.place and t.place.precision <= 4 and within(scene.spans, t.start) for t in pool):
        return []
    return [t for t in known if t.place and t.place.precision <= 4 and not within(scene.spans, t.start)]


def choices(
    text: str,
    spans: Sequence[tuple[int, int]],
    toponyms: Sequence[Toponym],
    anchors: Sequence[int] = (),
    *,
    title: Sequence[Toponym] = (),
    home: Home | None = None,
    evidence: Mapping[int, int] = MappingProxyType({}),
    streets: Sequence[StreetMention] | None = (),
    headline: str = "",
    alone: bool = False,
) -> list[Candidate]:
    """The places where an incident told in these spans may have happened, with what speaks for each."""
    titled = [t for t in title if t.place]
    scene = Scene(
        text, spans, told(text, anchors), sorted(anchors), titled, home, evidence, streets or (), headline, alone
    )  # fmt: skip
    known = [t for t in toponyms if t.place]
    pool = where_told(text, known, _pool(scene, known), scene.title)
    return candidates(scene, known, pool, _rest(scene, pool, known)) if spans else []


class Placed(NamedTuple):
    """The place of an incident, and the places where it may have been, where there are several."""

    place: Place | None
    likely: tuple[LikelyPlace, ...] = ()


def place_of(
    text: str,
    spans: Sequence[tuple[int, int]],
    toponyms: Sequence[Toponym],
    anchors: Sequence[int] = (),
    *,
    title: Sequence[Toponym] = (),
    home: Home | None = None,
    evidence: Mapping[int, int] = MappingProxyType({}),
    streets: Sequence[StreetMention] | None = None,
    headline: str = "",
    alone: bool = False,
) -> Placed:
    """Where an incident told in these spans happened; `anchors` are offsets of the words that tell the event.

    `title`: the places of the title, `headline`, where it is of this incident; `home`: the outlet's; `evidence`: how surely the
    name at an offset is a place; `streets`: of the text, where they are known; `alone`: the article tells of no other incident.
    `precision` is 2 for "near TOWN"; `below` the nearest street or district in the spans.
    """
    known = find_streets(text) if streets is None else streets
    found = choices(
        text, spans, toponyms, anchors, title=title, home=home, evidence=evidence, streets=known, headline=headline, alone=alone
    )  # fmt: skip
    if not found:
        return Placed(None)
    each = [points(candidate.features) for candidate in found]
    best = each.index(max(each))
    place, mention, _ = found[best]
    precision = place.precision
    if precision == 1 and mention and NEAR.search(text, max(0, mention.start - 30), mention.start):
        precision = 2
    chosen = msgspec.structs.replace(place, below=_below(known, spans, anchors) or place.below, precision=precision)
    return Placed(chosen, _likely(found, each))


def _likely(found: Sequence[Candidate], each: Sequence[int]) -> tuple[LikelyPlace, ...]:
    return tuple(LikelyPlace(geoname_id=p.geoname_id, lat=p.lat, lon=p.lon, precision=p.precision, share=share)
                 for (p, _, _), share in zip(found, shares(each), strict=True) if share)  # fmt: skip
