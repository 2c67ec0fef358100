"""What a text does with a place where it names it: told with the event, as a home, a court, a hospital …

No feature knows a language or a country: the words that they ask for stand in the tables.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from events.reports import Toponym
from processors.report.gazetteer import CAPITAL
from processors.report.gazetteer_names import key_of, unprefixed
from processors.report.outlets import Home
from processors.report.places_asides import asides, regional, toward
from processors.report.places_words import AUTHORITIES, CARE, COUNTY_WORDS, COURTS, INHABITANTS, INNER, LOCATIVE, NOUNS
from processors.report.spans import within
from processors.report.streets import StreetMention

_WORD = re.compile(r"[^\W\d_]+")
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
_DISTANCE = re.compile(  # "70 km east of", "a 30 kilómetros de", "في 20 كم"; the unit first, so that the search can leap to it
    r"(?i:(?<=[\d\s-])(?P<unit>kil[oóò]m[eèé]t\w*|km|miles?|км|кілометр\w*|километр\w*|верст\w*|كم|كيلومتر\w*)\b)[^\n.;:()\d]{0,40}$"
)
_NUMBER = re.compile(r"(\d+)(?:[.,]\d+)?[\s-]?$")
_SPOKEN = re.compile(  # "told reporters in", "in a statement issued in"
    r"(?i:\b(?:reporters|journalists|newsmen|media|press|conference|briefing|statement|interview|correspondent)\b|"
    r"\b(?:журналист|корреспондент|кореспондент|репорт[её]р|periodistas|journalistes|journalisten|pressekonferenz)\w*|للصحفيين)"
    r"[^.;:\n]{0,20}\s(?:in|from|at|в|у|en|à|في)\s$"
)
_TOWN = re.compile(
    r"\s(?:town|village|hamlet|township|settlement)\b(?!\s(?:hall|council|board|meeting|clerk|green|police|official|manager))"
)
_IN = re.compile(r"(?:\s\w+)?(?:,\s|\sin\s(?:the\s)?(?:\w+\s)?)")
_COUNTY = 3  # where_prec
_FAR_OFF = 30  # km: another town is nearer
_DATELINE = re.compile(r"[^\n]{0,60}?(?:—|–|--|\s-\s|\.-\s?)|\s?/\s")  # "Quito, 3 may (EFE).- ", "بعقوبة/ الوكالة"
# At the very beginning a full stop or a colon will do: "Lima. Five …", "БАРНАУЛ, 14 февраля. …", "BENGALURU: …"
_OPENING = re.compile(r"(?:\s?[,/(][^\n.:—–]{0,40})?(?:\.|\s?:|\s?\(\w+\)\.)\s")
_BYLINE = re.compile(r"(?:By|From|Von|Aus|Par|Por|De|Desde)\s[^\n!?]{0,80}$")  # "By A. Writer in Derby", "From A. Writer, Derby"
_DASHES = frozenset({"-", "–", "—", " - ", " – ", " — "})
# Both begin with one of a set of signs, so that the search can leap to the next of them.
_ENDS = re.compile(r"[.!?…\n](?:(?<=\n)|\s)")
_STOP = re.compile(r"[.!?…\n](?:(?<=\n)|['”’\")\]]*\s+(?=[^a-zа-я]))")
_TELLING = 400  # characters around an anchor in which a place name still counts as told with it
_LEAD = 300
_CLOSE = 60
_STREET = 30  # characters between a street and its town
_BESIDE = 14  # characters behind a name in which a word belongs to it
_COMMA, _TOWN_LEVEL = 3, 2  # characters; precision
_IN_REGION = 24  # characters
_INSIDE, _GROWN_IN = frozenset({"in", "в", "у", "en", "im", "في", "داخل"}), "ب"
_HEAD = 200
_OF = frozenset({"of", "de", "d'", "d’", "von"})


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


Spot = tuple[float, float]


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


def lies(text: str, toponyms: Sequence[Toponym]) -> frozenset[tuple[Spot, Spot]]:
    """ "Balabac town in southern Palawan", "El Wak, Mandera": large counties reach farther than can be told by their middle."""
    return frozenset(
        ((a.place.lat, a.place.lon), (b.place.lat, b.place.lon))
        for a, b in pairwise(toponyms)
        if a.place and b.place and a.place.precision < b.place.precision == _COUNTY and _IN.fullmatch(text, a.end, b.start)
        if (a.place.country, a.place.admin1_code) == (b.place.country, b.place.admin1_code)
    )


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


def announced(text: str, t: Toponym) -> bool:
    """Does "the city of", "the village", "в селе" … stand before, or "town" behind it?"""
    words = text[max(0, t.start - 40) : t.start].split()
    if words and words[-1].lower() in _OF:
        words.pop()
    key = key_of(words[-1]) if words else ""
    put = (
        bool(words) and not words[-1].endswith(",") and not NOUNS.isdisjoint((key, *unprefixed(key)))
    )  # not "MANILA CITY, Philippines"
    return put or bool(_TOWN.match(text, t.end))


def of_district(text: str, t: Toponym) -> bool:
    """Is it the name of a district, as "Mandera County" is, which has it from a town?"""
    word = _WORD.search(text, t.end, t.end + _BESIDE + 2)
    return word is not None and text[t.end : word.start()] == " " and word[0].lower() in COUNTY_WORDS


def distance(text: str, at: int) -> str:
    """How a distance before a name tells of it: "off" it ("5 km from") or "far off" ("70 km east of"); "" without one."""
    unit = _DISTANCE.search(text, max(0, at - 60), at)
    if unit is None:
        return ""
    number = _NUMBER.search(text, max(0, unit.start() - 12), unit.start())
    far = number is not None and int(number[1]) * (1.6 if unit["unit"].lower().startswith("mile") else 1) >= _FAR_OFF
    return "far off" if far else "off"


def opened(text: str, t: Toponym) -> bool:
    """Does the text open with it, before a full stop or a colon and no dash?"""
    return t.start == 0 and bool(_OPENING.match(text, t.end)) and not _DATELINE.match(text, t.end)


def filed_from(text: str, toponyms: Sequence[Toponym]) -> Toponym | None:
    """The town that the article is filed from: its first name, before a dash, in the first paragraphs, or in a byline."""
    for t in toponyms[:4]:
        if t.place and opened(text, t):
            return t
        leads = t.start == 0 or text[max(0, t.start - 2) : t.start].endswith("\n") or t.surface.isupper()
        if t.place and t.start < 400 and leads and _DATELINE.match(text, t.end):
            return t
        line = text.rfind("\n", 0, t.start) + 1
        if t.place and line <= _HEAD and text[t.end : t.end + 1] == "\n" and _BYLINE.match(text[line : t.start]):
            return t
    return None


def _words(text: str) -> set[str]:
    return {w.lower() for w in _WORD.findall(text)}


def qualified(text: str, toponyms: Sequence[Toponym]) -> frozenset[int]:
    """Where names stand whose region or country follows after the comma, "Salem, Ore.", or whose region after "in"."""
    return frozenset(
        a.start
        for a, b in pairwise(toponyms)
        if a.place
        and b.place
        and b.start - a.end <= _IN_REGION
        and 4 <= b.place.precision > a.place.precision
        and a.place.country == b.place.country
        and (
            (b.start - a.end <= _COMMA and text[a.end : a.end + 1] in (",", "("))
            or (a.place.admin1_code == b.place.admin1_code != "" and _in(text[a.end : b.start], b.surface))
        )
    )


def _in(gap: str, region: str) -> bool:
    """Does only "in", "in the province of" … stand before a region? In Arabic it may have grown onto the name."""
    words = gap.lower().split()
    if not words:
        return gap == " " and region.startswith(_GROWN_IN)
    return words[0] in _INSIDE and all(w in INNER or key_of(w) in NOUNS for w in words[1:])


def paired(text: str, toponyms: Sequence[Toponym]) -> frozenset[int]:
    """Where names stand that a dash joins: a route."""
    joined = [(a.start, b.start) for a, b in pairwise(toponyms) if text[a.end : b.start] in _DASHES]
    return frozenset(start for pair in joined for start in pair)


def spoke(text: str, toponyms: Sequence[Toponym]) -> frozenset[int]:
    """Where names stand of towns in which somebody spoke to reporters, and nothing else is told of them there."""
    return frozenset(t.start for t in toponyms if _SPOKEN.search(text, max(0, t.start - 60), t.start))


def marks_of(scene: Scene, known: Sequence[Toponym], filed: Toponym | None) -> Marks:
    """What stands around the names of an article."""
    text, pairs, spoken = scene.text, paired(scene.text, known), spoke(scene.text, known)
    aside = frozenset[int]()
    local = scene.home and scene.home.towns and not scene.home.guessed
    if not local:  # whose hospital, court and ministry are where its news happens
        inside = [t for t in known if within(scene.spans, t.start)]
        sure = {t.start for t in inside if t is filed or _is_beside(text, t)}
        aside = asides(text, inside, scene.anchors, sure | pairs | spoken)
        wide = {t.start for t in inside if t.place and t.place.precision <= _TOWN_LEVEL and regional(text, t)}
        if any(t.start not in wide | aside and _put(text, t) for t in inside):
            aside |= wide
    return Marks(qualified(text, known), pairs, spoken, lies(text, known), aside, filed.start if filed else -1)


def _put(text: str, t: Toponym) -> bool:
    """Is it a town in which something is said to be?"""
    return t.place is not None and t.place.precision <= _TOWN_LEVEL and (locative(text, t.start) or announced(text, t))


def _is_beside(text: str, t: Toponym) -> bool:
    """Is it somebody's home, or far from where it happened?"""
    return bool(RESIDENCE.search(text, max(0, t.start - 40), t.start)) or distance(text, t.start) == "far off"


def of_care(text: str, t: Toponym) -> bool:
    """Is it what a hospital is called by: "مستشفى ميدي"?"""
    before = text[max(0, t.start - 40) : t.start].split()
    return bool(before) and not CARE.isdisjoint((word := before[-1].lower(), *unprefixed(word)))


def mention(scene: Scene, t: Toponym, named: "Marks", found: Counter[str]) -> None:
    """Adds what one mention within the passage tells."""
    text = scene.text
    put = locative(text, t.start)
    residence = RESIDENCE.search(text, max(0, t.start - 40), t.start)
    before = _words(_ENDS.split(text[max(0, t.start - 50) : t.start])[-1])
    following = _ENDS.split(text[t.end : t.end + 40], maxsplit=1)[0]
    after, beside = _words(following.split(",", 1)[0]), _words(following[:_BESIDE])
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
    after = (scene.headline[t.end : t.end + _BESIDE] for t in mentions)
    return {
        "title": bool(mentions),
        "title there": any(locative(scene.headline, t.start) for t in mentions),
        "title inhabitants": any(not INHABITANTS.isdisjoint(_words(words)) for words in after),
    }


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
