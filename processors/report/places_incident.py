"""Where an incident happened, out of the places that its passage names."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from events.reports import Place, Toponym
from processors.report.gazetteer_names import key_of
from processors.report.places_words import LOCATIVE, NOUNS
from processors.report.streets import find_streets, is_district

_STOP = re.compile(r"[.!?…]['”’\")\]]*\s+(?=[^a-zа-я])|\n")
_INNER = frozenset(
    [
        "the",
        "city",
        "town",
        "village",
        "center",
        "centre",
        "suburb",
        "outskirts",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "downtown",
        "of",
        "ciudad",
        "de",
        "городе",
        "селе",
        "місті",
        "селі",
        "der",
        "stadt",
        "ville",
    ]
)
_NEAR = re.compile(
    r"\b(?:near|outside|(?:north|south|east|west)\w* of|miles \w+ of|km \w+ of|cerca de|nahe|"
    r"près de|возле|біля|под|около|قرب)\s+$",
    re.IGNORECASE,
)
_RESIDENCE = re.compile(
    r"(?:\d\d|\b(?:man|woman|resident|native|couple|Jr\.?|Sr\.?)),?\s+(?:of|from)\s+(?:\w+\s){0,2}$|"
    r"\b(?:born in|lives in|lived in|moved to|native of|resident of|raised in)\s+$"
)
_AFTER_ORG = re.compile(
    r"(?:['’]s)?\s(?:Times|News|Tribune|Herald|Post|Journal|Chronicle|University|State|Bears|Bulls|officials? said|said|says)\b"
)
_DATELINE = re.compile(r"[^\n]{0,60}?(?:—|–|--|\s-\s)")
_SHORT = 3  # letters of a name that may stand in a title by chance
_TELLING = 400  # characters around an anchor in which a place name still counts as told with it


def _dateline(text: str, toponyms: Sequence[Toponym]) -> Toponym | None:
    """The town that the article is filed from: its first name, before a dash, in the first paragraphs."""
    for t in toponyms[:4]:
        leads = t.start == 0 or text[max(0, t.start - 2) : t.start].endswith("\n") or t.surface.isupper()
        if t.place and t.start < 400 and leads and _DATELINE.match(text, t.end):
            return t
    return None


def _locative(text: str, at: int) -> bool:
    """Does "in", "near", "в" … stand before, perhaps with "the city of" or the like between?"""
    for word in reversed(text[max(0, at - 40) : at].split()):
        if (small := word.lower()) in LOCATIVE or key_of(small) in NOUNS:
            return True
        if small not in _INNER:
            return False
    return False


def _sentence(text: str, at: int) -> tuple[int, int]:
    low = max(0, at - _TELLING)
    start = low
    for m in _STOP.finditer(text, low, at):
        start = m.end()
    stop = _STOP.search(text, at)
    return start, min(stop.end() if stop else len(text), at + _TELLING)


def _worth(
    text: str,
    t: Toponym,
    counts: Counter[tuple[float, float]],
    sentences: Sequence[tuple[int, int, int]],
    filed: Toponym | None,
    company: Mapping[tuple[str, str, str], int],
    title: str,
) -> int:
    """How much speaks for the incident's having happened there."""
    assert t.place
    level = {1: 12, 3: 1, 4: -2, 5: -2, 6: -4}.get(t.place.precision, -8)
    score = (
        level
        + min(8, 2 * counts[t.place.lat, t.place.lon])
        + company.get((t.place.country, t.place.admin1_code, t.place.name), 0)
    )
    locative = _locative(text, t.start)
    score += 4 * locative
    if _RESIDENCE.search(text, max(0, t.start - 40), t.start):
        score -= 8
    if _AFTER_ORG.match(text, t.end):
        score -= 2
    if t.place.kind == "P.PPLC" and not locative:
        score -= 4
    if filed and t.place == filed.place:  # agencies write from capitals of what happens elsewhere
        score += 6 if t.place.kind != "P.PPLC" else -8 if t.start == filed.start else 0
    if len(t.surface) > _SHORT and t.surface.casefold() in title:
        score += 5
    told = 0
    for anchor, start, end in sentences:
        if start <= t.start < end:
            told = max(told, 8 if t.start < anchor else 6)
        elif 0 < anchor - t.start < _TELLING:
            told = max(told, 3)
    return score + told


def _below(text: str, spans: Sequence[tuple[int, int]], anchors: Sequence[int]) -> str:
    """The street of the passage that is nearest to what it tells, or the district where it names no street."""
    inside = [s for s in find_streets(text) if any(a <= s.start < b for a, b in spans)]
    if not inside:
        return ""
    finer = [s for s in inside if not is_district(s.surface)] or inside
    return min(finer, key=lambda s: (min((abs(s.start - a) for a in anchors), default=0), s)).surface


def _company(known: Sequence[Toponym]) -> dict[tuple[str, str, str], int]:
    """(country, region, name) -> 3 for each other name of the same region, 9 at most: strays are often no places at all. So 8
    less for a name that alone stands for its country where another country has several."""
    names = sorted({(t.place.country, t.place.admin1_code, t.place.name) for t in known if t.place})
    regions = Counter(name[:2] for name in names if name[1])
    countries = Counter(name[0] for name in names)
    alone = {c for c, n in countries.items() if n == 1} if max(countries.values(), default=0) > 1 else set()
    return {name: (min(9, 3 * (regions[name[:2]] - 1)) if name[1] else 0) - 8 * (name[0] in alone) for name in names}


def _telling(text: str, inside: Sequence[Toponym], sentences: Sequence[tuple[int, int, int]]) -> list[Toponym]:
    """Of the regions and countries that a passage names, those that say where: told with the event, or after a locative word.
    One that only speaks ("France denied it") is no place of the incident."""
    told = [t for t in inside if any(start <= t.start < end for _, start, end in sentences) or _locative(text, t.start)]
    return told if sentences else list(inside)


def place_of(
    text: str, spans: Sequence[tuple[int, int]], toponyms: Sequence[Toponym], anchors: Sequence[int] = (), title: str = ""
) -> Place | None:
    """Where an incident told in these spans happened; `anchors` are offsets of the words that tell the event, `title` the
    headline that stands over them.

    Names told with the event, after a locative word, in the dateline, in the title and often named count; where people live or
    come from, newspapers and capitals that "say" something count less. Without a town in the spans: the country that they name,
    no finer than it is known; else the article's main town. `precision` is 2 for "near TOWN"; `below` the nearest street or
    district in the spans.
    """
    known = [t for t in toponyms if t.place]
    if not known:
        return None
    inside = [t for t in known if any(a <= t.start < b for a, b in spans)]
    towns = [t for t in inside if t.place and t.place.precision <= 4]
    filed = _dateline(text, known)
    counts = Counter((t.place.lat, t.place.lon) for t in known if t.place)
    sentences = [(a, *_sentence(text, a)) for a in anchors]
    company = _company(known)
    wide, headline = _telling(text, inside, sentences), title.casefold()
    pool = towns or wide or [t for t in known if t.place and t.place.precision == 1] or known
    best = max(pool, key=lambda t: (_worth(text, t, counts, sentences, filed, company, headline), -t.start))
    assert best.place
    precision = (
        2 if best.place.precision == 1 and _NEAR.search(text, max(0, best.start - 30), best.start) else best.place.precision
    )
    below = _below(text, spans, anchors) or best.place.below
    return msgspec.structs.replace(best.place, below=below, precision=precision)
