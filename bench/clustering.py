"""The labelled sets as reports, their candidate pairs with features, and how well a partition agrees with the labels."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from events.documents import ArticleRead
from events.ids import make_id
from events.incidents import PlacedReport
from events.reports import ArticleReported
from events.unique import ArticleAdmitted
from processors.cluster.candidates import Index
from processors.cluster.features import features_of
from processors.cluster.linkage import partition
from processors.cluster.profile import Profile, profile_of
from processors.cluster.scorecard import NO_CANDIDATE
from processors.cluster.step import placed_report
from processors.dedupe.step import DedupeStep
from processors.report.gazetteer.build import build
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.step import Reporter

Report = Callable[[ArticleRead], ArticleReported]
Pair = tuple[int | None, ...]  # its features
SETS = ("incidents_us_dev", "events_ecb_dev", "feeditems_restory_dev", "pairs_ru_en_dev")
SPLIT = ("incidents_us_dev", "2016-07-01")  # the temporal model saw nothing of this set from this day on


@dataclass
class Labelled:
    """A set: its first reports, who belongs together, and the features of all candidate pairs (positions, first < second).
    `dated`: whether the reporter knew when its documents were published; `withheld`: whether it was not told what is known."""

    name: str
    dated: bool = True
    withheld: bool = False
    ids: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)  # what must not be parted by cross-fitting: incident, topic or labelled pair
    reports: list[PlacedReport] = field(default_factory=list)
    gold: list[str] = field(default_factory=list)
    late: list[bool] = field(default_factory=list)  # of the part of SPLIT that the temporal model must not have seen
    pairs: dict[tuple[int, int], Pair] = field(default_factory=dict)


def group_of(row: Mapping[str, Any], incident: str) -> str:
    """What a model must not have seen of a document that it is measured on: its topic where a set has such, else its incident."""
    topic = (row.get("gold") or {}).get("topic")
    return f"topic {topic}" if topic is not None else incident.split(":", maxsplit=1)[0]


def rows_of(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """(document, incident) of a set; a set of pairs gives both documents of each."""
    for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
        row = json.loads(line)
        if "label" in row:
            for side in "ab":
                yield {**row[side], "id": f"{row['id']}:{side}", "lang": row["lang"]}, f"{row['id']}:{row['label'] or side}"
        else:
            yield row, row["gold"]["incident"] if "gold" in row else row["gold_cluster"]


def article_of(row: Mapping[str, Any]) -> ArticleRead:
    """A labelled document as the reader would hand it on."""
    text, title, published = row.get("text") or "", row.get("title") or "", row.get("published") or ""
    return ArticleRead(
        id=make_id("read", row["id"]),
        article_id=make_id("article", row["id"]),
        version=make_id("version", row["id"]),
        key=row["id"],
        source=row.get("source") or "",
        publisher=row.get("source") or "",
        fetched_at="2026-01-01T00:00:00.000Z",
        title=title,
        text=text,
        url=row.get("url") or "",
        published=published,
        published_precision=("day" if len(published) == 10 else "second") if published else "",
        language=row.get("lang") or "",
    )


def reporter(gazetteer: Path) -> Report:
    """The reporter that the system runs; builds the gazetteer where there is none."""
    if not gazetteer.exists():
        build(gazetteer)
    return Reporter(Gazetteer.open(gazetteer))


class Told(NamedTuple):
    """A labelled document as the reporter tells of it."""

    article: ArticleReported
    incident: str
    group: str
    id: str
    published: str  # as its set has it, whether or not the reporter was told


def reported(data: Path, name: str, report: Report, dated: bool = True) -> list[Told]:
    """The documents of a set as the reporter tells of them; not `dated`: where it doesn't know when they were published."""
    return [Told(report(article_of(row if dated else {**row, "published": ""})), incident, group_of(row, incident), row["id"],
                 row.get("published") or "")
            for row, incident in rows_of(data / f"{name}.jsonl")]  # fmt: skip


def labelled(
    name: str,
    articles: Sequence[Told],
    weights: Mapping[str, int],
    features: Callable[[Profile, Profile, int], Pair] = features_of,
) -> Labelled:
    """A set with its candidate pairs, found as the step finds them. An article without a report stands alone."""
    dated = any(told.article.published for told in articles)
    out = Labelled(name, dated, not dated and any(told.published for told in articles))
    index, dedupe = Index(), DedupeStep()
    known = dedupe.empty()
    position: dict[str, int] = {}
    profiles: list[Profile] = []
    for article, incident, group, document, published in articles:
        if not article.reports:
            continue
        admitted = dedupe.decide(known, article)
        if not isinstance(admitted, ArticleAdmitted):
            continue
        dedupe.apply(known, admitted)
        placed = placed_report(article, article.reports[0])
        profile = profile_of(placed, weights)
        here = position[placed.report.id] = len(profiles)
        alike = {position[c.a if c.a != placed.report.id else c.b]: max(c.likeness, c.containment // 2)
                 for c in admitted.copies if placed.report.id in (c.a, c.b) and c.a in position and c.b in position}  # fmt: skip
        found = {position[report] for report in index.candidates(profile)}
        for other in sorted(found | alike.keys()):
            out.pairs[other, here] = features(profile, profiles[other], alike.get(other, 0))
        index.add(placed.report.id, profile)
        profiles.append(profile)
        out.reports.append(placed)
        out.gold.append(incident)
        out.groups.append(group)
        out.ids.append(document)
        out.late.append(name == SPLIT[0] and published >= SPLIT[1])
    if name.startswith("pairs_"):
        out.pairs = {p: f for p, f in out.pairs.items() if out.groups[p[0]] == out.groups[p[1]]}
    return out


def clustered(size: int, scores: Mapping[tuple[int, int], int], threshold: int) -> list[int]:
    """The group of each report, as the step makes them: components over the threshold, parted by how close groups are."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for (a, b), s in scores.items():
        if s >= threshold:
            near[a].add(b)
            near[b].add(a)
    group = [-1] * size
    for start in range(size):
        if group[start] < 0:
            for members in _parts(_component(start, near), scores, threshold):
                for m in members:
                    group[m] = members[0]
    return group


def _component(start: int, near: Mapping[int, set[int]]) -> list[int]:
    seen, todo = {start}, [start]
    while todo:
        new = near.get(todo.pop(), set()) - seen
        seen |= new
        todo += new
    return sorted(seen)


def _parts(component: Sequence[int], scores: Mapping[tuple[int, int], int], threshold: int) -> list[list[int]]:
    near: dict[str, dict[str, int]] = {f"{i:06d}": {} for i in component}
    for n, i in enumerate(component):
        for j in component[n + 1 :]:
            if (i, j) in scores:
                near[f"{i:06d}"][f"{j:06d}"] = near[f"{j:06d}"][f"{i:06d}"] = scores[i, j]
    return [[int(m) for m in part] for part in partition(list(near), near.__getitem__, threshold, NO_CANDIDATE, near)]


def pairwise(gold: Sequence[str], group: Sequence[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of documents."""

    def pairs(counts: Counter[Any]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    hit, said, true = (pairs(Counter(c)) for c in (zip(gold, group, strict=True), group, gold))
    p, r = hit / said if said else 0.0, hit / true if true else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0
