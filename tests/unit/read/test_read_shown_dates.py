"""Dates that a page shows to its readers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.read.shown_dates import day_in, shown_dates


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("4 March 2025", ""), ("March 4th, 2025", "en"), ("Published: Mar. 4, 2025 6:42 p.m. ET", "en"),
        ("4 марта 2025, 07:15", "ru"),
        ("4 березня 2025", "uk"), ("4 de marzo de 2025", "es"), ("4 de março de 2025", "pt-BR"),
        ("Le mardi 4 mars 2025 à 07h12", "fr"),
        ("Stand: 04.03.2025, 21:14 Uhr", "de"), ("4. März 2025", "de"), ("٤ مارس ٢٠٢٥", "ar"), ("4 آذار 2025", "ar"),
        ("2025年3月4日 10:22", "zh"), ("2025년 3월 4일", "ko"), ("4 Μαρτίου 2025", "el"), ("4 Mart 2025", "tr"), ("4 marca 2025",
        "pl"),
        ("2025-03-04", ""), ("04/03/2025", "fr"), ("03/04/2025", "en-US"), ("4 मार्च 2025", "hi"), ("4 марта 2025", ""),
        ("2025. március 4.", "hu"), ("2025 m. kovo 4 d.", "lt"), ("4 במרץ 2025", "he"), ("4 tháng 3 năm 2025", "vi"),
        ("Updated 5 March 2025 First published 4 March 2025", ""), ("Julkaistu 4.3. 2025 klo 9.42", "fi"),
        ("2025. 3. 4. 09:12", "ko"), ("4 mars 2025, mis à jour le 5 mars 2025", "fr"),
    ],
)  # fmt: skip
def test_whole_dates(text: str, language: str) -> None:
    assert day_in(text, language) == "2025-03-04"


@pytest.mark.parametrize(
    "text",
    ["", "March 2025", "4 March", "04/03/2025", "yesterday", "3 hours ago", "31 June 2025", "version 1.2.2025.4",
    "4 Foo 2025", "1/2/20251",
     "call 12-34-5678", "© 2019-2025", "Updated 4 March 2025", "mis à jour le 4 mars 2025"],
)  # fmt: skip
def test_nothing_is_filled_in(text: str) -> None:
    assert day_in(text, "en") == ""


def test_names_that_mean_two_months_need_a_language() -> None:
    assert (day_in("5 listopada 2024", "pl"), day_in("5 listopada 2024", "hr"), day_in("5 listopada 2024")) == (
        "2024-11-05",
        "2024-10-05",
        "",
    )


def _dates(body: str) -> list[str]:
    from trafilatura import load_html

    return list(shown_dates(load_html(f"<html lang='en'><head></head><body>{body}</body></html>")))


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Fire</h1><div>By Ann · 4 March 2025</div><p>text</p>",
        "<p>Nordhaven, 4 March 2025</p><h1>Fire</h1><p>text</p>",
        "<aside class='related'><time datetime='2025-01-01'></time></aside><main><time>4 March 2025</time><h1>Fire</h1></main>",
        "<div class='comment'><span class='date'>1 May 2025</span></div><span class='posted-on'>4 March 2025</span>",
        "<center>THE MAIL<br><i>Tuesday, March 4, 2025</i></center><h2>Fire</h2><p>text</p>",
        "<h1>Fire</h1><p>text</p><div class='message_footer'><time datetime='2025-03-04T06:41:10Z'>06:41</time></div>",
        "<h1>Fire</h1><ul id='article-info'><li>Ann</li><li>March 4, 2025</li></ul>",
    ],
)
def test_where_it_is_looked_for(body: str) -> None:
    assert _dates(body)[0] == "2025-03-04"


def test_what_the_text_tells_is_not_the_pages_date() -> None:
    long = (
        "The bridge had been opened on 4 March 2025 by the mayor, who cut a ribbon and spoke for an hour of what it meant to " * 2
    )
    assert _dates(f"<h1>Fire</h1><p>{long}</p>") == []
    assert _dates("<footer><span class='date'>4 March 2025</span></footer>") == []


@given(st.text(max_size=120), st.sampled_from(["", "en", "ar", "xx", "ru"]))
def test_any_text(text: str, language: str) -> None:
    assert day_in(text, language) == "" or len(day_in(text, language)) == 10
