"""The totals that an article's counts of people allow, each with what speaks for it.

A sentence may count a group ("three people were killed"), tell of one person, name the dead one by one, or add to what was
counted ("two others"). Every reading gives a candidate; `choice.py` weighs what is told of each. All of it is structure: no
feature is a word, so that one set of points serves every language.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from processors.report.claims.counted import CHARGED, IMPLIED, MULTIPLE, SELF, SPOKEN_OF, UNNAMED, WITH_SELF, Figure
from processors.report.telling.reading import Read
from processors.report.totals.alone import one_by_one

_APART_TOLD = frozenset({IMPLIED, CHARGED, WITH_SELF, SPOKEN_OF, MULTIPLE})  # not added to what else the sentence counts
_SORTS = {CHARGED: "c", WITH_SELF: "b"}
_ROLES = {"killed": ("killed",), "injured": ("injured", "shot", "treated")}
_MARKS = (
    "background", "statistic", "separator", "meanwhile", "follow_up", "generic", "habitual", "speculation", "round_up", "related",
    "recent", "anniversary", "correction", "call",
)  # fmt: skip
_COUNTS = frozenset({"g", "m", "om", "o", "a", "r"})  # a group; others; one person and others; one; another one; a third one
_MOST = 12  # candidates of one report
_TOLL = 10


class Counted(NamedTuple):
    """A figure and the sentence that has it. `at`: the how-manieth sentence of the report it is; `elsewhen`: it or what stands
    before it names other days than the report's first sentences."""

    figure: Figure
    read: Read
    at: int = 0
    elsewhen: bool = False


class Context(NamedTuple):
    """What a report's figures stand in. `titled`: what the title counts for each role; `lead`: how many the first sentence that
    counts people counts; `killed`, `dead`: the total chosen before and the surnames of those killed; `himself`: somebody killed
    himself; `rounds`, `apart`: sentences with figures that sum up several incidents, and that set one apart, at most 2; `words`,
    `language`: of the report, for `totals/words.py`."""

    titled: Mapping[str, frozenset[int]]
    gunfire: bool
    days: frozenset[str]
    towns: frozenset[int]
    killings: int
    lead: int
    reads: int
    killed: int = 0
    dead: frozenset[str] = frozenset()
    himself: bool = False
    rounds: int = 0
    apart: int = 0
    words: Set[str] = frozenset()
    language: str = ""


class Candidate(NamedTuple):
    """A total, the sentence that supports it best (none for "nobody is told of"), and what speaks for it."""

    value: int
    support: Counted | None
    features: tuple[str, ...]


class _Reading(NamedTuple):
    how: str
    value: int
    counted: Counted


def _ends(values: list[int]) -> list[int]:
    """At most _MOST, the smallest and the largest: one told of singly is as likely meant as the whole toll."""
    return values if len(values) <= _MOST else values[: _MOST // 2] + values[-(_MOST // 2) :]


def candidates(role: str, counted: Sequence[Counted], context: Context) -> list[Candidate]:
    """The candidates of a role, by their value; 0 is always one."""
    mine = [c for c in counted if c.figure.role in _ROLES[role]]
    hit = next((c for c in counted if c.figure.role == "shot" and c.figure.name == SELF), None)
    readings = [r for part in _ROLES[role] for r in _readings(part, [c for c in mine if c.figure.role == part], context, hit)]
    readings += _of_title(role, mine, context)
    by_value: dict[int, list[_Reading]] = {}
    for reading in readings:
        by_value.setdefault(reading.value, []).append(reading)
    values = _ends(sorted(by_value))
    largest = max((v for v in values), default=0)
    marks = {id(c): _marks(c, context) for c in (*mine, *((hit,) if hit else ()))}
    looks_back = all("background" in marks[id(c)] for c in mine if c.figure.high)
    against = _AGAINST - {"background"} if looks_back else _AGAINST
    clear = [r for r in readings if _is_count(r) and (against.isdisjoint(_own(marks[id(r.counted)], r)) or _is_toll(r))]
    most = max((r.value for r in clear if r.counted.figure.role == role), default=0)
    if role == "injured" and not clear and not context.gunfire:
        most = one_by_one([c for c in mine if _ONE_BY_ONE.isdisjoint(marks[id(c)])], counted)
    hurt = min((r.counted.at for r in clear if not context.gunfire), default=context.reads)
    here = [c for c in mine if c.figure.high or c.at <= hurt]  # "nobody", said behind those hurt, is of another place
    found = [_none(role, here, marks, context)]
    for value in values:
        c = _candidate(role, value, by_value[value], marks, context, len(values), largest)
        features = [f"{role}.most"] if value == most and not context.gunfire else []
        features += [f"{role}.toll"] if any(_is_toll(r) for r in by_value[value]) else []
        found.append(c._replace(features=(*c.features, *features)))
    return found


def _own(marks: tuple[str, ...], r: _Reading) -> set[str]:
    """Marks without a day that only stands in a sentence before: reports of later days name days of their own."""
    return set(marks) - ({"day"} if not r.counted.read.days else set())


def _is_count(r: _Reading) -> bool:
    """A count by itself, or a group and others beside it: "three died, and another one in hospital"."""
    return r.how[1:] in _COUNTS or (
        r.how[1:] == "gm" and any(f.role == r.counted.figure.role and _adds_up(f, r) for f in r.counted.read.figures)
    )


def _adds_up(f: Figure, r: _Reading) -> bool:
    return not f.single and not f.more and f.high + r.counted.figure.high == r.value


def _is_toll(r: _Reading) -> bool:
    """ "The death toll rose to 12": the count of all so far, whatever else is counted."""
    return r.how[1:] == "g" and "toll" in r.counted.read.sentence.phrases and _AGAINST.isdisjoint(r.counted.read.sentence.phrases)


def _readings(part: str, mine: Sequence[Counted], context: Context, hit: Counted | None = None) -> Iterator[_Reading]:
    """`hit`: who "shot himself", and may have died of it."""
    plain = list(_plain(part[0], mine))
    yield from plain
    himself = next((c for c in mine if c.figure.name == SELF), None)
    for sort, own in (("=", himself), ("~", hit if part == "killed" else None)):
        if own is not None:
            yield _Reading(f"{part[0]}{sort}", 1, own)
            for r in {r.value: r for r in reversed(plain) if r.how[1:] != "b"}.values():
                yield _Reading(f"{r.how}{sort}", r.value + 1, r.counted)
    if part == "shot" and context.killed:
        for r in plain:
            if r.value > context.killed:
                yield _Reading(f"{r.how}-", r.value - context.killed, r.counted)
            if context.himself and r.value >= context.killed > 1:  # who shot them is one of the dead, and none of those shot
                yield _Reading(f"{r.how}-=", r.value - context.killed + 1, r.counted)


def _of_title(role: str, mine: Sequence[Counted], context: Context) -> Iterator[_Reading]:
    """What the title counts, where the text tells of it without that figure: its first sentence that does is the quote."""
    told = next((c for c in mine if c.figure.high), None)
    if told is None:
        return
    for part in _ROLES[role]:
        for value in sorted(context.titled.get(part, ())):
            if value:
                yield _Reading(f"{part[0]}T", value, told)
                if part == "shot" and value > context.killed > 0:
                    yield _Reading(f"{part[0]}T-", value - context.killed, told)


def _plain(sign: str, mine: Sequence[Counted]) -> Iterator[_Reading]:
    base: Counted | None = None
    one: Counted | None = None
    names: dict[str, Counted] = {}
    for c in mine:
        f = c.figure
        if f.high == 0 or f.name == SELF:
            continue
        if f.ordinal:
            yield _Reading(f"{sign}t", f.ordinal, c)
        if f.more:
            yield _Reading(f"{sign}{'r' if f.ordinal else 'a' if f.single else 'm'}", f.high, c)
            if base is not None:
                yield _Reading(f"{sign}gm", base.figure.high + f.high, c)
            elif one is not None:
                yield _Reading(f"{sign}om", 1 + f.high, c)
        elif f.single:
            one = one or c
            yield _Reading(sign + _sort(f), 1, c)
            if f.name not in ("", UNNAMED) or f.alias:
                names.setdefault((f.alias or f.name).split()[-1], c)
        else:
            base = base or c
            yield _Reading(sign + _SORTS.get(f.text, "g"), f.high, c)
    ages = {c.figure.age: c for c in reversed(mine) if c.figure.age}
    if len(ages) > 1:
        yield _Reading(f"{sign}y", len(ages), min(ages.values(), key=lambda c: c.figure.start))
    told = _told_apart(mine)
    if len(told) > 1:
        yield _Reading(f"{sign}d", len(told), told[0])
    if len(names) > 1:
        yield _Reading(f"{sign}n", len(names), next(iter(names.values())))
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


def _sums(sign: str, mine: Sequence[Counted]) -> Iterator[_Reading]:
    """Several counts in one sentence: "a man was killed in the street and two women in a car"."""
    at: dict[int, list[Counted]] = {}
    for c in mine:
        if c.figure.text not in _APART_TOLD and c.figure.high and c.figure.name != SELF:
            at.setdefault(c.at, []).append(c)
    for several in at.values():
        apart = [c for n, c in enumerate(several) if not any(_same(c.figure, d.figure) for d in several[:n])]
        if len(apart) > 1:
            yield _Reading(f"{sign}s", sum(c.figure.high for c in apart), apart[0])


def _same(one: Figure, other: Figure) -> bool:
    """Whether two figures of a sentence may well be the same person told twice: "the man", or of one surname."""
    if not (one.single and other.single):
        return False
    surnames = [f.name.split()[-1] if f.name else "" for f in (one, other)]
    return UNNAMED in surnames or ("" not in surnames and surnames[0] == surnames[1])


def _marks(c: Counted, context: Context) -> tuple[str, ...]:
    """What stands against or for a mention, by itself."""
    f, read = c.figure, c.read
    phrases = read.sentence.phrases
    marks = [m for m in _MARKS if m in phrases and (c.at or m not in _APART)]
    if "toll" in phrases and not context.gunfire and "round_up" in marks:
        marks.remove("round_up")  # "bringing the number of dead to 11" sums up one incident, where nobody counts shootings
    marks.append(f"at{_at(c.at)}")
    marks.append(read.does.value)
    for told, mark in (
        (read.sentence.quoted, "quoted"),
        (f.at_least, "least"),
        (bool(f.vague), "vague"),
        (f.low != f.high, "range"),
        (c.elsewhen, "day"),
        (f.definite, "definite"),
        (f.bare, "bare"),
        (f.role != "killed" and any(g.role == "killed" and g.high for g in read.figures), "dies"),
        (f.role != "killed" and bool(f.name) and f.name.split()[-1] in context.dead, "dead"),
        (bool(read.towns) and bool(context.towns) and read.towns.isdisjoint(context.towns), "town"),
    ):
        if told:
            marks.append(mark)
    return tuple(marks)


def _at(at: int) -> int:
    return next(n for n in (8, 4, 2, 1, 0) if at >= n)


_APART = frozenset({"separator", "meanwhile"})  # what begins a passage sets it apart from others, and speaks for its figures
_ONE_BY_ONE = frozenset({"background", "statistic", "separator", "generic", "round_up", "related", "correction", "dies", "dead"})
_AGAINST = frozenset({"background", "statistic", "separator", "day", "generic", "round_up", "related", "correction"})


def _candidate(
    role: str, value: int, readings: Sequence[_Reading], marks: Mapping[int, tuple[str, ...]], context: Context, others: int,
    largest: int,
) -> Candidate:  # fmt: skip
    best: dict[str, _Reading] = {}
    for r in readings:
        old = best.get(r.how)
        if old is None or _doubt(r, marks) < _doubt(old, marks):
            best[r.how] = r
    features = [f"{role}.v{_size(value)}", f"{role}.n{min(len({r.counted.at for r in readings}), 4)}"]
    features += _seen(role, value, context, others, largest)
    features += [f"{role}.rounds{context.rounds}.v{min(value, 4)}", f"{role}.apart{context.apart}.v{min(value, 4)}"]
    first = min(r.counted.at for r in readings)
    features.append(f"{role}.first{_at(first)}.v{min(value, 3)}")
    features.append(f"{role}.first{_at(first)}.n{min(len({r.counted.at for r in readings}), 3)}")
    for how, r in best.items():
        features.append(f"{how}.")
        features.append(f"{how}.at{_at(r.counted.at)}.v{min(value, 3)}")
        features.append(f"{how}.v{_size(value)}")
        features += [f"{how}.{m}" for m in marks[id(r.counted)]]
        if role == "injured":
            features.append(f"{how}.k{min(context.killed, 2)}{'g' if context.gunfire else ''}")
    support = min(best.values(), key=lambda r: (_doubt(r, marks), r.how)).counted
    return Candidate(value, support, tuple(features))


def _doubt(r: _Reading, marks: Mapping[int, tuple[str, ...]]) -> tuple[int, int]:
    return (sum(m in _AGAINST for m in marks[id(r.counted)]), r.counted.at)


def _seen(role: str, value: int, context: Context, others: int, largest: int) -> Iterable[str]:
    titled = context.titled.get(role)
    yield f"{role}.{'untitled' if titled is None else 'titled' if value in titled else 'othertitle'}"
    if context.lead:
        yield f"{role}.{'above' if value > context.lead else 'aslead' if value == context.lead else 'below'}"
    yield f"{role}.of{min(others, 4)}{'max' if value == largest else ''}"
    if role == "injured":
        if context.gunfire:
            yield f"{role}.gun.v{min(value, 4)}"
        if value == context.killed:
            yield f"{role}.askilled"


def _size(value: int) -> int:
    return value if value < 4 else 4 if value == 4 else 5 if value < _TOLL else _TOLL


def _none(role: str, mine: Sequence[Counted], marks: Mapping[int, tuple[str, ...]], context: Context) -> Candidate:
    zero = next((c for c in mine if c.figure.high == 0), None)
    some = [c for c in mine if c.figure.high]
    features = [f"{role}.rounds{context.rounds}.v0", f"{role}.apart{context.apart}.v0"]
    features += [f"{role}.0", f"{role}.0.m{min(len(some), 5)}", f"{role}.0.kill{min(context.killings, 9) // 3}"]
    features.append(f"{role}.0.{'gun' if context.gunfire else 'nogun'}")
    features.append(f"{role}.0.{'short' if context.reads < 6 else 'long'}")
    titled = context.titled.get(role)
    features.append(f"{role}.0.{'untitled' if titled is None else 'titled' if 0 in titled else 'othertitle'}")
    if zero:
        features += [f"{role}.z", f"{role}.z.m{min(len(some), 3)}", *(f"{role}.z.{m}" for m in marks[id(zero)])]
    if role == "injured":
        features.append(f"{role}.0.k{min(context.killed, 3)}{'g' if context.gunfire else ''}")
    return Candidate(0, zero, tuple(features))
