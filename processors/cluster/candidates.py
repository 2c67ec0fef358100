"""Which reports are worth comparing: those that share enough rare keys. It depends on the two alone.

What bounds the work is the fixed weight of a key, so nothing depends on what else is there: a term that a hundredth of the
shipped documents has is no key, and one town on one day is a short list. Two incidents that are told to lie weeks apart need
more in common than two of one day.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping

from processors.cluster.profile import Profile

NEAR, FAR = 3, 14  # days between two incidents
ENOUGH, SOME_DAYS_APART, WEEKS_APART = 90, 150, 320  # what the shared keys must weigh


def needed(a: Profile, b: Profile) -> int:
    """What the shared keys of two reports must weigh."""
    if a.when is None or b.when is None or a.when.month_day or b.when.month_day:
        return SOME_DAYS_APART
    gap = max(a.when.first - b.when.last, b.when.first - a.when.last)
    return ENOUGH if gap <= NEAR else SOME_DAYS_APART if gap <= FAR else WEEKS_APART


def is_candidate(shared: int, a: Profile, b: Profile) -> bool:
    """Whether a pair that shares keys of this weight is scored."""
    return shared >= ENOUGH and a.article != b.article and shared >= needed(a, b)


def candidates(one: Profile, shared: Mapping[str, int], profile: Callable[[str], Profile]) -> list[str]:
    """Of the reports that share keys of these weights with `one`, those that are worth comparing with it."""
    least = ENOUGH if one.when and not one.when.month_day else SOME_DAYS_APART
    return [other for other, weight in shared.items() if weight >= least and is_candidate(weight, one, profile(other))]


def shared_weight(a: dict[str, int], b: dict[str, int]) -> int:
    """What the keys weigh that two reports share."""
    return sum(a[key] for key in a.keys() & b.keys())


class Index:
    """Key -> the reports that have it."""

    def __init__(self) -> None:
        self._postings: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, report: str, keys: dict[str, int]) -> None:
        for key in keys:
            self._postings[key].append(report)

    def remove(self, report: str, keys: dict[str, int]) -> None:
        for key in keys:
            self._postings[key].remove(report)
            if not self._postings[key]:
                del self._postings[key]

    def sharing(self, keys: dict[str, int]) -> dict[str, int]:
        """The reports that share enough keys for any candidate, and what these weigh."""
        shared: defaultdict[str, int] = defaultdict(int)
        for key, weight in keys.items():
            for report in self._postings.get(key, ()):
                shared[report] += weight
        return {report: weight for report, weight in shared.items() if weight >= ENOUGH}
