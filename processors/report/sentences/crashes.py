"""Crashes told by what crashed: a train that struck a van is no car crash, nor is a "crash" of which only a plane is told.

A table may name vehicles of each kind of crash (`vehicles`) and what happens to them (`crashing`: by itself; `striking`: where
they do it, or something is done "by" them). It is asked in each clause.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from processors.report.words.figurative import is_figurative
from processors.report.words.lexicon import table_of
from processors.report.words.tokens import Token

_FAR, _NEAR = 12, 5  # words from a vehicle to what it does; from "hit by" to a vehicle
_WEIGHT = 3
_BESIDE_VICTIMS = 2
_VICTIMS = frozenset("KDIFMSCERVYUj")  # of words that tell of somebody killed, hurt or saved
_ANY, _NO_SUBJECT = "road_crash", "b"
_BY, _WITH, _OUT, _OFF = "by", "with", "out", "off"
_STOPPED = ("broke", "down")
_HURT = frozenset({"killed", "injured", "hurt"})  # "struck and killed by a train"
_CRASH = frozenset({"crash", "crashes", "collision", "collisions"})
_RAIL, _DRIVERS = "rail_crash", frozenset({"driver", "drivers"})  # trains have them, too
_LINKS = frozenset({"of", "involving", "between"})
_OF = 3  # "crash of a"
_INTO = 4  # words from "slammed" to "into"
_LEFT, _ROAD = "left", re.compile(r"[abmn]\d+$")  # "left the A77"
_THEN = frozenset({"after", "before", "because", "although", "though", "since", "until"})
_COLLAPSE, _COLLAPSED = "structure_collapse", 6  # words


class Crashes(NamedTuple):
    """Vehicle -> kind of crash; word -> kind that it tells of where somebody is hurt ("a baler"); what vehicles do by themselves;
    what they do to others; words that make another thing of the vehicle before them ("bus stop"); how they move, and where to;
    what may collapse, and two words in a row for how it does; what they do "into" something, and such small words; those that
    "strike" as weapons do; words behind a verb by which nothing crashes ("struck a deal"); words of roads."""

    vehicles: Mapping[str, str]
    with_victims: Mapping[str, str]
    crashing: frozenset[str]
    striking: frozenset[str]
    beside: frozenset[str]
    moving: frozenset[str]
    onto: frozenset[str]
    structures: frozenset[str]
    collapsing: frozenset[str]
    into: frozenset[str]
    against: frozenset[str]
    armed: frozenset[str]
    figurative: frozenset[str]
    road: frozenset[str]


@lru_cache(maxsize=16)
def crashes_of(language: str) -> Crashes | None:
    """Those of a language's table, if it has any."""
    table = table_of(language)
    if "vehicles" not in table:
        return None
    kinds, words = table["vehicles"], table["crashes"]
    vehicles = {word: kind for kind, of in kinds.items() for word in of.split()}
    with_victims = {word: kind for kind, of in table["with_victims"].items() for word in of.split()}
    return Crashes(vehicles, with_victims, *(frozenset(words[name].split()) for name in Crashes._fields[2:]))


def add_crashes(kinds: dict[str, int], words: Sequence[Token], table: Crashes) -> None:
    """Adds to the kinds that a sentence tells of what its vehicles did."""
    texts = [w.text for w in words]
    if table.vehicles.keys().isdisjoint(texts):
        return
    vehicles = [(i, table.vehicles[text]) for i, text in enumerate(texts) if text in table.vehicles]
    at = {i: kind for i, kind in vehicles if not _is_beside(words, i, table)}
    told = {kind for i, kind in at.items() if _crashes(words, i, table)}
    told |= {kind for i, kind in at.items() if _is_by(words, i, table)}
    for kind in sorted(told):
        kinds[kind] = max(kinds.get(kind, 0), _WEIGHT)
    at |= {i: kind for i, kind in vehicles if i + 1 < len(words) and words[i + 1].text in _CRASH}
    if at and _ANY not in at.values() and kinds.get(_ANY, 0) > 0:
        moved = _kind_of_crash(words, at, told, table)  # "the crash", where no car is told of
        if moved:
            kinds[moved] = max(kinds.get(moved, 0), kinds.pop(_ANY))


def add_beside_victims(kinds: dict[str, int], words: Sequence[Token], table: Crashes) -> None:
    """Adds what tells of a kind only where somebody is killed, hurt or saved: "killed by a machine", "died in a fire"."""
    if _VICTIMS.isdisjoint([w.code for w in words]):
        return
    told = {table.with_victims.get(w.text) for w in words}
    told |= {table.with_victims.get(f"{a.text}_{b.text}") for a, b in pairwise(words)}
    for kind in sorted(k for k in told if k):
        kinds[kind] = kinds.get(kind, 0) + _BESIDE_VICTIMS


def add_collapses(kinds: dict[str, int], words: Sequence[Token], table: Crashes) -> None:
    """Adds what a building or a part of one did: "part of a mosque under renovation came down"."""
    texts = [w.text for w in words]
    for i in [i for i, text in enumerate(texts) if text in table.structures] if not table.structures.isdisjoint(texts) else ():
        for j, (a, b) in enumerate(pairwise(words[i + 1 : i + _COLLAPSED]), i + 1):
            if a.code in ".,":
                break
            if f"{a.text}_{b.text}" in table.collapsing and not is_figurative(words, j + 1, table.figurative):
                kinds[_COLLAPSE] = max(kinds.get(_COLLAPSE, 0), _WEIGHT)
                return


def _kind_of_crash(words: Sequence[Token], at: Mapping[int, str], told: Collection[str], table: Crashes) -> str:
    """Of which kind "the crash" is, by the vehicles of a sentence without a car; "" where it is one of a road."""
    if told:
        return next(kind for kind in at.values() if kind in told)
    for i, kind in at.items():
        before, after = words[max(0, i - _OF) : i], words[i + 1 : i + 2]
        if any(w.text in _CRASH for w in after) or (len(before) == _OF and before[0].text in _CRASH and before[1].text in _LINKS):
            return kind
    road = table.road - _DRIVERS if _RAIL in at.values() else table.road
    return "" if any(w.text in road for w in words) else next(iter(at.values()))


def _is_beside(words: Sequence[Token], i: int, table: Crashes) -> bool:
    return i + 1 < len(words) and words[i + 1].text in table.beside


def _crashes(words: Sequence[Token], i: int, table: Crashes) -> bool:
    """Whether the vehicle does it: "the bus, which was full, overturned", not "the bus was hit"."""
    for j in range(i + 1, min(i + _FAR, len(words))):
        word = words[j]
        then = word.text in _THEN and words[j - 1].code != ","  # "a helicopter flew two to hospital after a collision"
        if word.code == "." or then or (word.text in table.vehicles and words[j - 1].code != "&"):
            return False
        if word.text in table.crashing or word.text in table.into:
            return _comes_to_harm(words, j, table)
        if word.text in table.moving and j + 1 < len(words) and words[j + 1].text in table.onto:
            if (word.text, words[j + 1].text) == _STOPPED:
                return False
            whole = words[j + 1].text != _OFF or (j + 2 < len(words) and words[j + 2].code in "ae")
            return whole and not is_figurative(words, j, table.figurative)
        if word.text == _LEFT and j + 2 < len(words) and _ROAD.match(words[j + 2].text):
            return not _VICTIMS.isdisjoint([w.code for w in words])
        if word.text in table.striking and words[j - 1].code != _NO_SUBJECT and (j + 1 == len(words) or words[j + 1].text != _BY):
            return words[i].text not in table.armed and not is_figurative(words, j, table.figurative)
    return False


def _comes_to_harm(words: Sequence[Token], j: int, table: Crashes) -> bool:
    """Whether a verb of crashing tells of a crash: "slammed into a wall", not "slammed his players"."""
    if is_figurative(words, j, table.figurative):
        return False
    if words[j].text in table.into:
        return not table.against.isdisjoint([w.text for w in words[j + 1 : j + _INTO]])
    return j + 1 == len(words) or words[j + 1].text != _OUT


def _is_by(words: Sequence[Token], i: int, table: Crashes) -> bool:
    """ "Hit by a train", "collided with a truck"."""
    for j in range(i - 1, max(0, i - _NEAR), -1):
        if words[j].text in (_BY, _WITH):
            verb = words[j - 1].text
            if words[j].text == _WITH:
                return verb in table.crashing
            return (verb in table.striking or verb in _HURT) and words[i].text not in table.armed
    return False
