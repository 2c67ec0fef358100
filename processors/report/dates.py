"""Dates in a text, and when an incident happened."""

from processors.report.dates_incident import when_of
from processors.report.dates_mentions import find_dates
from processors.report.dates_spans import DateMention

__all__ = ["DateMention", "find_dates", "when_of"]
