"""Which of the places that an article names is the incident's: a linear ranker over what the text does with each.

Conditional logit (D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974): whole weights, learned by
`bench.train_places` and shipped as `data/place_weights.json`; the place with the most points is taken, ties by place in the text.
No feature knows a language or a country.
"""

import json
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from events.reports import Place, Toponym
from processors.report.gazetteer.gazetteer import CAPITAL, SEAT
from processors.report.gazetteer.gazetteer import place as place_of_entry
from processors.report.gazetteer.nearby import km
from processors.report.places.beside import Spot, filed_from, of_district, opened
from processors.report.places.mentions import Marks, Scene, in_title, marks_of, mention, settled
from processors.report.places.outlets import FAR, Home
from processors.report.spans import within

_WEIGHTS = Path(__file__).parent.parent / "data" / "place_weights.json"
_MOST = 12  # mentions of a place that are looked at
_PLACES = 150  # of an article that are looked at
_EVIDENT = 5  # a name that is surely a place; more of it tells of a large one
_AROUND = (5, 25, 50, 160)  # km
_COUNTY = 50  # km from the middle of a county that its towns may lie
_TOWN = 2  # precision
_SEATS = frozenset({SEAT, CAPITAL})
_THERE = ("told there", "announced", "off")  # a town of these is where something happened
# Set by hand: the labelled sets are news of towns that name themselves, hardly of small ones beside where offices sit.
BY_HAND = {"seat": -150, "announced": 70, "title": 90, "has a town told": -80, "filed": 12}
_REGION, _COUNTRY = 4, 6  # where_prec
_WIDE = (3, _REGION, _COUNTRY)
_LEVELS = {1: "town", 2: "town", 3: "county", 4: "region", 5: "region", 6: "country"}


class Candidate(NamedTuple):
    """A place, where it first stands in the passage, and what speaks for and against it."""

    place: Place
    mention: Toponym | None
    features: dict[str, int]


class _Named(NamedTuple):
    """What an article names: each place with its mentions; how many names lie in each region, and under (country, "") in each
    country, and whether a country holds more than one; the town that it is filed from; where names stand in a special way."""

    known: Sequence[Toponym]
    everywhere: Counter[Spot]
    company: Counter[tuple[str, str]]
    crowded: bool
    filed: Place | None
    marks: Marks
    opened: bool = False  # filed as "IMPHAL: …", from where a paper sits


def _named(scene: Scene, known: Sequence[Toponym]) -> _Named:
    """Different names are counted: strays are often no places at all."""
    names = {(t.place.country, t.place.admin1_code, t.place.name) for t in known if t.place}
    company = Counter((country, region) for country, region, _ in names if region)
    company.update((country, "") for country, _, _ in names)
    crowded = any(n > 1 for (_, region), n in company.items() if not region)
    everywhere, filed = Counter(map(_spot, known)), filed_from(scene.text, known)
    return _Named(known, everywhere, company, crowded, filed.place if filed else None, marks_of(scene, known, filed),
                  filed is not None and opened(scene.text, filed))  # fmt: skip


def candidates(
    scene: Scene, toponyms: Sequence[Toponym], pool: Sequence[Toponym], rest: Sequence[Toponym] = ()
) -> list[Candidate]:
    """One for each place of the pool, of the title and of the rest of the article that counts, in this order, and one for the
    outlet's home where nothing names it."""
    named = _named(scene, [t for t in toponyms if t.place])
    inside = {id(t) for t in pool if within(scene.spans, t.start)}
    at: dict[Spot, list[Toponym]] = {}
    for t in (*pool, *scene.title, *rest):
        if len(at) < _PLACES or _spot(t) in at:
            at.setdefault(_spot(t), []).append(t)
    titled: dict[Spot, list[Toponym]] = {}
    for t in scene.title:
        titled.setdefault(_spot(t), []).append(t)
    around = list(named.everywhere)[:_PLACES]
    found: list[Candidate] = []
    for spot, mentions in at.items():
        here = [t for t in mentions if id(t) in inside]
        features = _features(scene, named, mentions[0], here, titled.get(spot, ()))
        features["neighbours"] = min(3, sum(_near(spot, other) for other in around if other != spot))
        place = mentions[0].place
        assert place
        found.append(Candidate(place, here[0] if here else None, features))
    _compare(found, named.marks.lies)
    town = scene.home.town if scene.home else None
    if town and (town.lat, town.lon) not in at:
        found.append(Candidate(place_of_entry(town), None, {"home unnamed": 1, "far from home": _all_far(found)}))
    return found


def _features(scene: Scene, named: _Named, one: Toponym, here: Sequence[Toponym], titled: Sequence[Toponym]) -> dict[str, int]:
    """What speaks for and against a place by itself: `here` are its mentions in the passage, `titled` those in the title."""
    place, spot = one.place, _spot(one)
    assert place
    counts: Counter[str] = Counter()
    for t in [t for t in here if t.start not in named.marks.spoke][:_MOST] or here[:1]:
        mention(scene, t, named.marks, counts)
    counts["elsewhere"] = named.everywhere[spot] - len(here)
    features = settled(counts) | _alone(scene, place, located=counts["locative"] > 0) | in_title(scene, titled)
    features["outside"] = not here and not titled
    features["its district"] = all(
        of_district(text, t) for text, of in ((scene.text, here), (scene.headline, titled)) for t in of
    )
    filed = named.filed is not None and (named.filed.lat, named.filed.lon) == spot
    if filed and named.filed:  # agencies write from capitals of what happens elsewhere
        features["filed from the capital" if named.filed.kind == CAPITAL else "filed"] = not named.opened
    told = sum(t.start not in named.marks.spoke for t in named.known if _spot(t) == spot) if filed or named.marks.spoke else 1
    features["only filed"] = told <= filed and not titled
    alone = named.company[place.country, place.admin1_code] - 1 if place.admin1_code and named.known else 0
    features["company"] = min(3, alone)
    if alone <= 0 and not counts["qualified"] and (stray := _stray(scene.home, place, features)):
        features[stray] = 1
    features["alone in its country"] = named.crowded and named.company[place.country, ""] == 1
    features["evidence"] = min(_EVIDENT, max((scene.evidence.get(t.start, 0) for t in here), default=0))
    return features


def _stray(home: Home | None, place: Place, features: Mapping[str, int]) -> str:
    """Does a town lie far from the outlet's home, in another region? Readers are told the region of such a one. Where
    nothing in the article does, the name is rather that of a quarter or a street."""
    if place.precision != 1:
        return ""
    if "abroad" in features or "its country" in features:
        return "stray"
    foreign = home is not None and home.admin1 and home.admin1 != place.admin1_code
    return "stray around" if foreign and "within 160 km" in features else ""


def _all_far(found: Sequence[Candidate]) -> bool:
    """Does none of the places lie around the outlet's home?"""
    bands = {"its region", *(f"within {far} km" for far in _AROUND)}
    return all(bands.isdisjoint(one.features) for one in found)


def _near(spot: Spot, other: Spot) -> bool:
    return abs(spot[0] - other[0]) < 1 and km(*spot, *other) <= _AROUND[2]


def _home(scene: Scene, place: Place) -> str:
    """How a place lies to the outlet's home."""
    home = scene.home
    if not home or not (home.towns or home.country):
        return ""
    if home.country and place.country != home.country:
        return "abroad" if home.towns else ""
    if home.guessed:
        return "guessed" if home.away(place) <= _AROUND[2] else ""
    away = home.away(place) if place.precision <= 3 else FAR
    band = next((f"within {far} km" for far in _AROUND if away <= far), "")
    return band or ("" if not home.admin1 else "its region" if place.admin1_code == home.admin1 else "its country")


def _compare(found: Sequence[Candidate], lies: Container[tuple[Spot, Spot]]) -> None:
    """What a place is beside the others: named most, the first where something happened, a town's county, a county's town.
    `lies`: the towns and the counties of which the text says that one lies in the other."""
    most = max((c.features.get("mentions", 0) for c in found), default=0)
    there = next((c for c in found if c.features.get("told there")), None)
    scenes = any(one.features.get("scene") and one.place.precision <= _TOWN for one in found)
    for one in found:
        beside = scenes and one.features.get("only aside") and not one.features.get("title")
        one.features["aside beside a scene"] = bool(beside)
        one.features["named most"] = one.features.get("mentions", 0) == most
        one.features["first told"] = one is there
        larger = one.place.kind in _SEATS or (one.features["its district"] and one.place.precision <= 2)
        one.features["seat"] = larger and any(_sits_beside(one, other) for other in found if other is not one)
        for other in found:
            if _holds(one.place, other.place) or (_at(other), _at(one)) in lies:
                one.features["has a town" if one.place.precision == 3 else "has a part"] = 1
                if one.place.precision == 3 and (other.features.get("told there") or other.features.get("title")):
                    one.features["has a town told"] = 1
            elif other.place.precision == 3 and (_holds(other.place, one.place) or (_at(one), _at(other)) in lies):
                one.features["of a county"] = 1


def _sits_beside(seat: Candidate, other: Candidate) -> bool:
    """Is the other a lesser town of this seat's region, of which it is told that something happened there?"""
    a, b = seat.place, other.place
    lesser = b.precision <= 2 and b.kind not in _SEATS and (a.country, a.admin1_code) == (b.country, b.admin1_code)
    return lesser and not other.features["outside"] and any(other.features.get(sign, 0) > 0 for sign in _THERE)


def _holds(outer: Place, inner: Place) -> bool:
    """May the one be the county or region of the other?"""
    if outer.precision not in _WIDE or inner.precision >= outer.precision or outer.country != inner.country:
        return False
    if outer.precision == _COUNTRY:
        return inner.precision == _REGION
    if outer.admin1_code != inner.admin1_code:
        return False
    return outer.precision == 4 or km(outer.lat, outer.lon, inner.lat, inner.lon) <= _COUNTY


def _at(c: Candidate) -> Spot:
    return c.place.lat, c.place.lon


def _spot(t: Toponym) -> Spot:
    assert t.place
    return t.place.lat, t.place.lon


def _alone(scene: Scene, place: Place, *, located: bool) -> dict[str, int]:
    """What a place tells by itself: its level, and how it lies to the outlet's home."""
    features = {_LEVELS.get(place.precision, "wide"): 1, "capital": place.kind == CAPITAL and not located}
    if band := _home(scene, place):
        features[band] = 1
    return features


def _load() -> dict[str, int]:
    return {str(k): int(v) for k, v in json.loads(_WEIGHTS.read_text(encoding="utf-8")).items()}


# What no local news can teach, as its ministry, its hospital and its dateline are where it happens.
ASIDES = {"aside": 0, "only aside": 0, "scene": 0, "aside beside a scene": -300}
WEIGHTS = _load() | BY_HAND | ASIDES


def points(features: Mapping[str, int]) -> int:
    """What speaks for a place, in points."""
    return sum(WEIGHTS.get(name, 0) * value for name, value in features.items())
