"""Records that a step handles at once: the answers are those of each alone, and one that fails stops none of its neighbours."""

from collections.abc import Sequence

import pytest

from eventlog.step import together
from events.codec import AnyEvent
from events.documents import ArticleRead
from events.errors import BadInput


def _article(key: str) -> ArticleRead:
    return ArticleRead(id=key, article_id=key, version="1", key=key, source="s", publisher="p", fetched_at="", title="", text=key)


def test_all_are_handled_at_once() -> None:
    calls = []

    def transform(events: Sequence[AnyEvent]) -> Sequence[AnyEvent]:
        calls.append(len(events))
        return events

    events = [_article(key) for key in "abc"]
    assert together(transform)(events) == events
    assert calls == [3]


@pytest.mark.parametrize(("error", "why"), [(BadInput("no use"), "no use"), (KeyError("x"), "KeyError: 'x'")])
def test_one_that_fails_stops_none_of_its_neighbours(error: Exception, why: str) -> None:
    def transform(events: Sequence[AnyEvent]) -> Sequence[AnyEvent]:
        if any(event.id == "b" for event in events):
            raise error
        return events

    first, second, third = together(transform)([_article(key) for key in "abc"])
    assert isinstance(second, BadInput)
    assert (first, str(second), third) == (_article("a"), why, _article("c"))


def test_a_machine_out_of_memory_refuses_no_record() -> None:
    def transform(events: Sequence[AnyEvent]) -> Sequence[AnyEvent]:
        raise MemoryError

    with pytest.raises(MemoryError):
        together(transform)([_article("a")])
