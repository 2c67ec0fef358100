"""Dates that a page states for machines, under the many names that publishing software gives them."""

import pytest
from trafilatura import load_html

from processors.read.shown_dates import day_in
from processors.read.stated_dates import embedded_dates, stated_dates

DAY = "2025-03-04"
URL = "https://news.example/a"


def stated(head: str = "", body: str = "", url: str = URL) -> list[str]:
    return list(stated_dates(load_html(f"<html><head>{head}</head><body><p>x</p>{body}</body></html>"), url))


@pytest.mark.parametrize(
    "name", ["publication_date", "article.published", "citation_date", "DC.date.created", "rbpubdate", "dateposted", "ptime"]
)
def test_names_of_publication(name: str) -> None:
    assert stated(f'<meta name="{name}" content="{DAY}">') == [DAY]


@pytest.mark.parametrize(
    "name",
    ["article:modified_time", "last-modified", "updated_time", "og:publisher", "unpublish_date", "expires"],
)
def test_names_of_something_else(name: str) -> None:
    assert stated(f'<meta name="{name}" content="{DAY}">') == []


@pytest.mark.parametrize(
    "body",
    [
        f'<abbr class="published" title="{DAY}">last year</abbr>',
        f'<time class="dt-published" datetime="{DAY}">then</time>',
        f'<span class="entry-date" title="{DAY}">then</span>',
    ],
)
def test_microformats(body: str) -> None:
    assert stated(body=body) == [DAY]


@pytest.mark.parametrize("path", ["2025/03/04/fire", "2025-03-04-fire", "20250304/fire", "news/20250304"])
def test_days_in_urls(path: str) -> None:
    assert stated(url=f"https://news.example/{path}") == [DAY]


@pytest.mark.parametrize("path", ["20251304/fire", "120250304/fire", "20250304-fire", "202503041/fire"])
def test_numbers_in_urls_that_are_no_days(path: str) -> None:
    assert stated(url=f"https://news.example/{path}") == []


def test_attributes_of_elements() -> None:
    assert list(embedded_dates(f'<span data-published-at="{DAY}T05:00:00Z">a year ago</span>')) == [f"{DAY}T05:00:00Z"]
    assert list(embedded_dates(f'<span data-date-modified="{DAY}">now</span>')) == []


@pytest.mark.parametrize(("zone", "day"), [("GMT", DAY), ("CET", DAY), ("EST", "2025-04-03"), ("PT", "2025-04-03"), ("", "")])
def test_a_time_zone_tells_the_order_of_day_and_month(zone: str, day: str) -> None:
    assert day_in(f"Published: 04/03/2025 06:10 {zone}", "en") == day
