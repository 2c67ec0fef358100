"""The chain takes each decision that follows the last one taken, and no other."""

from hypothesis import given
from hypothesis import strategies as st

from eventlog.chain import Chain
from events.ids import make_id
from events.incidents import InputRefused


def decision(cause: str, follows: str) -> InputRefused:
    return InputRefused(id=make_id(cause, "step", follows), follows=follows, error="")


def test_only_what_follows_is_taken() -> None:
    first = decision("a", "")
    second, rival = decision("b", first.id), decision("c", first.id)
    chain = Chain()
    taken = [chain.take(one) for one in (second, first, first, second, rival, decision("d", rival.id), decision("e", second.id))]
    assert taken == [False, True, False, True, False, False, True]
    assert Chain(first.id).take(rival)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3)), max_size=40))
def test_two_writers_records_in_any_order_read_as_the_history_of_one(moves: list[tuple[int, int]]) -> None:
    """Each move is one of two writers taking in some of the log, then deciding on its next input."""
    log: list[InputRefused] = []
    chains, read, counts = [Chain(), Chain()], [0, 0], [0, 0]
    for writer, late in moves:
        for one in log[read[writer] : len(log) - late]:
            counts[writer] += chains[writer].take(one)
            read[writer] += 1
        log.append(decision(f"{writer if counts[writer] % 3 == 0 else ''}{counts[writer]}", chains[writer].last))
    reader = Chain()
    history = [one for one in log if reader.take(one)]
    assert [one.follows for one in history] == ["", *(one.id for one in history)][: len(history)]
    assert len({one.id for one in history}) == len(history)
    for part in range(len(log)):  # whoever reads on sees what was read before, and then more
        early = Chain()
        seen = [one for one in log[:part] if early.take(one)]
        assert seen == history[: len(seen)]
