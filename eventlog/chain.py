"""Which decisions of a topic count (delivery rule 3)."""

from events.base import Decision


class Chain:
    """Takes a decision only if it follows the last one taken. What two writers put on a topic, in whatever order it landed,
    reads as the history of one: the first on the log wins, the rest is skipped by every reader alike."""

    def __init__(self, last: str = "") -> None:
        self.last = last

    def take(self, decision: Decision) -> bool:
        """True, and moves on, if `decision` follows the last one taken; else false, and it must be skipped."""
        if decision.follows != self.last:
            return False
        self.last = decision.id
        return True
