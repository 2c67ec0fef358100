"""Why reports stand in one incident, or why not: worked out from the log alone, by a fold over the decisions of `cluster`.

Profiles are made again from the reports; the scores that counted are those of the log.
"""

from collections.abc import Sequence
from typing import Any

from console.wiring.wire import Wiring
from eventlog.fold import restore
from events.errors import ConfigError
from events.topics import INCIDENTS, topic_name
from processors.cluster.explain import Explainer, Explanation
from processors.cluster.feature_words import label_of, meaning_of
from processors.cluster.neighbours import Near, closeness, joins, nearest
from processors.cluster.state import ClusterState

Document = dict[str, Any]
SHORTEST = 4  # letters of an id that may stand for it


def open_explainer(wiring: Wiring) -> tuple[Explainer, bool]:
    """An explainer of what readers see, and whether this code's model made it."""
    found = wiring.generations()
    if not found.promoted:
        raise ConfigError("there are no incidents yet: `sitrep run --once` works them out")
    step, versions = wiring.steps.cluster, found.get(found.promoted).versions
    topic = topic_name(INCIDENTS, found.promoted)
    fits = versions.get("cluster") == step.version
    made_by = {**versions, "step": f"{step.name} {step.version}"}  # as the worker names its snapshots
    fold = restore(wiring.log, step, topic, [], wiring.folder / "snapshots" if fits else None, made_by)
    return Explainer(fold.state, step.model), fits


def why(explainer: Explainer, one: str, other: str = "", most: int = 20) -> Document:
    """Explains how an incident came together, or what lies between two of them. `one`, `other`: ids of incidents, reports or
    articles; a report or an article alone is explained within its incidents.

    The pairs are those with the highest score first, `most` of them; each has its features in the order of their points."""
    state = explainer.state
    a, b = _sides(state, one, other)
    pairs = sorted({(min(x, y), max(x, y)) for x in a for y in b if x != y})
    pairs.sort(key=lambda pair: (-explainer.counted(*pair), pair))
    answer: Document = {
        "a": a,
        "b": b if other else [],
        "incidents": _incidents(state, [*a, *b]),
        "threshold": explainer.model.threshold,
        "reports": {r: _report(state, r) for r in sorted({*a, *b})},
        "pair_count": len(pairs),
        "pairs": [pair_document(explainer.explain(*pair)) for pair in pairs[:most]],
    }
    if other:
        apart = not set(a) & set(b)
        return answer | {"closeness": closeness(explainer, a, b) if apart else None}
    together = [join for i in _incidents(state, a) for join in joins(explainer, sorted(state.members[i]))]
    near = [near_document(explainer, near) for i in _incidents(state, a) for near in nearest(explainer, i)]
    return answer | {"joins": [{"closeness": j.closeness, "a": j.a, "b": j.b} for j in together], "near": near}


def _sides(state: ClusterState, one: str, other: str) -> tuple[list[str], list[str]]:
    """The reports between which pairs are explained. One id alone: those that it names, and all of their incidents."""
    a = reports_of(state, one)
    if not other:
        return a, sorted({r for i in _incidents(state, a) for r in state.members[i]})
    b = reports_of(state, other)
    if one in state.nodes and other in state.nodes and _incidents(state, [one]) == _incidents(state, [other]):
        return [one], [other]  # the id of an incident is that of its first report, too
    return a, b


def _incidents(state: ClusterState, reports: Sequence[str]) -> list[str]:
    return sorted({state.nodes[r].placed.incident for r in reports})


def reports_of(state: ClusterState, identity: str) -> list[str]:
    """The reports that an id, or the beginning of one, names: of an incident all, of an article all, else the one report.

    Raises ConfigError for an id of nothing, and for a beginning that several have."""
    for known in (state.members, state.articles):
        if identity in known:
            return sorted(known[identity])
    if identity in state.nodes:
        return [identity]
    if len(identity) >= SHORTEST:
        found = sorted({i for known in (state.members, state.articles, state.nodes) for i in known if i.startswith(identity)})
        if len(found) == 1:
            return reports_of(state, found[0])
        if found:
            raise ConfigError(f"{identity!r} is the beginning of {len(found)} ids: {', '.join(found[:5])}")
    raise ConfigError(f"there is no incident, report or article {identity!r}: `sitrep incidents list` prints ids of incidents")


def pair_document(explanation: Explanation) -> Document:
    """A pair as JSON values: what counted and why, strongest evidence first."""
    candidacy = explanation.candidacy
    reasons = sorted(explanation.reasons, key=lambda r: (-abs(r.points), r.feature))
    return {
        "a": explanation.a,
        "b": explanation.b,
        "counted": explanation.counted,
        "basis": explanation.basis,
        "analyst": explanation.said,
        "elsewhere": explanation.elsewhere,
        "together": explanation.together,
        "candidate": not candidacy.lacking,
        "lacking": candidacy.lacking,
        "shared_weight": candidacy.weight,
        "needed_weight": candidacy.needed,
        "shared_keys": dict(candidacy.shared),
        "score": explanation.score,
        "intercept": explanation.intercept,
        "threshold": explanation.threshold,
        "features": [
            {
                "feature": r.feature,
                "label": label_of(r.feature),
                "value": r.value,
                "meaning": meaning_of(r.feature, r.value),
                "points": r.points,
            }
            for r in reasons
        ],
    }


def near_document(explainer: Explainer, near: Near) -> Document:
    """Another incident that nearly was the same, with its most alike pair."""
    return {
        "incident": near.incident,
        "title": explainer.state.incidents[near.incident].title,
        "closeness": near.closeness,
        "scored_pairs": near.scored,
        "pair_count": near.pairs,
        "pair": pair_document(explainer.explain(near.a, near.b)),
    }


def _report(state: ClusterState, report: str) -> Document:
    placed = state.nodes[report].placed
    return {
        "incident": placed.incident,
        "article": placed.article_id,
        "source": placed.publisher or placed.source,
        "published": placed.published,
        "title": placed.report.title or placed.article_title,
    }


def for_and_against(pair: Document, most: int = 3) -> tuple[Sequence[Document], Sequence[Document]]:
    """The features that spoke most for one incident, and those that spoke most against it."""
    pro = [f for f in pair["features"] if f["points"] > 0][:most]
    contra = [f for f in pair["features"] if f["points"] < 0][:most]
    return pro, contra
