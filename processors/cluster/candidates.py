"""Which reports are worth comparing: those that share enough rare keys. It depends on the two alone.

What bounds the work is the fixed weight of a key, so nothing depends on what else is there: a term that a hundredth of the
shipped documents has is no key, and one town on one day is a short list. Two incidents that are told to lie weeks apart need
more in common than two of one day.
"""

from array import array
from collections import defaultdict

from processors.cluster.profile import Profile
from processors.cluster.wide import WideIndex, meets

NEAR, FAR = 3, 14  # days between two incidents
ENOUGH, SOME_DAYS_APART, WEEKS_APART = 90, 150, 320  # what the shared keys must weigh
SHORT = 80  # words of a text that has few keys to share
Days = tuple[int, int, bool]


def days_of(profile: Profile) -> Days:
    """The first and last day of an incident, 0 where they aren't told, or told without a year; and whether the text is short."""
    when, short = profile.when, profile.length < SHORT
    return (0, 0, short) if when is None or when.month_day else (when.first, when.last, short)


def needed(a: Days, b: Days) -> int:
    """What the shared keys of two reports must weigh."""
    if not a[0] or not b[0]:
        return ENOUGH if a[2] and b[2] else SOME_DAYS_APART
    gap = max(a[0] - b[1], b[0] - a[1])
    return ENOUGH if gap <= NEAR else SOME_DAYS_APART if gap <= FAR else WEEKS_APART


def is_candidate(a: Profile, b: Profile) -> bool:
    """Whether a pair is scored."""
    shared = sum([a.keys[key] for key in a.keys.keys() & b.keys.keys()])
    return a.article != b.article and (shared >= needed(days_of(a), days_of(b)) or meets(a, b))


class Index:
    """Key -> the reports that have it. They are numbered, and their days stand in a row: many share a key or two, and most of
    these are no candidates."""

    def __init__(self) -> None:
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        self._number: dict[str, int] = {}
        self._reports: list[str] = []
        self._first, self._last, self._short = array("q"), array("q"), array("b")
        self._free: list[int] = []
        self._of_regions = WideIndex()

    def add(self, report: str, profile: Profile) -> None:
        if not self._free:
            self._free.append(len(self._reports))
            self._reports.append("")
            self._first.append(0)
            self._last.append(0)
            self._short.append(0)
        number = self._number[report] = self._free.pop()
        self._reports[number] = report
        self._first[number], self._last[number], self._short[number] = days_of(profile)
        for key in profile.keys:
            self._postings[key].append(number)
        self._of_regions.add(report, profile)

    def remove(self, report: str, profile: Profile) -> None:
        self._of_regions.remove(report, profile)
        number = self._number.pop(report)
        self._free.append(number)
        for key in profile.keys:
            self._postings[key].remove(number)
            if not self._postings[key]:
                del self._postings[key]

    def candidates(self, profile: Profile) -> list[str]:
        """The reports that share enough keys with one, those of its own article among them."""
        shared: defaultdict[int, int] = defaultdict(int)
        for key, weight in profile.keys.items():
            for number in self._postings.get(key, ()):
                shared[number] += weight
        mine, firsts, lasts, short = days_of(profile), self._first, self._last, self._short
        least = ENOUGH if mine[0] or mine[2] else SOME_DAYS_APART
        found = [
            self._reports[number]
            for number, weight in shared.items()
            if weight >= least and weight >= needed(mine, (firsts[number], lasts[number], bool(short[number])))
        ]
        return list(dict.fromkeys([*found, *self._of_regions.candidates(profile)]))
