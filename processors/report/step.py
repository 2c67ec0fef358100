"""`report`: from an article to the incidents that it tells of. A pure function of the article and the gazetteer."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version as installed
from typing import NamedTuple, TypeVar
from unicodedata import unidata_version

import msgspec

from events.documents import ArticleRead
from events.ids import make_id
from events.reports import ArticleReported, Claim, Passage, Report, Toponym
from processors.report.boilerplate import body_of, only
from processors.report.claims_candidates import Context, Counted
from processors.report.claims_causes import cause_claims
from processors.report.claims_totals import counts_of, figure_claims, titled
from processors.report.dates import DateMention, find_dates, when_of
from processors.report.evidence import evidence_of
from processors.report.gazetteer import Gazetteer
from processors.report.lexicon import Lexicon, lexicon_of
from processors.report.organisations import organisations_of
from processors.report.outlets import Home, Outlets
from processors.report.own import is_own, is_story, own_signs, story_signs
from processors.report.people import people_of
from processors.report.places import Found, find_places, place_of
from processors.report.points import Signs
from processors.report.segments import Segment, segments
from processors.report.sentences import Sentence, split
from processors.report.shingles import passage_of
from processors.report.speakers import speakers
from processors.report.taxonomy import OTHER, best_kind
from processors.report.telling import Does, Read, read_all, telling_of

_Mark = TypeVar("_Mark")
# Babel names the months; what a letter is, the Unicode tables of this Python say.
REPORT_VERSION = f"2-babel-{installed('babel')}-unicode-{unidata_version}"

_TITLE_LENGTH = 120
_TITLE_WEIGHT = 2
_MOST_ANCHORS = 60
_MOST_REPORTS = 100  # of one article: no news tells of more, and each costs a look at all of its text
_LEAD = 2
_GUNFIRE = frozenset(
    {"shooting", "killing", "armed_clash", "attack", "assassination", "robbery", "stabbing", "arrest", "assault"}
)


class _Article(NamedTuple):
    """`reads`: the sentences of the body, numbered in a row; `whole`: nothing stands beside them."""

    event: ArticleRead
    reads: list[Read]
    speakers: list[str]
    title: Sentence | None
    places: Found
    home: Home | None
    dates: tuple[DateMention, ...]
    whole: bool


class Reporter:
    """`Reporter(gazetteer)(article)`: the same ArticleReported for the same article, always."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._outlets = Outlets(gazetteer)

    def __call__(self, event: ArticleRead) -> ArticleReported:
        """The incidents that an article tells of. Raises nothing for any text."""
        article = self._read(event)
        found = _own(article, _incidents(article))
        reports = tuple(_report(article, found, n) for n in range(len(found)))
        return ArticleReported(
            id=make_id(event.id, "report", 0), article_id=event.article_id, version=event.version, source=event.source,
            publisher=event.publisher, fetched_at=event.fetched_at, title=event.title, url=event.url, published=event.published,
            language=event.language, characters=len(event.text), reports=reports, toponyms=article.places.toponyms,
            passages=_passages(article, reports),
        )  # fmt: skip

    def figures(self, event: ArticleRead) -> list[tuple[Report, list[Counted], Context]]:
        """Each report with the counts that its figures are chosen from: what the choice is learned from."""
        article = self._read(event)
        told = []
        found = _own(article, _incidents(article))
        for n, segment in enumerate(found):
            report = _report(article, found, n)
            reads = [article.reads[i] for i in segment.members]
            told.append((report, *_counts(article, reads, report.event_type, main=n == 0)))
        return told

    def candidates(self, event: ArticleRead) -> tuple[Signs, list[tuple[Signs, Report]]]:
        """What `own` decides about, to learn from: the signs of the article, and of each passage with the report of it."""
        article = self._read(event)
        found = _incidents(article)
        signs = [own_signs(article.reads, segment, n) for n, segment in enumerate(found)]
        reports = [_report(article, found, n) for n in range(len(found))]
        return story_signs(article.reads), list(zip(signs, reports, strict=True))

    def _read(self, event: ArticleRead) -> _Article:
        lexicon = lexicon_of(event.language, event.text)
        sentences = split(event.text, lexicon)
        dates = _told(sentences, find_dates(event.text, published=event.published, language=event.language))
        told = read_all(sentences, _days(sentences, dates))
        reads = body_of(event.text, told, event.title)
        whole = len(reads) == len(told)
        body = sentences if whole else [r.sentence for r in reads]
        home = self._outlets.home(event.publisher, event.url)
        within = event.text if whole else only(event.text, reads)
        places = find_places(within, self._gazetteer, language=event.language, title=event.title, home=home)
        placed = [r._replace(towns=towns) for r, towns in zip(reads, _towns(body, places.toponyms), strict=True)]
        title = _title(event.title, lexicon)
        return _Article(event, placed, speakers(event.text, body), title, places, home, dates, whole)


def _title(title: str, lexicon: Lexicon) -> Sentence | None:
    sentences = split(title, lexicon)
    return sentences[0] if sentences else None


def _told(sentences: Sequence[Sentence], mentions: Sequence[DateMention]) -> tuple[DateMention, ...]:
    """Without the days of commemorations: "three years after the blast, a plaque was unveiled on Tuesday"."""
    if not any("anniversary" in s.phrases for s in sentences):
        return tuple(mentions)
    inside = _inside(sentences, [(m.start, m) for m in mentions])
    return tuple(m for i, m in inside if m.kind != "relative" or "anniversary" not in sentences[i].phrases)


def _days(sentences: Sequence[Sentence], mentions: Sequence[DateMention]) -> list[frozenset[str]]:
    days: list[set[str]] = [set() for _ in sentences]
    for i, mention in _inside(sentences, [(m.start, m) for m in mentions]):
        when = mention.when
        day = (when.date_from or when.month_day) if when.precision <= 1 else ""
        if day and not _since(sentences[i], mention.start):
            days[i].add(day)
    return [frozenset(d) for d in days]


def _since(sentence: Sentence, at: int) -> bool:
    """ "Since May 10": no day of an event."""
    before = bisect_right(sentence.words, at, key=lambda w: w.end)
    return before > 0 and "s" in sentence.words[before - 1].word.flags


def _towns(sentences: Sequence[Sentence], toponyms: Sequence[Toponym]) -> list[frozenset[int]]:
    towns: list[set[int]] = [set() for _ in sentences]
    for i, toponym in _inside(sentences, [(t.start, t) for t in toponyms]):
        if toponym.place and toponym.place.kind.startswith("P"):
            towns[i].add(toponym.place.geoname_id)
    return [frozenset(t) for t in towns]


def _inside(sentences: Sequence[Sentence], marks: Sequence[tuple[int, _Mark]]) -> list[tuple[int, _Mark]]:
    """(index of the sentence, mark) for marks sorted by their offset."""
    placed, i = [], 0
    for at, mark in marks:
        while i < len(sentences) and sentences[i].end <= at:
            i += 1
        if i < len(sentences) and sentences[i].start <= at:
            placed.append((i, mark))
    return placed


def _incidents(article: _Article) -> list[Segment]:
    """The incidents; an article of no known kind is one report of all its text, unless it only gives statistics or opinion."""
    found = segments(article.reads)
    if len(found) == 1 and len(found[0].members) < len(article.reads) and not (article.title and article.title.kinds):
        return [_whole(article), *(s for s in found if s.days or any(article.reads[i].own_figures for i in s.members))]
    if found or not article.reads or _only_statistics(article):
        return found
    return [_whole(article)]


def _own(article: _Article, found: list[Segment]) -> list[Segment]:
    """Without the passages that tell of no incident of their own. With one incident left, the article is one report of all its
    text."""
    reads, named = article.reads, bool(article.title and article.title.kinds)
    kept = [s for n, s in enumerate(found) if (named and n == 0) or is_own(reads, s, n) or (n == 0 and is_story(reads))]
    if len(kept) == 1 < len(found) and kept[0] is found[0]:
        kept[0].members = [r.sentence.index for r in reads]
    return kept[:_MOST_REPORTS]


def _whole(article: _Article) -> Segment:
    whole = Segment(members=[r.sentence.index for r in article.reads])
    for read in article.reads:
        if read.does is not Does.STATISTIC:
            whole.scores.update({k: w for k, w in read.sentence.kinds.items() if read.does is Does.PLAIN})
    return whole


def _only_statistics(article: _Article) -> bool:
    if article.title and "opinion" in article.title.phrases:
        return True
    if any(r.does is Does.STATISTIC for r in article.reads[:_LEAD]):
        return True  # it begins with figures of a time, and tells of no event
    told = Counter(r.does for r in article.reads)
    return told[Does.STATISTIC] * 2 > len(article.reads) - told[Does.ADVICE]


def _report(article: _Article, found: Sequence[Segment], ordinal: int) -> Report:
    segment = found[ordinal]
    event, reads = article.event, [article.reads[i] for i in segment.members]
    covers = len(reads) == len(article.reads)
    spans = ((0, len(event.text)),) if covers and article.whole else _spans(event.text, reads)
    text = event.text if covers and article.whole else "\n".join(event.text[a:b] for a, b in spans)
    scores = Counter(segment.scores)
    if ordinal == 0 and article.title:
        scores.update(_titled(article.title, found))
    kind = best_kind(scores)
    anchors = [at for r in reads if r.does is Does.EVENT for at in r.sentence.anchors][:_MOST_ANCHORS]
    when = when_of(event.text, spans, article.dates, published=event.published, anchors=anchors)
    places, above = article.places, article.places.title if ordinal == 0 else ()
    place = place_of(event.text, spans, places.toponyms, anchors, title=above, home=article.home, evidence=places.evidence)
    title = event.title if ordinal == 0 and event.title else _headline(article, segment, kind)
    around = spans if ordinal or covers else _around(article, found)
    evidence = evidence_of(title, "\n".join(event.text[a:b] for a, b in around), event.language)
    return Report(
        id=make_id("report", event.article_id, ordinal), ordinal=ordinal, event_type=kind, text=text, spans=spans, title=title,
        telling=telling_of(reads, main=ordinal == 0, happened=when.date_from, published=event.published, title=article.title),
        place=place, when=when,
        claims=_claims(article, reads, kind, main=ordinal == 0),
        people=people_of(event.text, reads),
        organisations=organisations_of(event.text, reads),
        evidence=msgspec.structs.replace(evidence, extra={"kinds": _kinds(scores, kind), **_named(article, around)}),
    )  # fmt: skip


def _titled(title: Sentence, found: Sequence[Segment]) -> dict[str, int]:
    """What the title adds to the main incident's kinds; what only another one's passage speaks of is said of that."""
    others = {kind for segment in found[1:] for kind in segment.scores} - set(found[0].scores)
    return {kind: weight * _TITLE_WEIGHT for kind, weight in title.kinds.items() if kind not in others}


def _around(article: _Article, found: Sequence[Segment]) -> tuple[tuple[int, int], ...]:
    """What the main report is compared by: all of the article that tells of no other incident, background and quotes too."""
    others = {i for segment in found[1:] for i in segment.members} - set(found[0].members)
    return _spans(article.event.text, [r for i, r in enumerate(article.reads) if i not in others])


def _named(article: _Article, spans: Sequence[tuple[int, int]]) -> dict[str, str]:
    """The days and months that are named, resolved where they can be, and the ids of the towns."""
    days = [m.when for _, m in _within(spans, [(m.start, m) for m in article.dates]) if m.when.date_from]
    towns = [t.place for _, t in _within(spans, [(t.start, t) for t in article.places.toponyms]) if t.place]
    told = {w.date_from if w.precision <= 1 else w.date_from[:7] for w in days if w.precision in (0, 1, 4)}
    ids = {p.geoname_id for p in towns if p.kind.startswith("P")}
    return {"days": " ".join(sorted(told)), "towns": " ".join(map(str, sorted(ids)))}


def _within(spans: Sequence[tuple[int, int]], marks: Sequence[tuple[int, _Mark]]) -> list[tuple[int, _Mark]]:
    """The marks that lie in one of some spans; both in order."""
    found, i = [], 0
    for at, mark in marks:
        while i < len(spans) and spans[i][1] <= at:
            i += 1
        if i < len(spans) and spans[i][0] <= at:
            found.append((at, mark))
    return found


def _spans(text: str, reads: Sequence[Read]) -> tuple[tuple[int, int], ...]:
    """The sentences' offsets, joined where only white space lies between them."""
    spans: list[tuple[int, int]] = []
    for read in reads:
        s = read.sentence
        if spans and not text[spans[-1][1] : s.start].strip():
            spans[-1] = (spans[-1][0], s.end)
        else:
            spans.append((s.start, s.end))
    return tuple(spans)


def _headline(article: _Article, segment: Segment, kind: str) -> str:
    """The first sentence that tells of what the passage is about."""
    telling = [i for i in segment.members if article.reads[i].does is Does.EVENT] or segment.members
    s = next((s for i in telling if kind in (s := article.reads[i].sentence).kinds), article.reads[telling[0]].sentence)
    line = " ".join(article.event.text[s.start : s.end].split())
    return line if len(line) <= _TITLE_LENGTH else line[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def _counts(article: _Article, reads: Sequence[Read], kind: str, *, main: bool) -> tuple[list[Counted], Context]:
    return counts_of(reads, kind in _GUNFIRE, titled(article.title) if main else {})


def _claims(article: _Article, reads: Sequence[Read], kind: str, *, main: bool) -> tuple[Claim, ...]:
    text = article.event.text
    counted, context = _counts(article, reads, kind, main=main)
    figures = figure_claims(text, counted, context, article.speakers)
    return (*figures, *cause_claims(text, reads, article.speakers))


def _kinds(scores: Counter[str], main: str) -> str:
    """The kinds that the text speaks of in earnest, sorted: the main one, and those of a quarter of its weight."""
    floor = max(scores[main] // 4, 2)
    return " ".join(sorted({main, *(k for k, w in scores.items() if w >= floor and k != "arrest")} - {OTHER}))


def _passages(article: _Article, reports: Sequence[Report]) -> tuple[Passage, ...]:
    """One of the article's body and one of each report."""
    event = article.event
    body = event.text if article.whole else "\n".join(event.text[a:b] for a, b in _spans(event.text, article.reads))
    whole = passage_of(event.article_id, body)
    return (
        whole,
        *(
            msgspec.structs.replace(whole, id=r.id, report=r.id) if r.text == body else passage_of(r.id, r.text, r.id)
            for r in reports
        ),
    )
