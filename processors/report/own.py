"""Whether a passage tells of an incident of its own, and whether an article tells a story at all.

Wires, feeds and mailboxes hold speeches, interviews, communiqués, commentaries and background: they speak of attacks and of
the dead without reporting one. Two learned decisions (`points.py`) tell them apart by how things are told, never by words of an
article, its kind of incident, its places or dates:
- own: how many sentences tell of the event, where they stand, what figures they give, and what else they do (speculate,
  blame, look back), and in what forms its words stand (`telling/manner.py`);
- story: how much of an article is in the first or second person, asks, demands, is quoted, counts or generalises, and how it is
  written.
A passage that isn't `own` is no report. The article's main one stays if it is a story, whatever its kind; so does that of a text
too short to judge, and one whose title names an incident.
"""

import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from processors.report.points import Signs, decisions
from processors.report.segments import Segment
from processors.report.taxonomy import best_kind
from processors.report.telling.manner import forms_of, forms_told, style_of
from processors.report.telling.reading import Does, Read

_SHORT = 4  # sentences below which nothing can be said about how an article tells
_PHRASES = ("speculation", "reference", "follow_up", "blamed", "generic", "background", "said", "statistic", "cause_hedge")
_ROLES = ("killed", "injured", "abducted", "arrested")
_NOWHERE = 99


def is_own(reads: Sequence[Read], segment: Segment, ordinal: int) -> bool:
    """Whether the passage tells of an incident of its own: as an item of a list, by "in another attack" and a count of people, by
    counting weapons in the article's first sentence, or by the points; where it counts the killed or hurt, by a day of its own
    or by looking back; where forms say nothing, by two of a day, a town and victims of its own."""
    back, hurts, plain = _looks_back(reads, segment), _hurts(reads, segment), forms_of(reads) is None
    dated = (bool(segment.days) or back) and (hurts or ((bool(segment.towns) or back) and plain))
    placed = dated or (hurts and bool(segment.towns) and plain)
    if (ordinal > 0 and placed) or segment.item or (segment.broke and segment.counts):
        return True
    return _leads_with_weapons(reads, segment) or decisions()["own"].holds(own_signs(reads, segment, ordinal))


def _looks_back(reads: Sequence[Read], segment: Segment) -> bool:
    """ "In March 2011, two workers died there"."""
    return any("background" in reads[i].sentence.phrases for i in segment.members)


def _hurts(reads: Sequence[Read], segment: Segment) -> bool:
    """Whether it counts somebody killed or hurt."""
    return any(f.high for i in segment.members for f in reads[i].figures if f.role in ("killed", "injured"))


def _leads_with_weapons(reads: Sequence[Read], segment: Segment) -> bool:
    lead = reads[segment.members[0]]
    return lead is reads[0] and lead.does is Does.EVENT and any(f.role in ("weapon", "intercepted") for f in lead.figures)


def is_story(reads: Sequence[Read]) -> bool:
    """Whether the article tells a story, of whatever kind, rather than being speech, comment or numbers."""
    return too_short(reads) or decisions()["story"].holds(story_signs(reads))


def too_short(reads: Sequence[Read]) -> bool:
    """Whether nothing can be said about how an article tells."""
    return len(reads) < _SHORT


def own_signs(reads: Sequence[Read], segment: Segment, ordinal: int) -> Signs:
    """The signs of a passage; shares are percents of the article's sentences, or of those that tell of the event."""
    members = [reads[i] for i in segment.members]
    events = [r for r in members if r.does is Does.EVENT]
    total, least = len(reads), max(1, len(events))
    figures = [f for r in members for f in r.figures if f.high > 0]
    roles = Counter(f.role for f in figures)
    first = events[0].sentence.index if events else _NOWHERE
    scores = segment.scores
    kind = best_kind(scores)
    phrases = Counter(name for r in events for name in r.sentence.phrases)
    return {
        "ordinal": min(ordinal, 4),
        "events": len(events),
        "sentences": len(members),
        "share": 100 * len(members) // total,
        "event share": 100 * len(events) // total,
        "first event": first,
        "first event share": 100 * first // total if events else 100,
        "kind score": scores[kind],
        "kinds": sum(weight > 0 for weight in scores.values()),
        "kind share": 100 * scores[kind] // max(1, scores.total()),
        "strongest": max((max(r.sentence.kinds.values(), default=0) for r in events), default=0),
        "one person": min(4, sum(f.single for f in figures)),
        "several people": min(4, sum(not f.single for f in figures)),
        "events with figures": min(4, sum(any(f.high > 0 for f in r.figures) for r in events)),
        "towns": min(3, len(segment.towns)),
        "event in a town": int(any(r.towns for r in events)),
        "quoted": 100 * sum(r.sentence.quoted for r in events) // least,
        "first person": _thousandth(members, "first"),
        **{role: min(3, roles[role]) for role in _ROLES},
        **{name: 100 * phrases[name] // least for name in _PHRASES},
        **forms_told(events, reads),
    }


def story_signs(reads: Sequence[Read]) -> Signs:
    """The signs of an article: percents of its sentences, thousandths of its words."""
    total = max(1, len(reads))
    does = Counter(r.does for r in reads)
    words = max(1, sum(len(r.sentence.words) for r in reads))
    return {
        "first person": _thousandth(reads, "first"),
        "second person": _thousandth(reads, "second"),
        "modal": 1000 * sum(r.sentence.codes.count("v") for r in reads) // words,
        "speculation": 100 * sum("speculation" in r.sentence.phrases for r in reads) // total,
        "said": 100 * sum("said" in r.sentence.phrases for r in reads) // total,
        "questions": 100 * sum(any(t.text in "?؟" for t in r.sentence.words[-2:]) for r in reads) // total,
        "quoted": 100 * sum(r.sentence.quoted for r in reads) // total,
        "people": 100 * sum(any(f.high > 0 for f in r.figures) for r in reads) // total,
        **{d.value: 100 * does[d] // total for d in (Does.EVENT, Does.STATISTIC, Does.GENERAL)},
        **style_of(reads),
    }


def _thousandth(reads: Sequence[Read], voice: str) -> int:
    """How many of a thousand words are pronouns of this person."""
    wanted = _voices()[voice]
    words = sum(len(r.sentence.words) for r in reads)
    return 1000 * sum(t.text in wanted for r in reads for t in r.sentence.words) // max(1, words)


@lru_cache(maxsize=1)
def _voices() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("processors.report").joinpath("data", "voices.toml").read_text(encoding="utf-8"))
    return {voice: frozenset(word for words in of.values() for word in words.split()) for voice, of in table.items()}
