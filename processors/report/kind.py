"""Which kind of incident a passage tells of: its own words say, and, of an article's main incident, those of the title."""

from collections import Counter
from collections.abc import Sequence

from processors.report.article import Article
from processors.report.claims.figures import figures_of
from processors.report.segments import Segment
from processors.report.sentences.split import Sentence
from processors.report.taxonomy import best_kind
from processors.report.telling.reading import Does, Read

_TITLE_WEIGHT = 2
_OLD = frozenset({"background", "statistic", "anniversary"})
_HARMED = frozenset({"killed", "injured", "shot", "missing", "abducted"})


def kind_of(article: Article, found: Sequence[Segment], ordinal: int) -> tuple[str, Counter[str]]:
    """The kind of the passage at `ordinal` of all that are found in an article, the main one first, and the score of each kind;
    `other` where nothing tells of one."""
    scores = Counter(found[ordinal].scores)
    if ordinal == 0 and article.title:
        scores.update(_titled(article.title, found))
    return best_kind(scores, doubted=_is_doubted([article.reads[i] for i in found[ordinal].members])), scores


def is_of_arrests(article: Article) -> bool:
    """Whether its title or first sentence counts several people arrested, as news, and nobody is harmed (ACLED's Arrests)."""
    lead = [r for r in article.reads[:1] if r.does in (Does.EVENT, Does.PLAIN) and _OLD.isdisjoint(r.sentence.phrases)]
    told = [f for title in article.titles if _OLD.isdisjoint(title.phrases) for f in figures_of(title)]
    arrested = any(f.role == "arrested" and f.high > 1 for f in (*told, *(f for r in lead for f in r.figures)))
    return arrested and not any(f.role in _HARMED and f.high > 0 for r in article.reads for f in r.figures)


def _is_doubted(reads: Sequence[Read]) -> bool:
    """Whether it is disputed what caused what happened: "the building might have been blown up from the inside"."""
    return any("cause_hedge" in r.sentence.phrases and len(r.sentence.kinds) > 1 for r in reads if r.does is Does.EVENT)


def _titled(title: Sentence, found: Sequence[Segment]) -> dict[str, int]:
    """What the title adds to the main incident's kinds; what only another one's passage speaks of is said of that."""
    others = {kind for segment in found[1:] for kind in segment.scores} - set(found[0].scores)
    return {kind: weight * _TITLE_WEIGHT for kind, weight in title.kinds.items() if kind not in others}
