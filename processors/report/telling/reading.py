"""What a sentence does (tell of an event, give statistics, speculate …), and how a report tells of its incident."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from events.reports import Telling
from processors.report.claims.counted import Figure
from processors.report.claims.earlier import earlier_from
from processors.report.claims.figures import figures_of
from processors.report.sentences.split import Sentence
from processors.report.sentences.tenses import is_fiction, is_plan, is_told_before

_PEOPLE = frozenset({"killed", "injured", "shot", "treated", "missing", "rescued", "abducted", "casualties"})
_LARGEST_TOLL = 5_000
_DISASTERS = frozenset({"earthquake", "flood", "storm", "landslide"})
_EVENT_WEIGHT = 2
_QUESTION = frozenset("?؟")
_LAST = 2  # words; a quotation mark may follow
_COMPARING = frozenset({"worst", "deadliest", "bloodiest", "biggest", "largest", "heaviest", "first", "strongest", "which"})
_DAYS = 7  # between two days of one story
_WEEKS = 21  # days after which what is told is no news any more
_ARREST = 3  # days after which an arrest is told for itself
_FRESH = 3  # days within which only the lead can say that the event is known: later sentences tell of jail, too


class Does(Enum):
    """EVENT tells of something that happened; PLAIN tells of nothing of its own."""

    EVENT = "event"
    PLAIN = "plain"
    STATISTIC = "statistic"
    GENERAL = "general"
    SPECULATION = "speculation"
    ADVICE = "advice"


class Read(NamedTuple):
    """A sentence with what it does and counts. `days`: the days that it names (ISO, or MM-DD); `towns`: GeoNames ids."""

    sentence: Sentence
    does: Does
    figures: tuple[Figure, ...]
    days: frozenset[str]
    towns: frozenset[int] = frozenset()

    @property
    def own_figures(self) -> bool:
        """Counts more than one person, and not "others"."""
        return any(f.high > 0 and not f.single and not f.more for f in self.figures)


def read_all(sentences: Sequence[Sentence], days: Sequence[frozenset[str]]) -> list[Read]:
    """What each sentence does. Its towns come later: they are looked for in the body of the article alone."""
    reads: list[Read] = []
    for sentence, its_days in zip(sentences, days, strict=True):
        figures = tuple(figures_of(sentence))
        does = _does(sentence, figures, its_days, reads[-1] if reads else None)
        reads.append(Read(sentence, does, figures, its_days))
    return reads


def _does(s: Sentence, figures: Sequence[Figure], days: frozenset[str], before: Read | None) -> Does:
    people = [f for f in figures if f.role in _PEOPLE and f.high > 0]
    weight = max((w for kind, w in s.kinds.items() if kind != "arrest"), default=0)
    if is_fiction(s):
        return Does.GENERAL
    if "advice" in s.phrases and not people:
        return Does.ADVICE
    alone = bool(people) and all(f.single for f in people)
    counts = _counts_up(s, figures) and not alone and (people or (weight and not days) or "generic" in s.phrases)
    if counts and not ((days or _compares(s)) and _is_since(s, people)):
        return Does.STATISTIC
    if any(f.high >= _LARGEST_TOLL and f.role != "rescued" for f in people) and _DISASTERS.isdisjoint(s.kinds):
        return Does.STATISTIC
    if before and before.does is Does.STATISTIC and before.sentence.paragraph == s.paragraph and people and not days:
        return Does.STATISTIC
    if not people and ("habitual" in s.phrases or (not days and ("generic" in s.phrases or _asks(s)))):
        return Does.GENERAL
    if weight < _EVENT_WEIGHT:
        return Does.PLAIN
    return Does.SPECULATION if not people and (is_plan(s) or _is_speculation(s, days)) else Does.EVENT


def _is_since(s: Sentence, people: Sequence[Figure]) -> bool:
    """Whether what looks like figures of a time compares an event with it: "killed six, the worst strike since the start"."""
    at = s.words[s.phrases["statistic"]]
    return "s" in at.word.flags and "as_of" not in s.phrases and all(f.end <= at.start for f in people)


def _compares(s: Sentence) -> bool:
    """ "The worst attack since the start of the war": what is told is compared with others, and is none of many."""
    return not _COMPARING.isdisjoint([w.text for w in s.words])


def _is_speculation(s: Sentence, days: frozenset[str]) -> bool:
    """Of what may or should be, or is forecast, and not of what was done before: "marched to demand elections"."""
    if "forecast" in s.phrases:
        return not is_told_before(s, len(s.words))
    if "speculation" not in s.phrases or days or "cause_hedge" in s.phrases:
        return False
    return not is_told_before(s, s.phrases["speculation"])


def _counts_up(s: Sentence, figures: Sequence[Figure]) -> bool:
    """Whether it gives a statistic, and not only beside what it tells."""
    return "statistic" in s.phrases and s.words[s.phrases["statistic"]].start < earlier_from(s, figures)


def _asks(s: Sentence) -> bool:
    """ "How can houses be kept from burning?"."""
    return any(word.text in _QUESTION for word in s.words[-_LAST:])


def telling_of(
    reads: Sequence[Read], *, main: bool, happened: str, published: str, title: Sentence | None, exact: bool = True
) -> Telling:
    """How the sentences of one incident tell of it. `happened`, `published`: ISO days or ""; `exact`: the first is a day, and not
    the first of a year."""
    title = title if main else None
    first = [r.sentence for r in reads[:4]] + ([title] if title else [])
    if any("correction" in s.phrases for s in first):
        return "correction"
    later = _days_between(happened, published)
    if 0 <= later <= _FRESH:
        first = [r.sentence for r in _lead(reads)] + ([title] if title else [])
    if any("anniversary" in s.phrases for s in first) or (
        main and exact and later > _WEEKS and happened[5:10] == published[5:10]
    ):
        return "anniversary"  # by its words, or by its day
    if not main and _is_background(reads, happened, published):
        return "background"
    if any("follow_up" in s.phrases for s in first) and later != 0:
        return "follow_up"
    return "follow_up" if later > _WEEKS or (later > _ARREST and _arrests(_lead(reads), title)) else "new"


def _days_between(happened: str, published: str) -> int:
    """Days from one to the other; less than none where one of them isn't known."""
    try:
        return (date.fromisoformat(published[:10]) - date.fromisoformat(happened[:10])).days
    except ValueError:
        return -1


def _lead(reads: Sequence[Read]) -> Sequence[Read]:
    """The sentences up to the first that tells of the event."""
    event = next((n for n, r in enumerate(reads[:4]) if r.does is Does.EVENT), 0)
    return reads[: event + 1]


def _arrests(lead: Sequence[Read], title: Sentence | None) -> bool:
    """Whether it is the arrest that is news."""
    figures = [*(f for r in lead for f in r.figures), *(figures_of(title) if title else ())]
    return any(f.role == "arrested" and f.high for f in figures)


def _is_background(reads: Sequence[Read], happened: str, published: str) -> bool:
    if any("background" in r.sentence.phrases for r in reads[:2]):
        return True
    return "" < happened[:7] < published[:7] and (_days_between(happened, published) > _DAYS or len(happened) < len("2000-01-01"))
