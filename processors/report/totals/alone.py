"""Those hurt of whom each is told by himself, where nobody counts them: "the driver was slightly hurt"."""

from collections.abc import Sequence

from processors.report.totals.counted import Counted


def one_by_one(mine: Sequence[Counted], counted: Sequence[Counted]) -> int:
    """How many different people `mine` tell of, by the words for them, without those of whom `counted` says that they died."""
    dead = {w for c in counted if c.figure.role == "killed" and c.figure.single for w in _nouns(c)}
    hurt = [c for c in mine if c.figure.single and c.figure.high]
    return len({w for c in hurt for w in _nouns(c)[:1]} - dead)


def _nouns(c: Counted) -> list[str]:
    """The words of a figure for a person: "the lorry driver"."""
    return [w.text for w in c.read.sentence.words if c.figure.start <= w.start < c.figure.end and w.code == "p"]
