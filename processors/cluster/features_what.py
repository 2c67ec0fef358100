"""What two reports have in common of what happened, and to whom: kind, figures, ages, people."""

from processors.cluster.profile import Profile
from processors.report.taxonomy import OTHER, kinds, related

SELDOM, RARE = 25, 38  # weights of kinds that fewer than 8 and 2 in 100 reports tell of
MANY = 5  # killed or hurt: from there on each text may tell of another one of them


def numbers(a: Profile, b: Profile) -> int | None:
    """Share of the smaller set of numbers that the other holds, in thousandths; longer numbers count more."""
    one, other = a.numbers, b.numbers
    if not one.total or not other.total:
        return None
    shared = sum([one.of[n] for n in one.of.keys() & other.of.keys()])
    return 1000 * shared // min(one.total, other.total)


def ages_told(a: Profile, b: Profile) -> int | None:
    """The share of the ages in one's lead that the other text tells, too, in thousandths: the higher of both ways."""
    ways = _ages_told(a, b)
    return max(ways) if ways else None


def ages_told_both_ways(a: Profile, b: Profile) -> int | None:
    """The lower of both ways."""
    ways = _ages_told(a, b)
    return min(ways) if ways else None


def _ages_told(a: Profile, b: Profile) -> list[int]:
    """Both ways; none where one lead has no age, or where many were hurt and one text tells of others among them."""
    if not a.lead_ages or not b.lead_ages:
        return []
    ways = [1000 * len(x.lead_ages & y.ages) // len(x.lead_ages) for x, y in ((a, b), (b, a))]
    return ways if min(ways) or not (_hurts_many(a) or _hurts_many(b)) else []


def _hurts_many(one: Profile) -> bool:
    return any(figure >= MANY for field in ("killed", "injured") for figure in one.figures[field])


def person_named(a: Profile, b: Profile) -> int | None:
    """How many of those whom one names with their age have their surname in the other."""
    ways = [sum([s in y.words.of for s in x.surname_stems]) for x, y in ((a, b), (b, a)) if x.surname_stems]
    return max(ways) if ways else None


def kind(a: Profile, b: Profile) -> int | None:
    """0 kinds apart, 1 kinds that may be of one incident; 2-4 the main kind of one is a kind of the other, rarer ones higher."""
    if not _tells(a.kind) or not _tells(b.kind):
        return None
    if a.kind == b.kind:
        rarest: int | None = a.kinds[a.kind]
    else:
        rarest = max([a.kinds[k] for k in (a.kind, b.kind) if k in a.kinds and k in b.kinds], default=None)
    if rarest is not None:
        return 2 + (rarest >= SELDOM) + (rarest >= RARE)
    return int(related(a.kind, b.kind)) if a.kind in kinds() and b.kind in kinds() else 0


def _tells(name: str) -> bool:
    return name not in ("", OTHER)


def figure(field: str, a: Profile, b: Profile) -> int | None:
    """0 contradicting, 1 within a fifth of each other, 2 none or one agrees, 3 a figure of 2-4, 4 of 5-9, 5 of 10 or more."""
    mine, theirs = a.figures[field], b.figures[field]
    if not mine or not theirs:
        return None
    shared = max(mine & theirs, default=-1)
    if shared >= 0:
        return 2 + (shared >= 2) + (shared >= 5) + (shared >= 10)
    low, high = sorted((max(mine), max(theirs)))
    return 1 if 5 * low >= 4 * high else 0


def people(a: Profile, b: Profile) -> int | None:
    """0 both name people and none in common, 1 a surname, 2 a full name, 3 several."""
    if not a.surnames or not b.surnames:
        return None
    full = len(a.people & b.people)
    return min(full, 2) + 1 if full else int(bool(a.surnames & b.surnames))
