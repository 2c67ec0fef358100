"""Ids and partitions are the same everywhere and for ever: these values must never change."""

from hypothesis import given
from hypothesis import strategies as st

from events.ids import ID_LENGTH, make_id, partition_of


def test_ids_are_what_they_were() -> None:
    assert make_id("a", 1, None) == "0ae764bffd3a17b6454c8d9ebf712311"
    assert make_id() == "4f53cda18c2baa0c0354bb5f9a3ecbe5"


def test_partitions_are_what_they_were() -> None:
    assert [partition_of(key, 8) for key in ("", "a", "https://example.org/1", "Новости", "\ud800")] == [2, 2, 0, 2, 1]


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_different_causes_have_different_ids(one: list[str], other: list[str]) -> None:
    assert (make_id(*one) == make_id(*other)) == (one == other)
    assert len(make_id(*one)) == ID_LENGTH


@given(st.text(), st.integers(1, 50))
def test_a_partition_is_one_of_those_there_are(key: str, partitions: int) -> None:
    assert 0 <= partition_of(key, partitions) < partitions
