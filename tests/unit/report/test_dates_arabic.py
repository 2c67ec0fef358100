"""Days that Arabic news names by their number in words, or as of the month that it is written in."""

import pytest

from processors.report.dates.mentions import find_dates


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("في السابع من أكتوبر 2023 هاجم", ["2023-10-07"]),
        ("قصف مماثل في الخامس من الشهر الجاري", ["2025-01-05"]),
        ("ليل الحادي والعشرين من الشهر الماضي", ["2024-12-21"]),
        ("في الثالث عشر من أيار/مايو 2021", ["2021-05-13"]),
        ("صباح أمس الأول", ["2025-01-25"]),
        ("وفي اليوم نفسه", []),
        ("الثاني من نوعه", []),
        ("الرابع والثلاثين من شباط", []),
    ],
)
def test_a_day_is_named(text: str, days: list[str]) -> None:
    assert [m.when.date_from for m in find_dates(text, published="2025-01-27", language="ar")] == days
