"""What stands beside a name of a place in a text: prepositions, "the city of", distances, datelines, a region behind it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from events.reports import Toponym
from processors.report.gazetteer.names import key_of, unprefixed
from processors.report.places.words import CARE, COUNTY_WORDS, INNER, LOCATIVE, NOUNS

_WORD = re.compile(r"[^\W\d_]+")
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
BESIDE = 14  # characters behind a name in which a word belongs to it
_COMMA, TOWN_LEVEL = 3, 2  # characters; precision
_IN_REGION = 24  # characters
_INSIDE, _GROWN_IN = frozenset({"in", "в", "у", "en", "im", "في", "داخل"}), "ب"
_HEAD = 200
_OF = frozenset({"of", "de", "d'", "d’", "von"})
Spot = tuple[float, float]


def lies(text: str, toponyms: Sequence[Toponym]) -> frozenset[tuple[Spot, Spot]]:
    """ "Balabac town in southern Palawan", "El Wak, Mandera": large counties reach farther than can be told by their middle."""
    return frozenset(
        ((a.place.lat, a.place.lon), (b.place.lat, b.place.lon))
        for a, b in pairwise(toponyms)
        if a.place and b.place and a.place.precision < b.place.precision == _COUNTY and _IN.fullmatch(text, a.end, b.start)
        if (a.place.country, a.place.admin1_code) == (b.place.country, b.place.admin1_code)
    )


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
    word = _WORD.search(text, t.end, t.end + BESIDE + 2)
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


def words_of(text: str) -> set[str]:
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


def of_care(text: str, t: Toponym) -> bool:
    """Is it what a hospital is called by: "مستشفى ميدي"?"""
    before = text[max(0, t.start - 40) : t.start].split()
    return bool(before) and not CARE.isdisjoint((word := before[-1].lower(), *unprefixed(word)))
