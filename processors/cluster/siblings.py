"""The reports of one article: which of them it is about, and what they say of each other's incidents.

An article that tells of an incident in one of its passages, and by its main report of something that is less like it than the
threshold, tells the two apart (docs/adr/0145-what-articles-are-about-first.md).
"""

from collections.abc import Callable, Mapping, Sequence

from events.control import CorrectionMade
from events.incidents import PlacedReport
from processors.cluster.corrections import compared_by_name
from processors.cluster.linkage import Scored

ELSEWHERE = -6000  # thousandths of a logit: what two main reports count of which the article of one tells the other elsewhere
Siblings = Callable[[str], Sequence[str]]
"""All reports of a report's article, the main one first."""


def in_order(reports: Sequence[PlacedReport]) -> list[str]:
    """The reports of an article, the main one first."""
    return [placed.report.id for placed in sorted(reports, key=lambda placed: placed.report.ordinal)]


def is_main_report(placed: PlacedReport, corrections: Sequence[CorrectionMade]) -> bool:
    """Whether a report is what its article is about, or an analyst compares it with another."""
    return placed.report.ordinal == 0 or compared_by_name(placed, corrections)


def told_elsewhere(report: str, scored: Scored, siblings: Siblings, threshold: int) -> dict[str, str]:
    """Main reports that are not of a main report's incident, as the article of one of the two has another report that is: each
    with that report. Where it holds one way round it holds the other."""
    main, *others = siblings(report)
    if report != main:
        return {}
    mine, found = scored(report), dict[str, str]()
    for side in others:
        if mine.get(side, ELSEWHERE) < threshold:  # else an analyst says that the two are one
            found |= {o: side for o, score in scored(side).items() if score >= threshold and siblings(o)[0] == o}
    for side, score in mine.items():
        if score >= threshold and (theirs := siblings(side)[0]) != side and scored(theirs).get(side, ELSEWHERE) < threshold:
            found.setdefault(theirs, side)
    return {other: side for other, side in found.items() if other != report and mine.get(other, ELSEWHERE) < threshold}


def counted(report: str, scored: Scored, siblings: Siblings, threshold: int) -> Mapping[str, int]:
    """What the partition takes for a report with others."""
    mine = scored(report)
    elsewhere = told_elsewhere(report, scored, siblings, threshold)
    return {**mine, **{other: min(mine.get(other, ELSEWHERE), ELSEWHERE) for other in elsewhere}} if elsewhere else mine
