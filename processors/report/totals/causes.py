"""Claims of cause and blame: why it happened and who is said to have done it, as the article or a speaker says."""

from collections.abc import Iterator, Sequence

from events.reports import Claim
from processors.report.telling.reading import Does, Read
from processors.report.totals.claims import quote_of

_SUSPECTED = frozenset({"cause_hedge", "blamed", "caused"})


def cause_claims(text: str, reads: Sequence[Read], speakers: Sequence[str]) -> Iterator[Claim]:
    """One claim a sentence that gives a cause or lays blame; statistics and general talk give none."""
    for read in reads:
        phrases = read.sentence.phrases
        if _SUSPECTED.isdisjoint(phrases) or read.does in (Does.STATISTIC, Does.GENERAL, Does.ADVICE):
            continue
        told = read.does is Does.EVENT or "reference" in phrases or read.sentence.quoted
        if not told:
            continue
        field = "blame" if "blamed" in phrases else "cause"
        at = read.sentence.words[min(phrases[p] for p in _SUSPECTED if p in phrases)].start
        start, end = quote_of(text, read, at)
        yield Claim(
            field=field, quote=text[start:end], start=start, end=end, text=text[start:end], speaker=speakers[read.sentence.index]
        )
