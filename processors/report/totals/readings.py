"""How an article's counts of one role can be read: a group, one person, several told of one by one, and others on top of them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from processors.report.claims.counted import CHARGED, IMPLIED, MULTIPLE, SELF, SPOKEN_OF, UNNAMED, WITH_SELF, Figure
from processors.report.totals.counted import Context, Counted

_APART_TOLD = frozenset({IMPLIED, CHARGED, WITH_SELF, SPOKEN_OF, MULTIPLE})  # not added to what else the sentence counts
_SORTS = {CHARGED: "c", WITH_SELF: "b"}
ROLES = {"killed": ("killed",), "injured": ("injured", "shot", "treated")}


class Reading(NamedTuple):
    """A total, and `how` it is told: the first letter of the part of its role, and a sign of the form."""

    how: str
    value: int
    counted: Counted


def readings(part: str, mine: Sequence[Counted], context: Context, hit: Counted | None = None) -> Iterator[Reading]:
    """`hit`: who "shot himself", and may have died of it."""
    plain = list(_plain(part[0], mine))
    yield from plain
    himself = next((c for c in mine if c.figure.name == SELF), None)
    for sort, own in (("=", himself), ("~", hit if part == "killed" else None)):
        if own is not None:
            yield Reading(f"{part[0]}{sort}", 1, own)
            for r in {r.value: r for r in reversed(plain) if r.how[1:] != "b"}.values():
                yield Reading(f"{r.how}{sort}", r.value + 1, r.counted)
    if part == "shot" and context.killed:
        for r in plain:
            if r.value > context.killed:
                yield Reading(f"{r.how}-", r.value - context.killed, r.counted)
            if context.himself and r.value >= context.killed > 1:  # who shot them is one of the dead, and none of those shot
                yield Reading(f"{r.how}-=", r.value - context.killed + 1, r.counted)


def of_title(role: str, mine: Sequence[Counted], context: Context) -> Iterator[Reading]:
    """What the title counts, where the text tells of it without that figure: its first sentence that does is the quote."""
    told = next((c for c in mine if c.figure.high), None)
    if told is None:
        return
    for part in ROLES[role]:
        for value in sorted(context.titled.get(part, ())):
            if value:
                yield Reading(f"{part[0]}T", value, told)
                if part == "shot" and value > context.killed > 0:
                    yield Reading(f"{part[0]}T-", value - context.killed, told)


def _plain(sign: str, mine: Sequence[Counted]) -> Iterator[Reading]:
    base: Counted | None = None
    one: Counted | None = None
    names: dict[str, Counted] = {}
    for c in mine:
        f = c.figure
        if f.high == 0 or f.name == SELF:
            continue
        if f.ordinal:
            yield Reading(f"{sign}t", f.ordinal, c)
        if f.more:
            yield Reading(f"{sign}{'r' if f.ordinal else 'a' if f.single else 'm'}", f.high, c)
            if base is not None:
                yield Reading(f"{sign}gm", base.figure.high + f.high, c)
            elif one is not None:
                yield Reading(f"{sign}om", 1 + f.high, c)
        elif f.single:
            one = one or c
            yield Reading(sign + _sort(f), 1, c)
            if f.name not in ("", UNNAMED) or f.alias:
                names.setdefault((f.alias or f.name).split()[-1], c)
        else:
            base = base or c
            yield Reading(sign + _SORTS.get(f.text, "g"), f.high, c)
    ages = {c.figure.age: c for c in reversed(mine) if c.figure.age}
    if len(ages) > 1:
        yield Reading(f"{sign}y", len(ages), min(ages.values(), key=lambda c: c.figure.start))
    told = _told_apart(mine)
    if len(told) > 1:
        yield Reading(f"{sign}d", len(told), told[0])
    if len(names) > 1:
        yield Reading(f"{sign}n", len(names), next(iter(names.values())))
    yield from _sums(sign, mine)


def _told_apart(mine: Sequence[Counted]) -> list[Counted]:
    """Persons told of one by one whom different nouns name: "the husband was hit", "the driver was hit"."""
    apart: dict[str, Counted] = {}
    for c in mine:
        f = c.figure
        if f.single and f.high and f.name in ("", UNNAMED):
            words = [w for w in c.read.sentence.words if f.start <= w.start < f.end and w.code == "p"]
            if words and "V" not in words[0].word.flags:
                apart.setdefault(words[0].text, c)
    return list(apart.values())


def _sort(f: Figure) -> str:
    if f.text in (IMPLIED, SPOKEN_OF):
        return "i" if f.text == IMPLIED else "h"
    return "o" if not f.name else "u" if f.name == UNNAMED else "p"


def _sums(sign: str, mine: Sequence[Counted]) -> Iterator[Reading]:
    """Several counts in one sentence: "a man was killed in the street and two women in a car"."""
    at: dict[int, list[Counted]] = {}
    for c in mine:
        if c.figure.text not in _APART_TOLD and c.figure.high and c.figure.name != SELF:
            at.setdefault(c.at, []).append(c)
    for several in at.values():
        apart = [c for n, c in enumerate(several) if not any(_same(c.figure, d.figure) for d in several[:n])]
        if len(apart) > 1:
            yield Reading(f"{sign}s", sum(c.figure.high for c in apart), apart[0])


def _same(one: Figure, other: Figure) -> bool:
    """Whether two figures of a sentence may well be the same person told twice: "the man", or of one surname."""
    if not (one.single and other.single):
        return False
    surnames = [f.name.split()[-1] if f.name else "" for f in (one, other)]
    return UNNAMED in surnames or ("" not in surnames and surnames[0] == surnames[1])
