"""What dedupe decided: `unique`. One decision for each input."""

from typing import Literal

from events.base import Decision, Value
from events.reports import ArticleReported


class NearCopy(Value, frozen=True, kw_only=True):
    """Two passages that are near copies: `likeness` is the Jaccard similarity of their 5-word shingles and
    `containment` the share of the smaller one's that the other holds, both in thousandths. `a` < `b` are passage ids."""

    a: str
    b: str
    likeness: int
    containment: int


class ArticleAdmitted(Decision, frozen=True, kw_only=True):
    """An article seen for the first time. `copies`: all pairs of its passages with passages now current."""

    article: ArticleReported
    copies: tuple[NearCopy, ...] = ()


class ArticleRevised(Decision, frozen=True, kw_only=True):
    """Another version of a known article is current now: its reports replace the older version's."""

    article: ArticleReported
    copies: tuple[NearCopy, ...] = ()


class ArticleRepeated(Decision, frozen=True, kw_only=True):
    """Nothing changed. `reason`: "same" (the current version again), "older" (a version that is not current), or
    "redelivered" (this very input was decided before). `version` and `fetched_at` are what was seen."""

    article_id: str
    version: str
    fetched_at: str
    input_id: str
    reason: Literal["same", "older", "redelivered"]
    source: str = ""
    article: ArticleReported | None = None


class ArticleRefused(Decision, frozen=True, kw_only=True):
    """This input can't be used; `dead` holds its bytes. `error` says why."""

    error: str


Unique = ArticleAdmitted | ArticleRevised | ArticleRepeated | ArticleRefused
