"""Reports as they are written: when, where and what each incident was that an article tells of: see article.py."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec

from events.ids import make_id
from events.reports import Claim, Evidence, LikelyPlace, LikelyTime, Person, Place, Report, Toponym, When
from processors.report.article import Article
from processors.report.dates.hours import hours_of
from processors.report.dates.incident import when_of
from processors.report.dates.spans import SOME_DAYS
from processors.report.evidence import evidence_of
from processors.report.gazetteer.nearby import km
from processors.report.kind import is_of_arrests, kind_of
from processors.report.people.ages import ages_of, lead_of
from processors.report.people.organisations import organisations_of
from processors.report.people.people import people_of
from processors.report.places.beside import announced
from processors.report.places.toponyms import place_of
from processors.report.segments import Segment
from processors.report.spans import Spans, within
from processors.report.street_names import street_names
from processors.report.taxonomy import ARREST, OTHER
from processors.report.telling.reading import Does, Read, telling_of
from processors.report.totals.causes import cause_claims
from processors.report.totals.claims import counts_of, figure_claims
from processors.report.totals.counted import Context, Counted

_TITLE_LENGTH = 120
_MOST_ANCHORS = 60
_TOWN = 2  # where_prec
_ROUND_ABOUT = 100  # km that a region reaches from the town that it is called after
_GUNFIRE = frozenset(
    {"shooting", "killing", "armed_clash", "attack", "assassination", "robbery", "stabbing", "arrest", "assault"}
)


@dataclass(slots=True)
class Draft:
    """What is known of a report so far. `found`: all incidents of its article, of which it tells the one at `ordinal`; `reads`:
    its sentences, `spans`: their offsets, `text`: what they say; `scores`: of each kind; `anchors`: offsets of the words that
    tell of the incident; `times`, `places`: those that it may have, where there are several; `around`: what it is compared by."""

    article: Article
    found: Sequence[Segment]
    ordinal: int
    reads: list[Read] = field(init=False)
    spans: tuple[tuple[int, int], ...] = ()
    text: str = ""
    scores: Counter[str] = field(default_factory=Counter)
    kind: str = OTHER
    anchors: list[int] = field(default_factory=list)
    when: When = field(default_factory=When)
    times: tuple[LikelyTime, ...] = ()
    place: Place | None = None
    places: tuple[LikelyPlace, ...] = ()
    around: Sequence[tuple[int, int]] = ()
    title: str = ""
    evidence: Evidence = field(default_factory=Evidence)
    claims: tuple[Claim, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[str, ...] = ()

    @property
    def main(self) -> bool:
        return self.ordinal == 0

    def counts(self) -> tuple[list[Counted], Context]:
        """What its figures are chosen from."""
        return counts_of(self.reads, self.kind in _GUNFIRE, self.article.title if self.main else None)

    def report(self) -> Report:
        """The report, when all stages have gone through it."""
        event, extra = self.article.event, {"kinds": _kinds(self.scores, self.kind), **_named(self.article, self.around)}
        of_a_day = self.when.precision <= SOME_DAYS or self.when.date_to < event.published[:10]
        happened, title = self.when.date_from if of_a_day else "", self.article.title
        telling = telling_of(
            self.reads, main=self.main, happened=happened, published=event.published, title=title, exact=self.when.precision == 1
        )
        if hours := hours_of(event.text, self.reads, event.language):
            extra["hours"] = hours
        evidence = msgspec.structs.replace(self.evidence, times=self.times, places=self.places, extra=extra)
        return Report(
            id=make_id("report", event.article_id, self.ordinal), ordinal=self.ordinal, event_type=self.kind, text=self.text,
            spans=self.spans, title=self.title, telling=telling, place=self.place, when=self.when, claims=self.claims,
            people=self.people, organisations=self.organisations, evidence=evidence,
        )  # fmt: skip


def _begin(draft: Draft) -> None:
    article, segment = draft.article, draft.found[draft.ordinal]
    text = article.event.text
    draft.reads = [article.reads[i] for i in segment.members]
    covers = len(draft.reads) == len(article.reads)
    all_of_it = covers and article.whole
    draft.spans = ((0, len(text)),) if all_of_it else spans_of(text, draft.reads)
    draft.text = text if all_of_it else "\n".join(text[a:b] for a, b in draft.spans)
    draft.around = _around(article, draft.found) if draft.main and not covers else draft.spans
    draft.kind, draft.scores = kind_of(article, draft.found, draft.ordinal)
    if draft.kind == OTHER and draft.main and is_of_arrests(article):
        draft.kind = ARREST
    draft.anchors = [at for r in draft.reads if r.does is Does.EVENT for at in r.sentence.anchors][:_MOST_ANCHORS]
    draft.title = article.event.title if draft.main and article.event.title else _headline(article, segment, draft.kind)


def _date(draft: Draft) -> None:
    article = draft.article
    draft.when, draft.times = when_of(
        article.event.text, draft.spans, article.dates, published=article.written, anchors=draft.anchors, around=draft.around,
        main=draft.main and not draft.found[draft.ordinal].item, reads=article.reads, title=article.event.title,
    )  # fmt: skip


def _place(draft: Draft) -> None:
    article, places = draft.article, draft.article.places
    if named := _headed(article.event.text, draft.reads, places.toponyms):
        draft.place, draft.places = place_of(article.event.text, draft.spans, named, draft.anchors, streets=article.streets)
        return
    draft.place, draft.places = place_of(
        article.event.text, draft.spans, places.toponyms, draft.anchors, title=places.title if draft.main else (),
        home=article.home, evidence=places.evidence, streets=article.streets, headline=article.event.title if draft.main else "",
        alone=len(draft.found) == 1,
    )  # fmt: skip


def _compare(draft: Draft) -> None:
    event = draft.article.event
    evidence = evidence_of(draft.title, "\n".join(event.text[a:b] for a, b in draft.around), event.language)
    title = draft.article.titles if draft.main else []
    told = [r.sentence for r in draft.reads]
    ages, lead = ages_of([*title, *told]), ages_of([*title, *lead_of(told)])
    streets = street_names(s for s in draft.article.streets if within(draft.around, s.start))
    draft.evidence = msgspec.structs.replace(evidence, ages=ages, lead_ages=lead, streets=streets)


def _claim(draft: Draft) -> None:
    article = draft.article
    figures = figure_claims(article.event.text, *draft.counts(), article.speakers)
    draft.claims = (*figures, *cause_claims(article.event.text, draft.reads, article.speakers))


def _name_people(draft: Draft) -> None:
    draft.people = people_of(draft.article.event.text, draft.reads)


def _name_organisations(draft: Draft) -> None:
    draft.organisations = organisations_of(draft.article.event.text, draft.reads)


STAGES: tuple[Callable[[Draft], None], ...] = (_begin, _date, _place, _compare, _claim, _name_people, _name_organisations)


def _headed(text: str, reads: Sequence[Read], toponyms: Sequence[Toponym]) -> list[Toponym]:
    """The towns that the head of its item names: there the item's incident was, or in "the town of" another near by."""
    head = reads[0].sentence.head if reads else None
    if head is None:
        return []
    towns = [t for t in toponyms if t.place and t.place.precision <= _TOWN]
    named = [t for t in towns if _heads(t, head)]
    below = [t for t in towns if head[1] <= t.start < reads[-1].sentence.end and announced(text, t)]
    return named + [t for t in below if any(_near(t.place, of.place) for of in named)]


def _near(one: Place | None, other: Place | None) -> bool:
    return one is not None and other is not None and km(one.lat, one.lon, other.lat, other.lon) <= _ROUND_ABOUT


def _heads(t: Toponym, head: tuple[int, int]) -> bool:
    """Is it what the head names, and not a word in it?"""
    return head[0] <= t.start < head[1] and 2 * (t.end - t.start) >= head[1] - head[0]


def _around(article: Article, found: Sequence[Segment]) -> tuple[tuple[int, int], ...]:
    """What the main report is compared by: all of the article that tells of no other incident, background and quotes too."""
    others = {i for segment in found[1:] for i in segment.members} - set(found[0].members)
    return spans_of(article.event.text, [r for i, r in enumerate(article.reads) if i not in others])


def _named(article: Article, spans: Spans) -> dict[str, str]:
    """The days and months that are named, resolved where they can be, and the ids of the towns."""
    days = [m.when for m in article.dates if m.when.date_from and within(spans, m.start)]
    towns = [t.place for t in article.places.toponyms if t.place and within(spans, t.start)]
    told = {w.date_from if w.precision <= 1 else w.date_from[:7] for w in days if w.precision in (0, 1, 4)}
    ids = {p.geoname_id for p in towns if p.kind.startswith("P")}
    return {"days": " ".join(sorted(told)), "towns": " ".join(map(str, sorted(ids)))}


def spans_of(text: str, reads: Sequence[Read]) -> tuple[tuple[int, int], ...]:
    """The sentences' offsets, joined where only white space lies between them."""
    spans: list[tuple[int, int]] = []
    for read in reads:
        s = read.sentence
        if spans and not text[spans[-1][1] : s.start].strip():
            spans[-1] = (spans[-1][0], s.end)
        else:
            spans.append((s.start, s.end))
    return tuple(spans)


def _headline(article: Article, segment: Segment, kind: str) -> str:
    """The first sentence that tells of what the passage is about."""
    telling = [i for i in segment.members if article.reads[i].does is Does.EVENT] or segment.members
    s = next((s for i in telling if kind in (s := article.reads[i].sentence).kinds), article.reads[telling[0]].sentence)
    line = " ".join(article.event.text[s.start : s.end].split())
    return line if len(line) <= _TITLE_LENGTH else line[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def _kinds(scores: Counter[str], main: str) -> str:
    """The kinds that the text speaks of in earnest, sorted: the main one, and those of a quarter of its weight."""
    floor = max(scores[main] // 4, 2)
    return " ".join(sorted({main, *(k for k, w in scores.items() if w >= floor and k != "arrest")} - {OTHER}))
