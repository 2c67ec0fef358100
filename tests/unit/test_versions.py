"""A step whose answers changed must count its version up, since a generation is made by one version only.

After that, `python -m tests.unit.test_versions` writes the new answers down.
"""

import hashlib
import json
from pathlib import Path

import msgspec
import pytest

from eventlog.chain import Chain
from events.base import Cause, Decision
from events.codec import AnyEvent, encode
from events.ids import make_id
from processors.cluster.scorecard import shipped
from processors.cluster.step import ClusterStep
from processors.dedupe.step import DedupeStep
from processors.read.step import READ_VERSION, read_document
from processors.report.gazetteer.gazetteer import GAZETTEER_VERSION, Gazetteer
from processors.report.step import REPORT_VERSION, Reporter
from tests.prove.documents import seeds
from tests.support.gazetteer import cached_gazetteer
from tests.support.newsset import document
from tests.support.stories import stories

GOLDEN = Path(__file__).with_name("versions.json")


def answers(gazetteer: Path) -> dict[str, dict[str, str]]:
    """Of each step, its version and a hash of what it answers to made-up news and the seeds."""
    news = [
        document(f"https://news.example/{n}", s.text, minutes=n, publisher=s.publisher, title=s.title, published=s.published)
        for n, s in enumerate(stories(20, seed=8))
    ]
    articles = [read_document(d) for d in news + seeds()]
    reporter = Reporter(Gazetteer.open(gazetteer))
    reports = [reporter(article) for article in articles]
    cluster = ClusterStep(shipped())
    unique = _decided(DedupeStep(), reports)
    return {
        "read": _said(READ_VERSION, articles),
        "report": _said(f"{REPORT_VERSION} {GAZETTEER_VERSION}", reports),
        "dedupe": _said(DedupeStep.version, unique),
        "cluster": _said(cluster.version, _decided(cluster, unique)),
    }


def _decided(step: DedupeStep | ClusterStep, inputs: list[AnyEvent]) -> list[AnyEvent]:
    state, chain, out = step.empty(), Chain(), []
    for offset, event in enumerate(inputs):
        decision = step.decide(state, event)  # type: ignore[arg-type]
        cause = Cause(topic="t", partition=0, offset=offset, id=event.id)
        decision = _stamped(decision, make_id(event.id, step.name, chain.last), chain.last, cause)
        chain.take(decision)
        state = step.apply(state, decision)  # type: ignore[arg-type]
        out.append(decision)
    return out


def _stamped(decision: Decision, id: str, follows: str, cause: Cause) -> Decision:  # noqa: A002
    return msgspec.structs.replace(decision, id=id, follows=follows, input=cause)


def _said(version: str, events: list[AnyEvent]) -> dict[str, str]:
    return {"version": version, "answers": hashlib.sha256(b"\n".join(map(encode, events))).hexdigest()}


@pytest.mark.parametrize("step", ["read", "report", "dedupe", "cluster"])
def test_answers_change_only_with_their_version(step: str, built_gazetteer: Path) -> None:
    known, now = json.loads(GOLDEN.read_text()), answers(built_gazetteer)
    if now[step]["version"] == known[step]["version"]:
        earlier = list(now)[: list(now).index(step)]
        if all(now[name] == known[name] for name in earlier):  # else it was asked something else
            assert now[step] == known[step], f"the answers of {step} changed: count its version up, then run this module"
    elif "report" not in step and "read" not in step:  # those two name their libraries, which may differ here
        pytest.fail(f"{step} has a new version: run `python -m tests.unit.test_versions` to write its answers down")


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(answers(cached_gazetteer()), indent=1) + "\n")
