"""Text and dates of pages are read at least as well as trafilatura reads them by itself."""

from bench.extraction import PAGES, scores


def test_text_and_dates_are_at_least_those_of_the_library() -> None:
    found = list(scores())
    assert len(found) == len(list(PAGES.glob("*.html"))) >= 60
    assert sum(s.text for s in found) >= sum(s.their_text for s in found)
    assert sum(s.date for s in found) >= sum(s.their_date for s in found)
    worse = [s.name for s in found if s.text < s.their_text - 0.01]
    assert worse == [], "no page's text is read worse"
