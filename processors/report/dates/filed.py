"""When a report was filed, as its dateline says: "BOGOTA, 25 AUG 89 (EFE) -- ".

That day is one of writing, no day of what happened: like a publication date it says "then, or the day before".
"""

import re
from collections.abc import Sequence
from datetime import date

from processors.report.dates.mentions import find_dates
from processors.report.dates.spans import DateMention
from processors.report.dates.words import WORD_LISTS

_LONGEST = 80  # characters before the date of a dateline
_AFTER = re.compile(r"\s?(?:\([^()\n]{1,60}\)\s?)?\s?(?:—|–|--|-\s)")


def filed_on(text: str, mentions: Sequence[DateMention]) -> DateMention | None:
    """The date of the dateline: the first of the text, after a place and a comma, before a dash."""
    first = next((m for m in mentions if m.start <= _LONGEST and m.kind != "relative"), None)
    if first is None or not first.when.date_from or first.when.precision != 1:
        return None
    place = text[: first.start].strip()
    stop = text[first.end : first.end + 2] == ". " and place.isupper()  # "АСТАНА, 5 февраля. /ТАСС/. …"
    if not stop and not _AFTER.match(text, first.end):
        return None
    named = place.endswith(",") and "\n" not in place and all(w[0].isupper() or not w[0].isalpha() for w in place.split())
    return first if named else None


_STAMPED = 600  # characters of a text in which its page's own stamp stands
_STAMP = re.compile(rf"\b(?:{'|'.join(WORD_LISTS['stamps'].split())})\b[^.\n]{{0,24}}$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def written_on(text: str, published: str, language: str) -> str:
    """The publication date, or the day that the page's own stamp gives ("Posted: Aug 17, 2015"), where that is earlier or the
    only one: a page that is fetched again years later may call itself new."""
    head = text[:_STAMPED]
    if not _YEAR.search(head) or not any(word in head.lower() for word in WORD_LISTS["stamps"].split()):
        return published
    stamped = [m.when.date_from for m in find_dates(head, language=language) if _is_stamp(head, m)]
    earliest = min(stamped, default="")
    if not earliest or (published and earliest >= published[:10]):
        return published
    return earliest if date.fromisoformat(earliest).year > _OLDEST else published


_OLDEST = 1970


def _is_stamp(text: str, m: DateMention) -> bool:
    firm = m.kind == "explicit" and m.when.precision == 1 and _YEAR.search(text, m.start, m.end)
    return bool(firm and _STAMP.search(text, max(0, m.start - 40), m.start))
