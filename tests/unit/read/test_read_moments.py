"""Publication dates as feeds and pages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.read.moments import UNKNOWN, Moment, first_moment, read_moment

FETCHED = "2025-03-05T12:00:00.000Z"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 04 Mar 2025 09:30:00 GMT", "2025-03-04T09:30:00+00:00"),
        ("Tue, 4 Mar 2025 09:30 -0500", "2025-03-04T09:30:00-05:00"),
        ("Tue, 04 Mar 2025 09:30:00 EST", "2025-03-04T09:30:00-05:00"),
        ("Tue, 04 Mar 25 09:30:00 GMT", "2025-03-04T09:30:00+00:00"),
        ("4 Mar 25 09:30 -0500", "2025-03-04T09:30:00-05:00"),
        ("Tuesday, 04-Mar-25 09:30:00 GMT", "2025-03-04T09:30:00+00:00"),
        ("2025-03-04T09:30:00Z", "2025-03-04T09:30:00+00:00"),
        ("2025-03-04T09:30:00.123456+0530", "2025-03-04T09:30:00+05:30"),
        (" 2025-03-04 09:30 +01 ", "2025-03-04T09:30:00+01:00"),
        ("2025-03-04T09:30", "2025-03-04T09:30:00+00:00"),
    ],
)
def test_moments(text: str, expected: str) -> None:
    assert read_moment(text) == Moment(expected, "second")


@pytest.mark.parametrize(
    "text", ["2025-03-04", "20250304", "20250304T0930", "2025/3/4", "2025.03.04", "4 March 2025", "Tue, 04 Mar 2025"]
)
def test_days(text: str) -> None:
    assert read_moment(text) == Moment("2025-03-04", "day")


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 4 Mar 2025 9:30 PM EST", "4 Mar 2025 09:30:00 America/Chicago", "Tue, 04 Mar 2025 07:36:03 GMT-07:00",
        "March 4 2025 07:02:38 PM",
        "mar., 04 mars 2025 16:11:02 +0000", "Di, 4 Mär 2025 00:00:00 +0100", "4 марта 2025, 10:00",
        "Tue, 4th Mar 2025 13:16:28 GMT",
        "٤ مارس ٢٠٢٥", "2025年3月4日 10:22",
    ],
)  # fmt: skip
def test_times_that_cannot_be_read_leave_the_day(text: str) -> None:
    assert read_moment(text) == Moment("2025-03-04", "day")


ABSURD = (
    "0000-01-01",
    "0001-01-01T00:00:00Z",
    "1970-01-01T00:00:00Z",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "2999-12-31",
    "9999-12-31T23:59:59Z",
    "10000-01-01T00:00:00Z",
    "Fri, 01 Jan 10000 00:00:00 GMT",
    "99999999999999999999-01-01",
    "٠٠٠٠-٠١-٠١",
)


@pytest.mark.parametrize("text", ABSURD)
def test_absurd_dates_date_nothing(text: str) -> None:
    assert first_moment([text], FETCHED) == UNKNOWN
    assert first_moment([text, "2025-03-04"], FETCHED) == Moment("2025-03-04", "day")


@pytest.mark.parametrize(
    "text", ["", "yesterday", "3 hours ago", "12 May", "12 May 10:30", "12 May 24", "May 2024", "2024 May 10:30"]
)
@pytest.mark.parametrize("more", ["", " ", "2025-13-04", "2025-02-30", "1741080600", "04/03/2025"])
def test_nothing_is_filled_in(text: str, more: str) -> None:
    assert read_moment(text) == read_moment(more) == UNKNOWN


def test_the_first_that_can_be_believed() -> None:
    assert first_moment(["soon", "1970-01-01T00:00:00Z", "2025-03-08", "2025-03-04"], FETCHED) == Moment("2025-03-04", "day")
    assert first_moment(["2025-03-07"], FETCHED) == Moment("2025-03-07", "day")
    assert first_moment(["2025-03-08"], FETCHED) == UNKNOWN
    assert first_moment([], FETCHED) == UNKNOWN


def test_archives_keep_their_dates() -> None:
    assert first_moment(["1989-08-25"], FETCHED) == Moment("1989-08-25", "day")


@given(st.one_of(st.text(max_size=60), st.from_regex(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?", fullmatch=True)))
def test_any_text_is_a_date_or_unknown(text: str) -> None:
    moment = first_moment([text], FETCHED)
    assert moment == UNKNOWN or "1970-12-31" <= moment.text <= "2025-03-08"


@given(st.datetimes(timezones=st.timezones()))
def test_iso_is_read_back(moment: object) -> None:
    text = moment.isoformat(timespec="seconds")  # type: ignore[attr-defined]
    assert read_moment(text).text in ("", text) or "+00:00:" in text or text.count(":") > 3
