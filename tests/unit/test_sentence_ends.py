"""Where sentences end: abbreviations, initials, hours and dates in several languages."""

import pytest

from processors.report.sentences.split import split
from processors.report.words.lexicon import lexicon_of

# Each is one text; "|" stands where a sentence ends.
TEXTS = {
    "en": """
A fire at Gov. Ann Brown's church caused damage. | Sen. Cole and Det. Joe Park came to Ft. Grant and Mt. Hale.
He was hit at about 9:40 p.m. Friday and died at 3 a.m. March 2. | It was over at 5 p.m. ET Monday.
It was about 9 p.m. | Police came at 11 p.m. | Four men ran.
He lives in Hill, N.C. | The town is small. | She left for the U.S. | An aunt of Lee Baker Jr. | Anyone can call.
John A. Smith and three U.S. Marines met at Ave. L and Ave. D. | They saw Big Y. | A man came.
She was 22. | Monday came.
""",
    "de": """
Am 22. März kam Dr. Weber mit 5 Mio. Euro, Waffen usw. | Die Polizei kam. | Er war 22. | Montag war es.
""",
    "fr": "M. Petit et le Dr Roux ont 3 art. | Selon elle, la rue est fermée.",
    "es": "El Sr. Ruiz y la Dra. La Torre viven en Av. Los Pinos. | En Lima son 20 aprox. | Según ella, no.",
    "ru": """
Это было 12 мая 2024 г. | Взрыв прогремел в г. Тула на ул. Садовая. | Ущерб 5 млн руб. | Полиция ищет. | Пришли 5 чел. | Они живы.
""",
    "uk": "Це сталося 5 травня 2024 р. | Поліція шукає. | На вул. Садова та р. Дніпро. | Збитки 5 млн грн. | Він живий.",
}
LINES = [(language, line) for language, text in TEXTS.items() for line in text.strip().split("\n")]


@pytest.mark.parametrize(("language", "line"), LINES)
def test_sentences_end_where_they_should(language: str, line: str) -> None:
    wanted = line.split(" | ")
    text = " ".join(wanted)
    assert [text[s.start : s.end] for s in split(text, lexicon_of(language, text))] == wanted
