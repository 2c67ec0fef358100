"""Which of the days that an article names is that of its main incident: a linear ranker over how and where each is told.

Conditional logit (D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974): whole weights, learned by
`bench.train_dates` and shipped as `data/date_weights.json`; the day with the most points is taken, ties by place in the text. The
day of writing is one of the choices. What the words around a date say comes as one number (`dates_worth.py`); the rest is order:
how long before publication, how early in the text, first or last of the days, what its sentence does. No sign knows a language.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from events.reports import LikelyTime, When
from processors.report.dates_spans import DateMention
from processors.report.dates_worth import worth_of
from processors.report.shares import shares
from processors.report.telling import Read

_WEIGHTS = Path(__file__).parent / "data" / "date_weights.json"
_LEAST, _MOST = -6, 14  # worth
_BACK = (0, 1, 2, 3, 6, 7, 14, 30, 90, 400)  # days before publication
_PLACE = (0, 1, 2, 4, 8, 15)  # sentences of the body before it
_TIMES, _OTHERS = (1, 2, 3), (0, 1, 2, 4)
_TELLING = 5  # worth from which on a stretch of time is the incident's
_YEAR = re.compile(r"(?:19|20)\d\d")


class Scene(NamedTuple):
    """What a day is judged by. `filed`: the day of writing; `usable`: the dates that may be the incident's, in order, `inside`:
    those of its passage; `stretches`: weeks, months and years that are told; `reads`: the sentences of the body; `court`: whether
    the article begins with a court, an arrest or mourning."""

    text: str
    filed: date
    usable: Sequence[DateMention]
    inside: frozenset[DateMention]
    stretches: Sequence[DateMention]
    anchors: Sequence[int]
    reads: Sequence[Read]
    court: bool


class Choice(NamedTuple):
    """A time that may be the incident's, and what speaks for and against it."""

    when: When
    signs: dict[str, int]


class _Told(NamedTuple):
    worth: int
    inside: bool
    mention: DateMention


def choices(scene: Scene) -> list[Choice]:
    """The days that an article names, in order of the text, and the day of writing."""
    days = _days(scene)
    told = _told_stretches(scene) if days else []
    named = sorted(days)
    found = [Choice(_when(scene, day, of), _signs(scene, day, of, named, told)) for day, of in days.items()]
    writing = {"writing": 1, f"writing {_kind(scene)}": 1, _step("writing, days", len(days), _OTHERS): 1}
    if told:
        writing["writing, stretch"] = 1
    return [*found, Choice(writing_of(scene.filed), writing)]


def writing_of(day: date) -> When:
    """The day on which something was written, or the one before."""
    return When(date_from=(day - timedelta(days=1)).isoformat(), date_to=day.isoformat(), precision=2)


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, int]:
    """Sign -> weight."""
    weights: dict[str, int] = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return weights


def choose(found: Sequence[Choice], weights: Mapping[str, int]) -> Choice:
    """The one with the most points, the first of equals."""
    return max(found, key=lambda c: _points(c, weights))


def _points(choice: Choice, weights: Mapping[str, int]) -> int:
    return sum([weights.get(name, 0) * value for name, value in choice.signs.items()])


def likely(found: Sequence[Choice], weights: Mapping[str, int]) -> tuple[LikelyTime, ...]:
    """How likely each is, those left out that hardly are."""
    each = zip(found, shares([_points(c, weights) for c in found]), strict=True)
    return tuple(LikelyTime(date_from=when.date_from, date_to=when.date_to, share=share, told=bool(when.text))
                 for (when, _), share in each if share)  # fmt: skip


def _kind(scene: Scene) -> str:
    return "after" if scene.court else "news"


def _days(scene: Scene) -> dict[tuple[str, str], list[_Told]]:
    """(first, last day) -> how it is told."""
    counts = Counter(m.when.date_from for m in scene.usable)
    days: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for m in scene.usable:
        told = _Told(worth_of(scene.text, m, scene.anchors, counts), m in scene.inside, m)
        days[m.when.date_from, m.when.date_to].append(told)
    return days


def _told_stretches(scene: Scene) -> list[When]:
    """Those told with the event, each once, however often it is named: every day is held against every one of them."""
    told = (v.when for v in scene.stretches if worth_of(scene.text, v, scene.anchors, Counter()) >= _TELLING)
    return list({(w.date_from, w.date_to, w.precision): w for w in told}.values())


def _best(told: Sequence[_Told]) -> _Told:
    return max(told, key=lambda t: (t.worth, t.inside, -t.mention.start))


def _when(scene: Scene, day: tuple[str, str], told: Sequence[_Told]) -> When:
    best = _best(told)
    return When(date_from=day[0], date_to=day[1], precision=best.mention.when.precision, text=best.mention.when.text)


def _step(name: str, value: int, edges: Sequence[int]) -> str:
    at = bisect_left(edges, value)
    return f"{name} up to {edges[at]}" if at < len(edges) else f"{name} over {edges[-1]}"


def _signs(
    scene: Scene, day: tuple[str, str], told: Sequence[_Told], named: Sequence[tuple[str, str]], stretches: Sequence[When]
) -> dict[str, int]:
    best, kind, first = _best(told), _kind(scene), date.fromisoformat(day[0])
    back = _step("back", (scene.filed - first).days, _BACK)
    signs = {"day": 1, "worth": max(_LEAST, min(_MOST, best.worth)), back: 1, f"{back}, {kind}": 1}
    signs |= dict.fromkeys(_order(scene, day, told, named, kind), 1)
    signs |= dict.fromkeys(_sentence(scene, best.mention), 1)
    if stretches:
        held = [v for v in stretches if _about(v, first)]
        signs[f"stretch {'holds' if held else 'misses'}, {min(v.precision for v in held or stretches)}"] = 1
    return signs


def _order(scene: Scene, day: tuple[str, str], told: Sequence[_Told], named: Sequence[tuple[str, str]], kind: str) -> list[str]:
    best = _best(told)
    signs = [_step("times", len(told), _TIMES), best.mention.kind, "year" if _YEAR.search(best.mention.when.text) else "no year"]
    signs += ["beside"] * (not best.inside)
    signs += [f"earliest, {kind}"] * (day[0] == named[0][0]) + [f"latest, {kind}"] * (day[0] == named[-1][0])
    return signs + ["first"] * any(t.mention is scene.usable[0] for t in told)


def _sentence(scene: Scene, m: DateMention) -> list[str]:
    at = bisect_right(scene.reads, m.start, key=lambda r: r.sentence.start) - 1
    if at < 0 or scene.reads[at].sentence.end <= m.start:
        return ["no sentence"]
    read = scene.reads[at]
    return [_step("sentence", at, _PLACE), f"does {read.does.name}", *(f"phrase {p}" for p in sorted(read.sentence.phrases))]


def _about(v: When, day: date) -> bool:
    """Does a stretch hold the day, give or take one?"""
    one = timedelta(days=1)
    return date.fromisoformat(v.date_from) - one <= day <= date.fromisoformat(v.date_to) + one
