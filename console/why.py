"""Why reports stand in one incident, or why not: the pairs that were scored, from the log's own decisions."""

from typing import Any

from eventlog.chain import Chain
from eventlog.log import Log
from events.base import Decision
from events.codec import decode
from events.incidents import IncidentsDecided
from events.topics import INCIDENTS, topic_name


def pairs(log: Log, generation: str, one: dict[str, Any], other: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The scored pairs among the reports of `one`, or between those of `one` and `other`; the highest score first.

    Scores are in thousandths of a logit. Reads the topic `incidents` of the generation once."""
    a = {report["id"] for report in one["reports"]}
    b = a if other is None else {report["id"] for report in other["reports"]}
    scores: dict[tuple[str, str], int] = {}
    chain, offset, topic = Chain(), 0, topic_name(INCIDENTS, generation)
    while records := log.read(topic, 0, offset, 500):
        for event in (decode(record.value) for record in records):
            if isinstance(event, Decision) and chain.take(event) and isinstance(event, IncidentsDecided):
                scores |= {(x, y): score for x, y, score in event.scores if (x in a and y in b) or (x in b and y in a)}
        offset = records[-1].offset + 1
    return [{"score": score, "a": x, "b": y} for (x, y), score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))]
