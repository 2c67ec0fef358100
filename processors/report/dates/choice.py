"""Which of the times that an article names is that of its main incident: a linear ranker over how and where each is told.

Conditional logit (D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974): whole weights, learned by
`bench.train_dates` and shipped as `data/date_weights.json`; what has the most points is taken, ties by place in the text: a day,
a stretch of time (`dates/stretches.py`), or the day of writing. What the words around a date say comes as one number
(`dates/worth.py`); the rest is order: how long before publication, how early in the text, first or last of the days, what its
sentence does. No sign knows a language.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from events.reports import LikelyTime, When
from processors.report.dates.scene import (
    BACK,
    OTHERS,
    TIMES,
    YEAR,
    Choice,
    Scene,
    Told,
    best_of,
    kind_of,
    sentence_signs,
    step,
    worth_sign,
)
from processors.report.dates.stretches import holds, stretch_choices, stretches_of, told_stretches
from processors.report.dates.worth import worth_of
from processors.report.shares import shares

# The day of a count; one that another incident's passage names: the labelled sets hardly have any, and cut few articles rightly.
BY_HAND = {"phrase toll": -100, "another's": -60}
_WEIGHTS = Path(__file__).parent.parent / "data" / "date_weights.json"


def choices(scene: Scene) -> list[Choice]:
    """The days that an article names, in order of the text, the stretches of time, and the day of writing."""
    days, stretches = _days(scene), stretches_of(scene)
    told = told_stretches(stretches) if days else []
    named = sorted(days)
    found = [Choice(_when(scene, day, of), _signs(scene, day, of, named, told)) for day, of in days.items()]
    writing = {"writing": 1, f"writing {kind_of(scene)}": 1, step("writing, days", len(days), OTHERS): 1}
    if told:
        writing["writing, stretch"] = 1
    return [*found, *stretch_choices(scene, stretches, [day for day, _ in named]), Choice(writing_of(scene.filed), writing)]


def writing_of(day: date) -> When:
    """The day on which something was written, or the one before."""
    return When(date_from=(day - timedelta(days=1)).isoformat(), date_to=day.isoformat(), precision=2)


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, int]:
    """Sign -> weight."""
    weights: dict[str, int] = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return weights | BY_HAND


def choose(found: Sequence[Choice], weights: Mapping[str, int]) -> Choice:
    """The one with the most points, the first of equals."""
    return max(found, key=lambda c: _points(c, weights))


def _points(choice: Choice, weights: Mapping[str, int]) -> int:
    return sum([weights.get(name, 0) * value for name, value in choice.signs.items()])


def likely(found: Sequence[Choice], weights: Mapping[str, int]) -> tuple[LikelyTime, ...]:
    """How likely each is, those left out that hardly are."""
    each = zip(found, shares([_points(c, weights) for c in found]), strict=True)
    return tuple(LikelyTime(date_from=when.date_from, date_to=when.date_to, share=share, told=bool(when.text),
                            precision=when.precision)
                 for (when, _), share in each if share)  # fmt: skip


def _days(scene: Scene) -> dict[tuple[str, str], list[Told]]:
    """(first, last day) -> how it is told."""
    counts = Counter(m.when.date_from for m in scene.usable)
    days: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for m in scene.usable:
        told = Told(worth_of(scene.text, m, scene.anchors, counts), m in scene.inside, m)
        days[m.when.date_from, m.when.date_to].append(told)
    return days


def _when(scene: Scene, day: tuple[str, str], told: Sequence[Told]) -> When:
    best = best_of(told)
    return When(date_from=day[0], date_to=day[1], precision=best.mention.when.precision, text=best.mention.when.text)


def _signs(
    scene: Scene, day: tuple[str, str], told: Sequence[Told], named: Sequence[tuple[str, str]], stretches: Sequence[When]
) -> dict[str, int]:
    best, kind, first = best_of(told), kind_of(scene), date.fromisoformat(day[0])
    back = step("back", (scene.filed - first).days, BACK)
    signs = {"day": 1, "worth": worth_sign(best), back: 1, f"{back}, {kind}": 1}
    signs |= dict.fromkeys(_order(scene, day, told, named, kind), 1)
    signs |= dict.fromkeys(sentence_signs(scene, best.mention), 1)
    if stretches:
        held = [v for v in stretches if holds(v, first)]
        signs[f"stretch {'holds' if held else 'misses'}, {min(v.precision for v in held or stretches)}"] = 1
    return signs


def _order(scene: Scene, day: tuple[str, str], told: Sequence[Told], named: Sequence[tuple[str, str]], kind: str) -> list[str]:
    best = best_of(told)
    signs = [step("times", len(told), TIMES), best.mention.kind, "year" if YEAR.search(best.mention.when.text) else "no year"]
    signs += ["beside"] * (not best.inside) + ["another's"] * all(t.mention in scene.others for t in told)
    signs += [f"earliest, {kind}"] * (day[0] == named[0][0]) + [f"latest, {kind}"] * (day[0] == named[-1][0])
    return signs + ["first"] * any(t.mention is scene.usable[0] for t in told)
