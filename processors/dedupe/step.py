"""reports -> unique: which version of an article is current, and which passages are near copies."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec

from events.base import Decision
from events.codec import AnyEvent
from events.errors import BadInput
from events.reports import ArticleReported, Passage
from events.unique import Alike, ArticleAdmitted, ArticleRefused, ArticleRepeated, ArticleRevised, Bundled, Change, NearCopy
from processors.dedupe import state as states
from processors.dedupe.bundles import Draft
from processors.dedupe.copies import CopyIndex, compare, numbers_in
from processors.dedupe.revision import changes, told_of
from processors.dedupe.state import DedupeState, Known, Seen
from processors.report.shingles import LEAST, shingles_in

DEDUPE_VERSION = "3"


class DedupeStep:
    """A stateful step. After any order of one set of inputs the same versions are current, in the same bundles.

    Which `copies` were noted on the way hangs on the order: only those of texts that were leads at that moment.
    """

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
            return ArticleAdmitted(id="", article=event, **_told(state, event, ()))
        return _another(state, known, event)

    def refuse(self, event: AnyEvent | None, error: str) -> Decision:
        return ArticleRefused(id="", error=error)

    def apply(self, state: DedupeState, decision: Decision) -> DedupeState:
        """Folds a decision in, in place. A refused input is not remembered, so that it may be given again."""
        if isinstance(decision, ArticleAdmitted | ArticleRevised):
            article = decision.article
            state.stand(article, decision.bundles)
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
    return ArticleRevised(
        id="", article=article, changed=_changed(state, known, article), **_told(state, article, known.passages)
    )


def _changed(state: DedupeState, known: Known, article: ArticleReported) -> tuple[Change, ...]:
    before, after = known.told, told_of(article)
    if before is None:
        return ()
    held = state.wholes.held.get(before.digest)
    old = frozenset(numbers_in(held.shingles)) if held else frozenset()
    new = frozenset(shingles_in(article.passages[0])) if article.passages else frozenset()
    return changes(before, after, 1000 * len(old & new) // len(old | new) if old | new else 1000)


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


def _told(state: DedupeState, article: ArticleReported, old: Sequence[tuple[str, str, bool]]) -> dict[str, Any]:
    """What a version that becomes current changes in the bundles, and the near copies of its passages."""
    copies: list[NearCopy] = []
    bundles: list[Bundled] = []
    alike: list[Alike] = []
    try:
        for report in (False, True):
            mine = [p for p in article.passages if bool(p.report) == report]
            own = {p.id for p in mine} | {i for i, _, of in old if of == report}
            draft = _draft(state.level(report), mine, [(i, d) for i, d, of in old if of == report])
            bundles += [Bundled(digest=d, lead=draft.now[d], report=report) for d in sorted(draft.now)]
            copies += [c for p in mine for c in _copies(state.level(report), draft, p, own)]
            if report:
                alike = _alike(draft)
    except ValueError as error:
        raise BadInput(f"the shingles of article {article.article_id} can't be read: {error}") from error
    return {"copies": tuple(sorted(copies, key=lambda c: (c.a, c.b))), "bundles": tuple(bundles), "alike": tuple(alike)}


def _draft(index: CopyIndex, mine: Sequence[Passage], old: Sequence[tuple[str, str]]) -> Draft:
    come = {p.digest: shingles_in(p).tobytes() for p in mine}
    left = Counter(d for _, d in old)
    gone = [d for d, n in sorted(left.items()) if n == len(index.held[d].ids) and d not in come]
    return Draft(index, gone, come)


def _copies(index: CopyIndex, draft: Draft, passage: Passage, own: set[str]) -> Iterator[NearCopy]:
    """The near copies of a passage, one for each bundle: the lead of its own, and the leads that it is alike where it is one."""
    digest, lead = passage.digest, draft.lead(passage.digest)
    size = len(draft.shingles(digest)) // 4
    found = {digest: (1000, 1000)} if size >= LEAST else {}
    if lead != digest and (pair := compare(frozenset(shingles_in(passage)), numbers_in(draft.shingles(lead)))):
        found[lead] = pair
    elif lead == digest:
        found |= draft.alike(digest) | draft.demoted(digest)
    for other, (likeness, containment) in found.items():
        entry = index.held.get(other)
        holder = min((i for i in entry.ids if i not in own), default="") if entry else ""
        if holder:
            a, b = sorted((passage.id, holder))
            yield NearCopy(a=a, b=b, likeness=likeness, containment=containment)


def _alike(draft: Draft) -> list[Alike]:
    """The near copies of each new lead among the leads, each pair once."""
    pairs = {(min(d, o), max(d, o)): pair for d in draft.new_leads() for o, pair in draft.alike(d).items()}
    return [Alike(a=a, b=b, likeness=pair[0], containment=pair[1]) for (a, b), pair in sorted(pairs.items())]
