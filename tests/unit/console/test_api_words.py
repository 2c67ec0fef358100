"""How the pages put dates, places and claims in words."""

import pytest

from console.page import words


def when(first=None, last=None, precision=None, month_day=None):
    return {"date_from": first, "date_to": last, "date_precision": precision, "month_day": month_day}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (when("2024-05-12", "2024-05-12", 1), "12 May 2024"),
        (when("2024-05-05", "2024-05-11", 3), "5–11 May 2024"),
        (when("2024-04-29", "2024-05-05", 3), "29 April – 5 May 2024"),
        (when("2023-12-30", "2024-01-02", 2), "30 December 2023 – 2 January 2024"),
        (when("2024-05-01", "2024-05-31", 4), "May 2024"),
        (when("2024-01-01", "2024-12-31", 5), "2024"),
        (when("2022-02-24", "2024-05-31", 5), "24 February 2022 – 31 May 2024"),
        (when("2024-05-12", None, None), "12 May 2024"),
        (when(month_day="07-11"), "11 July, year unknown"),
        (when(month_day="13-99"), "Date unknown"),
        (when(), "Date unknown"),
    ],
)
def test_dates_are_no_finer_than_known(found, said):
    assert words.day(found) == said


def test_places_are_no_finer_than_known():
    town = {"below": "Mill Street", "name": "Toledo", "admin1": "Ohio", "country": "US", "precision": 1}
    assert words.place(town) == "Mill Street, Toledo, Ohio, United States"
    assert words.place({**town, "below": None, "name": "Ohio", "precision": 4}) == "somewhere in Ohio, United States"
    assert words.place({**town, "country": "??", "admin1": None}) == "Mill Street, Toledo, ??"
    assert words.place(None) == "Place unknown"


def claim(**given):
    return {
        "value": None,
        "low": None,
        "high": None,
        "at_least": False,
        "text": "",
        "quote": "q",
        "field": "killed",
        "source": "s",
    } | given


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (claim(value=15, low=15, high=15), "15"),
        (claim(value=0, low=0, high=0), "0"),
        (claim(value=12000, low=12000, at_least=True), "at least 12,000"),
        (claim(value=29, low=27, high=31), "27–31"),
        (claim(value=9, text="missiles"), "9 missiles"),
        (claim(value="faulty wiring", text="faulty wiring"), "faulty wiring"),
        (claim(value="the whole quote", text="the whole quote", quote="the whole quote"), ""),
        (claim(low=3), "3"),
    ],
)
def test_claims(given, said):
    assert words.amount(given) == said


def test_claims_stand_side_by_side():
    claims = [claim(source="B"), claim(source="A", field="cause"), claim(source="A"), claim(source="A", field="zeal")]
    table = words.side_by_side(claims)
    assert table["sources"] == ["A", "B"]
    assert [(field, [len(cell) for _, cell in cells]) for field, cells in table["rows"]] == [
        ("killed", [1, 1]), ("cause", [1, 0]), ("zeal", [1, 0]),
    ]  # fmt: skip


def test_changes_have_names():
    assert words.named_changes([{"type": "IncidentOpened"}, {"type": "IncidentOpened"}, {"type": "Other"}]) == "opened, Other"
    assert words.named_changes([]) == "its reports changed"
