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
_LEAD = 2  # sentences


def kind_of(article: Article, found: Sequence[Segment], ordinal: int) -> tuple[str, Counter[str]]:
    """The kind of the passage at `ordinal` of all that are found in an article, the main one first, and the score of each kind;
    `other` where nothing tells of one."""
    scores = Counter(found[ordinal].scores)
    if ordinal == 0 and article.title:
        scores.update(_titled(article.title, found))
    return best_kind(scores, doubted=_is_doubted([article.reads[i] for i in found[ordinal].members])), scores


def is_of_arrests(article: Article) -> bool:
    """Whether the title, or a first sentence that reports something, counts people arrested."""
    told = [r.figures for r in article.reads[:_LEAD] if r.does in (Does.EVENT, Does.PLAIN)]
    return any(f.role == "arrested" and f.high > 0 for figures in (*map(figures_of, article.titles), *told) for f in figures)


def _is_doubted(reads: Sequence[Read]) -> bool:
    """Whether it is disputed what caused what happened: "the building might have been blown up from the inside"."""
    return any("cause_hedge" in r.sentence.phrases and len(r.sentence.kinds) > 1 for r in reads if r.does is Does.EVENT)


def _titled(title: Sentence, found: Sequence[Segment]) -> dict[str, int]:
    """What the title adds to the main incident's kinds; what only another one's passage speaks of is said of that."""
    others = {kind for segment in found[1:] for kind in segment.scores} - set(found[0].scores)
    return {kind: weight * _TITLE_WEIGHT for kind, weight in title.kinds.items() if kind not in others}
