"""`report`: from an article to the incidents that it tells of. A pure function of the article and the gazetteer."""

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version as installed
from unicodedata import unidata_version

import msgspec

from events.documents import ArticleRead
from events.ids import make_id
from events.reports import ArticleReported, Passage, Report
from processors.report.article import Article, Reading, in_turn
from processors.report.draft import STAGES, Draft, spans_of
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.incidents import incidents_in, own_of, told_of
from processors.report.meant import meant_signs
from processors.report.own import own_signs, story_signs, too_short
from processors.report.points import Signs
from processors.report.segments import Segment
from processors.report.shingles import passage_of
from processors.report.totals.counted import Context, Counted

# Babel names the months; what a letter is, the Unicode tables of this Python say.
REPORT_VERSION = f"22-babel-{installed('babel')}-unicode-{unidata_version}"

# Characters of articles that are worked on at once; what is known of them so far takes a hundred times as many bytes.
_TOGETHER = 500_000


class Reporter:
    """`Reporter(gazetteer)(article)`: the same ArticleReported for the same article, always."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._read = Reading(gazetteer)

    def __call__(self, event: ArticleRead) -> ArticleReported:
        """The incidents that an article tells of. Raises nothing for any text."""
        return self.all([event])[0]

    def all(self, events: Iterable[ArticleRead]) -> list[ArticleReported]:
        """The same for many, of each what it would be alone: in less time."""
        return [reported for some in _some(events) for reported in self._reported(self._read(some))]

    def figures(self, event: ArticleRead) -> list[tuple[Report, list[Counted], Context]]:
        """Each report with the counts that its figures are chosen from: what the choice is learned from."""
        [article] = self._read([event])
        return [(draft.report(), *draft.counts()) for draft in _drafts(article, own_of(article, incidents_in(article)))]

    def candidates(self, event: ArticleRead) -> tuple[Signs, list[tuple[Signs, Report]]]:
        """What `own` decides about, to learn from: the signs of the article, none where it is too short to judge, and of
        each passage with the report of it."""
        [article] = self._read([event])
        found = incidents_in(article)
        signs = [own_signs(article.reads, segment, n) for n, segment in enumerate(found)]
        reports = [draft.report() for draft in _drafts(article, found)]
        return {} if too_short(article.reads) else story_signs(article.reads), list(zip(signs, reports, strict=True))

    def senses(self, event: ArticleRead) -> list[tuple[str, Signs]]:
        """What `meant` decides about, to learn from: the kind of each passage of a known kind, and its signs."""
        [article] = self._read([event])
        return meant_signs(article, told_of(article, incidents_in(article)))

    def _reported(self, articles: Sequence[Article]) -> list[ArticleReported]:
        found = [own_of(article, incidents_in(article)) for article in articles]
        drafts = [[Draft(article, its, n) for n in range(len(its))] for article, its in zip(articles, found, strict=True)]
        in_turn([draft for its in drafts for draft in its], STAGES)
        reports = [tuple(draft.report() for draft in its) for its in drafts]
        return [_reported(article, its) for article, its in zip(articles, reports, strict=True)]


def _some(events: Iterable[ArticleRead]) -> Iterator[list[ArticleRead]]:
    """The articles, as many at once as are not too long together."""
    some: list[ArticleRead] = []
    characters = 0
    for event in events:
        characters += len(event.text)
        if some and characters > _TOGETHER:
            yield some
            some, characters = [], len(event.text)
        some.append(event)
    if some:
        yield some


def _drafts(article: Article, found: Sequence[Segment]) -> list[Draft]:
    drafts = [Draft(article, found, n) for n in range(len(found))]
    in_turn(drafts, STAGES)
    return drafts


def _reported(article: Article, reports: tuple[Report, ...]) -> ArticleReported:
    event = article.event
    return ArticleReported(
        id=make_id(event.id, "report", 0), article_id=event.article_id, version=event.version, source=event.source,
        publisher=event.publisher, fetched_at=event.fetched_at, title=event.title, url=event.url, published=event.published,
        language=event.language, characters=len(event.text), reports=reports, toponyms=article.places.toponyms,
        passages=_passages(article, reports),
    )  # fmt: skip


def _passages(article: Article, reports: Sequence[Report]) -> tuple[Passage, ...]:
    """One of the article's body and one of each report."""
    event = article.event
    body = event.text if article.whole else "\n".join(event.text[a:b] for a, b in spans_of(event.text, article.reads))
    whole = passage_of(event.article_id, body)
    return (
        whole,
        *(
            msgspec.structs.replace(whole, id=r.id, report=r.id) if r.text == body else passage_of(r.id, r.text, r.id)
            for r in reports
        ),
    )
