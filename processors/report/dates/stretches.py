"""Weeks, months and years that an article names: "in July", "last week".

They are choices beside its days, since "charged on Monday in a shooting in July" has no other that is right, and speak for the
days that they hold.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from events.reports import When
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
from processors.report.dates.worth import told_after, worth_of

_TELLING = 5  # worth from which on a stretch of time is the incident's


def stretches_of(scene: Scene) -> list[Told]:
    """Each stretch that is named, in order of the text, and how it is told there."""
    return [Told(worth_of(scene.text, m, scene.anchors, Counter()), m in scene.inside, m) for m in scene.stretches]


def stretch_choices(scene: Scene, stretches: Sequence[Told], firsts: Sequence[str]) -> Iterator[Choice]:
    """Each as far as the day of writing, in order of the text. `firsts`: the first days of all days that are named, sorted."""
    found: dict[tuple[str, str, int], list[Told]] = defaultdict(list)
    last = scene.filed.isoformat()
    for told in stretches:
        when = told.mention.when
        if when.date_from <= last:
            found[when.date_from, min(when.date_to, last), when.precision].append(told)
    for (first, end, precision), told_of in found.items():
        text = best_of(told_of).mention.when.text
        held = bisect_right(firsts, end) - bisect_left(firsts, first)
        signs = _signs(scene, end, precision, told_of)
        others = (
            step("stretch holds days", held, OTHERS),
            step("stretch, days", len(firsts), OTHERS),
            step("stretches", len(found), OTHERS),
        )
        yield Choice(When(date_from=first, date_to=end, precision=precision, text=text), signs | dict.fromkeys(others, 1))


def _signs(scene: Scene, end: str, precision: int, told: Sequence[Told]) -> dict[str, int]:
    best, kind = best_of(told), kind_of(scene)
    back = step("stretch back", (scene.filed - date.fromisoformat(end)).days, BACK)
    signs = ["stretch", f"stretch {precision}", f"stretch {precision}, {kind}", back, f"{back}, {kind}"]
    signs += [step("stretch times", len(told), TIMES), f"stretch {'inside' if best.inside else 'beside'}"]
    signs += [f"{back}, no year"] * (YEAR.search(best.mention.when.text) is None)
    signs += [f"stretch {sign}" for sign in (*sentence_signs(scene, best.mention), *told_after(scene.text, best.mention))]
    return {"stretch worth": worth_sign(best), **dict.fromkeys(signs, 1)}


def told_stretches(stretches: Sequence[Told]) -> list[When]:
    """Those told with the event, each once, however often it is named: every day is held against every one of them."""
    told = (t.mention.when for t in stretches if t.worth >= _TELLING)
    return list({(w.date_from, w.date_to, w.precision): w for w in told}.values())


def holds(v: When, day: date) -> bool:
    """Does a stretch hold the day, give or take one?"""
    one = timedelta(days=1)
    return date.fromisoformat(v.date_from) - one <= day <= date.fromisoformat(v.date_to) + one
