"""Bytes and events."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.codec import decode, encode
from events.control import RecordDied
from events.errors import BadInput
from tests.support.toy_steps import document


def test_an_event_comes_back_as_it_was() -> None:
    assert decode(encode(document(1))) == document(1)


def test_fields_that_are_not_known_are_passed_over() -> None:
    data = json.loads(encode(document(1))) | {"from_the_future": [1]}
    assert decode(json.dumps(data).encode()) == document(1)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'"x"', b'{"type":"No","id":"1"}', b'{"id":"1"}', b"\xff\xfe", b"[" * 100_000]
)
def test_what_is_no_event_is_bad_input(data: bytes) -> None:
    with pytest.raises(BadInput, match="not an event"):
        decode(data)


def test_an_older_version_is_brought_up_step_by_step() -> None:
    data = encode(document(1)).replace(b'"key":', b'"oldest_key":')
    ups = {
        ("DocumentFetched", 1): lambda raw: {("old_key" if k == "oldest_key" else k): v for k, v in raw.items()},
        ("DocumentFetched", 2): lambda raw: {("key" if k == "old_key" else k): v for k, v in raw.items()},
    }
    found = decode(data, ups)
    assert found.v == 3
    assert found.key == document(1).key
    with pytest.raises(BadInput):
        decode(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_an_event_or_bad_input(data: bytes) -> None:
    with suppress(BadInput):
        decode(data)


@given(st.text(), st.text(), st.integers(0, 10))
def test_equal_events_have_equal_bytes(error: str, value: str, offset: int) -> None:
    one = RecordDied(id="1", topic="t", partition=0, offset=offset, step="s", error=error, value=value)
    assert encode(decode(encode(one))) == encode(one)
