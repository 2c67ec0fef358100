"""A date in a text, and what it means."""

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from events.reports import When

Kind = Literal["explicit", "relative", "vague", "year_missing"]
SOME_DAYS = 2  # date_prec up to which a time is told to a day or some days
_OPEN_REACH = 24  # characters before a date
_WEEK = 6  # days from which on a stretch is a week
_OPEN_ENDED = re.compile(
    r"(?:since|until|till|by|before|after|as of|through|from|born(?: in)?|preceding|desde|hasta|antes|seit|bis|vor|"
    r"depuis|jusqu\W?au?|avant|до|с|со|после|від|з|із|після|منذ|حتى|قبل)"
    r"\s(?:early|late|mid|the|about|el|le|dem|начала|конца)?-?\s?$",
    re.IGNORECASE,
)


class DateMention(NamedTuple):
    """A date in a text. `kind`: "explicit" stands there (its year perhaps supported, see mentions.py), "relative" was resolved
    against the publication date, "vague" is a stretch of time (a month, a year, "since …", "last week"), "year_missing" has
    only a `month_day`. `when.text` == text[start:end]."""

    start: int
    end: int
    when: When
    kind: Kind


def stretch(first: date, last: date, precision: int, surface: str) -> When:
    """From one day to another."""
    return When(date_from=first.isoformat(), date_to=last.isoformat(), precision=precision, text=surface)


def days_back(text: str, start: int, end: int, published: date, first: int, last: int, kind: Kind = "relative") -> DateMention:
    """What text[start:end] says: from `first` days before publication to `last` days before it."""
    days = first - last
    precision = 1 if days == 0 else 2 if days < _WEEK else 3
    span = stretch(published - timedelta(days=first), published - timedelta(days=last), precision, text[start:end])
    return DateMention(start, end, span, kind)


def month_of(year: int, month: int) -> tuple[date, date]:
    """Its first and its last day."""
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def months_on(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month so many months later, or earlier."""
    years, months = divmod(month - 1 + count, 12)
    return year + years, months + 1


def is_open_ended(text: str, start: int) -> bool:
    """Whether what stands before a date makes it an end of something: "since May 12", "before June 2014"."""
    return _OPEN_ENDED.search(text, max(0, start - _OPEN_REACH), start) is not None
