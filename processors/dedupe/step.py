"""reports -> unique: which version of an article is current, and which passages are near copies."""

from typing import Literal

import msgspec

from events.base import Decision
from events.codec import AnyEvent
from events.errors import BadInput
from events.reports import ArticleReported
from events.unique import ArticleAdmitted, ArticleRefused, ArticleRepeated, ArticleRevised, NearCopy
from processors.dedupe import state as states
from processors.dedupe.state import DedupeState, Known, Seen

DEDUPE_VERSION = "1"


class DedupeStep:
    """A stateful step. After any order of one set of inputs the same versions are current, with the same near copies."""

    name = "dedupe"
    version = DEDUPE_VERSION

    def empty(self) -> DedupeState:
        return DedupeState()

    def decide(self, state: DedupeState, event: AnyEvent) -> Decision:
        """Raises BadInput for a record that is no article or whose passages can't be read."""
        if not isinstance(event, ArticleReported):
            raise BadInput(f"dedupe reads ArticleReported from `reports`, this is {type(event).__name__} {event.id}")
        if not _says_anything(event):
            return self.refuse(event, f"article {event.article_id} has neither a letter in its title nor a word in its text")
        if event.id in state.inputs:
            return _repeated(event, "redelivered")
        known = state.articles.get(event.article_id)
        if known is None:
            return ArticleAdmitted(id="", article=event, copies=_copies(state, event, ()))
        return _another(state, known, event)

    def refuse(self, event: AnyEvent | None, error: str) -> Decision:
        return ArticleRefused(id="", error=error)

    def apply(self, state: DedupeState, decision: Decision) -> DedupeState:
        """Folds a decision in, in place. A refused input is not remembered, so that it may be given again."""
        if isinstance(decision, ArticleAdmitted | ArticleRevised):
            article = decision.article
            state.stand(article)
            state.note(article.id, article.article_id, article.version, article.fetched_at, article.source)
        elif isinstance(decision, ArticleRepeated):
            state.note(decision.input_id, decision.article_id, decision.version, decision.fetched_at, decision.source)
        return state

    def dump(self, state: DedupeState) -> bytes:
        return state.dump()

    def load(self, data: bytes) -> DedupeState:
        return states.load(data)


def _says_anything(article: ArticleReported) -> bool:
    return any(map(str.isalpha, article.title)) or any(p.shingles for p in article.passages)


def _another(state: DedupeState, known: Known, event: ArticleReported) -> Decision:
    """An input of a known article. Two sources may carry one version; it then counts as the first one's by name."""
    seen = known.versions.get(event.version)
    now = seen.joined(event.fetched_at, event.source) if seen else Seen(event.fetched_at, event.source)
    versions = {**known.versions, event.version: now}
    latest = Known(versions=versions, current="", passages=[]).latest()
    if latest != event.version:
        return _repeated(event, "older")
    if known.current == event.version and seen is not None and now.source == seen.source:
        return _repeated(event, "same")
    article = msgspec.structs.replace(event, source=now.source)
    return ArticleRevised(id="", article=article, copies=_copies(state, article, known.passages))


def _repeated(event: ArticleReported, reason: Literal["same", "older", "redelivered"]) -> ArticleRepeated:
    return ArticleRepeated(
        id="",
        article_id=event.article_id,
        version=event.version,
        fetched_at=event.fetched_at,
        source=event.source,
        input_id=event.id,
        reason=reason,
    )


def _copies(state: DedupeState, article: ArticleReported, old: "list[tuple[str, str, bool]] | tuple[()]") -> tuple[NearCopy, ...]:
    """Near copies of an article's passages among the current passages of other articles."""
    own = frozenset(p.id for p in article.passages) | frozenset(i for i, _, _ in old)
    try:
        found = [pair for p in article.passages for pair in state.index.pairs(p, own)]
    except ValueError as error:
        raise BadInput(f"the shingles of article {article.article_id} can't be read: {error}") from error
    return tuple(sorted(found, key=lambda c: (c.a, c.b)))
