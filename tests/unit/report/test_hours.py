"""The time of day of an incident, in seven languages."""

from pathlib import Path

import pytest

from processors.report.dates.hours import hours_of
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.step import Reporter
from tests.support.read_articles import read_article


@pytest.fixture(scope="module")
def reporter(built_gazetteer: Path) -> Reporter:
    return Reporter(Gazetteer.open(built_gazetteer))


@pytest.mark.parametrize(
    ("language", "text", "hours"),
    [
        ("en", "A man was shot dead shortly after 9:30 p.m. outside a bar in Leeds.", "20-23"),
        ("en", "Shells killed two people in Kherson in the afternoon.", "12-19"),
        ("de", "Gegen 21.40 Uhr wurde in Hameln ein Mann niedergestochen.", "20-23"),
        ("de", "Am Dienstagnachmittag brannte in Worms eine Halle nieder, zwei Menschen starben.", "12-19"),
        ("fr", "Deux hommes ont été tués par balle vers 17 h 45 à Béziers.", "16-19"),
        ("es", "Un hombre fue asesinado a balazos en la madrugada en Celaya.", "0-8"),
        ("ru", "Утром в Шебекино от обстрела погиб мужчина.", "4-13"),
        ("uk", "Увечері в Нікополі від обстрілу загинув чоловік.", "16-24"),
        ("ar", "قتل رجل في غارة على الخرطوم مساء الأحد.", "16-24"),
        ("en", "Shells killed two people in Kherson.", ""),
    ],
)
def test_the_hours_of_an_incident(language: str, text: str, hours: str, reporter: Reporter) -> None:
    [report] = reporter(read_article(text, published="2024-05-15", language=language)).reports
    assert report.evidence.extra.get("hours", "") == hours


def test_a_text_without_sentences_tells_none() -> None:
    assert hours_of("", (), "en") == ""
