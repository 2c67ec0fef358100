"""Which of the places that an article names is the incident's: a linear ranker over what the text does with each.

Conditional logit (D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974): whole weights, learned by
`bench.train_places` and shipped as `data/place_weights.json`; the place with the most points is taken, ties by place in the text.
No feature knows a language or a country: the words that they ask for stand in the tables.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from events.reports import Place, Toponym
from processors.report.gazetteer import place as place_of_entry
from processors.report.gazetteer_names import key_of
from processors.report.nearby import km
from processors.report.outlets import FAR, Home
from processors.report.places_words import AUTHORITIES, CARE, COURTS, INNER, LOCATIVE, NOUNS

_WEIGHTS = Path(__file__).parent / "data" / "place_weights.json"
_WORD = re.compile(r"[^\W\d_]+")
_RESIDENCE = re.compile(
    r"(?:\d\d|\b(?:man|woman|resident|native|couple|Jr\.?|Sr\.?)),?\s+(?:of|from)\s+(?:\w+\s){0,2}$|"
    r"\b(?:born in|lives in|lived in|moved to|native of|resident of|raised in)\s+$"
)
_NAMED_AFTER = re.compile(
    r"(?:['’]s)?\s(?:Times|News|Tribune|Herald|Post|Journal|Chronicle|University|State|Bears|Bulls|officials? said|said|says)\b"
)
NEAR = re.compile(
    r"\b(?:near|outside|(?:north|south|east|west)\w* of|miles \w+ of|km \w+ of|cerca de|nahe|"
    r"près de|возле|біля|под|около|قرب)\s+$",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[^\n]{0,60}?(?:—|–|--|\s-\s)")
# Both begin with one of a set of signs, so that the search can leap to the next of them.
_ENDS = re.compile(r"[.!?…\n](?:(?<=\n)|\s)")
_STOP = re.compile(r"[.!?…\n](?:(?<=\n)|['”’\")\]]*\s+(?=[^a-zа-я]))")
_TELLING = 400  # characters around an anchor in which a place name still counts as told with it
_LEAD = 300
_MOST = 12  # mentions of a place that are looked at
_AROUND = (5, 25, 50, 160)  # km
_LEVELS = {1: "town", 2: "town", 3: "county", 4: "region", 5: "region", 6: "country"}


class Scene(NamedTuple):
    """What a place is judged by. `told`: (anchor, start, end) of the sentences that tell the event. `evidence`: how surely the
    name at an offset is a place."""

    text: str
    spans: Sequence[tuple[int, int]]
    told: Sequence[tuple[int, int, int]]
    title: Sequence[Toponym] = ()
    home: Home | None = None
    evidence: Mapping[int, int] = {}


class Candidate(NamedTuple):
    """A place, where it first stands in the passage, and what speaks for and against it."""

    place: Place
    mention: Toponym | None
    features: dict[str, int]


Spot = tuple[float, float]


def told(text: str, anchors: Sequence[int]) -> list[tuple[int, int, int]]:
    """(anchor, start, end) of each sentence with an anchor."""
    found: list[tuple[int, int, int]] = []
    for anchor in anchors:
        if found and found[-1][1] <= anchor < found[-1][2]:
            continue
        low = max(0, anchor - _TELLING)
        start = low
        for m in _STOP.finditer(text, low, anchor):
            start = m.end()
        stop = _STOP.search(text, anchor)
        found.append((anchor, start, min(stop.end() if stop else len(text), anchor + _TELLING)))
    return found


def locative(text: str, at: int) -> bool:
    """Does "in", "near", "в" … stand before, perhaps with "the city of" or the like between?"""
    for word in reversed(text[max(0, at - 40) : at].split()):
        if (small := word.lower()) in LOCATIVE or key_of(small) in NOUNS:
            return True
        if small not in INNER:
            return False
    return False


def filed_from(text: str, toponyms: Sequence[Toponym]) -> Place | None:
    """The town that the article is filed from: its first name, before a dash, in the first paragraphs."""
    for t in toponyms[:4]:
        leads = t.start == 0 or text[max(0, t.start - 2) : t.start].endswith("\n") or t.surface.isupper()
        if t.place and t.start < 400 and leads and _DATELINE.match(text, t.end):
            return t.place
    return None


def _words(text: str) -> set[str]:
    return {w.lower() for w in _WORD.findall(text)}


def _mention(scene: Scene, t: Toponym, found: Counter[str]) -> None:
    """Adds what one mention within the passage tells."""
    text = scene.text
    put = locative(text, t.start)
    residence = _RESIDENCE.search(text, max(0, t.start - 40), t.start)
    before = _words(_ENDS.split(text[max(0, t.start - 50) : t.start])[-1])
    following = _ENDS.split(text[t.end : t.end + 40], maxsplit=1)[0]
    after = _words(following)
    found["mentions"] += 1
    found["locative"] += put
    found["residence"] += bool(residence)
    found["named after"] += bool(_NAMED_AFTER.match(text, t.end))
    found["authorities"] += not AUTHORITIES.isdisjoint(_words(following[:14]))
    found["care"] += not (CARE.isdisjoint(before) and CARE.isdisjoint(after))
    found["court"] += not (COURTS.isdisjoint(before) and COURTS.isdisjoint(after))
    found["near"] += bool(NEAR.search(text, max(0, t.start - 30), t.start))
    found["lead"] += t.start < scene.spans[0][0] + _LEAD
    for anchor, start, end in scene.told:
        if start <= t.start < end:
            found["told before" if t.start < anchor else "told after"] += 1
            found["told there"] += put and not residence
            break
        if 0 < anchor - t.start < _TELLING:
            found["before telling"] += 1
            break


_CAPS = {
    "mentions": 5,
    "elsewhere": 3,
    "locative": 3,
    "told before": 2,
    "told after": 2,
    "told there": 2,
    "before telling": 2,
    "lead": 2,
}


def _settled(found: Counter[str]) -> dict[str, int]:
    """Counts capped; of residence, care and court, whether it is all mentions or some."""
    features = {name: min(n, _CAPS.get(name, 1)) for name, n in found.items() if n}
    for name in ("residence", "care", "court", "near", "named after"):
        if found[name] and found[name] == found["mentions"]:
            features[f"only {name}"] = 1
    return features


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


def _company(known: Sequence[Toponym]) -> Counter[tuple[str, str]]:
    """How many different names lie in each region, and under (country, "") in each country: strays are often no places at all."""
    names = {(t.place.country, t.place.admin1_code, t.place.name) for t in known if t.place}
    found = Counter((country, region) for country, region, _ in names if region)
    found.update((country, "") for country, _, _ in names)
    return found


def candidates(scene: Scene, toponyms: Sequence[Toponym], pool: Sequence[Toponym]) -> list[Candidate]:
    """One for each place of the pool and of the title, in the order of the text, and one for the outlet's home."""
    known = [t for t in toponyms if t.place]
    everywhere, company = Counter(map(_spot, known)), _company(known)
    crowded = max((n for (_, region), n in company.items() if not region), default=0) > 1
    filed, titled = filed_from(scene.text, known), set(map(_spot, scene.title))
    at: dict[Spot, list[Toponym]] = {}
    for t in (*pool, *scene.title):
        at.setdefault(_spot(t), []).append(t)
    inside = {id(t) for t in pool if _within(scene.spans, t)}
    found: list[Candidate] = []
    for spot, mentions in at.items():
        here = [t for t in mentions if id(t) in inside]
        place = mentions[0].place
        assert place
        counts: Counter[str] = Counter()
        for t in here[:_MOST]:
            _mention(scene, t, counts)
        counts["elsewhere"] = everywhere[spot] - len(here)
        features = _settled(counts) | _alone(scene, place, located=counts["locative"] > 0)
        features["title"] = spot in titled
        features["first"] = not found
        if filed is not None and (filed.lat, filed.lon) == spot:  # agencies write from capitals of what happens elsewhere
            features["filed from the capital" if filed.kind == "P.PPLC" else "filed"] = 1
        features["company"] = min(3, company[place.country, place.admin1_code] - 1) if place.admin1_code and known else 0
        features["alone in its country"] = crowded and company[place.country, ""] == 1
        features["evidence"] = min(10, max((scene.evidence.get(t.start, 0) for t in here), default=0))
        found.append(Candidate(place, here[0] if here else None, features))
    _compare(found)
    town = scene.home.town if scene.home else None
    if town and (town.lat, town.lon) not in at:
        found.append(Candidate(place_of_entry(town), None, {"home unnamed": 1}))
    return found


def _compare(found: Sequence[Candidate]) -> None:
    """What a place is beside the others: named most, the first where something happened, a town's county, a county's town."""
    most = max((c.features.get("mentions", 0) for c in found), default=0)
    there = next((c for c in found if c.features.get("told there")), None)
    for one in found:
        one.features["named most"] = one.features.get("mentions", 0) == most
        one.features["first told"] = one is there
        for other in found:
            if _holds(one.place, other.place):
                one.features["has a town" if one.place.precision == 3 else "has a part"] = 1
            elif other.place.precision == 3 and _holds(other.place, one.place):
                one.features["of a county"] = 1


def _holds(outer: Place, inner: Place) -> bool:
    """May the one be the county or region of the other?"""
    if outer.precision not in (3, 4) or inner.precision >= outer.precision or outer.country != inner.country:
        return False
    if outer.admin1_code != inner.admin1_code:
        return False
    return outer.precision == 4 or km(outer.lat, outer.lon, inner.lat, inner.lon) <= _AROUND[2]


def _spot(t: Toponym) -> Spot:
    assert t.place
    return t.place.lat, t.place.lon


def _within(spans: Sequence[tuple[int, int]], t: Toponym) -> bool:
    return any(a <= t.start < b for a, b in spans)


def _alone(scene: Scene, place: Place, *, located: bool) -> dict[str, int]:
    """What a place tells by itself: its level, and how it lies to the outlet's home."""
    features = {_LEVELS.get(place.precision, "wide"): 1, "capital": place.kind == "P.PPLC" and not located}
    if band := _home(scene, place):
        features[band] = 1
    return features


def _load() -> dict[str, int]:
    return {str(k): int(v) for k, v in json.loads(_WEIGHTS.read_text(encoding="utf-8")).items()}


WEIGHTS = _load()


def points(features: Mapping[str, int]) -> int:
    """What speaks for a place, in points."""
    return sum(WEIGHTS.get(name, 0) * value for name, value in features.items())
