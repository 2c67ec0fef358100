"""Small steps for tests of the worker: they count, and each answer tells what had been counted before it."""

import msgspec

from eventlog.log import Log, NewRecord
from events.base import Decision
from events.codec import AnyEvent, encode
from events.documents import ArticleRead, DocumentFetched
from events.errors import BadInput
from events.ids import make_id
from events.incidents import IncidentsDecided, InputRefused


def document(number: int, text: str = "") -> DocumentFetched:
    """A document with a body of its own; `text` "bad" is refused by `read`, "worse" makes it fail."""
    key = f"https://example.org/{number}"
    return DocumentFetched(
        id=make_id("fetched", key, text),
        key=key,
        source="s",
        publisher="p",
        fetched_at="2026-01-01T00:00:00.000Z",
        text=text or f"text {number}",
    )


def put(log: Log, topic: str, events: list[DocumentFetched], partition: int = 0) -> list[int]:
    return log.append([NewRecord(topic, partition, event.key, encode(event)) for event in events])


def read(event: AnyEvent) -> AnyEvent:
    """A stateless step."""
    assert isinstance(event, DocumentFetched)
    if event.text == "bad":
        raise BadInput("the text is bad")
    if event.text == "worse":
        raise ValueError("the text is worse")
    return ArticleRead(
        id=make_id(event.id, "read", 0),
        article_id=make_id("article", event.key),
        version="1",
        key=event.key,
        source=event.source,
        publisher=event.publisher,
        fetched_at=event.fetched_at,
        title="t",
        text=event.text,
    )


class Tally:
    """A stateful step whose state is the list of all inputs so far; each decision names its place in that list."""

    version = "1"

    def __init__(self, name: str = "tally") -> None:
        self.name = name

    def empty(self) -> list[str]:
        return []

    def decide(self, state: list[str], event: AnyEvent) -> Decision:
        text = event.text if isinstance(event, DocumentFetched) else ""
        if text == "bad":
            raise BadInput("the text is bad")
        if text == "worse":
            raise ValueError("the text is worse")
        article = "unfit" if text == "unfit" else event.id
        return IncidentsDecided(id="", article_id=article, scores=(("place", event.id, len(state)),))

    def refuse(self, event: AnyEvent | None, error: str) -> Decision:
        return InputRefused(id="", error=error)

    def apply(self, state: list[str], decision: Decision) -> list[str]:
        if isinstance(decision, IncidentsDecided):
            if decision.scores and decision.scores[0][2] != len(state):
                raise AssertionError(f"decision {decision.scores} applied to a state of {len(state)}")
            state.append(decision.article_id)
            if decision.article_id == "unfit":
                raise ValueError("this decision can't be applied")
        else:
            state.append("refused")
        return state

    def dump(self, state: list[str]) -> bytes:
        return msgspec.json.encode(state)

    def load(self, data: bytes) -> list[str]:
        return msgspec.json.decode(data, type=list[str])
