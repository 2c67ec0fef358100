"""Words by their stems, and reports of a court, whose day says little of the incident's."""

import pytest

from processors.cluster.courts import court_words
from processors.cluster.features import NAMES, features_of
from processors.cluster.profile import Profile, profile_of
from processors.cluster.scorecard import shipped
from processors.cluster.stems import STEM, stems
from processors.cluster.step import placed_report
from processors.report.evidence import evidence_of
from tests.support.tellings import article, report

TRIAL = "A jury found Oskar Lind guilty on Friday. The judge said the trial over the blast in Norrvik was the longest."


def told(key: str, text: str, day: str, published: str) -> Profile:
    its = report(key, 0, text, "explosion", "Norrvik", day)
    return profile_of(placed_report(article(key, [its], published=published), its), shipped().weights)


def compared(a: Profile, b: Profile) -> dict[str, int | None]:
    return dict(zip(NAMES, features_of(a, b, 0), strict=True))


def test_forms_of_a_word_are_one_stem_and_names_stay_whole() -> None:
    assert stems({"robbers": 2, "robbery": 1, "взрывы": 1, "взрывов": 1}) == {"robbe": 3, "взрыв": 2}
    one = told("a", "The robbers fled from Jacksonville with Ilse Brandt.", "", "")
    other = told("b", "A robbery in Jackson, said Brandt.", "", "")
    assert STEM["robbery"] in one.words.of.keys() & other.words.of.keys()
    assert "brandt" in one.names.of.keys() & other.names.of.keys()
    assert "jacksonville" in one.names.of.keys() - other.names.of.keys()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The jury heard that he pleaded guilty"),
        ("ru", "Суд вынес приговор обвиняемому"),
        ("uk", "Суддя оголосив вирок"),
        ("es", "El fiscal pidió al juez una condena"),
        ("de", "Die Staatsanwaltschaft hat vor dem Landgericht Anklage erhoben"),
        ("fr", "Le procureur a requis devant le tribunal"),
        ("ar", "قالت النيابة أمام المحكمة إن المتهم"),
    ],
)
def test_words_of_a_court_are_known(language: str, text: str) -> None:
    assert court_words(evidence_of("", text, language).lead) >= 2
    assert court_words(evidence_of("", "", language).lead) == 0


def test_the_day_in_court_is_in_doubt_as_that_of_the_incident() -> None:
    blast = told("a", "A blast wrecked a bakery in Norrvik on Tallow Street.", "2021-03-03", "2021-03-03")
    dated_to_the_trial = compared(blast, told("b", TRIAL, "2021-09-10", "2021-09-10"))
    assert (dated_to_the_trial["when"], dated_to_the_trial["when in doubt"], dated_to_the_trial["aftermath"]) == (None, 191, 1)
    dated_to_the_blast = compared(blast, told("b", TRIAL, "2021-03-03", "2021-09-10"))
    assert (dated_to_the_blast["when"], dated_to_the_blast["when in doubt"], dated_to_the_blast["aftermath"]) == (0, None, 1)
    another_blast = compared(blast, told("b", "A blast wrecked a shop in Norrvik.", "2021-09-10", "2021-09-10"))
    assert (another_blast["when"], another_blast["when in doubt"], another_blast["aftermath"]) == (191, None, 0)
