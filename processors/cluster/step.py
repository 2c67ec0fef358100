"""unique, corrections -> incidents: which reports tell of one incident. docs/method.md has the algorithm and its sources.

One mechanism: an input changes some reports or what analysts say of them; that touches components of the graph; these are
partitioned again from scratch; the decision is the difference to what stood. So the live incidents are a function of the set of
current articles and the sequence of corrections.
"""

from collections.abc import Mapping, Sequence

from events.base import Decision
from events.codec import AnyEvent
from events.control import CorrectionMade
from events.errors import BadInput
from events.incidents import Incident, IncidentsDecided, InputRefused, PlacedReport
from events.reports import ArticleReported, Report
from events.unique import ArticleAdmitted, ArticleRefused, ArticleRepeated, ArticleRevised, NearCopy
from processors.cluster import corrections as analysts
from processors.cluster import state as states
from processors.cluster.candidates import is_candidate
from processors.cluster.changes import Before, changes_of
from processors.cluster.draft import Draft
from processors.cluster.families import Families, families
from processors.cluster.features import features_of
from processors.cluster.linkage import partition
from processors.cluster.merge import incident_of, order, originals, settled
from processors.cluster.profile import Profile, profile_of
from processors.cluster.scorecard import NO_CANDIDATE, Model, score
from processors.cluster.state import ClusterState, Node, bare, same_telling

CLUSTER_VERSION = "1"
COPY = 400  # thousandths of likeness from which a report is no witness of its own
INSIDE = 700  # thousandths of containment that make the same


class ClusterStep:
    """A stateful step. Answers ArticleAdmitted, ArticleRevised and CorrectionMade; the rest of `unique` changes nothing."""

    name = "cluster"

    def __init__(self, model: Model, known: Families | None = None) -> None:
        """`known`: which outlets are of one owner; default: the shipped table."""
        self.model, self.families = model, known or families()
        self.version = f"{CLUSTER_VERSION}+{model.version}+{self.families.version}"
        self._made: dict[str, Node] = {}  # what the last decision made, so that `apply` need not; never looked at by `decide`

    def model_of(self, a: Profile, b: Profile) -> Model:
        """The model that a pair is scored by."""
        return self.model

    def empty(self) -> ClusterState:
        return ClusterState(self.model.weights)

    def decide(self, state: ClusterState, event: AnyEvent) -> Decision:
        """Raises BadInput for a correction that lacks something, and for a record of another topic."""
        if isinstance(event, ArticleAdmitted | ArticleRevised):
            return self._article(state, event.article, event.copies)
        if isinstance(event, CorrectionMade):
            analysts.check(event)
            return self._correction(state, event)
        if isinstance(event, ArticleRepeated | ArticleRefused):
            return IncidentsDecided(id="")
        raise BadInput(f"cluster reads `unique` and `corrections`, this is {type(event).__name__} {event.id}")

    def refuse(self, event: AnyEvent | None, error: str) -> Decision:
        return InputRefused(id="", error=error)

    def apply(self, state: ClusterState, decision: Decision) -> ClusterState:
        """Folds a decision in, in place."""
        if isinstance(decision, IncidentsDecided):
            state.fold(decision, self._made)
        return state

    def dump(self, state: ClusterState) -> bytes:
        return states.dump(state)

    def load(self, data: bytes) -> ClusterState:
        return states.load(data, self.model.weights)

    def _article(self, state: ClusterState, article: ArticleReported, copies: Sequence[NearCopy]) -> IncidentsDecided:
        counts = not analysts.retracted(state.corrections, article.source, article.publisher)
        coming = {r.id: placed_report(article, r) for r in article.reports} if counts else {}
        old = state.articles.get(article.article_id, ())
        gone = frozenset(old) - coming.keys()
        changed = [r for r, p in coming.items() if r not in state.nodes or not same_telling(state.nodes[r].placed, p)]
        fresh = {r: Node(coming[r], profile_of(coming[r], self.model.weights)) for r in changed}
        self._made = fresh
        draft = Draft(state, fresh, gone, state.corrections)
        likeness = self._note_copies(draft, copies)
        pairs = [pair for r in sorted(fresh) for pair in self._pairs(draft, r, likeness)]
        seeds = set(fresh) | self._tied(state, (gone | fresh.keys()) & state.nodes.keys())
        return self._difference(draft, seeds, pairs, article_id=article.article_id)

    def _correction(self, state: ClusterState, made: CorrectionMade) -> IncidentsDecided:
        gone: frozenset[str] = frozenset()
        if made.action == "retract":
            nodes = state.nodes.items()
            gone = frozenset(r for r, n in nodes if made.source in (n.placed.source, n.placed.publisher))
        draft = Draft(state, {}, gone, [*state.corrections, made])
        named = {r for ref in (made.a, made.b) if ref for r in analysts.named(ref, draft.of_article)}
        return self._difference(draft, named | self._tied(state, gone), [], correction=made)

    def _tied(self, state: ClusterState, reports: frozenset[str] | set[str]) -> set[str]:
        """What stands together with some reports now: where a change to them is felt."""
        if not reports:
            return set()
        before = Draft(state, {}, frozenset(), state.corrections)
        return {other for r in sorted(reports) for other in before.near(r, self.model.threshold)}

    def _note_copies(self, draft: Draft, copies: Sequence[NearCopy]) -> dict[tuple[str, str], int]:
        """The likeness of the near copies that dedupe found among reports."""
        alike: dict[tuple[str, str], int] = {}
        for c in copies:
            if (c.a in draft.fresh or c.b in draft.fresh) and all(r in draft.fresh or r in draft.state.nodes for r in (c.a, c.b)):
                alike[c.a, c.b] = max(c.likeness, c.containment // 2)
                if c.likeness >= COPY or c.containment >= INSIDE:
                    draft.copies.setdefault(c.a, set()).add(c.b)
                    draft.copies.setdefault(c.b, set()).add(c.a)
        return alike

    def _pairs(self, draft: Draft, report: str, likeness: Mapping[tuple[str, str], int]) -> list[tuple[str, str, int]]:
        """The scored pairs of a fresh report with what stands; fresh ones are of one article and never compared."""
        profile = draft.fresh[report].profile
        shared = draft.state.index.sharing(profile.keys)
        alike = {a if b == report else b: value for (a, b), value in likeness.items() if report in (a, b)}
        found = []
        for other in sorted(shared.keys() | alike.keys()):
            if other in draft.gone or other in draft.fresh or other == report:
                continue
            theirs = draft.state.nodes[other].profile
            if other in alike or is_candidate(shared[other], profile, theirs):
                points = score(self.model_of(profile, theirs), features_of(profile, theirs, alike.get(other, 0)))
                if points > NO_CANDIDATE:
                    draft.join(report, other, points)
                    found.append((min(report, other), max(report, other), points))
        return found

    def _difference(
        self,
        draft: Draft,
        seeds: set[str],
        pairs: Sequence[tuple[str, str, int]],
        article_id: str = "",
        correction: CorrectionMade | None = None,
    ) -> IncidentsDecided:
        """Partitions the components of the seeds again, and says what is not as it was."""
        groups = self._groups(draft, seeds - draft.gone)
        lines, placed, after = self._lines(draft, groups)
        state = draft.state
        reports = {r for group in groups for r in group} | draft.gone
        incident = {r: state.nodes[r].placed.incident for r in sorted(reports) if r in state.nodes}
        before = Before(incident, sorted(draft.gone), sorted(r for r in draft.fresh if r in state.nodes))
        return IncidentsDecided(
            id="",
            changes=changes_of(before, after),
            incidents=tuple(i for i in lines if state.incidents.get(i.id) != i),
            closed=tuple(sorted(set(incident.values()) - after.keys())),
            reports=tuple(p for p in placed if not _stands(state, p)),
            withdrawn=tuple(sorted(draft.gone)),
            scores=tuple(sorted(pairs)),
            copies=tuple(sorted({(min(a, b), max(a, b)) for a in draft.fresh for b in draft.copies[a]})),
            article_id=article_id,
            correction=correction,
        )

    def _groups(self, draft: Draft, seeds: set[str]) -> list[tuple[str, ...]]:
        groups: list[tuple[str, ...]] = []
        seen: set[str] = set()
        for seed in sorted(seeds):
            if seed not in seen:
                component = draft.component(seed, self.model.threshold)
                seen.update(component)
                groups += partition(component, draft.scored, self.model.threshold, NO_CANDIDATE)
        return groups

    def _lines(
        self, draft: Draft, groups: Sequence[Sequence[str]]
    ) -> tuple[list[Incident], list[PlacedReport], dict[str, list[str]]]:
        said = analysts.settings(draft.corrections, draft.of_article)
        lines, placed, after = [], [], {}
        for group in groups:
            if draft.corrections is draft.state.corrections and (stands := _stands_whole(draft, group)):
                after[stands] = [stands, *(r for r in group if r != stands)]
                continue
            reports = sorted((bare(draft.placed(r)) for r in group), key=order)
            first = originals(reports, draft.copies_of(group))
            line = incident_of(reports, first, [(field, value) for r, field, value in said if r in group], self.families.of)
            lines.append(line)
            placed += [settled(p, line.id, first[p.report.id]) for p in reports]
            after[line.id] = [p.report.id for p in reports]
        lines.sort(key=lambda line: line.id)
        placed.sort(key=lambda p: p.report.id)
        return lines, placed, after


def placed_report(article: ArticleReported, report: Report) -> PlacedReport:
    """A report with its article, in no incident yet."""
    return PlacedReport(
        report=report,
        incident="",
        article_id=article.article_id,
        source=article.source,
        publisher=article.publisher,
        article_title=article.title,
        url=article.url,
        published=article.published,
        language=article.language,
    )


def _stands_whole(draft: Draft, group: Sequence[str]) -> str:
    """The incident of a group that is as it stood, so that its line is, too; "" where something changed."""
    state = draft.state
    if any(r in draft.fresh for r in group):
        return ""
    incidents = {state.nodes[r].placed.incident for r in group}
    incident = min(incidents)
    return incident if len(incidents) == 1 and len(state.members[incident]) == len(group) else ""


def _stands(state: ClusterState, placed: PlacedReport) -> bool:
    node = state.nodes.get(placed.report.id)
    return node is not None and node.placed == placed
