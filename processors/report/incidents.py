"""Which incidents an article tells of: its segments, or all of it, without what tells of none of its own."""

from collections import Counter
from collections.abc import Mapping

from processors.report.article import Article
from processors.report.claims.figures import figures_of
from processors.report.meant import any_meant
from processors.report.own import is_own, is_story
from processors.report.segments import Segment, segments
from processors.report.sentences.natural import is_natural
from processors.report.sentences.split import Sentence
from processors.report.sentences.tenses import is_fiction
from processors.report.telling.reading import Does, read_all
from processors.report.telling.themes import clear_kinds

_MOST_REPORTS = 100  # of one article: no news tells of more, and each costs a look at all of its text
_LEAD, _OPENING = 2, 3
_SAYS = 2  # the least score of a kind that a text is of
_HURT = frozenset({"killed", "injured"})
_IN_GENERAL = frozenset({"habitual", "generic", "fiction", "forecast"})
_OF_MANY = _IN_GENERAL | {"statistic", "round_up", "advice", "speculation", "anniversary"}


def incidents_in(article: Article) -> list[Segment]:
    """The incidents; an article of no known kind is one report of all its text, unless it only gives statistics or opinion."""
    title = _told(article.title)
    if _is_obituary(article) or _is_opinion(article) or _is_general(article) or _is_drill(article):
        return []
    found = segments(article.reads, title)
    if len(found) == 1 and not found[0].item and article.title and not found[0].scores.keys().isdisjoint(article.title.kinds):
        found[0].members = [r.sentence.index for r in article.reads]  # the title tells that all of it is about this
    if len(found) == 1 and not found[0].item and len(found[0].members) < len(article.reads) and title is None:
        return [_whole(article), *(s for s in found if s.days or any(article.reads[i].own_figures for i in s.members))]
    if found or not article.reads or _only_statistics(article):
        return found
    return [_whole(article)]


def _told(title: Sentence | None) -> Mapping[str, int] | None:
    """The kinds of the incident that a title tells of; none where it tells of nobody hurt either."""
    if title is None:
        return None
    return title.kinds if _names_incident(title) or any(f.high and f.role in _HURT for f in figures_of(title)) else None


def _is_of_title(article: Article) -> bool:
    """Whether the title tells of an incident that the text refers to by day or place: statistics are told beside it."""
    title = article.title
    if title is None or max(title.kinds.values(), default=0) < _SAYS or not _OF_MANY.isdisjoint(title.phrases):
        return False
    referring = [r for r in article.reads if "reference" in r.sentence.phrases and r.does is not Does.STATISTIC]
    return any((r.days or r.towns) and "statistic" not in r.sentence.phrases for r in referring)


def _names_incident(title: Sentence) -> bool:
    return any(weight > 0 for weight in title.kinds.values())


def own_of(article: Article, found: list[Segment]) -> list[Segment]:
    """Without the passages that tell of no incident of their own; one report of no known kind where none of the words that name
    incidents is meant."""
    kept = told_of(article, found)
    if kept and not any_meant(article, kept):
        _read_plainly(article)
        return [_whole(article)]
    return kept


def told_of(article: Article, found: list[Segment]) -> list[Segment]:
    """The passages that tell of an incident of their own, if their words are meant. With one left, the article is one report of
    all its text."""
    reads, named = article.reads, article.title is not None and _names_incident(article.title)
    kept = [s for n, s in enumerate(found) if (named and n == 0) or is_own(reads, s, n) or (n == 0 and is_story(reads))]
    if len(kept) == 1 < len(found) and kept[0] is found[0] and not kept[0].item:
        kept[0].members = [r.sentence.index for r in reads]
    return kept[:_MOST_REPORTS]


def _read_plainly(article: Article) -> None:
    """Reads its sentences again, as if no word of theirs told of an incident."""
    reads = article.reads
    clear_kinds([*article.titles, *(r.sentence for r in reads)])
    plain = read_all([r.sentence for r in reads], [r.days for r in reads])
    article.reads = [again._replace(towns=read.towns) for again, read in zip(plain, reads, strict=True)]


def _whole(article: Article) -> Segment:
    whole = Segment(members=[r.sentence.index for r in article.reads])
    for read in article.reads:
        if read.does is not Does.STATISTIC:
            whole.scores.update({k: w for k, w in read.sentence.kinds.items() if read.does is Does.PLAIN})
    whole.scores = Counter({kind: weight for kind, weight in whole.scores.items() if weight >= _SAYS})
    return whole


def _is_obituary(article: Article) -> bool:
    """Of somebody who died of age or illness, whatever is told of the life before."""
    head = _head(article)
    said = any("obituary" in s.phrases for s in head)
    natural = any(map(is_natural, head)) and any("obituary" in r.sentence.phrases for r in article.reads)
    return (said or natural) and not any(r.does is Does.EVENT for r in article.reads[:_LEAD])


def _head(article: Article, sentences: int = _LEAD) -> list[Sentence]:
    """Its title and first sentences."""
    return [*article.titles, *(r.sentence for r in article.reads[:sentences])]


def _is_opinion(article: Article) -> bool:
    """Whether its title, or the line that it begins with, says that it is an opinion; or its head, where it counts no victims."""
    if any("opinion" in line.phrases for line in _head(article, 1)):
        return True
    return any("opinion" in line.phrases for line in _head(article)) and not any(r.own_figures for r in article.reads)


def _is_general(article: Article) -> bool:
    """Whether title and lead speak in general (a forecast, a campaign, a play), or the lead tells of a drill or a film, and
    nothing below counts people harmed."""
    title, reads = article.title, article.reads
    if title is not None and "advice" in title.phrases:
        return not any(r.own_figures or r.does is Does.EVENT for r in reads)
    named = title is not None and not _IN_GENERAL.isdisjoint(title.phrases)
    if not reads or not (named or any("fiction" in s.phrases for s in _head(article, 1))):
        return False
    lead = reads[0]
    warns = lead.does is Does.PLAIN and "forecast" in lead.sentence.phrases
    general = (
        warns
        or lead.does in (Does.GENERAL, Does.SPECULATION)
        or "generic" in lead.sentence.phrases
        or all(r.does is not Does.EVENT for r in reads[:_OPENING])
    )
    return general and not any(f.high for r in reads for f in r.figures if r.does is not Does.STATISTIC)


def _is_drill(article: Article) -> bool:
    """Whether its title tells of a drill or a story, and nobody is counted who came to harm in the time of one."""
    return article.title is not None and is_fiction(article.title) and not any(r.own_figures for r in article.reads)


def _only_statistics(article: Article) -> bool:
    hurt = any(f.high and f.role in _HURT for r in article.reads for f in r.figures)
    titled = _is_of_title(article)
    for read in article.reads[:_LEAD]:  # it begins with figures of a time or with what may come, and tells of no event
        if "forecast" in read.sentence.phrases:
            return True
        if not titled and (read.does is Does.STATISTIC or "statistic" in read.sentence.phrases):
            return True
        if read.does is Does.SPECULATION and not hurt:
            return True
    first = article.reads[0].does is Does.GENERAL  # "Who has not read of buses that overturned?"
    if not hurt and (first or any("fiction" in r.sentence.phrases for r in article.reads[:_LEAD])):
        return True
    told = Counter(r.does for r in article.reads)
    return told[Does.STATISTIC] * 2 > len(article.reads) - told[Does.ADVICE]
