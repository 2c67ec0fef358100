"""Which day of several is the main incident's, by learned points."""

from datetime import date
from time import process_time

import pytest

from events.reports import When
from processors.report.dates.choice import choices, choose, shipped
from processors.report.dates.incident import when_of
from processors.report.dates.mentions import find_dates
from processors.report.dates.scene import Choice, Scene
from processors.report.sentences.split import split
from processors.report.telling.reading import Read, read_all
from processors.report.words.lexicon import lexicon_of


def _reads(text: str, language: str = "en") -> list[Read]:
    sentences = split(text, lexicon_of(language, text))
    return read_all(sentences, [frozenset()] * len(sentences))


def _dated(text: str, title: str = "", published: str = "2021-06-10", language: str = "en") -> When:
    reads = _reads(text, language)
    anchors = [at for r in reads for at in r.sentence.anchors]
    found = find_dates(text, published=published, language=language)
    return when_of(
        text, [(0, len(text))], found, published=published, anchors=anchors, main=True, reads=reads, title=title
    ).when  # fmt: skip


CHARGED = (
    "A Salem man was charged with murder on Tuesday in the fatal shooting of his neighbor.\n"
    "Prosecutors said Mark Dunn, 41, fired four shots at Ann Roe, 36, outside her home shortly after 9 p.m. May 23.\n"
    "Roe died at the scene. Dunn was arrested on Sunday and is due in court on Thursday."
)


def test_the_day_of_the_killing_goes_before_that_of_the_charges() -> None:
    assert _dated(CHARGED, "Man charged in fatal shooting").date_from == "2021-05-23"


def test_news_of_last_night_is_of_last_night() -> None:
    text = "Two people were shot outside a bar late Wednesday, police said.\nOn May 23 the council had voted to close the bar."
    assert _dated(text, "Two shot on Elm Street").date_from == "2021-06-09"


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("in April", "2021-04-01", "2021-04-30"),
        ("last month", "2021-05-01", "2021-05-31"),
        ("last week", "2021-05-30", "2021-06-06"),
    ],
)
def test_news_of_charges_tells_of_the_stretch_of_time_that_it_names(told: str, first: str, last: str) -> None:
    text = (
        f"A Salem man was indicted Wednesday in the fatal shooting of his neighbor {told}, prosecutors said.\n"
        "Mark Dunn, 41, appeared in court on Wednesday."
    )
    when = _dated(text, "Man indicted in fatal shooting")
    assert (when.date_from, when.date_to, when.text) == (first, last, told.removeprefix("in ").strip())
    assert when.precision > 2


def test_a_stretch_of_time_ends_on_the_day_of_writing() -> None:
    text = "A Salem man was indicted Wednesday in the fatal shooting of his neighbor in June, prosecutors said."
    (month,) = [c.when for c in choices(_scene(text, "2021-06-10")) if c.when.precision > 2]
    assert (month.date_from, month.date_to) == ("2021-06-01", "2021-06-10")


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed five people in Salem, police said. Attacks have risen since January 2015.",
        "Two people were killed in a crash in Salem, police said. It was before the June 2014 reform.",
        "Two men were shot in Salem, police said. A trial will begin in December.",
        "A trial in the fatal shooting of two men in Salem is due to begin in December.",
        "The man who shot two people in Salem will be sentenced in March.",
        "An earthquake killed 30 people in Salem, officials said. In 1934, an earthquake killed thousands.",
    ],
)
def test_what_is_open_or_to_come_or_long_past_is_no_time_of_the_news(text: str) -> None:
    assert _dated(text, "News of Salem", published="2015-09-10").date_from == "2015-09-09"


def test_without_any_day_it_was_on_the_day_of_writing_or_the_one_before() -> None:
    when = _dated("Two people were shot on Elm Street, police said.", "Two shot")
    assert (when.date_from, when.date_to, when.text) == ("2021-06-09", "2021-06-10", "")


def test_a_day_after_publication_is_no_choice() -> None:
    assert _dated("A bridge fell on June 30, engineers said.").date_from == "2021-06-09"


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("A man was killed by a train on May 23. He was buried on Tuesday.", "", ""),
        ("LIMA, 3 JAN 90 (EFE) -- GUNMEN KILLED A PRIEST ON 1 JANUARY. POLICE ARRESTED A MAN TODAY.", "1990-01-03", "1990-01-01"),
    ],
)
def test_rules_choose_where_nothing_was_learned(monkeypatch: pytest.MonkeyPatch, text: str, published: str, day: str) -> None:
    def never(*_: object) -> Choice:
        raise AssertionError

    monkeypatch.setattr("processors.report.dates.incident.choose", never)
    assert _dated(text, published=published).date_from == day


def _scene(text: str, published: str, court: bool = False) -> Scene:
    found = find_dates(text, published=published, language="en")
    days = [m for m in found if m.kind != "vague"]
    stretches = [m for m in found if m.kind == "vague"]
    reads = _reads(text)
    anchors = [at for r in reads for at in r.sentence.anchors]
    return Scene(
        text, date.fromisoformat(published), days, frozenset(days[:1]), frozenset(days[1:]), stretches, anchors, reads, court
    )


def test_signs_say_how_and_where_a_day_is_told() -> None:
    text = "A man was shot last month.\nHe was shot on May 23, police said on Wednesday. It was Wednesday."
    shot, said, month, writing = choices(_scene(text, "2021-06-10", court=True))
    assert shot.when == When(date_from="2021-05-23", date_to="2021-05-23", precision=1, text="May 23")
    assert {"back up to 30", "back up to 30, after", "earliest, after", "first", "sentence up to 1", "stretch holds, 4"} <= set(
        shot.signs
    )
    assert {"back up to 1", "latest, after", "beside", "another's", "times up to 2", "stretch misses, 4"} <= set(said.signs)
    assert shot.signs["worth"] > said.signs["worth"]
    assert month.when == When(date_from="2021-05-01", date_to="2021-05-31", precision=4, text="last month")
    assert {"stretch", "stretch 4, after", "stretch holds days up to 1", "stretch sentence up to 0"} <= set(month.signs)
    assert (writing.when.date_from, writing.when.date_to) == ("2021-06-09", "2021-06-10")
    assert {"writing after", "writing, days up to 2", "writing, stretch"} <= set(writing.signs)


def test_of_equal_choices_the_first_is_taken() -> None:
    one, two = (Choice(When(text=t), {"day": 1}) for t in "ab")
    assert choose([one, two], {"day": 5}) is one
    assert choose([one, Choice(When(text="c"), {"day": 1, "first": 1})], {"day": 5, "first": 1}).when.text == "c"


def test_points_are_whole_numbers_and_what_the_words_say_counts() -> None:
    assert all(isinstance(value, int) for value in shipped().values())
    assert shipped()["worth"] > 0


def test_the_cost_grows_with_the_length() -> None:
    def spent(times: int) -> float:
        text = "A man was shot on May 3 near the river. Police said on Tuesday that nobody was held.\n" * times
        reads = _reads(text)
        found, anchors = find_dates(text, published="2021-06-10", language="en"), [at for r in reads for at in r.sentence.anchors]
        spans = [(r.sentence.start, r.sentence.end) for r in reads]
        started = process_time()
        when_of(text, spans, found, published="2021-06-10", anchors=anchors[:60], main=True, reads=reads)
        return process_time() - started

    least = [min(spent(times) for _ in range(3)) for times in (50, 400)]
    assert least[1] < 8 * 3 * least[0]


def test_the_cost_grows_with_the_length_where_each_day_has_its_stretch_of_time() -> None:
    def spent(years: int) -> float:
        days = [f"killed last week, on {month} {n}, {year}" for year in range(2020 - years, 2020) for month in ("May", "June")
                for n in range(1, 29)]  # fmt: skip
        scene = _scene(", ".join(days), "2021-06-10")
        started = process_time()
        assert len(choices(scene)) == len(days) + 2
        return process_time() - started

    least = [min(spent(years) for _ in range(2)) for years in (4, 32)]
    assert least[1] < 8 * 3 * least[0]
