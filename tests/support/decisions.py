"""Random but lawful histories of `incidents`: a chain of decisions that open, attach, move, merge, withdraw and close."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from eventlog.log import Log, NewRecord
from events.base import Cause, Decision
from events.codec import encode
from events.ids import make_id
from events.incidents import (
    Change,
    Figure,
    Incident,
    IncidentClosed,
    IncidentOpened,
    IncidentsDecided,
    InputRefused,
    PlacedReport,
    ReportAttached,
    ReportMoved,
    ReportWithdrawn,
    Resettled,
    resettled,
)
from events.reports import Claim, Place, Report, When
from events.topics import TopicSpec

TOPIC = "g1.incidents"
KINDS = ("shooting", "fire", "flood", "collapse")
PUBLISHERS = ("Radio Nine", "City Desk", "The Morning Courier", "")
TOWNS = (
    ("Toledo", "US", 41.66, -83.56, 5174035),
    ("Gdynia", "PL", 54.52, 18.53, 3099424),
    ("Харків", "UA", 49.98, 36.25, 706483),
)


class History:
    """The live incidents as they should stand, and the decisions that led there."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.incidents: dict[str, list[str]] = {}
        self.reports: dict[str, PlacedReport] = {}
        self.decisions: list[Decision] = []

    def lines(self) -> dict[str, Incident]:
        return {incident: self._line(incident) for incident in self.incidents}

    def grow(self, count: int) -> list[Decision]:
        """So many further decisions."""
        before = len(self.decisions)
        for _ in range(count):
            self._decide()
        return self.decisions[before:]

    def _decide(self) -> None:
        number = len(self.decisions)
        follows = self.decisions[-1].id if number else ""
        cause = Cause(topic="g1.unique", partition=0, offset=number, id=make_id("input", number))
        identity = {"id": make_id(cause.id, "cluster", follows), "follows": follows, "input": cause}
        step = self._random.choices(
            [self._open, self._attach, self._move, self._resettle, self._withdraw, lambda: None, self._refuse],
            [4, 5, 2, 2, 1, 1, 0.3],
        )[0]
        done = step()
        if done == "refused":
            self.decisions.append(InputRefused(**identity, error="no text"))
            return
        changes, touched, reports, withdrawn, *groups = done or ((), (), (), ())
        self.decisions.append(
            IncidentsDecided(
                **identity,
                changes=tuple(changes),
                incidents=tuple(self._line(i) for i in touched if i in self.incidents),
                closed=tuple(i for i in touched if i not in self.incidents),
                reports=tuple(self.reports[r] for r in reports),
                withdrawn=tuple(withdrawn),
                resettled=tuple(groups),
            )
        )

    def _open(self):
        report = make_id("report", len(self.decisions))
        self.incidents[report] = [report]
        self.reports[report] = placed(report, report, self._random)
        return [IncidentOpened(incident=report, report=report)], [report], [report], []

    def _attach(self):
        if not self.incidents:
            return self._open()
        incident = self._random.choice(sorted(self.incidents))
        report = make_id("report", len(self.decisions))
        self.incidents[incident].append(report)
        self.reports[report] = placed(report, incident, self._random)
        return [ReportAttached(incident=incident, report=report)], [incident], [report], []

    def _move(self):
        if len(self.incidents) < 2:
            return self._open()
        origin, target = self._random.sample(sorted(self.incidents), 2)
        report = self._random.choice(self.incidents[origin])
        self._leave(origin, report)
        self.incidents[target].append(report)
        self.reports[report] = placed(report, target, self._random)
        changes: list[Change] = [ReportMoved(report=report, origin=origin, incident=target)]
        return changes + self._closed(origin), [origin, target], [report], []

    def _resettle(self):
        """A report that tells what it told moves, as a near copy or as a witness; it is told by its id alone."""
        if len(self.incidents) < 2:
            return self._open()
        origin, target = self._random.sample(sorted(self.incidents), 2)
        report = self._random.choice(self.incidents[origin])
        group = Resettled(reports=(report,), incident=target, duplicate_of=self._random.choice(["", *self.incidents[target]]))
        self._leave(origin, report)
        self.incidents[target].append(report)
        self.reports[report] = resettled(self.reports[report], group)
        changes: list[Change] = [ReportMoved(report=report, origin=origin, incident=target)]
        return changes + self._closed(origin), [origin, target], [], [], group

    def _withdraw(self):
        if not self.incidents:
            return self._open()
        incident = self._random.choice(sorted(self.incidents))
        report = self._random.choice(self.incidents[incident])
        self._leave(incident, report)
        del self.reports[report]
        return [ReportWithdrawn(incident=incident, report=report), *self._closed(incident)], [incident], [], [report]

    def _refuse(self) -> str:
        return "refused"

    def _leave(self, incident: str, report: str) -> None:
        self.incidents[incident].remove(report)
        if not self.incidents[incident]:
            del self.incidents[incident]

    def _closed(self, incident: str) -> list[Change]:
        return [] if incident in self.incidents else [IncidentClosed(incident=incident)]

    def _line(self, incident: str) -> Incident:
        first = self.reports[sorted(self.incidents[incident])[0]].report
        killed = [c.best for r in self.incidents[incident] for c in self.reports[r].report.claims if c.best is not None]
        return Incident(
            id=incident,
            event_type=first.event_type,
            title=first.title,
            when=first.when,
            place=first.place,
            figures={"killed": Figure(best=max(killed), low=min(killed), high=max(killed))} if killed else {},
            status="reported",
            reports=len(self.incidents[incident]),
            publishers=1,
        )


def placed(report: str, incident: str, rng: random.Random) -> PlacedReport:
    """A report with claims, some of it missing now and then."""
    name, country, lat, lon, geoname = rng.choice(TOWNS)
    day = (date(2024, 5, 1) + timedelta(days=rng.randrange(60))).isoformat()
    kind, dead = rng.choice(KINDS), rng.randrange(1, 30)
    quote = f"{dead} people were killed"
    text = f"A {kind} in {name}: {quote}, officials said."
    start = text.index(quote)
    return PlacedReport(
        incident=incident,
        article_id=make_id("article", report),
        source="desk",
        publisher=rng.choice(PUBLISHERS),
        article_title=f"{kind.title()} in {name}",
        url=f"https://news.example/{report}",
        published=rng.choice(["", day, f"{day}T10:00:00Z"]),
        language="en",
        report=Report(
            id=report,
            ordinal=0,
            event_type=kind,
            text=text,
            spans=((0, len(text)),),
            title=f"{kind.title()} in {name}",
            place=rng.choice([None, *[Place(name=name, geoname_id=geoname, country=country, lat=lat, lon=lon, precision=1)] * 3]),
            when=rng.choice([When(), When(month_day="07-11"), *[When(date_from=day, date_to=day, precision=1)] * 4]),
            claims=(
                Claim(field="killed", quote=quote, start=start, end=start + len(quote), best=dead, low=dead, high=dead),
                Claim(field="cause", quote=text, start=0, end=len(text), text="faulty wiring", speaker="officials"),
            ),
        ),
    )  # fmt: skip


def put(log: Log, decisions: Sequence[Decision], topic: str = TOPIC) -> None:
    """Appends them to the topic, which is made if missing."""
    log.create_topics([TopicSpec(topic, 1)])
    log.append([NewRecord(topic, 0, d.id, encode(d)) for d in decisions])
