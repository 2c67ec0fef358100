"""Which sentences tell of which incident.

A pass over the sentences in order. A sentence that tells of an event opens an incident when it stands far enough, in points,
from every incident before it: another day, another town, another kind, "in a separate attack". It stays with one that it takes
up again: "the attack", "half an hour later", the same day, town or figure. Other sentences follow their paragraph's incident.
An article without a second incident is one report of the whole text.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from processors.report.claims.counted import UNNAMED
from processors.report.taxonomy import best_kind, kinds, related
from processors.report.telling.reading import Does, Read

OPENS_AT = 3
_ANOTHER_ITEM = 9
_FAR = 3
_ANOTHER_DAY = 3
_BEFELL = frozenset({"killed", "injured", "shot"})
_ELSEWHERE = 2
_LONG, _LEAD, _RARE = 8, 3, 8
_LATER = frozenset({"follow_up", "toll"})  # a sentence of these names the day of a trial, or of the count
_ARMS = frozenset({"weapon", "intercepted"})  # shot down over all of a region
_VICTIMS = frozenset({"killed", "injured"})
_WIDE = frozenset({"storm", "flood"})
_LASTING = frozenset({"strike"})  # of many days
_VAGUE_KINDS = frozenset({"attack", "arrest", "killing", "explosion", "fire"})


@dataclass(slots=True)
class Segment:
    """An incident in the making: the indexes of its sentences, and what they told so far. `broke`: it began with "in a separate
    attack" or the like. `item`: of a list of news."""

    members: list[int] = field(default_factory=list)
    scores: Counter[str] = field(default_factory=Counter)
    days: set[str] = field(default_factory=set)
    towns: set[int] = field(default_factory=set)
    counts: set[tuple[str, int]] = field(default_factory=set)
    events: int = 0
    broke: bool = False
    paragraph: int = 0
    item: int = 0

    def add(self, read: Read, event: bool) -> None:
        self.members.append(read.sentence.index)
        self.paragraph = read.sentence.paragraph
        if not event:
            return
        self.events += 1
        self.scores.update(read.sentence.kinds)
        self.item = self.item or read.sentence.item
        begins = _sets_apart(read) or not {"meanwhile", "unlinked"}.isdisjoint(read.sentence.phrases)
        self.broke |= self.events == 1 and begins
        if _LATER.isdisjoint(read.sentence.phrases):
            self.days |= read.days
        self.towns |= read.towns
        self.counts |= {(f.role, f.high) for f in read.figures if not f.single}


def segments(reads: Sequence[Read], title: Mapping[str, int] | None = None) -> list[Segment]:
    """The incidents that the sentences tell of, the main one first; none where no sentence tells of an event. `title`: the
    scores of the kinds that the article's title tells of."""
    found = _without_summary(_pass(reads))
    if not found:
        return []
    main = max(range(len(found)), key=lambda i: (_is_titled(found, i, title), _weight(found, i), -i))
    ordered = [found[main], *(s for i, s in enumerate(found) if i != main)]
    for other in ordered[1:]:
        if _same_after_all(reads, other, ordered[0]):
            _merge(other, ordered[0])
    ordered = [s for s in ordered if s.members]
    if ordered[0].item:
        return ordered
    named = title is not None and related(best_kind(title), best_kind(ordered[0].scores))
    if len(ordered) == 1 and (named or not _in_passing(reads, ordered[0])):
        ordered[0].members = [r.sentence.index for r in reads]
    elif len(ordered) == 2 and ordered[0] is found[0]:
        _give_rest(reads, ordered)
    return ordered


def _without_summary(found: list[Segment]) -> list[Segment]:
    """Of a list of news its items, and what stands beside them: with a town that none of them names, or more people than all."""
    if not any(s.item for s in found):
        return found
    towns = {town for s in found if s.item for town in s.towns}
    items: Counter[str] = Counter()
    for s in found:
        items.update({role: high for role, high in s.counts if s.item})
    return [
        s for s in found if s.item or s.towns - towns or any(high > items[role] for role, high in s.counts if role not in _ARMS)
    ]


def _same_after_all(reads: Sequence[Read], other: Segment, main: Segment) -> bool:
    """One sentence that stood apart by a neighbouring day alone: that of an arrest, or an evening that became a night."""
    towns = {town for i in main.members for town in reads[i].towns}
    if other.broke or other.item or other.events > 1 or (other.towns and towns and other.towns.isdisjoint(towns)):
        return False
    if other.towns and main.towns and other.towns.isdisjoint(main.towns) and any(role in _VICTIMS for role, _ in other.counts):
        return False  # "the day before, two were hurt in …", where those hurt now are treated
    if not related(best_kind(other.scores), best_kind(main.scores)):
        return False
    gaps = [abs((a - b).days) for a in map(_day, sorted(other.days)) for b in map(_day, sorted(main.days)) if a and b]
    return (min(gaps) <= 1 if gaps else False) if other.days else not other.counts


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == len("2000-01-01") else None


def _merge(other: Segment, main: Segment) -> None:
    main.members = sorted({*main.members, *other.members})
    main.scores.update(other.scores)
    main.events += other.events
    other.members = []


def _in_passing(reads: Sequence[Read], only: Segment) -> bool:
    """Whether an article of something else touches on the incident: late, and in few of its sentences, or looking back."""
    events = [i for i in only.members if reads[i].does is Does.EVENT]
    if events and events[0] >= _LEAD and all("background" in reads[i].sentence.phrases for i in events):
        return True
    return len(reads) >= _LONG and only.members[0] >= _LEAD and only.events * _RARE < len(reads)


def _is_titled(found: Sequence[Segment], i: int, title: Mapping[str, int] | None) -> bool:
    """Whether a passage is of the kind that the title names, and no other one could be meant by it."""
    if not title or len(found) < 2:
        return False
    named = best_kind(title)
    return best_kind(found[i].scores) == named and not any(
        related(best_kind(s.scores), named) for n, s in enumerate(found) if n != i
    )


def _weight(found: Sequence[Segment], i: int) -> int:
    return len(found[i].members) + 2 * found[i].events + (3 if i == 0 else 0)


def _give_rest(reads: Sequence[Read], ordered: Sequence[Segment]) -> None:
    """An article that is mostly about one incident: what belongs to no other belongs to it, but for statistics and advice."""
    taken = {i for s in ordered for i in s.members}
    for read in reads:
        if read.sentence.index not in taken and read.does in (Does.PLAIN, Does.EVENT, Does.SPECULATION):
            ordered[0].members.append(read.sentence.index)
    ordered[0].members.sort()


def _pass(reads: Sequence[Read]) -> list[Segment]:
    found: list[Segment] = []
    current: Segment | None = None
    waiting: list[Read] = []
    for read in reads:
        same_paragraph = bool(waiting) and waiting[-1].sentence.paragraph == read.sentence.paragraph
        if not same_paragraph:
            waiting = []
        if read.does is Does.EVENT:
            days = read.days or frozenset(d for w in waiting for d in w.days)
            read = read._replace(days=days, towns=read.towns or _headed(read, waiting))
            current = _place(read, found, current)
            if current is not None:
                if current.events == 0 or not current.members:
                    for w in waiting:
                        current.add(w, event=False)
                current.add(read, event=True)
            waiting = []
        elif read.does is Does.PLAIN and current is not None and _goes_on(read, current):
            current.add(read, event=False)
        else:
            if read.does is not Does.PLAIN and current and read.sentence.paragraph != current.paragraph:
                current = None
            elif read.does is Does.PLAIN:
                waiting.append(read)
    return found


def _headed(read: Read, waiting: Sequence[Read]) -> frozenset[int]:
    """The towns in the head of its item."""
    return frozenset(t for w in waiting if read.sentence.item for t in w.towns)


def _goes_on(read: Read, current: Segment) -> bool:
    s = read.sentence
    if s.item != current.item and (s.item or current.item):
        return False
    if s.item or s.paragraph == current.paragraph:
        return True
    near = s.index - current.members[-1] == 1
    return near and bool(
        read.figures or not {"continues", "reference", "cause_hedge", "blamed", "follow_up"}.isdisjoint(s.phrases)
    )


def _place(read: Read, found: list[Segment], current: Segment | None) -> Segment | None:
    """The incident that an event sentence belongs to, a new one, or None where it only touches on something far above."""
    if read.sentence.item:
        of_item = next((s for s in found if s.item == read.sentence.item), None)
        if of_item is None:
            found.append(of_item := Segment())
        return of_item
    if found:
        points = [(_points(read, s, s is current), -i) for i, s in enumerate(found)]
        least, at = min(points)
        if least < OPENS_AT:
            segment = found[-at]
            if read.sentence.index - segment.members[-1] <= _FAR or _takes_up(read, segment):
                return segment
            if not (read.days - segment.days or read.own_figures or _sets_apart(read)):
                return segment if segment is current else None
            if not _distinct(read, segment):
                return segment
    found.append(Segment())
    return found[-1]


def _sets_apart(read: Read) -> bool:
    """ "In another attack, …"; not "they believe that it was to avenge a murder in another street"."""
    phrases = read.sentence.phrases
    if "separator" not in phrases:
        return False
    guessed = phrases.get("cause_hedge", phrases["separator"]) < phrases["separator"]
    return not guessed or bool(read.days or read.towns or read.own_figures)


def _distinct(read: Read, s: Segment) -> bool:
    return bool(read.days - s.days) or bool(read.towns and s.towns and read.towns.isdisjoint(s.towns)) or _sets_apart(read)


def _takes_up(read: Read, s: Segment) -> bool:
    """Whether a sentence far below speaks of this incident again."""
    shared = (set(read.sentence.kinds) & set(s.scores)) - _VAGUE_KINDS
    if not shared:
        return False
    return "reference" in read.sentence.phrases or bool(read.days & s.days) or bool(read.towns & s.towns)


def _points(read: Read, s: Segment, is_current: bool) -> int:
    """How far an event sentence stands from an incident; OPENS_AT or more is another incident."""
    if s.item:  # the sentence is of none: `_place`
        return _ANOTHER_ITEM
    phrases, points = read.sentence.phrases, 0
    day, town = _day_points(read, s), _town_points(read, s)
    counts = any(f.high and not f.single and not f.more and f.role != "arrested" for f in read.figures)
    breaks = _sets_apart(read) or (not {"meanwhile", "background"}.isdisjoint(phrases) and counts)
    breaks |= "unlinked" in phrases and bool(read.days - s.days)  # "nothing to link it to a shooting on Tuesday"
    breaks |= "background" in phrases and town == _ELSEWHERE  # "in March of this year, two in masks robbed a shop in …"
    breaks |= "background" in phrases and any(f.more and f.high > 1 for f in read.figures)  # "in April, four others were killed"
    told_apart = "background" in phrases and bool(read.days - s.days)
    breaks |= told_apart and any(f.high for f in read.figures)  # "previously, on July 12 a man was hurt"
    if breaks:
        points += 4
    elif "meanwhile" in phrases:
        points += 2
    apart = day == _ANOTHER_DAY and town == _ELSEWHERE  # "the driver" is another one there
    hurt = any(f.high and f.role in _BEFELL for f in read.figures)
    takes_up = "reference" in phrases and not breaks and not (apart and hurt)
    if takes_up and not read.own_figures and best_kind(read.sentence.kinds) == best_kind(s.scores):
        day = min(day, 1)  # "the boat, which had left on Tuesday"
    points += day + town + _kind_points(read, s) + apart  # both is more than their sum
    if read.sentence.paragraph != s.paragraph:
        points += 1
    elif not breaks:
        points -= 2
    if takes_up:
        points -= 3
    if (not breaks and not {"continues", "follow_up"}.isdisjoint(phrases)) or _arrests_him(read):
        points -= 3
    if any((f.role, f.high) in s.counts for f in read.figures if not f.single):
        points -= 2
    return points - (1 if read.sentence.quoted else 0) - (1 if is_current else 0)


def _arrests_him(read: Read) -> bool:
    """ "The driver, who had fled after the collision, was arrested": the end of what was told, on whatever day."""
    figures = [f for f in read.figures if f.high > 0]
    arrest = any(f.role == "arrested" and f.name == UNNAMED for f in figures)
    return arrest and "reference" in read.sentence.phrases and all(f.role == "arrested" for f in figures)


def _day_points(read: Read, s: Segment) -> int:
    if not read.days or "toll" in read.sentence.phrases or {best_kind(read.sentence.kinds), best_kind(s.scores)} <= _LASTING:
        return 0
    if not s.days:
        return 3 if read.sentence.index - s.members[-1] > _FAR else 0
    return -1 if read.days & s.days else 3


def _town_points(read: Read, s: Segment) -> int:
    if not read.towns or not s.towns:
        return 0
    if not read.own_figures and {best_kind(read.sentence.kinds), best_kind(s.scores)} <= _WIDE:
        return 0  # one storm or flood reaches many towns
    return -1 if read.towns & s.towns else _ELSEWHERE


def _kind_points(read: Read, s: Segment) -> int:
    mine, theirs = best_kind(read.sentence.kinds), best_kind(s.scores)
    if mine in s.scores or mine not in kinds():
        return 0
    return 1 if related(mine, theirs) else 3
