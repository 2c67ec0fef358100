"""When a report was filed, as its dateline says: "BOGOTA, 25 AUG 89 (EFE) -- ".

That day is one of writing, no day of what happened: like a publication date it says "then, or the day before".
"""

import re
from collections.abc import Sequence

from processors.report.dates_mentions import DateMention

_LONGEST = 80  # characters before the date of a dateline
_AFTER = re.compile(r"\s?(?:\([^()\n]{1,60}\)\s?)?\s?(?:—|–|--|-\s)")


def filed_on(text: str, mentions: Sequence[DateMention]) -> DateMention | None:
    """The date of the dateline: the first of the text, after a place and a comma, before a dash."""
    first = next((m for m in mentions if m.start <= _LONGEST and m.kind != "relative"), None)
    if first is None or not first.when.date_from or first.when.precision != 1 or not _AFTER.match(text, first.end):
        return None
    place = text[: first.start].strip()
    named = place.endswith(",") and "\n" not in place and all(w[0].isupper() or not w[0].isalpha() for w in place.split())
    return first if named else None
