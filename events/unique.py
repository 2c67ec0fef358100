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


class Bundled(Value, frozen=True, kw_only=True):
    """The texts of a digest count as one with those of `lead`, the lead of their bundle (itself where it is that); "": no
    current passage has it any more. `report`: passages of reports, not whole articles."""

    digest: str
    lead: str
    report: bool


class Alike(Value, frozen=True, kw_only=True):
    """Two leads of bundles of reports that are near copies; `a` < `b` are digests, the rest is as in NearCopy."""

    a: str
    b: str
    likeness: int
    containment: int


class ArticleAdmitted(Decision, frozen=True, kw_only=True):
    """An article seen for the first time. `copies`: pairs of its passages with passages now current, one for each bundle of
    texts that count as one. `bundles`: what this changed in the bundles; `alike`: the pairs of leads of which one is new."""

    article: ArticleReported
    copies: tuple[NearCopy, ...] = ()
    bundles: tuple[Bundled, ...] = ()
    alike: tuple[Alike, ...] = ()


class Change(Value, frozen=True, kw_only=True):
    """What differs between two versions of an article. Of "text" (other words) and "form" (other marks, or what no later step
    looks at) the sizes stand for `before` and `after`, and `likeness` is the Jaccard similarity of the 5-word shingles in
    thousandths."""

    field: Literal["title", "url", "published", "language", "publisher", "source", "text", "form"]
    before: str
    after: str
    likeness: int = 1000


class ArticleRevised(Decision, frozen=True, kw_only=True):
    """Another version of a known article is current now: its reports replace the older version's. `changed`: against the version
    that was current before, so it hangs on the order in which versions came."""

    article: ArticleReported
    changed: tuple[Change, ...] = ()
    copies: tuple[NearCopy, ...] = ()
    bundles: tuple[Bundled, ...] = ()
    alike: tuple[Alike, ...] = ()


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
