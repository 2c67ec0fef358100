"""Evidence: what the scorer compares, in any script and language."""

import time

from hypothesis import given
from hypothesis import strategies as st

from processors.report.evidence import evidence_of

TEXT = (
    "A gas blast tore through a bakery on Tallow Street on 3 March 2021, officials in Norrvik said. "
    "The owner, Ilse Brandt, 54, was among the 7 injured. The 2200 block of Quay Road was closed. Officials said nothing else."
)


def test_names_are_capitalised_inside_a_sentence() -> None:
    names = evidence_of("", TEXT, "en").names
    assert {"norrvik", "ilse brandt", "brandt", "ilse"} <= names.keys()
    assert "officials" not in names


def test_upper_case_wire_text_has_words_but_no_names() -> None:
    found = evidence_of("", TEXT.upper(), "en")
    assert found.names == {}
    assert found.terms["norrvik"] == 1


def test_explicit_days_need_a_month_and_keep_what_year_there_is() -> None:
    assert evidence_of("", TEXT, "en").dates == ("2021", "2021-03-03")
    assert "07-11" in evidence_of("", "On July 11, a device was dropped.", "en").dates
    assert "2024-05-12" in evidence_of("", "12 мая 2024 года обрушился подъезд.", "ru").dates
    assert "2024-05-12" in evidence_of("", "El 12 de mayo de 2024 hubo una explosión.", "es").dates
    assert "2024-05-12" in evidence_of("", "2024年5月12日、建物が崩れた。", "ja").dates
    assert evidence_of("", "They may march in 3 days.", "en").dates == ()


def test_numbers_are_figures_without_their_commas() -> None:
    assert {"54", "7", "10065"} <= set(evidence_of("", TEXT + " In all 10,065 died.", "en").numbers)


def test_inflected_words_meet() -> None:
    one, two = evidence_of("", "В Белгороде взрывы", "ru"), evidence_of("", "Над Белгородом взрывов", "ru")
    assert "белгор" in one.terms.keys() & two.terms.keys()


def test_the_title_leads() -> None:
    assert evidence_of("Blast in Norrvik", TEXT, "en").lead[:3] == ("blast", "in", "norrvik")


@given(st.text(), st.text(), st.sampled_from(["", "en", "ru", "ar", "zh"]))
def test_any_text_has_evidence(title: str, text: str, language: str) -> None:
    found = evidence_of(title, text, language)
    assert found == evidence_of(title, text, language)
    assert all(count > 0 for count in (*found.terms.values(), *found.names.values()))


def test_an_article_costs_little() -> None:
    start = time.perf_counter()
    for _ in range(50):
        evidence_of("Blast", TEXT * 8, "en")
    assert (time.perf_counter() - start) / 50 < 0.02
