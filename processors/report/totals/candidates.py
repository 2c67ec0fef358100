"""The totals that an article's counts of people allow, each with what speaks for it.

A sentence may count a group ("three people were killed"), tell of one person, name the dead one by one, or add to what was
counted ("two others"). Every reading gives a candidate; `choice.py` weighs what is told of each. All of it is structure: no
feature is a word, so that one set of points serves every language.
"""

from collections.abc import Iterable, Mapping, Sequence

from processors.report.claims.counted import SELF, Figure
from processors.report.totals.alone import one_by_one
from processors.report.totals.counted import Candidate, Context, Counted
from processors.report.totals.readings import ROLES, Reading, of_title, readings

_MARKS = (
    "background", "statistic", "separator", "meanwhile", "follow_up", "generic", "habitual", "speculation", "round_up", "related",
    "recent", "anniversary", "correction", "call", "earlier_toll",
)  # fmt: skip
_COUNTS = frozenset({"g", "m", "om", "o", "a", "r"})  # a group; others; one person and others; one; another one; a third one
_MOST = 12  # candidates of one report
_TOLL = 10


def _ends(values: list[int]) -> list[int]:
    """At most _MOST, the smallest and the largest: one told of singly is as likely meant as the whole toll."""
    return values if len(values) <= _MOST else values[: _MOST // 2] + values[-(_MOST // 2) :]


def candidates(role: str, counted: Sequence[Counted], context: Context) -> list[Candidate]:
    """The candidates of a role, by their value; 0 is always one."""
    mine = [c for c in counted if c.figure.role in ROLES[role]]
    hit = next((c for c in counted if c.figure.role == "shot" and c.figure.name == SELF), None)
    found = [r for part in ROLES[role] for r in readings(part, [c for c in mine if c.figure.role == part], context, hit)]
    found += of_title(role, mine, context)
    by_value: dict[int, list[Reading]] = {}
    for reading in found:
        by_value.setdefault(reading.value, []).append(reading)
    values = _ends(sorted(by_value))
    largest = max((v for v in values), default=0)
    marks = {id(c): _marks(c, context) for c in (*mine, *((hit,) if hit else ()))}
    looks_back = all("background" in marks[id(c)] for c in mine if c.figure.high)
    against = _AGAINST - {"background"} if looks_back else _AGAINST
    clear = [r for r in found if _is_count(r) and (against.isdisjoint(_own(marks[id(r.counted)], r)) or _is_toll(r))]
    most = max((r.value for r in clear if r.counted.figure.role == role), default=0)
    if role == "injured" and not clear and not context.gunfire:
        most = one_by_one([c for c in mine if _ONE_BY_ONE.isdisjoint(marks[id(c)])], counted)
    hurt = min((r.counted.at for r in clear if not context.gunfire), default=context.reads)
    here = [c for c in mine if c.figure.high or c.at <= hurt]  # "nobody", said behind those hurt, is of another place
    given = [_none(role, here, marks, context)]
    for value in values:
        c = _candidate(role, value, by_value[value], marks, context, len(values), largest)
        features = [f"{role}.most"] if value == most and not context.gunfire else []
        features += [f"{role}.toll"] if any(_is_toll(r) for r in by_value[value]) else []
        given.append(c._replace(features=(*c.features, *features)))
    return given


def _own(marks: tuple[str, ...], r: Reading) -> set[str]:
    """Marks without a day that only stands in a sentence before: reports of later days name days of their own."""
    return set(marks) - ({"day"} if not r.counted.read.days else set())


def _is_count(r: Reading) -> bool:
    """A count by itself, or a group and others beside it: "three died, and another one in hospital"; "a fourth victim died"."""
    if r.how[1:] == "t" and r.counted.figure.role == "killed":
        return not any(f.role != "killed" and f.start < r.counted.figure.start for f in r.counted.read.figures)
    return r.how[1:] in _COUNTS or (
        r.how[1:] == "gm" and any(f.role == r.counted.figure.role and _adds_up(f, r) for f in r.counted.read.figures)
    )


def _adds_up(f: Figure, r: Reading) -> bool:
    return not f.single and not f.more and f.high + r.counted.figure.high == r.value


def _is_toll(r: Reading) -> bool:
    """ "The death toll rose to 12": the count of all so far, whatever else is counted."""
    return r.how[1:] == "g" and "toll" in r.counted.read.sentence.phrases and _AGAINST.isdisjoint(r.counted.read.sentence.phrases)


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
_AGAINST = frozenset(
    {"background", "statistic", "separator", "day", "generic", "round_up", "related", "correction", "earlier_toll"}
)


def _candidate(
    role: str, value: int, readings: Sequence[Reading], marks: Mapping[int, tuple[str, ...]], context: Context, others: int,
    largest: int,
) -> Candidate:  # fmt: skip
    best: dict[str, Reading] = {}
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


def _doubt(r: Reading, marks: Mapping[int, tuple[str, ...]]) -> tuple[int, int]:
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
