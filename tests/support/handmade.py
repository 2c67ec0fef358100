"""The hand-made set: news in seven languages with what each document tells, held against what the steps answer.

`python -m tests.support.handmade FOLDER` prints how many documents and incidents are right, and every difference. A folder holds
.toml files of [[document]]s; see any of tests/handmade/open. All documents of a folder are run together.
"""

import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import msgspec

from events.documents import DocumentFetched
from events.ids import make_id
from events.incidents import IncidentsDecided, PlacedReport, settle
from processors.cluster.figures import figures_of
from processors.cluster.scorecard import shipped
from processors.cluster.step import ClusterStep
from processors.dedupe.step import DedupeStep
from processors.read.language import language_of
from processors.read.step import read_document
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.step import Reporter
from tests.support.gazetteer import cached_gazetteer

FETCHED = "2026-06-01T00:00:00.000Z"  # one time for all: nothing may hang on it


class Tells(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An incident that a document tells of. Lists hold what is accepted, anything where there is none; `claims` the best figures
    of this report alone."""

    incident: str
    kinds: list[str]
    telling: list[str] | None = None
    places: list[str] | None = None
    from_: str = msgspec.field(default="", name="from")
    to: str = ""
    month_day: str = ""
    country: str = ""
    below: str = ""
    main: bool = False
    claims: dict[str, int] = {}


class Made(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document of the set."""

    id: str
    lang: str
    source: str
    title: str
    published: str
    text: str
    tells: list[Tells] = []


class Outcome(NamedTuple):
    """Differences in words: of each document, and of the grouping of each incident."""

    documents: dict[str, list[str]]
    incidents: dict[str, list[str]]


def load(folder: Path) -> list[Made]:
    """The documents of all files of a folder, by file and position. An id stands once."""
    made = [
        msgspec.convert(document, Made)
        for path in sorted(folder.glob("*.toml"))
        for document in tomllib.loads(path.read_text(encoding="utf-8"))["document"]
    ]
    ids = [m.id for m in made]
    assert len(set(ids)) == len(ids), f"twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    return made


def answers(made: Sequence[Made], gazetteer: Path) -> dict[str, list[PlacedReport]]:
    """Document -> its reports as they stand after all documents went through the steps, the main one first."""
    reporter, dedupe, cluster = Reporter(Gazetteer.open(gazetteer)), DedupeStep(), ClusterStep(shipped())
    known, graph = dedupe.empty(), cluster.empty()
    names: dict[str, str] = {}
    placed: dict[str, PlacedReport] = {}
    for document in made:
        article = read_document(fetched(document))
        names[article.article_id] = document.id
        admitted = dedupe.decide(known, reporter(article))
        dedupe.apply(known, admitted)
        decision = cluster.decide(graph, admitted)  # type: ignore[arg-type]
        cluster.apply(graph, decision)
        assert isinstance(decision, IncidentsDecided)
        settle(placed, decision)
    found: dict[str, list[PlacedReport]] = {m.id: [] for m in made}
    for p in sorted(placed.values(), key=lambda p: p.report.ordinal):
        found[names[p.article_id]].append(p)
    return found


def fetched(made: Made) -> DocumentFetched:
    """The document as a source would have given it."""
    key, source = f"handmade:{made.id}", made.source
    return DocumentFetched(
        id=make_id("fetched", key), key=key, source=source, publisher=source, fetched_at=FETCHED, text=made.text.strip(),
        title=made.title, published=made.published, language=made.lang,
    )  # fmt: skip


def differences(made: Sequence[Made], found: Mapping[str, Sequence[PlacedReport]]) -> Outcome:
    """What is not as the documents' authors say."""
    documents: dict[str, list[str]] = {}
    gold: defaultdict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for document in made:
        matched, words = _matched(document, found[document.id])
        language = language_of(document.text, "", "")
        documents[document.id] = words + ([f"language: {language}"] if language != document.lang else [])
        for n, p in enumerate(found[document.id]):
            names[p.report.id] = f"{document.id}#{n}"
        for tells, p in matched:
            gold[tells.incident].add(p.report.id if p else f"no report of {document.id}")
    return Outcome(documents, dict(_groups(gold, found, names)))


def _groups(
    gold: Mapping[str, set[str]], found: Mapping[str, Sequence[PlacedReport]], names: Mapping[str, str]
) -> Iterator[tuple[str, list[str]]]:
    """Each incident with what its reports stand together with and shouldn't, and what they lack."""
    incident = {p.report.id: p.incident for reports in found.values() for p in reports}
    members: defaultdict[str, set[str]] = defaultdict(set)
    for report, stands in incident.items():
        members[stands].add(report)
    for key, want in sorted(gold.items()):
        have = {report: members[incident[report]] for report in want if report in incident}
        words = [f"{report}" for report in sorted(want - have.keys())]
        parts = sorted({tuple(sorted(names[m] for m in group)) for group in have.values()})
        if len(parts) > 1:
            words.append("apart: " + " | ".join(" ".join(p) for p in parts))
        if strange := sorted({names[m] for group in have.values() for m in group} - {names[w] for w in have}):
            words.append(f"not of it: {' '.join(strange)}")
        yield key, words


def _matched(made: Made, reports: Sequence[PlacedReport]) -> tuple[list[tuple[Tells, PlacedReport | None]], list[str]]:
    """Who tells of what, in the way that leaves the fewest differences; and the differences."""
    wanted = len(made.tells)
    slots: list[int | None] = [*range(len(reports)), *[None] * max(0, wanted - len(reports))]
    best: tuple[list[str], tuple[int | None, ...]] | None = None
    for order in permutations(slots[:7], wanted):
        words = [w for tells, at in zip(made.tells, order, strict=True) for w in _wrong(tells, reports, at)]
        if best is None or len(words) < len(best[0]):
            best = words, order
    assert best is not None
    extra = [_line(reports[i]) for i in range(len(reports)) if i not in best[1]]
    pairs = [(tells, None if at is None else reports[at]) for tells, at in zip(made.tells, best[1], strict=True)]
    return pairs, best[0] + [f"a report too many: {line}" for line in extra]


def _line(placed: PlacedReport) -> str:
    r = placed.report
    return f"{r.event_type} {r.telling} {r.when.date_from} {r.place.name if r.place else '-'}: {r.text[:60]!r}"


def _wrong(tells: Tells, reports: Sequence[PlacedReport], at: int | None) -> Iterator[str]:
    if at is None:
        yield from (f"no report of {tells.incident}", "", "", "", "")
        return
    placed = reports[at]
    report = placed.report
    for what, value, accepted in (
        ("kind", report.event_type, tells.kinds),
        ("telling", report.telling, tells.telling),
        ("place", report.place.name if report.place else None, None if tells.places is None else tells.places or [None]),
        ("country", report.place.country if report.place else "", [tells.country] if tells.country else None),
    ):
        if accepted is not None and value not in accepted:
            yield f"{tells.incident}: {what} {value}, not {' or '.join(map(str, accepted))}"
    if tells.below and not (report.place and tells.below in report.place.below):
        yield f"{tells.incident}: below {report.place.below if report.place else None!r} lacks {tells.below}"
    if not _meets(tells, placed):
        when = report.when
        told = f"{when.date_from}..{when.date_to} {when.month_day}"
        yield f"{tells.incident}: when {told}, not {tells.from_}..{tells.to} {tells.month_day}"
    figures = {field: figure.best for field, figure in figures_of([placed]).items()}
    for field, value in tells.claims.items():
        if figures.get(field) != value:
            yield f"{tells.incident}: {field} {figures.get(field)}, not {value}"
    if tells.main and at:
        yield f"{tells.incident} is not the main report"


def _meets(tells: Tells, placed: PlacedReport) -> bool:
    """Whether the report's time meets the incident's and lies within a day of it."""
    when = placed.report.when
    if tells.month_day:
        return when.month_day == tells.month_day
    if not tells.from_:
        return True
    if not when.date_from:
        return False
    first, last = date.fromisoformat(when.date_from), date.fromisoformat(when.date_to or when.date_from)
    low, high, day = date.fromisoformat(tells.from_), date.fromisoformat(tells.to), timedelta(days=1)
    return first <= high and last >= low and first >= low - day and last <= high + day


def outcome(folder: Path) -> Outcome:
    """The differences of a folder."""
    made = load(folder)
    return differences(made, answers(made, cached_gazetteer()))


def _print(said: Mapping[str, Sequence[str]], what: str) -> None:
    print(f"{what} right: {sum(not words for words in said.values())} of {len(said)}")
    for name, words in said.items():
        for word in filter(None, words):
            print(f"  {name}: {word}")


def main(arguments: Sequence[str]) -> None:
    """Prints what is right and what isn't."""
    found = outcome(Path(arguments[0]))
    _print(found.documents, "documents")
    _print(found.incidents, "incidents")


if __name__ == "__main__":
    main(sys.argv[1:])
