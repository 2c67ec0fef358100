"""What a text does with a place where it names it: told with the event, as a home, a court, a hospital …

No feature knows a language or a country: the words that they ask for stand in the tables.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from events.reports import Toponym
from processors.report.gazetteer.gazetteer import CAPITAL
from processors.report.places.asides import asides, regional, toward
from processors.report.places.beside import (
    BESIDE,
    TOWN_LEVEL,
    Spot,
    announced,
    distance,
    lies,
    locative,
    paired,
    qualified,
    spoke,
    words_of,
)
from processors.report.places.outlets import Home
from processors.report.places.streets import StreetMention
from processors.report.places.words import AUTHORITIES, CARE, COURTS, INHABITANTS
from processors.report.spans import within

RESIDENCE = re.compile(
    r"(?:\d\d|\b(?:man|woman|resident|native|couple|Jr\.?|Sr\.?)),?\s+(?:of|from)\s+(?:\w+\s){0,2}$|"
    r"\b(?:born in|lives in|lived in|moved to|native of|resident of|raised in)\s+$|"
    r"\b(?:(?i:жител|урожен|граждан|супруг|семь[яиеёю]|турист|студент|выходц|мешкан|урожд|уродж|громадян|родин))\w*\s(?:(?:из|з|із|зі)\s)?$|"
    r"\b(?i:мужчин|женщин|чоловік|жінк)\w*\s(?:из|з|із|зі)\s$|\b(?:родил|живёт|живет|прожива|народи|мешка)\w*\s[ву]\s$|"
    r"\b(?i:vecin[oa]|natural|oriund[oa]|originari[oa]|residente|ciudadan[oa]|nacid[oa])(?:e?s)?\s(?:de|en)\s$|"
    r"\b(?i:habitant|originaire|nati[fv]|résident|domicilié|né|ressortissant)e?s?\s(?:de\s|d['’]|du\s|des\s|à\s)$|"
    r"(?:Jährige[nr]?|Mann|Frau|Familie|Ehepaar|Fahrer|Fahrerin|Student|Studentin|Bewohner|Einwohner)\saus\s(?:dem\s|der\s)?$|"
    r"من\s(?:سكان|أهالي|مواليد|أبناء)\s$"
)
_NAMED_AFTER = re.compile(
    r"(?:['’]s)?\s(?:Times|News|Tribune|Herald|Post|Journal|Chronicle|University|State|Bears|Bulls|officials? said|said|says)\b"
)
NEAR = re.compile(
    r"\b(?:near|outside|(?:north|south|east|west)\w* of|miles \w+ of|km \w+ of|cerca de|nahe|"
    r"près de|возле|біля|под|около|قرب)\s+$",
    re.IGNORECASE,
)
# Both begin with one of a set of signs, so that the search can leap to the next of them.
_ENDS = re.compile(r"[.!?…\n](?:(?<=\n)|\s)")
_STOP = re.compile(r"[.!?…\n](?:(?<=\n)|['”’\")\]]*\s+(?=[^a-zа-я]))")
_TELLING = 400  # characters around an anchor in which a place name still counts as told with it
_LEAD = 300
_CLOSE = 60
_STREET = 30  # characters between a street and its town
_CAPS = {
    "mentions": 5,
    "elsewhere": 3,
    "locative": 3,
    "told before": 2,
    "told after": 2,
    "told there": 2,
    "before telling": 2,
    "lead": 2,
    "in the first telling": 1,
}


class Scene(NamedTuple):
    """What a place is judged by. `told`: (anchor, start, end) of the sentences that tell the event; `anchors`: where its words
    stand, sorted. `title`: the places of the title, `headline`, where it is of this incident. `evidence`: how surely the name at
    an offset is a place. `streets`: sorted. `alone`: the article tells of no other incident."""

    text: str
    spans: Sequence[tuple[int, int]]
    told: Sequence[tuple[int, int, int]]
    anchors: Sequence[int] = ()
    title: Sequence[Toponym] = ()
    home: Home | None = None
    evidence: Mapping[int, int] = MappingProxyType({})
    streets: Sequence[StreetMention] = ()
    headline: str = ""
    alone: bool = False


class Marks(NamedTuple):
    """Where the names of an article stand that are `qualified`, those that are `paired`, and those where somebody `spoke`; and
    the towns and counties of which it says that one `lies` in the other; that are `asides`, and
    the one that the article is `filed` from, -1 for none."""

    qualified: frozenset[int]
    paired: frozenset[int]
    spoke: frozenset[int]
    lies: frozenset[tuple[Spot, Spot]]
    asides: frozenset[int]
    filed: int


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
        stop = _STOP.search(text, anchor, min(len(text), anchor + _TELLING))
        found.append((anchor, start, min(stop.end() if stop else len(text), anchor + _TELLING)))
    return found


def marks_of(scene: Scene, known: Sequence[Toponym], filed: Toponym | None) -> Marks:
    """What stands around the names of an article."""
    text, pairs, spoken = scene.text, paired(scene.text, known), spoke(scene.text, known)
    aside = frozenset[int]()
    local = scene.home and scene.home.towns and not scene.home.guessed
    if not local:  # whose hospital, court and ministry are where its news happens
        inside = [t for t in known if within(scene.spans, t.start)]
        sure = {t.start for t in inside if t is filed or _is_beside(text, t)}
        aside = asides(text, inside, scene.anchors, sure | pairs | spoken)
        wide = frozenset(t.start for t in inside if t.place and t.place.precision <= TOWN_LEVEL and regional(text, t))
        beside = wide | aside
        if any(t.start not in beside and _put(text, t) for t in inside):
            aside = beside
    return Marks(qualified(text, known), pairs, spoken, lies(text, known), aside, filed.start if filed else -1)


def _put(text: str, t: Toponym) -> bool:
    """Is it a town in which something is said to be?"""
    return t.place is not None and t.place.precision <= TOWN_LEVEL and (locative(text, t.start) or announced(text, t))


def _is_beside(text: str, t: Toponym) -> bool:
    """Is it somebody's home, or far from where it happened?"""
    return bool(RESIDENCE.search(text, max(0, t.start - 40), t.start)) or distance(text, t.start) == "far off"


def mention(scene: Scene, t: Toponym, named: "Marks", found: Counter[str]) -> None:
    """Adds what one mention within the passage tells."""
    text = scene.text
    put = locative(text, t.start)
    residence = RESIDENCE.search(text, max(0, t.start - 40), t.start)
    before = words_of(_ENDS.split(text[max(0, t.start - 50) : t.start])[-1])
    following = _ENDS.split(text[t.end : t.end + 40], maxsplit=1)[0]
    after, beside = words_of(following.split(",", 1)[0]), words_of(following[:BESIDE])
    found["mentions"] += 1
    found["locative"] += put
    found["residence"] += bool(residence)
    found["inhabitants"] += not INHABITANTS.isdisjoint(beside)
    found["named after"] += bool(_NAMED_AFTER.match(text, t.end))
    found["authorities"] += not AUTHORITIES.isdisjoint(beside)
    found["care"] += not (CARE.isdisjoint(before) and CARE.isdisjoint(after))
    found["court"] += not (COURTS.isdisjoint(before) and COURTS.isdisjoint(after))
    found["near"] += bool(NEAR.search(text, max(0, t.start - 30), t.start))
    found["doubtful"] += bool(t.candidates)
    found["qualified"] += t.start in named.qualified
    if off := distance(text, t.start):
        found[off] += 1
    else:
        found["toward"] += t.start in named.paired or toward(text, t)
    found["after a street"] += _after_street(scene.streets, t.start)
    found["lead"] += t.start < scene.spans[0][0] + _LEAD
    found["announced"] += (called := announced(text, t))
    aside, filed = t.start in named.asides, t.start == named.filed
    found["sent"] += filed and aside and t.place is not None and t.place.kind == CAPITAL
    telling = any(start <= t.start < end for _, start, end in scene.told)
    if aside:
        found["aside"] += 1
    elif called or (telling and put):
        found["scene"] += 1
    if not aside or filed:
        _with_telling(scene, t, found, there=put and not residence)


def _after_street(streets: Sequence[StreetMention], at: int) -> bool:
    """ "in the 900 block of Garden Way in Salem"."""
    i = bisect_right(streets, at, key=lambda street: street.end)
    return i > 0 and at - streets[i - 1].end < _STREET


def _with_telling(scene: Scene, t: Toponym, found: Counter[str], *, there: bool) -> None:
    """Adds how a mention lies to the words that tell the event."""
    found["in the first telling"] += bool(scene.told) and scene.told[0][1] <= t.start < scene.told[0][2]
    for anchor, start, end in scene.told:
        if start <= t.start < end:
            found["told before" if t.start < anchor else "told after"] += 1
            found["told there"] += there
            found["close"] += abs(anchor - t.start) < _CLOSE
            break
        if 0 < anchor - t.start < _TELLING:
            found["before telling"] += 1
            break


def in_title(scene: Scene, mentions: Sequence[Toponym]) -> dict[str, int]:
    """What the title does with a place: `mentions` are those in it."""
    after = (scene.headline[t.end : t.end + BESIDE] for t in mentions)
    return {
        "title": bool(mentions),
        "title there": any(locative(scene.headline, t.start) for t in mentions),
        "title inhabitants": any(not INHABITANTS.isdisjoint(words_of(words)) for words in after),
    }


def settled(found: Counter[str]) -> dict[str, int]:
    """Counts capped; of residence, care, court …, whether it is all mentions or some."""
    sent = found.pop("sent", 0) > 0
    features = {name: min(n, _CAPS.get(name, 1)) for name, n in found.items() if n}
    for name in ("residence", "care", "court", "near", "named after", "doubtful", "toward", "far off"):
        if found[name] and found[name] == found["mentions"]:
            features[f"only {name}"] = 1
    all_aside = sent or found["aside"] == found["mentions"]  # what else a capital is named for tells little
    features["only aside"] = found["aside"] > 0 and not found["scene"] and all_aside
    return features
