"""Where sentences end: abbreviations, initials, hours and dates in several languages."""

import pytest

from processors.report.sentences.split import split
from processors.report.words.lexicon import lexicon_of

# Each is one text; "|" stands where a sentence ends.
TEXTS = {
    "en": """
A fire at Gov. Ann Brown's church caused damage. | Sen. Cole and Det. Joe Park came to Ft. Grant and Mt. Hale.
He was hit at about 9:40 p.m. Friday and died at 3 a.m. March 2. | The whole of it was over at 5 p.m. ET Monday.
The shots were heard at about 9 p.m. | Police came to the house at 11 p.m. | Four men ran.
At 9 p.m. Police came. | The classes began at 9 p.m. | Central High School was closed until 11 p.m. | May Jones waited.
He lives in Hill, N.C. | The town is small. | She left for the U.S. | An aunt of Lee Baker Jr. | Anyone can call.
John A. Smith and three U.S. Marines met at Ave. L and Ave. D. | They all went to Big Y. | A man came to Main St. | The end.
Mr. On and Gen. In met. | She was 22. | Monday came.
""",
    "de": """
Am 22. März kam Dr. Weber mit 5 Mio. Euro, Waffen usw. | Die Polizei kam, z.B. Die mit Hunden. | Er war 22. | Montag war es.
""",
    "fr": "M. Petit et le Dr Roux ont 3 art. Selon elle. | Il parle de tirs, de feux etc. | Selon elle, la rue est fermée.",
    "es": "El Sr. Ruiz y la Dra. La Torre viven en Av. Los Pinos. | En Lima son 20 aprox. | Según ella, no.",
    "ru": """
Об этом сообщили ещё в мае 2024 г. | В городе прогремел взрыв; это г. Тула на ул. Садовая. | Ущерб около 5 млн руб. | Их ищут.
12 мая 2024 г. Иван Петров убит ножом. | 3 июня 2024 г. Олег Сидоров застрелен. | Вчера здесь погибли 5 чел. ВСУ и трое.
""",
    "uk": "Про це повідомили ще у травні 2024 р. | Після цього шукали. | На вул. Садова. | 5 травня 2024 р. Київ обстріляли.",
}
LINES = [(language, line) for language, text in TEXTS.items() for line in text.strip().split("\n")]


@pytest.mark.parametrize(("language", "line"), LINES)
def test_sentences_end_where_they_should(language: str, line: str) -> None:
    wanted = line.split(" | ")
    text = " ".join(wanted)
    assert [text[s.start : s.end] for s in split(text, lexicon_of(language, text))] == wanted
