"""What the times of an article are judged by, and the signs that days and stretches of time have in common."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from events.reports import When
from processors.report.dates.spans import DateMention
from processors.report.telling.reading import Read

BACK = (0, 1, 2, 3, 6, 7, 14, 30, 90, 400)  # days before publication
YEAR = re.compile(r"(?:19|20)\d\d")
TIMES, OTHERS = (1, 2, 3), (0, 1, 2, 4)
_LEAST, _MOST = -6, 14  # worth
_PLACE = (0, 1, 2, 4, 8, 15)  # sentences of the body before a time


class Scene(NamedTuple):
    """What a time is judged by. `filed`: the day of writing; `usable`: the dates that may be the incident's, in order, `inside`:
    those of its passage, `others`: those of another incident's, where its own has some; `stretches`: weeks, months and years
    that are told; `reads`: the sentences of the body; `court`: whether the article begins with a court, an arrest or mourning."""

    text: str
    filed: date
    usable: Sequence[DateMention]
    inside: frozenset[DateMention]
    others: frozenset[DateMention]
    stretches: Sequence[DateMention]
    anchors: Sequence[int]
    reads: Sequence[Read]
    court: bool


class Choice(NamedTuple):
    """A time that may be the incident's, and what speaks for and against it."""

    when: When
    signs: dict[str, int]


class Told(NamedTuple):
    """How a time is told in one place: what the words around it say, and whether it stands in the incident's passage."""

    worth: int
    inside: bool
    mention: DateMention


def kind_of(scene: Scene) -> str:
    """The kind of news that an article is: of a court or mourning, or other news."""
    return "after" if scene.court else "news"


def best_of(told: Sequence[Told]) -> Told:
    """The place where most speaks for a time."""
    return max(told, key=lambda t: (t.worth, t.inside, -t.mention.start))


def worth_sign(told: Told) -> int:
    """What the words say, between bounds."""
    return max(_LEAST, min(_MOST, told.worth))


def step(name: str, value: int, edges: Sequence[int]) -> str:
    """The sign of a number between two edges."""
    at = bisect_left(edges, value)
    return f"{name} up to {edges[at]}" if at < len(edges) else f"{name} over {edges[-1]}"


def sentence_signs(scene: Scene, m: DateMention) -> list[str]:
    """What the sentence around a time does, and how early it stands."""
    at = bisect_right(scene.reads, m.start, key=lambda r: r.sentence.start) - 1
    if at < 0 or scene.reads[at].sentence.end <= m.start:
        return ["no sentence"]
    read = scene.reads[at]
    return [step("sentence", at, _PLACE), f"does {read.does.name}", *(f"phrase {p}" for p in sorted(read.sentence.phrases))]
