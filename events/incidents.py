"""What cluster decided: `incidents`. One decision for each input, an empty one included."""

import msgspec

from events.base import Decision, Value
from events.control import CorrectionMade
from events.reports import Place, Report, When
from events.unique import Alike, Bundled


class IncidentOpened(Value, frozen=True, kw_only=True, tag=True, tag_field="type"):
    incident: str
    report: str


class ReportAttached(Value, frozen=True, kw_only=True, tag=True, tag_field="type"):
    incident: str
    report: str


class ReportMoved(Value, frozen=True, kw_only=True, tag=True, tag_field="type"):
    report: str
    origin: str
    incident: str


class ReportRevised(Value, frozen=True, kw_only=True, tag=True, tag_field="type"):
    incident: str
    report: str


class ReportWithdrawn(Value, frozen=True, kw_only=True, tag=True, tag_field="type"):
    incident: str
    report: str


class IncidentsMerged(Value, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """`gone` were merged into `incident`."""

    incident: str
    gone: tuple[str, ...]


class IncidentSplit(Value, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """`incident` gave up reports to `parts`."""

    incident: str
    parts: tuple[str, ...]


class IncidentRenamed(Value, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """The same incident under a new id, because its earliest report changed. Not news."""

    origin: str
    incident: str


class IncidentClosed(Value, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """No report is left."""

    incident: str


Change = (
    IncidentOpened
    | ReportAttached
    | ReportMoved
    | ReportRevised
    | ReportWithdrawn
    | IncidentsMerged
    | IncidentSplit
    | IncidentRenamed
    | IncidentClosed
)


class Figure(Value, frozen=True, kw_only=True):
    """Best, low and high of one field, derived from the claims of all reports."""

    best: int
    low: int
    high: int


class Incident(Value, frozen=True, kw_only=True):
    """An incident's own line as it now stands; a function of its reports. id = that of its earliest report (published, then id).

    `status`: "reported", "corroborated" (two or more independent publishers), "disputed" (claims of cause or blame contradict).
    """

    id: str
    event_type: str
    title: str
    when: When
    place: Place | None
    figures: dict[str, Figure]
    status: str
    reports: int
    publishers: int


class PlacedReport(Value, frozen=True, kw_only=True):
    """A report with its article and the incident that it stands in. `duplicate_of`: the report of which it is a near copy;
    `independent` is false for such a copy. `digest`: of its passage, "" where that is too short to be a copy of another."""

    report: Report
    incident: str
    article_id: str
    source: str
    publisher: str
    article_title: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    independent: bool = True
    duplicate_of: str = ""
    digest: str = ""


class Resettled(Value, frozen=True, kw_only=True):
    """Reports that tell what they told, and now stand in `incident`; as near copies of `duplicate_of`, or as witnesses where that
    is ""."""

    reports: tuple[str, ...]
    incident: str
    duplicate_of: str = ""


def resettled(placed: PlacedReport, to: Resettled) -> PlacedReport:
    """The report as it stands then."""
    return msgspec.structs.replace(placed, incident=to.incident, independent=not to.duplicate_of, duplicate_of=to.duplicate_of)


class IncidentsDecided(Decision, frozen=True, kw_only=True):
    """What one input changed. `incidents`: each touched incident as it now stands; `closed`: ids that no live incident has any
    more; `reports`: those that are new or tell something else; `resettled`: all others that stand elsewhere now, by their ids
    alone, so that a long incident can't make the log grow with the square; `withdrawn`: ids of reports that are gone;
    `scores`: the pairs scored for this input, (report, report, milli-logit), so a restart scores nothing again. Only the first
    report of a bundle of near copies is ever scored. `bundles`, `alike`: what dedupe said of near copies, kept for the same
    reason; `copies` told that in older decisions. `correction`: the input itself where it is one, so that it also applies to
    reports that come later.
    """

    changes: tuple[Change, ...] = ()
    incidents: tuple[Incident, ...] = ()
    closed: tuple[str, ...] = ()
    reports: tuple[PlacedReport, ...] = ()
    withdrawn: tuple[str, ...] = ()
    scores: tuple[tuple[str, str, int], ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    article_id: str = ""
    correction: CorrectionMade | None = None
    resettled: tuple[Resettled, ...] = ()
    bundles: tuple[Bundled, ...] = ()
    alike: tuple[Alike, ...] = ()


class InputRefused(Decision, frozen=True, kw_only=True):
    """This input of cluster can't be used; `dead` holds its bytes. `error` says why."""

    error: str


def settle(placed: dict[str, PlacedReport], decision: IncidentsDecided) -> None:
    """Brings the reports that stand, by their ids, to where they stand after a decision."""
    for gone in decision.withdrawn:
        placed.pop(gone, None)
    placed |= {report.report.id: report for report in decision.reports}
    placed |= {report: resettled(placed[report], to) for to in decision.resettled for report in to.reports}
