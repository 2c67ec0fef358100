"""unique, corrections -> incidents: which reports tell of one incident. docs/method.md has the algorithm and its sources.

One mechanism: an input changes some reports or what analysts say of them; that touches components of the graph; these are
partitioned again from scratch; the decision is the difference to what stood. So the live incidents are a function of the set of
current articles and the sequence of corrections.
"""

from collections.abc import Sequence
from functools import cache

import msgspec

from events.base import Decision
from events.codec import AnyEvent
from events.control import CorrectionMade
from events.errors import BadInput
from events.incidents import Incident, IncidentsDecided, InputRefused, PlacedReport
from events.reports import ArticleReported, Report
from events.unique import Alike, ArticleAdmitted, ArticleRefused, ArticleRepeated, ArticleRevised
from processors.cluster import corrections as analysts
from processors.cluster import state as states
from processors.cluster.bundles import Plan
from processors.cluster.candidates import is_candidate
from processors.cluster.changes import changes_of
from processors.cluster.draft import Draft
from processors.cluster.families import Families, families
from processors.cluster.features import dated
from processors.cluster.linkage import partition
from processors.cluster.merge import incident_of, order, originals
from processors.cluster.profile import Profile
from processors.cluster.scorecard import NO_CANDIDATE, Model
from processors.cluster.scorer import Scorer
from processors.cluster.siblings import counted
from processors.cluster.standing import Standing, Stands
from processors.cluster.state import ClusterState, Node, bare, same_telling
from processors.report.shingles import LEAST, shingles_in

CLUSTER_VERSION = "8"


class ClusterStep:
    """A stateful step. Answers ArticleAdmitted, ArticleRevised and CorrectionMade; the rest of `unique` changes nothing."""

    name = "cluster"

    def __init__(self, model: Model, known: Families | None = None) -> None:
        """`known`: which outlets are of one owner; default: the shipped table."""
        self.model, self.families = model, known or families()
        self.version = f"{CLUSTER_VERSION}+{model.version}+{self.families.version}"
        self._scorers: dict[int, Scorer] = {}  # by their models, which have no hash but live as long
        self._made: dict[str, Node] = {}  # what the last decision made, so that `apply` need not; never looked at by `decide`

    def model_of(self, a: Profile, b: Profile) -> Model:
        """The model that a pair is scored by."""
        return self.model.of(dated(a, b))

    def _scorer(self, model: Model) -> Scorer:
        if id(model) not in self._scorers:
            self._scorers[id(model)] = Scorer(model)
        return self._scorers[id(model)]

    def empty(self) -> ClusterState:
        return ClusterState(self.model.weights)

    def decide(self, state: ClusterState, event: AnyEvent) -> Decision:
        """Raises BadInput for a correction that lacks something, and for a record of another topic."""
        if isinstance(event, ArticleAdmitted | ArticleRevised):
            return self._article(state, event)
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

    def _article(self, state: ClusterState, event: ArticleAdmitted | ArticleRevised) -> IncidentsDecided:
        article = event.article
        counts = not analysts.retracted(state.corrections, article.source, article.publisher)
        digests = {p.report: p.digest for p in article.passages if p.report and len(shingles_in(p)) >= LEAST}
        coming = {r.id: placed_report(article, r, digests.get(r.id, "")) for r in article.reports} if counts else {}
        gone = frozenset(state.articles.get(article.article_id, ())) - coming.keys()
        changed = [r for r, p in coming.items() if r not in state.nodes or not same_telling(state.nodes[r].placed, p)]
        come = self._made = {r: state.node(coming[r]) for r in changed}
        plan = Plan(state, come, gone, event.bundles, None)
        draft = Draft(plan, _mutual(event.alike), state.corrections)
        pairs = [pair for r in sorted(plan.entering) for pair in self._pairs(draft, r)]
        found = self._difference(draft, set(plan.entering) | self._tied(state, plan.leaving))
        report_bundles = tuple(b for b in event.bundles if b.report)
        return msgspec.structs.replace(
            found, scores=tuple(sorted(pairs)), article_id=article.article_id, bundles=report_bundles, alike=event.alike
        )

    def _correction(self, state: ClusterState, made: CorrectionMade) -> IncidentsDecided:
        gone: frozenset[str] = frozenset()
        if made.action == "retract":
            nodes = state.nodes.items()
            gone = frozenset(r for r, n in nodes if made.source in (n.placed.source, n.placed.publisher))
        plan = Plan(state, {}, gone, (), made)
        draft = Draft(plan, {}, [*state.corrections, made])
        pairs = [pair for r in sorted(plan.entering) for pair in self._pairs(draft, r)]
        named = {r for ref in (made.a, made.b) if ref for r in analysts.named(ref, draft.of_article)}
        found = self._difference(draft, named | plan.entering | self._tied(state, plan.leaving))
        return msgspec.structs.replace(found, scores=tuple(sorted(pairs)), correction=made)

    def _tied(self, state: ClusterState, reports: frozenset[str]) -> set[str]:
        """What stands together with some nodes now: where a change to them is felt."""
        if not reports:
            return set()
        before = Draft(Plan(state, {}, (), (), None), {}, state.corrections)
        return {other for r in sorted(reports) for other in before.near(r, self.model.threshold)}

    def _pairs(self, draft: Draft, report: str) -> list[tuple[str, str, int]]:
        """The scored pairs of a node that enters: with what stands, and with the smaller ones that enter. Reports of one article
        are never compared."""
        plan, profile = draft.plan, draft.profile(report)
        stand = [other for other in draft.state.index.candidates(profile) if other not in plan.entering]
        enter = [other for other in plan.entering if is_candidate(profile, draft.profile(other))]
        alike = draft.likenesses(report)
        found = []
        for other in sorted({*stand, *enter, *alike}):
            enters = other in plan.entering
            if (enters and other >= report) or (not enters and other in plan.leaving):
                continue
            theirs = draft.profile(other)
            if profile.article != theirs.article:
                points = self._scorer(self.model_of(profile, theirs)).score(profile, theirs, alike.get(other, 0))
                if points > NO_CANDIDATE:
                    draft.join(report, other, points)
                    found.append((min(report, other), max(report, other), points))
        return found

    def _difference(self, draft: Draft, seeds: set[str]) -> IncidentsDecided:
        """Partitions the components of the seeds again, and says what is not as it was."""
        state, plan = draft.state, draft.plan
        groups = self._groups(draft, {s for s in seeds if s in plan.entering or s not in plan.leaving})
        untouched = _untouched(draft, groups)
        lines, of = self._lines(draft, [g for g in groups if not untouched.get(g[0])])
        for incident in sorted({i for i in untouched.values() if i}):
            lines.append(_recounted(draft, incident))
            of |= {r: (incident, state.nodes[r].placed.duplicate_of or r) for r in state.heads[incident]}
        standing = Standing(draft, of)
        before, after = standing.before(), standing.after(line.id for line in lines)
        return IncidentsDecided(
            id="",
            changes=changes_of(before, after),
            incidents=tuple(sorted((i for i in lines if state.incidents.get(i.id) != i), key=lambda i: i.id)),
            closed=tuple(sorted(set(before.incident.values()) - after.keys())),
            reports=standing.reports(),
            resettled=standing.resettled(),
            withdrawn=tuple(sorted(plan.gone)),
        )

    def _groups(self, draft: Draft, seeds: set[str]) -> list[tuple[str, ...]]:
        groups: list[tuple[str, ...]] = []
        seen: set[str] = set()
        for seed in sorted(seeds):
            if seed not in seen:
                component = draft.component(seed, self.model.threshold)
                seen.update(component)
                groups += self._parts(draft, component)
        return groups

    def _parts(self, draft: Draft, component: Sequence[str]) -> list[tuple[str, ...]]:
        scores = {r: draft.scored(r) for r in component}
        siblings = cache(draft.siblings)
        scored = {r: counted(r, lambda report: scores.get(report, {}), siblings, self.model.threshold) for r in component}
        return partition(component, scored.__getitem__, self.model.threshold, NO_CANDIDATE, set(filter(draft.is_main, component)))

    def _lines(self, draft: Draft, groups: Sequence[Sequence[str]]) -> tuple[list[Incident], dict[str, Stands]]:
        """The line of each group of nodes, and where each node stands."""
        said = analysts.settings(draft.corrections, draft.of_article)
        lines: list[Incident] = []
        of: dict[str, Stands] = {}
        for group in groups:
            reports = sorted((bare(draft.placed(r)) for r in group), key=order)
            first = originals(reports, draft.copies_of(group))
            count = sum(len(draft.plan.bundle(draft.plan.key(r))) for r in group)
            line = incident_of(reports, first, [(f, value) for r, f, value in said if r in group], self.families.of, count)
            lines.append(line)
            of |= {r: (line.id, first[r]) for r in group}
        return lines, of


def _mutual(alike: Sequence[Alike]) -> dict[str, dict[str, tuple[int, int]]]:
    """Lead -> the leads that are near copies of it."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for pair in alike:
        found.setdefault(pair.a, {})[pair.b] = found.setdefault(pair.b, {})[pair.a] = (pair.likeness, pair.containment)
    return found


def placed_report(article: ArticleReported, report: Report, digest: str = "") -> PlacedReport:
    """A report with its article, in no incident yet. `digest`: of its passage, where that is long enough."""
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
        digest=digest,
    )


def _untouched(draft: Draft, groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """Node -> its incident where that has the nodes that it had, so that its line can only count more or fewer reports: the first
    nodes of such groups, and the nodes outside of all groups whose bundles grew or shrank."""
    state, plan = draft.state, draft.plan
    found = {group[0]: _stands_whole(draft, group) for group in groups if draft.corrections is state.corrections}
    inside = {r for group in groups for r in group}
    grew = {members[0][1] for members in plan.members.values() if members} - plan.entering - inside
    return found | {r: state.nodes[r].placed.incident for r in grew}


def _recounted(draft: Draft, incident: str) -> Incident:
    """The line of an incident whose nodes are those that it had."""
    state, plan = draft.state, draft.plan
    count = sum(len(plan.bundle(state.keys[r])) for r in state.heads[incident])
    line = state.incidents[incident]
    return line if line.reports == count else msgspec.structs.replace(line, reports=count)


def _stands_whole(draft: Draft, group: Sequence[str]) -> str:
    """The incident of a group that is as it stood, so that its line is, too; "" where something changed."""
    state = draft.state
    if any(r in draft.plan.entering for r in group):
        return ""
    incidents = {state.nodes[r].placed.incident for r in group}
    incident = min(incidents)
    return incident if len(incidents) == 1 and len(state.heads[incident]) == len(group) else ""
