"""Where an article names a place for something beside its incident: where the hurt were brought, a court sits, a ministry speaks,
somebody comes from or was bound for, or the report was filed."""

import re
from bisect import bisect_left
from collections.abc import Container, Sequence

from events.reports import Toponym
from processors.report.places.words import (
    CARE,
    CARRIED,
    COURTS,
    KIN,
    LOCATIVE,
    MOVING,
    OFFICES,
    PRISONS,
    REGIONAL,
    SEIZED,
    TOWARD,
)

_WORD = re.compile(r"[^\W\d_]+")
_BEFORE, _AFTER = 60, 30  # characters
_BREAK = re.compile(r"[.!?…\n;:,«»“”\"()](?=\s|$)|\s[-–—]\s|[(«“]")  # what is before or behind says nothing of the name
_MOVED = CARRIED | SEIZED
_BESIDE = (CARE | COURTS | KIN | OFFICES | _MOVED) - PRISONS  # where there is a riot, it is in a prison
_NEXT = re.compile(r" ([^\W\d_]+)")
_OF = frozenset({"of", "de", "del"})
_STOP = re.compile(r"[.!?…;:\n]")
_MOVES = 5  # words
_BETWEEN, _BESIDE_IT = 50, 15  # characters
_TOWN = 2  # precision
_NEARBY = re.compile(
    r"\b(?:near|outside|suburb|outskirts|(?:north|south|east|west)\w* of|miles|km|kilom\w+|cerca de|afueras|periferia|près|"
    r"banlieue|périphérie|nahe|bei|Vorort|unweit|под|возле|около|близ|недалеко|пригород\w*|біля|поблизу|неподалік|передміст\w*|км|"
    r"قرب|ضاحية|ضواحي|كيلومتر\w*)\b"
)
_SUBURB = re.compile(r"(?:-area)? suburb\b")  # "the Houston suburb of Katy" is Katy, "Katy, a suburb of Houston" too
_FROM, _TO = frozenset({"von", "de", "d'", "d’"}), (" nach ", " à ", " a ", " hasta ")
_NEAR = LOCATIVE | {"close", "next", "adjacent", "closest", "nearest"}
_JOINED = re.compile(
    r"\s?/\s?|, | و(?:إلى )?| (?:to|nach|à|в|у|до|إلى) |"  # what comes behind "to" is where it went from there
    r",? (?:and|und|sowie|y|e|et|и|та|і|й) (?:(?:in|to|from|of|aus|nach|de|a|à|en|в|у|из|з|із) |d['’])?"
)


def toward(text: str, t: Toponym) -> bool:
    """Is it where somebody comes from or goes: "from A", "Gokarna-bound"? Not "not far from A"."""
    words = text[max(0, t.start - 30) : t.start].lower().split()
    if words and words[-1] in _FROM and text[t.end : t.end + 6].startswith(_TO):
        return True
    if words and words[-1] in TOWARD:
        return len(words) < 2 or words[-2] in TOWARD or words[-2] not in _NEAR
    return text[t.end : t.end + 6] == "-bound"


def asides(text: str, toponyms: Sequence[Toponym], anchors: Sequence[int], known: Container[int]) -> frozenset[int]:
    """Where names stand so. `anchors`: sorted offsets of the words that tell of the incident; `known`: of names that are aside
    by other signs. What is joined to such a name by "and" is so, too."""
    found: set[int] = set()
    before: Toponym | None = None
    for t in toponyms:
        joined = before is not None and before.start in found and _JOINED.fullmatch(text, before.end, t.start)
        around = before is not None and _around(text, before, t, _BESIDE_IT if before.start in found else _BETWEEN)
        if t.start in known or joined or around or toward(text, t) or _seated(text, t, anchors, before.end if before else 0):
            found.add(t.start)
        before = t
    return frozenset(found)


def regional(text: str, t: Toponym) -> bool:
    """Does a town's name stand for its region: "Karaganda region", "Gebiet Charkiw"?"""
    words = [word for word in text[max(0, t.start - 30) : t.start].lower().split() if word not in _OF]
    behind = _NEXT.match(text, t.end)
    return (bool(words) and words[-1] in REGIONAL) or (behind is not None and behind[1].lower() in REGIONAL)


def _around(text: str, before: Toponym, t: Toponym, most: int) -> bool:
    """Does it only tell where the town before lies: "in A, a suburb of B", "A near B"?"""
    between = text[before.end : t.start]
    town = before.place is not None and before.place.precision <= _TOWN
    if not town or len(between) > most or _SUBURB.match(between):
        return False
    return not _STOP.search(between) and bool(_NEARBY.search(between))


def _seated(text: str, t: Toponym, anchors: Sequence[int], least: int) -> bool:
    """Is it told of a hospital, a court or an office there, or of who was brought there? A word that tells of the incident
    between ("hospital after a crash in A") belongs to the place."""
    low = max(least, t.start - _BEFORE)
    for stop in _BREAK.finditer(text, low, t.start):
        low = stop.end()
    next_anchor = bisect_left(anchors, t.start)
    low = max(low, anchors[next_anchor - 1]) if next_anchor else low
    words = _WORD.findall(text[low : t.start].lower())
    if not _BESIDE.isdisjoint(words) or not MOVING.isdisjoint(words[-_MOVES:]):
        return True
    end = _BREAK.search(text, t.end, t.end + _AFTER)
    behind = _WORD.findall(text[t.end : end.start() if end else t.end + _AFTER].lower())
    return bool(behind) and (behind[0] in _BESIDE or behind[-1] in _MOVED)
