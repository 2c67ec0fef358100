"""What the steps are made of: this code's versions, the model, and what reads and reports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from console.wiring.opened import Opened
from events.codec import AnyEvent
from events.documents import ArticleRead
from events.errors import BadInput
from events.topics import ARTICLES, CORRECTIONS, INCIDENTS, RAW, REPORTS, UNIQUE

if TYPE_CHECKING:
    from eventlog.step import BatchTransform, StatefulStep
    from processors.cluster.folded import Folded
    from processors.cluster.scorecard import Model
    from processors.cluster.step import ClusterStep


class Flow(NamedTuple):
    """What a step reads and writes, by the short names of topics."""

    sources: tuple[str, ...]
    target: str


STEPS = {
    "read": Flow((RAW,), ARTICLES),
    "report": Flow((ARTICLES,), REPORTS),
    "dedupe": Flow((REPORTS,), UNIQUE),
    "cluster": Flow((UNIQUE, CORRECTIONS), INCIDENTS),
}
STATEFUL = frozenset({"dedupe", "cluster"})


class Measured(NamedTuple):
    """A model to be measured; of a cross-fitted one also the part of each article, by its id."""

    model: Model | Folded
    folds: Mapping[str, int] = MappingProxyType({})


class Steps:
    """The steps of one process; each is made when it is first asked for."""

    def __init__(self, opened: Opened, measured: Measured | None = None) -> None:
        """`measured`: another model than the shipped one, to be measured."""
        self._opened, self._measured = opened, measured

    @cached_property
    def versions(self) -> dict[str, str]:
        """What this code would make a generation with: of each step, the model and the gazetteer."""
        from processors.read.step import READ_VERSION
        from processors.report.gazetteer.gazetteer import GAZETTEER_VERSION
        from processors.report.step import REPORT_VERSION

        return {
            "read": READ_VERSION,
            "report": REPORT_VERSION,
            "dedupe": self.stateful("dedupe").version,
            "cluster": self.stateful("cluster").version,
            "gazetteer": GAZETTEER_VERSION,
        }

    def stateful(self, name: str) -> StatefulStep[Any]:
        """dedupe or cluster."""
        if name == "dedupe":
            from processors.dedupe.step import DedupeStep

            return DedupeStep()
        return self.cluster

    @property
    def cluster(self) -> ClusterStep:
        """The step of this model and these families of publishers."""
        from processors.cluster.families import families
        from processors.cluster.folded import FoldedStep
        from processors.cluster.scorecard import Model, shipped
        from processors.cluster.step import ClusterStep

        extra = self._opened.settings.cluster.families
        known = families(Path(extra) if extra else None)
        if self._measured is None:
            return ClusterStep(shipped(), known)
        model, folds = self._measured
        return ClusterStep(model, known) if isinstance(model, Model) else FoldedStep(model, dict(folds), known)

    @cached_property
    def read(self) -> BatchTransform:
        """Reads documents in processes apart."""
        from eventlog.isolation import Allowance, Isolated
        from processors.read.step import is_plain, name_of, read_document

        read = self._opened.settings.read
        pool = Isolated(read_document, read.workers, Allowance(read.deadline, read.megabytes), name_of, is_plain)
        self._opened.when_closed(pool.close)
        return pool

    @cached_property
    def report(self) -> BatchTransform:
        """Reports of articles, read together."""
        from eventlog.step import together
        from processors.report.step import Reporter

        reporter = Reporter(self._opened.gazetteer)

        def article(event: AnyEvent) -> ArticleRead:
            if not isinstance(event, ArticleRead):
                raise BadInput(f"report reads ArticleRead from `articles`, this is {type(event).__name__} {event.id}")
            return event

        return together(lambda events: reporter.all(map(article, events)))
