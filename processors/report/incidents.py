"""Which incidents an article tells of: its segments, or all of it, without what tells of none of its own."""

from collections import Counter

from processors.report.article import Article
from processors.report.own import is_own, is_story
from processors.report.segments import Segment, segments
from processors.report.telling import Does

_MOST_REPORTS = 100  # of one article: no news tells of more, and each costs a look at all of its text
_LEAD = 2


def incidents_in(article: Article) -> list[Segment]:
    """The incidents; an article of no known kind is one report of all its text, unless it only gives statistics or opinion."""
    if _is_opinion(article) and not any(r.own_figures for r in article.reads):
        return []
    found = segments(article.reads)
    if (
        len(found) == 1
        and not found[0].item
        and len(found[0].members) < len(article.reads)
        and not (article.title and article.title.kinds)
    ):
        return [_whole(article), *(s for s in found if s.days or any(article.reads[i].own_figures for i in s.members))]
    if found or not article.reads or _only_statistics(article):
        return found
    return [_whole(article)]


def own_of(article: Article, found: list[Segment]) -> list[Segment]:
    """Without the passages that tell of no incident of their own. With one incident left, the article is one report of all its
    text."""
    reads, named = article.reads, bool(article.title and article.title.kinds)
    kept = [s for n, s in enumerate(found) if (named and n == 0) or is_own(reads, s, n) or (n == 0 and is_story(reads))]
    if len(kept) == 1 < len(found) and kept[0] is found[0] and not kept[0].item:
        kept[0].members = [r.sentence.index for r in reads]
    return kept[:_MOST_REPORTS]


def _whole(article: Article) -> Segment:
    whole = Segment(members=[r.sentence.index for r in article.reads])
    for read in article.reads:
        if read.does is not Does.STATISTIC:
            whole.scores.update({k: w for k, w in read.sentence.kinds.items() if read.does is Does.PLAIN})
    return whole


def _is_opinion(article: Article) -> bool:
    """Whether its title or head says that it is somebody's view."""
    heads = [*([article.title] if article.title else []), *(r.sentence for r in article.reads[:_LEAD])]
    return any("opinion" in s.phrases for s in heads)


def _only_statistics(article: Article) -> bool:
    if _is_opinion(article):
        return True
    if any(r.does is Does.STATISTIC or "statistic" in r.sentence.phrases for r in article.reads[:_LEAD]):
        return True  # it begins with figures of a time, and tells of no event
    told = Counter(r.does for r in article.reads)
    return told[Does.STATISTIC] * 2 > len(article.reads) - told[Does.ADVICE]
