"""Of what each document is a near copy, by what dedupe knows in the end."""

from collections.abc import Iterable, Iterator, Mapping

from events.base import Decision
from processors.dedupe.bundles import Draft
from processors.dedupe.copies import CopyIndex
from processors.dedupe.step import DedupeStep
from processors.report.shingles import LEAST


def originals(decisions: Iterable[Decision], published: Mapping[str, str]) -> dict[str, str]:
    """Near copy -> original, of the articles in `published`: the group's earliest, then by id; no date sorts last.

    Not by the pairs that were noted on the way: which texts were leads then, and so were compared, hangs on what came first.
    """
    step = DedupeStep()
    state = step.empty()
    for decision in decisions:
        state = step.apply(state, decision)
    group: dict[str, str] = {}

    def root(article: str) -> str:
        while group.setdefault(article, article) != article:
            article = group[article]
        return article

    for pair in _pairs(state.wholes):
        first, second = sorted(map(root, pair), key=lambda i: (published.get(i) or "~", i))
        group[second] = first
    return {article: root(article) for article in sorted(group) if root(article) != article}


def _pairs(index: CopyIndex) -> Iterator[tuple[str, str]]:
    """Passages that are near copies: those of one text, and of each text and every lead like it. A function of the set."""
    bundles = Draft(index, (), {})
    for digest, entry in index.held.items():
        if len(entry.shingles) // 4 >= LEAST:
            yield from ((entry.ids[0], other) for other in entry.ids[1:])
        yield from ((entry.ids[0], index.held[lead].ids[0]) for lead in bundles.alike(digest))
