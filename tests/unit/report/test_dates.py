"""Dates in seven languages; the year only where the text or the publication date supports it."""

import os
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.report.dates.filed import written_on
from processors.report.dates.incident import when_of
from processors.report.dates.mentions import find_dates


def dates(text: str, published: str = "", language: str = "") -> list[str]:
    """ "from/to", or the month_day."""
    return [
        m.when.month_day or f"{m.when.date_from}/{m.when.date_to}"
        for m in find_dates(text, published=published, language=language)
    ]


def day(text: str, published: str = "", language: str = "") -> str:
    found = dates(text, published, language)
    assert len(found) == 1, found
    first, _, last = found[0].partition("/")
    return first if first == last or not last else found[0]


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("en", "It happened on May 12, 2024, at noon.", "2024-05-12"),
        ("en", "It happened on 12 May 2024.", "2024-05-12"),
        ("en", "It happened on the 3rd of August 2019.", "2019-08-03"),
        ("en", "LIMA, 3 JAN 90 (EFE) -- TROOPS CAME", "1990-01-03"),
        ("en", "Posted 2024-05-12.", "2024-05-12"),
        ("en", "Posted 5/12/2024 at 3:15 p.m.", "2024-05-12"),
        ("en", "Sept. 11, 2001", "2001-09-11"),
        ("ru", "Это было 12 мая 2024 года.", "2024-05-12"),
        ("ru", "Это было 12.05.2024.", "2024-05-12"),
        ("uk", "Це сталося 24 лютого 2022 року.", "2022-02-24"),
        ("es", "Ocurrió el 12 de mayo de 2024.", "2024-05-12"),
        ("de", "Es geschah am 12. März 2024.", "2024-03-12"),
        ("fr", "C'était le 1er août 2024.", "2024-08-01"),
        ("ar", "في 12 مايو 2024", "2024-05-12"),
        ("ar", "يوم 12 تشرين الأول/أكتوبر 2023", "2023-10-12"),
        ("ar", "في 3 كانون الثاني 2024", "2024-01-03"),
        ("ar", "يوم 5 غشت 2023", "2023-08-05"),
        ("en", "between May 10-12, 2024", "2024-05-10/2024-05-12"),
    ],
)
def test_explicit_dates(language: str, text: str, iso: str) -> None:
    assert day(text, language=language) == iso
    assert day(text) == iso or language == "ar"


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("en", "It was yesterday.", "2024-05-14"), ("en", "Police came Tuesday.", "2024-05-14"), ("en", "Police came Friday.", "2024-05-10"),  # noqa: E501
        ("en", "Police came Thursday.", "2024-05-16"), ("en", "Police came last Thursday.", "2024-05-09"),
        ("en", "last night", "2024-05-14"), ("en", "this morning", "2024-05-15"), ("en", "two days ago", "2024-05-13"),
        ("ru", "Это было вчера.", "2024-05-14"), ("ru", "в среду", "2024-05-15"), ("uk", "у вівторок", "2024-05-14"),
        ("uk", "два дні тому", "2024-05-13"), ("es", "ayer", "2024-05-14"), ("es", "el martes", "2024-05-14"), ("es", "hace tres días", "2024-05-12"),  # noqa: E501
        ("de", "gestern", "2024-05-14"), ("de", "am Dienstagabend", "2024-05-14"), ("de", "vor zwei Tagen", "2024-05-13"),
        ("fr", "hier", "2024-05-14"), ("fr", "mardi soir", "2024-05-14"), ("fr", "il y a deux jours", "2024-05-13"), ("ar", "أمس", "2024-05-14"), ("ar", "أول أمس", "2024-05-13"),  # noqa: E501
    ],
)  # fmt: skip
def test_relative_dates_need_a_publication_date(language: str, text: str, iso: str) -> None:
    assert day(text, "2024-05-15T23:30:00+05:00", language) == iso
    assert dates(text, "", language) == []


def test_a_day_without_year_is_the_last_before_publication() -> None:
    assert day("on December 30", "2024-05-15") == "2023-12-30"
    assert day("on May 12", "2024-05-15") == "2024-05-12"
    assert day("a hearing on May 30", "2024-05-15") == "2024-05-30"


def test_a_day_without_year_takes_a_year_that_the_text_supports() -> None:
    assert dates("As of early May 2024 many left. On May 12 a shell fell.")[1] == "2024-05-12/2024-05-12"
    assert dates("In June 2023 they met. On May 30 he left.")[1] == "2023-05-30/2023-05-30"
    assert dates("On December 30, 2023, it began. It ended on January 2.")[1] == "2024-01-02/2024-01-02"


def test_else_it_has_none() -> None:
    text = "Since February 2022 and in 2023, as on December 30, 2023 and in April 2024. On July 11, a house fell."
    mention = next(m for m in find_dates(text) if m.when.text == "July 11")
    assert (mention.when.month_day, mention.when.date_from, mention.when.date_to, mention.kind) == (
        "07-11",
        "",
        "",
        "year_missing",
    )


@pytest.mark.parametrize(
    "text",
    ["She is 24 and lives at 13500 Cerise Ave.", "Call (323) 890-5500.", "They won 3-2.", "under section 12.3 of the law", "It may 12 times fail.",  # noqa: E501
     "They march 10 miles.", "at 11:50 am", "He has 2012 goats.", "version 1.2.3"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert dates(text, "2024-05-15", "en") == []


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("ru", "Он был убит в августе 2014 года.", "2014-08"),
        ("ru", "Взрыв произошёл в мае.", "2024-05"),
        ("ru", "Его убили в марте прошлого года.", "2023-03"),
        ("uk", "Їх убили у серпні 2014 року.", "2014-08"),
        ("uk", "Двоє загинули в лютому.", "2024-02"),
        ("en", "He was killed in March of last year.", "2023-03"),
        ("en", "The trial will begin in December.", "2024-12"),
        ("en", "He died in December.", "2023-12"),
    ],
)
def test_a_month_in_any_case(language: str, text: str, month: str) -> None:
    first = find_dates(text, published="2024-06-01", language=language)[0].when
    assert (first.date_from[:7], first.precision) == (month, 4)


@pytest.mark.parametrize(
    "text", ["since February 2022", "in 2023", "since May 10, 2024", "As of May 2024", "in the 12 months preceding April 2024"]
)
def test_stretches_of_time_are_vague_and_date_no_incident(text: str) -> None:
    mentions = find_dates(text)
    assert [m.kind for m in mentions] == ["vague"]
    assert when_of(text, [(0, len(text))], mentions).when.date_from == ""


def test_the_incident_is_dated_by_its_own_sentence() -> None:
    text = "Jan Roe died in 2001. He was shot on Friday. He will appear in court on Monday, police said Wednesday."
    mentions = find_dates(text, published="2024-05-15")
    assert (
        when_of(text, [(0, len(text))], mentions, published="2024-05-15", anchors=[text.index("shot")]).when.date_from
        == "2024-05-10"
    )


def test_each_passage_has_its_own_date() -> None:
    text = "On May 3, 2024 a bridge fell.\nOn June 9, 2024 a dam broke."
    mentions = find_dates(text)
    assert when_of(text, [(0, 29)], mentions, anchors=[text.index("fell")]).when.date_from == "2024-05-03"
    assert when_of(text, [(30, len(text))], mentions, anchors=[text.index("broke")]).when.date_from == "2024-06-09"


def test_an_earlier_incident_may_be_told_with_its_month_alone() -> None:
    text = "A tank blew up on Tuesday.\nIn March 2011, two workers died in a leak there.\nIt has stood there since May 2009."
    mentions = find_dates(text, published="2018-10-03")

    def told(start: int, end: int, anchor: str) -> str:
        return when_of(text, [(start, end)], mentions, published="2018-10-03", anchors=[text.index(anchor)]).when.date_from

    assert told(0, 26, "blew") == "2018-10-02"
    assert told(27, 76, "leak") == "2011-03-01"
    assert told(77, len(text), "stood") == "2018-10-02"  # the day before publication


def test_without_a_mention_it_was_shortly_before_publication() -> None:
    when = when_of("A bridge fell.", [(0, 14)], (), published="2024-05-15").when
    assert (when.date_from, when.date_to, when.precision) == ("2024-05-14", "2024-05-15", 2)
    assert when_of("A bridge fell.", [(0, 14)], ()).when.date_from == ""


@pytest.fixture
def another_zone() -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Pacific/Kiritimati"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.usefixtures("another_zone")
def test_the_time_zone_plays_no_part() -> None:
    assert day("yesterday", "2024-05-15T23:59:59-11:00") == "2024-05-14"


_WORDS = (
    "May 12 , 2024 12. мая вчера on Tuesday last night 3 JAN 90 05/12/24 31 February 29 ayer hace dos días il y a 2"
    " jours 99 2024-13-45 \u0130 ß أمس"
)
WORDS = st.sampled_from(_WORDS.split(" "))
PUBLISHED = st.sampled_from(["", "2024-02-29", "2024-05-15T10:00:00Z", "nonsense", "0001-01-01", "9999-12-31"])


@given(
    st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=200),
    PUBLISHED,
    st.sampled_from(["", "en", "ru", "ar", "xx", "de-DE"]),
)
def test_any_text_gives_valid_mentions(text: str, published: str, language: str) -> None:
    mentions = find_dates(text, published=published, language=language)
    assert all(m.when.text == text[m.start : m.end] and m.when.text for m in mentions)
    assert all(one.end <= two.start for one, two in pairwise(mentions))
    assert all(m.when.month_day or m.when.date_from <= m.when.date_to for m in mentions)
    when_of(text, [(0, len(text))], mentions, published=published, anchors=[0, 5])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LIMA, 3 JAN 90 (EFE) -- GUNMEN KILLED A JUDGE.", ("1990-01-02", "1990-01-03", 2)),
        ("КИЇВ, 12 травня 2024 року — Вибух стався біля ринку.", ("2024-05-11", "2024-05-12", 2)),
        ("LIMA, 3 JAN 90 (EFE) -- GUNMEN KILLED A PRIEST ON 1 JANUARY.", ("1990-01-01", "1990-01-01", 1)),
        ("On 3 January 1990 — a Wednesday — gunmen killed a judge.", ("1990-01-03", "1990-01-03", 1)),
    ],
)
def test_a_dateline_is_the_day_of_writing(text: str, expected: tuple[str, str, int]) -> None:
    killed = text.lower().find("killed")
    found = when_of(text, [(0, len(text))], find_dates(text), anchors=[killed] if killed > 0 else []).when
    assert (found.date_from, found.date_to, found.precision) == expected


def test_the_day_of_an_arrest_is_not_that_of_the_killing() -> None:
    text = "A man was arrested for the killing on May 14. The victim was found on May 12 by a neighbour."
    found = when_of(text, [(0, len(text))], find_dates(text, published="2024-05-15"), published="2024-05-15").when
    assert found.date_from == "2024-05-12"


def test_a_weekday_chooses_the_year() -> None:
    assert day("The fire was on Saturday, Sept. 12.", "2017-01-28") == "2015-09-12"
    assert day("The fire was on Sept. 12.", "2017-01-28") == "2016-09-12"
    assert day("Der Brand war am Samstag, 12. September.", "2017-01-28", "de") == "2015-09-12"


@pytest.mark.parametrize(
    ("text", "published", "written"),
    [
        ("Posted: Monday, August 17, 2015 2:27 PM EDT Two hurt in a fire.", "2017-01-28", "2015-08-17"),
        ("Updated: 08/26/2015 6:53 PM Created: 08/25/2015 5:11 AM Two hurt in a fire.", "2017-01-28", "2015-08-25"),
        ("Опубликовано: 17 августа 2015 года. Пожар.", "", "2015-08-17"),
        ("Updated: March 2, 2018. Two hurt in a fire.", "2018-03-01", "2018-03-01"),
        ("Two were hurt in a fire on August 17, 2015.", "2017-01-28", "2017-01-28"),
        ("Posted: Monday, August 17. Two hurt in a fire.", "2017-01-28", "2017-01-28"),
    ],
)
def test_a_page_says_itself_when_it_was_written(text: str, published: str, written: str) -> None:
    assert written_on(text, published, "") == written


def _dated(text: str, published: str, *, within: int = 0, around: int = 0, main: bool = False) -> str:
    anchors = [i for i in range(len(text)) if text.startswith(("shot", "killed", "fire"), i)]
    spans, beside = ((0, within or len(text)),), ((0, around),)
    found = find_dates(text, published=published)
    return when_of(text, spans, found, published=published, anchors=anchors, around=beside, main=main).when.date_from


def test_what_a_date_names_is_not_open_ended() -> None:
    assert [m.kind for m in find_dates("He left after the May 10 attack.", published="2024-06-01")] == ["explicit"]
    assert [m.kind for m in find_dates("He left after May 10.", published="2024-06-01")] == ["vague"]


def test_a_funeral_to_come_a_death_from_wounds_and_a_post_are_later() -> None:
    assert _dated("She was shot on Monday. The visitation will take place Tuesday at 5 p.m.", "2024-05-15") == "2024-05-13"
    assert _dated("He died of his injuries Tuesday night. He was shot on Sunday.", "2024-05-15") == "2024-05-12"
    assert _dated("A man was shot — Ann (@ann) May 14, 2024 Police said it happened May 12.", "2024-05-15") == "2024-05-12"


def test_where_a_passage_tells_of_a_court_the_day_may_stand_elsewhere() -> None:
    text = "A man pleaded guilty on Tuesday. A shopkeeper was killed on March 3 around 9 p.m. at her shop."
    court = text.index("A shop")
    assert _dated(text, "2024-05-15", within=court, around=len(text)) == "2024-03-03"
    assert _dated(text, "2024-05-15", within=court, main=True) == "2024-03-03"
    assert _dated(text, "2024-05-15", within=court) == "2024-05-14"


def test_an_undated_passage_takes_no_day_of_another_incident() -> None:
    text = "Two were killed in a collapse. A shopkeeper was killed on March 3 around 9 p.m. at her shop."
    first = text.index("A shop")
    assert _dated(text, "", within=first, around=first, main=True) == ""


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("en", "It came following Wednesday's collision.", "2024-05-15"),
        ("en", "Five were saved on Tuesday, six days after the mine flooded.", "2024-05-08"),
        ("de", "Am Dienstag, sechs Tage nach dem Unglück, wurden fünf gerettet.", "2024-05-08"),
        ("fr", "Mardi, six jours après l'inondation, cinq ont été sauvés.", "2024-05-08"),
        ("es", "El martes, seis días después del derrumbe, rescataron a cinco.", "2024-05-08"),
        ("ru", "Во вторник, через шесть дней после взрыва, спасли пятерых.", "2024-05-08"),
        ("uk", "У вівторок, через шість днів після вибуху, врятували п'ятьох.", "2024-05-08"),
        ("ar", "في الثلاثاء بعد ستة أيام من الانهيار", "2024-05-08"),
        ("fr", "Il est mort dans la nuit de mardi à mercredi.", "2024-05-14/2024-05-15"),
        ("de", "Er starb in der Nacht von Dienstag auf Mittwoch.", "2024-05-14/2024-05-15"),
        ("ru", "Это случилось осенью 2021 года, 30 сентября.", "2021-09-30"),
    ],
)
def test_days_told_from_other_days(language: str, text: str, iso: str) -> None:
    first, _, last = iso.partition("/")
    assert f"{first}/{last or first}" in dates(text, "2024-05-16", language)


def test_days_of_something_are_no_days_after_it() -> None:
    told = "أعلنت الحكومة الاثنين"
    assert dates(f"{told} 3 أيام من الحداد", "2024-05-16", "ar") == dates(told, "2024-05-16", "ar")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He came the following Tuesday."),
        ("en", "On a Saturday in that spring he went."),
        ("de", "An einem Samstagabend soll er gekommen sein."),
        ("fr", "Un samedi, il est venu."),
        ("en", "They waited six days after the flood."),
        ("ar", "أعلنت الحكومة ثلاثة أيام من الحداد"),
    ],
)
def test_days_that_are_none_in_particular(language: str, text: str) -> None:
    assert dates(text, "2024-05-16", language) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("A shooting killed one Monday night in Chicago.", "2024-05-13"),
        ("Officers were called at 2030 on March 5.", "2024-03-05"),
        ("The shop, open since 2015, on March 5 was robbed.", "2024-03-05"),
    ],
)
def test_counts_and_clocks_beside_a_day_are_none_of_it(text: str, iso: str) -> None:
    assert f"{iso}/{iso}" in dates(text, "2024-05-16", "en")
