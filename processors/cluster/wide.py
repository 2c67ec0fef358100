"""Reports in two languages of which one names no town: found by the region, or the country and the kind, and the day.

They share few keys (candidates.py): the words are of two languages, and the town of the one is not in the other. Two that name a
town each are not found here. What bounds it is the day: one region's reports of one day are a short list.
"""

from collections import defaultdict
from collections.abc import Iterator

from processors.cluster import across
from processors.cluster.profile import Profile

_REGION, _COUNTRY = 4, 6  # where_prec


def _keys(profile: Profile) -> Iterator[tuple[str, bool]]:
    """The keys of a report, and whether it is itself no finer than that."""
    place = profile.place
    if place is None or not profile.language:
        return
    for day in profile.when_days:
        if place.precision < _COUNTRY:
            yield f"{place.country}.{place.admin1_code}/{day}", place.precision >= _REGION
        yield f"{place.country}/{profile.kind}/{day}", place.precision >= _COUNTRY


def meets(a: Profile, b: Profile) -> bool:
    """Whether a pair is found here."""
    if not across.apart(a, b):
        return False
    mine, theirs = dict(_keys(a)), dict(_keys(b))
    return any(mine[key] or theirs[key] for key in mine.keys() & theirs.keys())


class WideIndex:
    """Key -> the reports that have it, with their languages; and those that are no finer."""

    def __init__(self) -> None:
        self._all: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._wide: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def add(self, report: str, profile: Profile) -> None:
        for key, wide in _keys(profile):
            self._all[key][report] = profile.language
            if wide:
                self._wide[key][report] = profile.language

    def remove(self, report: str, profile: Profile) -> None:
        for key, _ in _keys(profile):
            for table in (self._all, self._wide):
                table[key].pop(report, None)
                if not table[key]:
                    del table[key]

    def candidates(self, profile: Profile) -> Iterator[str]:
        """The reports that a report meets."""
        for key, wide in _keys(profile):
            for report, language in (self._all if wide else self._wide).get(key, {}).items():
                if language != profile.language:
                    yield report
